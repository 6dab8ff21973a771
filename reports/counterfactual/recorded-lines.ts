/**
 * Decisions of a recording as lines of a list, one after the other: without what was asked about, so that a long run is listed quickly.
 *
 * 1. What was cut off at the end is not there; `cutOff` tells the place once all lines have been read.
 */
import { RecordedBatches } from '../export/recorded-batches.ts';
import type { DecisionLine } from './explanation.ts';

/** A line, and what the question was: the same digest is the same question. */
export interface RecordedLine extends DecisionLine {
  readonly inputDigest: string;
}

const COLUMNS = [
  'now',
  'point',
  'entityType',
  'entityKey',
  'attempt',
  'policy',
  'mode',
  'candidates',
  'removed',
  'chosen',
  'fallback',
  'inputDigest',
] as const;

export class RecordedLines {
  private readonly batches: RecordedBatches;

  /** @param dir folder of one arm; throws where it holds no recording, or one that was changed */
  constructor(dir: string) {
    this.batches = new RecordedBatches(dir, 'decisions');
  }

  /** In words; null = the table is whole. After the lines have been read. */
  get cutOff(): string | null {
    return this.batches.cutOff;
  }

  *[Symbol.iterator](): Generator<RecordedLine> {
    let no = 0;
    for (const batch of this.batches) {
      const columns = COLUMNS.map((name) => {
        const column = batch.getChild(name);
        if (column === null) throw new Error(`table "decisions" has no column "${name}"`);
        return column;
      });
      for (let row = 0; row < batch.numRows; row++) {
        no += 1;
        const [
          now,
          point,
          entityType,
          entityKey,
          attempt,
          policy,
          mode,
          options,
          removed,
          chosen,
          fallback,
          digest,
        ] = columns.map((column) => column.get(row) as unknown);
        yield {
          no,
          at: Number(now),
          point: String(point),
          entityType: String(entityType),
          entityKey: Number(entityKey),
          attempt: Number(attempt),
          policy: String(policy),
          mode: String(mode),
          options: Number(options),
          removed: Number(removed),
          chosen: Number(chosen),
          fallback: fallback === null ? null : String(fallback),
          inputDigest: String(digest),
        };
      }
    }
  }
}
