/**
 * Decisions of a run with what each brought in the end: what a model of a decision point is learnt from, and another policy judged by.
 *
 * 1. What a decision brought is the landed cost of the order that it was about; of a load, of all orders aboard. Several decisions on one
 *    order share its cost.
 * 2. Features are those that a model would have been shown, of the options that hard rules allowed.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { featureRows } from '#orchestrator/decisions/features';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINTS } from '#orchestrator/decisions/points';
import type { View } from '#orchestrator/decisions/view';
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import { isPunctual, orderView } from '#reports/kpis/outbound/order-view';
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { AnyPolicy } from '#scenarios/twin/deciders/decision-rules';
import { misread } from '#scenarios/twin/deciders/governance/misread';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { pricesOf } from '../../experiments/outbound-report-of-run.ts';

export interface LoggedCase {
  readonly seed: string | number;
  readonly entityKey: number;
  readonly attempt: number;
  /** Options offered. */
  readonly rows: number;
  /** [rows, columns of the point] */
  readonly features: Float32Array;
  /** Among the options offered. */
  readonly chosen: number;
  /** By the rule of thumb; among the options offered. */
  readonly recommended: number;
  /** With which `chosen` was taken; 1 where nothing is explored. */
  readonly propensity: number;
  /** What the other policy would have taken; among the options offered, -1 = none; null = there is no other. */
  readonly other: number | null;
  /** Minor units. */
  readonly costMinor: number;
  /** Orders that were not delivered in full on time. */
  readonly late: number;
}

export interface LoggedRun {
  readonly cases: readonly LoggedCase[];
  /** Landed cost of an order that was shipped, minor units. */
  readonly costPerOrder: number;
}

export interface LoggedPlan {
  readonly world: OutboundWorld;
  readonly policies: OutboundPolicies;
  readonly point: DecisionPoint;
  readonly seed: string | number;
  /** Asked the same questions, and never obeyed. */
  readonly other?: AnyPolicy | undefined;
}

type Open = Omit<LoggedCase, 'costMinor' | 'late'> & { readonly entityType: string };

/** Runs to the end. An order that nothing was shipped of, or a load that never left, is no case. */
export async function loggedRun({ world, policies, point, seed, other }: LoggedPlan): Promise<LoggedRun> {
  const open: Open[] = [];
  const recorderFor = (): Recorder => caseNoter({ world, point, seed, other }, open);
  const [arm] = await runOutboundArms({ world, policies: [policies], seed, recorderFor });
  if (arm!.violation !== null) throw new Error(`seed ${seed}: ${arm!.violation}`);
  const { outcomes, endedAt } = arm!;
  const { totalByOrder, totalMinor } = landedCosts(outcomes, pricesOf(world, arm!), endedAt);
  const lateByOrder = lateOrders(outcomes, endedAt);
  const [costs, lates] = [totalByOrder, lateByOrder].map((byOrder) => ({
    order: byOrder,
    load: overLoads(outcomes, byOrder),
  }));
  const cases = open.flatMap(({ entityType, ...each }): LoggedCase[] => {
    const row = entityType === 'load' ? outcomes.loadRow(each.entityKey) : outcomes.rowOf.get(each.entityKey);
    const of = entityType === 'load' ? 'load' : 'order';
    const [costMinor, late] = [costs![of][row], lates![of][row]];
    return costMinor === undefined || costMinor <= 0 ? [] : [{ ...each, costMinor, late: late! }];
  });
  return { cases, costPerOrder: totalMinor / shippedOrders(outcomes) };
}

function caseNoter({ world, point, seed, other }: Omit<LoggedPlan, 'policies'>, open: Open[]): Recorder {
  const { featureFaults = [] } = world;
  const { features: set, views: shown }: AnyPoint = POINTS[point];
  const decision: Recorder['decision'] = (...said) => {
    const [now, asked, entityType, entityKey, attempt, , , , , , chosen] = said;
    if (asked !== point || chosen < 0) return;
    const [context, options, views, recommended] = said.slice(16) as [
      unknown,
      unknown[],
      View[] | null,
      number,
    ];
    const ruledOut = said[24] ?? null;
    const offered = options.flatMap((_, i) => (ruledOut?.[i] == null ? [i] : []));
    const left = offered.map((i) => options[i]);
    open.push({
      ...{ seed, entityType, entityKey, attempt, rows: offered.length },
      // As a model would have been shown it.
      features: misread(
        featureFaults,
        { point, now },
        featureRows(set, shown, { now, context, options: left, views: views ?? [] }),
      ),
      other: other?.recommend(context, left, views ?? []) ?? null,
      chosen: offered.indexOf(chosen),
      recommended: offered.indexOf(recommended),
      propensity: said[13] ?? 1,
    });
  };
  return Object.assign(Object.create(nullRecorder), { decision, provesDecisions: false });
}

/** 1 for each order that missed its promise; by row. */
function lateOrders(outcomes: OutboundOutcomes, endedAt: number): Float64Array {
  const view = orderView(outcomes, endedAt);
  return Float64Array.from({ length: outcomes.orders.size }, (_, row) =>
    view.judged[row] === 1 && !isPunctual(outcomes, view, row) ? 1 : 0,
  );
}

/** By row of loads: of all orders that have something aboard. */
function overLoads({ loads, shipments }: OutboundOutcomes, byOrder: Float64Array): Float64Array {
  const sums = new Float64Array(loads.size);
  const counted = new Set<number>();
  for (let row = 0; row < shipments.size; row++) {
    const [load, order] = [shipments.load[row]!, shipments.order[row]!];
    const both = load * byOrder.length + order;
    if (load < 0 || counted.has(both)) continue;
    counted.add(both);
    sums[load]! += byOrder[order]!;
  }
  return sums;
}

function shippedOrders({ shipments }: OutboundOutcomes): number {
  const shipped = new Set<number>();
  for (let row = 0; row < shipments.size; row++)
    if (shipments.issuedAt[row]! >= 0) shipped.add(shipments.order[row]!);
  return shipped.size;
}
