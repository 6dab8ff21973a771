/**
 * What became of the exceptions of an exploring run: each with the remedy that was taken, and what the order concerned came to in the end.
 *
 * 1. An exception is judged by one order: its own, or that of the load's, shipment's or bill's first shipment. What concerns none (a receipt,
 *    an appointment) is left out.
 * 2. Of that order's landed cost count the pots that an answer moves. Goods lost, claims, stock and machines are luck to it.
 */

import { SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';
import { FREIGHT_INVOICE, LOAD, ORDER, SHIPMENT } from '#orchestrator/core/actor-types';
import type { ExceptionContext, ExceptionOption, Remedy } from '#orchestrator/decisions/exception';
import { landedCosts, type Pot } from '#reports/kpis/outbound/landed-cost';
import { isPunctual, orderView } from '#reports/kpis/outbound/order-view';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { pricesOf } from '../../experiments/outbound-report-of-run.ts';

export interface ExploredException {
  /** `EXCEPTION` */
  readonly exception: number;
  /** From 1. */
  readonly round: number;
  readonly stakeMinor: number;
  /** That no hard rule forbids. */
  readonly offered: readonly Remedy[];
  /** Among those offered. */
  readonly chosen: number;
  /** Of the order concerned, minor units. */
  readonly costMinor: number;
  /** It was not delivered in full on time. */
  readonly late: boolean;
}

/** That an answer to an exception moves. */
const MOVED: readonly Pot[] = ['freight', 'expedite', 'handling', 'labour', 'latePenalty', 'tasks'];

type Open = Omit<ExploredException, 'costMinor' | 'late'> & { readonly order: number };

/** Runs to the end. Throws where an invariant breaks. */
export async function exploredExceptions(
  world: OutboundWorld,
  policies: OutboundPolicies,
  seed: string | number,
): Promise<readonly ExploredException[]> {
  const open: Open[] = [];
  const [arm] = await runOutboundArms({ world, policies: [policies], seed, recorderFor: () => noting(open) });
  if (arm!.violation !== null) throw new Error(`seed ${seed}: ${arm!.violation}`);
  const { outcomes, endedAt } = arm!;
  const { byOrder } = landedCosts(outcomes, pricesOf(world, arm!), endedAt);
  const view = orderView(outcomes, endedAt);
  return open.flatMap(({ order, ...each }) => {
    const row = outcomes.rowOf.get(order);
    if (row < 0) return [];
    const costMinor = MOVED.reduce((sum, pot) => sum + byOrder[pot][row]!, 0);
    const late = view.judged[row] === 1 && !isPunctual(outcomes, view, row);
    return [{ ...each, costMinor, late }];
  });
}

function noting(open: Open[]): Recorder {
  const decision: Recorder['decision'] = (...said) => {
    const [, point, , , , , , , , , chosen] = said;
    if (point !== 'exception' || chosen < 0) return;
    const [context, options] = said.slice(16) as [ExceptionContext, readonly ExceptionOption[]];
    const order = orderOf(context);
    const ruledOut = said[24] ?? null;
    const offered = options.flatMap((_, i) => (ruledOut?.[i] == null ? [i] : []));
    if (order === null || offered.length < 2) return;
    const { exception, round, stakeMinor } = context;
    open.push({
      ...{ exception, round, stakeMinor, order },
      offered: offered.map((i) => options[i]!.remedy),
      chosen: offered.indexOf(chosen),
    });
  };
  return Object.assign(Object.create(nullRecorder), { decision, provesDecisions: false });
}

const OF_SHIPMENTS: readonly number[] = [SHIPMENT, LOAD, FREIGHT_INVOICE];

/** null = it concerns none. */
function orderOf({ type, key }: ExceptionContext): number | null {
  if (type === ORDER) return key;
  return OF_SHIPMENTS.includes(type) ? Math.floor(key / SHIPMENTS_MAX) : null;
}
