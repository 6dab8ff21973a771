/** What a load knows: state, table, timers and tasks. What it does is in `load.ts` and the `load-*.ts` beside it. */
import { type DetentionTerms, NO_DETENTION } from '../../../contracts/detention.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import type { LoadPlan } from '../inputs.ts';

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

export interface LoadState {
  status: LoadStatus;
  lane: number;
  node: number;
  cutoff: number;
  /** Kept until the load is on the road; then only its shipments count. */
  plan: LoadPlan | null;
  shipments: number[];
  /** Promise of each shipment, and the earliest. */
  promises: number[];
  /** Value of each shipment; the estimate that its customer was last told of, 0 = of none. */
  values: number[];
  told: number[];
  promisedAt: number;
  valueMinor: number;
  pickupAt: number;
  /** The routing guide as it is tendered, first choice first; null once booked. */
  guide: readonly Rating[] | null;
  /** How often it was rated. */
  ratings: number;
  /** Tenders so far, over all carriers. */
  attempt: number;
  /** Tenders since the guide was last begun. */
  offered: number;
  carrier: number;
  /** Line of the rate table that it goes by; -1 = none. */
  rate: number;
  agreedMinor: number;
  /** As tendered, then as accepted or countered. */
  detention: DetentionTerms;
  transitDays: number;
  /** Nobody bills it: the customer arranges the freight, or nothing was rated. */
  unpriced: boolean;
  settled: boolean;
  /** Its freight invoice has been told of this booking. */
  billExpected: boolean;
  milestone: number;
  estimatedAt: number;
  /** When anything was last heard of it. */
  heardAt: number;
  /** Status requests, questions of delay, tasks so far. */
  asked: number;
  delays: number;
  /** Offered for speed: once a load. `NOT_ASKED` before, 0 when it has been answered. */
  expediteMinor: number;
  tasks: number;
  /** Tasks for the answer that is waited for now. */
  rounds: number;
  /** How often its papers were refused. */
  refusals: number;
  escalated: boolean;
  /** Number of the task that waits for an answer, and of the one that was escalated with it; 0 = none. */
  openTask: number;
  /** Anything told to customers downstream. */
  atRisk: boolean;
  /** Of what is on the truck, once it has left. */
  weightGrams: number;
  handlingUnits: number;
  papers: boolean;
  /** Shipments that TMS may have prepared papers for. */
  papered: number;
  /** `CLEARANCE`, and of how many shipments. */
  clearance: number;
  declared: number;
  /** The last milestone of the border, which lies on the way and is no place on it; 0 = none. */
  borderMilestone: number;
  /** Which report the estimate is of: when it occurred x 16 + its milestone. Whatever comes first, the last to have occurred counts. */
  estimateOf: number;
  /** Since when customs keeps it, -1 = it does not; and for how long the estimate has been moved for it. */
  heldAt: number;
  heldUsualMs: number;
  /** `TRACKED`; and what its carrier estimates, while its device is heard. */
  tracked: number;
  carrierEstimate: number;
  /** Which report that is of, as `estimateOf`; and when it arrives at the latest, by the last reading. */
  carrierOf: number;
  latestAt: number;
  /** Its goods were too warm, and nobody has decided on them when they arrive. */
  quarantined: boolean;
  /** Copies of its proof of delivery that nobody could read. */
  proofsUnread: number;
  /** When the truck came. */
  arrivedAt: number;
  /** Who could take it on, while that is asked for or decided; the one that does, while it does. */
  onward: readonly Rating[] | null;
  /** Who holds it while another carrier is found for it. */
  former: FormerCarrier | null;
  /** It has been tried to have another carrier take it on: once a load. */
  rerouted: boolean;
  /** Where delays are predicted: when it departed (-1 = not known), when it should arrive by plan, milestones passed with ms after departure. */
  departedAt: number;
  plannedAt: number;
  passed: number[];
  /** Questions whether it will be late; when it is expected because it was predicted late, 0 = it was not. */
  predictions: number;
  foretoldAt: number;
  /** Where TMS keeps appointments: requests so far; the slot that stands, below 0 none does: `NO_SLOT`, `SLOT_REFUSED`, `SLOT_ASKED`. */
  appointment: number;
  slotFrom: number;
  slotUntil: number;
}

/** A carrier that holds a load, and what was agreed with it. */
export interface FormerCarrier {
  readonly carrier: number;
  readonly attempt: number;
  readonly rate: number;
  readonly agreedMinor: number;
  readonly detention: DetentionTerms;
  readonly transitDays: number;
  readonly pickupAt: number;
  /** What it wants for the way it has come. */
  readonly earnedMinor: number;
}

/** Timers of a load, by number. */
export const LOAD_TIMERS = ['tender', 'watch', 'escalation'] as const;
export const TENDER_TIMER = 0;
export const WATCH_TIMER = 1;
export const ESCALATION_TIMER = 2;

/** Tasks of a load that wait for the same answer; then the last stays open, where everybody sees it. Source: assumption. */
export const TASKS_MAX = 5;

/** What a planner answers to the task of a load that nobody takes. */
export const PLANNER_ANSWER = { tryAgain: 0, giveUp: 1 } as const;
/** What is answered to the task of a load of which nothing is heard. */
export const TRACE_ANSWER = { wait: 0, lost: 1 } as const;

/** How a load stands with customs. */
export const CLEARANCE = { none: 0, lodged: 1, accepted: 2, held: 3, released: 4, refused: 5 } as const;

/** Of `expediteMinor`. */
export const NOT_ASKED = -1;

/** Of `slotFrom`: nothing is appointed or asked for; the last request was refused; it has not been answered. */
export const NO_SLOT = -1;
export const SLOT_REFUSED = -2;
export const SLOT_ASKED = -3;

export function initialLoad(): LoadState {
  return {
    status: LOAD_TABLE.initial,
    lane: -1,
    node: -1,
    cutoff: -1,
    plan: null,
    shipments: [],
    promises: [],
    values: [],
    told: [],
    promisedAt: 0,
    valueMinor: 0,
    pickupAt: 0,
    guide: null,
    ratings: 0,
    attempt: 0,
    offered: 0,
    carrier: -1,
    rate: -1,
    agreedMinor: 0,
    detention: NO_DETENTION,
    transitDays: 0,
    unpriced: false,
    settled: false,
    billExpected: false,
    milestone: 0,
    estimatedAt: 0,
    heardAt: 0,
    asked: 0,
    delays: 0,
    expediteMinor: NOT_ASKED,
    tasks: 0,
    rounds: 0,
    refusals: 0,
    escalated: false,
    openTask: 0,
    atRisk: false,
    weightGrams: 0,
    handlingUnits: 0,
    papers: false,
    papered: 0,
    clearance: CLEARANCE.none,
    declared: 0,
    borderMilestone: 0,
    estimateOf: 0,
    heldAt: -1,
    heldUsualMs: 0,
    tracked: 0,
    carrierEstimate: 0,
    carrierOf: 0,
    latestAt: 0,
    quarantined: false,
    proofsUnread: 0,
    arrivedAt: 0,
    onward: null,
    former: null,
    rerouted: false,
    departedAt: -1,
    plannedAt: 0,
    passed: [],
    predictions: 0,
    foretoldAt: 0,
    appointment: 0,
    slotFrom: NO_SLOT,
    slotUntil: NO_SLOT,
  };
}

/** Moves along a row that the table must have. */
export function moveLoad(draft: LoadState, kind: string): void {
  const next = LOAD_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`load has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

/** Keeps the shipments at these places, and counts promise and value anew. */
export function keepAboard(draft: LoadState, places: readonly number[]): void {
  draft.shipments = places.map((at) => draft.shipments[at]!);
  draft.promises = places.map((at) => draft.promises[at]!);
  draft.values = places.map((at) => draft.values[at]!);
  draft.told = places.map((at) => draft.told[at]!);
  draft.promisedAt = draft.promises.reduce((least, each) => Math.min(least, each), Number.MAX_SAFE_INTEGER);
  draft.valueMinor = draft.values.reduce((sum, each) => sum + each, 0);
}

/** False when it was not on it. */
export function dropShipment(draft: LoadState, shipment: number): boolean {
  const at = draft.shipments.indexOf(shipment);
  if (at < 0) return false;
  keepAboard(
    draft,
    [...draft.shipments.keys()].filter((place) => place !== at),
  );
  const { plan } = draft;
  draft.plan = { ...plan!, shipments: plan!.shipments.filter((each) => each.shipment !== shipment) };
  return true;
}

/** What was waited for has come: nobody need ask for it any more. */
export function waitsNoMore(draft: LoadState, out: Out): void {
  draft.asked = 0;
  draft.rounds = 0;
  if (draft.openTask === 0) return;
  draft.openTask = 0;
  out.cancel(ESCALATION_TIMER);
}
