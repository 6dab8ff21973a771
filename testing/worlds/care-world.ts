/** The distributor of the library whose customers are heard and send back, as long and as busy as a test asks for. */
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin, type OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function smallCare({
  days = 3,
  ordersPerDay = 80,
  set = [] as readonly string[],
  from = 'b2b-distributor',
  overlays = ['returns-wave'] as readonly string[],
} = {}): OutboundWorld {
  const demand = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`];
  const scenario = outboundScenario(loadFrom(from, {}, { with: overlays, set: [...demand, ...set] }));
  return buildOutboundWorld(scenario, scenario.seed);
}

/** A twin of it, not yet started. */
export function careTwin(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): OutboundTwin {
  const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
  return new OutboundTwin({ world, policies, seed: 1, ...options });
}
