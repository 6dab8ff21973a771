/** What an inbound receipt knows: its table and its state. Lists are never changed in place, only replaced: messages share them. */
import { DISCREPANCY } from '../../contracts/purchasing.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { initialWaiting, type Waiting } from './waiting.ts';

export type InboundReceiptStatus =
  | 'new'
  | 'asking'
  | 'unordered'
  | 'expected'
  | 'at-gate'
  | 'counted'
  | 'judging'
  | 'putting-away'
  | 'given-up'
  | 'unannounced'
  | 'put-away'
  | 'sent-back'
  | 'lost';

/** Whatever is heard of a delivery first: partners are not in step with each other. */
export const FIRST_WORDS = ['shipmentNoticed', 'arrivalDelayed', 'truckAtGate', 'receiptCounted'] as const;

export const INBOUND_RECEIPT_TABLE = transitionTable<InboundReceiptStatus>(
  'new',
  ['put-away', 'sent-back', 'lost'],
  [
    ...FIRST_WORDS.map((kind) => ['new', kind, 'asking'] as const),
    ...FIRST_WORDS.map((kind) => ['asking', kind, 'asking'] as const),
    ['asking', 'expectReceipt', 'expected'],
    // No purchase order answers for it.
    ['asking', 'timer', 'unordered'],
    ['unordered', 'expectReceipt', 'expected'],
    ...(['shipmentNoticed', 'arrivalDelayed', 'truckAtGate'] as const).map(
      (kind) => ['unordered', kind, 'unordered'] as const,
    ),
    ['unordered', 'receiptCounted', 'counted'],
    ['unordered', 'timer', 'unordered'],
    ['unordered', 'taskAnswered', 'unordered'],
    ['unordered', 'neverCame', 'given-up'],
    ['expected', 'shipmentNoticed', 'expected'],
    ['expected', 'arrivalDelayed', 'expected'],
    ['expected', 'appointmentMade', 'expected'],
    // Its truck is there, or is waited for no more.
    ...(['given-up', 'at-gate', 'judging', 'putting-away', 'unannounced'] as const).map(
      (from) => [from, 'appointmentMade', from] as const,
    ),
    ['expected', 'truckAtGate', 'at-gate'],
    ['expected', 'receiptCounted', 'counted'],
    ['expected', 'timer', 'expected'],
    ['expected', 'neverCame', 'given-up'],
    // The truck may be at the gate as it is given up: what is on it goes back.
    ...(['shipmentNoticed', 'truckAtGate', 'timer', 'taskAnswered'] as const).map(
      (kind) => ['given-up', kind, 'given-up'] as const,
    ),
    ['given-up', 'receiptCounted', 'counted'],
    ['given-up', 'forgotten', 'lost'],
    ['at-gate', 'shipmentNoticed', 'at-gate'],
    ['at-gate', 'receiptCounted', 'counted'],
    ['at-gate', 'timer', 'at-gate'],
    ['at-gate', 'taskAnswered', 'at-gate'],
    ['counted', 'asAnnounced', 'putting-away'],
    ['counted', 'differs', 'judging'],
    ['counted', 'rejected', 'sent-back'],
    ['judging', 'timer', 'judging'],
    ['judging', 'taskAnswered', 'judging'],
    ['judging', 'accepted', 'putting-away'],
    ['judging', 'rejected', 'sent-back'],
    ['putting-away', 'timer', 'putting-away'],
    ['putting-away', 'taskAnswered', 'putting-away'],
    ['putting-away', 'receiptPutAway', 'put-away'],
    // Nothing is left to do but to pass on the notice, which says whether more comes.
    ['putting-away', 'endedUnannounced', 'unannounced'],
    ['counted', 'endedUnannounced', 'unannounced'],
    ['judging', 'endedUnannounced', 'unannounced'],
    ...(['shipmentNoticed', 'truckAtGate', 'purchaseOrderEnded', 'timer'] as const).map(
      (kind) => ['unannounced', kind, 'unannounced'] as const,
    ),
    ['unannounced', 'receiptPutAway', 'put-away'],
    ['unannounced', 'rejected', 'sent-back'],
    // The count has overtaken them: of what was announced, the purchase order hears all the same.
    ...(['judging', 'putting-away'] as const).flatMap(
      (from) =>
        [
          [from, 'shipmentNoticed', from],
          [from, 'truckAtGate', from],
        ] as const,
    ),
  ],
);

export interface InboundReceiptState extends Waiting {
  status: InboundReceiptStatus;
  node: number;
  supplier: number;
  dueAt: number;
  products: readonly number[];
  /** Of the purchase order, by line, before this delivery. */
  open: readonly number[];
  /** What the notice says; none = it has not come. */
  announced: readonly number[];
  handlingUnits: number;
  isNoticed: boolean;
  /** Estimated arrival; when the truck came to the gate; 0 = not known. */
  estimatedAt: number;
  atGateAt: number;
  /** When the slot begins that its truck comes for; 0 = it has none. */
  appointedAt: number;
  /** It came without a slot, or when that was over. */
  isWalkIn: boolean;
  /** The purchase order has said what it is. */
  isOrdered: boolean;
  /** Nobody waits for its notice any more. */
  isOrderDone: boolean;
  /** It never came, and everybody has been told. */
  isGivenUp: boolean;
  isCounted: boolean;
  units: readonly number[];
  damaged: readonly number[];
  /** What goes into stock, by line. */
  taken: readonly number[];
  /** `DISCREPANCY` */
  discrepancy: number;
}

export function initialInboundReceipt(): InboundReceiptState {
  return {
    ...initialWaiting(),
    status: INBOUND_RECEIPT_TABLE.initial,
    node: -1,
    supplier: -1,
    dueAt: 0,
    products: [],
    open: [],
    announced: [],
    handlingUnits: 0,
    isNoticed: false,
    estimatedAt: 0,
    atGateAt: 0,
    appointedAt: 0,
    isWalkIn: false,
    isOrdered: false,
    isOrderDone: false,
    isGivenUp: false,
    isCounted: false,
    units: [],
    damaged: [],
    taken: [],
    discrepancy: DISCREPANCY.none,
  };
}

/** Moves along a row that the table must have. */
export function moveReceipt(draft: InboundReceiptState, kind: string): void {
  const next = INBOUND_RECEIPT_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`inbound receipt has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

export function sumOf(units: readonly number[]): number {
  let sum = 0;
  for (let line = 0; line < units.length; line++) sum += units[line]!;
  return sum;
}

/**
 * Its goods are in stock, or gone. Without its notice, which may say that nothing more comes of the order, it is not over: that would
 * find nobody.
 */
export function endReceipt(draft: InboundReceiptState, kind: 'receiptPutAway' | 'rejected'): void {
  const { isNoticed, isOrdered, isGivenUp } = draft;
  moveReceipt(draft, isNoticed || !isOrdered || isGivenUp ? kind : 'endedUnannounced');
}
