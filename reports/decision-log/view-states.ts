/**
 * States that decisions saw, read beside them.
 *
 * 1. Memory is one state for each actor that was looked at: a decision names the latest row of an actor that was written before
 *    it, so that no earlier one is needed any more.
 */

import { RecordedBatches, UnreadableRecording } from '../export/recorded-batches.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import { type Changes, changed } from '../recording/state-changes.ts';

interface Kept {
  readonly row: number;
  readonly state: unknown;
}

export class ViewStates {
  private readonly rows: Iterator<readonly [actor: string, base: number, state: unknown]>;
  private readonly latest = new Map<string, Kept>();
  /** By row, as long as it is the latest of its actor. */
  private readonly byRow = new Map<number, Kept>();
  private read = 0;

  constructor(dir: string, decoder: BodyDecoder) {
    this.rows = rowsOf(new RecordedBatches(dir, 'views'), decoder);
  }

  /** @param row of `views`, from 1; 0 = there was none */
  stateOf(row: number): unknown {
    while (this.read < row) this.next(row);
    if (row === 0) return null;
    const kept = this.byRow.get(row);
    if (kept === undefined)
      throw new UnreadableRecording(`a decision names row ${row} of "views", which a later one has replaced`);
    return kept.state;
  }

  private next(wanted: number): void {
    const { done, value } = this.rows.next();
    if (done === true)
      throw new UnreadableRecording(
        `a decision names row ${wanted} of ${this.read} in "views": that table is cut off`,
      );
    this.read += 1;
    const [actor, base, told] = value;
    const before = this.latest.get(actor);
    const state = base === 0 ? told : changed(this.byRow.get(base)?.state, told as Changes);
    const kept = { row: this.read, state };
    if (before !== undefined) this.byRow.delete(before.row);
    this.latest.set(actor, kept);
    this.byRow.set(kept.row, kept);
  }
}

function* rowsOf(
  batches: RecordedBatches,
  decoder: BodyDecoder,
): Generator<readonly [string, number, unknown]> {
  for (const batch of batches) {
    const [type, key, base, state] = ['entityType', 'entityKey', 'base', 'state'].map(
      (name) => batch.getChild(name)!,
    );
    for (let i = 0; i < batch.numRows; i++)
      yield [`${type!.get(i)}:${key!.get(i)}`, base!.get(i), decoder.body(state!.get(i))];
  }
}
