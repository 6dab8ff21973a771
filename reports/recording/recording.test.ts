/**
 * What was recorded is read back: every table, any values, over many batches and growing vocabularies; what was
 * flushed before an end that nobody planned is readable, and a foreign file is called by its name.
 */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recorder, ViewSeen } from '#scenarios/recording/recorder';
import {
  type Column,
  RECORDING_VERSION,
  TABLE_NAMES,
  TABLES,
  type TableName,
} from '#scenarios/recording/schema';
import { runs } from '#testing/properties/properties';
import { anyBody } from './bodies/bodies.fixture.ts';
import { Shapes } from './bodies/shapes.ts';
import { readTable } from './reader.ts';
import { readRunJson } from './run-json.ts';
import { TableWriter, VERSION_KEY } from './table-writer.ts';
import { RecordingWriter } from './writer.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dray-recording-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Who writes what is not written by a call of its own: `views` and `shapes`. */
const METHODS = {
  inputs: 'input',
  events: 'event',
  messages: 'message',
  decisions: 'decision',
  modes: 'mode',
  tasks: 'task',
  ledger: 'ledger',
  business: 'business',
  kpis: 'kpi',
  audit: 'audit',
  faults: 'fault',
  checkpoints: 'checkpoint',
  names: 'name',
} as const satisfies Readonly<Record<string, keyof Recorder>>;

type Called = keyof typeof METHODS;
const CALLED = Object.keys(METHODS) as readonly Called[];

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const name = fc.string({ unit: 'grapheme', maxLength: 4 });
const view: fc.Arbitrary<ViewSeen> = fc.record({
  type: name,
  key: uint32,
  version: uint32,
  ageMs: fc.option(fc.nat()),
  state: fc.option(anyBody),
});

function anyValue({ name: column, type, nullable }: Column, table: TableName): fc.Arbitrary<unknown> {
  if (table === 'decisions' && column === 'views') return fc.option(fc.array(view, { maxLength: 3 }));
  const values: Record<Column['type'], fc.Arbitrary<unknown>> = {
    instant: fc.integer({ min: -8.64e12, max: 8.64e12 }),
    int32: fc.integer(),
    uint32,
    float64: fc.double({ noNaN: true }),
    name,
    text: fc.string({ unit: 'grapheme' }),
    body: anyBody,
  };
  return nullable ? fc.option(values[type]) : values[type];
}

/** As a reader has it: bodies are JSON. */
function asRead({ type }: Column, value: unknown): unknown {
  if (type !== 'body') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function write(table: Called, rows: readonly (readonly unknown[])[], rowsPerBatch: number): void {
  const writer = new RecordingWriter(dir, { rowsPerBatch });
  const append = writer[METHODS[table]] as (...row: readonly unknown[]) => void;
  for (const row of rows) append(...row);
  writer.close();
}

test('every table is written by a call, or for the bodies of others', () => {
  expect(new Set([...CALLED, 'views', 'shapes'])).toEqual(new Set(TABLE_NAMES));
});

describe('round trip', () => {
  test.each(CALLED)('%s', (table) => {
    const columns: readonly Column[] = TABLES[table];
    const rows = fc.array(fc.tuple(...columns.map((column) => anyValue(column, table))), { maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 12 }), (written, rowsPerBatch) => {
        const expected = written.map((row) => columns.map((column, i) => asRead(column, row[i])));
        write(table, written, rowsPerBatch);
        const { rows: read, truncated } = readTable(dir, table);
        expect(truncated).toBe(false);
        expect(read.map((row) => columns.map(({ name }) => row[name]))).toEqual(expected);
      }),
      { numRuns: runs(25) },
    );
  });

  test('views: a state that decisions see again stands there once, and a new version by its changes', () => {
    const writer = new RecordingWriter(dir);
    const stock = { available: [3, 400, 70_000, 0] };
    decide(writer, [{ type: 'stock-view', key: 2, version: 1, ageMs: 5, state: stock }]);
    decide(writer, [{ type: 'stock-view', key: 2, version: 1, ageMs: 9, state: stock }]);
    stock.available[0] = 2;
    decide(writer, [{ type: 'stock-view', key: 2, version: 2, ageMs: 0, state: stock }]);
    writer.close();
    expect(readTable(dir, 'views').rows).toEqual([
      { entityType: 'stock-view', entityKey: 2, version: 1, base: 0, state: '{"available":[3,400,70000,0]}' },
      { entityType: 'stock-view', entityKey: 2, version: 2, base: 1, state: '{"available":[2,400,70000,0]}' },
    ]);
    const seen = readTable(dir, 'decisions').rows.map(({ views }) => JSON.parse(String(views))[0]);
    expect(seen.map(({ ageMs, state }) => [ageMs, state.available[0]])).toEqual([
      [5, 3],
      [9, 3],
      [0, 2],
    ]);
  });

  test('views: of many versions some stand there whole, and all are read as they were', () => {
    const writer = new RecordingWriter(dir, { rowsPerBatch: 7 });
    const states = [3, 259].map(() => ({ available: Array.from({ length: 50 }, (_, i) => i), feed: 0 }));
    const seen: string[] = [];
    for (let version = 1; version <= 200; version++) {
      for (const [i, state] of states.entries()) {
        state.available[(version * 7) % 50] = version;
        state.feed = version >> 3;
        // Two views for one place among what is remembered, now and then in turn.
        if (version % 50 === 0 || i === (version > 100 ? 1 : 0)) {
          decide(writer, [{ type: 'stock-view', key: 3 + 256 * i, version, ageMs: 0, state }]);
          seen.push(JSON.stringify(state));
        }
      }
    }
    writer.close();
    const { rows } = readTable(dir, 'views');
    expect(rows.map(({ state }) => state)).toEqual(seen);
    const whole = rows.filter(({ base }) => base === 0).length;
    expect([whole > 4, whole < 20]).toEqual([true, true]);
  });

  test('shapes: the keys of all objects of one shape stand there once, of whatever table', () => {
    const writer = new RecordingWriter(dir);
    for (let i = 0; i < 20; i++) {
      writer.fault(i, 'delay', 'link', 7, { ms: i, why: 'ü' });
      writer.task(i, 'planner', 'order', i, 'short', null, 'open', { ms: i, why: 'x' });
    }
    writer.close();
    expect(readTable(dir, 'shapes').rows).toEqual([{ keys: '["ms","why"]' }]);
    expect(readTable(dir, 'faults').rows[1]?.detail).toBe('{"ms":1,"why":"ü"}');
  });

  test('a message that stands at the input of the same sender and counter has no body of its own', () => {
    const writer = new RecordingWriter(dir);
    const body = { lines: [1, 2] };
    writer.input(1, 'lane', 1, 1, 'offer', 'load', 1, 0, 77, 5, 0, 0, body);
    writer.message(1, 2, 'offer', 'lane', 1, 'carrier', 3, 0, 77, 5, 0, 0, body);
    writer.message(1, 2, 'offer', 'lane', 1, 'carrier', 3, 0, 77, 5, 0, 0, { lines: [1, 2] });
    writer.close();
    const bodies = readTable(dir, 'messages').rows.map((row) => row.body);
    expect(bodies).toEqual([null, '{"lines":[1,2]}']);
    expect(readTable(dir, 'inputs').rows[0]?.body).toBe('{"lines":[1,2]}');
  });

  test('what a body says later does not change what was recorded', () => {
    const writer = new RecordingWriter(dir);
    const detail = { ms: [1, 2] };
    writer.fault(1, 'delay', 'link', 7, detail);
    detail.ms.push(3);
    writer.close();
    expect(readTable(dir, 'faults').rows[0]?.detail).toBe('{"ms":[1,2]}');
  });

  test("Arrow's own table reader reads it, dictionaries replaced in mid-stream included", () => {
    write(
      'events',
      Array.from({ length: 50 }, (_, i) => [i, `handler-${i % 17}`, 0, i, 0.5]),
      5,
    );
    const table = tableFromIPC(readFileSync(join(dir, 'events.arrows')));
    expect(table.numRows).toBe(50);
    expect([0, 16, 40].map((i) => table.get(i)?.toJSON())).toMatchObject([
      { handler: 'handler-0', a: 0 },
      { handler: 'handler-16', a: 16 },
      { handler: 'handler-6', a: 40 },
    ]);
  });
});

describe('an end that nobody planned', () => {
  test('what was flushed is readable though the table was never closed', () => {
    const writer = new RecordingWriter(dir, { rowsPerBatch: 10 });
    for (let i = 0; i < 25; i++) writer.event(i, 'x', 0, i, 0);
    expect(readTable(dir, 'events')).toMatchObject({ truncated: true, rows: { length: 20 } });
    writer.flush();
    expect(readTable(dir, 'events').rows).toHaveLength(25);
    writer.close();
    expect(readTable(dir, 'events').truncated).toBe(false);
  });

  test('a file cut off at any byte gives its whole batches and tells the place', () => {
    write(
      'faults',
      // The bytes of -1 and what fills up the batch look like the end of a stream.
      Array.from({ length: 10 }, (_, i) => [i, `kind-${i % 3}`, 'link', -1, -1]),
      4,
    );
    const path = join(dir, 'faults.arrows');
    const whole = readFileSync(path);
    const lengths = new Set<number>();
    for (let bytes = 0; bytes < whole.length; bytes++) {
      writeFileSync(path, whole.subarray(0, bytes));
      const { rows, truncated, cutOff } = readTable(dir, 'faults');
      lengths.add(rows.length);
      expect([truncated, rows.map(({ time }) => time)]).toEqual([true, rows.map((_, i) => i)]);
      expect(cutOff).toContain(`faults.arrows is cut off at byte ${bytes}: `);
      expect(cutOff).toMatch(new RegExp(`up to byte \\d+, row ${rows.length}, it is whole`));
    }
    expect(lengths).toEqual(new Set([0, 4, 8, 10]));
  });

  test.each(TABLE_NAMES)('%s of a run that was killed does not look whole', (table) => {
    const writer = new RecordingWriter(dir);
    decide(writer, [{ type: 'stock-view', key: 2, version: 1, ageMs: 5, state: { a: 1 } }]);
    writer.flush();
    expect(readTable(dir, table).truncated).toBe(true);
    writer.close();
    expect(readTable(dir, table)).toMatchObject({ truncated: false, cutOff: null });
  });

  test('what a flushed table refers to is flushed as well', () => {
    const writer = new RecordingWriter(dir, { rowsPerBatch: 2 });
    for (let i = 0; i < 2; i++)
      decide(writer, [{ type: 'stock-view', key: i, version: 1, ageMs: 5, state: { a: i } }]);
    const seen = readTable(dir, 'decisions').rows.map(({ views }) => JSON.parse(String(views))[0].state);
    expect(seen).toEqual([{ a: 0 }, { a: 1 }]);
    writer.close();
  });

  test.each([
    ['views', /names row 1 of 0 in "views": that table is cut off/],
    ['shapes', /names shape \d of 0: the table shapes is cut off/],
  ] as const)('decisions whose %s are cut off say so', (table, message) => {
    const writer = new RecordingWriter(dir);
    decide(writer, [{ type: 'stock-view', key: 2, version: 1, ageMs: 5, state: [1] }]);
    writer.close();
    truncateSync(join(dir, `${table}.arrows`), 5);
    expect(() => readTable(dir, 'decisions')).toThrow(message);
  });
});

describe('wrong folders and files', () => {
  test('a table that is not there', () => {
    expect(() => readTable(dir, 'events')).toThrow(/no table "events" in/);
  });
  test('a foreign file', () => {
    writeFileSync(join(dir, 'events.arrows'), 'time,handler\n1,x\n');
    expect(() => readTable(dir, 'events')).toThrow(/not a Dray recording: .*events\.arrows/);
  });
  test.each(['1', '2', '99'])('a recording of version %s: what it is, and what to do', (version) => {
    const table = tableFromArrays({ time: [1, 2] });
    table.schema.metadata.set(VERSION_KEY, version);
    writeFileSync(join(dir, 'events.arrows'), tableToIPC(table, 'stream'));
    expect(() => readTable(dir, 'events')).toThrow(
      new RegExp(
        `events\\.arrows is a recording of version ${version}, this Dray reads version ${RECORDING_VERSION}: run the scenario again`,
      ),
    );
  });
  test('an Arrow file of somebody else', () => {
    writeFileSync(join(dir, 'events.arrows'), tableToIPC(tableFromArrays({ time: [1, 2] }), 'stream'));
    expect(() => readTable(dir, 'events')).toThrow(/an Arrow file, but no Dray recording/);
  });
  test('a file that was changed', () => {
    write('events', [[1, 'x', 0, 0, 0]], 4);
    const path = join(dir, 'events.arrows');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('more')]));
    expect(() => readTable(dir, 'events')).toThrow(/events\.arrows was changed: 4 bytes follow its end/);
  });
  test('a null where none is allowed names the column', () => {
    const writer = new RecordingWriter(dir);
    expect(() => writer.event(null as unknown as number, 'x', 0, 0, 0)).toThrow(/column time takes no null/);
  });
  test('a folder that can not be made', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => new RecordingWriter(join(dir, 'file', 'sub'))).toThrow(/ENOTDIR/);
  });
  test.each([
    ['nothing', null, /no .*run\.json: name the folder of a run/],
    ['no JSON', '{', /is no JSON/],
    ['a run that was killed', '{"format":1,"end":"running"}', /the run has not ended, or was killed/],
    ['a run that broke down', '{"format":1,"end":"failed","error":"disk full"}', /broke down \(disk full\)/],
    ['a later format', '{"format":99}', /its format is 99/],
  ])('run.json: %s', (_name, text, message) => {
    if (text !== null) writeFileSync(join(dir, 'run.json'), text);
    expect(() => readRunJson(dir)).toThrow(message);
  });
});

/** A decision of no interest but for what it saw. */
function decide(writer: RecordingWriter, views: readonly ViewSeen[]): void {
  writer.decision(
    1,
    'sourcing',
    'order',
    5,
    1,
    'cheapest',
    null,
    'active',
    2,
    0,
    1,
    null,
    null,
    null,
    null,
    0,
    { order: 5 },
    [{ node: 1 }, { node: 2 }],
    views,
    1,
    null,
    'digest',
    null,
    'hash',
  );
}

describe('what can not be written', () => {
  const written = (path: string): TableWriter =>
    new TableWriter(path, TABLES.names, { rowsPerBatch: 1, shapes: new Shapes(() => {}), before: () => {} });

  test('a folder that another run has taken away is no lack of room', () => {
    expect(() => written(join(dir, 'gone', 'names.arrows'))).toThrow(
      /names\.arrows: ENOENT\. Its folder was there and is gone: does another run write to it\? .*--out$/,
    );
  });

  test.runIf(process.platform === 'linux')('a full disk is one', () => {
    expect(() => written('/dev/full')).toThrow(
      /\/dev\/full: ENOSPC\. Free room or name another folder with --out$/,
    );
  });
});
