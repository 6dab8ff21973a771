/**
 * States that decisions saw, read beside them.
 *
 * 1. Memory is one state for each actor that was looked at: a decision names the latest row of an actor that was written before
 *    it, so that no earlier one is needed any more.
 */

import { RecordedBatches, UnreadableRecording } from '../export/recorded-batches.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import { type Changes, changed } from '../recording/state-changes.ts';

/** A row of `views`, its body decoded. */
export interface ViewRow {
  readonly entityType: string;
  readonly entityKey: number;
  readonly version: number;
  readonly base: number;
  /** Whole, or its changes to that of row `base`. */
  readonly state: unknown;
}

/** Of whom a state is, and which. */
export type Seen = Omit<ViewRow, 'base'>;

interface Kept extends Seen {
  readonly row: number;
}

export class ViewStates {
  private readonly rows: Iterator<ViewRow>;
  private readonly latest = new Map<string, Kept>();
  /** By row, as long as it is the latest of its actor. */
  private readonly byRow = new Map<number, Kept>();
  private read = 0;

  /** @param rows of the table, in their order: see `recordedViews` */
  constructor(rows: Iterable<ViewRow>) {
    this.rows = rows[Symbol.iterator]();
  }

  /** @param row of `views`, from 1; 0 = there was none */
  stateOf(row: number): unknown {
    return this.seenAt(row)?.state ?? null;
  }

  /** @param row of `views`, from 1; null = 0, there was none */
  seenAt(row: number): Seen | null {
    while (this.read < row) this.next(row);
    if (row === 0) return null;
    const kept = this.byRow.get(row);
    if (kept === undefined)
      throw new UnreadableRecording(`a decision names row ${row} of "views", which a later one has replaced`);
    return kept;
  }

  private next(wanted: number): void {
    const { done, value } = this.rows.next();
    if (done === true)
      throw new UnreadableRecording(
        `a decision names row ${wanted} of ${this.read} in "views": that table is cut off`,
      );
    this.read += 1;
    const { base, ...told } = value;
    const actor = `${told.entityType}:${told.entityKey}`;
    const before = this.latest.get(actor);
    const state = base === 0 ? told.state : this.changedSince(base, told.state);
    const kept = { ...told, row: this.read, state };
    if (before !== undefined) this.byRow.delete(before.row);
    this.latest.set(actor, kept);
    this.byRow.set(kept.row, kept);
  }

  private changedSince(base: number, changes: unknown): unknown {
    try {
      const kept = this.byRow.get(base);
      if (kept === undefined) throw new RangeError(`row ${base} is not the latest of its actor`);
      return changed(kept.state, changes as Changes);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UnreadableRecording(
        `row ${this.read} of "views" was changed: what it tells since row ${base} can't be: ${why}`,
        { cause: error },
      );
    }
  }
}

/** Of the recording in a folder. */
export function* recordedViews(dir: string, decoder: BodyDecoder): Generator<ViewRow> {
  for (const batch of new RecordedBatches(dir, 'views')) {
    const [type, key, version, base, state] = ['entityType', 'entityKey', 'version', 'base', 'state'].map(
      (name) => batch.getChild(name)!,
    );
    for (let i = 0; i < batch.numRows; i++)
      yield {
        entityType: String(type!.get(i)),
        entityKey: key!.get(i),
        version: version!.get(i),
        base: base!.get(i),
        state: decoder.body(state!.get(i)),
      };
  }
}
