/**
 * One run of one scenario under one policy, for a test to look at: `dray run` without recording and report, by the same checks and with the same
 * result.
 *
 * 1. A scenario is a name of the library, a file, or what a file would hold (a generated one).
 * 2. An invariant that breaks ends the run and is told in it; anything else that goes wrong is thrown, with the command that shows it again.
 */
import { type OutboundArm, runOutboundArms } from '#bench/experiments/outbound-arms';
import { outboundReportOfRun } from '#bench/experiments/outbound-report-of-run';
import type { ViolationPlace } from '#bench/experiments/violation-place';
import { reason } from '#cli/exit-codes';
import { type DesignWords, type OpenDesign, openDesign } from '#cli/experiments/design-words';
import { commandOf } from '#cli/run/run-parts';
import { seedOf } from '#cli/scenario-options';
import { DiskFiles } from '#cli/source-files';
import { untilInstant } from '#cli/until';
import type { OutboundKpis } from '#reports/kpis/outbound/catalogue';
import type { RunEndReason } from '#reports/run-head';
import { showProblem, type Unreadable } from '#scenarios/schema/source-files';
import { type Fidelity, OBJECTS } from '#scenarios/twin/channels/channels';
import type { Digests } from '#scenarios/twin/digests';
import type { OutboundOpenWork } from '#scenarios/twin/open-work';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { suggestion } from '#sim/nearest';
import { scenarioText } from '#testing/arbitraries/scenarios/scenario-text';

export interface ScenarioOptions {
  /** Default: that of the scenario. */
  readonly seed?: string | number;
  /** One of the scenario's policies, a rule of thumb, or a file of your own; default: the scenario's first. */
  readonly policy?: string;
  /** Names or files of overlays, the last on top. */
  readonly with?: readonly string[];
  /** `path=value`, such as `demand.days=1`. */
  readonly set?: readonly string[];
  /** Folder of the data files, where the scenario reads its orders from files. */
  readonly data?: string;
  /** Stop there: an instant, or a time after the start, such as `3 d`. */
  readonly until?: string;
  /** Whether partners that speak in bytes are spoken to in bytes (`wire`); default: objects. */
  readonly fidelity?: 'objects' | 'wire';
  /** Hosts that models may be asked at. */
  readonly allowHost?: readonly string[];
}

/** A name of the library, a file, or what a file would hold. */
export type ScenarioSource = string | { readonly [section: string]: unknown };

export interface ScenarioRun {
  readonly scenario: string;
  readonly seed: string | number;
  readonly policy: string;
  /** empty: nothing more can happen; horizon, until: time was up; violated: an invariant broke. */
  readonly end: RunEndReason;
  readonly orders: number;
  readonly events: number;
  readonly currency: string;
  readonly digests: Digests;
  /** By the names of `dray list`; null = nothing of it was there to measure. Money in minor units, times in ms. */
  readonly kpis: OutboundKpis;
  /** What was not finished when it ended. */
  readonly open: OutboundOpenWork;
  /** The invariant that broke, and where; null = none did. */
  readonly violation: ViolationPlace | null;
  /** How to see it again, on the command line. */
  readonly again: string;
  readonly asked: AskedRun;
}

/** What a run was asked to be. */
export interface AskedRun {
  readonly source: ScenarioSource;
  readonly options: ScenarioOptions;
}

/** Runs it to its end. Throws what `dray check` would say of a scenario that is not right. */
export async function runScenario(
  source: ScenarioSource,
  options: ScenarioOptions = {},
): Promise<ScenarioRun> {
  const asked = { source, options };
  const open = await openRun(asked);
  const { seed } = open;
  const again = commandAgain(asked, seed);
  try {
    const { name, failure } = open.design.checked.scenario;
    const world = open.worldOf(seed);
    // A failing case says itself by which it breaks.
    const fidelity = await fidelityNamed(options.fidelity ?? failure?.fidelity);
    const { policies } = open.design;
    const arms = await runOutboundArms({
      world,
      policies: [policies],
      seed,
      fidelity,
      ...open.untilIn(world),
    });
    return runOf(arms[0]!, world, { scenario: name, seed, again, asked });
  } catch (error) {
    const says = error instanceof Error ? error.message : reason(error);
    throw new Error(`${says}\n\nagain: ${again}`, { cause: error });
  } finally {
    await open.design.close();
  }
}

/** A design that can be run with any seed, until it is closed. */
export interface OpenRun {
  readonly design: OpenDesign;
  /** That was asked for, or is the scenario's. */
  readonly seed: string | number;
  worldOf(seed: string | number): OutboundWorld;
  untilIn(world: OutboundWorld): { readonly until?: number };
}

/** Loads and checks; `design.close()` ends it. */
export async function openRun({ source, options }: AskedRun): Promise<OpenRun> {
  checkOptions(options);
  const files = filesWith(source, options.data);
  const design = await openDesign(wordsOf({ source, options }), files);
  const { scenario } = design.checked;
  const { until } = options;
  return {
    design,
    seed: options.seed === undefined ? scenario.seed : seedAsTyped(options.seed),
    worldOf: (seed) => {
      const built = buildAnyOutbound(scenario, seed, files);
      if (!built.ok) throw new Error(built.problems.map(showProblem).join('\n'));
      return built.world;
    },
    untilIn: ({ startAt }) => (until === undefined ? {} : { until: untilInstant(until, startAt) }),
  };
}

const OPTIONS: Readonly<Record<keyof ScenarioOptions, 'one' | 'list'>> = {
  ...{ seed: 'one', policy: 'one', with: 'list', set: 'list' },
  ...{ data: 'one', until: 'one', fidelity: 'one', allowHost: 'list' },
};

/** Vitest looks at no types: a word that is mistyped would be left out, and what was to be tested with it. */
function checkOptions(options: ScenarioOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(OPTIONS, name))
      throw new Error(`unknown option: "${name}".${suggestion(name, Object.keys(OPTIONS))}`);
    const isList = OPTIONS[name as keyof ScenarioOptions] === 'list';
    const given = JSON.stringify(value);
    if (isList && value !== undefined && !Array.isArray(value))
      throw new Error(`${name}: ${given} is no list. Write ${name}: [${given}]`);
  }
}

/** "7", "007" and 7 are one seed, as there. */
function seedAsTyped(seed: string | number): string | number {
  return typeof seed === 'number' && !Number.isFinite(seed) ? seed : seedOf(String(seed));
}

/** What a generated scenario is called, and lies beside: the folder that tests run in. */
const GIVEN = 'given.scenario.yaml';

function wordsOf({ source, options }: AskedRun): DesignWords {
  const { seed, policy, fidelity: _channel, ...rest } = options;
  return {
    ...rest,
    ref: typeof source === 'string' ? source : GIVEN,
    ...(seed === undefined ? {} : { seed: String(seed) }),
    ...(policy === undefined ? {} : { arm: policy }),
  };
}

function filesWith(source: ScenarioSource, data = null as string | null): DiskFiles {
  return typeof source === 'string' ? new DiskFiles(data) : new GivenFiles(data, scenarioText(source));
}

/** The disk, and one file that is not on it. */
class GivenFiles extends DiskFiles {
  private readonly text: string;

  constructor(data: string | null, text: string) {
    super(data);
    this.text = text;
  }

  override read(path: string): string | null | Unreadable {
    return path === GIVEN ? this.text : super.read(path);
  }
}

/** Codecs are loaded by those who need them. */
async function fidelityNamed(fidelity: ScenarioOptions['fidelity'] = 'objects'): Promise<Fidelity> {
  if (fidelity === 'objects') return OBJECTS;
  const { fidelityOf } = await import('#cli/run/fidelity');
  return fidelityOf(fidelity);
}

/** The command that runs it again; of a scenario that is in no file, what to save first. */
function commandAgain({ source, options }: AskedRun, seed: string | number): string {
  const { policy, ...words } = options;
  const ref = typeof source === 'string' ? source : GIVEN;
  const command = commandOf(
    { ...words, seed: undefined, ref, policy: policy === undefined ? [] : [policy] },
    seed,
  );
  return typeof source === 'string'
    ? command
    : `${command}, with this in ${GIVEN}:\n\n${scenarioText(source)}`;
}

function runOf(
  arm: OutboundArm,
  world: OutboundWorld,
  { scenario, ...head }: Pick<ScenarioRun, 'scenario' | 'seed' | 'again' | 'asked'>,
): ScenarioRun {
  const report = outboundReportOfRun({
    world,
    arms: [arm],
    scenario: { name: scenario, title: world.title, story: '', digest: '' },
    seed: head.seed,
    reproduce: head.again,
    versions: { dray: '', node: '', v8: '' },
    thresholds: [],
    assumptions: [],
    warnings: [],
  });
  const { kpis, policy } = report.arms[0]!;
  return {
    ...head,
    scenario,
    policy,
    end: arm.end,
    orders: report.orders,
    events: arm.events,
    currency: world.currency,
    digests: arm.digests,
    kpis,
    open: arm.open,
    violation: arm.place,
  };
}
