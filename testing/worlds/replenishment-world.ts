/** The stores of `retail-replenishment`, as long and as busy as a test asks for. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

type StockSection = NonNullable<OutboundScenario['network']['nodes'][number]['stock']>;

/**
 * @param set `path=value`, as on the command line
 * @param stock what is different about that of the first node
 */
export function storesWorld({
  days = 6,
  ordersPerDay = 20,
  set = [] as readonly string[],
  overlays = [] as readonly string[],
  stock = {} as Partial<StockSection>,
  seed = 1,
} = {}): OutboundWorld {
  const changes = [`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set];
  const loaded = loadFrom('retail-replenishment', {}, { with: [...overlays], set: changes });
  const scenario = outboundScenario(loaded);
  const nodes = scenario.network.nodes.map((node, i) =>
    i > 0 || node.stock === undefined ? node : { ...node, stock: { ...node.stock, ...stock } },
  );
  return buildOutboundWorld({ ...scenario, network: { ...scenario.network, nodes } }, seed);
}
