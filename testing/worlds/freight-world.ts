/** The distributor whose warehouses a third party runs on files and whose freight it arranges, as long and as busy as a test asks for. */
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

const ONE_ARM = 'policies=[cheapest-in-stock]';

/** @param set `path=value`, as on the command line */
export function freightWorld(
  set: readonly string[] = [],
  { seed = 1, overlays = ['three-pl', 'three-pl-freight'] } = {},
): OutboundWorld {
  const options = { with: overlays, set: [ONE_ARM, ...set] };
  return buildOutboundWorld(outboundScenario(loadFrom('as-is-to-be', {}, options)), seed);
}

export function smallFreight(set: readonly string[] = [], seed = 1): OutboundWorld {
  return freightWorld(['demand.days=2', 'demand.ordersPerDay=60', ...set], { seed });
}
