/** KPIs of appointments at the outbound docks: of the whole run only; null where nobody keeps them. */
import type { PickupSlotKpi } from './catalogue/pickup-slot-catalogue.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

export function pickupSlotKpis({
  pickupSlotBooks: { sums, waitSeconds },
}: Pick<OutboundOutcomes, 'pickupSlotBooks'>): Record<PickupSlotKpi, number | null> {
  const waits = new Sample();
  for (const seconds of waitSeconds) waits.add(seconds);
  return {
    pickupSlotsKept: ratio(sums.came - sums.missed, sums.came),
    pickupSlotsRebooked: ratio(sums.rebooked, sums.loads),
    pickupSlotsRefused: ratio(sums.refused, sums.confirmed + sums.refused),
    pickupSlotWaitP50: waits.quantileMs(0.5),
    pickupSlotWaitP95: waits.quantileMs(0.95),
  };
}
