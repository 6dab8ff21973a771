/** What customers of a class do beside ordering. Durations in ms; shares from 0 to 1. */
import type { Distribution } from '#sim/random/distributions';

export interface CustomerProfile {
  readonly name: string;
  readonly urgency: {
    /** Of orders. */
    readonly share: number;
    /** From the order until it becomes urgent. */
    readonly afterMs: Distribution;
    /** It is then. */
    readonly priority: number;
    /** Wanted so long after that. */
    readonly withinMs: number;
  };
  readonly question: {
    /** Of orders: asked when it will come. */
    readonly share: number;
    /** Before the promise. */
    readonly beforeMs: Distribution;
    /** Without an answer they complain of that. */
    readonly patienceMs: number;
  };
  readonly complaint: {
    /** Of orders of which nothing has come by then: so long after the promise. */
    readonly lateShare: number;
    readonly lateAfterMs: number;
    /** Of orders of which something has come: so long after that again. */
    readonly shortShare: number;
    readonly shortAfterMs: number;
    /** Of shipments that arrived damaged. */
    readonly damagedShare: number;
    /** Of shipments: something else was in the box, and it is said. */
    readonly wrongShare: number;
    /** From finding it to saying it. */
    readonly afterMs: Distribution;
    /** Said again as long as nobody answers, at most so often in all. */
    readonly repeatMs: number;
    readonly timesMax: number;
  };
  /** null = they send nothing back. */
  readonly returns: ReturnProfile | null;
}

export interface ReturnProfile {
  /** Of shipments that arrived well. */
  readonly share: number;
  /** From delivery to the request. */
  readonly afterMs: Distribution;
  /** Of requests: part of the units only; how much of each line. */
  readonly partShare: number;
  readonly partFactor: Distribution;
  /** Of requests: more than was delivered. */
  readonly tooManyShare: number;
  /** Weights of `RETURN_REASON`: unwanted, damaged, wrong, defective. */
  readonly reasonWeights: readonly number[];
  /** Of authorised ones: never posted; something else in the parcel, so many units. */
  readonly neverShare: number;
  readonly strangeShare: number;
  readonly strangeUnits: number;
  /** Of lines: no good any more, and how much of the line. */
  readonly wornShare: number;
  readonly wornFactor: Distribution;
  /** From the authorisation to the post, and from there to the node. */
  readonly packMs: Distribution;
  readonly transitMs: Distribution;
}

/** What customers think of their bills. */
export interface DisputeSettings {
  /** Of bills that are too high: noticed, and disputed. */
  readonly noticedShare: number;
  /** Of bills that are right: disputed all the same. */
  readonly unfoundedShare: number;
  /** From the bill to the dispute. */
  readonly afterMs: Distribution;
}

export interface CrmSettings {
  /** Absent = no bill is disputed. */
  readonly disputes?: DisputeSettings;
  readonly classes: readonly CustomerProfile[];
  /** Index of `classes`, by customer. */
  readonly classOf: readonly number[];
  /** Looked at after its promise, and again, until nothing can happen any more: then an order is forgotten. */
  readonly lookEveryMs: number;
  /** And at the latest after so many looks. */
  readonly looksMax: number;
}
