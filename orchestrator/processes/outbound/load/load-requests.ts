/** What a load tells TMS, and asks it and the warehouse for. Made from its state alone, so that it can be asked for again. */
import { TMS, WMS } from '../../../contracts/partners.ts';
import { PAPER, type Paper, type RatingRequest } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import { type Network, originsFrom } from '../../../model/network.ts';
import type { LoadedShipment } from '../inputs.ts';
import { type LoadState, NO_SLOT, SLOT_ASKED } from './load-state.ts';

/** Where TMS tenders: another carrier than those so far, or what has become of the question. */
export function requestCarrier(draft: LoadState, key: number, out: Out, network: Network): void {
  const { lane, cutoff } = draft;
  out.send(TMS, 'placeLoad', key, draft.attempt, draft.ratings, {
    ...ratingOf(draft, network),
    lane,
    cutoff,
    shipments: [...draft.shipments],
  });
}

/** What it would cost, with whom: for the choice of who is asked first. */
export function requestRating(draft: LoadState, key: number, out: Out, network: Network): void {
  out.send(TMS, 'requestRating', key, draft.ratings, 1, ratingOf(draft, network));
}

export function ratingOf({ node, pickupAt, plan }: LoadState, network: Network): RatingRequest {
  const { shipments } = plan!;
  const origins = originsFrom(network.nodes[node]!);
  return {
    origins,
    destination: shipments[0]!.destination,
    weightGrams: shipments.reduce((sum, each) => sum + each.weightGrams, 0),
    handlingUnits: shipments.reduce((sum, each) => sum + each.handlingUnits, 0),
    dangerous: shipments.some((each) => each.dangerous),
    pickupsAt: origins.map(() => pickupAt),
  };
}

/** With the carrier that has accepted, at what was agreed; again with the one that drives on, which has taken its capacity. */
export function sendBooking(draft: LoadState, key: number, out: Out): void {
  const { carrier, agreedMinor, detention, pickupAt, attempt, former } = draft;
  const again = draft.status === 'reverting';
  const rate = again ? -1 : draft.rate;
  const onward = former !== null && !again;
  out.send(TMS, 'bookLoad', key, carrier, agreedMinor, { rate, detention, pickupAt, attempt, onward });
}

export function requestPapers(draft: LoadState, key: number, out: Out, network: Network): void {
  const papers = needPapers(draft);
  // Asked again for fewer, TMS may still answer what it was asked first.
  draft.papered = Math.max(draft.papered, papers.length);
  out.send(TMS, 'prepareDocuments', key, papers[0]!.destination, draft.carrier, {
    papers: papersOf(draft, papers, network),
    customers: papers.map((each) => each.customer),
    products: papers.flatMap((each) => each.products),
    units: papers.flatMap((each) => each.units),
  });
}

/**
 * Which papers: those of a border, those of dangerous goods. Controlled goods that stay in their country need an invoice that says so.
 * Source: Regulation (EU) 2021/821, article 11(9), of transfers within the Union; for other countries an assumption.
 */
function papersOf(
  { node }: LoadState,
  shipments: readonly LoadedShipment[],
  { nodes, customers }: Network,
): Paper[] {
  const country = nodes[node]?.country;
  const papers: Paper[] = [];
  if (shipments.some(({ customer }) => customers[customer]?.country !== country))
    papers.push(PAPER.exportDeclaration);
  if (shipments.some(({ documents }) => documents)) papers.push(PAPER.commercialInvoice);
  if (shipments.some(({ dangerous }) => dangerous)) papers.push(PAPER.dangerousGoodsDeclaration);
  return papers;
}

export function needPapers({ plan }: LoadState): readonly LoadedShipment[] {
  return plan!.shipments.filter((each) => each.documents || each.dangerous);
}

/** What is left behind needs no papers: its licences are free again. */
export function amendPapers(draft: LoadState, key: number, out: Out): void {
  const aboard = needPapers(draft).filter(({ shipment }) => draft.shipments.includes(shipment));
  if (!draft.papers || aboard.length >= draft.papered) return;
  out.send(TMS, 'amendDocuments', key, aboard.length, draft.carrier, {
    products: aboard.flatMap((each) => each.products),
    units: aboard.flatMap((each) => each.units),
  });
}

/** Where TMS keeps appointments: a slot for the truck that is to be called, or another one for a truck that has missed its own. */
export function requestAppointment(draft: LoadState, key: number, out: Out, { limits }: Network): void {
  const { status, node, carrier, shipments, arrivedAt, pickupAt } = draft;
  const fromAt = status === 'reappointing' ? arrivedAt : pickupAt;
  // The same again asks what has become of it; anything else is a request of its own.
  if (draft.slotFrom !== SLOT_ASKED) {
    draft.appointment += 1;
    draft.slotFrom = SLOT_ASKED;
    draft.slotUntil = NO_SLOT;
    out.event('pickupSlotRequested', draft.appointment, fromAt, node);
  }
  out.send(TMS, 'requestAppointment', key, draft.appointment, carrier, {
    node,
    fromAt,
    leftMs: limits.lastPickupMs + shipments.length * limits.loadingMsPerShipment,
  });
}

/** The truck is at the door: what has been staged goes on it. */
export function requestLoading({ node, carrier, shipments }: LoadState, key: number, out: Out): void {
  out.send(WMS, 'loadTruck', key, node, carrier, { shipments: [...shipments] });
}

/** Whoever looks the load up there sees where it is. */
export function tellTms(
  draft: LoadState,
  key: number,
  milestone: number,
  occurredAt: number,
  estimatedAt: number,
  out: Out,
): void {
  out.send(TMS, 'reportMilestone', key, milestone, holderOf(draft), { occurredAt, estimatedAt });
}

/** The carrier that has it. */
export function holderOf({ former, carrier }: LoadState): number {
  return former === null ? carrier : former.carrier;
}
