/**
 * The emitter through which a step acts. No effect is an object that is built, stored and read again: in the
 * simulated host a call here schedules the delivery at once, for the instant at which the step commits.
 */
import type { Envelope } from '../contracts/envelope.ts';
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { Instant } from '../model/instant.ts';
import type { ActorKey, ActorTypeNo } from './address.ts';

/** Decision points of the core that exist so far. */
export type DecisionPoint =
  | 'sourcing'
  | 'carrier'
  | 'delay-response'
  | 'delay-prediction'
  | 'invoice-anomaly'
  | 'dock-slot'
  | 'exception'
  | 'order-priority'
  | 'replenishment'
  | 'wave-sequence'
  | 'workload';

export interface DecisionRequest<Context = unknown, Option = unknown> {
  readonly point: DecisionPoint;
  /** Named attempt, from 1: part of every key that the decision draws with. */
  readonly attempt: number;
  readonly context: Context;
  readonly options: readonly Option[];
}

/** A view that the host attaches to an ask, with its version and age. */
export interface ActorRef {
  readonly type: ActorTypeNo;
  readonly key: ActorKey;
}

/** Work for a person. */
export interface HumanTask {
  /** Who: `planner`, `credit-clerk` ... */
  readonly role: string;
  readonly kind: string;
  /** Number of the task within its actor, from 1. */
  readonly no: number;
  readonly dueAt: Instant | null;
  readonly detail: string;
}

/** Postings of the core: name -> [debit account, credit account]. The amount is positive, in minor units. */
export const POSTINGS = {
  freightAccrued: ['freight-expense', 'freight-accrual'],
  freightApproved: ['freight-accrual', 'accounts-payable'],
  freightUnderAccrued: ['freight-expense', 'accounts-payable'],
  freightOverAccrued: ['freight-accrual', 'freight-expense'],
  freightPaid: ['accounts-payable', 'bank'],
  claimCredited: ['bank', 'claims-recovered'],
  customerCredited: ['sales-returns', 'accounts-receivable'],
  goodwillGranted: ['goodwill', 'accounts-receivable'],
  billCorrected: ['sales', 'accounts-receivable'],
  deliveryCredited: ['sales', 'accounts-receivable'],
  customsCharged: ['customs-fees', 'customs-account'],
} as const satisfies Record<string, readonly [debit: string, credit: string]>;

export type Posting = keyof typeof POSTINGS;

type BodyOf<Input extends Envelope, Kind> = Extract<Input, { readonly kind: Kind }>['body'];

export interface Out {
  /** Sends an input to another actor (or to itself). */
  tell<Input extends Envelope, Kind extends Input['kind']>(
    type: ActorTypeNo<Input>,
    key: ActorKey,
    kind: Kind,
    a: number,
    b: number,
    body: BodyOf<Input, Kind>,
  ): void;
  /** Sends a message to a partner system, through its lane; it is kept until the partner has it, or it is a dead letter. */
  send<Kind extends CoreToPartner['kind']>(
    partner: number,
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: BodyOf<CoreToPartner, Kind>,
  ): void;
  /**
   * Puts a message on the wire, for the partner middleware alone: it may get lost. What comes of it comes back to the
   * message's lane as `acknowledged`, or not at all.
   * @param attempt which transmission of this message it is, from 1
   */
  transmit(message: Envelope, attempt: number): void;
  /** Sets timer `id` of this actor for `at` (>= now), moving it if it is set. */
  timer(id: number, at: Instant): void;
  /** Cancels timer `id`; nothing happens if it is not set. */
  cancel(id: number): void;
  /** Asks for a decision; the answer is an input of kind `decided`. */
  ask(request: DecisionRequest, views: readonly ActorRef[]): void;
  /** Gives a person something to do; the answer is an input of kind `taskAnswered`. */
  task(task: HumanTask): void;
  /** Writes a business event that the core owns; n = which of this entity's events of this name, from 1. */
  event(name: string, n: number, a: number, b: number): void;
  /** Posts an amount (> 0, minor units) to the ledger. */
  post(posting: Posting, amountMinor: number): void;
  /** Samples a KPI. */
  kpi(name: string, value: number, unit: string): void;
  /** Notes something for the audit trail. */
  audit(subject: string, detail: string): void;
}
