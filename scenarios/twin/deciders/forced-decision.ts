/**
 * One decision made to come out otherwise: for a branch that asks what an alternative would have brought.
 *
 * 1. Everything is decided as it would be, by whoever does, in the same time; of that one decision another option counts, and it is on
 *    record as `forced`.
 * 2. An option that a hard rule forbids can't be forced.
 * 3. What a shadow says counts for nothing, and is left as it is.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import type { Network } from '#orchestrator/model/network';
import { AssertionError } from '#sim/assert';
import type { Ask, Decided, Decider, OutsideDecider } from '../../host/ports.ts';

export interface ForcedDecision {
  readonly point: DecisionPoint;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  /** Index into the options asked with. */
  readonly option: number;
}

export interface Deciders {
  readonly decide: Decider;
  readonly outside: OutsideDecider | null;
}

/** As they decide, but for one decision. @param forced absent = none */
export function forcing(forced: ForcedDecision | undefined, network: Network, deciders: Deciders): Deciders {
  if (forced === undefined) return deciders;
  const { decide, outside } = deciders;
  const force = (ask: Ask, decided: Decided): Decided =>
    isOf(forced, ask) ? asForced(forced, network, ask, decided) : decided;
  return {
    decide: (ask) => force(ask, decide(ask)),
    outside:
      outside === null
        ? null
        : {
            answers: outside.answers,
            plan: (ask) => outside.plan(ask),
            questionOf: (ask) => outside.questionOf(ask),
            settle: (ask, question, answer) => {
              const { decided, referral } = outside.settle(ask, question, answer);
              return { decided: question.obeyed ? force(ask, decided) : decided, referral };
            },
          },
  };
}

function isOf({ point, entityType, entityKey, attempt }: ForcedDecision, ask: Ask): boolean {
  return (
    ask.entityKey === entityKey &&
    ask.attempt === attempt &&
    ask.point === point &&
    ask.entityType === entityType
  );
}

function asForced({ option }: ForcedDecision, network: Network, ask: Ask, decided: Decided): Decided {
  const place = `option ${option} of ${ask.point} on ${ask.entityType} ${ask.entityKey}`;
  if (option < 0 || option >= ask.options.length)
    throw new AssertionError(`${place} can't be forced: it has options 0 to ${ask.options.length - 1}`);
  const rule = ruleAgainst(network, ask, option);
  if (rule !== null)
    throw new AssertionError(`${place} can't be forced: hard rule "${rule.name}" forbids it`);
  return { ...decided, chosen: option, instead: { of: decided.chosen, by: 'forced' } };
}

/** The first hard rule that forbids an option; null = none does. */
export function ruleAgainst(
  network: Network,
  { point, context, options }: Pick<Ask, 'point' | 'context' | 'options'>,
  option: number,
): { readonly name: string; readonly summary: string } | null {
  const { rules } = POINTS[point];
  return rules.find((rule) => !rule.in(network).allows(context as never, options[option] as never)) ?? null;
}
