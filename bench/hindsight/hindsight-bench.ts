/** What hindsight costs: a bound against the run that it is made from, and the solver on an assignment of stated size. Each function is a child's work. */
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { Random } from '#sim/random/random';
import { runOutboundArms } from '../experiments/outbound-arms.ts';
import { cpuMs } from '../harness/measure.ts';
import { distributorWorld } from '../throughput/outbound/distributor.ts';
import { boundAssignment } from './assignment.ts';
import type { Way } from './assignment-problem.ts';
import { highsSolver } from './highs-solver.ts';
import { hindsightOf } from './hindsight.ts';

const SEED = 1;

export interface BoundCost {
  readonly runMs: number;
  readonly boundMs: number;
}

export async function boundCost({ orders }: { readonly orders: number }): Promise<BoundCost> {
  const world = distributorWorld({ orders });
  const policies = [outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy)];
  const start = cpuMs();
  const [arm] = await runOutboundArms({ world, policies, seed: SEED });
  const ran = cpuMs();
  await hindsightOf({ world, seed: SEED, arm: arm! });
  return { runMs: ran - start, boundMs: cpuMs() - ran };
}

export interface AssignmentSize {
  readonly items: number;
  readonly resources: number;
}

export interface AssignmentCost {
  readonly wallMs: number;
  readonly gap: number;
}

/** Each item may take any resource; half of them can have what they like best. */
export async function assignmentCost({ items, resources }: AssignmentSize): Promise<AssignmentCost> {
  const random = new Random(SEED).stream('bench/assignment');
  const ways = Array.from({ length: items }, (_, item): readonly Way[] => [
    ...Array.from({ length: resources }, (_each, i) => ({ cost: random.integer(item, i, 1000), uses: [i] })),
    { cost: 2000, uses: [] },
  ]);
  const capacities = Array.from({ length: resources }, () => Math.ceil(items / resources / 2));
  const start = performance.now();
  const { bound, found } = await boundAssignment({ ways, capacities }, highsSolver());
  return { wallMs: performance.now() - start, gap: (found - bound) / bound };
}
