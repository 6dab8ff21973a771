/** When stores, and nodes that other nodes supply, take goods. */
import type { StoreSection } from '../../../schema/outbound/replenishment.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { Span } from '../systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../timetable.ts';

/** Instants at which its delivery windows open and close, in turn. */
export function windowsOf(
  { network }: OutboundScenario,
  { name, place, window }: Pick<StoreSection, 'name' | 'place' | 'window'>,
  { startAt, endAt }: Span,
): number[] {
  const { zone } = network.places.find((each) => each.name === place)!;
  return shiftsOf(calendarOf(window, zone, name), startAt, endAt).flat();
}
