/**
 * What became of each declaration and its goods at the border: one row each, folded from the business events of customs.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up. -1 = has not happened.
 * 2. Bounded: 37 bytes a load that crosses a border. Where none does there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

/** `CUSTOMS_HOLD` of the customs contract: above it lie the exams. */
const PAPERS = 1;

/** `flags` of a clearance. */
export const CLEARANCE_FLAG = { queried: 1, examined: 2, refused: 4 } as const;

export class ClearanceTable extends GrowingTable {
  protected readonly zeros = ['feesMinor', 'flags'];
  /** Key of the load. */
  load = new Float64Array(ROWS_AT_FIRST);
  lodgedAt = ints();
  acceptedAt = ints();
  presentedAt = ints();
  /** Released or refused. */
  freeAt = ints();
  feesMinor = new Float64Array(ROWS_AT_FIRST);
  flags = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export class ClearanceBooks {
  readonly clearances = new ClearanceTable();
  private readonly rowOf = new Map<number, number>();

  /** Takes an event of customs. @param at in seconds as of the tables */
  fold(at: number, event: string, load: number, n: number, a: number): void {
    const { clearances } = this;
    const row = this.row(load);
    switch (event) {
      case 'declarationLodged':
        clearances.lodgedAt[row] = at;
        return;
      case 'declarationQueried':
        clearances.flags[row]! |= CLEARANCE_FLAG.queried;
        return;
      case 'declarationAccepted':
        clearances.acceptedAt[row] = at;
        return;
      case 'goodsPresented':
        clearances.presentedAt[row] = at;
        return;
      case 'goodsHeld':
        if (n > PAPERS) clearances.flags[row]! |= CLEARANCE_FLAG.examined;
        return;
      case 'goodsRefused':
        clearances.flags[row]! |= CLEARANCE_FLAG.refused;
        this.free(row, at, a);
        return;
      case 'goodsReleased':
        this.free(row, at, a);
    }
  }

  save(): SavedTable {
    return this.clearances.saveRows();
  }

  load(saved: SavedTable): void {
    this.clearances.loadRows(saved);
    this.rowOf.clear();
    for (let row = 0; row < this.clearances.size; row++) this.rowOf.set(this.clearances.load[row]!, row);
  }

  private free(row: number, at: number, feesMinor: number): void {
    this.clearances.freeAt[row] = at;
    this.clearances.feesMinor[row] = feesMinor;
  }

  private row(load: number): number {
    let row = this.rowOf.get(load);
    if (row !== undefined) return row;
    row = this.clearances.add();
    this.clearances.load[row] = load;
    this.rowOf.set(load, row);
    return row;
  }
}
