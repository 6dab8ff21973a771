/** About how many messages a day partners and core send each other, by the scenario's own demand: for checks of limits. */
import { meanDemand } from '../../world/outbound/goods/goods.ts';
import { type AnyOutboundScenario, isRecorded } from './scenario.ts';

/**
 * Messages for an order. Source: five days of b2b-distributor, seed 1: from ERP 2.6, WMS 4.9, TMS 2.1, from all 15.1; to ERP 3.9, WMS 1.6,
 * TMS 5.0, to all 12.3; more in quickstart. Rounded down, so that a check by them refuses only what is short for certain.
 */
const FOR_AN_ORDER: Readonly<Record<'in' | 'out', Readonly<Record<string, number>>>> = {
  in: { ERP: 2, WMS: 4, TMS: 2, all: 12 },
  out: { ERP: 3, WMS: 1.5, TMS: 4, all: 10 },
};

/**
 * On the mean day; null where nothing is known of it, as of orders in a file.
 * @param way from partners to the core, or back
 * @param partner 'all' of them together, or one by name
 */
export function messagesPerDay(
  scenario: AnyOutboundScenario,
  way: 'in' | 'out',
  partner = 'all',
): number | null {
  const each = FOR_AN_ORDER[way][partner];
  if (isRecorded(scenario) || each === undefined) return null;
  const { ordersPerDay } = meanDemand(scenario.demand, scenario.network.products.count);
  return ordersPerDay * each;
}
