/**
 * Shipments of which units did not arrive as they were shipped: a row each, folded from business events.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up. -1 = has not happened.
 * 2. Bounded: 53 bytes a shipment that differs. Where none does there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

/** `LADING_EXCEPTION` of the carriers' contract. */
const EXCEPTION = { short: 1, damaged: 2 } as const;

class DifferenceTable extends GrowingTable {
  protected readonly zeros = ['shortUnits', 'damagedUnits', 'missingMinor', 'creditedMinor'];
  /** Row of the shipment. */
  shipment = ints();
  shortUnits = ints();
  damagedUnits = ints();
  /** When the core read of it, and when that was settled; 1 = by a person, 0 = by rule. */
  readAt = ints();
  settledAt = ints();
  byPerson = new Int8Array(ROWS_AT_FIRST);
  missingMinor = new Float64Array(ROWS_AT_FIRST);
  creditedMinor = new Float64Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export class DifferenceBooks {
  readonly differences = new DifferenceTable();
  private readonly rowOf = new Map<number, number>();

  /** Takes an event of a shipment. @param at in seconds as of the tables @param shipment its row */
  fold(at: number, event: string, shipment: number, a: number, b: number): void {
    const { differences } = this;
    switch (event) {
      case 'deliveryExcepted':
        this.except(this.row(shipment), a, b);
        return;
      case 'deliveryDiffers':
        differences.readAt[this.row(shipment)] = at;
        differences.missingMinor[this.row(shipment)] = a;
        return;
      case 'differenceSettled':
        differences.settledAt[this.row(shipment)] = at;
        differences.byPerson[this.row(shipment)] = b;
        return;
      case 'deliveryCredited':
        differences.creditedMinor[this.row(shipment)] = a;
    }
  }

  /** Row of a shipment that differs; -1 = it does not. */
  at(shipment: number): number {
    return this.rowOf.size === 0 ? -1 : (this.rowOf.get(shipment) ?? -1);
  }

  save(): SavedTable {
    return this.differences.saveRows();
  }

  load(saved: SavedTable): void {
    this.differences.loadRows(saved);
    this.rowOf.clear();
    for (let row = 0; row < this.differences.size; row++)
      this.rowOf.set(this.differences.shipment[row]!, row);
  }

  private except(row: number, units: number, kind: number): void {
    if (kind === EXCEPTION.short) this.differences.shortUnits[row]! += units;
    else if (kind === EXCEPTION.damaged) this.differences.damagedUnits[row]! += units;
  }

  private row(shipment: number): number {
    const known = this.rowOf.get(shipment);
    if (known !== undefined) return known;
    const row = this.differences.add();
    this.differences.shipment[row] = shipment;
    this.rowOf.set(shipment, row);
    return row;
  }
}
