/**
 * What ERP is told of customers' cancellations.
 *
 * 1. side-effect-once: a cancellation is answered once; only-tabled-transitions: not before every shipment that was asked to stop has
 *    said whether it does.
 * 2. order-lines-conserved: what ERP is told is what comes of it: "all of it" and nothing leaves, or no more than goes on leaves.
 * 3. settles: at the end each is answered, or somebody has its order before him.
 * 4. Memory: a number for each order that is cancelled and not done, or of which something came too late.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import { type CoreStates, type Rules, violated } from './part.ts';

const UNANSWERED = -1;
/** Its order is over, and a case for what comes late is there, or was. */
const LATE = -2;

export class CancellationRules {
  readonly rules: Rules = {
    // What was late under this number was another's.
    orderReleased: (_time, order) => {
      this.asked.delete(order);
    },
    orderCancelled: (_time, order) => {
      const isLate = this.asked.get(order) === LATE && this.core().state(ORDER, order) === undefined;
      if (!isLate) this.asked.set(order, UNANSWERED);
    },
    orderDone: (_time, order, _n, shipped) => this.ended(order, shipped),
    // It came too late to be heard by its order; what comes while that case is open opens none.
    exceptionOpened: (_time, key, _n, type) => {
      // Cases of orders, loads and shipments of one number are one.
      if (this.core().state(ORDER, key) === undefined) this.asked.set(key, LATE);
      else if (type === ORDER) this.asked.delete(key);
    },
  };

  /** By order: units that go on, as ERP was told; `UNANSWERED` or `LATE`. */
  private asked = new Map<number, number>();

  private readonly core: () => CoreStates;

  constructor(core: () => CoreStates) {
    this.core = core;
  }

  /** The core tells ERP what became of it. */
  answered({ key: order, b: goesOn }: Envelope): void {
    const before = this.asked.get(order);
    if (before === undefined || before === LATE) return;
    if (before !== UNANSWERED)
      violated('side-effect-once', `order ${order}: its cancellation is answered a second time`);
    if ((this.core().state<OrderState>(ORDER, order)?.stopping ?? 0) !== 0)
      violated(
        'only-tabled-transitions',
        `order ${order}: its cancellation is answered, and not every shipment has said whether it stops`,
      );
    this.asked.set(order, goesOn);
  }

  /** When nothing more can happen. @param behind orders that wait for a person, or of which a dead letter speaks */
  atEnd(behind: ReadonlySet<number>): void {
    for (const [order, goesOn] of this.asked)
      if (goesOn === UNANSWERED && !behind.has(order))
        violated('settles', `order ${order}: its cancellation has never been answered`);
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.asked);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.asked = new Map(saved);
  }

  private ended(order: number, shipped: number): void {
    const goesOn = this.asked.get(order);
    if (goesOn === undefined || goesOn < 0) return;
    if (shipped > goesOn)
      violated(
        'order-lines-conserved',
        `order ${order}: ${shipped} units have left; ERP was told that after the cancellation ${goesOn} go on`,
      );
    this.asked.delete(order);
  }
}
