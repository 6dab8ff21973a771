/** Watches how long orders take from their release to their first goods issue. */
import type { BusinessWatcher } from '#scenarios/host/signals';

const HOUR_MS = 3_600_000;
/** Shipments an order can have: a shipment's key is order x 8 + n. */
const PER_ORDER = 8;

/** In hours, of the orders of which anything left. */
export function hoursToShip(): BusinessWatcher & { median(): number; mean(): number } {
  const releasedAt = new Map<number, number>();
  const hours: number[] = [];
  return {
    name: 'hours-to-ship',
    business: (at, event, _owner, _entity, key) => {
      if (event === 'orderReleased') releasedAt.set(key, at);
      const order = Math.floor(key / PER_ORDER);
      if (event !== 'goodsIssued' || !releasedAt.has(order)) return;
      hours.push((at - releasedAt.get(order)!) / HOUR_MS);
      releasedAt.delete(order);
    },
    save: () => null,
    load: () => {},
    mean: () => hours.reduce((sum, each) => sum + each, 0) / hours.length,
    median: () => hours.toSorted((x, y) => x - y)[Math.floor(hours.length / 2)]!,
  };
}
