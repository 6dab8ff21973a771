/** Whom the routing guide of a world has where, for KPIs: a carrier's rank is that of its best service. */
import { laneKey } from '#mock-systems/tms/lane';
import type { RoutingGuideLane } from '#mock-systems/tms/settings';
import { originsFrom } from '#orchestrator/model/network';
import type { OutboundFacts } from '#reports/kpis/outbound/facts';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

/** Nothing where a third party asks carriers by a list of its own, or nobody has a guide. */
export function guideFacts({
  network,
  tms,
  freight,
}: Pick<OutboundWorld, 'network' | 'tms' | 'freight'>): Pick<OutboundFacts, 'guideRank'> {
  if (freight !== undefined || tms.guide.length === 0) return {};
  const lanes = new Map(tms.guide.map((lane) => [laneKey(lane.origin, lane.region), ranksOf(lane)]));
  return {
    guideRank: (node, customer, carrier) => {
      const region = tms.regionOf[network.customers[customer]?.place ?? -1] ?? -1;
      let best = 0;
      for (const origin of originsFrom(network.nodes[node]!)) {
        const rank = lanes.get(laneKey(origin, region))?.get(carrier) ?? 0;
        if (rank > 0 && (best === 0 || rank < best)) best = rank;
      }
      return best;
    },
  };
}

/** By carrier, from 1. */
function ranksOf({ ranked }: RoutingGuideLane): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  ranked.forEach(({ carrier }, i) => {
    if (!ranks.has(carrier)) ranks.set(carrier, i + 1);
  });
  return ranks;
}
