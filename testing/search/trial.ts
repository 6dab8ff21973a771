/**
 * One run of one scenario under one policy, to its end, with every invariant watched and nothing recorded: what search, reducer and
 * mutants are made of.
 *
 * 1. (scenario, seed, policy, fidelity) determine everything in an outcome.
 * 2. Whatever a run throws is a finding, not an error of the caller. Only what can't begin throws: a policy that there is none of,
 *    data files that don't fit; and what was given up.
 */
import type { BusinessWatcher } from '#scenarios/host/signals';
import type { Recorder } from '#scenarios/recording/recorder';
import { isModel, isWayward, nameOfPolicy, type PolicyEntry } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { type SourceFiles, showProblem } from '#scenarios/schema/source-files';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import type { OutboundPolicies, OwnPolicy } from '#scenarios/twin/deciders/outbound-decider';
import { armByItself } from '#scenarios/twin/deciders/wayward-model';
import type { Digests } from '#scenarios/twin/digests';
import type { FaultWatch } from '#scenarios/twin/faults/fault-plan';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { hearing } from './ears.ts';
import { type Finding, findingOf, type LastEvent, neverEnds } from './finding.ts';
import { Happenings } from './happenings.ts';
import { SEEN_EVENTS } from './kinds.ts';
import { ProbeWatch } from './probes/probe-watch.ts';

/** Events of a run that is taken for one without an end. Source: assumption (a library scenario at full size has 3 million). */
const EVENTS_MAX = 20_000_000;
/** Events between two looks at whether it is to stop. */
export const SLICE_EVENTS = 50_000;

/** A trial that somebody does not want to wait for. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

export interface Trial {
  /** As `loadScenario` gives it. */
  readonly scenario: AnyOutboundScenario;
  /** Where its data files come from. */
  readonly files: SourceFiles;
  readonly seed: string | number;
  /** Of one of its arms by name; default: the first for which no model has to be opened. */
  readonly policy?: string;
  /** A whole arm in place of a name: one whose model is open. */
  readonly policies?: OutboundPolicies;
  /** The user's own policies, which the scenario may name. */
  readonly ownPolicies?: readonly OwnPolicy[];
  readonly fidelity?: Fidelity;
  /** Instant to stop at, epoch ms: for who knows that nothing of interest comes after it. */
  readonly until?: number;
  /** No more events than these; reaching them is the finding `ends`. */
  readonly eventsMax?: number;
  /** Awaited every so many events, where signals are to be heard; throws `GivenUp` to end the trial without an outcome. */
  readonly pause?: () => Promise<void>;
  /** Sees every business event after the invariants have. */
  readonly watchers?: readonly BusinessWatcher[];
  /** Watches for probes as well. */
  readonly probed?: boolean;
  /** Hears of the recording what it asks for, beside what is counted here. */
  readonly recorder?: Partial<Recorder>;
  /** Hears what faults hit. */
  readonly faultWatch?: FaultWatch;
  /** Reaches into the twin before it starts: where a bug is planted, in tests. */
  readonly prepare?: (twin: OutboundTwin) => void;
}

/** empty: nothing more can happen. horizon: the scenario's time is up. until: that of the trial. stopped: by a finding. */
export type TrialEnd = 'empty' | 'horizon' | 'until' | 'stopped';

export interface TrialOutcome {
  /** null = nothing is wrong. */
  readonly finding: Finding | null;
  readonly end: TrialEnd;
  readonly digests: Digests;
  /** Of the kernel. */
  readonly events: number;
  /** From the start to the last event. */
  readonly simulatedMs: number;
  /** Released by ERP. */
  readonly orders: number;
  /** What shows that a kind of fault has happened, as `SearchKind.seen` names it, and how often: faults on record, business events ... */
  readonly fired: ReadonlyMap<string, number>;
  /** Names of probes that were reached; none where nobody watched. */
  readonly probes: ReadonlySet<string>;
}

/** Runs it. Never rejects for what happens in the run; with `GivenUp` where `pause` does. */
export async function runTrial(trial: Trial): Promise<TrialOutcome> {
  const { scenario, seed, files } = trial;
  const built = buildAnyOutbound(scenario, seed, files);
  if (!built.ok) throw new Error(built.problems.map(showProblem).join('\n'));
  return runTrialIn(built.world, trial);
}

/** As `runTrial`, in a world that is built. */
export async function runTrialIn(world: OutboundWorld, trial: Trial): Promise<TrialOutcome> {
  const policies = trial.policies ?? armNamed(trial);
  const heard = new Heard();
  const happenings = new Happenings(SEEN_EVENTS, policies.model?.name ?? null);
  const probes = trial.probed === true ? new ProbeWatch() : null;
  const recorder = hearing([heard.ears, happenings.ears, probes?.ears ?? {}, trial.recorder ?? {}]);
  let twin: OutboundTwin | null = null;
  let end: TrialEnd = 'stopped';
  let finding: Finding | null = null;
  try {
    twin = new OutboundTwin({
      world,
      policies,
      seed: trial.seed,
      recorder,
      ...(trial.watchers === undefined ? {} : { watchers: trial.watchers }),
      ...(trial.faultWatch === undefined ? {} : { faultWatch: trial.faultWatch }),
      ...(trial.fidelity === undefined ? {} : { fidelity: trial.fidelity }),
    });
    trial.prepare?.(twin);
    if (policies.model?.answers.kind === 'outside') policies.model.answers.begin?.();
    twin.start();
    const ended = await toTheEnd(twin, world, trial);
    if (ended === null) finding = neverEnds(twin.kernel, heard.last);
    else end = ended;
  } catch (error) {
    if (error instanceof GivenUp) throw error;
    finding = findingOf(error, twin?.kernel ?? null, heard.last);
  }
  happenings.end();
  return {
    finding,
    end,
    digests: twin?.digests() ?? NO_DIGESTS,
    events: twin?.kernel.events ?? 0,
    simulatedMs: twin === null || twin.kernel.events === 0 ? 0 : twin.kernel.lastEventTime - world.startAt,
    orders: heard.orders,
    fired: happenings.counts,
    probes: probes?.reached ?? NO_PROBES,
  };
}

const NO_PROBES: ReadonlySet<string> = new Set();
/** Of a twin that could not be made. */
const NO_DIGESTS: Digests = { digest: '', businessDigest: '', outcomeDigest: '' };

/** @returns how it ended; null = it did not */
async function toTheEnd(
  twin: OutboundTwin,
  world: OutboundWorld,
  { until = Infinity, eventsMax = EVENTS_MAX, pause }: Trial,
): Promise<TrialEnd | null> {
  while (true) {
    const events = Math.min(SLICE_EVENTS, eventsMax - twin.kernel.events);
    const end = await twin.runQuiescent({ until, events });
    if (end === 'empty') return 'empty';
    if (end === 'until') return until < world.endAt ? 'until' : 'horizon';
    if (twin.kernel.events >= eventsMax) return null;
    await pause?.();
  }
}

/** @returns the arm of a scenario by its name; throws where there is none, or only its model could answer */
function armNamed({ scenario, policy, ownPolicies = [] }: Trial): OutboundPolicies {
  const entries = scenario.policies;
  const entry =
    policy === undefined
      ? entries.find(standsByItself)
      : entries.find((each) => nameOfPolicy(each) === policy);
  if (entry === undefined || !standsByItself(entry)) {
    const names = entries.filter(standsByItself).map(nameOfPolicy);
    throw new Error(
      `${scenario.name}: no arm ${policy === undefined ? 'without a model' : `"${policy}" that can run without its model`}. There are ${names.join(', ')}`,
    );
  }
  return armByItself(scenario, entry, ownPolicies);
}

function standsByItself(entry: PolicyEntry): boolean {
  return !isModel(entry) || isWayward(entry);
}

/** What was written last, and how many orders there were. */
class Heard {
  readonly last: LastEvent = { event: '', entityType: '', entityKey: 0 };
  orders = 0;
  readonly ears: Partial<Recorder> = {
    business: (_time, event, _owner, entityType, entityKey) => {
      this.last.event = event;
      this.last.entityType = entityType;
      this.last.entityKey = entityKey;
      if (event === 'orderReleased') this.orders += 1;
    },
  };
}
