/**
 * The decision gate: hard rules, then the policy in force, then hard rules again.
 *
 * 1. An option that a hard rule forbids is never offered to a policy and never comes out.
 * 2. A policy answers with the index of an offered option, or -1 for "none of these". Anything else (NaN, an
 *    index that was not offered) counts as no answer and is noted as fallback.
 * 3. Where the policy gives no answer, the result is -1: a person or the process must go on.
 */

/** Whatever answers a decision point. Pure: no clock, no chance, no memory. */
export interface Policy<Context, Option> {
  readonly name: string;
  readonly summary: string;
  /** @returns index into `options`, or -1 */
  recommend(context: Context, options: readonly Option[]): number;
}

/** A deterministic check that always wins. */
export interface HardRule<Context, Option> {
  readonly name: string;
  allows(context: Context, option: Option): boolean;
}

export interface GateResult {
  /** Index into the options asked with, or -1. */
  readonly chosen: number;
  /** Options that hard rules removed. */
  readonly removed: number;
  /** Why the policy's answer was not used; null when it was. */
  readonly fallback: 'no-option-left' | 'policy-declined' | 'invalid-answer' | null;
}

/** Runs the gate once. Cost: every rule on every option, the policy once. */
export function passGate<Context, Option>(
  context: Context,
  options: readonly Option[],
  rules: readonly HardRule<Context, Option>[],
  policy: Policy<Context, Option>,
): GateResult {
  const offeredFrom: number[] = [];
  const offered: Option[] = [];
  options.forEach((option, i) => {
    if (!rules.every((rule) => rule.allows(context, option))) return;
    offeredFrom.push(i);
    offered.push(option);
  });
  const removed = options.length - offered.length;
  if (offered.length === 0) return { chosen: -1, removed, fallback: 'no-option-left' };
  const answer = policy.recommend(context, offered);
  if (answer === -1) return { chosen: -1, removed, fallback: 'policy-declined' };
  const chosen = offeredFrom[answer];
  if (chosen === undefined) return { chosen: -1, removed, fallback: 'invalid-answer' };
  const broken = rules.find((rule) => !rule.allows(context, options[chosen]!));
  if (broken !== undefined)
    throw new Error(`hard rule "${broken.name}" broken by option ${chosen} after the gate`);
  return { chosen, removed, fallback: null };
}
