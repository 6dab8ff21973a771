/**
 * The decision gate. In this order: hard rules remove options -> the policy in force recommends -> limits on confidence,
 * data quality and authority -> accept, fall back to the baseline, or ask a person -> hard rules check the result.
 *
 * 1. An option that a hard rule forbids is never offered to a policy and never comes out, whoever decides.
 * 2. A policy answers with the index of an offered option, or -1 for "none of these". Anything else (NaN, an index that
 *    was not offered) counts as no answer and is noted as fallback.
 * 3. Where advice can't be used, the baseline decides among the same options; a rule of thumb has no baseline behind it,
 *    and there the result is -1: the process must go on.
 * 4. Pure: no clock, no chance, no memory. The same question and advice give the same result in every host.
 */
import type { Network } from '../model/network.ts';
import type { View } from './view.ts';

/** A rule of thumb: it answers a decision point by itself, at once. Pure. */
export interface Policy<Context, Option> {
  readonly name: string;
  readonly summary: string;
  /** What one answer costs, minor units of the scenario's currency, may be a fraction; absent = nothing is counted. */
  readonly costPerDecisionMinor?: number;
  /**
   * @param views pictures of known age that the question came with
   * @returns index into `options`, or -1
   */
  recommend(context: Context, options: readonly Option[], views: readonly View[]): number;
  /** The same policy where it must know the network that it is for; absent = it need not. */
  inNetwork?(network: Pick<Network, 'homes'>): Policy<Context, Option>;
}

/** A deterministic check that always wins. */
export interface HardRule<Context, Option> {
  readonly name: string;
  allows(context: Context, option: Option): boolean;
}

/** Why the policy in force was not obeyed. */
export type Fallback =
  | 'no-option-left'
  | 'policy-declined'
  | 'invalid-answer'
  | 'not-finite'
  | 'wrong-length'
  | 'model-failed'
  | 'timed-out'
  | 'stepped-down'
  | 'low-confidence'
  | 'poor-data'
  | 'beyond-authority';

/** What the policy in force says. `action` and `scores` count the options that were offered, not all. */
export interface Recommendation {
  readonly kind: 'recommended';
  readonly action: number;
  readonly scores: readonly number[] | null;
  /** 0..1 */
  readonly confidence: number | null;
  /** Probability with which it was drawn; null = it was not drawn. */
  readonly propensity: number | null;
}

export type Advice = Recommendation | { readonly kind: 'none'; readonly reason: Fallback };

/** What a recommendation must keep to be obeyed without more ado. */
export interface Limit<Context, Option> {
  readonly reason: Extract<Fallback, 'low-confidence' | 'poor-data' | 'beyond-authority'>;
  keeps(context: Context, option: Option, recommendation: Recommendation): boolean;
  /** Who decides instead. */
  readonly otherwise: 'baseline' | 'person';
}

export interface GateQuestion<Context, Option> {
  readonly context: Context;
  readonly options: readonly Option[];
  readonly rules: readonly HardRule<Context, Option>[];
  readonly views: readonly View[];
}

export interface GateResult {
  /** Index into the options asked with, or -1. */
  readonly chosen: number;
  /** Options that hard rules removed. */
  readonly removed: number;
  /** Why the advice was not used; null when it was. */
  readonly fallback: Fallback | null;
  /** What was advised, as an index into the options asked with; -1 = nothing that could be. */
  readonly recommended: number;
  /** Who decided instead; null = the policy in force did, or nobody could. */
  readonly override: 'baseline' | 'person' | null;
  /** Of the option advised. */
  readonly score: number | null;
  readonly confidence: number | null;
  readonly propensity: number | null;
}

/** Indices of the options that no hard rule forbids, ascending. Cost: every rule on every option. */
export function offeredOf<Context, Option>({
  context,
  options,
  rules,
}: GateQuestion<Context, Option>): number[] {
  const offered: number[] = [];
  for (let i = 0; i < options.length; i++) {
    if (brokenBy(rules, context, options[i]!) === undefined) offered.push(i);
  }
  return offered;
}

/** By option asked with: the first rule that forbids it; null = it is offered. */
export function ruledOut<Context, Option>({
  context,
  options,
  rules,
}: GateQuestion<Context, Option>): (string | null)[] {
  return options.map((option) => brokenBy(rules, context, option)?.name ?? null);
}

/** The first rule that forbids an option. */
function brokenBy<Context, Option>(
  rules: readonly HardRule<Context, Option>[],
  context: Context,
  option: Option,
): HardRule<Context, Option> | undefined {
  for (let i = 0; i < rules.length; i++) if (!rules[i]!.allows(context, option)) return rules[i];
  return undefined;
}

/** Runs the gate with a rule of thumb in force. Cost: every rule on every option, the policy once. */
export function passGate<Context, Option>(
  question: GateQuestion<Context, Option>,
  policy: Policy<Context, Option>,
): GateResult {
  const { options } = question;
  const offered = offeredOf(question);
  const removed = options.length - offered.length;
  if (offered.length === 0) return resultOf(removed, -1, 'no-option-left');
  const answer = answerOfThumb(policy, question, offered);
  if (answer === -1) return resultOf(removed, -1, 'policy-declined');
  const chosen = offered[answer];
  if (chosen === undefined) return resultOf(removed, -1, 'invalid-answer');
  checkAfter(question, chosen);
  return resultOf(removed, chosen, null);
}

/**
 * Runs the gate with advice that was given about the options `offered`.
 * @param baseline decides where the advice can't be used, and stands for the person who is asked
 */
export function passAdvice<Context, Option>(
  question: GateQuestion<Context, Option>,
  offered: readonly number[],
  advice: Advice,
  limits: readonly Limit<Context, Option>[],
  baseline: Policy<Context, Option>,
): GateResult {
  const { context, options } = question;
  const none = resultOf(options.length - offered.length);
  if (offered.length === 0) return { ...none, fallback: 'no-option-left' };
  const instead = (told: GateResult, fallback: Fallback, override: 'baseline' | 'person'): GateResult => {
    const chosen = offered[answerOfThumb(baseline, question, offered)] ?? -1;
    if (chosen >= 0) checkAfter(question, chosen);
    return { ...told, chosen, fallback, override };
  };
  if (advice.kind === 'none') return instead(none, advice.reason, 'baseline');
  if (advice.action === -1) return instead(none, 'policy-declined', 'baseline');
  const recommended = offered[advice.action];
  if (recommended === undefined) return instead(none, 'invalid-answer', 'baseline');
  const told = {
    ...none,
    recommended,
    score: advice.scores?.[advice.action] ?? null,
    confidence: advice.confidence,
    propensity: advice.propensity,
  };
  const broken = limits.find((limit) => !limit.keeps(context, options[recommended]!, advice));
  if (broken !== undefined) return instead(told, broken.reason, broken.otherwise);
  checkAfter(question, recommended);
  return { ...told, chosen: recommended };
}

function resultOf(removed: number, chosen = -1, fallback: Fallback | null = null): GateResult {
  return {
    chosen,
    removed,
    fallback,
    recommended: chosen,
    override: null,
    score: null,
    confidence: null,
    propensity: null,
  };
}

/** Index into `offered`. */
function answerOfThumb<Context, Option>(
  policy: Policy<Context, Option>,
  { context, options, views }: GateQuestion<Context, Option>,
  offered: readonly number[],
): number {
  // Nothing removed: they are the options themselves.
  const left = offered.length === options.length ? options : offered.map((i) => options[i]!);
  return policy.recommend(context, left, views);
}

/** A rule that changes its mind between the two checks is a fault of ours. */
function checkAfter<Context, Option>(
  { context, options, rules }: GateQuestion<Context, Option>,
  chosen: number,
): void {
  const broken = brokenBy(rules, context, options[chosen]!);
  if (broken !== undefined)
    throw new Error(`hard rule "${broken.name}" broken by option ${chosen} after the gate`);
}
