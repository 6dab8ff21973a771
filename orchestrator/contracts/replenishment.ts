/**
 * What the core and ERP say to each other of transfers: stock that a node sends to a store, or to another node, as an internal order. ERP makes the order
 * and releases it like any other, so that what moves it is outbound fulfilment; here it says how that order stands.
 *
 * 1. `key` is the replenishment's: store x groups + group. `a` is the transfer: the number of its internal order.
 * 2. A transfer's number is named by the review that it came of, never counted: (((review x stores + store) x groups) + group) x
 *    `TRANSFER_TRIES_MAX` + try, from the first number that no sales order has.
 */
import type { Envelope } from './envelope.ts';

/** Nodes that may be asked for what one review wants, one after the other. */
export const TRANSFER_TRIES_MAX = 2;

export interface TransferNumbering {
  /** Number of the first transfer: above all sales orders. */
  readonly first: number;
  /** Stores, and after them the nodes that other nodes supply: below, "store" means any of them. */
  readonly stores: number;
  readonly groups: number;
}

/** @param attempt which node is asked, from 1 */
export function transferNo(
  { first, stores, groups }: TransferNumbering,
  key: number,
  review: number,
  attempt: number,
): number {
  return first + (review * stores * groups + key) * TRANSFER_TRIES_MAX + attempt - 1;
}

/** Key of the replenishment that a transfer is of. */
export function replenishmentOf({ first, stores, groups }: TransferNumbering, transfer: number): number {
  return Math.floor((transfer - first) / TRANSFER_TRIES_MAX) % (stores * groups);
}

/** Store that a transfer is for. */
export function siteOf(numbering: TransferNumbering, transfer: number): number {
  return Math.floor(replenishmentOf(numbering, transfer) / numbering.groups);
}

export interface TransferOrder {
  readonly store: number;
  /** Supplying node. */
  readonly source: number;
  readonly products: readonly number[];
  readonly units: readonly number[];
}

export interface UnitsOfProducts {
  readonly products: readonly number[];
  readonly units: readonly number[];
}

/** core -> ERP; b = due at the store. Asked again: what ERP has said of it, again. */
export type RequestTransfer = Envelope<'requestTransfer', TransferOrder>;
/** core -> ERP: what has not left is not wanted any more. */
export type CancelTransfer = Envelope<'cancelTransfer', null>;
/** core -> ERP; b = shipment of the order, from 0: the store has received it. */
export type PostTransferReceipt = Envelope<'postTransferReceipt', UnitsOfProducts>;

/** ERP -> core; b = units ordered: it is released. */
export type TransferReleased = Envelope<'transferReleased', null>;
/** ERP -> core; b = shipment: its goods issue is posted. */
export type TransferIssued = Envelope<'transferIssued', UnitsOfProducts>;
/** ERP -> core; b = shipment x 4 + `CONDITION` of its delivery. */
export type TransferDelivered = Envelope<'transferDelivered', null>;
/** ERP -> core; b = units that will not come: nothing more will be sent. */
export type TransferClosed = Envelope<'transferClosed', null>;

export type ReplenishmentToCore = TransferReleased | TransferIssued | TransferDelivered | TransferClosed;
export type CoreToReplenishment = RequestTransfer | CancelTransfer | PostTransferReceipt;

/** Conditions told in `b` of `transferDelivered`. */
export const CONDITIONS = 4;
