/** The hard rules of a network behind policies: who answers what, point by point. */
import {
  type GateQuestion,
  type HardRule,
  type Policy,
  passGate,
  ruledOut,
} from '#orchestrator/decisions/gate';
import { type ByPoint, byPoint, POINTS, type PolicySet } from '#orchestrator/decisions/points';
import type { Network } from '#orchestrator/model/network';
import type { Ask, Decided } from '../../host/ports.ts';

/** Of a point that does not matter here. */
export type AnyPolicy = Policy<unknown, unknown>;
export type PointRules = ByPoint<readonly HardRule<unknown, unknown>[]>;

export function rulesOf(network: Network): PointRules {
  return byPoint((point) => POINTS[point].rules.map((rule) => rule.in(network)));
}

/** The policies that know the network, where they must. */
export function inNetwork(policies: PolicySet, network: Network): ByPoint<AnyPolicy> {
  return byPoint((point) => {
    const policy: AnyPolicy = policies[point];
    return policy.inNetwork?.(network) ?? policy;
  });
}

/** As the gate takes it. */
export function questionOf(
  { point, context, options, views }: Ask,
  rules: PointRules,
): GateQuestion<unknown, unknown> {
  return { context, options, rules: rules[point], views };
}

/** Decided at once, by a rule of thumb. */
export function decideBy(policy: AnyPolicy, ask: Ask, rules: PointRules): Decided {
  const question = questionOf(ask, rules);
  const { chosen, removed, fallback } = passGate(question, policy);
  return {
    chosen,
    removed,
    ...(removed === 0 ? {} : { ruledOut: () => ruledOut(question) }),
    fallback,
    policy: policy.name,
    mode: 'active',
    score: null,
    confidence: null,
    propensity: null,
    latencyMs: 0,
  };
}
