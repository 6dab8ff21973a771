/** What a replenishment knows: its table and its state. */
import { SHIPMENTS_MAX } from '../../contracts/shipment-key.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { initialWaiting, type Waiting } from '../inbound/waiting.ts';

export type ReplenishmentStatus =
  | 'new'
  | 'waiting'
  | 'asking'
  | 'deciding'
  | 'with-person'
  | 'allocating'
  | 'ordered'
  | 'in-transit';

const LIVING = [
  'waiting',
  'asking',
  'deciding',
  'with-person',
  'allocating',
  'ordered',
  'in-transit',
] as const;
const OF_TRANSFER = ['transferReleased', 'transferDelivered', 'transferReceived', 'transferClosed'] as const;

export const REPLENISHMENT_TABLE = transitionTable<ReplenishmentStatus>(
  'new',
  [],
  [
    ['new', 'shelfReported', 'waiting'],
    // The shelf has been reported long ago.
    ['waiting', 'askShelf', 'asking'],
    ['waiting', 'decide', 'deciding'],
    ['asking', 'decide', 'deciding'],
    ['deciding', 'decided', 'deciding'],
    ['deciding', 'nothing', 'waiting'],
    ['deciding', 'beyondAuthority', 'with-person'],
    ['deciding', 'propose', 'allocating'],
    ['with-person', 'taskAnswered', 'with-person'],
    ['with-person', 'propose', 'allocating'],
    ['with-person', 'nothing', 'waiting'],
    ['allocating', 'transferAllotted', 'allocating'],
    ['allocating', 'order', 'ordered'],
    ['allocating', 'nothing', 'waiting'],
    // The next node is asked.
    ['allocating', 'decide', 'deciding'],
    ['ordered', 'transferIssued', 'in-transit'],
    ['ordered', 'taskAnswered', 'ordered'],
    ['in-transit', 'taskAnswered', 'in-transit'],
    ['in-transit', 'transferIssued', 'in-transit'],
    ...(['ordered', 'in-transit'] as const).flatMap((from) => [
      [from, 'arrived', 'waiting'] as const,
      [from, 'decide', 'deciding'] as const,
    ]),
    ...LIVING.flatMap((from) => [
      [from, 'shelfReported', from] as const,
      [from, 'timer', from] as const,
      ...OF_TRANSFER.map((kind) => [from, kind, from] as const),
    ]),
    // Of a transfer that is over: it changes nothing.
    ...(['waiting', 'asking', 'deciding', 'with-person', 'allocating'] as const).map(
      (from) => [from, 'transferIssued', from] as const,
    ),
  ],
);

export const REPLENISHMENT_TIMERS = ['watch', 'escalation', 'review'] as const;
export const REVIEW_TIMER = 2;

export interface ReplenishmentState extends Waiting {
  status: ReplenishmentStatus;
  /** On hand by line of the group: as reported, and what has been received since. */
  onHand: number[];
  countedAt: number;
  report: number;
  /** Index of the review that is due next, and of the one that is gone by; -1 = none yet. */
  nextReview: number;
  review: number;
  /** Which node is asked, from 1; and the one that was asked in vain, -1 = none. */
  attempt: number;
  tried: number;
  /** What is proposed, then ordered: lists by line of the transfer. */
  source: number;
  products: readonly number[];
  units: readonly number[];
  proposedUnits: number;
  orderedUnits: number;
  /** Number of the open transfer; 0 = none. */
  transfer: number;
  dueAt: number;
  released: boolean;
  cancelAsked: boolean;
  /** Units that ERP has said will not come; -1 = it may send more. */
  cancelledUnits: number;
  /** By shipment of the transfer: units issued and condition delivered in, -1 = not heard; whether it has been received. */
  issued: number[];
  conditions: number[];
  received: boolean[];
  receivedUnits: number;
}

const NO_LINES: readonly number[] = [];

export function initialReplenishment(): ReplenishmentState {
  return {
    ...initialWaiting(),
    status: REPLENISHMENT_TABLE.initial,
    onHand: [],
    countedAt: 0,
    report: 0,
    nextReview: 0,
    review: -1,
    attempt: 1,
    tried: -1,
    source: -1,
    products: NO_LINES,
    units: NO_LINES,
    proposedUnits: 0,
    orderedUnits: 0,
    transfer: 0,
    dueAt: 0,
    released: false,
    cancelAsked: false,
    cancelledUnits: -1,
    issued: [],
    conditions: [],
    received: [],
    receivedUnits: 0,
  };
}

/** Moves along a row that the table must have. */
export function moveReplenishment(draft: ReplenishmentState, kind: string): void {
  const next = REPLENISHMENT_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`replenishment has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

/** A transfer is open from now on. */
export function openTransfer(draft: ReplenishmentState, transfer: number, dueAt: number): void {
  draft.transfer = transfer;
  draft.dueAt = dueAt;
  draft.released = false;
  draft.cancelAsked = false;
  draft.cancelledUnits = -1;
  draft.issued = new Array<number>(SHIPMENTS_MAX).fill(-1);
  draft.conditions = new Array<number>(SHIPMENTS_MAX).fill(-1);
  draft.received = new Array<boolean>(SHIPMENTS_MAX).fill(false);
  draft.receivedUnits = 0;
}

/** No transfer is open any more. */
export function closeTransfer(draft: ReplenishmentState): void {
  draft.transfer = 0;
  draft.source = -1;
  draft.products = NO_LINES;
  draft.units = NO_LINES;
  draft.issued = [];
  draft.conditions = [];
  draft.received = [];
}

export function issuedUnits({ issued }: ReplenishmentState): number {
  let sum = 0;
  for (const units of issued) if (units > 0) sum += units;
  return sum;
}

/** Every unit ordered is accounted for: received, delivered in no good condition, or never sent. */
export function isAccountedFor(draft: ReplenishmentState): boolean {
  const { issued, conditions, received, cancelledUnits, orderedUnits } = draft;
  if (issuedUnits(draft) + Math.max(0, cancelledUnits) < orderedUnits) return false;
  for (let n = 0; n < issued.length; n++)
    if (issued[n]! >= 0 && !received[n] && conditions[n]! <= 0) return false;
  return true;
}
