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
import { answersOf } from '#scenarios/host/answer-source';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { loadScenario } from '#scenarios/schema/load';
import { isModel, nameOfPolicy, pointOf } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { durationMs } from '#scenarios/schema/units';
import { armOf } from '#scenarios/twin/deciders/arm';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { pointModelOf } from '#scenarios/twin/deciders/point-model';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { assert } from '#sim/assert';
import { openOnnxModel } from '../models/onnx-model.ts';
import type { OutsideModel } from '../models/outside-model.ts';
import { figureIn, noneWritten } from './figure-in-report.ts';
import { type FigureRun, type FiguresSpec, figuresOf } from './figures-spec.ts';
import type { Figures, FiguresBy } from './figures-table.ts';
import { type OutboundArm, runOutboundArms } from './outbound-arms.ts';
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
  const { scenario: read, world } = worldOf(ref, seed);
  const written = new Map<string, Record<string, number>>();
  const open: OutsideModel[] = [];
  const policiesOf = await Promise.all(policies.map((policy) => armNamed(read, policy, open)));
  const arms = await runOutboundArms({
    world,
    policies: policiesOf,
    seed,
    recorderFor: (arm) => eventCounter(arm, written),
    ...(until === undefined ? {} : { until: world.startAt + durationMs(until) }),
  });
  for (const model of open) await model.close();
  const reports = reportsOf(world, arms, seed);
  const ofPairs = spec.tables.some(({ rows }) => rows.some(({ of }) => of.includes('pairedBefore')));
  return reports.flatMap((report, i) => {
    const { policy, end, violation } = report;
    assert(violation === null, `run "${run}", ${policy}, seed ${seed}: ${violation}`);
    assert(
      end === (until === undefined ? 'empty' : 'until'),
      `run "${run}", ${policy}, seed ${seed} ended: ${end}. Say until when, or give it a longer horizon`,
    );
    const pair = ofPairs && i > 0 ? reportsOf(world, arms.slice(i - 1, i + 1), seed)[1]! : null;
    const reported = { ...report, written: written.get(policy)!, pairedBefore: pair?.paired ?? null };
    return figuresOf(spec, run, policy).map((of) => ({
      run,
      policy,
      of,
      figures: [figureIn(reported, of)],
    }));
  });
}

function reportsOf(
  world: OutboundWorld,
  arms: readonly OutboundArm[],
  seed: number,
): readonly OutboundArmReport[] {
  const { name, title } = world;
  return outboundReportOfRun({
    world,
    arms,
    scenario: { name, title, story: '', digest: '' },
    seed,
    reproduce: '',
    versions: { dray: '', node: '', v8: '' },
    thresholds: [],
    assumptions: [],
    warnings: [],
  }).arms;
}

function worldOf(
  { scenario: ref, with: overlays, set, without, data }: Omit<FigureRun, 'policies'>,
  seed: number,
): { readonly scenario: AnyOutboundScenario; readonly world: OutboundWorld } {
  const read = (path: string): string =>
    readFileSync(
      path.startsWith('data:')
        ? join(DATA, data!, path.slice('data:'.length))
        : path.replace('library:', LIBRARY),
      'utf8',
    );
  const loaded = loadScenario(ref, { read }, { kpis: KPI_UNITS, with: overlays, set });
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  const scenario = without.reduce(leftOut, loaded.scenario);
  const built = buildAnyOutbound(scenario, seed, { read });
  if (!built.ok) throw new Error(built.problems.map(showProblem).join('\n'));
  return { scenario, world: built.world };
}

/**
 * An arm of the scenario by its name, or a rule of thumb for sourcing that it does not name.
 * @param open models that were opened for it are added
 */
async function armNamed(
  scenario: AnyOutboundScenario,
  policy: string,
  open: OutsideModel[],
): Promise<OutboundPolicies> {
  const entry = scenario.policies.find((each) => nameOfPolicy(each) === policy) ?? policy;
  const arm = armOf(scenario, entry);
  if (!isModel(entry)) return arm;
  const { model: path = '' } = entry;
  assert(path.startsWith('library:'), `"${policy}" is no model of the library: its file is not opened here`);
  const model = await openOnnxModel(path, readFileSync(path.replace('library:', LIBRARY)), pointOf(entry));
  open.push(model);
  return { ...arm, model: pointModelOf(entry, model.digest, answersOf(model)) };
}

function eventCounter(arm: string, written: Map<string, Record<string, number>>): Recorder {
  const counts = noneWritten();
  written.set(arm, counts);
  const business: Recorder['business'] = (_now, event) => {
    counts[event]! += 1;
  };
  return { ...nullRecorder, business };
}

/** The value without what stands at the path. */
function leftOut<Value>(value: Value, path: string): Value {
  const [step, ...rest] = path.split('.');
  if (Array.isArray(value)) return value.map((item) => leftOut(item, rest.join('.'))) as Value;
  const { [step!]: there, ...others } = value as Record<string, unknown>;
  assert(there !== undefined, `nothing stands at "${path}" that could be left out`);
  return (rest.length === 0 ? others : { ...value, [step!]: leftOut(there, rest.join('.')) }) as Value;
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
