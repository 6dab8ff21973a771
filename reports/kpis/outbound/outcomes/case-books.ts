/**
 * What became of each case: one row each opening, folded from the business events of cases.
 *
 * 1. Instants are whole seconds as of the other tables, rounded up. -1 = has not happened.
 * 2. Bounded: 24 bytes an opening. Where exceptions are no cases there are no rows.
 */
import { GrowingTable, ROWS_AT_FIRST, type SavedTable } from './growing-table.ts';

const ints = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

export class CaseTable extends GrowingTable {
  protected readonly zeros = ['escalated'];
  /** Of the entity and class: docs/exceptions.md. */
  key = new Float64Array(ROWS_AT_FIRST);
  /** `EXCEPTION` of the core. */
  exception = new Int8Array(ROWS_AT_FIRST);
  occurredAt = ints();
  detectedAt = ints();
  resolvedAt = ints();
  escalated = new Int8Array(ROWS_AT_FIRST);
  /** 0 = by rule, 1 = by a recommendation, 2 = by a person. */
  by = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export class CaseBooks {
  readonly cases = new CaseTable();
  private readonly openRows = new Map<number, number>();

  /** Takes an event of a case. @param at in seconds as of the tables; so is `occurredAt`, of `caseOpened` */
  fold(at: number, event: string, key: number, a: number, occurredAt: number): void {
    const { cases, openRows } = this;
    if (event === 'caseOpened') {
      const row = cases.add();
      openRows.set(key, row);
      cases.key[row] = key;
      cases.exception[row] = a;
      cases.occurredAt[row] = occurredAt;
      cases.detectedAt[row] = at;
      return;
    }
    const row = openRows.get(key);
    if (row === undefined) return;
    if (event === 'caseEscalated') cases.escalated[row] = 1;
    if (event !== 'caseResolved') return;
    cases.resolvedAt[row] = at;
    cases.by[row] = a;
    openRows.delete(key);
  }

  save(): SavedTable {
    return this.cases.saveRows();
  }

  load(saved: SavedTable): void {
    const { cases, openRows } = this;
    cases.loadRows(saved);
    openRows.clear();
    for (let row = 0; row < cases.size; row++)
      if (cases.resolvedAt[row]! < 0) openRows.set(cases.key[row]!, row);
  }
}
