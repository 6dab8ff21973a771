/**
 * What the core says to WMS and ERP of goods that customers send back and of credits to them. WMS owns what came back and in which
 * grade, ERP what a customer is credited.
 *
 * `key` is the return's (that of its shipment), or a complaint's where a message says so. Lists of units stand by line of the shipment.
 */
import type { Envelope } from './envelope.ts';

/** What WMS has found in a parcel. */
export interface GradedUnits {
  /** May be sold again. */
  readonly good: readonly number[];
  /** Came back, and is scrapped. */
  readonly scrapped: readonly number[];
  /** Units that were never part of the shipment. */
  readonly strangeUnits: number;
}

/** core -> WMS; a = node, b = number of the authorisation: a parcel with these will come. */
export type ExpectReturn = Envelope<'expectReturn', { readonly units: readonly number[] }>;
/** WMS -> core: a parcel is there, and waits to be opened; a = node. */
export type ReturnArrived = Envelope<'returnArrived', null>;
/** WMS -> core: it is opened and graded; a = good units, b = scrapped ones. */
export type ReturnReceived = Envelope<'returnReceived', GradedUnits>;

/** core -> ERP; a = amount, b = units that it is for. */
export type IssueCreditNote = Envelope<'issueCreditNote', null>;
/** ERP -> core; a = amount credited: never more than was billed. */
export type CreditNoteIssued = Envelope<'creditNoteIssued', null>;
/**
 * core -> ERP; key = complaint; a = amount. By goodwill, once an order; of the kind `bill` a credit note against the shipment's bill, once
 * a complaint, and no more than was billed and is not credited yet.
 */
export type GrantCredit = Envelope<'grantCredit', null>;
/** ERP -> core; key = complaint; a = amount credited. */
export type CreditGranted = Envelope<'creditGranted', null>;

export type ReturnsToCore = ReturnArrived | ReturnReceived | CreditNoteIssued;
export type CreditsToCore = CreditGranted;
export type CoreToReturns = ExpectReturn | IssueCreditNote;
export type CoreToCredits = GrantCredit;
