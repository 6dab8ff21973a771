/**
 * What a log says of a policy that it did not follow, beside what that policy really brings: IPS, SNIPS and DR from the log of an exploring
 * run, and the twin run with the policy itself on the same seeds.
 *
 * 1. A decision is the first one on an order; its reward is less the landed cost of the order.
 * 2. The model of costs that DR needs is learnt from other seeds than it is used on (cross-fitting).
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { type AnyPolicy, inNetwork } from '#scenarios/twin/deciders/decision-rules';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import {
  evaluateOffPolicy,
  type LoggedDecision,
  type OffPolicyEstimate,
} from '../../statistics/off-policy.ts';
import { libraryScenario } from '../../throughput/library/library-scenario.ts';
import { costEquation } from './cost-model.ts';
import { bestRidge, leastSquares } from './least-squares.ts';
import { type LoggedCase, type LoggedRun, loggedRun } from './logged-cases.ts';

export interface TruthPlan {
  readonly scenario: string;
  readonly set: readonly string[];
  readonly point: DecisionPoint;
  /** Of the log. */
  readonly policy: string;
  readonly floor: number;
  /** That is judged. */
  readonly other: string;
  /** Two at least. */
  readonly seeds: readonly number[];
}

export interface OffPolicyTruth {
  readonly estimate: OffPolicyEstimate;
  /** Mean reward of a decision with the other policy in force, by the twin. */
  readonly truth: number;
  readonly decisions: number;
}

export async function offPolicyTruth(plan: TruthPlan): Promise<OffPolicyTruth> {
  const logs: LoggedCase[][] = [];
  const truths: LoggedCase[] = [];
  for (const seed of plan.seeds) {
    logs.push(firsts(await runOf(plan, plan.policy, seed, true)));
    truths.push(...firsts(await runOf(plan, plan.other, seed, false)));
  }
  return truthOf(logs, truths, plan.floor);
}

/**
 * @param logs of runs that explore, one a seed, two at least
 * @param truths of runs of the other policy, all together
 * @param floor least probability of an option in the logs
 */
export function truthOf(
  logs: readonly (readonly LoggedCase[])[],
  truths: readonly LoggedCase[],
  floor: number,
): OffPolicyTruth {
  const rows = logs.flatMap((log, run) => {
    const model = costsFrom(logs.filter((_, other) => other !== run));
    return log.flatMap((each) => loggedDecision(each, floor, model));
  });
  return {
    estimate: evaluateOffPolicy(rows),
    truth: -truths.reduce((sum, { costMinor }) => sum + costMinor, 0) / truths.length,
    decisions: rows.length,
  };
}

function runOf(
  { scenario: name, set, point, floor, other }: TruthPlan,
  policy: string,
  seed: number,
  explores: boolean,
): Promise<LoggedRun> {
  const scenario = libraryScenario(name, set);
  if (isRecorded(scenario)) throw new Error(`${name} reads its orders from files`);
  const world = buildOutboundWorld(scenario, seed);
  const said = outboundPolicies({ [point]: policy }, namesForAll(scenario));
  const policies = explores ? { ...said, exploration: { point, floor } } : said;
  return loggedRun({ world, policies, point, seed, other: policyOf(point, other, world.network) });
}

function policyOf(point: DecisionPoint, name: string, network: Parameters<typeof inNetwork>[1]): AnyPolicy {
  return inNetwork(outboundPolicies({ [point]: name }).by, network)[point];
}

/** First decisions on an order. */
export function firsts({ cases }: LoggedRun): LoggedCase[] {
  return cases.filter(({ attempt }) => attempt === 1);
}

/** Cost of an option, minor units. */
type Costs = (each: LoggedCase, row: number) => number;

function costsFrom(logs: readonly (readonly LoggedCase[])[]): Costs {
  const groups = logs.map((log) => log.map((each) => costEquation(each, each.chosen)));
  const all = groups.flat();
  const coefficients = leastSquares(all, groups.length > 1 ? bestRidge(groups) : 0.01);
  const told = (x: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * coefficients[i]!, 0);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const level = all.reduce((sum, { x, y, weight }) => sum + weight * (y - told(x)), 0) / total;
  return (each, row) => level + told(costEquation(each, row).x);
}

/** None where the other policy would have taken nothing. */
function loggedDecision(each: LoggedCase, floor: number, costs: Costs): LoggedDecision[] {
  const { rows, chosen, recommended, other, costMinor } = each;
  if (other === null || other < 0) return [];
  const options = Array.from({ length: rows }, (_, row) => row);
  const least = Math.min(floor, 1 / rows);
  return [
    {
      chosen,
      propensities: options.map((row) => (row === recommended ? 1 - (rows - 1) * least : least)),
      reward: -costMinor,
      target: options.map((row) => (row === other ? 1 : 0)),
      predicted: options.map((row) => -costs(each, row)),
    },
  ];
}
