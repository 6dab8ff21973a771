/**
 * What no policy could have bettered in one replication, from what two runs of it know: any policy that sends the orders that both sent, none that
 * neither did, and of each at least as much as one of the two, in one shipment where that one did.
 *
 * 1. Asserted of both runs: a bound that one of them betters is a fault of ours.
 * 2. An order that only one of the two sent may be sent or not, whichever makes the bound lower.
 */
import { assert } from '#sim/assert';
import type { KnownFacts } from './hindsight.ts';
import { type OrderRow, unpackRows } from './order-rows.ts';

/** Of one replication; minor units an order. */
export interface BoundedOutcome {
  readonly orders: number;
  readonly bound: number;
  readonly baseline: number;
  readonly candidate: number;
}

export interface PairBound {
  readonly primary: BoundedOutcome;
  /** null = no order was delivered at a price by both. */
  readonly commonPriced: BoundedOutcome | null;
}

/** What a run cost an order shipped, and what is known of it. */
export interface BoundedRun {
  readonly seed: string | number;
  readonly costMinor: number;
  readonly facts: KnownFacts;
}

interface OrderPair {
  readonly one: OrderRow | undefined;
  readonly other: OrderRow | undefined;
}

/** A relative error of sums; and, of what costs next to nothing, of a minor unit. */
const ROUNDING = 1e-9;

export function boundPair(baseline: BoundedRun, candidate: BoundedRun): PairBound {
  const [one, other] = [baseline.facts, candidate.facts];
  const pairs = pairedRows(unpackRows(one.rows), unpackRows(other.rows));
  const constantMinor = Math.min(one.constantMinor, other.constantMinor);
  const pricings = pricingsOf(one.capacityMinor, other.capacityMinor);
  const bounds = pricings.map((pricing) => leastPerOrder(pairs, constantMinor, pricing));
  const primary = {
    ...bounds.reduce((best, each) => (each.bound > best.bound ? each : best)),
    baseline: baseline.costMinor,
    candidate: candidate.costMinor,
  };
  const commonPriced = commonOf(pairs, pricings);
  for (const each of [primary, commonPriced]) if (each !== null) checkBound(baseline.seed, each);
  return { primary, commonPriced };
}

/** What is paid for capacity in all. */
interface Pricing {
  readonly capacityMinor: number;
  readonly charged: boolean;
}

/** Capacity for nothing; and at its prices, which both runs have alike unless a solver gave up on one of them. */
function pricingsOf(one: number, other: number): readonly Pricing[] {
  const free = { capacityMinor: 0, charged: false };
  return one === other && one > 0 ? [free, { capacityMinor: one, charged: true }] : [free];
}

function leastOf(row: OrderRow, { charged }: Pricing): number {
  return row.leastMinor + (charged ? row.capacityMinor : 0);
}

function leastPricedOf(row: OrderRow, { charged }: Pricing): number {
  return row.leastPricedMinor + (charged ? row.capacityPricedMinor : 0);
}

function pairedRows(rows: readonly OrderRow[], others: readonly OrderRow[]): OrderPair[] {
  const otherOf = new Map(others.map((other) => [other.no, other]));
  const known = new Set(rows.map(({ no }) => no));
  return [
    ...rows.map((one) => ({ one, other: otherOf.get(one.no) })),
    ...others.filter(({ no }) => !known.has(no)).map((other) => ({ one: undefined, other })),
  ];
}

/** The least quotient of cost and orders, over all sets of orders that hold those which both sent. */
function leastPerOrder(
  pairs: readonly OrderPair[],
  constantMinor: number,
  pricing: Pricing,
): Pick<BoundedOutcome, 'orders' | 'bound'> {
  let minor = constantMinor - pricing.capacityMinor;
  let orders = 0;
  const optional: number[] = [];
  for (const { one, other } of pairs) {
    if (one === undefined || other === undefined) {
      optional.push(leastOf((one ?? other)!, pricing));
      continue;
    }
    minor += Math.min(leastOf(one, pricing), leastOf(other, pricing));
    orders += 1;
  }
  for (const each of optional.sort((x, y) => x - y)) {
    if (orders > 0 && each * orders >= minor) break;
    minor += each;
    orders += 1;
  }
  return { orders, bound: orders === 0 ? 0 : Math.max(0, minor) / orders };
}

/** Other orders use capacity as well: what is paid for all of it is more than these owe. */
function commonOf(pairs: readonly OrderPair[], pricings: readonly Pricing[]): BoundedOutcome | null {
  const least = pricings.map(({ capacityMinor }) => -capacityMinor);
  let [orders, was, is] = [0, 0, 0];
  for (const { one, other } of pairs) {
    const [before, after] = [one?.comparedMinor ?? null, other?.comparedMinor ?? null];
    if (before === null || after === null) continue;
    orders += 1;
    was += before;
    is += after;
    pricings.forEach((pricing, i) => {
      least[i]! += Math.min(leastPricedOf(one!, pricing), leastPricedOf(other!, pricing));
    });
  }
  if (orders === 0) return null;
  const bound = Math.max(0, ...least) / orders;
  return { orders, bound, baseline: was / orders, candidate: is / orders };
}

function checkBound(seed: string | number, { bound, baseline, candidate }: BoundedOutcome): void {
  const least = Math.min(baseline, candidate);
  assert(
    bound <= least + ROUNDING * (1 + Math.abs(least)),
    `seed ${seed}: the hindsight bound of ${bound} an order is bettered by an outcome of ${least}: it is no bound. That is a fault of ours: --no-bounds leaves it out`,
  );
}
