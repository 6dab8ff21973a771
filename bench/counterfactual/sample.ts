/**
 * Decisions in which a candidate would have chosen otherwise than the baseline, tried in the baseline's runs: what was the candidate's choice
 * worth, one by one?
 *
 * 1. One decision a replication, so that they are independent: the first that differs from a place in the run on that is drawn by key,
 *    evenly over the decisions of the points at which the two are decided by others.
 * 2. The run goes on by the baseline's policies after it: what is measured is one decision, not the policy.
 */
import type { SampledDecision } from '#reports/counterfactual/sample-report';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { Random } from '#sim/random/random';
import { Branches } from './branches.ts';
import { type DecisionSeen, findDecisions } from './find-decisions.ts';
import type { CounterfactualPlan } from './measured-twin.ts';
import { pointsApart, Rival } from './rival.ts';

export interface SamplePlan extends CounterfactualPlan {
  readonly candidate: OutboundPolicies;
  /** Decisions of a run, by point: among how many the place is drawn. */
  readonly asked: Readonly<Record<string, number>>;
}

/** null = none differs from that place on, or an invariant breaks in a branch. Cost: the run up to the decision, and two branches. */
export async function sampledDecision(plan: SamplePlan): Promise<SampledDecision | null> {
  const { candidate, asked, ...run } = plan;
  const apart = pointsApart(plan.policies, candidate);
  const decisions = [...apart].reduce((sum, point) => sum + (asked[point] ?? 0), 0);
  const place = Math.floor(new Random(plan.seed).stream('counterfactuals/place').unit(0, 0) * decisions);
  const rival = new Rival(run, candidate);
  let passed = 0;
  let choice = -1;
  const wanted = (_no: number, point: string, _type: string, _key: number, _attempt: number, mode: string) =>
    mode !== 'shadow' && apart.has(point) && passed++ >= place;
  const differs = async (decision: DecisionSeen): Promise<boolean> => {
    if (decision.chosen < 0) return false;
    choice = await rival.choiceAt(decision);
    return choice >= 0 && choice !== decision.chosen;
  };
  for await (const found of findDecisions(run, wanted, { differs })) {
    const { decision } = found;
    const { outcomes } = await new Branches(run, { kind: 'closed' }).tried(found, [decision.chosen, choice]);
    const [was, is] = [outcomes.get(decision.chosen), outcomes.get(choice)];
    if (was === undefined || is === undefined || typeof was === 'string' || typeof is === 'string')
      return null;
    const { no, point, entityType, entityKey, attempt, chosen } = decision;
    const told = { no, point, entityType, entityKey, attempt, baseline: chosen, candidate: choice };
    return { seed: plan.seed, ...told, advantageMinor: was.costMinor - is.costMinor };
  }
  return null;
}
