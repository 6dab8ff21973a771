/** Where somebody says how urgent an order is: what orders of the scenario are worth on average, for whoever compares with that. */
import type { Network } from '#orchestrator/model/network';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { dailyUnits, type Goods, meanDemand } from '../goods/goods.ts';

export function ranksOf(
  { orderPriorityPolicy, demand, network }: OutboundScenario,
  goods: Pick<Goods, 'demand'>,
): Pick<Network, 'ranksOrders'> {
  if (orderPriorityPolicy === undefined) return {};
  const { count, skew } = network.products;
  const { linesPerOrder, unitsPerLine } = meanDemand(demand, count);
  const units = dailyUnits(count, skew, linesPerOrder, unitsPerLine);
  const minor = units.reduce((sum, each, product) => sum + each * goods.demand[product]!.unitPriceMinor, 0);
  return {
    ranksOrders: {
      typicalMinor: Math.round(minor),
      typicalLineMinor: Math.round(minor / linesPerOrder),
    },
  };
}
