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

/** A relative error of sums. */
const ROUNDING = 1e-9;

export function boundPair(baseline: BoundedRun, candidate: BoundedRun): PairBound {
  const facts = [baseline.facts, candidate.facts] as const;
  assert(
    facts[0].capacityMinor === facts[1].capacityMinor,
    `seed ${baseline.seed}: the two runs price capacity differently (${facts[0].capacityMinor}, ${facts[1].capacityMinor})`,
  );
  const pairs = pairedRows(unpackRows(facts[0].rows), unpackRows(facts[1].rows));
  const { seed } = baseline;
  const primary = {
    ...leastPerOrder(
      pairs,
      Math.min(...facts.map(({ constantMinor }) => constantMinor)) - facts[0].capacityMinor,
    ),
    baseline: baseline.costMinor,
    candidate: candidate.costMinor,
  };
  const commonPriced = commonOf(pairs, facts[0].capacityMinor);
  for (const each of [primary, commonPriced]) if (each !== null) checkBound(seed, each);
  return { primary, commonPriced };
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
): Pick<BoundedOutcome, 'orders' | 'bound'> {
  let minor = constantMinor;
  let orders = 0;
  const optional: number[] = [];
  for (const { one, other } of pairs) {
    if (one === undefined || other === undefined) {
      optional.push((one ?? other)!.leastMinor);
      continue;
    }
    minor += Math.min(one.leastMinor, other.leastMinor);
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
function commonOf(pairs: readonly OrderPair[], capacityMinor: number): BoundedOutcome | null {
  let [orders, least, was, is] = [0, 0, 0, 0];
  for (const { one, other } of pairs) {
    const [before, after] = [one?.comparedMinor ?? null, other?.comparedMinor ?? null];
    if (before === null || after === null) continue;
    orders += 1;
    least += Math.min(one!.leastPricedMinor, other!.leastPricedMinor);
    was += before;
    is += after;
  }
  if (orders === 0) return null;
  return {
    orders,
    bound: Math.max(0, least - capacityMinor) / orders,
    baseline: was / orders,
    candidate: is / orders,
  };
}

function checkBound(seed: string | number, { bound, baseline, candidate }: BoundedOutcome): void {
  const least = Math.min(baseline, candidate);
  assert(
    bound <= least + ROUNDING * Math.abs(least),
    `seed ${seed}: the hindsight bound of ${bound} an order is bettered by an outcome of ${least}: it is no bound`,
  );
}
