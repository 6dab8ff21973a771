/** What is kept of a pilot run to see where its warm-up ends: when orders were released, and what came of each. */
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import { isShipped, orderView } from '#reports/kpis/outbound/order-view';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { OutboundArm } from '../experiments/outbound-arms.ts';
import { pricesOf } from '../experiments/outbound-report-of-run.ts';
import { packNumbers, unpackNumbers } from '../statistics/packed-numbers.ts';

/** Of one run, in the order of release: of orders that have a value. Columns of one length each. */
export interface Observations {
  /** Since the start of the run, ms. */
  readonly releasedMs: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** Plain data: it comes from another process, and is kept in a file. Each packed: releases, then values. */
export interface PilotFacts {
  /** Landed cost of each order that was shipped, minor units. */
  readonly cost: string;
  /** Release to arrival of each order that was delivered whole, ms. */
  readonly cycleTime: string;
}

/** Of the whole run, whatever warm-up the scenario has already. */
export function pilotFacts(world: OutboundWorld, arm: OutboundArm): PilotFacts {
  const { outcomes, endedAt } = arm;
  const { orders, epoch } = outcomes;
  const view = orderView(outcomes, endedAt);
  const { totalByOrder } = landedCosts(outcomes, pricesOf(world, arm), endedAt);
  const rows = Array.from({ length: orders.size }, (_, row) => row);
  rows.sort((x, y) => orders.releasedAt[x]! - orders.releasedAt[y]! || x - y);
  const packed = (has: (row: number) => boolean, value: (row: number) => number): string => {
    const own = rows.filter(has);
    const released = own.map((row) => epoch + 1000 * orders.releasedAt[row]! - world.startAt);
    return packNumbers(Float64Array.from([...released, ...own.map(value)]));
  };
  return {
    cost: packed(
      (row) => view.issuedAt[row]! >= 0,
      (row) => totalByOrder[row]!,
    ),
    cycleTime: packed(
      (row) => isShipped(outcomes, view, row) && view.deliveredAt[row]! >= 0,
      (row) => 1000 * (view.deliveredAt[row]! - orders.releasedAt[row]!),
    ),
  };
}

export function observationsIn(packed: string): Observations {
  const numbers = unpackNumbers(packed);
  const half = numbers.length / 2;
  return { releasedMs: numbers.subarray(0, half), value: numbers.subarray(half) };
}
