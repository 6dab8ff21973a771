/** What a route knows: its table and its state. Lists are never changed in place, only replaced: messages share them. */
import { transitionTable } from '../../core/transition-table.ts';
import { initialWaiting, type Waiting } from '../inbound/waiting.ts';
import type { PlannedStop, RoutedShipment } from './route-inputs.ts';

export type RouteStatus =
  | 'new'
  | 'called'
  | 'loading'
  | 'under-way'
  | 'handing-back'
  | 'closed'
  | 'cancelled';

const LIVING = ['called', 'loading', 'under-way', 'handing-back'] as const;

export const ROUTE_TABLE = transitionTable<RouteStatus>(
  'new',
  ['closed', 'cancelled'],
  [
    ['new', 'formRoute', 'called'],
    ['called', 'vehicleAtDock', 'loading'],
    ['called', 'lastLeft', 'cancelled'],
    ['loading', 'vehicleLoaded', 'under-way'],
    // Nothing on it is to be loaded: it stands with the fleet.
    ['loading', 'loadedBefore', 'under-way'],
    ['loading', 'lastLeft', 'cancelled'],
    ['under-way', 'vehicleAtStop', 'under-way'],
    ['under-way', 'stopServed', 'under-way'],
    ['under-way', 'vehicleReturned', 'under-way'],
    ['under-way', 'allAccountedFor', 'closed'],
    ['under-way', 'someBroughtBack', 'handing-back'],
    ['handing-back', 'stopServed', 'handing-back'],
    ['handing-back', 'handedBack', 'closed'],
    // Until it is to be loaded. From then on the warehouse says what is on it: who left meanwhile may be, or not.
    ...LIVING.map((from) => [from, 'leaveLoad', from] as const),
    ...LIVING.map((from) => [from, 'timer', from] as const),
    ...LIVING.map((from) => [from, 'taskAnswered', from] as const),
  ],
);

export const ROUTE_TIMERS = ['watch', 'escalation'] as const;

export interface RouteState extends Waiting {
  status: RouteStatus;
  node: number;
  /** What is to be driven, then what is on the vehicle and has come nowhere yet. */
  stops: readonly PlannedStop[];
  returnAt: number;
  /** Kept to call the vehicle again. */
  cutoff: number;
  rank: number;
  vehicle: number;
  departAt: number;
}

export function initialRoute(): RouteState {
  return {
    ...initialWaiting(),
    status: ROUTE_TABLE.initial,
    node: -1,
    stops: [],
    returnAt: 0,
    cutoff: -1,
    rank: -1,
    vehicle: -1,
    departAt: 0,
  };
}

/** Moves along a row that the table must have. */
export function moveRoute(draft: RouteState, kind: string): void {
  const next = ROUTE_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`route has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

export function shipmentsOf({ stops }: Pick<RouteState, 'stops'>): RoutedShipment[] {
  return stops.flatMap(({ shipments }) => shipments);
}

/** Keeps what is to stay. Stops keep their numbers. */
export function keepShipments(draft: RouteState, stays: (shipment: RoutedShipment) => boolean): void {
  draft.stops = draft.stops.map((stop) => ({ ...stop, shipments: stop.shipments.filter(stays) }));
}
