/** Two recordings of one run, table by table: the first event, or the first row, that differs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, readTable } from '#reports/recording/reader';
import { describeDivergence, type EventLine, firstDivergence } from '#scenarios/recording/first-divergence';
import { TABLE_NAMES, type TableName } from '#scenarios/recording/schema';

/** In words; null = every byte of every table is the same. */
export function tablesDiffer(recorded: string, again: string): string | null {
  // Events first: what else differs follows from the first of them.
  if (!sameBytes(recorded, again, 'events')) return inEvents(recorded, again);
  const table = TABLE_NAMES.find((name) => !sameBytes(recorded, again, name));
  return table === undefined
    ? null
    : `differs: same events, other ${table}${firstRow(recorded, again, table)}`;
}

function sameBytes(left: string, right: string, table: TableName): boolean {
  const [one, two] = [left, right].map((folder) => join(folder, `${table}.arrows`));
  return existsSync(one!) && readFileSync(one!).equals(readFileSync(two!));
}

/** What the recorded events say otherwise. */
function inEvents(recorded: string, again: string): string {
  const left = tableOf(recorded, 'events');
  if (typeof left === 'string') return left;
  const right = readTable(again, 'events');
  const divergence = firstDivergence(left.rows.map(eventLine), right.rows.map(eventLine));
  if (divergence === null) return 'differs: the same events, but not the same bytes of their table';
  if (left.truncated && divergence.left === null)
    return `the recording is cut off after event ${left.rows.length} of ${right.rows.length}; up to there it is the same (${left.cutOff})`;
  return `differs: ${describeDivergence(divergence)}`;
}

function eventLine({ time, handler, priority, a, b }: Row): EventLine {
  return {
    time: Number(time),
    handler: String(handler),
    priority: Number(priority),
    a: Number(a),
    b: Number(b),
  };
}

/** ` (row n: recorded | now)`, as far as it can be read. */
function firstRow(recorded: string, again: string, table: TableName): string {
  const left = tableOf(recorded, table);
  if (typeof left === 'string') return `: ${left}`;
  const right = readTable(again, table);
  const rows = Math.max(left.rows.length, right.rows.length);
  for (let n = 0; n < rows; n++) {
    const [one, two] = [left, right].map(({ rows: each }) => JSON.stringify(each[n]) ?? 'no such row');
    if (one !== two)
      return ` (row ${n + 1}: ${one} | ${two}${left.cutOff === null ? '' : `; ${left.cutOff}`})`;
  }
  return left.cutOff === null ? '' : ` (${left.cutOff})`;
}

export function tableOf(folder: string, table: TableName): ReturnType<typeof readTable> | string {
  try {
    return readTable(folder, table);
  } catch (error) {
    return `the recording can't be read: ${error instanceof Error ? error.message : error}`;
  }
}
