/**
 * The trade documents of a load: asked for where a border is crossed or goods are dangerous, and what a refusal means.
 *
 * 1. What a hard rule of trade forbids does not move, whoever asks. The others go on without it, with papers of their own.
 * 2. Where a licence has too little left for all of it, what it still allows goes, by ascending shipment; what is beyond it waits
 *    for the export desk, each shipment with a task of its own.
 */
import { DOCUMENT_REFUSAL, type DocumentsPrepared, type DocumentsRefused } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type LoadedShipment, REFUSAL_REVIEW, SHIPMENT, STOP_REASON } from '../inputs.ts';
import { dropShipment } from './load-aboard.ts';
import { callTruck } from './load-appointment.ts';
import { mayLeave } from './load-customs.ts';
import { needPapers, requestPapers } from './load-requests.ts';
import { CLEARANCE, type LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { tellGivenUp, voidBooking } from './load-tender.ts';
import { waitForAnswer } from './load-waiting.ts';

/** Papers refused so often for no shipment that is on it are refused for good. */
const REFUSALS_MAX = 20;

/** Asks for papers where they are needed; else the truck is called. */
export function prepare(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  draft.papers = needPapers(draft).length > 0;
  if (!draft.papers) {
    moveLoad(draft, 'noneNeeded');
    callTruck(draft, key, network, now, out);
    return;
  }
  requestPapers(draft, key, out, network);
  waitForAnswer(draft, network, now, out);
}

/** They are there: the goods are declared where they cross a border, and the truck is called, at once or when that is accepted. */
export function papersReady(
  draft: LoadState,
  { key, a: declaration, kind }: DocumentsPrepared,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (mayLeave(draft, key, declaration, network, out)) {
    moveLoad(draft, kind);
    callTruck(draft, key, network, now, out);
  } else moveLoad(draft, 'notCleared');
}

/** Customs has accepted the declaration: who waited for that calls its truck. */
export function entryAccepted(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  if (draft.clearance < CLEARANCE.accepted) draft.clearance = CLEARANCE.accepted;
  if (draft.status !== 'clearing') return;
  moveLoad(draft, 'entryAccepted');
  callTruck(draft, key, network, now, out);
}

/** A denied party, no licence, goods that must not travel so: nobody overrides that. */
export function papersRefused(
  draft: LoadState,
  { key, a: who, b: why, body }: DocumentsRefused,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const usedUp = why === DOCUMENT_REFUSAL.licenceUsedUp;
  draft.refusals += 1;
  draft.papered = 0;
  out.event('loadRefusedByRule', draft.refusals, who, why);
  // What is to be looked at outlives the load.
  if (!usedUp) out.tell(REFUSAL_REVIEW, key, 'reviewRefusal', who, why, null);
  const { shipments } = draft.plan!;
  const faulty = usedUp
    ? beyondLicence(shipments, who, body.unitsLeft)
    : shipments.filter((each) => isAtFault(each, who, why));
  const reason = usedUp ? STOP_REASON.licenceUsedUp : STOP_REASON.refusedByRule;
  // Who is at fault may have left meanwhile: then the rest is asked for once more.
  if (faulty.length === shipments.length || draft.refusals > REFUSALS_MAX) {
    voidBooking(draft, key, network, out);
    moveLoad(draft, 'documentsRefused');
    tellGivenUp(draft, key, reason, out);
    return;
  }
  for (const { shipment } of faulty) {
    dropShipment(draft, shipment);
    out.tell(SHIPMENT, shipment, 'loadGivenUp', reason, 0, null);
  }
  prepare(draft, key, network, now, out);
}

function isAtFault({ customer, products }: LoadedShipment, who: number, why: number): boolean {
  return why === DOCUMENT_REFUSAL.deniedParty ? customer === who : products.includes(who);
}

/** Shipments that the units still licensed do not reach for. */
function beyondLicence(
  shipments: readonly LoadedShipment[],
  product: number,
  unitsLeft: number,
): LoadedShipment[] {
  let left = unitsLeft;
  return shipments.filter(({ products, units }) => {
    let needed = 0;
    for (let i = 0; i < products.length; i++) if (products[i] === product) needed += units[i]!;
    if (needed === 0) return false;
    if (needed > left) return true;
    left -= needed;
    return false;
  });
}
