/**
 * What WMS knows of a receipt.
 *
 * 1. Lists are never changed, only replaced: a snapshot and a message sent may share them.
 */
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

export const RECEIPT_PHASE = {
  /** A slot may be booked; no truck has come. */
  expected: 0,
  atGate: 1,
  atDoor: 2,
  /** On the dock: not to be picked, and nobody has said what to do with it. */
  counted: 3,
  puttingAway: 4,
  putAway: 5,
  sentBack: 6,
  turnedAway: 7,
} as const;
export type ReceiptPhase = (typeof RECEIPT_PHASE)[keyof typeof RECEIPT_PHASE];

/** No slot, no door, no instant. */
export const NONE = -1;

const NOTHING: readonly number[] = [];

export interface InboundReceipt {
  readonly node: number;
  phase: ReceiptPhase;
  /** By line, as announced; null = nobody has. */
  expected: readonly number[] | null;
  /** Nothing is expected any more. */
  cancelled: boolean;
  /** Instant and door of its slot. */
  slotAt: number;
  slotDoor: number;
  /** Slots that it has had. */
  bookings: number;
  /** The door at which it is unloaded. */
  door: number;
  products: readonly number[];
  /** Good units by line: on the truck, then as counted. */
  units: readonly number[];
  damaged: readonly number[];
  handlingUnits: number;
  asExpected: boolean;
  workMs: number;
}

const wideInboundReceipt = wideNumbers<InboundReceipt>();

export function newReceipt(node: number): InboundReceipt {
  return wideInboundReceipt({
    node,
    phase: RECEIPT_PHASE.expected,
    expected: null,
    cancelled: false,
    slotAt: NONE,
    slotDoor: NONE,
    bookings: 0,
    door: NONE,
    products: NOTHING,
    units: NOTHING,
    damaged: NOTHING,
    handlingUnits: 0,
    asExpected: false,
    workMs: 0,
  });
}

export function copyReceipt(receipt: InboundReceipt): InboundReceipt {
  return { ...receipt };
}
