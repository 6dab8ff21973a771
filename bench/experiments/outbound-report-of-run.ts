/** From the arms of a run of outbound fulfilment to what the run says about itself: see `OutboundRunReport`. */
import { createHash } from 'node:crypto';
import type { DecisionPoint } from '#orchestrator/core/out';
import { AUDIT_FORMAT } from '#orchestrator/decisions/audit-record';
import { DECISION_POINTS, POINTS } from '#orchestrator/decisions/points';
import type { OutboundKpi } from '#reports/kpis/outbound/catalogue';
import type { OutboundFacts } from '#reports/kpis/outbound/facts';
import { computeOutboundKpis, type OutboundGroup, outboundKpisBy } from '#reports/kpis/outbound/kpis';
import { type LandedCostPrices, type LandedCosts, landedCosts } from '#reports/kpis/outbound/landed-cost';
import {
  type ComparableCosts,
  comparableCosts,
  type PairedCosts,
  pairedCosts,
} from '#reports/kpis/outbound/paired';
import type {
  OutboundArmReport,
  OutboundGroupReport,
  OutboundRunReport,
  OutboundThresholdReport,
  WorldFacts,
} from '#reports/outbound/outbound-report';
import { RUN_REPORT_VERSION, type RunEndReason } from '#reports/run-head';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { worldInPhase } from '#scenarios/world/outbound/phases/in-phase';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { armDetails, faultsByKind } from './arm-details.ts';
import { governanceReport } from './governance-report.ts';
import { guideFacts } from './guide-facts.ts';
import { demandEnd, type OutboundArm } from './outbound-arms.ts';
import { sourcingWords } from './sourcing-words.ts';
import { boundsOf, type Threshold } from './thresholds.ts';

/** A truck up to so late is punctual. Source: assumption. */
const PICKUP_TOLERANCE_MS = 30 * 60_000;

/** What prices and facts are made from, of an arm that is over or still runs. */
export interface ArmCosts extends Pick<OutboundArm, 'endedAt'> {
  readonly policies: Pick<OutboundPolicies, 'phase'>;
  readonly counts: Pick<OutboundArm['counts'], 'messages'> &
    Partial<Pick<OutboundArm['counts'], 'decisionsMinor'>>;
}

export interface OutboundReportInput
  extends Pick<
    OutboundRunReport,
    'scenario' | 'seed' | 'reproduce' | 'versions' | 'assumptions' | 'warnings'
  > {
  /** What was read of an order list; absent = orders are made. */
  readonly input?: OutboundRunReport['input'];
  readonly world: OutboundWorld;
  readonly arms: readonly OutboundArm[];
  readonly thresholds: readonly Threshold[];
}

export function outboundReportOfRun(input: OutboundReportInput): OutboundRunReport {
  const { world, scenario, seed, reproduce, versions, assumptions, warnings } = input;
  const arms = armReports(world, input.arms);
  return {
    format: RUN_REPORT_VERSION,
    process: 'outbound',
    end: worstEnd(arms),
    scenario,
    seed,
    reproduce,
    versions,
    digest: combined(arms, 'digest'),
    businessDigest: combined(arms, 'businessDigest'),
    outcomeDigest: combined(arms, 'outcomeDigest'),
    events: arms.reduce((sum, arm) => sum + arm.events, 0),
    orders: arms[0]?.kpis.orders ?? 0,
    world: worldFacts(world),
    input: input.input ?? null,
    currency: world.currency,
    startAt: world.startAt,
    endAt: arms.reduce((latest, arm) => Math.max(latest, arm.endedAt), world.startAt),
    kpis: Object.fromEntries(arms.map((arm) => [arm.policy, arm.kpis])),
    arms,
    thresholds: input.thresholds.map((threshold) => judge(threshold, arms, world.currency)),
    warnings,
    assumptions,
    ...featureFaultsOf(world),
  };
}

function featureFaultsOf({ featureFaults }: OutboundWorld): Pick<OutboundRunReport, 'featureFaults'> {
  if (featureFaults === undefined) return {};
  return {
    featureFaults: featureFaults.map((fault) => ({
      ...fault,
      untilAt: Number.isFinite(fault.untilAt) ? fault.untilAt : null,
    })),
  };
}

/** What each order cost is kept of the baseline and of one other arm at a time. */
function armReports(world: OutboundWorld, arms: readonly OutboundArm[]): OutboundArmReport[] {
  let baseline: ComparableCosts | null = null;
  return arms.map((arm) => {
    const { outcomes, endedAt } = arm;
    const costs = landedCosts(outcomes, pricesOf(world, arm), endedAt);
    const comparable = comparableCosts(outcomes, costs, endedAt);
    const paired = baseline === null ? null : pairedCosts(baseline, comparable);
    baseline ??= comparable;
    return armReport(world, arm, costs, paired);
  });
}

function armReport(
  world: OutboundWorld,
  arm: OutboundArm,
  costs: LandedCosts,
  paired: PairedCosts | null,
): OutboundArmReport {
  const { policies, outcomes, endedAt } = arm;
  const facts = factsOf(world, arm);
  const named = (groups: readonly OutboundGroup[], names: readonly string[]): OutboundGroupReport[] =>
    groups.map(({ no, kpis }) => ({ no, name: names[no] ?? String(no), kpis }));
  return {
    policy: policies.name,
    summary: sourcingWords(policies, world),
    ...(policies.model === undefined ? {} : { modelDigest: policies.model.modelDigest }),
    carrierPolicy: answering(policies, 'carrier'),
    delayPolicy: answering(policies, 'delay-response'),
    ...otherPolicies(policies, world),
    ...arm.digests,
    ...(arm.auditHead === null ? {} : { audit: { format: AUDIT_FORMAT, head: arm.auditHead } }),
    events: arm.events,
    steps: arm.steps,
    messages: arm.counts.messages,
    endedAt,
    end: arm.end,
    violation: arm.violation,
    kpis: computeOutboundKpis(outcomes, facts, costs),
    pots: costs.pots,
    paired,
    byNode: named(outboundKpisBy(outcomes, facts, 'node', costs), world.names.nodes),
    byCarrier: named(outboundKpisBy(outcomes, facts, 'carrier', costs), world.names.carriers),
    open: { ...arm.open },
    openTasks: arm.openTasks,
    faults: faultsByKind(arm.counts),
    platform: {
      waitedMsMean: arm.steps === 0 ? 0 : arm.waitedMs / arm.steps,
      waitedMsMax: arm.waitedMsMax,
      ...arm.load.report(),
    },
    ...(arm.oversight === null
      ? {}
      : { governance: governanceReport(arm.oversight, world.startAt, demandEnd(world)) }),
    ...(arm.learned.length === 0 ? {} : { learned: arm.learned }),
    ...armDetails(world, arm, facts),
  };
}

function worldFacts(world: OutboundWorld): WorldFacts {
  const { names, platform } = world;
  return {
    nodes: names.nodes.length,
    carriers: names.carriers.length,
    customers: names.customers.length,
    products: names.products.length,
    workers: platform.workers,
    ordersUntil: demandEnd(world),
  };
}

export function factsOf(world: OutboundWorld, arm: ArmCosts): OutboundFacts {
  const { network, erp, tms, carriers, costs, replenishment } = world;
  return {
    endAt: arm.endedAt,
    classOf: (customer) => erp.classOf[customer] ?? 0,
    ...guideFacts(world),
    ...termFacts(world),
    modeOf: (rate) => tms.lines[rate]?.mode ?? null,
    distanceKm: (node, customer) =>
      world.distanceKm(network.nodes[node]!.place, network.customers[customer]!.place),
    co2eKgPerTonneKm: costs.co2eKgPerTonneKm,
    ...(replenishment?.routes === undefined ? {} : { co2eKgPerRouteKm: replenishment.routes.co2eKgPerKm }),
    // Of `delayed` there is none where nothing is.
    milestonesDue: carriers.map(
      ({ reporting }) => reporting.route.filter(({ milestone }) => milestone !== DELAYED).length,
    ),
    pickupToleranceMs: PICKUP_TOLERANCE_MS,
    ...(world.inbound === undefined ? {} : { doorMs: (fromAt, untilAt) => doorMsOf(world, fromAt, untilAt) }),
    ...careFacts(world),
    messages: arm.counts.messages,
  };
}

/** What is agreed with customers and suppliers, where anything is. */
function termFacts({
  terms,
  erp,
}: OutboundWorld): Pick<OutboundFacts, 'windowMs' | 'paysAfterMs' | 'paidAfterMs'> {
  if (terms === undefined) return {};
  const { windowMs, paysAfterMs, paidAfterMs } = terms;
  return {
    windowMs: (customer) => windowMs[erp.classOf[customer] ?? 0] ?? null,
    paysAfterMs: (customer) => paysAfterMs[erp.classOf[customer] ?? 0] ?? null,
    paidAfterMs: (supplier) => paidAfterMs[supplier] ?? null,
  };
}

/** What is promised to customers, where they are heard. */
function careFacts({
  network,
  care,
}: OutboundWorld): Pick<OutboundFacts, 'answerWithinMs' | 'creditWithinMs' | 'disputes'> {
  if (network.care === undefined || care === undefined) return {};
  const { answerWithinMs } = network.care;
  const { creditWithinMs } = care;
  return {
    answerWithinMs,
    ...(creditWithinMs === null ? {} : { creditWithinMs }),
    ...(network.care.disputes === null ? {} : { disputes: true }),
  };
}

/** Doors of all docks, times what they are open between two instants. */
function doorMsOf({ wms }: OutboundWorld, fromAt: number, untilAt: number): number {
  let ms = 0;
  for (const { receiving } of wms.nodes) {
    if (receiving === undefined) continue;
    const open = receiving.open.length === 0 ? [[fromAt, untilAt] as const] : receiving.open;
    for (const [from, until] of open)
      ms += receiving.doors * Math.max(0, Math.min(until, untilAt) - Math.max(from, fromAt));
  }
  return ms;
}

/** `MILESTONE.delayed` of the carriers' contract. */
const DELAYED = 6;

export function pricesOf(world: OutboundWorld, arm: ArmCosts): LandedCostPrices {
  return {
    ...worldInPhase(world, arm.policies.phase).costs,
    workers: world.platform.workers,
    messages: arm.counts.messages,
    decisionsMinor: arm.counts.decisionsMinor ?? 0,
    periodMs: demandEnd(world) - world.startAt,
  };
}

/** One digest over several arms: SHA-256 over theirs, by policy, cut to 16 digits. A single arm keeps its own. */
function combined(
  arms: readonly OutboundArmReport[],
  which: 'digest' | 'businessDigest' | 'outcomeDigest',
): string {
  const [only, ...others] = arms;
  if (only !== undefined && others.length === 0) return only[which];
  const text = arms.map((arm) => `${arm.policy}=${arm[which]}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const END_ORDER: readonly RunEndReason[] = [
  'empty',
  'horizon',
  'until',
  'running',
  'interrupted',
  'violated',
];

function worstEnd(arms: readonly OutboundArmReport[]): RunEndReason {
  return END_ORDER[Math.max(-1, ...arms.map((arm) => END_ORDER.indexOf(arm.end)))] ?? 'running';
}

function judge(
  threshold: Threshold,
  arms: readonly OutboundArmReport[],
  currency: string,
): OutboundThresholdReport {
  const policy = threshold.policy ?? arms[0]?.policy ?? '';
  const kpi = threshold.kpi as OutboundKpi;
  const value = arms.find((arm) => arm.policy === policy)?.kpis[kpi] ?? null;
  const { words, keeps } = boundsOf(threshold, currency);
  return { kpi, policy, bound: words, value, passed: value !== null && keeps(value) };
}

/** Who answers a point: a model, or a rule of thumb. */
function answering({ model, by }: OutboundPolicies, point: DecisionPoint): string {
  return model?.point === point ? model.name : by[point].name;
}

const NAMED_APART: readonly DecisionPoint[] = ['sourcing', 'carrier', 'delay-response'];

function otherPolicies(
  policies: OutboundPolicies,
  { decidedBy }: OutboundWorld,
): Pick<OutboundArmReport, 'otherPolicies'> {
  const asked = DECISION_POINTS.filter(
    (point) => decidedBy[point] !== undefined && !NAMED_APART.includes(point),
  );
  if (asked.length === 0) return {};
  return {
    otherPolicies: Object.fromEntries(
      asked.map((point) => [POINTS[point].about, answering(policies, point)]),
    ),
  };
}
