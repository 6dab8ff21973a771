/** What the folds of a report need to know of a world: see `FoldFacts`. */
import type { FoldFacts } from '#reports/aggregates/arm-folds';
import type { Receiver } from '#reports/aggregates/network/network-flows';
import type { NetworkPlaces } from '#reports/aggregates/network/network-fold';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { overTimeFacts } from './over-time-facts.ts';

export function foldFacts(world: OutboundWorld): FoldFacts {
  return { places: networkPlaces(world), overTime: overTimeFacts(world) };
}

function networkPlaces(world: OutboundWorld): NetworkPlaces {
  const { names, network, tms, positions } = world;
  return {
    places: names.places.map((name, no) => ({
      name,
      latitude: positions?.[no]?.latitude ?? null,
      longitude: positions?.[no]?.longitude ?? null,
    })),
    nodes: network.nodes.map(({ place }, no) => ({ name: names.nodes[no] ?? String(no), place })),
    customers: network.customers,
    receivers: receiversOf(world),
    ...storesOf(world),
    carriers: names.carriers,
    suppliers: names.suppliers ?? [],
    modeOf: (rate) => tms.lines[rate]?.mode ?? null,
  };
}

/** Where there are stores. */
function storesOf({ replenishment }: OutboundWorld): Pick<NetworkPlaces, 'stores'> {
  if (replenishment === undefined) return {};
  const { placeOf, nodeOf } = replenishment.transfers;
  return { stores: placeOf.map((place, store) => ({ place, isNode: (nodeOf?.[store] ?? -1) >= 0 })) };
}

/** Stores are customers of the nodes that supply them, and so are nodes that others supply. */
function receiversOf({ replenishment }: OutboundWorld): ReadonlyMap<number, Receiver> {
  const receivers = new Map<number, Receiver>();
  if (replenishment === undefined) return receivers;
  const { customerOf, nodeOf } = replenishment.transfers;
  for (const [store, byNode] of customerOf.entries())
    for (const customer of byNode)
      if (customer >= 0) receivers.set(customer, (nodeOf?.[store] ?? -1) >= 0 ? 'nodes' : 'stores');
  return receivers;
}
