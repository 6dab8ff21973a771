/** Where transfers go: stores, and nodes that other nodes supply; and what such nodes are to WMS. */
import type { WmsNode, WmsSettings } from '#mock-systems/wms/settings';
import type {
  ReplenishmentSection,
  StoreSection,
  SuppliedNodeSection,
} from '../../../schema/outbound/replenishment.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { ReplenishmentWorld } from '../../outbound-world.ts';
import type { Span } from '../systems/warehouses.ts';
import { windowsOf } from './delivery-windows.ts';

export interface Site extends Omit<StoreSection, 'size' | 'at'> {
  /** Of the node that it is; absent = a store. */
  readonly node?: number;
}

/** Where transfers go: stores, and after them the nodes that other nodes supply. */
export function sitesOf({ network }: OutboundScenario, { stores, nodes = [] }: ReplenishmentSection): Site[] {
  return [...stores, ...nodes.map((each) => siteAt(network, each))];
}

function siteAt({ nodes }: OutboundScenario['network'], section: SuppliedNodeSection): Site {
  const { node: name, ...terms } = section;
  const node = nodes.findIndex((each) => each.name === name);
  return { ...terms, name, place: nodes[node]!.place, node };
}

/** What other nodes send comes from nowhere else: WMS orders nothing of it. */
export function suppliedByNodes(nodes: readonly WmsNode[], scenario: OutboundScenario): readonly WmsNode[] {
  const { replenishment, network } = scenario;
  const supplied = new Set(replenishment?.nodes?.map(({ node }) => node));
  if (supplied.size === 0) return nodes;
  const listed = replenishment!.groups.reduce((sum, { products }) => sum + products, 0);
  return nodes.map((node, no) => {
    const { stock } = node;
    if (stock === null || !supplied.has(network.nodes[no]!.name)) return node;
    const replenished = stock.replenishment.map((plan) => ({
      ...plan,
      products: plan.products.filter(({ product }) => product >= listed),
    }));
    return { ...node, stock: { ...stock, replenishment: replenished } };
  });
}

/** Where nodes receive what other nodes send; nothing where none does. */
export function transferDocks(
  scenario: OutboundScenario,
  { system }: Pick<ReplenishmentWorld, 'system'>,
  span: Span,
): Pick<WmsSettings, 'transfers'> {
  const section = scenario.replenishment!;
  if (section.nodes === undefined) return {};
  const { numbering, groups, casePack, msPerDelivery, msPerCase, rememberMs } = system;
  const firstSite = section.stores.length;
  const docks = sitesOf(scenario, section)
    .slice(firstSite)
    .map((site) => ({
      node: site.node!,
      windows: windowsOf(scenario, site, span),
      receivers: site.receivers,
    }));
  return {
    transfers: { numbering, firstSite, docks, groups, casePack, msPerDelivery, msPerCase, rememberMs },
  };
}
