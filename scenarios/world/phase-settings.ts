/**
 * How far orchestration has come: which way each message takes between core and partners, who answers each decision point, and what
 * nobody does at all. Plain data of an arm; docs/adr/0020 says why just these three.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { PolicyNames } from '#orchestrator/decisions/points';
import type { ProcessLimits } from '#orchestrator/model/network';

/** The way of a kind of message. One that is not named goes directly. */
export type Way =
  /** It lies until the next file of its interface, `offsetMs` after whole multiples of `everyMs` since the epoch. */
  | { readonly kind: 'file'; readonly everyMs: number; readonly offsetMs?: number }
  /** Somebody reads it, or types it in. */
  | { readonly kind: 'by-hand'; readonly role: string }
  /** Nobody sends it. Of the core's only. */
  | { readonly kind: 'never' };

/**
 * `auto`: the policy. `confirm`: it recommends, a person says yes, or goes by the rule of thumb instead. `person`: a person goes by the
 * arm's policy as a rule of thumb. `rule`: as that says, at once.
 */
export const DECIDED_BY = ['auto', 'confirm', 'person', 'rule'] as const;

export interface DecisionWay {
  readonly by: (typeof DECIDED_BY)[number];
  /** Of the person; '' where there is none. */
  readonly role: string;
  /** Share of a person's decisions that fall on another option than was meant. */
  readonly mistakeShare: number;
  /** Share of recommendations that are not followed. */
  readonly overrideShare: number;
}

export interface PhaseSettings {
  readonly name: string;
  /** By kind of message. */
  readonly ways: ReadonlyMap<string, Way>;
  /** A point that is not named is decided by the policy. */
  readonly decisions: Readonly<Partial<Record<DecisionPoint, DecisionWay>>>;
  /** What is gone by where no policy decides; of a point that is not named, what the scenario or the arm says. */
  readonly thumbs: PolicyNames;
  /** Of the process, where they differ from the scenario's. */
  readonly limits: Readonly<Partial<ProcessLimits>>;
  /** Share of what the platform costs to run. */
  readonly platformShare: number;
  /** What somebody forgot in a tray is come across after so long. */
  readonly foundAfterMs: number;
  /** Everything of an order is over so long after its release, but for the queues of teams; absent = no bound is known. */
  readonly settleBoundMs?: number;
  /** How often one order may wait for a person on the way of a message or for a decision. */
  readonly handSteps: number;
}
