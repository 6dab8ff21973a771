/**
 * Lanes: flows of all arms of a run, matched by where they begin and end, so that arms can be compared.
 *
 * 1. An arm without a lane has sent nothing over it, unless its flows were too many to be kept one by one: then nobody can say.
 */
import type { Flow, NetworkFlows, Receiver } from '../../aggregates/network/network-flows.ts';

export interface ArmNetwork {
  readonly policy: string;
  readonly network: NetworkFlows;
}

export interface Lane {
  readonly no: number;
  readonly name: string;
  readonly node: number;
  readonly to: number;
  /** By arm; null = nothing went over it. */
  readonly flows: readonly (Flow | null)[];
}

/** Most shipments first, of whichever arm. */
export function lanesOf(arms: readonly ArmNetwork[]): Lane[] {
  const keys = new Map<string, Flow>();
  for (const { network } of arms)
    for (const flow of network.flows) if (!keys.has(keyOf(flow))) keys.set(keyOf(flow), flow);
  const byArm = arms.map(({ network }) => new Map(network.flows.map((flow) => [keyOf(flow), flow])));
  const { network } = arms[0]!;
  return [...keys]
    .map(([key, { node, to, receiver }]) => ({
      name: nameOf(network, node, to, receiver),
      node,
      to,
      flows: byArm.map((flows) => flows.get(key) ?? null),
    }))
    .sort((one, other) => mostOf(other.flows) - mostOf(one.flows))
    .map((lane, no) => ({ no, ...lane }));
}

/** What one arm sends between two ends, whoever receives it there: a line of a map. */
export interface Road {
  readonly node: number;
  readonly to: number;
  readonly name: string;
  shipments: number;
  due: number;
  late: number;
  /** Somewhere in it nobody can say how many. */
  vague: boolean;
  byAir: number;
  bySea: number;
  /** Loads that stood at a border, half-way. */
  atBorder: number;
  held: number;
  refused: number;
}

/** Of an arm; those over which it has sent nothing as well. */
export function roadsOf(lanes: readonly Lane[], arm: number, network: ArmNetwork): Road[] {
  const roads = new Map<string, Road>();
  for (const lane of lanes) {
    const { node, to, flows } = lane;
    const key = `${node}/${to}`;
    const name = nameOf(network.network, node, to, 'customers');
    const road = roads.get(key) ?? { node, to, name, ...NOTHING };
    roads.set(key, road);
    const flow = flows[arm];
    if (flow !== null && flow !== undefined) add(road, flow);
    if (shipmentsOn(lane, arm, network) === null) road.vague = true;
  }
  return [...roads.values()];
}

const NOTHING = {
  shipments: 0,
  due: 0,
  late: 0,
  vague: false,
  byAir: 0,
  bySea: 0,
  atBorder: 0,
  held: 0,
  refused: 0,
};

function add(road: Road, { shipments, due, late, modes, border }: Flow): void {
  road.shipments += shipments;
  road.due += due;
  road.late += late;
  for (const [mode, carried] of modes) {
    if (mode === 'AIR') road.byAir += carried;
    else if (mode === 'OCEAN') road.bySea += carried;
  }
  road.atBorder += border?.loads ?? 0;
  road.held += border?.held ?? 0;
  road.refused += border?.refused ?? 0;
}

/** Shipments of an arm on a lane; null = nobody can say. */
export function shipmentsOn({ flows }: Lane, arm: number, { network }: ArmNetwork): number | null {
  return flows[arm]?.shipments ?? (network.rest === null ? 0 : null);
}

/** Share of what was due that was late; null = nothing was due. */
export function shareLate(flow: { readonly due: number; readonly late: number } | null): number | null {
  return flow === null || flow.due === 0 ? null : flow.late / flow.due;
}

/** Over all flows, with those that are not kept one by one. */
export function totalOf({ flows, rest }: NetworkFlows): {
  readonly shipments: number;
  readonly due: number;
  readonly late: number;
} {
  const total = { shipments: 0, due: 0, late: 0 };
  for (const { shipments, due, late } of rest === null ? flows : [...flows, rest]) {
    total.shipments += shipments;
    total.due += due;
    total.late += late;
  }
  return total;
}

/** What a destination is called: after its largest place, and how many others are in it. */
export function destinationName({ destinations }: NetworkFlows, to: number): string {
  const { name, places } = destinations[to]!;
  return places === 1 ? name : `${name} and ${places - 1} near it`;
}

/** Each name is isolated, so that one from right to left does not turn the arrow round. */
function nameOf(network: NetworkFlows, node: number, to: number, receiver: Receiver): string {
  const who = receiver === 'customers' ? '' : ` (${receiver})`;
  return `${isolated(network.nodes[node]!.name)} → ${isolated(destinationName(network, to))}${who}`;
}

export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

function keyOf({ node, to, receiver }: Flow): string {
  return `${node}/${to}/${receiver}`;
}

function mostOf(flows: readonly (Flow | null)[]): number {
  return flows.reduce((most, flow) => Math.max(most, flow?.shipments ?? 0), 0);
}
