/** The library's scenario of inbound, as long and as busy as a test asks for. */

import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin, type OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function inboundScenario(
  set: readonly string[] = [],
  overlays: readonly string[] = [],
): OutboundScenario {
  return outboundScenario(loadFrom('inbound-dock', {}, { set, with: overlays }));
}

export function smallInbound({
  days = 6,
  ordersPerDay = 60,
  set = [] as readonly string[],
} = {}): OutboundWorld {
  const scenario = inboundScenario([`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set]);
  return buildOutboundWorld(scenario, scenario.seed);
}

/** A twin of it, not yet started. */
export function inboundTwin(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}): OutboundTwin {
  const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
  return new OutboundTwin({ world, policies, seed: 1, ...options });
}
