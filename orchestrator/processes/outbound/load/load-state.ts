/** What a load knows: its state, timers and tasks. How it may move is in `load-table.ts`, what it does in the other `load-*.ts`. */
import { type DetentionTerms, NO_DETENTION } from '../../../contracts/detention.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { OpenTask } from '../../../core/open-task.ts';
import type { LoadPlan } from '../inputs.ts';
import { LOAD_TABLE, type LoadStatus } from './load-table.ts';

export interface LoadState extends OpenTask {
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
  /** When it was last heard of, and when there was last news of it. */
  heardAt: number;
  newsAt: number;
  /** Status requests, questions of delay so far. */
  asked: number;
  delays: number;
  /** Offered for speed: once a load. `NOT_ASKED` before, 0 when it has been answered. */
  expediteMinor: number;
  /** Tasks for the answer, or the news, that is waited for now. */
  rounds: number;
  /** How often its papers were refused. */
  refusals: number;
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
    tasks: 0,
    openTask: 0,
    escalated: false,
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
    newsAt: 0,
    asked: 0,
    delays: 0,
    expediteMinor: NOT_ASKED,
    rounds: 0,
    refusals: 0,
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
