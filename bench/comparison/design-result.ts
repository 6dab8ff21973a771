/** What one design makes of one replication. Plain data: it comes from a worker thread, and is kept in a file. */
import type { OutboundKpis } from '#reports/kpis/outbound/catalogue';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { type LandedCosts, landedCosts } from '#reports/kpis/outbound/landed-cost';
import { outboundKpisAfter } from '#reports/kpis/outbound/warm-up';
import type { DecisionReport } from '#reports/outbound/arm-details';
import type { RunEndReason } from '#reports/run-head';
import type { LabelledDecisions } from '#reports/scoring/labelled-decisions';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { decisionReports } from '../experiments/arm-details.ts';
import { type OutboundArm, runOutboundArms } from '../experiments/outbound-arms.ts';
import { factsOf, pricesOf } from '../experiments/outbound-report-of-run.ts';
import { type HindsightFacts, hindsightOf } from '../hindsight/hindsight.ts';
import { notesOfRun } from '../hindsight/points/notes-of-run.ts';
import { heardByAll, type PointFacts, type PointNotes } from '../hindsight/points/point-facts.ts';
import { type WaveFacts, WaveNotes } from '../hindsight/wave-notes.ts';
import type { ModelFailures } from '../models/failure-notes.ts';
import { type PilotFacts, pilotFacts } from '../warm-up/pilot-facts.ts';
import { OutsideNotes, type OutsideWorld } from './outside-world.ts';
import { type SegmentResult, segmentsOf } from './segments.ts';
import { type Resource, resourcesOf } from './utilisation.ts';

/** Grows with the shape of a result: those of another one are run again. */
export const RESULT_FORMAT = 6;

export interface DesignResult {
  readonly seed: string | number;
  /** With a warm-up of the orders released after it. */
  readonly kpis: OutboundKpis;
  /** Released in the whole run. */
  readonly orders: number;
  readonly resources: readonly Resource[];
  readonly decisions: readonly DecisionReport[];
  /** Answers of a model from outside that could not be used; absent = there was none. */
  readonly failures?: ModelFailures;
  /** What was said where it is known what came; absent = nothing was. */
  readonly labelled?: readonly LabelledDecisions[];
  /** Of the same orders, in segments that no decision can change; absent = there is one alone of each kind. */
  readonly segments?: readonly SegmentResult[];
  /** Of everything that happened; where two are alike, nothing differed. */
  readonly digest: string;
  /** What came from outside of the orchestration, whatever it decided. Differs in a pair = it is none. */
  readonly outside: OutsideWorld;
  readonly end: RunEndReason;
  readonly violation: string | null;
  /** What a bound of it is made of; absent = nobody asked. */
  readonly hindsight?: HindsightFacts;
  /** How its waves went, likewise; absent = nobody asked, or nobody puts waves in sequence. */
  readonly waves?: WaveFacts;
  /** What answers came to, by decision point that has a bound of its own, likewise; none where none is asked. */
  readonly points?: readonly PointFacts[];
  /** Order by order, to see where it has settled; absent = nobody asked. */
  readonly pilot?: PilotFacts;
  /** Processor time of the thread. */
  readonly cpuMs: number;
}

export interface DesignRun {
  readonly world: OutboundWorld;
  readonly policies: OutboundPolicies;
  readonly seed: string | number;
  readonly until?: number;
  /** Whether it is to be known what hindsight would have made of it. */
  readonly bounds?: boolean;
  /** Whether it is to be seen where its warm-up ends. */
  readonly pilot?: boolean;
  /** Names of the classes of customers, by number; absent = there are none. */
  readonly classes?: readonly string[];
}

/** Runs a design once, to its end. An invariant that breaks is told, not thrown. */
export async function runDesign({
  policies,
  bounds = false,
  pilot = false,
  classes,
  ...run
}: DesignRun): Promise<DesignResult> {
  const { world, seed } = run;
  const outside = new OutsideNotes(world);
  const waves = bounds && world.network.sequencesWaves === true ? new WaveNotes(world) : null;
  const points = bounds ? notesOfRun(world, seed, policies.phase, waves) : [];
  const heard = [...(waves === null ? [] : [{ input: waves.input }]), ...points.map(({ hears }) => hears)];
  const before = process.threadCpuUsage();
  const arms = await runOutboundArms({
    ...run,
    policies: [policies],
    recorderFor: () =>
      Object.assign(outsideNoter(outside), heardByAll([{ business: outside.business }, ...heard])),
  });
  const spent = process.threadCpuUsage(before);
  const arm = arms[0]!;
  const wavesWent = arm.violation === null ? ((await waves?.facts()) ?? null) : null;
  const answers = arm.violation === null ? await factsOfPoints(points, arm) : [];
  const { outcomes, endedAt } = arm;
  const costs = landedCosts(outcomes, pricesOf(world, arm), endedAt);
  const { totalByOrder } = costs;
  const kpis = computeOutboundKpis(outcomes, factsOf(world, arm), costs);
  const segments = segmentsOf({
    ...{ world, outcomes, endedAt, totalByOrder },
    ...(classes === undefined ? {} : { classes }),
  });
  return {
    seed,
    kpis: kpisAfterWarmUp(world, arm, costs) ?? kpis,
    orders: outcomes.orders.size,
    resources: resourcesOf(world, arm, kpis.dockOccupancy),
    decisions: decisionReports(arm.counts),
    ...(arm.labelled.length === 0 ? {} : { labelled: arm.labelled }),
    ...(segments.length === 0 ? {} : { segments }),
    digest: arm.digests.digest,
    outside: outside.seen(),
    end: arm.end,
    violation: arm.violation,
    ...(bounds && arm.violation === null ? { hindsight: await hindsightOf({ world, seed, arm }) } : {}),
    ...(wavesWent === null ? {} : { waves: wavesWent }),
    ...(answers.length === 0 ? {} : { points: answers }),
    ...(pilot ? { pilot: pilotFacts(world, arm) } : {}),
    cpuMs: (spent.user + spent.system) / 1000,
  };
}

async function factsOfPoints(points: readonly PointNotes[], arm: OutboundArm): Promise<PointFacts[]> {
  const facts = await Promise.all(points.map((each) => each.facts(arm)));
  return facts.filter((each) => each !== null);
}

/** null = the scenario has no warm-up. */
function kpisAfterWarmUp(world: OutboundWorld, arm: OutboundArm, costs: LandedCosts): OutboundKpis | null {
  const { startAt, warmUpMs } = world;
  if (warmUpMs === undefined) return null;
  return outboundKpisAfter(arm.outcomes, factsOf(world, arm), costs, startAt + warmUpMs);
}

function outsideNoter({ business, eventLog }: OutsideNotes): Recorder {
  return Object.assign(Object.create(nullRecorder), { business, eventLog, provesDecisions: false });
}
