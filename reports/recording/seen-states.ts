/**
 * The table `views`: states that decisions saw, each version of an actor once.
 *
 * 1. A state is known by the object and the version together: an actor that comes again under the key of one that has
 *    finished has another object, one that has taken an input another version.
 * 2. Forgets: a state that it does not know any more is written again. Its memory is fixed.
 */
import type { ViewSeen } from '#scenarios/recording/recorder';
import type { TableWriter } from './table-writer.ts';

/** A power of two. Source: assumption; the views of a scenario are one a node or lane. */
const PLACES = 256;

interface Known {
  readonly type: string;
  readonly version: number;
  readonly state: unknown;
  readonly row: number;
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

  noted({ type, key, version, ageMs, state }: ViewSeen): ViewNoted {
    return { type, key, version, ageMs, stateRow: this.rowOf(type, key, version, state) };
  }

  private rowOf(type: string, key: number, version: number, state: unknown): number {
    if (state === null || state === undefined) return 0;
    const place = key & (PLACES - 1);
    const known = this.known[place]!;
    if (known?.state === state && known.version === version && known.type === type) return known.row;
    this.table.append([type, key, version, state]);
    this.rows += 1;
    this.known[place] = { type, version, state, row: this.rows };
    return this.rows;
  }
}
