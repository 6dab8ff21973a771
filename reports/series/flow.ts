/**
 * Orders over time, from their outcomes: how many are in the works, how many are overdue, how far from their promise
 * they arrive.
 *
 * 1. The size of a series is bounded by its options, whatever the number of orders.
 * 2. A count at an instant is of what holds at its end: an order released at 8:00 counts at 8:00, one delivered then
 *    does not.
 */
import type { OrderOutcomes } from '../kpis/order-outcomes.ts';

export interface FlowPoint {
  /** Epoch ms. */
  readonly at: number;
  /** Released, not shipped: waiting for a plan or for the warehouse. */
  readonly waiting: number;
  /** Shipped, not delivered. */
  readonly inTransit: number;
  /** Past the promise, not delivered. */
  readonly overdue: number;
}

/** Counts at `points` instants, evenly spread from `from` to `to`, both included. */
export function flowOf(outcomes: OrderOutcomes, from: number, to: number, points: number): FlowPoint[] {
  const { size } = outcomes;
  // An order without a plan is in nobody's works.
  const released = happened(
    outcomes.releasedAt.map((at, row) => (row < size && outcomes.unplannable[row]! > 0 ? -1 : at)),
    size,
  );
  const shipped = happened(outcomes.shippedAt, size);
  const delivered = happened(outcomes.deliveredAt, size);
  const due: number[] = [];
  const deliveredLate: number[] = [];
  for (let row = 0; row < size; row++) {
    const promised = outcomes.promisedAt[row]!;
    const at = outcomes.deliveredAt[row]!;
    if (promised < 0 || outcomes.unplannable[row]! > 0) continue;
    if (at >= 0 && at <= promised) continue;
    due.push(promised);
    if (at >= 0) deliveredLate.push(at);
  }
  const counts = {
    released: counter(released),
    shipped: counter(shipped),
    delivered: counter(delivered),
    due: counter(Float64Array.from(due).sort()),
    late: counter(Float64Array.from(deliveredLate).sort()),
  };
  return Array.from({ length: points }, (_, i) => {
    const at = points === 1 ? to : from + Math.round(((to - from) * i) / (points - 1));
    return {
      at,
      waiting: counts.released(at) - counts.shipped(at),
      inTransit: counts.shipped(at) - counts.delivered(at),
      overdue: counts.due(at - 1) - counts.late(at),
    };
  });
}

/** The instant by which this share of the deliveries has happened; `fallback` where there is none. */
export function deliveredBy(all: readonly OrderOutcomes[], share: number, fallback: number): number {
  const times = all
    .flatMap((outcomes) => [...happened(outcomes.deliveredAt, outcomes.size)])
    .sort((x, y) => x - y);
  return times.length === 0 ? fallback : times[Math.max(0, Math.ceil(share * times.length) - 1)]!;
}

export interface LatenessBin {
  /** Delivered more than `from` and at most `to` days after the promise; negative = before it. */
  readonly from: number;
  readonly to: number;
  readonly orders: number;
}

const DAY_MS = 86_400_000;

/** Deliveries by whole days after the promise; what lies outside [least, most] is in the outermost bins. */
export function latenessOf(outcomes: OrderOutcomes, least: number, most: number): LatenessBin[] {
  const bins = Array.from({ length: most - least }, (_, i) => ({
    from: least + i,
    to: least + i + 1,
    orders: 0,
  }));
  for (let row = 0; row < outcomes.size; row++) {
    const delivered = outcomes.deliveredAt[row]!;
    if (delivered < 0 || outcomes.promisedAt[row]! < 0) continue;
    const days = Math.ceil((delivered - outcomes.promisedAt[row]!) / DAY_MS) - 1;
    bins[Math.min(bins.length - 1, Math.max(0, days - least))]!.orders += 1;
  }
  return bins;
}

/** Instants at which something happened, ascending. */
function happened(column: Float64Array, size: number): Float64Array {
  return column
    .slice(0, size)
    .filter((at) => at >= 0)
    .sort();
}

/** How many of these are <= an instant; to be asked for rising instants. */
function counter(sorted: Float64Array): (at: number) => number {
  let count = 0;
  return (at) => {
    while (count < sorted.length && sorted[count]! <= at) count += 1;
    return count;
  };
}
