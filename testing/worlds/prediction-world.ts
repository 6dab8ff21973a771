/** The distributor whose delays are predicted and whose bills are judged, as long and as busy as a test asks for. */
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function predictingWorld(
  set: readonly string[] = [],
  overlays: readonly string[] = ['own-rates', 'delay-prediction', 'bill-audit'],
): OutboundWorld {
  const sets = ['demand.days=3', 'demand.ordersPerDay=120', ...set];
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { with: overlays, set: sets }));
  return buildOutboundWorld(scenario, scenario.seed);
}
