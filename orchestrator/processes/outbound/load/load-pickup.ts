/** A truck that has come for a load: at the door of the warehouse, or at the terminal where another carrier holds it. */
import type { TruckArrived } from '../../../contracts/carriers.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { mayBeLoaded } from './load-appointment.ts';
import { requestLoading } from './load-requests.ts';
import { takeOver } from './load-reroute.ts';
import { watchFrom } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { closeTrack } from './load-track.ts';
import { waitForAnswer } from './load-waiting.ts';

/** A truck says where it stands. */
export function truckArrived(
  draft: LoadState,
  { key, body }: TruckArrived,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (draft.status === 'transferring') {
    fetched(draft, key, network, now, out);
    return;
  }
  draft.arrivedAt = body.arrivedAt;
  if (mayBeLoaded(draft, key, network, now, out)) loadTruck(draft, key, 'truckArrived', network, now, out);
}

/** The truck is at the door, or its slot has begun: the warehouse loads what has been staged. */
export function loadTruck(
  draft: LoadState,
  key: number,
  kind: 'truckArrived' | 'slotOpens',
  network: Network,
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, kind);
  draft.asked = 0;
  requestLoading(draft, key, out);
  waitForAnswer(draft, network, now, out);
}

/** The new carrier's truck is at the terminal. */
function fetched(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  closeTrack(draft, key, out);
  takeOver(draft, key, now, out);
  watchFrom(draft, network, now, out);
}
