/** What a user wants to know of a routing guide by lane before a run: how many lanes have rows of their own. Of one list for all: nothing. */
import type { NetworkSection } from '../../../schema/outbound/network.ts';
import { generalGuide, guideRows, RoutingGuide } from '../../../schema/outbound/routing-guide.ts';

export function guideFacts(
  network: NetworkSection,
): readonly (readonly [heading: string, sentence: string])[] {
  const rows = guideRows(network).length;
  if (rows === 0) return [];
  const guide = new RoutingGuide(network);
  const origins = new Set(network.nodes.map(({ place }) => place));
  const regions = new Set(network.places.filter(({ demand = 0 }) => demand > 0).map(({ region }) => region));
  const lanes = [...origins].flatMap((origin) => [...regions].map((region) => guide.on(origin, region)));
  const own = lanes.filter((lane) => lane.rows !== null).length;
  const rest = own === lanes.length ? '' : `; on the others ${generalGuide(network).join(', ')}`;
  return [
    [
      'guide',
      `${rows === 1 ? '1 row' : `${rows} rows`}, for ${own} of ${lanes.length} lanes from a place with nodes to a region${rest}`,
    ],
  ];
}
