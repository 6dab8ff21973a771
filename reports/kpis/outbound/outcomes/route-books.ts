/**
 * Routes of the own fleet, folded from business events: a row each, and one for each shipment that was put on one.
 *
 * 1. Bounded: 60 bytes a route, 16 a shipment on it. Where there are no routes there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';

const numbers = (): Float64Array => new Float64Array(ROWS_AT_FIRST);
const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

class RouteTable extends GrowingTable {
  protected readonly zeros = [
    'km',
    'costMinor',
    'stops',
    'inTime',
    'served',
    'refused',
    'handlingUnits',
    'back',
  ];
  route = numbers();
  /** What its vehicle carries. */
  gramsMax = numbers();
  km = numbers();
  costMinor = numbers();
  /** Stops reached, those of them before their window closed, and those that took goods. */
  stops = ints();
  inTime = ints();
  served = ints();
  refused = ints();
  handlingUnits = ints();
  /** 1 = it is back. */
  back = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

class RideTable extends GrowingTable {
  protected readonly zeros: readonly string[] = [];
  /** Row of the route, and of the shipment; -1 = that is not known. */
  route = ints();
  shipment = ints();

  constructor() {
    super();
    this.clear();
  }
}

export interface SavedRoutes {
  readonly routes: SavedTable;
  readonly rides: SavedTable;
}

export class RouteBooks {
  readonly routes = new RouteTable();
  readonly rides = new RideTable();
  private readonly rowOf = new Map<number, number>();

  /** Takes an event of a route. @param shipmentRow row of a shipment's key */
  fold(event: string, key: number, a: number, b: number, shipmentRow: (shipment: number) => number): void {
    const { routes, rides } = this;
    const row = this.row(key);
    switch (event) {
      case 'routePlanned':
        routes.gramsMax[row] = a;
        return;
      case 'shipmentRouted': {
        const ride = rides.add();
        rides.route[ride] = row;
        rides.shipment[ride] = shipmentRow(a);
        return;
      }
      case 'stopArrived':
        routes.stops[row]! += 1;
        if (b <= 0) routes.inTime[row]! += 1;
        return;
      case 'stopServed':
        routes.served[row]! += 1;
        routes.handlingUnits[row]! += b;
        return;
      case 'stopRefused':
        routes.refused[row]! += 1;
        return;
      case 'routeReturned':
        routes.back[row] = 1;
        routes.km[row] = a;
        return;
      case 'routeCharged':
        routes.costMinor[row] = a;
    }
  }

  save(): SavedRoutes {
    return { routes: this.routes.saveRows(), rides: this.rides.saveRows() };
  }

  load(saved: SavedRoutes): void {
    this.routes.loadRows(saved.routes);
    this.rides.loadRows(saved.rides);
    this.rowOf.clear();
    for (let row = 0; row < this.routes.size; row++) this.rowOf.set(this.routes.route[row]!, row);
  }

  private row(key: number): number {
    let row = this.rowOf.get(key);
    if (row !== undefined) return row;
    row = this.routes.add();
    this.routes.route[row] = key;
    this.rowOf.set(key, row);
    return row;
  }
}
