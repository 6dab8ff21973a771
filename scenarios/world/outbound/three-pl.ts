/** The third party of a scenario -> the line that its warehouses are reached by, and how often they advise their stock. */
import type { WmsNode } from '#mock-systems/wms/settings';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import { durationMs } from '../../schema/units.ts';
import type { OutboundWorld } from '../outbound-world.ts';
import { filesLineOf } from './partners.ts';

/** Absent where a scenario has none. */
export function threePlOf({ systems, network }: OutboundScenario): Pick<OutboundWorld, 'threePl'> {
  const { threePl } = systems;
  if (threePl === undefined) return {};
  const { nodes: names = network.nodes.map(({ name }) => name) } = threePl;
  const nodes = names.map((each) => network.nodes.findIndex(({ name }) => name === each));
  return { threePl: { nodes, ...filesLineOf(threePl) } };
}

/** The warehouses as their third party has them speak of their stock: each advice says all of it. */
export function withAdvices(nodes: readonly WmsNode[], scenario: OutboundScenario): readonly WmsNode[] {
  const { stockEvery } = scenario.systems.threePl ?? {};
  const { threePl } = threePlOf(scenario);
  if (stockEvery === undefined || threePl === undefined) return nodes;
  const periodMs = durationMs(stockEvery);
  return nodes.map((node, no) =>
    node.feed === null || !threePl.nodes.includes(no)
      ? node
      : { ...node, feed: { ...node.feed, periodMs, fullEvery: 1 } },
  );
}
