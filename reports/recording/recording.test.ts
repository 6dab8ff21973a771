/**
 * What was recorded is read back: every table, any values, over many batches and growing vocabularies; what was
 * flushed before an end that nobody planned is readable, and a foreign file is called by its name.
 */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recorder } from '#scenarios/recording/recorder';
import { type Column, TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { runs } from '#testing/properties';
import { readTable } from './reader.ts';
import { readRunJson } from './run-json.ts';
import { RecordingWriter } from './writer.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dray-recording-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const METHODS: Readonly<Record<TableName, keyof Recorder>> = {
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
  checkpoints: 'checkpoint',
  names: 'name',
};

function anyValue({ type, nullable }: Column): fc.Arbitrary<string | number | null> {
  const values: Record<Column['type'], fc.Arbitrary<string | number>> = {
    instant: fc.integer({ min: -8.64e12, max: 8.64e12 }),
    int32: fc.integer(),
    uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    float64: fc.double({ noNaN: true }),
    name: fc.string({ unit: 'grapheme', maxLength: 4 }),
    text: fc.string({ unit: 'grapheme' }),
  };
  return nullable ? fc.option(values[type]) : values[type];
}

function write(table: TableName, rows: readonly (readonly unknown[])[], rowsPerBatch: number): void {
  const writer = new RecordingWriter(dir, { rowsPerBatch });
  const append = writer[METHODS[table]] as (...row: readonly unknown[]) => void;
  for (const row of rows) append(...row);
  writer.close();
}

describe('round trip', () => {
  test.each(TABLE_NAMES)('%s', (table) => {
    const columns: readonly Column[] = TABLES[table];
    const rows = fc.array(fc.tuple(...columns.map(anyValue)), { maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 12 }), (written, rowsPerBatch) => {
        write(table, written, rowsPerBatch);
        const { rows: read, truncated } = readTable(dir, table);
        expect(truncated).toBe(false);
        expect(read.map((row) => columns.map(({ name }) => row[name]))).toEqual(written);
      }),
      { numRuns: runs(25) },
    );
  });

  test('bodies that are no text are written as JSON', () => {
    write('faults', [[1, 'delay', 'link', 7, { ms: [1, 2], why: 'ü' }]], 4);
    expect(readTable(dir, 'faults').rows[0]?.detail).toBe('{"ms":[1,2],"why":"ü"}');
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

  test('a file cut off anywhere gives its whole batches and says so', () => {
    write(
      'events',
      Array.from({ length: 30 }, (_, i) => [i, `handler-${i % 3}`, 0, i, 0]),
      10,
    );
    const path = join(dir, 'events.arrows');
    const whole = readFileSync(path);
    for (let share = 0.1; share < 1; share += 0.1) {
      writeFileSync(path, whole);
      truncateSync(path, Math.floor(whole.length * share));
      const { rows, truncated } = readTable(dir, 'events');
      expect(truncated).toBe(true);
      expect(rows.length % 10).toBe(0);
      expect(rows.map(({ a }) => a)).toEqual(rows.map((_, i) => i));
    }
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
