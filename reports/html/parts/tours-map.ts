/**
 * What the own fleet drove: the legs of its tours on a map, each where it was driven to and how often, and a sentence.
 *
 * 1. A leg there and one back are two lines. Late is a stop reached after the window of its store had closed.
 */
import type { NetworkFlows, Tours } from '../../aggregates/network/network-flows.ts';
import { count, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import type { LonLat, MapFrame } from '../pictures/map-frame.ts';
import type { Land } from '../pictures/map-land.ts';
import { type Way, type WayStyle, worldMap } from '../pictures/world-map.ts';
import { type ArmNetwork, destinationName, isolated } from './lanes.ts';
import { lonLat, nodesBy, placesOf } from './network-marks.ts';

/** Of the stops at the end of a leg: more that are late are a matter. */
const LATE_SHARE = 0.1;

const STYLES: readonly WayStyle[] = [
  { title: 'driven by the own fleet', color: 'var(--arm0)' },
  {
    title: `over ${LATE_SHARE * 100} % after the window`,
    color: 'var(--bad)',
    dash: [2, 1],
    marked: true,
    rare: true,
  },
];

/** @param most drives of a leg, of all arms; null = nothing was driven */
export function toursMap(
  { policy, network }: ArmNetwork,
  most: number,
  frame: MapFrame,
  land: Land,
): Markup | null {
  const { tours } = network;
  if (tours === undefined) return null;
  const left = network.nodes.map((_, no) =>
    tours.legs.reduce((sum, { from, drives }) => (from === no ? sum + drives : sum), 0),
  );
  const says = `Map of the tours of the own fleet under policy ${policy}: legs from place to place, by how often they were driven`;
  const map = {
    says,
    ways: waysOf(network, tours, most),
    styles: STYLES,
    nodes: nodesBy(network, left),
    stops: placesOf(network),
  };
  return html`<figure>${worldMap(map, frame, land)}
<figcaption>Tours under ${policy}: ${count(tours.routes)} vehicles left and made ${count(tours.stops)} ${tours.stops === 1 ? 'stop' : 'stops'} at stores, ${count(tours.late)} of them after the window had closed (${share(tours.stops === 0 ? null : tours.late / tours.stops)}). A line is a leg, the wider, the more often it was driven (the widest: ${count(most)}); a ring: a leg within one place, as from a node to a store beside it. Stores in one place are one mark${tours.restDrives === 0 ? '' : `; ${count(tours.restDrives)} drives on other legs are not drawn`}.</figcaption></figure>`;
}

/** The most that any leg was driven in any arm. */
export function mostDrives(networks: readonly ArmNetwork[]): number {
  return networks.reduce((most, { network }) => Math.max(most, network.tours?.legs[0]?.drives ?? 0), 1);
}

function waysOf(network: NetworkFlows, { legs }: Tours, most: number): Way[] {
  return legs.map(({ from, to, drives, late }) => {
    const tail = late === 0 ? '' : `, ${count(late)} times after the window had closed`;
    return {
      from: pointAt(network, from),
      to: pointAt(network, to),
      share: drives / most,
      style: late > LATE_SHARE * drives ? 1 : 0,
      says: `${nameAt(network, from)} → ${nameAt(network, to)}: driven ${count(drives)} times${tail}`,
      bent: true,
    };
  });
}

function pointAt({ nodes, destinations }: NetworkFlows, point: number): LonLat {
  return lonLat((point < nodes.length ? nodes[point] : destinations[point - nodes.length])!);
}

function nameAt(network: NetworkFlows, point: number): string {
  const { nodes } = network;
  return isolated(point < nodes.length ? nodes[point]!.name : destinationName(network, point - nodes.length));
}
