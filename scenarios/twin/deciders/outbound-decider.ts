/** Who answers the decision points of a run: a policy for each, behind the hard rules of its network. */
import type { DecisionPoint } from '#orchestrator/core/out';
import {
  byPoint,
  DECISION_POINTS,
  POINTS,
  type PolicyNames,
  type PolicySet,
} from '#orchestrator/decisions/points';
import type { Network } from '#orchestrator/model/network';
import { AssertionError } from '#sim/assert';
import type { Decider } from '../../host/ports.ts';
import type { PhaseSettings } from '../../world/phase-settings.ts';
import { type AnyPolicy, decideBy, inNetwork, rulesOf } from './decision-rules.ts';
import type { Exploration } from './exploring.ts';
import type { ForcedDecision } from './forced-decision.ts';
import type { PointModel } from './model-policy.ts';

/** One arm of a comparison. */
export interface OutboundPolicies {
  readonly name: string;
  /** Where there is a model: what decides where the model does not. */
  readonly by: PolicySet;
  /** Points for which the arm itself says who answers, not the world. */
  readonly said: readonly DecisionPoint[];
  /** Policies that its names may mean beside those of the house. */
  readonly own: readonly OwnPolicy[];
  /** Answers its point from outside of the run; absent = rules of thumb decide alone. */
  readonly model?: PointModel;
  /** How far orchestration has come; absent = as the world says, or all the way. */
  readonly phase?: PhaseSettings;
  /** Of a rule of thumb; absent = it always does what it advises. */
  readonly exploration?: Exploration;
  /** In a what-if: a decision that comes out otherwise. */
  readonly forced?: ForcedDecision;
}

/** A policy beside those of the house. */
export interface OwnPolicy {
  readonly point: DecisionPoint;
  readonly policy: AnyPolicy;
}

/**
 * The policies of these names; throws where there is none of a name.
 * @param said by the arm, which is called as its policy for `sourcing`
 * @param otherwise by the world; what that leaves open too is decided by the point's baseline
 */
export function outboundPolicies(
  said: PolicyNames,
  otherwise: PolicyNames = {},
  own: readonly OwnPolicy[] = [],
): OutboundPolicies {
  const by = byPoint((point) =>
    policyNamed(point, said[point] ?? otherwise[point] ?? POINTS[point].baseline, own),
  ) as PolicySet;
  const points = DECISION_POINTS.filter((point) => said[point] !== undefined);
  return { name: by.sourcing.name, by, said: points, own };
}

/** Throws where there is none. */
export function policyNamed(point: DecisionPoint, name: string, own: readonly OwnPolicy[]): AnyPolicy {
  const policies: readonly AnyPolicy[] = POINTS[point].policies;
  const mine = own.flatMap((each) => (each.point === point ? [each.policy] : []));
  const found = [...policies, ...mine].find((policy) => policy.name === name);
  if (found !== undefined) return found;
  const names = [...policies, ...mine].map((policy) => policy.name).join(', ');
  throw new AssertionError(`unknown policy for ${POINTS[point].about}: "${name}". There are ${names}`);
}

/** Decides at once, by the arm's rules of thumb. */
export function outboundDecider(network: Network, { by }: Pick<OutboundPolicies, 'by'>): Decider {
  const policies = inNetwork(by, network);
  const rules = rulesOf(network);
  return (ask) => {
    const policy = policies[ask.point];
    if (policy === undefined)
      throw new AssertionError(`nobody answers decision point "${ask.point}" of outbound fulfilment`);
    return decideBy(policy, ask, rules);
  };
}
