/**
 * How a carrier is connected: plain data of a world. A carrier that is not named is `native`.
 *
 * 1. Shares are in [0, 1] and exclusive: their sum in one list is at most 1. The rest arrives.
 * 2. All of it holds in both fidelities. What differs is only whether bytes are made of what travels.
 */
import type { Distribution } from '#sim/random/distributions';

/** Fates of an interchange, each transmission by itself. */
export interface X12FaultShares {
  /** It never arrives. */
  readonly lost: number;
  readonly duplicated: number;
  readonly delayed: number;
  /** One of its sets cannot be read: the 997 rejects it. */
  readonly rejected: number;
  /** Nothing of it can be read: it is put aside, and nobody answers. */
  readonly quarantined: number;
  /** Of 997s. */
  readonly acknowledgementLost: number;
  readonly acknowledgementDelayed: number;
  /** How much later: of what is delayed, and of the second copy of what is duplicated. */
  readonly delayMs: Distribution;
}

export interface X12Settings {
  readonly protocol: 'x12';
  readonly carrier: number;
  /** Two to four letters. */
  readonly scac: string;
  /** The shipper's identification, 2 to 15 characters. */
  readonly shipper: string;
  /** Interchanges are closed at whole multiples of this, both ways, ms, >= 1000. */
  readonly batchEveryMs: number;
  /** Mailboxes are read at whole multiples of this, both ways, ms. */
  readonly pollEveryMs: number;
  /** From reading an interchange to its 997. */
  readonly acknowledgeMs: Distribution;
  /** No 997 for so long after sending, and it is sent again. */
  readonly acknowledgementTimeoutMs: number;
  readonly faults: X12FaultShares;
}

/** Fates of a call of the carrier's API, and of an event that the carrier posts; each attempt by itself. */
export interface RestFaultShares {
  /** It never arrives. */
  readonly lost: number;
  /** What it asks for is done; the answer never comes back. */
  readonly answerLost: number;
  readonly duplicated: number;
  readonly delayed: number;
  /** Its body is cut off: answered 400. */
  readonly malformed: number;
  /** The other side does nothing and answers 503, with Retry-After. */
  readonly unavailable: number;
  /** How much later: of what is delayed, and of the second copy of what is duplicated. */
  readonly delayMs: Distribution;
}

export interface RestSettings {
  readonly protocol: 'rest';
  readonly carrier: number;
  /** From the arrival of a call to its answer. */
  readonly serviceMs: Distribution;
  /** What an API that is unavailable says. */
  readonly retryAfterSeconds: number;
  /** An event that is not answered 2xx is posted again after this. */
  readonly repostAfterMs: number;
  readonly faults: RestFaultShares;
}

export type PartnerSettings =
  | { readonly protocol: 'native'; readonly carrier: number }
  | X12Settings
  | RestSettings;

export const NO_X12_FAULTS: X12FaultShares = {
  lost: 0,
  duplicated: 0,
  delayed: 0,
  rejected: 0,
  quarantined: 0,
  acknowledgementLost: 0,
  acknowledgementDelayed: 0,
  delayMs: { kind: 'constant', value: 0 },
};

export const NO_REST_FAULTS: RestFaultShares = {
  lost: 0,
  answerLost: 0,
  duplicated: 0,
  delayed: 0,
  malformed: 0,
  unavailable: 0,
  delayMs: { kind: 'constant', value: 0 },
};
