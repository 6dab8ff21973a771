/** What a policy that learns is told: a decision of its own, and what came of it, with the figures of the decision log (`docs/data-dictionary.md`). */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ContextOf, OptionOf } from '#orchestrator/decisions/points';

/** By decision point, as the columns `outcome.NAME` of its log. A test holds them together. */
export const OUTCOME_FIELDS = {
  'order-priority': ['costMinor', 'lateMs', 'unitsShipped', 'unitsCancelled'],
  sourcing: ['costMinor', 'lateMs', 'unitsShipped', 'unitsCancelled'],
  carrier: ['accepted', 'freightMinor', 'lateMs'],
  'delay-prediction': ['correct', 'late', 'lateMs'],
  'delay-response': ['lateMs', 'extraMinor'],
  'invoice-anomaly': ['paidMinor', 'overMinor'],
  'dock-slot': ['waitMs', 'lateMs', 'missed'],
  replenishment: ['salesLostMinor', 'onShelfShare'],
  'wave-sequence': ['waiting', 'leftWaiting'],
  workload: ['waiting', 'leftWaiting'],
  exception: ['resolutionMs', 'resolvedBy', 'escalated', 'touches'],
} as const satisfies Readonly<Record<DecisionPoint, readonly string[]>>;

/** `...Ms`: ms, `...Minor`: minor units; null = it never came to that. */
export type OutcomeOf<Point extends DecisionPoint> = {
  readonly [Name in (typeof OUTCOME_FIELDS)[Point][number]]: number | null;
};

export interface Told<Point extends DecisionPoint> {
  readonly context: ContextOf<Point>;
  /** That was taken, by its advice, or aside from it where the arm explores. */
  readonly option: OptionOf<Point>;
  /** With which it was taken; null = the arm explores nothing. */
  readonly propensity: number | null;
  /** Epoch ms. */
  readonly askedAt: number;
  /** When it was settled: now; epoch ms. */
  readonly knownAt: number;
  readonly outcome: OutcomeOf<Point>;
}
