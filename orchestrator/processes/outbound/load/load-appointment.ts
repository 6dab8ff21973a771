/**
 * The truck of a load and its appointment, where TMS keeps those of the docks: asked for before it is called, looked at when it comes,
 * given back when it will not.
 *
 * 1. A truck that needs an appointment is called for its slot, and for nothing else. Where nobody keeps appointments, or its mode needs
 *    none, it is called for when it was agreed.
 * 2. Requests are numbered from 1 over all bookings; one at most stands. A later request makes an earlier one void, a refused one is
 *    asked anew under a number of its own.
 * 3. Who comes before its slot stands until that begins; who comes when it is over stands until another begins. When it came is its
 *    carrier's word, and what it stands for is detention as of any truck: from when it was called for.
 */
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { AppointmentConfirmed, AppointmentRefused } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { type Network, nextOpening } from '../../../model/network.ts';
import { requestAppointment } from './load-requests.ts';
import { type LoadState, NO_SLOT, SLOT_ASKED, SLOT_REFUSED, WATCH_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { currentRating } from './load-terms.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';
import { pickupFrom } from './pickup.ts';

/** For its slot; else for when it was agreed, or for when the docks are open next where papers took longer. */
export function callTruck(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { nodes, limits } = network;
  draft.asked = 0;
  const earliest = Math.max(draft.pickupAt, now);
  draft.pickupAt = pickupFrom(nodes[draft.node]!, earliest, draft.shipments.length, limits);
  if (needsAppointment(draft, network)) {
    moveLoad(draft, 'appointmentNeeded');
    requestAppointment(draft, key, out, network);
    waitForAnswer(draft, network, now, out);
  } else sendTruck(draft, key, network, out);
}

function needsAppointment(draft: LoadState, { appointments }: Network): boolean {
  return appointments?.modes.has(currentRating(draft).mode) ?? false;
}

function sendTruck(draft: LoadState, key: number, { limits }: Network, out: Out): void {
  const { pickupAt } = draft;
  out.send(carrierPartner(draft.carrier), 'dispatchTruck', key, draft.attempt, draft.carrier, { pickupAt });
  out.timer(WATCH_TIMER, instant(pickupAt + limits.milestoneGraceMs));
}

/** TMS has a slot for it. The truck is called for that; one that stands at the gate waits for it. @returns false: it is no news */
export function takeAppointment(
  draft: LoadState,
  { key, kind, a: request, body }: AppointmentConfirmed,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  const { fromAt, untilAt } = body;
  if (request !== draft.appointment || draft.slotFrom !== SLOT_ASKED) return false;
  const standing = draft.status === 'reappointing';
  if (!standing && untilAt <= now) {
    askLater(draft, key, now - fromAt, network, now, out);
    return true;
  }
  draft.slotFrom = fromAt;
  draft.slotUntil = untilAt;
  moveLoad(draft, kind);
  waitsNoMore(draft, out);
  if (standing) out.timer(WATCH_TIMER, instant(Math.max(now, fromAt)));
  else {
    draft.pickupAt = fromAt;
    sendTruck(draft, key, network, out);
  }
  return true;
}

/** Heard when the slot was over: the next is asked for further ahead each time, or answers that take long would never do. */
function askLater(
  draft: LoadState,
  key: number,
  lateMs: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, 'confirmedTooLate');
  draft.slotFrom = NO_SLOT;
  draft.asked += 1;
  draft.pickupAt = now + draft.asked * lateMs;
  requestAppointment(draft, key, out, network);
  waitForAnswer(draft, network, now, out);
}

/** As far as TMS's book is open nothing is free: it is asked anew when the docks open next, and it has come further. @returns false: it is no news */
export function refuseAppointment(
  draft: LoadState,
  { kind, a: request }: AppointmentRefused,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  if (request !== draft.appointment || draft.slotFrom !== SLOT_ASKED) return false;
  moveLoad(draft, kind);
  draft.slotFrom = SLOT_REFUSED;
  // Who has the task of it says when it is asked anew.
  if (draft.openTask !== 0) return true;
  const opensAt = nextOpening(network.nodes[draft.node]!, now);
  out.timer(WATCH_TIMER, instant(opensAt ?? now + network.limits.answerGraceMs));
  return true;
}

/** The truck has come. @returns whether it may be loaded now; else it stands */
export function mayBeLoaded(
  draft: LoadState,
  key: number,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  const { appointment, arrivedAt, slotFrom, slotUntil } = draft;
  if (slotFrom < 0) return true;
  if (arrivedAt >= slotUntil) {
    out.event('pickupSlotMissed', appointment, slotFrom, arrivedAt);
    moveLoad(draft, 'slotMissed');
    draft.asked = 0;
    requestAppointment(draft, key, out, network);
    waitForAnswer(draft, network, now, out);
    return false;
  }
  if (now >= slotFrom) return true;
  moveLoad(draft, 'slotToCome');
  out.timer(WATCH_TIMER, instant(slotFrom));
  return false;
}

/** No truck will come by what was appointed or asked for. */
export function cancelAppointment(draft: LoadState, key: number, out: Out): void {
  const { appointment, slotFrom, carrier } = draft;
  draft.slotFrom = NO_SLOT;
  draft.slotUntil = NO_SLOT;
  if (slotFrom >= 0 || slotFrom === SLOT_ASKED)
    out.send(TMS, 'cancelAppointment', key, appointment, carrier, null);
}
