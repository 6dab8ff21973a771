/** A vehicle on a route, as the fleet knows it: plain data. */
import type { DeliveredShipment } from '#orchestrator/contracts/carriers';
import type { CalledRoute } from '#orchestrator/contracts/fleet';

/** Where it stands in its route; each comes after those before it. */
export const PHASE = { called: 0, atDock: 1, under: 2, returned: 3, handedBack: 4, withdrawn: 5 } as const;

export interface Vehicle {
  readonly node: number;
  readonly route: CalledRoute;
  phase: number;
  /** What has been loaded and is still on it. */
  aboard: readonly number[];
  delivered: readonly DeliveredShipment[];
  departedAt: number;
  /** Stop that it drives to or stands at, from 1; past the last on the way home. And where it comes from. */
  stop: number;
  point: number;
  returnedAt: number;
  km: number;
  stopsMade: number;
  /** It breaks down once at most. */
  broken: boolean;
  costMinor: number;
}

export function vehicleOn(node: number, route: CalledRoute): Vehicle {
  return {
    node,
    route,
    phase: PHASE.called,
    aboard: [],
    delivered: [],
    departedAt: -1,
    stop: 0,
    point: node,
    returnedAt: -1,
    km: 0,
    stopsMade: 0,
    broken: false,
    costMinor: 0,
  };
}

/** Lists are never changed in place: a copy may share them. */
export function copyOfVehicle(vehicle: Vehicle): Vehicle {
  return { ...vehicle };
}
