/**
 * How urgent an order is: the decision point `order-priority`.
 *
 * 1. It is asked once, before anything of the order is planned, and the order waits for the answer.
 * 2. Nobody could say: ERP's rank stays. So does one that the customer has asked for meanwhile.
 */
import type { Out } from '../../../core/out.ts';
import {
  type OrderPriorityContext,
  type OrderPriorityOption,
  RANKS,
} from '../../../decisions/order-priority.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { total } from './order-lines.ts';
import { openValue, openWeight } from './order-options.ts';
import { AWAITING, moveOrder, type OrderState } from './order-state.ts';

const FIRST_ATTEMPT = 1;

/** @returns whether it waits for its rank */
export function askRank(network: Network, draft: OrderState, now: Instant, out: Out): boolean {
  const { ranksOrders } = network;
  if (ranksOrders === undefined || draft.ranked) return false;
  moveOrder(draft, 'rank');
  draft.ranked = true;
  draft.awaiting = AWAITING.rank;
  const { customer, destination, priority: erpRank, releasedAt, promisedAt, shipComplete } = draft;
  const context: OrderPriorityContext = {
    customer,
    destination,
    erpRank,
    releasedAt,
    promisedAt,
    waitedMs: now - releasedAt,
    lines: draft.open.filter((units) => units > 0).length,
    units: total(draft.open),
    weightGrams: openWeight(draft),
    valueMinor: openValue(draft),
    ...ranksOrders,
    shipComplete,
  };
  out.ask({ point: 'order-priority', attempt: FIRST_ATTEMPT, context, options: ranksFor(erpRank) }, []);
  return true;
}

/** Its rank is there; null = nobody could say. */
export function takeRank(draft: OrderState, option: OrderPriorityOption | null, out: Out): void {
  moveOrder(draft, 'decided');
  draft.awaiting = AWAITING.nothing;
  const hurried = draft.care !== null && draft.care.hurries > 0;
  if (option === null || hurried) return;
  out.event('orderRanked', 1, option.rank, draft.priority);
  draft.priority = option.rank;
}

function ranksFor(erpRank: number): OrderPriorityOption[] {
  const options: OrderPriorityOption[] = RANKS.map((rank) => ({ rank, erp: rank === erpRank }));
  if (!options.some(({ erp }) => erp)) options.push({ rank: erpRank, erp: true });
  return options;
}
