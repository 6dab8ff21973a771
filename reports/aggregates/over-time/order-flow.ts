/**
 * How many orders are in process, how many come in and are over, and whether they arrive in time, slot by slot.
 *
 * 1. An order is over at its last arrival, which is known once it is done and nothing of it is under way; without any arrival, when it
 *    is done. So the mean number in process is the rate at which they come times their cycle time, whatever papers take after it.
 * 2. A shipment is on time by the instant that its carrier says, to the second: the slots sum up to the KPI `onTimeDelivery`.
 * 3. Memory: an entry for each order that is not done, beside the slots.
 */
import type { KpisOverTime, Level, OrdersOverTime } from './over-time.ts';
import { Queue } from './queue.ts';
import { type Covered, LevelSeries, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';
import { SlotHistogram } from './slot-histogram.ts';

/** A shipment's key is its order's x 8 + n. */
const SHIPMENTS_OF_ORDER = 8;
/** A median of few orders tells little: so many of them, over the time that is drawn. Source: assumption. */
const CYCLES_MAX = 60;

interface OpenOrder {
  readonly releasedAt: number;
  promisedAt: number;
  /** Anything was ever reserved for it. */
  isSourced: boolean;
  isDone: boolean;
  /** More may come when all there is has arrived. */
  isBackordered: boolean;
  /** Shipments reserved, and neither released nor arrived. */
  underway: number;
  /** The last arrival; -1 = nothing has arrived. */
  arrivedAt: number;
}

export class OrderFlow {
  releasedCount = 0;
  private readonly clock: SlotClock;
  private readonly orders = new Map<number, OpenOrder>();
  private readonly released: SumSeries;
  private readonly over: SumSeries;
  private readonly inProcess: LevelSeries;
  private readonly source: Queue;
  private readonly arrived: SumSeries;
  private readonly arrivedOnTime: SumSeries;
  private readonly due: SumSeries;
  private readonly dueOnTime: SumSeries;
  private readonly cycleSeconds: SlotHistogram;

  constructor(clock: SlotClock) {
    this.clock = clock;
    this.released = new SumSeries(clock);
    this.over = new SumSeries(clock);
    this.inProcess = new LevelSeries(clock);
    this.source = new Queue(clock);
    this.arrived = new SumSeries(clock);
    this.arrivedOnTime = new SumSeries(clock);
    this.due = new SumSeries(clock);
    this.dueOnTime = new SumSeries(clock);
    this.cycleSeconds = new SlotHistogram(clock);
  }

  /** An event of an order. */
  order(now: number, event: string, key: number, a: number): void {
    if (event === 'orderReleased') {
      this.release(now, key);
      return;
    }
    const says = event === 'orderPromised' || event === 'orderRepromised';
    if (!says && event !== 'lineBackordered' && event !== 'orderDone') return;
    const order = this.orders.get(key);
    if (order === undefined) return;
    if (says) order.promisedAt = a;
    else if (event === 'lineBackordered') order.isBackordered = true;
    else {
      order.isDone = true;
      this.endIfOver(now, key, order);
    }
  }

  /** Stock is reserved for a shipment. */
  reserved(now: number, shipment: number): void {
    const order = this.orders.get(orderOf(shipment));
    if (order === undefined) return;
    order.underway += 1;
    if (order.isSourced) return;
    order.isSourced = true;
    this.source.leave(now);
  }

  /** A shipment was stopped before it left. */
  stopped(now: number, shipment: number): void {
    const key = orderOf(shipment);
    const order = this.orders.get(key);
    if (order === undefined) return;
    order.underway -= 1;
    this.endIfOver(now, key, order);
  }

  /** @param at when, as its carrier says */
  delivered(now: number, shipment: number, at: number): void {
    const key = orderOf(shipment);
    const order = this.orders.get(key);
    if (order === undefined) return;
    const isOnTime = second(at) <= second(order.promisedAt) ? 1 : 0;
    const arrival = this.clock.indexOf(at);
    const release = this.clock.indexOf(order.releasedAt);
    this.arrived.addIn(arrival, 1);
    this.arrivedOnTime.addIn(arrival, isOnTime);
    this.due.addIn(release, 1);
    this.dueOnTime.addIn(release, isOnTime);
    order.underway -= 1;
    order.arrivedAt = Math.max(order.arrivedAt, at);
    this.endIfOver(now, key, order);
  }

  /** Orders of which something may still come. O(orders not done) */
  get openCount(): number {
    let open = 0;
    for (const order of this.orders.values()) if (!hasAllArrived(order)) open += 1;
    return open;
  }

  /**
   * Once, when the run is over.
   * @param onTheRoad shipments that are
   */
  end(endAt: number, onTheRoad: Iterable<number>): void {
    for (const shipment of onTheRoad) {
      const order = this.orders.get(orderOf(shipment));
      if (order !== undefined && second(order.promisedAt) < second(endAt))
        this.due.addAt(order.releasedAt, 1);
    }
    for (const order of this.orders.values()) if (hasAllArrived(order)) this.isOver(order, order.arrivedAt);
  }

  flow(covered: Covered): OrdersOverTime {
    const { slots } = covered;
    return {
      released: this.released.first(slots),
      over: this.over.first(slots),
      inProcess: this.inProcess.means(covered),
    };
  }

  /** Orders for which nothing has been reserved yet. */
  sourcing(covered: Covered): Level {
    return this.source.result(covered);
  }

  kpis({ slots }: Covered): KpisOverTime {
    const slotsTogether = Math.ceil(slots / CYCLES_MAX);
    const msP50 = Array.from({ length: Math.ceil(slots / slotsTogether) }, (_, i) => {
      const from = i * slotsTogether;
      const seconds = this.cycleSeconds.quantile(0.5, from, Math.min(slots, from + slotsTogether));
      return seconds === null ? null : seconds * 1000;
    });
    return {
      arrived: this.arrived.first(slots),
      arrivedOnTime: this.arrivedOnTime.first(slots),
      due: this.due.first(slots),
      dueOnTime: this.dueOnTime.first(slots),
      cycles: { slotsTogether, msP50 },
    };
  }

  private release(now: number, key: number): void {
    this.orders.set(key, {
      releasedAt: now,
      promisedAt: Infinity,
      isSourced: false,
      isDone: false,
      isBackordered: false,
      underway: 0,
      arrivedAt: -1,
    });
    this.releasedCount += 1;
    this.released.add(1);
    this.inProcess.change(now, 1);
    this.source.enter(now);
  }

  private endIfOver(now: number, key: number, order: OpenOrder): void {
    if (!order.isDone || order.underway > 0) return;
    this.orders.delete(key);
    if (!order.isSourced) this.source.leave(now);
    this.isOver(order, order.arrivedAt < 0 ? now : order.arrivedAt);
  }

  private isOver(order: OpenOrder, at: number): void {
    this.inProcess.changeAt(at, -1);
    this.over.addAt(at, 1);
    if (order.arrivedAt >= 0)
      this.cycleSeconds.addAt(order.releasedAt, second(at) - second(order.releasedAt));
  }
}

/** Not done, and yet there is nothing to wait for but papers. */
function hasAllArrived({ isBackordered, underway, arrivedAt }: OpenOrder): boolean {
  return !isBackordered && underway === 0 && arrivedAt >= 0;
}

function orderOf(shipment: number): number {
  return Math.floor(shipment / SHIPMENTS_OF_ORDER);
}

function second(at: number): number {
  return Math.floor(at / 1000);
}
