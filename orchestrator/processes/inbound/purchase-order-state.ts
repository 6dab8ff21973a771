/** What a purchase order knows: its table and its state. Lists are never changed in place, only replaced: messages share them. */
import { PURCHASE_END } from '../../contracts/purchasing.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { initialWaiting, type Waiting } from './waiting.ts';

export type PurchaseOrderStatus =
  | 'new'
  | 'sent'
  | 'open'
  | 'short'
  | 'cancelling'
  | 'closing'
  | 'received'
  | 'received-short'
  | 'declined'
  | 'never-shipped';

export const PURCHASE_ORDER_TABLE = transitionTable<PurchaseOrderStatus>(
  'new',
  ['received', 'received-short', 'declined', 'never-shipped'],
  [
    ['new', 'purchaseOrderReleased', 'sent'],
    ['sent', 'timer', 'sent'],
    ['sent', 'taskAnswered', 'sent'],
    ['sent', 'purchaseOrderConfirmed', 'open'],
    ['sent', 'purchaseOrderDeclined', 'declined'],
    // Who ships has taken the order: its confirmation is late.
    ['sent', 'deliveryNoticed', 'open'],
    ['sent', 'deliveryDone', 'open'],
    ['open', 'purchaseOrderConfirmed', 'open'],
    ['open', 'deliveryNoticed', 'open'],
    ['open', 'deliveryDone', 'open'],
    ['open', 'timer', 'open'],
    ['open', 'taskAnswered', 'open'],
    ['open', 'endedShort', 'short'],
    ['short', 'purchaseOrderConfirmed', 'short'],
    ['short', 'timer', 'short'],
    ['short', 'taskAnswered', 'short'],
    ['short', 'waitForRest', 'open'],
    // More came than the supplier knew.
    ['short', 'deliveryNoticed', 'open'],
    ['short', 'deliveryDone', 'short'],
    ...(['sent', 'open', 'short'] as const).map((from) => [from, 'cancelRemainder', 'cancelling'] as const),
    ...(
      [
        'purchaseOrderConfirmed',
        'purchaseOrderDeclined',
        'deliveryNoticed',
        'deliveryDone',
        'timer',
        'taskAnswered',
      ] as const
    ).map((kind) => ['cancelling', kind, 'cancelling'] as const),
    ['cancelling', 'remainderCancelled', 'closing'],
    ...(['purchaseOrderConfirmed', 'deliveryNoticed', 'deliveryDone', 'timer', 'taskAnswered'] as const).map(
      (kind) => ['closing', kind, 'closing'] as const,
    ),
    ['open', 'nothingConfirmed', 'declined'],
    ['closing', 'nothingConfirmed', 'declined'],
    ['closing', 'nothingShipped', 'never-shipped'],
    ...(['open', 'short', 'closing'] as const).flatMap(
      (from) =>
        [
          [from, 'allReceived', 'received'],
          [from, 'partReceived', 'received-short'],
        ] as const,
    ),
  ],
);

/** What ERP is told of each end. */
export const END_OF: Partial<Record<PurchaseOrderStatus, number>> = {
  received: PURCHASE_END.received,
  'received-short': PURCHASE_END.receivedShort,
  declined: PURCHASE_END.declined,
  'never-shipped': PURCHASE_END.neverShipped,
};

export interface PurchaseOrderState extends Waiting {
  status: PurchaseOrderStatus;
  supplier: number;
  node: number;
  dueAt: number;
  products: readonly number[];
  unitCostMinor: readonly number[];
  /** Units by line: ordered; confirmed (as ordered, until it is confirmed); taken into stock; announced and under way. */
  ordered: readonly number[];
  confirmed: readonly number[];
  received: readonly number[];
  coming: readonly number[];
  isConfirmed: boolean;
  /** The supplier declined while its answer was not waited for any more. */
  isDeclined: boolean;
  /** When it promised to ship. */
  shipAt: number;
  /** Deliveries are numbered from 0: this many have been shipped at least. */
  shipped: number;
  /** One bit a delivery: it has been heard of; its notice has come; it has ended. */
  known: number;
  announced: number;
  ended: number;
  /** Nothing more will be shipped, as far as the supplier knows. */
  isLast: boolean;
  /** How often a notice was asked for, in all. */
  noticeAsks: number;
}

export function initialPurchaseOrder(): PurchaseOrderState {
  return {
    ...initialWaiting(),
    status: PURCHASE_ORDER_TABLE.initial,
    supplier: -1,
    node: -1,
    dueAt: 0,
    products: [],
    unitCostMinor: [],
    ordered: [],
    confirmed: [],
    received: [],
    coming: [],
    isConfirmed: false,
    isDeclined: false,
    shipAt: 0,
    shipped: 0,
    known: 0,
    announced: 0,
    ended: 0,
    isLast: false,
    noticeAsks: 0,
  };
}

/** Moves along a row that the table must have. */
export function movePurchaseOrder(draft: PurchaseOrderState, kind: string): void {
  const next = PURCHASE_ORDER_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`purchase order has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

/** A bit for each delivery that has been shipped. */
function allShipped({ shipped }: PurchaseOrderState): number {
  return (1 << shipped) - 1;
}

/** Whether a delivery has been shipped that nothing was heard of: a later one was, or the supplier said so. */
export function misses(draft: PurchaseOrderState): boolean {
  return (draft.known & allShipped(draft)) !== allShipped(draft);
}

export function isUnderWay(draft: PurchaseOrderState): boolean {
  return (draft.ended & allShipped(draft)) !== allShipped(draft);
}

/** What nobody has heard of will not be waited for. */
export function writeOffMissing(draft: PurchaseOrderState): void {
  const missing = allShipped(draft) & ~draft.known;
  draft.ended |= missing;
  draft.known |= missing;
  // No receipt waits for a notice of it.
  draft.announced |= missing;
}

/**
 * Whether the supplier owes a notice: of what it has shipped, or of what it has yet to. While all that was confirmed is under way, it
 * does not.
 */
export function wantsNotice(draft: PurchaseOrderState): boolean {
  if (misses(draft)) return true;
  return draft.status === 'open' && !draft.isLast && !(isUnderWay(draft) && isCovered(draft));
}

/** Whether what has come and what is under way are all that was confirmed. */
function isCovered({ confirmed, received, coming }: PurchaseOrderState): boolean {
  for (let line = 0; line < confirmed.length; line++)
    if (received[line]! + coming[line]! < confirmed[line]!) return false;
  return true;
}

/** Units of `wanted` that have not come. */
export function missingOf({ received }: PurchaseOrderState, wanted: readonly number[]): number {
  let missing = 0;
  for (let line = 0; line < wanted.length; line++) missing += Math.max(0, wanted[line]! - received[line]!);
  return missing;
}

/** By line: what is ordered, has not come, and has not been announced. */
export function openOf({ ordered, received, coming }: PurchaseOrderState): number[] {
  return ordered.map((units, line) => Math.max(0, units - received[line]! - coming[line]!));
}

/** `list` with whole, non-negative `units` more (way 1) or fewer (way -1) by line, never below 0. */
export function plus(list: readonly number[], units: readonly number[], way: 1 | -1): number[] {
  return list.map((each, line) => Math.max(0, each + way * wholeUnits(units[line])));
}

/** What a partner says of units, as a count. */
export function wholeUnits(said: number | undefined): number {
  return said !== undefined && said > 0 ? Math.floor(said) : 0;
}
