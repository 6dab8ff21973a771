/**
 * What orders of an outbound scenario weigh, as far as a check must know it: a sample of them, and the ends of what may come.
 *
 * 1. The same for every seed: a check says the same however a run is seeded.
 * 2. Orders that are written down are taken as they are, but for the weights of their products, which are drawn by the run's seed.
 */
import { LINES_MAX } from '#mock-systems/erp/settings';
import { compile, type Distribution } from '#sim/random/distributions';
import { exp } from '#sim/random/math';
import { Random } from '#sim/random/random';
import { drawnCount, drawnGrams } from '../../../world/draws.ts';
import { meanDemand } from '../../../world/outbound/goods/goods.ts';
import { upperQuantile } from '../../../world/upper-quantile.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Orders in a sample: one weight in a hundred is among them with 98 %. */
const SAMPLED = 400;
/** One product in a thousand is lighter than what is taken for the lightest. */
const LIGHTEST_TAIL = 1e-3;

/** Grams of orders, rising. */
export function sampledGrams({ demand, network }: OutboundScenario): readonly number[] {
  const random = new Random('weights of orders');
  const streams = {
    lines: random.stream('lines'),
    units: random.stream('units'),
    unit: random.stream('unit'),
  };
  const lines = compile(drawnCount(demand.linesPerOrder));
  const units = compile(drawnCount(demand.unitsPerLine));
  const unitGrams = compile(drawnGrams(network.products.unitWeight));
  const unitOf = (order: number, line: number): number => unitGrams.sample(streams.unit, order, line);
  const linesMax = Math.min(LINES_MAX, network.products.count);
  const made = (order: number): number[] =>
    Array.from(
      { length: Math.min(linesMax, Math.max(1, Math.round(lines.sample(streams.lines, order, 1)))) },
      (_, line) => Math.max(1, Math.round(units.sample(streams.units, order, line + 1))),
    );
  const orders =
    demand.orders === undefined
      ? Array.from({ length: SAMPLED }, (_, order) => made(order))
      : demand.orders.slice(0, SAMPLED).map((order) => order.lines.map((line) => line.units));
  return orders
    .map((each, order) => each.reduce((sum, count, line) => sum + count * unitOf(order, line + 1), 0))
    .toSorted((x, y) => x - y);
}

/** Of an order of mean lines, units and weight. */
export function meanGrams({ demand, network }: OutboundScenario): number {
  const { linesPerOrder, unitsPerLine } = meanDemand(demand, network.products.count);
  return linesPerOrder * unitsPerLine * compile(drawnGrams(network.products.unitWeight)).mean;
}

/** What the lightest order weighs: one unit of about the lightest product. */
export function lightestGrams({ network }: OutboundScenario): number {
  const unit = drawnGrams(network.products.unitWeight);
  // On the scale of logarithms both quantiles are as far from the median.
  const lightest =
    unit.kind === 'lognormal' ? exp(2 * unit.mu) / upperQuantile(unit, LIGHTEST_TAIL) : compile(unit).min;
  return Math.max(1, lightest);
}

/** A high value of a drawn quantity: its mean and ten standard deviations. */
export function high(distribution: Distribution): number {
  const { mean, variance } = compile(distribution);
  return mean + 10 * Math.sqrt(variance);
}

/** Heavier orders do not come. */
export function heaviestGrams({ demand, network }: OutboundScenario): number {
  const { orders } = demand;
  const units =
    orders === undefined
      ? high(drawnCount(demand.unitsPerLine)) * meanDemand(demand, network.products.count).linesPerOrder
      : Math.max(0, ...orders.map(({ lines }) => lines.reduce((sum, line) => sum + line.units, 0)));
  return units * high(drawnGrams(network.products.unitWeight));
}
