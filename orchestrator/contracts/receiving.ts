/**
 * What the core and WMS say to each other in inbound. WMS owns dock doors, what is counted, and when goods may be picked.
 *
 * `key` is the receipt's (`receipt-key.ts`). Lists of units stand by line of the purchase order.
 */
import type { Envelope } from './envelope.ts';

/** A stretch of a dock door that is free. */
export interface DockSlot {
  readonly door: number;
  readonly from: number;
  readonly until: number;
}

/** What WMS is to receive. */
export interface ExpectedReceipt {
  readonly products: readonly number[];
  readonly units: readonly number[];
  readonly handlingUnits: number;
}

/** core -> WMS: which slots are free; a = node, b = not before this instant. */
export type RequestSlots = Envelope<'requestSlots', ExpectedReceipt>;
/** core -> WMS; a = node, b = instant at which the slot begins. It takes the place of one booked before. */
export type BookSlot = Envelope<'bookSlot', { readonly door: number; readonly expected: ExpectedReceipt }>;
/** core -> WMS: nothing will come; a = node. */
export type CancelSlot = Envelope<'cancelSlot', null>;
/** core -> WMS: what to do with counted goods; a = node, b = 1 put all good units away, 0 send them back. */
export type ReleaseReceipt = Envelope<'releaseReceipt', null>;

/** WMS -> core; a = node, b = the instant asked from. The first few free ones, in time; empty = none for days. */
export type SlotsOffered = Envelope<'slotsOffered', { readonly slots: readonly DockSlot[] }>;
/** WMS -> core; a = node, b = instant at which it begins. */
export type SlotBooked = Envelope<'slotBooked', { readonly door: number }>;
/** WMS -> core: somebody else has it; a = node, b = instant at which it would have begun. */
export type SlotRefused = Envelope<'slotRefused', null>;
/** WMS -> core: the truck is at the gate; a = node, b = 1: its slot is over, or it has none: it waits for a door. */
export type TruckAtGate = Envelope<'truckAtGate', null>;
/** WMS -> core; a = node, b = 1: as expected, 0: not. Good and damaged units counted, by line. */
export type ReceiptCounted = Envelope<
  'receiptCounted',
  { readonly units: readonly number[]; readonly damaged: readonly number[] }
>;
/** WMS -> core: all of it may be picked; a = node, b = units put away. */
export type ReceiptPutAway = Envelope<'receiptPutAway', null>;

export type ReceivingToCore =
  | SlotsOffered
  | SlotBooked
  | SlotRefused
  | TruckAtGate
  | ReceiptCounted
  | ReceiptPutAway;
export type CoreToReceiving = RequestSlots | BookSlot | CancelSlot | ReleaseReceipt;
