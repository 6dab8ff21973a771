/**
 * How whole a recording is: which tables are there, how many rows of each can be read, and what was last written.
 *
 * 1. No path of a machine is in what is said: it stands on a page that goes elsewhere.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE_NAMES, type TableName } from '#scenarios/recording/schema';
import { RecordedBatches } from './recorded-batches.ts';

/** How an Arrow stream ends: a continuation mark, and a message of no length. Source: Arrow columnar format. */
const END_MARK = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

export interface TableState {
  readonly table: TableName;
  /** That can be read. */
  readonly rows: number;
  /** Why not all of it can; null = it is whole. */
  readonly problem: string | null;
}

/** Business events of an arm by name and day, as far as they can be read. */
export interface EventsSoFar {
  readonly counts: readonly (readonly [event: string, count: number])[];
  /** Epoch ms; null = there is none. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** What is not whole, a sentence each. Cost: the last bytes of each table, and all of one that was cut off. */
export function recordingGaps(dir: string): readonly string[] {
  return TABLE_NAMES.flatMap((table) => {
    const path = join(dir, `${table}.arrows`);
    if (!existsSync(path)) return [`${table}.arrows is not there`];
    if (endsWhole(path)) return [];
    return stateOf(dir, table).problem ?? [];
  });
}

/** Cost: reads every table. */
export function recordingState(dir: string): readonly TableState[] {
  return TABLE_NAMES.map((table) => stateOf(dir, table));
}

function stateOf(dir: string, table: TableName): TableState {
  if (!existsSync(join(dir, `${table}.arrows`)))
    return { table, rows: 0, problem: `${table}.arrows is not there` };
  const recorded = new RecordedBatches(dir, table);
  try {
    const rows = recorded.count();
    return { table, rows, problem: recorded.cutOff };
  } catch (error) {
    return { table, rows: recorded.rows, problem: withoutPath(dir, error) };
  }
}

export function eventsSoFar(dir: string): EventsSoFar {
  const counts = new Map<string, number>();
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  try {
    for (const batch of new RecordedBatches(dir, 'business')) {
      const times = batch.getChild('time')!;
      const events = batch.getChild('event')!;
      for (let row = 0; row < batch.numRows; row++) {
        const event = String(events.get(row));
        counts.set(event, (counts.get(event) ?? 0) + 1);
      }
      if (batch.numRows === 0) continue;
      firstAt ??= Number(times.get(0));
      lastAt = Number(times.get(batch.numRows - 1));
    }
  } catch {
    // What was read until then counts; `recordingState` says what is wrong with the table.
  }
  return { counts: [...counts], firstAt, lastAt };
}

function endsWhole(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(END_MARK.length);
    if (size < end.length) return false;
    readSync(file, end, 0, end.length, size - end.length);
    return end.equals(END_MARK);
  } finally {
    closeSync(file);
  }
}

function withoutPath(dir: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(`${dir}/`, '').replaceAll(`${dir}\\`, '').replaceAll(dir, 'it');
}
