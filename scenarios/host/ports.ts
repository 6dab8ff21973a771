/** What the simulated host needs from its surroundings. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';

/** The way to the partner systems. */
export interface PartnerPort {
  /**
   * Puts a message on its way; it may get lost. What the partner answers goes to the host's `acknowledge`. Called from
   * inside a step: whatever it leads to must be a calendar event.
   * @param attempt which transmission of this message it is, from 1
   * @param from name of the actor that sent it
   */
  transmit(message: Envelope, attempt: number, from: string): void;
}

/** A view's state at the moment of the decision. */
export interface ViewReading {
  readonly type: string;
  readonly key: number;
  /** Inputs the view had taken in; 0 = it does not exist yet. */
  readonly version: number;
  readonly ageMs: number | null;
  readonly state: unknown;
}

export interface Ask {
  readonly point: DecisionPoint;
  readonly attempt: number;
  readonly entityType: string;
  readonly entityKey: number;
  /** Virtual time at which the question is put, epoch ms. */
  readonly now: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly views: readonly ViewReading[];
}

/** What came out of the decision gate. */
export interface Decided {
  /** Index into the options asked with; -1 when no option was left. */
  readonly chosen: number;
  readonly policy: string;
  readonly mode: string;
  /** Options that hard rules removed. */
  readonly removed: number;
  /** By option: the rule that removed it, null = offered; for who keeps the record. Absent = none was removed. */
  readonly ruledOut?: () => readonly (string | null)[];
  readonly score: number | null;
  readonly confidence: number | null;
  readonly propensity: number | null;
  readonly fallback: string | null;
  /** Thinking time, ms: the answer arrives that much later. */
  readonly latencyMs: number;
  /** Where a model had a say; absent where a rule of thumb decided by itself. */
  readonly model?: ModelSay;
  /** Where it is a person's to decide: it counts when that person has come to it. */
  readonly person?: PersonSay;
  /** Where it comes out otherwise than whoever decides it has it. */
  readonly instead?: InsteadSay;
}

/** What would have been decided, and why it is not what counts. */
export interface InsteadSay {
  /** Index into the options asked with, -1 = none. */
  readonly of: number;
  /** `forced`: by a what-if, never in a run. */
  readonly by: 'forced' | 'exploration';
}

/** What the audit must know of a person's part in a decision, and whose task it is. */
export interface PersonSay {
  readonly role: string;
  /** Of task. */
  readonly kind: string;
  /** What the person was advised; index into the options asked with. */
  readonly recommended: number;
}

/** What the audit must know of a model's part in a decision. */
export interface ModelSay {
  /** Of the model file. */
  readonly digest: string | null;
  /** As it came. */
  readonly answer: ModelAnswer;
  /** Index into the options asked with; -1 = nothing that could be used. */
  readonly recommended: number;
  readonly override: 'baseline' | 'person' | null;
}

export type Decider = (ask: Ask) => Decided;

/**
 * A question that somebody outside the run must answer. Plain data: it is copied with the run, and put again in the copy.
 * The calendar slot of its answer is taken when it is put.
 */
export interface OutsideQuestion {
  /** From putting the question to the instant at which its answer counts, ms, >= 0. */
  readonly latencyMs: number;
  /** The answer will be too late, so that nobody need be asked. */
  readonly tooLate: boolean;
  /** false = the answer is put on record only (shadow). */
  readonly obeyed: boolean;
  /** Stages that a governed model had entered when it was put; absent = nobody governs it. */
  readonly under?: number;
}

/** Work for a person that a decision leads to; the actor goes on when it is done. */
export interface Referral {
  readonly role: string;
  readonly kind: string;
  readonly detail: string;
  /** How long the person takes, ms. */
  readonly waitMs: number;
}

export interface Settled {
  readonly decided: Decided;
  readonly referral: Referral | null;
}

/** Decides with answers from outside. */
export interface OutsideDecider {
  /** What must be asked outside; null = nothing, `Decider` decides alone. Pure. */
  plan(ask: Ask): OutsideQuestion | null;
  /** The question as it leaves the run: a pure function of the ask. */
  questionOf(ask: Ask): ModelQuestion;
  settle(ask: Ask, question: OutsideQuestion, answer: ModelAnswer): Settled;
  readonly answers: AnswerSource;
}

/** What a model is asked. */
export interface ModelQuestion {
  readonly policy: string;
  readonly point: DecisionPoint;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  /** Of context, options and views, 16 hexadecimal digits: an answer on record belongs to this question or it does not. */
  readonly inputDigest: string;
  /** Row by row, one row an option offered. */
  readonly features: Float32Array;
  /** Options offered, >= 1. */
  readonly rows: number;
  /** Free text of others that belongs to the question: data, never an instruction. Absent = there is none. */
  readonly text?: string;
}

/**
 * Where the answers of a model come from.
 *
 * `recorded` answers at once; `outside` through a promise, for which virtual time waits. Both throw (reject with)
 * `AnswerUnavailable` where there will be no answer and the run must not go on; what a model does wrong is an answer.
 */
export type AnswerSource =
  | { readonly kind: 'recorded'; find(question: ModelQuestion): ModelAnswer }
  | {
      readonly kind: 'outside';
      ask(question: ModelQuestion): Promise<ModelAnswer>;
      /** A run begins: what was learned in another one is forgotten. Absent = nothing is ever learned. */
      begin?(): void;
    };

/** Output of a model, one score an option; more is better. */
export interface ModelOutput {
  readonly scores: ArrayLike<number>;
  readonly action?: number;
  readonly confidence?: number;
  readonly propensity?: number;
}

/** Whatever runs a model file. Lives where native code may. */
export interface ModelRunner {
  /** SHA-256 of the model, 16 hexadecimal digits. */
  readonly digest: string;
  /**
   * @param features rows x columns, row by row
   * @param text of others, for models that read text
   */
  score(features: Float32Array, rows: number, text?: string): Promise<ModelOutput>;
  /** See `AnswerSource`. */
  begin?(): void;
}

/** The orchestrator's own limits. `workers: 0` = unlimited. */
export interface PlatformModel {
  readonly workers: number;
  readonly stepLatencyMs: number;
  readonly storeLatencyMs: number;
}
