/**
 * A load that shipments leave: what goes on without them, and what is taken back when nothing is left of it.
 *
 * 1. What a shipment leaves behind goes on, at what was agreed. From the truck on, the warehouse says what is on it.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Out } from '../../../core/out.ts';
import type { Network } from '../../../model/network.ts';
import type { LeaveLoad } from '../inputs.ts';
import { dropShipment } from './load-aboard.ts';
import { withdrawEntry } from './load-customs.ts';
import { withdrawFromTms } from './load-placing.ts';
import { type LoadState, TENDER_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { voidBooking } from './load-tender.ts';

/** A shipment is cancelled. What it leaves behind goes on without it, at what was agreed. */
export function leave(draft: LoadState, input: LeaveLoad, network: Network, out: Out): void {
  // From the truck on, the warehouse says what is on it.
  if (AWAY.has(draft.status)) return;
  if (!dropShipment(draft, input.a)) return;
  if (draft.shipments.length === 0) callOff(draft, input.key, network, out);
}

/** Nothing is left of it: what stands is taken back. */
export function callOff(draft: LoadState, key: number, network: Network, out: Out): void {
  out.event('loadCancelled', 1, draft.attempt, 0);
  if (draft.status === 'tendering') voidTender(draft, key, out);
  else if (draft.status === 'placing') withdrawFromTms(draft, key, out);
  else if (BOOKED.has(draft.status)) voidBooking(draft, key, network, out);
  withdrawEntry(draft, key, out);
  moveLoad(draft, 'lastLeft');
}

/** States in which the warehouse has said what is on it, or is about to. */
const AWAY: ReadonlySet<LoadState['status']> = new Set([
  'advised',
  'loading',
  'in-transit',
  'holding',
  'rerouting',
  'rebooking',
  'transferring',
  'reverting',
]);

/** States with a booking in force, before the truck leaves. */
const BOOKED: ReadonlySet<LoadState['status']> = new Set([
  'booking',
  'papers',
  'clearing',
  'appointing',
  'dispatched',
  'standing',
  'reappointing',
  'loading',
]);

export function voidTender(draft: LoadState, key: number, out: Out): void {
  out.cancel(TENDER_TIMER);
  out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
}
