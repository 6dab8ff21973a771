/**
 * A route: a vehicle of the fleet, from its call to its return. It has it loaded, tells shipments what became of them stop by stop, and
 * decides what is done about goods that come back.
 *
 * 1. It moves along `ROUTE_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Each shipment hears once what became of it; what comes back hears nothing until it is delivered on a later route, or with the
 *    warehouse.
 * 3. Goods are driven to their store `ridesMax` times at most.
 */

import type { DeliveredShipment } from '../../contracts/carriers.ts';
import { CONDITION } from '../../contracts/erp.ts';
import type { HandedBack, VehicleLoaded, VehicleReturned } from '../../contracts/fleet.ts';
import { FLEET, WMS } from '../../contracts/partners.ts';
import type { Actor } from '../../core/actor.ts';
import { answersTask, escalateTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { indexFrom, type Network } from '../../model/network.ts';
import type { ReplenishmentLimits } from '../../model/replenishment.ts';
import { closeTask, ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER, waitsNoMore } from '../inbound/waiting.ts';
import { SHIPMENT } from '../outbound/inputs.ts';
import { askPlanner, PLANNER_QUESTIONS } from './planner.ts';
import { type FormRoute, ROUTE, ROUTE_PLAN, type RoutedShipment, type RouteInput } from './route-inputs.ts';
import {
  initialRoute,
  keepShipments,
  moveRoute,
  ROUTE_TABLE,
  ROUTE_TIMERS,
  type RouteState,
  shipmentsOf,
} from './route-state.ts';

/** `carrier` of what the shipper drives itself: nobody can be claimed from. */
const OWN_VEHICLE = -1;

export function routeActor(network: Network, limits: ReplenishmentLimits): Actor<RouteState, RouteInput> {
  return {
    type: ROUTE,
    name: 'route',
    version: 1,
    creates: ['formRoute'],
    timers: ROUTE_TIMERS,
    initial: initialRoute,
    migrate: (_old, from) => {
      throw new Error(`route state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (ROUTE_TABLE.next(draft.status, input.kind) === null)
        out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      else step(network, limits, draft, input, now, out);
    },
    finished: (state) => ROUTE_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.node);
      sink.number(shipmentsOf(state).length);
    },
  };
}

function step(
  network: Network,
  limits: ReplenishmentLimits,
  draft: RouteState,
  input: RouteInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'formRoute':
      form(network, draft, input, now, out);
      return;
    case 'leaveLoad':
      if (draft.status === 'called') leave(draft, input.a, key, out);
      return;
    case 'vehicleAtDock':
      moveRoute(draft, input.kind);
      waitsNoMore(draft, out);
      load(network, draft, key, now, out);
      return;
    case 'vehicleLoaded':
      loaded(network, draft, input, now, out);
      return;
    case 'vehicleAtStop':
      return;
    case 'stopServed':
      for (const each of input.body.shipments) settle(draft, each, input.b, out);
      return;
    case 'vehicleReturned':
      returned(network, draft, input, now, out);
      return;
    case 'handedBack':
      handedBack(draft, input, out);
      return;
    case 'taskAnswered':
      if (!answersTask(draft, input.b)) out.audit('inputNotExpected', `answer to task ${input.b}`);
      else {
        closeTask(draft, out);
        askAgain(network, draft, key, now, out);
      }
      return;
    case 'timer':
      if (input.a === ESCALATION_TIMER) escalateTask(draft, `route ${key}`, out);
      else rang(network, limits, draft, key, now, out);
  }
}

function form(network: Network, draft: RouteState, { key, body }: FormRoute, now: Instant, out: Out): void {
  moveRoute(draft, 'formRoute');
  const { node, cutoff, rank, vehicle, departAt, returnAt, km, stops } = body;
  Object.assign(draft, { node, cutoff, rank, vehicle, departAt, returnAt, stops });
  out.event('routeFormed', 1, node, vehicle);
  out.event('routePlanned', 1, network.routes!.nodes[node]!.vehicles[vehicle]!.weightGramsMax, km);
  for (const [i, { goods, store, ride }] of shipmentsOf(draft).entries()) {
    out.event('shipmentRouted', i + 1, goods.shipment, store);
    if (ride === 1) out.tell(SHIPMENT, goods.shipment, 'shipmentBooked', key, OWN_VEHICLE, null);
  }
  call(draft, key, out);
  watch(now, network.limits.answerGraceMs, out);
}

function call({ node, cutoff, rank, vehicle, departAt, stops }: RouteState, key: number, out: Out): void {
  out.send(FLEET, 'callVehicle', key, node, 0, {
    vehicle,
    cutoff,
    rank,
    departAt,
    stops: stops.map(({ store, shipments, opensAt, closesAt }) => ({
      store,
      opensAt,
      closesAt,
      shipments: shipments.map(({ goods }) => goods.shipment),
      handlingUnits: shipments.map(({ goods }) => goods.handlingUnits),
    })),
  });
}

function leave(draft: RouteState, shipment: number, key: number, out: Out): void {
  keepShipments(draft, ({ goods }) => goods.shipment !== shipment);
  if (shipmentsOf(draft).length === 0) cancel(draft, key, out);
}

function cancel(draft: RouteState, key: number, out: Out): void {
  moveRoute(draft, 'lastLeft');
  waitsNoMore(draft, out);
  out.event('routeCancelled', 1, draft.node, 0);
  out.send(FLEET, 'withdrawVehicle', key, draft.node, 0, null);
}

/** What has been on a route before is on the vehicle already. */
function load(network: Network, draft: RouteState, key: number, now: Instant, out: Out): void {
  const shipments = shipmentsOf(draft)
    .filter(({ ride }) => ride === 1)
    .map(({ goods }) => goods.shipment);
  if (shipments.length === 0) {
    moveRoute(draft, 'loadedBefore');
    release(network, draft, key, now, out);
    return;
  }
  out.send(WMS, 'loadTruck', key, draft.node, OWN_VEHICLE, { shipments });
  watch(now, network.limits.loadingGraceMs, out);
}

function loaded(
  network: Network,
  draft: RouteState,
  { key, body }: VehicleLoaded,
  now: Instant,
  out: Out,
): void {
  keepShipments(draft, ({ goods, ride }) => ride > 1 || body.shipments.includes(goods.shipment));
  if (shipmentsOf(draft).length === 0) {
    cancel(draft, key, out);
    return;
  }
  moveRoute(draft, 'vehicleLoaded');
  waitsNoMore(draft, out);
  release(network, draft, key, now, out);
}

function release(network: Network, draft: RouteState, key: number, now: Instant, out: Out): void {
  const shipments = shipmentsOf(draft).map(({ goods }) => goods.shipment);
  out.send(FLEET, 'releaseVehicle', key, draft.node, 0, { shipments });
  watch(now, Math.max(0, draft.returnAt - now) + network.limits.milestoneGraceMs, out);
}

/** It has come somewhere. Said again, it says nothing. */
function settle(draft: RouteState, { shipment, condition }: DeliveredShipment, at: number, out: Out): void {
  if (shipmentsOf(draft).every(({ goods }) => goods.shipment !== shipment)) return;
  keepShipments(draft, ({ goods }) => goods.shipment !== shipment);
  out.tell(SHIPMENT, shipment, 'stopDelivered', at, condition, null);
}

function returned(
  network: Network,
  draft: RouteState,
  { key, a: at, body }: VehicleReturned,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  // Whatever was not heard of at its stop.
  for (const each of body.delivered) settle(draft, each, at, out);
  const back = shipmentsOf(draft);
  const again = back.filter((member) => driveAgain(network, draft, member, now, out));
  keepShipments(draft, (member) => !again.includes(member));
  if (again.length === back.length) {
    moveRoute(draft, 'allAccountedFor');
    return;
  }
  moveRoute(draft, 'someBroughtBack');
  askAgain(network, draft, key, now, out);
}

/** It joins the first cut-off from now, unless it has been driven often enough, or there is none before the last. */
function driveAgain(
  network: Network,
  { node }: RouteState,
  { goods, store, ride }: RoutedShipment,
  now: Instant,
  out: Out,
): boolean {
  const { cutoffs } = network.lanes[network.laneOf(node, goods.destination)]!;
  const index = indexFrom(cutoffs, now);
  if (ride >= network.routes!.ridesMax || index < 0 || index + 1 >= cutoffs.length) return false;
  const plan = index * network.nodes.length + node;
  out.tell(ROUTE_PLAN, plan, 'joinRoute', store, index, { goods, store, ride: ride + 1 });
  return true;
}

function handedBack(draft: RouteState, { a: at, body }: HandedBack, out: Out): void {
  for (const shipment of body.shipments) settle(draft, { shipment, condition: CONDITION.refused }, at, out);
  moveRoute(draft, 'handedBack');
  waitsNoMore(draft, out);
}

/** What was waited for has not come: it is asked again, then a planner is told. */
function rang(
  network: Network,
  limits: ReplenishmentLimits,
  draft: RouteState,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (draft.asked < network.limits.statusRequestsMax || draft.rounds >= TASKS_MAX) {
    draft.asked += 1;
    askAgain(network, draft, key, now, out);
  } else askPlanner(draft, PLANNER_QUESTIONS.routeUnanswered, `route ${key}`, limits, now, out);
}

function askAgain(network: Network, draft: RouteState, key: number, now: Instant, out: Out): void {
  const { answerGraceMs, loadingGraceMs, milestoneGraceMs } = network.limits;
  switch (draft.status) {
    case 'called':
      call(draft, key, out);
      watch(now, answerGraceMs, out);
      return;
    case 'loading':
      load(network, draft, key, now, out);
      watch(now, loadingGraceMs, out);
      return;
    case 'under-way':
      out.send(FLEET, 'requestRoute', key, draft.asked, 0, null);
      watch(now, milestoneGraceMs, out);
      return;
    case 'handing-back':
      out.send(FLEET, 'handBack', key, draft.node, 0, {
        shipments: shipmentsOf(draft).map(({ goods }) => goods.shipment),
      });
      watch(now, answerGraceMs, out);
  }
}

function watch(now: Instant, ms: number, out: Out): void {
  out.timer(WATCH_TIMER, instant(now + ms));
}
