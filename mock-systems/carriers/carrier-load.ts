/**
 * What a carrier keeps of a load it was offered, and of all it has done: plain data.
 *
 * 1. One fixed shape, integers, short arrays and what was tendered; instants are epoch ms, -1 = not yet or never.
 * 2. What is finished stands in a line by time, so that what is old is found first.
 * 3. `ledger` counts side effects, never messages: a repeat must not move it.
 */

import type { FreightCharge, LadingException, LoadTender } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { copyLine, emptyLine, type MemoryLine } from './memory-line.ts';

export const PHASE = {
  offered: 1,
  rejected: 2,
  countered: 3,
  accepted: 4,
  withdrawn: 5,
  dispatched: 6,
  atPickup: 7,
  moving: 8,
  delivered: 9,
  lost: 10,
  /** It waits at a terminal for another carrier, or for the word to drive on. */
  held: 11,
  handedOver: 12,
  /** It stands at a border, and customs says how long. */
  atBorder: 13,
} as const;

export const EXPEDITE = { none: 0, asked: 1, done: 2, refused: 3 } as const;
export const HOLD = { none: 0, asked: 1, held: 2, refused: 3 } as const;
export const DISPUTE = { none: 0, open: 1, corrected: 2, rejected: 3 } as const;

export interface CarrierLoad {
  phase: number;
  /** Since when nothing more is to come of it by itself; -1 = something is. */
  doneAt: number;
  /** Number of the tender, and how many tenders of this load this carrier has had, this one included. */
  attempt: number;
  round: number;
  /** `OUTCOME` of the tender, and reason or amount with it. */
  outcome: number;
  outcomeB: number;
  /** Null once neither trip nor bill needs it. */
  tender: LoadTender | null;
  shipments: readonly number[];
  /** What draws are keyed by, uint32; which sourcing of the order the smallest shipment is, from 1. */
  luckKey: number;
  luckN: number;
  agreedMinor: number;
  /** As tendered, or as countered. */
  terms: DetentionTerms;
  pickupAt: number;
  arrivedAt: number;
  departedAt: number;
  plannedAt: number;
  /** Of a lost load: when it is declared lost. */
  deliveredAt: number;
  /** Nothing of it will arrive. */
  allLost: boolean;
  podAt: number;
  /** Copies of its proof of delivery that were sent. */
  proofCopies: number;
  /** Of each of its shipments, what differed as it came off the truck; null = nothing did. */
  exceptions: readonly (readonly LadingException[])[] | null;
  /** When each step of the route happens; -1 = it does not. */
  stepAt: number[];
  /** Bit i: step i has been reported. */
  reported: number;
  expedite: number;
  expeditedAt: number;
  expediteMinor: number;
  expediteAnswer: number;
  detentionMinor: number;
  /** `HOLD`; since when it stood, there or at a border (-1 = never), for how long in all, and what it had earned. */
  hold: number;
  heldAt: number;
  heldMs: number;
  earnedMinor: number;
  /** When it comes to a border where somebody stops it; -1 = to none. */
  borderAt: number;
  /** Customs has sent it back: nothing of it enters. */
  turnedBack: boolean;
  /** Fetched at another carrier's terminal. */
  onward: boolean;
  /** -1 = not billed yet; beside it what would have been right. */
  billedMinor: number;
  rightMinor: number;
  charges: readonly FreightCharge[];
  dispute: number;
  /** Amount expected by the customer, then the corrected one. */
  disputeMinor: number;
}

const wideCarrierLoad = wideNumbers<CarrierLoad>();

export function offeredLoad(
  attempt: number,
  round: number,
  tender: LoadTender,
  luckKey: number,
  luckN: number,
): CarrierLoad {
  return wideCarrierLoad({
    phase: PHASE.offered,
    doneAt: -1,
    attempt,
    round,
    outcome: 0,
    outcomeB: 0,
    tender,
    shipments: tender.shipments,
    luckKey,
    luckN,
    agreedMinor: tender.offeredMinor,
    terms: tender.detention,
    pickupAt: tender.pickupAt,
    arrivedAt: -1,
    departedAt: -1,
    plannedAt: -1,
    deliveredAt: -1,
    allLost: false,
    podAt: -1,
    proofCopies: 0,
    exceptions: null,
    stepAt: [],
    reported: 0,
    expedite: EXPEDITE.none,
    expeditedAt: -1,
    expediteMinor: 0,
    expediteAnswer: -1,
    detentionMinor: 0,
    hold: HOLD.none,
    heldAt: -1,
    heldMs: 0,
    earnedMinor: 0,
    borderAt: -1,
    turnedBack: false,
    onward: false,
    billedMinor: -1,
    rightMinor: -1,
    charges: [],
    dispute: DISPUTE.none,
    disputeMinor: 0,
  });
}

/** A claim that was made, and what is or will be answered. */
export interface CarrierClaim {
  readonly creditMinor: number;
  readonly answered: boolean;
}

/** Side effects, each counted when it happens. */
export interface CarrierLedger {
  accepted: number;
  rejected: number;
  countered: number;
  offersWithdrawn: number;
  bookingsCancelled: number;
  trucks: number;
  departures: number;
  deliveries: number;
  losses: number;
  expedites: number;
  holds: number;
  handOvers: number;
  takeOvers: number;
  /** Loads that stood at a border, and that came back from one. */
  borderStops: number;
  turnedBack: number;
  bills: number;
  duplicateBills: number;
  billedMinor: number;
  detentionMinor: number;
  corrections: number;
  claimsAnswered: number;
  creditedMinor: number;
}

export interface CarrierState extends CarrierLines {
  readonly loads: SavedRecords<CarrierLoad>;
}

/** The same, alive. */
export interface CarrierBooks extends CarrierLines {
  readonly loads: LentRecords<CarrierLoad>;
}

interface CarrierLines {
  /** Loads that may be forgotten, by the instant from which their memory runs: counts if it is the load's `doneAt`. */
  readonly done: MemoryLine;
  readonly claims: Map<number, CarrierClaim>;
  /** Claims that were answered, by the instant of the answer. */
  readonly doneClaims: MemoryLine;
  readonly ledger: CarrierLedger;
}

export function emptyBooks(): CarrierBooks {
  return {
    loads: new LentRecords(copyLoad),
    done: emptyLine(),
    claims: new Map(),
    doneClaims: emptyLine(),
    ledger: {
      accepted: 0,
      rejected: 0,
      countered: 0,
      offersWithdrawn: 0,
      bookingsCancelled: 0,
      trucks: 0,
      departures: 0,
      deliveries: 0,
      losses: 0,
      expedites: 0,
      holds: 0,
      handOvers: 0,
      takeOvers: 0,
      borderStops: 0,
      turnedBack: 0,
      bills: 0,
      duplicateBills: 0,
      billedMinor: 0,
      detentionMinor: 0,
      corrections: 0,
      claimsAnswered: 0,
      creditedMinor: 0,
    },
  };
}

export function saveBooks(books: CarrierBooks): CarrierState {
  return { loads: books.loads.save(), ...copyLines(books) };
}

export function loadBooks(books: CarrierBooks, saved: CarrierState): void {
  const { done, claims, doneClaims, ledger } = copyLines(saved);
  books.loads.load(saved.loads);
  books.claims.clear();
  for (const [key, claim] of claims) books.claims.set(key, claim);
  Object.assign(books.done, done);
  Object.assign(books.doneClaims, doneClaims);
  Object.assign(books.ledger, ledger);
}

function copyLines({ done, claims, doneClaims, ledger }: CarrierLines): CarrierLines {
  return {
    done: copyLine(done),
    claims: new Map(claims),
    doneClaims: copyLine(doneClaims),
    ledger: { ...ledger },
  };
}

/** Shares nothing with the original but what nobody changes. */
function copyLoad(load: CarrierLoad): CarrierLoad {
  return { ...load, stepAt: load.stepAt.slice() };
}
