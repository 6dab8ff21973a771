/**
 * What the core and CRM say to each other. CRM speaks for customers: what has become urgent, what they want to know, what they complain
 * of, what they want to send back.
 *
 * 1. `key` is the order number, a complaint's key (`complaint-key.ts`), or a return's where a message says so: a return has the key of
 *    the shipment that it is of, as a claim has.
 * 2. Lists of units stand by line of the shipment.
 */
import type { Envelope } from './envelope.ts';

/** How sure an answer to a customer is: `b` of `answerPromise`. */
export const SURE = {
  /** Nobody can say: the estimate is the old promise. */
  unknown: 0,
  /** As promised: nothing is known against it. */
  promised: 1,
  /** What a carrier has estimated. */
  estimated: 2,
  /** It has been delivered; the estimate is when. */
  delivered: 3,
} as const;

/** What was done about a complaint: `a` of `answerComplaint`. */
export const RESOLUTION = {
  /** The customer is told how things stand. */
  explained: 0,
  /** A credit by goodwill; of a bill, what it was too high. */
  credited: 1,
  /** The goods were not billed, and the carrier is claimed from. */
  claimed: 2,
  /** The goods may be sent back. */
  returnOffered: 3,
  /** Nothing is due. */
  rejected: 4,
  /** A bill is disputed after its time. */
  tooLate: 5,
} as const;

/** What a customer finds wrong with a bill: `body.reason` of `complaintRaised` where its kind is `bill`. */
export const BILL_DISPUTE = { price: 0, quantity: 1, freight: 2, twice: 3 } as const;

export const RETURN_REASON = { unwanted: 0, damaged: 1, wrong: 2, defective: 3 } as const;

/** Why a return is refused: `b` of `answerReturn` where a = 0. */
export const RETURN_REFUSAL = {
  notDelivered: 1,
  tooLate: 2,
  /** More than was delivered, or nothing. */
  units: 3,
  /** A hard rule: dangerous goods never travel back by parcel. */
  dangerousGoods: 4,
} as const;

/** CRM -> core; key = order; a = new priority (0 = most urgent), b = wanted by; 0 = nobody said. */
export type UrgencyChanged = Envelope<'urgencyChanged', null>;
/** CRM -> core; key = order; a = number of the question, from 1. */
export type PromiseAsked = Envelope<'promiseAsked', null>;
/** CRM -> core; key = complaint; a = `COMPLAINT`, b = which time it is said, from 1. A body where it is of a bill: `BILL_DISPUTE`. */
export type ComplaintRaised = Envelope<'complaintRaised', { readonly reason: number } | null>;
/** CRM -> core; key = return; a = `RETURN_REASON`. Units that the customer wants to send back. */
export type ReturnRequested = Envelope<'returnRequested', { readonly units: readonly number[] }>;

/** core -> CRM; key = order; a = estimate of delivery, b = `SURE`. */
export type AnswerPromise = Envelope<'answerPromise', { readonly question: number }>;
/** core -> CRM; key = complaint; a = `RESOLUTION`, b = amount credited. */
export type AnswerComplaint = Envelope<'answerComplaint', null>;
/** core -> CRM; key = return; a = 1 authorised, b = number of the authorisation; a = 0 refused, b = `RETURN_REFUSAL`. */
export type AnswerReturn = Envelope<'answerReturn', null>;
/** core -> CRM; key = return: it is over; a = amount credited, b = units that came back. */
export type ReportReturnDone = Envelope<'reportReturnDone', null>;

export type CrmToCore = UrgencyChanged | PromiseAsked | ComplaintRaised | ReturnRequested;
export type CoreToCrm = AnswerPromise | AnswerComplaint | AnswerReturn | ReportReturnDone;
