/** Orders by day: in, shipped, delivered, finished without shipping, and what is left at the end of the day. */
import { isShipped, orderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

export interface DayOfOrders {
  /** Midnight UTC, epoch ms. */
  readonly dayAt: number;
  readonly released: number;
  /** Orders whose last shipment left. */
  readonly shipped: number;
  /** Orders whose last shipment arrived. */
  readonly delivered: number;
  /** Orders that ended and of which nothing left. */
  readonly ended: number;
  /** Released, and neither wholly shipped nor ended, at the end of the day. */
  readonly backlog: number;
}

/** From the day of the first event to the last day on which anything of this happened. O(orders + days). */
export function ordersByDay(outcomes: OutboundOutcomes, endAt: number): DayOfOrders[] {
  const { orders, epoch } = outcomes;
  const view = orderView(outcomes, endAt);
  const released: number[] = [];
  const shipped: number[] = [];
  const delivered: number[] = [];
  const ended: number[] = [];
  for (let row = 0; row < orders.size; row++) {
    count(released, orders.releasedAt[row]!);
    if (isShipped(outcomes, view, row)) {
      count(shipped, view.issuedAt[row]!);
      count(delivered, view.deliveredAt[row]!);
    } else if (view.issuedAt[row]! < 0) count(ended, orders.doneAt[row]!);
  }
  const days = Math.max(released.length, shipped.length, delivered.length, ended.length);
  let backlog = 0;
  return Array.from({ length: days }, (_, day) => {
    const of = (counts: number[]): number => counts[day] ?? 0;
    backlog += of(released) - of(shipped) - of(ended);
    return {
      dayAt: epoch + day * DAY_MS,
      released: of(released),
      shipped: of(shipped),
      delivered: of(delivered),
      ended: of(ended),
      backlog,
    };
  });
}

function count(days: number[], second: number): void {
  if (second < 0) return;
  const day = Math.floor(second / DAY_SECONDS);
  while (days.length <= day) days.push(0);
  days[day]! += 1;
}
