/** Replenishment as a host needs it: its actors, and which actor takes which partner message. */
import type { FleetToCore } from '../../contracts/fleet.ts';
import type { ReplenishmentToCore } from '../../contracts/replenishment.ts';
import type { StoresToCore } from '../../contracts/stores.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { Network } from '../../model/network.ts';
import type { ReplenishmentSettings } from '../../model/replenishment.ts';
import { deploymentActor } from './deployment.ts';
import { REPLENISHMENT } from './inputs.ts';
import { replenishmentActor } from './replenishment.ts';
import { routeActor } from './route.ts';
import { ROUTE } from './route-inputs.ts';
import { routePlanActor } from './route-plan.ts';

export function replenishmentProcess(
  settings: ReplenishmentSettings,
  network: Network,
  // biome-ignore lint/suspicious/noExplicitAny: the same
): readonly Actor<any, any>[] {
  return [
    replenishmentActor(settings),
    deploymentActor(settings),
    // Where all of it goes by carrier there are none.
    ...(network.routes === undefined ? [] : [routePlanActor(network), routeActor(network, settings.limits)]),
  ];
}

const ROUTES: Readonly<Record<(ReplenishmentToCore | StoresToCore | FleetToCore)['kind'], ActorTypeNo>> = {
  transferReleased: REPLENISHMENT as ActorTypeNo,
  transferIssued: REPLENISHMENT as ActorTypeNo,
  transferDelivered: REPLENISHMENT as ActorTypeNo,
  transferClosed: REPLENISHMENT as ActorTypeNo,
  transferReceived: REPLENISHMENT as ActorTypeNo,
  shelfReported: REPLENISHMENT as ActorTypeNo,
  vehicleAtDock: ROUTE as ActorTypeNo,
  vehicleLoaded: ROUTE as ActorTypeNo,
  vehicleAtStop: ROUTE as ActorTypeNo,
  stopServed: ROUTE as ActorTypeNo,
  vehicleReturned: ROUTE as ActorTypeNo,
  handedBack: ROUTE as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const REPLENISHMENT_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
