/**
 * The table `views`: states that decisions saw, each version of an actor once.
 *
 * 1. A state is known by the object and the version together: an actor that comes again under the key of one that has
 *    finished has another object, one that has taken an input another version.
 * 2. Of a version that follows one it knows, only the changes are written; every so often it is written whole, so that nobody
 *    must read far back for one.
 * 3. Forgets: a state that it does not know any more is written again. Its memory is fixed.
 */
import type { ViewSeen } from '#scenarios/recording/recorder';
import { KeptState } from './state-changes.ts';
import type { TableWriter } from './table-writer.ts';

/** A power of two. Source: assumption; the views of a scenario are one a node or lane. */
const PLACES = 256;
/** Versions told by their changes between two that are whole. */
const CHANGES_MAX = 63;

interface Known {
  readonly type: string;
  readonly key: number;
  readonly version: number;
  readonly state: unknown;
  readonly row: number;
  /** Null: it can't be told by its changes. */
  readonly kept: KeptState | null;
  /** Versions since the last that is whole. */
  readonly changes: number;
}

/** A view as a decision's row has it. */
export interface ViewNoted extends Omit<ViewSeen, 'state'> {
  /** Row of its state in `views`, from 1; 0 = it had none. */
  readonly stateRow: number;
}

export class SeenStates {
  private readonly table: TableWriter;
  private readonly known: (Known | null)[] = new Array(PLACES).fill(null);
  private rows = 0;

  constructor(table: TableWriter) {
    this.table = table;
  }

  notedAll(views: readonly ViewSeen[]): ViewNoted[] {
    const noted: ViewNoted[] = [];
    for (let i = 0; i < views.length; i++) noted.push(this.noted(views[i]!));
    return noted;
  }

  private noted({ type, key, version, ageMs, state }: ViewSeen): ViewNoted {
    return { type, key, version, ageMs, stateRow: this.rowOf(type, key, version, state) };
  }

  private rowOf(type: string, key: number, version: number, state: unknown): number {
    if (state === null || state === undefined) return 0;
    const place = key & (PLACES - 1);
    const known = this.known[place]!;
    if (known?.state === state && known.version === version && known.type === type) return known.row;
    const base = known?.type === type && known.key === key && known.changes < CHANGES_MAX ? known : null;
    const changes = base?.kept?.changesTo(state) ?? null;
    this.rows += 1;
    const { rows: row } = this;
    if (base === null || changes === null) {
      this.table.append([type, key, version, 0, state]);
      this.known[place] = { type, key, version, state, row, kept: KeptState.of(state), changes: 0 };
    } else {
      this.table.append([type, key, version, base.row, changes]);
      this.known[place] = { ...base, version, state, row, changes: base.changes + 1 };
    }
    return row;
  }
}
