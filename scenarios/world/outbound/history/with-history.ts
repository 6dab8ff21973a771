/**
 * A scenario on a history of orders: how much comes on average, how many products and customers there are, and what they are called, go by
 * the history. What a scenario says beside it of these is not used.
 *
 * 1. What draws are keyed by, a product's or customer's number, is its rank in the history.
 */
import { assert } from '#sim/assert';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { OutboundNames } from '../../outbound-world.ts';
import type { Customers, Goods } from '../goods/goods.ts';
import type { History } from './read-history.ts';

/** With the history's figures in the place of its own: stock, queues and bounds go by them. */
export function withHistory(scenario: OutboundScenario, history: History | null): OutboundScenario {
  assert(
    (history === null) === (scenario.demand.history === undefined),
    'a scenario on a history is built of what has been read',
  );
  if (history === null) return scenario;
  const { network } = scenario;
  const { columns, ids, products, customers } = history;
  const lines = columns.product.length;
  const units = columns.units.reduce((sum, each) => sum + each, 0);
  const { volume: _volume, peaks: _peaks, ...demand } = scenario.demand;
  return {
    ...scenario,
    demand: {
      ...demand,
      ordersPerDay: ids.length / demand.days,
      linesPerOrder: { constant: lines / ids.length },
      unitsPerLine: { constant: units / lines },
    },
    network: {
      ...network,
      products: { ...network.products, count: products.length },
      customers: { ...network.customers, count: customers.length },
    },
  };
}

/** Weights and prices of those that are listed. */
export function goodsOfHistory(goods: Goods, history: History | null): Goods {
  if (history === null) return goods;
  const { products } = history;
  return {
    ...goods,
    demand: goods.demand.map((drawn, no) => {
      const { unitWeightGrams = drawn.unitWeightGrams, unitPriceMinor = drawn.unitPriceMinor } =
        products[no]!;
      return { unitWeightGrams, unitPriceMinor };
    }),
  };
}

/** Where they are, and their classes where these are said. @param countryOf by place */
export function customersOfHistory(
  drawnOnes: Customers,
  history: History | null,
  countryOf: (place: number) => number,
): Customers {
  if (history === null) return drawnOnes;
  const { master, demand } = drawnOnes;
  const { customers } = history;
  return {
    master: master.map((drawn, no) => {
      const { place } = customers[no]!;
      return { ...drawn, place, country: countryOf(place) };
    }),
    demand: demand.map((drawn, no) => {
      const { place, classNo } = customers[no]!;
      return { ...drawn, place, classNo: classNo ?? drawn.classNo };
    }),
  };
}

export function namesOfHistory(
  history: History | null,
): Partial<Pick<OutboundNames, 'products' | 'customers' | 'order'>> {
  if (history === null) return {};
  const { ids, products, customers } = history;
  return {
    products: products.map(({ name }) => name),
    customers: customers.map(({ name }) => name),
    order: (no) => ids[no - 1] ?? String(no),
  };
}
