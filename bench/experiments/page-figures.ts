/**
 * The figures that a scenario's page shows, by running it: every run of the page's file, its policies, with each seed, to the end and with
 * invariants on.
 *
 * 1. A figure is kept as it is reported, not rounded: run again, it is the same number.
 * 2. A run that breaks an invariant, or does not end as the file says, has no figures: it is refused.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import type { OutboundArmReport } from '#reports/outbound/outbound-report';
import { loadScenario } from '#scenarios/schema/load';
import { showProblem } from '#scenarios/schema/source-files';
import { durationMs } from '#scenarios/schema/units';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { assert } from '#sim/assert';
import { type FigureRun, type FiguresSpec, figuresOf } from './figures-spec.ts';
import type { Figures, FiguresBy } from './figures-table.ts';
import { runOutboundArms } from './outbound-arms.ts';
import { outboundReportOfRun } from './outbound-report-of-run.ts';

const LIBRARY = fileURLToPath(new URL('../../scenarios/library/', import.meta.url));
const KPI_UNITS = Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit]));
/** Where data sets lie that Dray does not ship. */
export const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** A line of the file of figures: what one arm of a run shows of one figure, by seed. */
export interface FigureLine {
  readonly run: string;
  readonly policy: string;
  readonly of: string;
  readonly figures: Figures;
}

/** Runs one run of the file with one seed. @returns its lines, each with one figure */
export async function figureLines(spec: FiguresSpec, run: string, seed: number): Promise<FigureLine[]> {
  const { policies, until, ...ref } = spec.runs[run]!;
  const world = worldOf(ref, seed);
  const arms = await runOutboundArms({
    world,
    policies,
    seed,
    ...(until === undefined ? {} : { until: world.startAt + durationMs(until) }),
  });
  const { name, title } = world;
  const { arms: reports } = outboundReportOfRun({
    world,
    arms,
    scenario: { name, title, story: '', digest: '' },
    seed,
    reproduce: '',
    versions: { dray: '', node: '', v8: '' },
    thresholds: [],
    assumptions: [],
    warnings: [],
  });
  return reports.flatMap((report) => {
    const { policy, end, violation } = report;
    assert(violation === null, `run "${run}", ${policy}, seed ${seed}: ${violation}`);
    assert(
      end === (until === undefined ? 'empty' : 'until'),
      `run "${run}", ${policy}, seed ${seed} ended: ${end}. Say until when, or give it a longer horizon`,
    );
    return figuresOf(spec, run, policy).map((of) => ({ run, policy, of, figures: [figureIn(report, of)] }));
  });
}

function worldOf(
  { scenario: ref, with: overlays, set, without, data }: Omit<FigureRun, 'policies'>,
  seed: number,
): OutboundWorld {
  const read = (path: string): string =>
    readFileSync(
      path.startsWith('data:')
        ? join(DATA, data!, path.slice('data:'.length))
        : path.replace('library:', LIBRARY),
      'utf8',
    );
  const loaded = loadScenario(ref, { read }, { kpis: KPI_UNITS, with: overlays, set });
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  const built = buildAnyOutbound(without.reduce(leftOut, loaded.scenario), seed, { read });
  if (!built.ok) throw new Error(built.problems.map(showProblem).join('\n'));
  return built.world;
}

/** The value without what stands at the path. */
function leftOut<Value>(value: Value, path: string): Value {
  const [step, ...rest] = path.split('.');
  if (Array.isArray(value)) return value.map((item) => leftOut(item, rest.join('.'))) as Value;
  const { [step!]: there, ...others } = value as Record<string, unknown>;
  assert(there !== undefined, `nothing stands at "${path}" that could be left out`);
  return (rest.length === 0 ? others : { ...value, [step!]: leftOut(there, rest.join('.')) }) as Value;
}

/** A KPI by its name, anything else by its path; `a / b` is the quotient. */
function figureIn(report: OutboundArmReport, of: string): number | null {
  const [value, by] = of.split(' / ').map((path) => valueAt(report, path));
  if (by === undefined || value === null || value === undefined) return value ?? null;
  return by === null || by === 0 ? null : value / by;
}

function valueAt(report: OutboundArmReport, path: string): number | null {
  const steps = path.includes('.') ? path.split('.') : ['kpis', path];
  const value = steps.reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | undefined)?.[step],
    report,
  );
  assert(
    value === null || typeof value === 'number',
    `"${path}" is no figure of a run: ${JSON.stringify(value)}`,
  );
  return value;
}

/** Seeds of one line, one after the other. */
export function joined(lines: readonly FigureLine[]): FigureLine[] {
  const by = new Map<string, FigureLine>();
  for (const line of lines) {
    const key = [line.run, line.policy, line.of].join('\t');
    const figures = [...(by.get(key)?.figures ?? []), ...line.figures];
    by.set(key, { ...line, figures });
  }
  return [...by.values()];
}

/** Lines as a file: comma-separated, figures by seed. */
export function fileOfFigures(lines: readonly FigureLine[]): string {
  const seeds = Math.max(...lines.map(({ figures }) => figures.length));
  const heading = ['run', 'policy', 'figure', ...Array.from({ length: seeds }, (_, i) => i + 1)].join(',');
  return `${[heading, ...lines.map(({ run, policy, of, figures }) => [run, policy, of, ...figures.map((value) => value ?? '')].join(','))].join('\n')}\n`;
}

export function figuresInFile(file: string): FigureLine[] {
  const [, ...lines] = file.trimEnd().split('\n');
  return lines.map((line) => {
    const [run, policy, of, ...cells] = line.split(',');
    return {
      run: run!,
      policy: policy!,
      of: of!,
      figures: cells.map((cell) => (cell === '' ? null : Number(cell))),
    };
  });
}

export function lookUp(lines: readonly FigureLine[]): FiguresBy {
  return (run, policy, of) => {
    const line = lines.find((each) => each.run === run && each.policy === policy && each.of === of);
    assert(
      line !== undefined,
      `the file of figures lacks "${of}" of ${policy} in run "${run}". Make it anew`,
    );
    return line.figures;
  };
}
