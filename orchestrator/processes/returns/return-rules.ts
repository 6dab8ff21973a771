/**
 * Whether goods may be sent back, and what they are worth then. Pure.
 *
 * 1. A hard rule: dangerous goods never travel back by parcel.
 * 2. Nobody returns more than was delivered, nor what was not billed.
 * 3. What is scrapped is credited where the seller is at fault, and not where the customer changed its mind.
 */
import { RETURN_REASON, RETURN_REFUSAL } from '../../contracts/crm.ts';
import { CONDITION } from '../../contracts/erp.ts';
import type { GradedUnits } from '../../contracts/returns.ts';
import type { ReturnLimits } from '../../model/care.ts';
import type { Network } from '../../model/network.ts';
import type { DeliveredGoods } from '../outbound/care-inputs.ts';

/**
 * @param condition `CONDITION` of the shipment; -1 = it was not delivered
 * @returns `RETURN_REFUSAL`; 0 = it may be sent back
 */
export function refusalOf(
  network: Network,
  { withinMs }: ReturnLimits,
  wanted: readonly number[],
  goods: DeliveredGoods,
  deliveredAt: number,
  condition: number,
  requestedAt: number,
): number {
  // Damaged, refused and lost ones were never billed.
  if (condition !== CONDITION.good) return RETURN_REFUSAL.notDelivered;
  let units = 0;
  for (let line = 0; line < wanted.length; line++) {
    const each = wanted[line]!;
    if (!Number.isInteger(each) || each < 0 || each > (goods.units[line] ?? 0)) return RETURN_REFUSAL.units;
    units += each;
    const product = network.products[goods.products[line]!];
    if (each > 0 && product !== undefined && product.unNumber !== 0) return RETURN_REFUSAL.dangerousGoods;
  }
  if (units === 0) return RETURN_REFUSAL.units;
  return requestedAt > deliveredAt + withinMs ? RETURN_REFUSAL.tooLate : 0;
}

/** Whether what came is what was to come: no less, no more, nothing else. */
export function isAsAnnounced(wanted: readonly number[], came: GradedUnits): boolean {
  if (came.strangeUnits > 0) return false;
  for (let line = 0; line < wanted.length; line++)
    if (wanted[line] !== (came.good[line] ?? 0) + (came.scrapped[line] ?? 0)) return false;
  return true;
}

/** What is due for what came, of what was authorised: minor units. */
export function dueFor(
  wanted: readonly number[],
  unitPriceMinor: readonly number[],
  reason: number,
  came: GradedUnits,
): number {
  let minor = 0;
  for (let line = 0; line < wanted.length; line++) {
    const good = Math.min(wanted[line]!, came.good[line] ?? 0);
    const scrapped = Math.min(wanted[line]! - good, came.scrapped[line] ?? 0);
    minor += (good + (reason === RETURN_REASON.unwanted ? 0 : scrapped)) * unitPriceMinor[line]!;
  }
  return minor;
}
