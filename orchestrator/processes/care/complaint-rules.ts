/**
 * What becomes of a complaint without a person, by what its order says. Pure.
 *
 * 1. A rule never takes a customer's word against a proof of delivery, nor the other way round: where they differ, a person looks.
 * 2. What is credited by goodwill is at most a share of the order's value, and at most the limit; of a bill it is what it was too high.
 */
import { COMPLAINT } from '../../contracts/complaint-key.ts';
import { RESOLUTION } from '../../contracts/crm.ts';
import { CONDITION } from '../../contracts/erp.ts';
import type { CareLimits, DisputeLimits } from '../../model/care.ts';
import type { BillStanding, OrderStanding } from '../outbound/care-inputs.ts';

/** -1 = a person decides. */
export type Ruled = (typeof RESOLUTION)[keyof typeof RESOLUTION] | -1;

/** What goodwill may cost, minor units. */
export function creditMax({ lateCreditShare, lateCreditMinorMax }: CareLimits, valueMinor: number): number {
  return Math.min(lateCreditMinorMax, Math.floor(valueMinor * lateCreditShare));
}

/** What a bill is above what was sent at the order's prices; delivery is free, so that no freight is ever due. */
export function overchargedMinor({ billedMinor, dueMinor }: BillStanding): number {
  return Math.max(0, billedMinor - dueMinor);
}

/** What becomes of a disputed bill. What counts is the day on which it was disputed first. */
export function ruledBill(limits: DisputeLimits | null, bill: BillStanding, raisedAt: number): Ruled {
  if (limits === null || bill.billedMinor === 0) return -1;
  if (raisedAt > bill.deliveredAt + limits.withinMs) return RESOLUTION.tooLate;
  const minor = overchargedMinor(bill);
  if (minor === 0) return RESOLUTION.rejected;
  return minor <= limits.creditMinorMax ? RESOLUTION.credited : -1;
}

/**
 * @param promisedAt of the order
 * @param condition of the shipment that it is about, `CONDITION`; -1 = not delivered, or nobody has said so yet
 */
export function ruled(
  care: CareLimits,
  kind: number,
  standing: OrderStanding,
  promisedAt: number,
  condition: number,
  now: number,
): Ruled {
  const { comingUnits, deliveredUnits, lostUnits, cancelledUnits, estimatedAt, valueMinor } = standing;
  const { missingUnits = 0 } = standing;
  switch (kind) {
    case COMPLAINT.late:
      if (now <= promisedAt) return RESOLUTION.rejected;
      // Lost, or there by the proof of delivery: no rule knows what the customer should get.
      if (comingUnits === 0) return deliveredUnits + lostUnits > 0 ? -1 : RESOLUTION.explained;
      return creditMax(care, valueMinor) > 0 ? RESOLUTION.credited : -1;
    case COMPLAINT.damaged:
      return condition === CONDITION.damaged ? RESOLUTION.claimed : -1;
    case COMPLAINT.short:
      // By the proof of delivery as well: it is not billed, or credited, once.
      if (missingUnits > 0 && lostUnits + comingUnits + cancelledUnits === 0) return RESOLUTION.claimed;
      return lostUnits === 0 && comingUnits + cancelledUnits > 0 ? RESOLUTION.explained : -1;
    case COMPLAINT.wrong:
      return care.returns !== null && condition === CONDITION.good ? RESOLUTION.returnOffered : -1;
    case COMPLAINT.noAnswer:
      return estimatedAt > 0 ? RESOLUTION.explained : -1;
    default:
      return -1;
  }
}
