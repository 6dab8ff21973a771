/** The distributor with proofs of delivery that are looked at, as long and as busy as a test asks for. */
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function smallProofs({
  days = 2,
  ordersPerDay = 80,
  set = [] as readonly string[],
} = {}): OutboundWorld {
  const sets = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set];
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { with: ['unread-proofs'], set: sets }));
  return buildOutboundWorld(scenario, scenario.seed);
}
