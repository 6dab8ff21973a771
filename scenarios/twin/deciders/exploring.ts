/**
 * A rule of thumb that now and then does something else, with a known probability: from its log other policies can be judged, and learnt.
 *
 * 1. Each option that hard rules allow is taken with the floor at least, what the rule advises with all the rest; where so many options have
 *    the floor that nothing is left, all alike. The probability of what was taken is on record as its propensity.
 * 2. The draw is keyed by the order (of a load: its smallest shipment's) and the attempt: removing one order moves no draw of another.
 * 3. What a person decides is left as it is.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { offeredOf } from '#orchestrator/decisions/gate';
import type { Network } from '#orchestrator/model/network';
import { assert } from '#sim/assert';
import type { Random } from '#sim/random/random';
import type { Decided, Decider } from '../../host/ports.ts';
import { questionOf, rulesOf } from './decision-rules.ts';
import { drawKeyOf } from './draw-key.ts';

export interface Exploration {
  readonly point: DecisionPoint;
  /** Probability of each option, at least; above 0, at most 1. 1 = all alike. */
  readonly floor: number;
}

/** As it decides, but for what is explored. @param exploration absent = nothing */
export function exploring(
  exploration: Exploration | undefined,
  network: Network,
  random: Random,
  keyOf: (order: number) => number,
  decide: Decider,
): Decider {
  if (exploration === undefined) return decide;
  const { point, floor } = exploration;
  assert(floor > 0 && floor <= 1, `an exploration floor must be above 0 and at most 1, got ${floor}`);
  const rules = rulesOf(network);
  const draws = random.stream(`exploration/${point}`);
  return (ask) => {
    const decided = decide(ask);
    if (ask.point !== point || decided.chosen < 0 || decided.person !== undefined) return decided;
    const offered = offeredOf(questionOf(ask, rules));
    return explored(decided, offered, floor, draws.unit(drawKeyOf(ask, keyOf), ask.attempt));
  };
}

function explored(decided: Decided, offered: readonly number[], floor: number, drawn: number): Decided {
  const each = Math.min(floor, 1 / offered.length);
  const aside = each * offered.length;
  const chosen =
    drawn < aside ? offered[Math.min(offered.length - 1, Math.floor(drawn / each))]! : decided.chosen;
  if (chosen === decided.chosen) return { ...decided, propensity: Math.max(each, each + 1 - aside) };
  return {
    ...decided,
    chosen,
    propensity: each,
    instead: { of: decided.chosen, by: 'exploration' },
  };
}
