/**
 * How much later than by the settle bound all may be over in an arm that explores.
 *
 * 1. A rule of thumb keeps away from ways that may be very late; who explores sends orders by each of them. So every wait that is drawn counts
 *    as the longest of a run: as long as one in as many draws as there are orders, where that is rarer than what the bound has.
 * 2. A scenario none of whose arms explores has none.
 */
import { explorationOf } from '../../../schema/outbound/policies.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import { SETTLE_TAIL, type SettleBound, settleBound } from './settle-bound.ts';

export function exploringOf(
  scenario: OutboundScenario,
  bound: SettleBound,
): Pick<OutboundWorld, 'exploringMs'> {
  if (!Number.isFinite(bound.boundMs) || scenario.policies.every((entry) => explorationOf(entry) === null))
    return {};
  return { exploringMs: settleBound(scenario, tailOf(scenario)).boundMs - bound.boundMs };
}

/** Of the draws of one wait in a run: that of one order. */
function tailOf({ demand }: OutboundScenario): number {
  const { days, ordersPerDay, volume = 1, maxOrders = Infinity } = demand;
  return Math.min(SETTLE_TAIL, 1 / Math.min(maxOrders, Math.max(1, days * ordersPerDay * volume)));
}
