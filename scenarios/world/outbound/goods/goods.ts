/**
 * Products and customers of an outbound scenario, and how much stock a node starts with.
 *
 * Every draw is keyed by the product's or customer's number: one more or fewer changes no other.
 */
import { type DemandCustomer, type DemandProduct, LINES_MAX } from '#mock-systems/erp/settings';
import type { CustomerMaster, ProductMaster } from '#orchestrator/model/network';
import { compile } from '#sim/random/distributions';
import { exp, log } from '#sim/random/math';
import type { Random } from '#sim/random/random';
import type { CountDistribution } from '../../../schema/distributions.ts';
import type { NetworkSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';
import { drawnCount, drawnGrams } from '../../draws.ts';

/** UN 1263, paint: the dangerous goods of a distributor. Source: UN Recommendations on the Transport of Dangerous Goods, list of chapter 3.2. */
const UN_PAINT = 1263;
const PAINT_CLASS = '3';

export interface Goods {
  readonly products: readonly ProductMaster[];
  readonly demand: readonly DemandProduct[];
}

export function productsOf({ products }: NetworkSection, random: Random): Goods {
  const weight = compile(drawnGrams(products.unitWeight), 'network.products.unitWeight');
  const price = compile(
    { kind: 'lognormal', mu: log(moneyMinor(products.unitPrice.median)), sigma: products.unitPrice.sigma },
    'network.products.unitPrice',
  );
  const draws = {
    weight: random.stream('network/unit-weight'),
    price: random.stream('network/unit-price'),
    dangerous: random.stream('network/dangerous'),
    controlled: random.stream('network/export-controlled'),
    cold: random.stream('network/cold-chain'),
  };
  const numbers = Array.from({ length: products.count }, (_, no) => no);
  return {
    products: numbers.map((no) => ({
      no,
      ...(draws.dangerous.unit(no, 1) < (products.dangerous ?? 0)
        ? { unNumber: UN_PAINT, hazardClass: PAINT_CLASS }
        : { unNumber: 0 }),
      exportControlled: draws.controlled.unit(no, 1) < (products.exportControlled ?? 0),
      ...(draws.cold.unit(no, 1) < (products.coldChain ?? 0) ? { coldChain: true } : {}),
    })),
    demand: numbers.map((no) => ({
      unitWeightGrams: Math.max(1, Math.round(weight.sample(draws.weight, no, 1))),
      unitPriceMinor: Math.max(1, Math.round(price.sample(draws.price, no, 1))),
    })),
  };
}

export interface Customers {
  readonly master: readonly CustomerMaster[];
  readonly demand: readonly DemandCustomer[];
}

/** Customers by place and class. */
export function customersOf(
  { customers, places }: NetworkSection,
  countries: readonly string[],
  random: Random,
): Customers {
  const draws = {
    place: random.stream('network/customer-place'),
    class: random.stream('network/customer-class'),
    denied: random.stream('network/customer-denied'),
  };
  const placeWeights = places.map((place) => place.demand ?? 0);
  const classWeights = customers.classes.map((each) => each.share);
  const master: CustomerMaster[] = [];
  const demand: DemandCustomer[] = [];
  for (let no = 0; no < customers.count; no++) {
    const place = weighted(placeWeights, draws.place.unit(no, 1));
    const country = countries.indexOf(places[place]!.country);
    master.push({ no, place, country, deniedParty: draws.denied.unit(no, 1) < (customers.denied ?? 0) });
    const { extraLead } = places[place]!;
    const extraLeadMs = extraLead === undefined ? 0 : durationMs(extraLead);
    demand.push({ place, classNo: weighted(classWeights, draws.class.unit(no, 1)), extraLeadMs });
  }
  return { master, demand };
}

/** Index of the weight that `u` (0..1) of their sum falls on. */
function weighted(weights: readonly number[], u: number): number {
  const total = weights.reduce((sum, each) => sum + each, 0);
  let left = u * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i]! === 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return last;
}

/** What a day brings on average, over all nodes. */
export interface MeanDemand {
  readonly ordersPerDay: number;
  readonly linesPerOrder: number;
  readonly linesPerDay: number;
  readonly unitsPerLine: number;
}

/** @param products how many there are: an order has no line twice */
export function meanDemand(
  { ordersPerDay, volume, linesPerOrder, unitsPerLine }: OutboundScenario['demand'],
  products: number,
): MeanDemand {
  const orders = ordersPerDay * (volume ?? 1);
  const mean = (written: CountDistribution): number => Math.max(1, compile(drawnCount(written)).mean);
  const lines = Math.min(mean(linesPerOrder), LINES_MAX, products);
  return {
    ordersPerDay: orders,
    linesPerOrder: lines,
    linesPerDay: orders * lines,
    unitsPerLine: mean(unitsPerLine),
  };
}

/** Mean units a day of each product, over all nodes. */
export function dailyUnits(count: number, skew: number, linesPerDay: number, unitsPerLine: number): number[] {
  const weights = Array.from({ length: count }, (_, i) => exp(-skew * log(i + 1)));
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => (weight / total) * linesPerDay * unitsPerLine);
}
