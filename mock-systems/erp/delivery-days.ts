/** Days on which goods are taken in: when each ends, on the clocks of that day. */
import { DAY_MS } from '#sim/shifts/civil';
import type { TimeZone } from '#sim/shifts/time-zone';
import { SINCE_MONDAY_MS } from './arrival-rate.ts';
import type { DeliveryDays } from './change-settings.ts';

type Days = Omit<DeliveryDays, 'zone'>;

/** End of the first delivery day that ends at or after an instant. The clocks may be set between that and the day's end. */
export function deliveryDayFrom(zone: TimeZone, days: Days, at: number): number {
  const utcOffsetMs = zone.offsetMsAt(at);
  const end = deliveryDayEnd(days, utcOffsetMs, at);
  return end + utcOffsetMs - zone.offsetMsAt(end);
}

/** End of the first delivery day that ends at or after an instant. */
export function deliveryDayEnd(
  { deliveryWeekdays, deliveryDayEndMs }: Days,
  utcOffsetMs: number,
  at: number,
): number {
  const shift = SINCE_MONDAY_MS + utcOffsetMs;
  // Days counted from a Monday.
  let day = Math.ceil((at + shift - deliveryDayEndMs) / DAY_MS);
  while (!deliveryWeekdays[day % 7]) day += 1;
  return day * DAY_MS + deliveryDayEndMs - shift;
}
