/** What things are called in a world, for documents. */
import type { InboundCanonicalContext } from '#orchestrator/canonical/from-inbound';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

/** The shipper, where a scenario gives it no name. */
const UNNAMED = 'shipper';

/** As a scenario has it: the world has timetables worked out from it, and numbers for countries. */
export interface WrittenPlace {
  readonly name: string;
  readonly zone: string;
  readonly country: string;
}

/** @param written places by name; one that is missing lies nobody knows where */
export function worldContext(
  world: OutboundWorld,
  written: readonly WrittenPlace[],
): InboundCanonicalContext {
  const { network, currency, names, wms, partners } = world;
  const known = new Map(written.map((place) => [place.name, place]));
  return {
    network,
    currency,
    nodes: names.nodes,
    places: names.places.map((name) => ({
      name,
      zone: known.get(name)?.zone ?? null,
      country: known.get(name)?.country ?? null,
    })),
    carriers: names.carriers,
    scacs: new Map(
      partners.flatMap((line) => (line.protocol === 'x12' ? [[line.carrier, line.scac] as const] : [])),
    ),
    products: names.products,
    unitWeightsGrams: wms.products.map(({ unitWeightGrams }) => unitWeightGrams),
    customers: customersOf(world),
    owner: names.owner ?? UNNAMED,
    suppliers: names.suppliers ?? [],
    orderName: names.order,
    purchaseOrderName: (no) => `PO-${String(no).padStart(7, '0')}`,
  };
}

/** A store is a customer of each node that supplies it. */
function customersOf({ names, replenishment }: OutboundWorld): readonly string[] {
  const customers = [...names.customers];
  if (replenishment === undefined) return customers;
  for (const [store, byNode] of replenishment.transfers.customerOf.entries())
    for (const [node, no] of byNode.entries())
      if (no >= 0) customers[no] = `${replenishment.stores[store]} of ${names.nodes[node]}`;
  return customers;
}
