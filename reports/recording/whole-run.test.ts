/**
 * A whole run on record is what the host and the kernel said call by call, in every table and every number; written in whole rows and
 * stages it is the same, byte by byte, as written by calls.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import { type Column, TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { readTable } from './reader.ts';
import { RecordingWriter } from './writer.ts';

const CALLS = {
  inputs: 'input',
  events: 'event',
  messages: 'message',
  decisions: 'decision',
  tasks: 'task',
  ledger: 'ledger',
  business: 'business',
  kpis: 'kpi',
  audit: 'audit',
  faults: 'fault',
} as const satisfies Readonly<Partial<Record<TableName, keyof Recorder>>>;

type Called = keyof typeof CALLS;
type Calls = Record<(typeof CALLS)[Called] | 'name' | 'checkpoint', (...values: readonly unknown[]) => void>;

const folder = mkdtempSync(join(tmpdir(), 'dray-whole-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = new Map<Called, unknown[][]>();

beforeAll(() => {
  run(new RecordingWriter(join(folder, 'staged')));
  const writer = new RecordingWriter(join(folder, 'called'));
  run(calling(writer), () => writer.close());
  run(new RecordingWriter(join(folder, 'small'), { rowsPerBatch: 300 }));
});

function run(recorder: Recorder & { close?(): void }, close = () => recorder.close?.()): void {
  const twin = roughTwin(roughWorld(), recorder);
  twin.start();
  twin.run({ events: 9000 });
  close();
}

/** Hands on every call, and keeps what it said at that moment; it has no room for whole rows. */
function calling(writer: RecordingWriter): Recorder {
  const calls = { ...nullRecorder } as unknown as Calls;
  const to = writer as unknown as Calls;
  for (const method of ['name', 'checkpoint'] as const) calls[method] = to[method];
  for (const [table, method] of Object.entries(CALLS) as [Called, (typeof CALLS)[Called]][]) {
    const columns: readonly Column[] = TABLES[table];
    const rows: unknown[][] = [];
    said.set(table, rows);
    calls[method] = (...values) => {
      rows.push(columns.map(({ type }, i) => (type === 'body' ? json(values[i]) : values[i])));
      to[method](...values);
    };
  }
  return calls as unknown as Recorder;
}

function json(body: unknown): string | null {
  return body === null || body === undefined ? null : JSON.stringify(body);
}

function bytesOf(name: string, table: TableName): Buffer {
  return readFileSync(join(folder, name, `${table}.arrows`));
}

/** Handlers are numbered as the kernel has them, or as they come: their names are what must be the same, as below. */
const SAME_BYTES = TABLE_NAMES.filter((table) => table !== 'events');

test.each(SAME_BYTES)('%s: the same bytes by whole rows as by calls', (table) => {
  expect(bytesOf('staged', table).equals(bytesOf('called', table))).toBe(true);
});

describe.each(['staged', 'small'])('read again, %s batches', (name) => {
  test.each(Object.keys(CALLS) as Called[])('%s: what was said', (table) => {
    const columns: readonly Column[] = TABLES[table];
    const { rows } = readTable(join(folder, name), table);
    const read = rows.map((row) => columns.map((column) => row[column.name]));
    const expected = said.get(table)!;
    expect(read.length).toBe(expected.length);
    if (table !== 'faults' && table !== 'tasks') expect(read.length).toBeGreaterThan(10);
    if (table === 'messages') withBodies(read, expected, name);
    expect(read).toEqual(expected);
  });
});

/** A message's body may stand at the input of the same sender and counter. */
function withBodies(messages: unknown[][], expected: readonly unknown[][], name: string): void {
  const of = (column: string) => TABLES.messages.findIndex((each) => each.name === column);
  const body = of('body');
  const inputs = new Map(
    readTable(join(folder, name), 'inputs').rows.map((row) => [`${row.sender} ${row.counter}`, row.body]),
  );
  for (const [i, message] of messages.entries())
    if (expected[i]?.[body] !== null)
      message[body] ??= inputs.get(`${message[of('sender')]} ${message[of('counter')]}`) ?? null;
}
