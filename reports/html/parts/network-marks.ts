/** What stands on a network map beside its lanes: nodes, who is at their other ends, what comes how, borders, suppliers. */
import type { InboundFlow, MapPlace, NetworkFlows } from '../../aggregates/network/network-flows.ts';
import { count, share } from '../../text/format.ts';
import type { LonLat } from '../pictures/map-frame.ts';
import type { Gateway, StopKind } from '../pictures/map-marks.ts';
import type { MapInflow } from '../pictures/world-map.ts';
import { destinationName, isolated, type Lane, type Road, shareLate } from './lanes.ts';

const GATEWAYS: readonly (readonly [mode: string, gateway: Gateway])[] = [
  ['AIR', 'air'],
  ['OCEAN', 'sea'],
];
/** Fewer shipments make no gateway. */
const GATEWAY_LEAST = 5;
/** Suppliers with a mark of their own. */
const SUPPLIERS_DRAWN = 6;

/** Nodes by what left them in an arm; destinations by who is there. */
export function marks(network: NetworkFlows, lanes: readonly Lane[], arm: number) {
  const left = network.nodes.map((_, no) =>
    lanes.reduce((sum, { node, flows }) => (node === no ? sum + (flows[arm]?.shipments ?? 0) : sum), 0),
  );
  return { nodes: nodesBy(network, left), stops: stopsOf(network, lanes, arm) };
}

/** @param shares by node, in any unit */
export function nodesBy({ nodes }: NetworkFlows, shares: readonly number[]) {
  const most = Math.max(1, ...shares);
  return nodes.map((node, no) => ({ name: node.name, at: lonLat(node), share: shares[no]! / most }));
}

/** Who is at destinations, and what comes there in an arm. */
function stopsOf(network: NetworkFlows, lanes: readonly Lane[], arm: number) {
  const comes = network.destinations.map(() => new Map<string, number>());
  for (const { to, flows } of lanes)
    for (const [mode, shipments] of flows[arm]?.modes ?? [])
      comes[to]!.set(mode, (comes[to]!.get(mode) ?? 0) + shipments);
  return placesOf(network).map((place, to) => ({
    ...place,
    gateways: GATEWAYS.flatMap(([mode, gateway]) =>
      (comes[to]!.get(mode) ?? 0) >= GATEWAY_LEAST ? [gateway] : [],
    ),
  }));
}

/** Destinations by who is there. */
export function placesOf(network: NetworkFlows) {
  return network.destinations.map((stop, to) => ({
    name: destinationName(network, to),
    at: lonLat(stop),
    kind: kindOf(stop),
    gateways: [] as readonly Gateway[],
  }));
}

function kindOf({ stores, storesAlone }: NetworkFlows['destinations'][number]): StopKind {
  if (stores === undefined) return 'customers';
  return storesAlone ? 'stores' : 'both';
}

export function wordsOf(road: Road): string {
  const says = `${road.name}: ${count(road.shipments)} shipments, ${share(shareLate(road))} late`;
  const by = [
    ...(road.byAir === 0 ? [] : [`${count(road.byAir)} by air`]),
    ...(road.bySea === 0 ? [] : [`${count(road.bySea)} by sea`]),
    ...(road.atBorder === 0 ? [] : [borderWords(road)]),
  ];
  return [says, ...by].join(', ');
}

function borderWords({ atBorder, held, refused }: Road): string {
  const refusals = refused === 0 ? '' : ` and ${count(refused)} refused`;
  return `${count(atBorder)} loads at the border, ${count(held)} held${refusals}`;
}

/** Trucks from suppliers. @param most of a line, of all arms */
export function inflowsOf(network: NetworkFlows, most: number): MapInflow[] {
  return inflowLines(network).map(({ name, node, sum }): MapInflow => {
    const to = isolated(network.nodes[node]?.name ?? String(node));
    const says = `${isolated(name)} → ${to}: ${count(sum.trucks)} trucks, ${share(shareLate(sum))} late at the gate`;
    return { supplier: name, node, share: sum.trucks / most, says };
  });
}

/** The most trucks that any line from suppliers stands for in any arm; 0 = there is no such line. */
export function mostTrucks(networks: readonly { readonly network: NetworkFlows }[]): number {
  return networks
    .flatMap(({ network }) => inflowLines(network))
    .reduce((most, { sum }) => Math.max(most, sum.trucks), 0);
}

/** Those with most by name, the others together. */
function inflowLines({ inbound }: NetworkFlows) {
  const trucks = new Map<string, number>();
  for (const { supplier, trucks: own } of inbound) trucks.set(supplier, (trucks.get(supplier) ?? 0) + own);
  const names = [...trucks].sort(([x, some], [y, others]) => others - some || (x < y ? -1 : 1));
  const drawn = names.length > SUPPLIERS_DRAWN + 1 ? names.slice(0, SUPPLIERS_DRAWN) : names;
  const named = new Set(drawn.map(([name]) => name));
  const others = `${count(names.length - drawn.length)} others`;
  const merged = new Map<string, InboundFlow[]>();
  for (const flow of inbound) {
    const key = `${flow.node} ${named.has(flow.supplier) ? flow.supplier : ''}`;
    merged.set(key, [...(merged.get(key) ?? []), flow]);
  }
  const rank = (supplier: string): number =>
    named.has(supplier) ? drawn.findIndex(([name]) => name === supplier) : drawn.length;
  return [...merged.values()]
    .map((flows) => ({ ...flows[0]!, sum: sumOf(flows) }))
    .sort((x, y) => rank(x.supplier) - rank(y.supplier) || x.node - y.node)
    .map(({ supplier, node, sum }) => ({ name: named.has(supplier) ? supplier : others, node, sum }));
}

function sumOf(flows: readonly InboundFlow[]) {
  return flows.reduce(
    (sum, { trucks, due, late }) => ({
      trucks: sum.trucks + trucks,
      due: sum.due + due,
      late: sum.late + late,
    }),
    { trucks: 0, due: 0, late: 0 },
  );
}

export function lonLat({ latitude, longitude }: MapPlace): LonLat {
  return [longitude ?? 0, latitude ?? 0];
}
