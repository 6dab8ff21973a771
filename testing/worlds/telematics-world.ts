/** The distributor with devices on its carriers' vehicles and goods that need their temperature, as long and as busy as a test asks for. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function telematicsScenario(set: readonly string[] = []): OutboundScenario {
  return outboundScenario(loadFrom('b2b-distributor', {}, { with: ['live-positions'], set }));
}

export function smallTelematics({
  days = 2,
  ordersPerDay = 80,
  set = [] as readonly string[],
} = {}): OutboundWorld {
  const scenario = telematicsScenario([`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set]);
  return buildOutboundWorld(scenario, scenario.seed);
}
