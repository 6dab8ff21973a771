/**
 * What devices have told of each trip, and what became of goods that were too warm: folded from the business events of telematics and
 * of the core.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up. -1 = has not happened.
 * 2. Bounded: 37 bytes a trip with a device, and 17 an estimate, of which settings allow so many a trip. Without devices there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

/** What the quality desk, or a rule, has decided: `decided` of a trip. */
export const DECIDED = { released: 0, refused: 1 } as const;

/** What a row of an estimate is: the carrier's, the one that the load goes by, or that what the device has said is void. */
export const ESTIMATED_BY = { carrier: 0, load: 1, nobody: 2 } as const;

export class TripTable extends GrowingTable {
  protected readonly zeros = ['readings', 'lagSeconds'];
  /** Key of the load. */
  load = new Float64Array(ROWS_AT_FIRST);
  attachedAt = ints();
  /** When its goods went out of their limits, when a case was opened for that, and when it was decided. */
  exceededAt = ints();
  openedAt = ints();
  decidedAt = ints();
  decided = new Int8Array(ROWS_AT_FIRST);
  /** The first position that the core has gone by. */
  heardAt = ints();
  /** Readings that the core has gone by, and how long after they were taken it heard them: all together. */
  readings = ints();
  lagSeconds = ints();

  constructor() {
    super();
    this.clear();
  }
}

/** Every estimate of arrival of a load with a device, in the order of hearing. */
export class EstimateTable extends GrowingTable {
  protected readonly zeros = [];
  /** Row of the trip. */
  trip = ints();
  heardAt = ints();
  /** When what it was made of occurred. */
  occurredAt = ints();
  estimatedAt = ints();
  /** `ESTIMATED_BY`. */
  by = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export interface SavedTelematics {
  readonly trips: SavedTable;
  readonly estimates: SavedTable;
}

export class TelematicsBooks {
  readonly trips = new TripTable();
  readonly estimates = new EstimateTable();
  private readonly rowOf = new Map<number, number>();

  /** Takes an event of a trip or its quality case. @param at in seconds as of the tables; so is `since` */
  fold(at: number, event: string, load: number, a: number, since: number): void {
    const { trips } = this;
    switch (event) {
      case 'deviceAttached':
        trips.attachedAt[this.row(load)] = at;
        return;
      case 'temperatureExceeded':
        trips.exceededAt[this.row(load)] = since;
        return;
      case 'qualityCaseOpened':
        trips.openedAt[this.row(load)] = at;
        return;
      case 'qualityDecided':
        trips.decidedAt[this.row(load)] = at;
        trips.decided[this.row(load)] = a;
        return;
      case 'deviceMistrusted':
        this.estimate(at, load, -1, -1, ESTIMATED_BY.nobody);
    }
  }

  /** Takes an event of a load; instants in seconds as of the tables. */
  foldLoad(at: number, event: string, load: number, estimatedAt: number, occurredAt: number): void {
    switch (event) {
      case 'deviceEstimated': {
        const trip = this.row(load);
        if (this.trips.heardAt[trip]! < 0) this.trips.heardAt[trip] = at;
        this.trips.readings[trip]! += 1;
        this.trips.lagSeconds[trip]! += Math.max(0, at - occurredAt);
        return;
      }
      case 'carrierEstimated':
        this.estimate(at, load, estimatedAt, occurredAt, ESTIMATED_BY.carrier);
        return;
      case 'arrivalEstimated':
        this.estimate(at, load, estimatedAt, at, ESTIMATED_BY.load);
    }
  }

  private estimate(at: number, load: number, estimatedAt: number, occurredAt: number, by: number): void {
    const { estimates } = this;
    const row = estimates.add();
    estimates.trip[row] = this.row(load);
    estimates.heardAt[row] = at;
    estimates.occurredAt[row] = occurredAt;
    estimates.estimatedAt[row] = estimatedAt;
    estimates.by[row] = by;
  }

  save(): SavedTelematics {
    return { trips: this.trips.saveRows(), estimates: this.estimates.saveRows() };
  }

  load({ trips, estimates }: SavedTelematics): void {
    this.trips.loadRows(trips);
    this.estimates.loadRows(estimates);
    this.rowOf.clear();
    for (let row = 0; row < this.trips.size; row++) this.rowOf.set(this.trips.load[row]!, row);
  }

  private row(load: number): number {
    let row = this.rowOf.get(load);
    if (row !== undefined) return row;
    row = this.trips.add();
    this.trips.load[row] = load;
    this.rowOf.set(load, row);
    return row;
  }
}
