/**
 * settles, by the bound that is computed from the scenario: as the run goes, each order and each load that is past it is over,
 * or somebody's task is open.
 *
 * 1. Once a day, all that is open is looked at, unless nothing of it can be due yet: the oldest that was open the last time says
 *    when that is. What is in time costs next to nothing.
 * 2. A team of people takes as long as its queue makes it: the bound is longer by what teams have taken so far (`waitedMs`).
 * 3. A law of transit times that never ends has draws beyond any bound: what takes more than half of the bound to arrive is measured from when
 *    it should, by what the core knows of it.
 * 4. The bound knows nothing of faults: in a run with faults nothing is too late, and what is past its bound is only reported.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import { FREIGHT_INVOICE, LOAD, SHIPMENT, SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import { DAY_MS } from '#sim/shifts/civil';
import { LOAD_FIELD as L, ORDER_FIELD as O, type OpenBooks } from './books.ts';
import { type Figures, NONE } from './figures.ts';
import { behindTasks, type Has } from './left-over/left-over.ts';
import { type CoreStates, type Rules, violated } from './part.ts';

/** What is past the bound and behind nobody's task, the oldest first. */
export interface PastBound {
  readonly orders: readonly number[];
  readonly loads: readonly number[];
}

/** How often one order may wait for a team: once at each of the places where `settleBound` counts a person. */
export const TEAM_WAITS = 4;

export class SettleRules {
  readonly rules: Rules = {
    orderReleased: (time, order) => {
      const { orders } = this.books;
      orders.values[orders.at(order) + O.releasedAt] = time;
    },
  };

  private readonly books: OpenBooks;
  private readonly boundMs: number;
  private readonly core: () => CoreStates;
  private readonly waitedMs: () => number;
  private readonly has: Has;
  /** Nothing is past its bound before. */
  private dueFrom = -Infinity;

  /**
   * @param boundMs from an order's release; Infinity = there is none
   * @param waitedMs how long one order may have waited for teams of people; never less than before
   */
  constructor(
    books: OpenBooks,
    boundMs: number,
    core: () => CoreStates,
    waitedMs: () => number,
    has: Has = {},
  ) {
    this.has = has;
    this.books = books;
    this.boundMs = boundMs;
    this.core = core;
    this.waitedMs = waitedMs;
  }

  daily(now: number): void {
    if (now <= this.dueFrom) return;
    const past = this.pastBound(now);
    this.judge(past.orders, 'order', 'released', now);
    this.judge(past.loads, 'load', 'formed', now);
    const { orders, loads } = this.books;
    const oldest = Math.min(now, oldestOf(orders, O.releasedAt), oldestOf(loads, L.formedAt));
    this.dueFrom = oldest + this.boundMs;
  }

  /** What is open is from another time. */
  restored(): void {
    this.dueFrom = -Infinity;
  }

  pastBound(now: number): PastBound {
    const { orders, loads } = this.books;
    const lateOrders = this.due(orders, O.releasedAt, now);
    const lateLoads = this.due(loads, L.formedAt, now);
    if (lateOrders.length + lateLoads.length === 0) return { orders: lateOrders, loads: lateLoads };
    const behind = behindTasks(this.core(), this.has);
    return {
      orders: lateOrders.filter((order) => !behind.orders.has(order) && !this.isUnderWay(order, now)),
      loads: lateLoads.filter(
        (load) =>
          !behind.loads.has(load) &&
          this.matters(load) &&
          !this.isExpected(load, loads.values[loads.at(load) + L.formedAt]!, now),
      ),
    };
  }

  private judge(late: readonly number[], what: string, since: string, now: number): void {
    if (late.length === 0) return;
    const days = Math.ceil((this.boundMs + this.waitedMs()) / DAY_MS);
    violated(
      'settles',
      `${what} ${late[0]} was ${since} more than ${days} days ago, within which everything of it is over, and waits for no person` +
        `${late.length > 1 ? ` (and ${late.length - 1} more)` : ''} at ${new Date(now).toISOString()}`,
    );
  }

  /** Of a load that the core has done with, a carrier or TMS may still have something to say, or never. */
  private matters(load: number): boolean {
    const core = this.core();
    return (
      core.state(LOAD as ActorTypeNo, load) !== undefined ||
      core.state(FREIGHT_INVOICE as ActorTypeNo, load) !== undefined
    );
  }

  private isUnderWay(order: number, now: number): boolean {
    const { orders } = this.books;
    const releasedAt = orders.values[orders.at(order) + O.releasedAt]!;
    for (let n = 0; n < SHIPMENTS_MAX; n++) {
      const key = order * SHIPMENTS_MAX + n;
      const load = this.core().state<ShipmentState>(SHIPMENT as ActorTypeNo, key)?.load ?? NONE;
      if (load !== NONE && this.isExpected(load, releasedAt, now)) return true;
    }
    return false;
  }

  /** It should arrive, or should have arrived, long after it began, and so lately that what follows need not be over. */
  private isExpected(load: number, since: number, now: number): boolean {
    const arrivesAt = this.core().state<LoadState>(LOAD as ActorTypeNo, load)?.estimatedAt ?? 0;
    return arrivesAt > since + this.boundMs / 2 && now <= arrivesAt + this.boundMs + this.waitedMs();
  }

  /** The oldest first. */
  private due(figures: Figures, field: number, now: number): number[] {
    const since = (key: number): number => figures.values[figures.at(key) + field]!;
    const due: number[] = [];
    const dueBefore = now - this.boundMs - this.waitedMs();
    figures.forEach((key, place) => {
      if (figures.values[place + field]! < dueBefore) due.push(key);
    });
    return due.sort((x, y) => since(x) - since(y) || x - y);
  }
}

function oldestOf(figures: Figures, field: number): number {
  let oldest = Infinity;
  figures.forEach((_, place) => {
    oldest = Math.min(oldest, figures.values[place + field]!);
  });
  return oldest;
}
