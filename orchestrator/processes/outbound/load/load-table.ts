/** How a load moves: its statuses, and what brings it from one to another. */
import { transitionTable } from '../../../core/transition-table.ts';

export type LoadStatus =
  | 'new'
  | 'advised'
  | 'rating'
  | 'choosing'
  | 'tendering'
  | 'placing'
  | 'planning'
  | 'booking'
  | 'papers'
  | 'clearing'
  | 'appointing'
  | 'dispatched'
  | 'standing'
  | 'reappointing'
  | 'loading'
  | 'in-transit'
  | 'holding'
  | 'rerouting'
  | 'rebooking'
  | 'transferring'
  | 'reverting'
  | 'delivered'
  | 'closed'
  | 'given-up'
  | 'cancelled';

/** States in which a shipment may still leave the load. */
const BEFORE_LOADING = [
  'rating',
  'choosing',
  'tendering',
  'placing',
  'planning',
  'booking',
  'papers',
  'clearing',
  'appointing',
  'dispatched',
  'standing',
  'reappointing',
] as const;

/** It is under way, and another carrier may come to have it. */
const CHANGING = ['holding', 'rerouting', 'rebooking', 'transferring', 'reverting'] as const;

/** Its declaration may be accepted while it is in one of these. */
const MAY_HEAR_ACCEPTED = [
  'rating',
  'choosing',
  'tendering',
  'placing',
  'planning',
  'booking',
  'papers',
  'appointing',
  'dispatched',
  'standing',
  'reappointing',
  'loading',
  'in-transit',
] as const;

/** An answer is due: it is asked for again, then a person is told. */
const WAITING = [
  'rating',
  'placing',
  'booking',
  'papers',
  'appointing',
  'reappointing',
  'loading',
  'rebooking',
  'reverting',
] as const;

export const LOAD_TABLE = transitionTable<LoadStatus>(
  'new',
  ['closed', 'given-up', 'cancelled'],
  [
    ['new', 'formLoad', 'rating'],
    // A third party has sent it off; news from the road may be heard of sooner.
    ['new', 'shippingAdvised', 'advised'],
    ['new', 'milestoneReported', 'new'],
    ['advised', 'milestoneReported', 'advised'],
    ['advised', 'leaveLoad', 'advised'],
    ['advised', 'loadRated', 'in-transit'],
    // Where TMS tenders, it rates, offers and hears answers by itself.
    ['rating', 'handedToTms', 'placing'],
    ['placing', 'carrierAssigned', 'booking'],
    ['placing', 'noCarrierFound', 'planning'],
    // TMS books, and found no capacity with the first one.
    ['booking', 'carrierAssigned', 'booking'],
    ['booking', 'noCarrierFound', 'planning'],
    ['booking', 'refusedAtTms', 'placing'],
    ['dispatched', 'noShowAtTms', 'placing'],
    ['rating', 'loadRated', 'choosing'],
    ['rating', 'noRate', 'planning'],
    // What an order list prescribes is not chosen.
    ['rating', 'prescribed', 'tendering'],
    ['choosing', 'decided', 'tendering'],
    ['choosing', 'noCarrier', 'planning'],
    ['tendering', 'tenderAccepted', 'booking'],
    ['tendering', 'counterTaken', 'booking'],
    ['tendering', 'tenderRejected', 'tendering'],
    ['tendering', 'tenderCountered', 'tendering'],
    ['tendering', 'timer', 'tendering'],
    ['tendering', 'guideUsedUp', 'planning'],
    ['planning', 'tryAgain', 'rating'],
    ['planning', 'giveUp', 'given-up'],
    ['planning', 'timer', 'planning'],
    ['booking', 'loadBooked', 'papers'],
    ['booking', 'bookingRefused', 'tendering'],
    ['papers', 'documentsPrepared', 'dispatched'],
    ['papers', 'noneNeeded', 'dispatched'],
    // Where no truck is called for before the declaration is accepted.
    ['papers', 'notCleared', 'clearing'],
    ['clearing', 'entryAccepted', 'dispatched'],
    ['papers', 'documentsRefused', 'given-up'],
    // Where TMS keeps the appointments of trucks, none is called before it has one.
    ['dispatched', 'appointmentNeeded', 'appointing'],
    ['appointing', 'appointmentConfirmed', 'dispatched'],
    ['appointing', 'confirmedTooLate', 'appointing'],
    // It came before its slot, or when that was over.
    ['dispatched', 'slotToCome', 'standing'],
    ['standing', 'timer', 'standing'],
    ['standing', 'slotOpens', 'loading'],
    ['dispatched', 'slotMissed', 'reappointing'],
    ['reappointing', 'appointmentConfirmed', 'standing'],
    ...(['appointing', 'reappointing'] as const).map((from) => [from, 'appointmentRefused', from] as const),
    ['dispatched', 'truckArrived', 'loading'],
    ['dispatched', 'timer', 'dispatched'],
    ['dispatched', 'noShow', 'tendering'],
    ['loading', 'truckLoaded', 'in-transit'],
    // The warehouse says what is on the truck: who left it meanwhile is not.
    ['loading', 'leaveLoad', 'loading'],
    ['in-transit', 'leaveLoad', 'in-transit'],
    ['loading', 'lastLeft', 'cancelled'],
    // News from the road may overtake the warehouse's.
    ['loading', 'milestoneReported', 'loading'],
    ['loading', 'podReceived', 'delivered'],
    ['loading', 'lost', 'delivered'],
    ['in-transit', 'milestoneReported', 'in-transit'],
    ['in-transit', 'timer', 'in-transit'],
    ['in-transit', 'decided', 'in-transit'],
    ['in-transit', 'expediteAnswered', 'in-transit'],
    // Who else could take it on, before a late one is decided on.
    ['in-transit', 'loadRated', 'in-transit'],
    ['in-transit', 'reroute', 'holding'],
    ['holding', 'holdAnswered', 'rerouting'],
    ['holding', 'cannotHold', 'in-transit'],
    ['holding', 'timer', 'holding'],
    ['holding', 'podReceived', 'delivered'],
    ['holding', 'lost', 'delivered'],
    ['rerouting', 'tenderAccepted', 'rebooking'],
    ['rerouting', 'counterTaken', 'rebooking'],
    ['rerouting', 'timer', 'rerouting'],
    ['rebooking', 'loadBooked', 'transferring'],
    ['transferring', 'truckArrived', 'in-transit'],
    ['transferring', 'timer', 'transferring'],
    // Whoever holds it delivers it after all.
    ['rerouting', 'tenderRejected', 'in-transit'],
    ['rerouting', 'tenderCountered', 'in-transit'],
    ['rerouting', 'driveOn', 'in-transit'],
    ['rebooking', 'bookingRefused', 'in-transit'],
    // TMS has it booked with who did not come.
    ['transferring', 'noShow', 'reverting'],
    ['reverting', 'loadBooked', 'in-transit'],
    ['reverting', 'bookingRefused', 'in-transit'],
    ...CHANGING.flatMap((from) =>
      (['milestoneReported', 'leaveLoad'] as const).map((kind) => [from, kind, from] as const),
    ),
    ...WAITING.flatMap((from) =>
      (['timer', 'taskAnswered'] as const).map((kind) => [from, kind, from] as const),
    ),
    ...(['entryHeld', 'entryReleased', 'entryRefused'] as const).map(
      (kind) => ['in-transit', kind, 'in-transit'] as const,
    ),
    // Elsewhere nobody waits for it: what was lodged is accepted, whoever carries it.
    ...MAY_HEAR_ACCEPTED.map((from) => [from, 'entryAccepted', from] as const),
    // What is heard of its device, and of the temperature of its goods.
    ...(['in-transit', ...CHANGING, 'delivered'] as const).flatMap((from) =>
      (['positionEstimated', 'deviceSilent', 'positionsVoid', 'goodsQuarantined'] as const).map(
        (kind) => [from, kind, from] as const,
      ),
    ),
    ['in-transit', 'taskAnswered', 'in-transit'],
    ['in-transit', 'podReceived', 'delivered'],
    ['in-transit', 'lost', 'delivered'],
    ...(['loading', 'in-transit', 'holding'] as const).map((from) => [from, 'proofUnread', from] as const),
    // The bill may overtake the proof of delivery.
    ['loading', 'freightSettled', 'loading'],
    ['in-transit', 'freightSettled', 'in-transit'],
    ['delivered', 'freightSettled', 'closed'],
    ['delivered', 'nothingToPay', 'closed'],
    ...BEFORE_LOADING.map((from) => [from, 'leaveLoad', from] as const),
    ...BEFORE_LOADING.map((from) => [from, 'lastLeft', 'cancelled'] as const),
  ],
);

/** Moves along a row that the table must have. */
export function moveLoad(draft: { status: LoadStatus }, kind: string): void {
  const next = LOAD_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`load has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
