/**
 * Products as the process counts them. In the data an order has a weight of its own, whatever its product weighs elsewhere; a
 * warehouse weighs by product. So a product is as many as it has unit weights: what leaves weighs what the list says.
 */
import type { ListedOrder, Plant } from './data-set.ts';

/** What is weightless by the list weighs next to nothing: a warehouse knows no product without a weight. */
const UNIT_GRAMS_MIN = 1e-6;

export interface BrunelGoods {
  /** Names of the data set, by product. */
  readonly names: readonly string[];
  /** By product. */
  readonly unitWeightGrams: readonly number[];
  /** By order, in the order in which they were given. */
  readonly productOf: readonly number[];
  /** Products that a plant makes. */
  madeBy(plant: Plant): ReadonlySet<number>;
}

/** @param names of the data set's products, by their numbers there */
export function brunelGoods(orders: readonly ListedOrder[], names: readonly string[]): BrunelGoods {
  const byWeight = new Map<number, Map<number, number>>();
  const made: { readonly name: string; readonly unitWeightGrams: number }[] = [];
  const productOf = orders.map(({ product, units, weightGrams }) => {
    const weights = byWeight.get(product) ?? new Map<number, number>();
    byWeight.set(product, weights);
    const grams = unitGrams(weightGrams, units);
    const known = weights.get(grams);
    if (known !== undefined) return known;
    weights.set(grams, made.length);
    made.push({ name: names[product]!, unitWeightGrams: grams });
    return made.length - 1;
  });
  return {
    names: made.map(({ name }) => name),
    unitWeightGrams: made.map((each) => each.unitWeightGrams),
    productOf,
    madeBy: ({ products }) =>
      new Set([...products].flatMap((product) => [...(byWeight.get(product)?.values() ?? [])])),
  };
}

/** So that units x it is the weight again, to the last bit where there is such a number: weights lie right at breaks of rates. */
function unitGrams(weightGrams: number, units: number): number {
  const grams = weightGrams / units;
  if (grams < UNIT_GRAMS_MIN) return UNIT_GRAMS_MIN;
  if (grams * units === weightGrams) return grams;
  const near = [1 - Number.EPSILON, 1 + Number.EPSILON].map((factor) => grams * factor);
  return near.find((each) => each * units === weightGrams) ?? grams;
}
