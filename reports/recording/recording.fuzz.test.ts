/**
 * What must hold of any bytes that lie where a recording should: reading comes to an end; it gives rows with all their columns, or says
 * which file can't be used and what to do; a body that was changed is read or refused, however long it claims to be. Shown by bytes like
 * the tables of a small run, its run.json, and bodies as actors have them.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Message } from 'apache-arrow';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { TABLES, type TableName } from '#scenarios/recording/schema';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { anyBody } from './bodies/bodies.fixture.ts';
import { BodyDecoder } from './bodies/decoder.ts';
import { BodyEncoder } from './bodies/encoder.ts';
import { Shapes } from './bodies/shapes.ts';
import { readTable } from './reader.ts';
import { readRunJson } from './run-json.ts';
import { RecordingWriter } from './writer.ts';

const dir = mkdtempSync(join(tmpdir(), 'dray-fuzz-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const state = { units: [1, 2, 3, 4, 5, 6, 7, 8], late: false };
const writer = new RecordingWriter(dir, { rowsPerBatch: 4 });
for (let i = 0; i < 8; i++) {
  writer.input(i, 'order', i, 1, 'released', 'erp', 0, 1, i, i, 0.5, 0, {
    lines: [{ product: i, units: i }],
  });
  writer.name('node', i, `Łódź ${i}`);
}
writer.close();

const inDir = (table: TableName): string => join(dir, `${table}.arrows`);

/** What was read, or the message, which names the file. */
function readOrSaid(table: TableName): unknown {
  try {
    const { rows } = readTable(dir, table);
    for (const row of rows) for (const { name } of TABLES[table]) expect(row[name]).toBeDefined();
    return rows;
  } catch (error) {
    const { message } = error as Error;
    if (!(error instanceof Error) || !message.includes(`${dir}`)) throw error;
    return message.slice(0, 300);
  }
}

const tables = (['inputs', 'shapes', 'names'] as const).map(
  (table) => [table, readFileSync(inDir(table))] as const,
);

/** Where the values of a table lie, from and to: what describes them is left as it is, since Arrow's reader believes what lengths it claims. */
function bodiesOf(bytes: Buffer): [number, number][] {
  const bodies: [number, number][] = [];
  for (let at = 0; bytes.readInt32LE(at + 4) !== 0; ) {
    const from = at + 8 + bytes.readInt32LE(at + 4);
    at = from + Message.decode(bytes.subarray(at + 8, from)).bodyLength;
    bodies.push([from, at]);
  }
  return bodies;
}

for (const [table, whole] of tables) {
  const bodies = bodiesOf(whole);
  fuzz({
    name: `table-${table}`,
    samples: [Buffer.concat(bodies.map(([from, to]) => whole.subarray(from, to)))],
    inputs: 80,
    take: (input) => {
      const changed = Buffer.from(whole);
      let taken = 0;
      for (const [from, to] of bodies) {
        changed.set(input.subarray(taken, taken + to - from), from);
        taken += to - from;
      }
      for (const [name, bytes] of tables) writeFileSync(inDir(name), name === table ? changed : bytes);
      return readOrSaid(table === 'shapes' ? 'inputs' : table);
    },
  });
}

const REPORT = { format: 1, end: 'horizon', arms: [{ policy: 'mine', digest: 'a1' }], seed: 1 };

fuzz({
  name: 'run-json',
  samples: [JSON.stringify(REPORT, null, 2), '{"format":1,"end":"running"}', 'null', '[1]'],
  words: ['"arms"', '"policy"', '"../x"', '"failed"'],
  take: (input) => {
    writeFileSync(join(dir, 'run.json'), input);
    try {
      return readRunJson(dir);
    } catch (error) {
      expect((error as Error).message).toMatch(/run\.json .*(?:Run the scenario again|$)/);
      return null;
    }
  },
});

describe('a body', () => {
  const shapes: string[][] = [];
  const encoder = new BodyEncoder(new Shapes((text) => shapes.push(JSON.parse(text))));
  const bodies = [
    state,
    ...[{ lines: [{ product: 1, units: 2 }] }, [{}, {}], 'Łódź', [0.5, -1e9], { a: { b: { c: [] } } }],
    { weights: new Float32Array([0.5, 1]) },
    ...fc.sample(anyBody, { numRuns: 12, seed: 5 }),
  ];
  const samples = bodies.map((body) => {
    const from = encoder.used;
    encoder.body(body, 0);
    return encoder.bytes.slice(from, encoder.used);
  });
  const decoder = new BodyDecoder(shapes);

  test('that was not changed is read', () => {
    expect(samples.map((bytes) => decoder.body(bytes))).toEqual(bodies);
  });

  fuzz({
    name: 'body',
    samples,
    inputs: 1_000,
    take: (input) => {
      try {
        return decoder.body(input);
      } catch (error) {
        if (error instanceof RangeError && !error.message.includes('call stack')) return null;
        throw error;
      }
    },
  });
});
