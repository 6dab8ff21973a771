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
  /** Of events: another one comes beside it that is not the carrier's. */
  readonly forged: number;
  /** Of events: it comes once more after the webhook's tolerance, as it was signed. */
  readonly replayed: number;
  /** Of events, drift of the schema: a field more, another name, a word that is in no list, a field that must be there missing. */
  readonly unknownField: number;
  readonly renamedField: number;
  readonly unknownValue: number;
  readonly missingField: number;
  /** How much later: of what is delayed, and of the second copy of what is duplicated. */
  readonly delayMs: Distribution;
}

export interface TokenSettings {
  readonly lifetimeMs: number;
  /** Of the call that brings a new one. */
  readonly refreshMs: number;
  /** Calls that meet a server of the carrier whose clock is ahead, in [0, 1]; by how much. */
  readonly skewedShare: number;
  readonly aheadMs: number;
}

/** The secret of a webhook is changed while events are under way. */
export interface KeyRotation {
  /** From then on the core has a new one. */
  readonly at: number;
  /** So long it takes the old one as well, ms. */
  readonly overlapMs: number;
  /** From then on the carrier has the new one; Infinity = not before somebody sees to it. */
  readonly takenOverAt: number;
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
  /** Events are signed, and refused when they were so longer ago, ms; null = they are not signed. */
  readonly webhookToleranceMs: number | null;
  /** Absent = the secret stays. */
  readonly rotation?: KeyRotation;
  /** Calls carry a token; absent = they don't. */
  readonly token?: TokenSettings;
  readonly faults: RestFaultShares;
}

/** Fates of a file, each time it is put by itself. */
export interface FilesFaultShares {
  /** It never arrives. */
  readonly lost: number;
  /** It is picked up before its writer is done: it is whole at the poll after. */
  readonly halfWritten: number;
  /** The next file is picked up before it. */
  readonly overtaken: number;
  /** It comes again under its number. */
  readonly doubled: number;
  readonly late: number;
  /** One of its records can't be read: it is put aside, and the others are taken. */
  readonly recordSpoilt: number;
  /** When it is first put: it comes again under the next number, as if it were another file. Its records have the numbers that they had. */
  readonly renamed: number;
  /** Of cut-offs, not of files: nothing is closed, and what waits goes with the next one. Below 1. */
  readonly cutoffMissed: number;
  /** Of receipts. */
  readonly receiptLost: number;
  readonly receiptLate: number;
  /** How much later: of what is late, and of the second copy of what is doubled or renamed. */
  readonly delayMs: Distribution;
}

/** A line of files to one partner. */
export interface FilesLine {
  /** The partner's name in files, and the shipper's: 2 to 15 characters. */
  readonly mailbox: string;
  readonly shipper: string;
  /** Files are closed at whole multiples of this, both ways, ms. */
  readonly cutoffEveryMs: number;
  /** Folders are looked into at whole multiples of this, both ways, ms. */
  readonly pollEveryMs: number;
  /** From reading a file to its receipt. */
  readonly receiptMs: Distribution;
  /** No receipt for so long after it was put, and it is put again. */
  readonly receiptTimeoutMs: number;
  readonly faults: FilesFaultShares;
}

export interface FilesSettings extends FilesLine {
  readonly protocol: 'files';
  readonly carrier: number;
}

/** Of a third party that runs warehouses: one line for all of them. */
export interface ThreePlLine extends FilesLine {
  readonly nodes: readonly number[];
}

export type PartnerSettings =
  | { readonly protocol: 'native'; readonly carrier: number }
  | X12Settings
  | RestSettings
  | FilesSettings;

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
  forged: 0,
  replayed: 0,
  unknownField: 0,
  renamedField: 0,
  unknownValue: 0,
  missingField: 0,
  delayMs: { kind: 'constant', value: 0 },
};

export const NO_FILES_FAULTS: FilesFaultShares = {
  lost: 0,
  halfWritten: 0,
  overtaken: 0,
  doubled: 0,
  late: 0,
  recordSpoilt: 0,
  renamed: 0,
  cutoffMissed: 0,
  receiptLost: 0,
  receiptLate: 0,
  delayMs: { kind: 'constant', value: 0 },
};
