/**
 * A new carrier that does not come to the terminal for a load: the former one, which holds it, drives on as agreed.
 *
 * 1. Nobody is told to drive without a booking: TMS has given up the former one for the new, so it is booked again first.
 * 2. It is booked under a number of its own and without a line of the rate table: the truck is under way and takes none of a week's
 *    capacity a second time.
 * 3. The former carrier's bill is expected as before the change. What the new carrier still says is late, and changes nothing.
 */
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { sendBooking } from './load-requests.ts';
import { REROUTE_FAILURE } from './load-reroute.ts';
import { watchFrom } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';

/** The new carrier was asked often enough where its truck is. */
export function revert(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { carrier: absent, attempt } = draft;
  const { carrier, rate, agreedMinor, detention, transitDays, pickupAt } = draft.former!;
  moveLoad(draft, 'noShow');
  out.event('truckNoShow', attempt, absent, 0);
  out.event('rerouteFailed', 1, REROUTE_FAILURE.noTruck, absent);
  out.send(carrierPartner(absent), 'withdrawTender', key, attempt, absent, null);
  out.send(TMS, 'cancelBooking', key, absent, attempt, null);
  draft.attempt += 1;
  draft.carrier = carrier;
  draft.rate = rate;
  draft.agreedMinor = agreedMinor;
  draft.detention = detention;
  draft.transitDays = transitDays;
  draft.pickupAt = pickupAt;
  draft.onward = null;
  waitsNoMore(draft, out);
  sendBooking(draft, key, out);
  waitForAnswer(draft, network, now, out);
}

/** TMS has answered: booked, or not, whoever holds it must deliver it. */
export function reverted(
  draft: LoadState,
  key: number,
  kind: 'loadBooked' | 'bookingRefused',
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { carrier, attempt } = draft.former!;
  moveLoad(draft, kind);
  if (kind === 'bookingRefused') out.audit('drivesUnbooked', `carrier ${carrier}, booked once already`);
  draft.former = null;
  waitsNoMore(draft, out);
  for (const shipment of draft.shipments) out.tell(SHIPMENT, shipment, 'shipmentBooked', key, carrier, null);
  out.tell(FREIGHT_INVOICE, key, 'expectFormerBill', 0, carrier, null);
  out.send(carrierPartner(carrier), 'driveOn', key, attempt, carrier, null);
  watchFrom(draft, network, now, out);
}
