/** A node with vehicles and four stores in a row, 60 km from one to the next; a km takes a minute. Node 1 of the small network. */
import type { DrivingTerms, RouteTerms } from '../../model/routes.ts';
import { MONDAY, smallNetwork } from '../outbound/network.fixture.ts';
import type { RoutedShipment } from './route-inputs.ts';

export const HOUR = 3_600_000;
export const MINUTE = 60_000;
export const DEPARTURE = MONDAY + 4 * 24 * HOUR + 4 * HOUR;

/** Node 0 is not driven from and stands where node 1 does; stores stand 60, 120, 180 and 240 km from it, on one road. */
const AT_KM = [0, 0, 60, 120, 180, 240];

export function routeTerms(
  changes: Partial<RouteTerms> = {},
  driving: Partial<DrivingTerms> = {},
): RouteTerms {
  const days = [4, 5, 6].map((day) => MONDAY + day * 24 * HOUR);
  return {
    rule: 'savings',
    driving: {
      kmPerHour: 60,
      perLegMs: 0,
      perStopMs: 20 * MINUTE,
      perHandlingUnitMs: MINUTE,
      drivingMsMax: 11 * HOUR,
      dutyMsMax: 14 * HOUR,
      bufferMs: 0,
      stopsMax: 4,
      ...driving,
    },
    ridesMax: 2,
    nodes: [
      null,
      {
        vehicles: [
          { weightGramsMax: 1_000, handlingUnitsMax: 10, vehicles: 2 },
          { weightGramsMax: 3_000, handlingUnitsMax: 30, vehicles: 2 },
        ],
        departures: days.map((day) => day + 4 * HOUR),
        fixed: [],
      },
    ],
    storeOf: [-1, 0, 1, 2, 3],
    windows: [0, 1, 2, 3].map(() => days.flatMap((day) => [day + 6 * HOUR, day + 16 * HOUR])),
    weightGramsMax: [3_000, 3_000, 3_000, 3_000],
    km: AT_KM.map((from) => AT_KM.map((to) => Math.abs(from - to))),
    ...changes,
  };
}

export const NODE = 1;

export const routeNetwork = (terms: RouteTerms = routeTerms()) => ({ ...smallNetwork(), routes: terms });

/** A shipment as a route carries it. */
export const routed = (shipment: number, store: number, ride = 1): RoutedShipment => ({
  store,
  ride,
  goods: {
    shipment,
    customer: 1 + store,
    destination: 20,
    promisedAt: 0,
    weightGrams: 100,
    handlingUnits: 2,
    dangerous: false,
    documents: false,
    valueMinor: 1,
    products: [],
    units: [],
    instructed: null,
    planned: { carrier: 0, service: 0, transitDays: 1 },
  },
});
