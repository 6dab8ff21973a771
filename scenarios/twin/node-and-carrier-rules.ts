/** The hard rules of `node-and-carrier` in a world, and its decisions by a rule of thumb. */
import { type HardRule, passGate } from '#orchestrator/decisions/gate';
import {
  customerTie,
  type NodeAndCarrierContext,
  type NodeAndCarrierOption,
  type NodeAndCarrierPolicy,
  plantCan,
} from '#orchestrator/decisions/node-and-carrier';
import type { Decider } from '../host/ports.ts';
import type { World } from '../world/world.ts';

export function nodeAndCarrierRules(world: World): HardRule<NodeAndCarrierContext, NodeAndCarrierOption>[] {
  const { plants } = world;
  return [
    customerTie((plant) => plants[plant]?.customers ?? null),
    plantCan(
      (plant, product) => plants[plant]?.products.has(product) ?? false,
      (plant, port) => plants[plant]?.ports.includes(port) ?? false,
    ),
  ];
}

/** Decides at once, by `policy` alone. */
export function ruleOfThumb(world: World, policy: NodeAndCarrierPolicy): Decider {
  const rules = nodeAndCarrierRules(world);
  return (ask) => {
    const context = ask.context as NodeAndCarrierContext;
    const options = ask.options as readonly NodeAndCarrierOption[];
    const { chosen, removed, fallback } = passGate(context, options, rules, policy);
    return {
      chosen,
      removed,
      fallback,
      policy: policy.name,
      mode: 'active',
      score: null,
      confidence: null,
      propensity: null,
      latencyMs: 0,
    };
  };
}
