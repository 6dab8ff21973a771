/**
 * A route plan: the shipments to stores that make one cut-off of a node. At the cut-off it forms the routes.
 *
 * 1. It moves along `ROUTE_PLAN_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. What no vehicle takes goes by carrier, as a load of its own; what has been on a route before waits for the next cut-off.
 * 3. After the cut-off it lives on for a while, for what was under way to it then: who joins is told to take the next cut-off,
 *    who leaves is taken out of its route.
 */
import { isRoute, routeKey } from '../../contracts/route-key.ts';
import type { Actor } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { indexFrom, type Network } from '../../model/network.ts';
import type { RouteTerms } from '../../model/routes.ts';
import { LOAD, SHIPMENT } from '../outbound/inputs.ts';
import { ROUTE, ROUTE_PLAN, type RoutedShipment, type RoutePlanInput } from './route-inputs.ts';
import { type PlannedRoute, planRoutes, type RoutedGoods } from './route-planning.ts';
import { timingOf } from './route-timing.ts';

export type RoutePlanStatus = 'new' | 'collecting' | 'formed' | 'done';

export const ROUTE_PLAN_TABLE = transitionTable<RoutePlanStatus>(
  'new',
  ['done'],
  [
    ['new', 'joinRoute', 'collecting'],
    ['collecting', 'joinRoute', 'collecting'],
    ['collecting', 'leaveLoad', 'collecting'],
    ['collecting', 'timer', 'formed'],
    // The core was behind: the cut-off had passed when the first shipment came.
    ['collecting', 'cutoffMissed', 'formed'],
    ['formed', 'joinRoute', 'formed'],
    ['formed', 'leaveLoad', 'formed'],
    ['formed', 'timer', 'done'],
  ],
);

export interface RoutePlanState {
  status: RoutePlanStatus;
  /** Until the cut-off. */
  members: RoutedShipment[];
  /** After it: each shipment, and its route or load at the same place. */
  shipments: number[];
  loads: number[];
}

interface Planned extends RoutedGoods {
  readonly member: RoutedShipment;
}

const TIMER = 0;
/** How long it can be told that somebody joins or leaves, after the cut-off. */
const LINGER_MS = 86_400_000;
/** Departures that are tried for a store: a weekend lies between two that reach it. Source: assumption. */
const DEPARTURES_TRIED = 4;

export function routePlanActor(network: Network): Actor<RoutePlanState, RoutePlanInput> {
  return {
    type: ROUTE_PLAN,
    name: 'route-plan',
    version: 1,
    creates: ['joinRoute'],
    timers: ['cut-off'],
    initial: () => ({ status: ROUTE_PLAN_TABLE.initial, members: [], shipments: [], loads: [] }),
    migrate: (_old, from) => {
      throw new Error(`route plan state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(network, draft, input, now, out),
    finished: (state) => ROUTE_PLAN_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      for (let i = 0; i < state.shipments.length; i++) {
        sink.number(state.shipments[i]!);
        sink.number(state.loads[i]!);
      }
    },
  };
}

function step(network: Network, draft: RoutePlanState, input: RoutePlanInput, now: Instant, out: Out): void {
  const { status } = draft;
  const next = ROUTE_PLAN_TABLE.next(status, input.kind);
  if (next === null) {
    out.audit('inputNotExpected', `${input.kind} in status ${status}`);
    return;
  }
  draft.status = next;
  switch (input.kind) {
    case 'joinRoute':
      if (status === 'new') open(network, draft, input.key, now, out);
      join(network, draft, input.key, input.body, out);
      return;
    case 'leaveLoad':
      leave(draft, input.a, out);
      return;
    case 'timer':
      if (status === 'collecting') form(network, draft, input.key, now, out);
  }
}

/** Waits for the cut-off, if that is still to come. */
function open(network: Network, draft: RoutePlanState, key: number, now: Instant, out: Out): void {
  const cutoff = cutoffsOf(network, key)[indexOf(network, key)] ?? -1;
  if (cutoff >= now) out.timer(TIMER, instant(cutoff));
  else {
    draft.status = ROUTE_PLAN_TABLE.next(draft.status, 'cutoffMissed')!;
    out.timer(TIMER, instant(now + LINGER_MS));
  }
}

function join(network: Network, draft: RoutePlanState, key: number, member: RoutedShipment, out: Out): void {
  const { shipment } = member.goods;
  if (draft.status === 'formed') late(network, key, member, out);
  else if (draft.members.every(({ goods }) => goods.shipment !== shipment)) draft.members.push(member);
}

function late(network: Network, key: number, member: RoutedShipment, out: Out): void {
  const index = indexOf(network, key);
  if (member.ride === 1) out.tell(SHIPMENT, member.goods.shipment, 'joinedLoad', -1, index, null);
  else waitForNext(network, key, member, out);
}

/** It has left the warehouse already: no carrier could fetch it there. */
function waitForNext(network: Network, key: number, member: RoutedShipment, out: Out): void {
  const index = indexOf(network, key) + 1;
  if (index < cutoffsOf(network, key).length)
    out.tell(ROUTE_PLAN, key + network.nodes.length, 'joinRoute', member.store, index, member);
  else out.audit('noCutoffLeft', `shipment ${member.goods.shipment} stands with the fleet`);
}

function leave(draft: RoutePlanState, shipment: number, out: Out): void {
  if (draft.status === 'collecting') {
    draft.members = draft.members.filter(({ goods }) => goods.shipment !== shipment);
    return;
  }
  const load = draft.loads[draft.shipments.indexOf(shipment)] ?? -1;
  if (isRoute(load)) out.tell(ROUTE, load, 'leaveLoad', shipment, 0, null);
  else if (load >= 0) out.tell(LOAD, load, 'leaveLoad', shipment, 0, null);
}

function form(network: Network, draft: RoutePlanState, key: number, now: Instant, out: Out): void {
  const terms = network.routes!;
  const node = key % network.nodes.length;
  let rank = 0;
  for (const [leavesAt, goods] of byDeparture(terms, node, now, draft.members)) {
    const plan = leavesAt < 0 ? { routes: [], left: goods } : planRoutes(terms, node, leavesAt, goods);
    for (const route of plan.routes) {
      drive(network, draft, key, rank, route, out);
      rank += 1;
    }
    for (const { member } of plan.left) leaveOver(network, draft, key, member, out);
  }
  draft.members = [];
  out.timer(TIMER, instant(now + LINGER_MS));
}

/** The first departure from now on with which a vehicle of its own would reach each store; -1 = none of the next ones. */
function byDeparture(
  terms: RouteTerms,
  node: number,
  now: Instant,
  members: readonly RoutedShipment[],
): ReadonlyMap<number, Planned[]> {
  const { departures } = terms.nodes[node]!;
  const first = indexFrom(departures, now);
  const candidates = first < 0 ? [] : departures.slice(first, first + DEPARTURES_TRIED);
  const groups = new Map<number, Planned[]>();
  for (const member of members.toSorted((x, y) => x.goods.shipment - y.goods.shipment)) {
    const { store, goods } = member;
    const { shipment, weightGrams, handlingUnits } = goods;
    const leavesAt = candidates.find((at) => timingOf(terms, node, at, [{ store, handlingUnits }]) !== null);
    const group = groups.get(leavesAt ?? -1) ?? [];
    group.push({ shipment, store, weightGrams, handlingUnits, member });
    groups.set(leavesAt ?? -1, group);
  }
  return new Map([...groups].sort(([x], [y]) => x - y));
}

function drive(
  network: Network,
  draft: RoutePlanState,
  key: number,
  rank: number,
  { vehicle, drops, timing }: PlannedRoute<Planned>,
  out: Out,
): void {
  const [node, cutoff] = [key % network.nodes.length, indexOf(network, key)];
  const route = routeKey(key, rank);
  const { departAt, returnAt, km } = timing;
  const stops = drops.map(({ store, goods }, i) => ({
    store,
    shipments: goods.map(({ member }) => member),
    ...timing.windows[i]!,
  }));
  out.tell(ROUTE, route, 'formRoute', 0, 0, { node, cutoff, rank, vehicle, departAt, returnAt, km, stops });
  for (const { goods } of drops) for (const { member } of goods) joined(draft, member, route, cutoff, out);
}

function joined(draft: RoutePlanState, member: RoutedShipment, load: number, cutoff: number, out: Out): void {
  const { shipment } = member.goods;
  draft.shipments.push(shipment);
  draft.loads.push(load);
  if (member.ride === 1) out.tell(SHIPMENT, shipment, 'joinedLoad', load, cutoff, null);
}

function leaveOver(
  network: Network,
  draft: RoutePlanState,
  key: number,
  member: RoutedShipment,
  out: Out,
): void {
  const { goods, ride } = member;
  if (ride > 1) {
    waitForNext(network, key, member, out);
    return;
  }
  const [node, cutoff] = [key % network.nodes.length, indexOf(network, key)];
  const lane = network.laneOf(node, goods.destination);
  out.tell(LOAD, goods.shipment, 'formLoad', 0, 0, { lane, node, cutoff, shipments: [goods] });
  joined(draft, member, goods.shipment, cutoff, out);
}

/** Of a node all lanes have the same. */
function cutoffsOf(network: Network, key: number): readonly number[] {
  const node = key % network.nodes.length;
  return network.lanes[network.laneOf(node, network.nodes[node]!.place)]!.cutoffs;
}

function indexOf({ nodes }: Network, key: number): number {
  return Math.floor(key / nodes.length);
}
