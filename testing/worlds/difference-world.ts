/** The distributor whose deliveries differ from what was shipped, as long and as busy as a test asks for. */
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** Often enough that a few days have each way in which units differ. */
export const OFTEN: readonly string[] = [
  'systems.proof.differences.short=0.2',
  'systems.proof.differences.damaged=0.1',
  'systems.proof.differences.over=0.05',
];
export const AS_SHIPPED = 'systems.proof.differences.bill=shipped';

/** @param set `path=value`, as on the command line */
export function smallDifferences({
  days = 2,
  ordersPerDay = 80,
  set = OFTEN,
  overlays = ['short-deliveries'] as readonly string[],
} = {}): OutboundWorld {
  const demand = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`];
  const sets = { with: overlays, set: [...demand, ...set] };
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, sets));
  return buildOutboundWorld(scenario, scenario.seed);
}
