/**
 * One world of outbound fulfilment, several policies: each runs on a twin of its own with the same keys, one after the other.
 *
 * 1. A policy sees the same orders, the same answers and the same luck; only decisions differ.
 * 2. The run yields to the event loop between slices, so that Ctrl-C and progress work; slices change no result.
 * 3. What has been recorded when a run is interrupted or violates an invariant stays, and the arm says so.
 */
import type { ArmAggregates } from '#reports/aggregates/aggregates';
import { ArmFolds } from '#reports/aggregates/arm-folds';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import type { StockFacts } from '#reports/kpis/outbound/stock-value';
import type { RunEndReason } from '#reports/run-head';
import { LabelBook } from '#reports/scoring/label-book';
import type { LabelledDecisions } from '#reports/scoring/labelled-decisions';
import { type MeteredPartner, PartnerMeter } from '#scenarios/metering/partner-meter';
import { hears, nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import type { OversightReport } from '#scenarios/twin/deciders/governance/oversight';
import type { LearnedInRun } from '#scenarios/twin/deciders/learning';
import { type OutboundPolicies, outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { Digests } from '#scenarios/twin/digests';
import type { OpenTasksOfKind } from '#scenarios/twin/open-tasks';
import type { OutboundOpenWork } from '#scenarios/twin/open-work';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { AnswerPrices } from './answer-prices.ts';
import { type Counts, counting } from './counting-recorder.ts';
import { foldFacts } from './fold-facts.ts';
import { HitWatch, type WrittenHit } from './hit-watch.ts';
import { PlatformLoad } from './outbound-platform-load.ts';
import { type ViolationPlace, violationIn, violationPlace } from './violation-place.ts';

/** Events between two looks at the clock, the progress line and Ctrl-C. */
const SLICE_EVENTS = 20_000;
/** Events between two checkpoints in the recording, and more where more actors live, since a checkpoint visits each of them. */
const CHECKPOINT_EVENTS = 100_000;
const CHECKPOINT_EVENTS_AN_ACTOR = 20;

/** Where nothing is recorded decisions are counted all the same, by who needs no proof of them. */
const UNREAD: Recorder = { ...nullRecorder, provesDecisions: false };

export interface OutboundArm {
  readonly policies: OutboundPolicies;
  readonly outcomes: OutboundOutcomes;
  readonly digests: Digests;
  /** Last hash of its decisions on record; null = nothing is recorded that is proved. */
  readonly auditHead: string | null;
  readonly events: number;
  readonly steps: number;
  readonly endedAt: number;
  readonly end: RunEndReason;
  readonly open: OutboundOpenWork;
  readonly openTasks: readonly OpenTasksOfKind[];
  readonly waitedMs: number;
  readonly waitedMsMax: number;
  readonly load: PlatformLoad;
  /** The invariant that did not hold, with place and figures. */
  readonly violation: string | null;
  /** Where that was, and what the actors involved looked like. */
  readonly place: ViolationPlace | null;
  /** What was said, decided, asked of people; what went wrong. */
  readonly counts: Counts;
  /** Hits that the scenario writes down and that hit nothing. */
  readonly idleHits: readonly WrittenHit[];
  /** What was said where it is known what came; none where no such point is asked. */
  readonly labelled: readonly LabelledDecisions[];
  /** What was said to and by each of them. */
  readonly partners: readonly MeteredPartner[];
  /** Of its model; null = nobody oversees one. */
  readonly oversight: OversightReport | null;
  /** By policies that learn; none where none does. */
  readonly learned: readonly LearnedInRun[];
  /** For the pictures of a report; null = nobody asked. */
  readonly aggregates: ArmAggregates | null;
}

export interface OutboundPlan {
  readonly world: OutboundWorld;
  /** Arm by arm: a rule of thumb for `sourcing` by name, the others as the world has them; or all of them. */
  readonly policies: readonly (string | OutboundPolicies)[];
  readonly seed: string | number;
  readonly fidelity?: Fidelity;
  /** Instant to stop at, before the world's end. */
  readonly until?: number;
  /** No more events than these. */
  readonly eventsMax?: number;
  /** A recorder for each arm; none = nothing is recorded. */
  readonly recorderFor?: (policy: string) => Recorder;
  /** Whether a report is to have pictures. */
  readonly aggregates?: boolean;
  readonly onProgress?: (policy: string, endedShare: number, events: number) => void;
  /** Asked between slices. @param events of the arm so far */
  readonly shouldStop?: (events: number) => boolean;
}

/** Runs every arm; stops after the one that was interrupted or violated an invariant. */
export async function runOutboundArms(plan: OutboundPlan): Promise<OutboundArm[]> {
  const arms: OutboundArm[] = [];
  for (const policy of plan.policies) {
    const arm = await runArm(plan, policy);
    arms.push(arm);
    if (arm.end === 'interrupted' || arm.end === 'violated') break;
  }
  return arms;
}

async function runArm(plan: OutboundPlan, arm: string | OutboundPolicies): Promise<OutboundArm> {
  const { world, seed } = plan;
  const policies = typeof arm === 'string' ? outboundPolicies({ sourcing: arm }, world.decidedBy) : arm;
  const policy = policies.name;
  const outcomes = new OutboundOutcomes(stockFacts(world), measuredRoles(world));
  const meter = new PartnerMeter(world.startAt);
  const labels = hasLabels(world) ? new LabelBook() : null;
  const recorder = plan.recorderFor?.(policy) ?? UNREAD;
  const folds = plan.aggregates ? new ArmFolds(policy, foldFacts(world)) : null;
  const counted = counting(folds?.before(recorder) ?? recorder, outcomes, labels, new AnswerPrices(policies));
  let named: OutboundTwin | null = null;
  const { hits, stepHits } = world.faults;
  const watch =
    hits.length + stepHits.length === 0
      ? null
      : new HitWatch(world.faults, (type) => named?.host.nameOf(type));
  const twin = new OutboundTwin({
    world,
    policies,
    seed,
    recorder: counted.recorder,
    watchers: [outcomes],
    meter,
    ...(plan.fidelity === undefined ? {} : { fidelity: plan.fidelity }),
    ...(watch === null ? {} : { faultWatch: watch }),
  });
  named = twin;
  const load = new PlatformLoad(world.platform, world.startAt, demandEnd(world));
  let end: RunEndReason;
  let violation: string | null = null;
  let place: ViolationPlace | null = null;
  try {
    if (policies.model?.answers.kind === 'outside') policies.model.answers.begin?.();
    twin.start();
    end = await runSlices(plan, policy, twin, load, counted.recorder);
  } catch (error) {
    const broken = violationIn(error);
    if (broken === null) throw error;
    violation = error instanceof Error ? error.message : broken.message;
    place = violationPlace(broken, twin, counted.lastBusiness());
    end = 'violated';
  }
  return {
    policies: twin.policies,
    outcomes,
    digests: twin.digests(),
    auditHead: twin.host.auditHead,
    events: twin.kernel.events,
    steps: twin.host.steps,
    endedAt: twin.kernel.now,
    end,
    open: twin.openWork(),
    openTasks: twin.openTasks(),
    waitedMs: twin.host.waitedMs,
    waitedMsMax: twin.host.waitedMsMax,
    load,
    violation,
    place,
    counts: counted.counts,
    idleHits: watch?.idle() ?? [],
    labelled: labels?.labelled() ?? [],
    partners: meter.partners(twin.kernel.now),
    oversight: twin.oversight?.report() ?? null,
    learned: twin.learned(),
    aggregates: folds === null ? null : { ...folds.aggregates(twin.kernel.now), ...platformOf(load) },
  };
}

/** The platform is looked at, not heard: it is no fold's. */
function platformOf(load: PlatformLoad): Pick<ArmAggregates, 'platform'> {
  const platform = load.overTime();
  return platform === null ? {} : { platform };
}

/** To its end, or to where it is stopped. */
async function runSlices(
  plan: OutboundPlan,
  policy: string,
  twin: OutboundTwin,
  load: PlatformLoad,
  recorder: Recorder,
): Promise<RunEndReason> {
  const { world, eventsMax = Infinity } = plan;
  const until = Math.min(plan.until ?? Infinity, world.endAt);
  let end: RunEndReason = 'running';
  let nextCheckpoint = CHECKPOINT_EVENTS;
  const isChecked = hears(recorder, 'checkpoint');
  while (end === 'running') {
    const events = Math.min(SLICE_EVENTS, eventsMax - twin.kernel.events);
    const sliceEnd = Math.min(until, load.lookAt);
    const reason = await twin.runQuiescent({ until: sliceEnd, events });
    load.look(twin.kernel.now, twin.host);
    if (reason === 'empty') end = 'empty';
    else if (reason === 'until' && sliceEnd === until) end = until === world.endAt ? 'horizon' : 'until';
    else if (twin.kernel.events >= eventsMax || plan.shouldStop?.(twin.kernel.events)) end = 'interrupted';
    if (isChecked && (twin.kernel.events >= nextCheckpoint || end !== 'running')) {
      const spacing = Math.max(CHECKPOINT_EVENTS, CHECKPOINT_EVENTS_AN_ACTOR * twin.host.livingActors);
      nextCheckpoint = twin.kernel.events + spacing;
      const { digest, businessDigest, outcomeDigest } = twin.digests();
      recorder.checkpoint(twin.kernel.events, twin.kernel.now, digest, businessDigest, outcomeDigest);
    }
    const passed = (twin.kernel.now - world.startAt) / Math.max(1, demandEnd(world) - world.startAt);
    plan.onProgress?.(policy, Math.min(1, passed), twin.kernel.events);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return end;
}

/** Whether anything is asked of which it is known later what came. */
function hasLabels({ network }: OutboundWorld): boolean {
  return network.predictsDelays !== undefined || network.auditsBills !== undefined;
}

/** When the last order may come. */
export function demandEnd({ demand, startAt }: OutboundWorld): number {
  if (demand.kind === 'generated') return demand.settings.endAt;
  return demand.orders.reduce((latest, { releaseAt }) => Math.max(latest, releaseAt), startAt);
}

export function measuredRoles({ people }: OutboundWorld): ReadonlySet<string> {
  return new Set(people.flatMap(({ role, handling }) => (handling === undefined ? [] : [role])));
}

/** What is at hand at the start, at the products' sales prices: nothing is known of what they were bought for. */
export function stockFacts(world: OutboundWorld): StockFacts | null {
  const { demand, wms } = world;
  if (demand.kind !== 'generated') return null;
  const productValueMinor = demand.settings.products.map(({ unitPriceMinor }) => unitPriceMinor);
  let openingMinor = 0;
  for (const { stock } of wms.nodes)
    for (const { product, units } of stock?.lots ?? []) openingMinor += units * productValueMinor[product]!;
  return { from: world.startAt, to: demand.settings.endAt, openingMinor, productValueMinor };
}
