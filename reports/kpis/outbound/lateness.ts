/** How far from their promise shipments arrive: counts by whole days, for a picture. */
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION } from './outcomes/tables.ts';

const DAY_SECONDS = 86_400;

export interface LatenessBin {
  /** Arrived more than `fromDays` and at most `toDays` after the promise; negative = before it. */
  readonly fromDays: number;
  readonly toDays: number;
  readonly shipments: number;
}

/** What lies outside [least, most] days is in the outermost bins; what was lost has not arrived. O(shipments). */
export function shipmentsByLateness(
  { orders, shipments }: OutboundOutcomes,
  least: number,
  most: number,
): LatenessBin[] {
  const counts = new Array<number>(most - least).fill(0);
  for (let row = 0; row < shipments.size; row++) {
    const deliveredAt = shipments.deliveredAt[row]!;
    const promisedAt = orders.promisedAt[shipments.order[row]!]!;
    if (deliveredAt < 0 || promisedAt < 0 || shipments.condition[row] === CONDITION.lost) continue;
    const days = Math.ceil((deliveredAt - promisedAt) / DAY_SECONDS) - 1;
    counts[Math.min(counts.length - 1, Math.max(0, days - least))]! += 1;
  }
  return counts.map((count, i) => ({ fromDays: least + i, toDays: least + i + 1, shipments: count }));
}
