/**
 * One decision of the log: the question, what was decided by whom and why, with which probability, and what came of it.
 *
 * 1. Lists go by option, in the order in which options were offered to the gate.
 * 2. A probability is told where it is known: 1 for what a policy that draws nothing chose, what an exploring policy says of what it
 *    drew; null where somebody overruled an exploring policy. Where exploration took another option than the rule advised, nobody was
 *    overruled: that was the draw.
 */
import type { LoggedView } from './logged-point.ts';
import { answerOf } from './model-answer.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface LogRow {
  /** Row of the table `decisions`, from 1. */
  readonly decision: number;
  /** Epoch ms. */
  readonly time: number;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  readonly policy: string;
  readonly policyDigest: string | null;
  readonly mode: string;
  /** Index; -1 = none. */
  readonly chosen: number;
  readonly recommended: number;
  readonly override: string | null;
  readonly fallback: string | null;
  readonly confidence: number | null;
  readonly latencyMs: number;
  readonly inputDigest: string;
  readonly auditHash: string;
  readonly context: Fields;
  readonly options: readonly Fields[];
  /** The hard rule that removed it; null = it was offered. */
  readonly ruledOut: readonly (string | null)[];
  /** null = the policy gives none. */
  readonly scores: readonly (number | null)[] | null;
  /** Of what was chosen. */
  readonly propensity: number | null;
  readonly views: readonly LoggedView[];
  /** Row by row, one an option. */
  readonly features: ArrayLike<number>;
  /** By column of the point's outcome; NaN = not known. */
  readonly outcome: readonly number[];
  /** Epoch ms; NaN = it is not known. */
  readonly outcomeKnownAt: number;
}

/** What a shadow chose counted for nothing. */
export function counted({ mode }: Pick<LogRow, 'mode'>): boolean {
  return mode !== 'shadow';
}

/** `kept` and `beyond`: a model's limits of authority were checked; `none`: there were none to check. */
export function authorityOf({ fallback, policyDigest, recommended }: LogRow): 'kept' | 'beyond' | 'none' {
  if (fallback === 'beyond-authority') return 'beyond';
  return policyDigest !== null && fallback === null && recommended >= 0 ? 'kept' : 'none';
}

/** As `override` has it where a rule of thumb explored. */
const EXPLORATION = 'exploration';

/** @param said by an exploring policy, of what it recommended; of an exploring arm, of what was chosen */
export function propensityOf(
  said: number | null,
  {
    chosen,
    recommended,
    fallback,
    override,
  }: Pick<LogRow, 'chosen' | 'recommended' | 'fallback' | 'override'>,
): number | null {
  if (chosen < 0) return null;
  if (said === null) return 1;
  if (override === EXPLORATION) return said;
  return fallback === null && override === null && recommended === chosen ? said : null;
}

/** By option; null = not known. */
export function propensities(row: LogRow): (number | null)[] {
  const { ruledOut, chosen, propensity, override } = row;
  if (override === EXPLORATION) return spreadPropensities(row) ?? [];
  return ruledOut.map((rule, i) => {
    if (rule !== null) return 0;
    if (i === chosen) return propensity;
    return propensity === 1 ? 0 : null;
  });
}

/**
 * As `propensities`, with what is left over shared alike by the other options that were offered; of what was explored it is what was advised
 * that has the rest. null = nothing is known.
 */
export function spreadPropensities(row: LogRow): number[] | null {
  const { ruledOut, chosen, propensity, override, recommended } = row;
  if (propensity === null) return null;
  const others = ruledOut.filter((rule) => rule === null).length - 1;
  return ruledOut.map((rule, i) => {
    if (i === chosen) return others > 0 ? propensity : 1;
    if (override === EXPLORATION && rule === null)
      return i === recommended ? 1 - others * propensity : propensity;
    return rule === null ? (1 - propensity) / others : 0;
  });
}

/** Scores of the options offered, put in their places among all; null = there are none. */
export function scoresByOption(
  answer: string | null,
  ruledOut: readonly (string | null)[],
): (number | null)[] | null {
  const scores = answer === null ? null : answerOf(answer);
  if (scores === null) return null;
  let offered = 0;
  return ruledOut.map((rule) => (rule === null ? (scores[offered++] ?? null) : null));
}

/** Why a decision can't be learnt from as a draw with an outcome; null = it can. */
export function leftOut(row: LogRow, reward: number): LeftOut | null {
  if (!counted(row)) return 'shadow';
  if (row.chosen < 0) return 'noOption';
  if (row.propensity === null) return 'propensityUnknown';
  return Number.isNaN(reward) ? 'rewardUnknown' : null;
}

export type LeftOut = 'shadow' | 'noOption' | 'propensityUnknown' | 'rewardUnknown';
