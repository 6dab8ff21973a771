/** What a counterfactual costs against the run that it branches from, over the same time; measured in a process of its own. */

import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { assert } from '#sim/assert';
import { cpuMs, median } from '../harness/measure.ts';
import { distributorWorld } from '../throughput/outbound/distributor.ts';
import { Branches, type BranchOutcome } from './branches.ts';
import { type FoundDecision, findDecisions } from './find-decisions.ts';
import { type CounterfactualPlan, MeasuredTwin } from './measured-twin.ts';

export interface CounterfactualWork {
  readonly orders: number;
  /** After the decision. */
  readonly horizonMs: number;
}

export interface CounterfactualCost {
  /** One alternative, with its copy and what is measured at the end; CPU time, ms. */
  readonly counterfactualMs: number;
  /** The run itself, going on over the same time. */
  readonly plainMs: number;
  /** Their ratio, median of pairs. */
  readonly ratio: number;
  /** Taking over a copy. */
  readonly restoreMs: number;
  /** Making the run again up to the decision, and copying it there. */
  readonly findMs: number;
  readonly events: number;
}

const PAIRS = 5;
/** Before the engine has settled. */
const PAIRS_BEFORE = 1;

export async function costOfCounterfactual({
  orders,
  horizonMs,
}: CounterfactualWork): Promise<CounterfactualCost> {
  const world = distributorWorld({ orders });
  const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
  const plan: CounterfactualPlan = { world, policies, seed: 1 };
  const before = cpuMs();
  const found = await midway(plan, orders / 2);
  const findMs = cpuMs() - before;
  const branches = new Branches(plan, { kind: 'for', ms: horizonMs });
  const source = new MeasuredTwin(plan);
  const [counterfactuals, plains, restores]: number[][] = [[], [], []];
  let events = 0;
  for (let pair = 0; pair < PAIRS_BEFORE + PAIRS; pair++) {
    const restoreMs = await cpuMsOf(() => source.restore(found.before));
    const plainMs = await cpuMsOf(() =>
      source.twin.runQuiescent({ until: source.twin.kernel.now + horizonMs }),
    );
    events = source.twin.kernel.events - found.before.snapshot.events;
    let digest = '';
    const { chosen } = found.decision;
    const counterfactualMs = await cpuMsOf(async () => {
      const { outcomes } = await branches.tried(found, [chosen]);
      ({ digest } = outcomes.get(chosen) as BranchOutcome);
    });
    assert(
      digest === source.twin.kernel.digest.hex(),
      'forced to what was chosen, the branch is not the run',
    );
    if (pair < PAIRS_BEFORE) continue;
    counterfactuals!.push(counterfactualMs);
    plains!.push(plainMs);
    restores!.push(restoreMs);
  }
  return {
    counterfactualMs: median(counterfactuals!),
    plainMs: median(plains!),
    ratio: median(counterfactuals!.map((each, i) => each / plains![i]!)),
    restoreMs: median(restores!),
    findMs,
    events,
  };
}

/** The sourcing of an order in the midst of them, when all are under way. */
async function midway(plan: CounterfactualPlan, order: number): Promise<FoundDecision> {
  const wanted = (_no: number, point: string, _type: string, key: number): boolean =>
    point === 'sourcing' && key === order;
  for await (const found of findDecisions(plan, wanted)) return found;
  throw new Error(`nothing was decided about order ${order}`);
}

async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = cpuMs();
  await work();
  return cpuMs() - before;
}
