/**
 * Who carries most: the carrier that the routing guide names first on most lanes. A fault may name it by that role, so that an overlay
 * that knows no names can hurt it in any network.
 *
 * 1. A lane is from a place with a node to a place with customers; a carrier serves it where it has a tariff for it, whatever the weight.
 * 2. Of carriers that are first on as many lanes, the guide decides.
 */
import type { NetworkSection } from './network.ts';
import { guideNames, means, RoutingGuide } from './routing-guide.ts';

/** The role, where a name of a partner may stand. */
export const FIRST_CARRIER = 'first-carrier';

export interface FirstCarrier {
  readonly name: string;
  /** On which it is first. */
  readonly lanes: number;
  readonly lanesOfAll: number;
}

/** null = no carrier of the guide serves any lane */
export function firstCarrierOf(network: NetworkSection): FirstCarrier | null {
  const lanes = new Map(guideNames(network).map((name) => [name, 0]));
  const guide = new RoutingGuide(network);
  const kinds = lanesOf(network);
  for (const { origin, region, abroad } of kinds) {
    const first = guide
      .on(origin, region)
      .entries.find((entry) =>
        network.tariffs.some((tariff) => means(entry, tariff) && (tariff.international ?? false) === abroad),
      )?.carrier;
    if (first !== undefined) lanes.set(first, lanes.get(first)! + 1);
  }
  let most: FirstCarrier | null = null;
  for (const [name, count] of lanes) {
    if (count > (most?.lanes ?? 0)) most = { name, lanes: count, lanesOfAll: kinds.length };
  }
  return most;
}

/** By the names of their places and regions. */
function lanesOf({
  nodes,
  places,
}: NetworkSection): { readonly origin: string; readonly region: string; readonly abroad: boolean }[] {
  const origins = [...new Set(nodes.map(({ place }) => place))];
  const countryOf = new Map(places.map(({ name, country }) => [name, country]));
  const customers = places.filter(({ demand = 0 }) => demand > 0);
  return origins.flatMap((origin) =>
    customers.map(({ region, country }) => ({ origin, region, abroad: country !== countryOf.get(origin) })),
  );
}
