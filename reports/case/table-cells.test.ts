/**
 * A look must give what a reader of the whole table gives: the rows that have the keys, each value as it was written, in their order, the
 * first time and again; of a file that was cut off or changed, what is whole, and a word on the rest. It must leave alone the batches that
 * it has ruled out. Shown against `readTable`, for rows of any kind in batches of a few.
 */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Column, TABLES, type TableName } from '#scenarios/recording/schema';
import { runs } from '#testing/properties/properties';
import { ODD_TEXTS, plantOddRecording } from '../export/recording.fixture.ts';
import { BodyDecoder } from '../recording/bodies/decoder.ts';
import { type Row, readTable, shapesOf } from '../recording/reader.ts';
import { RecordingWriter } from '../recording/writer.ts';
import { type Keys, keysAmong, keysBetween } from './scan/keys.ts';
import { BY_ENTITY, type Cells, type Pair, TableCells, type Wanted } from './table-cells.ts';

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});
function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'dray-cells-'));
  places.push(dir);
  return dir;
}

const BY_A: Pair = { name: 'event', number: 'a' };

/** A row as `readTable` has it. */
function rowOf(cells: Cells, table: TableName): Row {
  const columns: readonly Column[] = TABLES[table];
  const cellOf = ({ name, type, nullable }: Column): string | number | null => {
    if (type === 'body') {
      const body = cells.body(name);
      return body === null ? null : JSON.stringify(body);
    }
    if (type === 'text' || type === 'name') return nullable ? cells.textOrNull(name) : cells.text(name);
    return nullable ? cells.numberOrNull(name) : cells.number(name);
  };
  return Object.fromEntries(columns.map((column) => [column.name, cellOf(column)]));
}

describe('each value is what was written', () => {
  const dir = folder();
  plantOddRecording(dir);
  const decoder = new BodyDecoder(shapesOf(dir));
  test.each(['audit', 'names', 'business', 'inputs', 'kpis', 'shapes'] as const)('in %s', (table) => {
    const rows: Row[] = [];
    const cells = new TableCells(dir, table, decoder);
    cells.each((each) => rows.push(rowOf(each, table)));
    expect(rows).toEqual(readTable(dir, table).rows);
    expect(cells.trouble).toBeNull();
    if (table === 'audit') expect(rows).toHaveLength(ODD_TEXTS.length);
  });

  test('in decisions, but for the states that other tables hold', () => {
    const rows: Row[] = [];
    new TableCells(dir, 'decisions', decoder).each((each) => rows.push(rowOf(each, 'decisions')));
    const without = (all: readonly Row[]): unknown[] => all.map(({ views, ...row }) => row);
    expect(without(rows)).toEqual(without(readTable(dir, 'decisions').rows));
  });

  test('without a decoder there are no bodies', () => {
    new TableCells(dir, 'inputs', null).each((each) => expect(each.body('body')).toBeNull());
  });
});

interface Planted {
  readonly type: string;
  readonly key: number;
  readonly event: string;
  readonly a: number;
}

const TYPES = ['order', 'shipment', 'load', 'route'];
const EVENTS = ['released', 'loaded', 'routed'];
const planted = fc.record({
  type: fc.constantFrom(...TYPES),
  key: fc.oneof(fc.nat(40), fc.constant(4_294_967_295)),
  event: fc.constantFrom(...EVENTS),
  a: fc.oneof(fc.nat(40), fc.constantFrom(-1, 0.5, 1_772_431_200_123)),
});
const keys = fc.oneof(
  fc.constant(null),
  fc.tuple(fc.nat(40), fc.nat(8)).map(([low, more]) => keysBetween(low, low + more)),
  fc
    .array(fc.oneof(fc.nat(40), fc.constant(4_294_967_295)), { maxLength: 4 })
    .map((all) => keysAmong(new Set(all))),
);
/** Keys by name of the one pair, and of the other. */
const question = fc.tuple(
  fc.array(keys, { minLength: 4, maxLength: 4 }),
  fc.array(keys, { minLength: 3, maxLength: 3 }),
);
type Question = readonly [(Keys | null)[], (Keys | null)[]];

function wantedOf([byType, byEvent]: Question): Wanted[] {
  return [
    { pair: BY_ENTITY, keysOf: (type) => byType[TYPES.indexOf(type)] ?? null },
    { pair: BY_A, keysOf: (event) => byEvent[EVENTS.indexOf(event)] ?? null },
  ];
}

function isAmong(value: number, sought: Keys | null | undefined): boolean {
  if (sought === null || sought === undefined) return false;
  return value >= sought.low && value <= sought.high && (sought.among?.has(value) ?? true);
}

function write(rows: readonly Planted[]): string {
  const dir = folder();
  const writer = new RecordingWriter(dir, { rowsPerBatch: 5 });
  for (const [i, { type, key, event, a }] of rows.entries())
    writer.business(i, event, 'ERP', type, key, 1, a, 0);
  writer.close();
  return dir;
}

function numbersFound(cells: TableCells, question: Question): number[] {
  const found: number[] = [];
  cells.look(wantedOf(question), (each) => {
    expect(each.number('time')).toBe(each.no - 1);
    found.push(each.no);
  });
  return found;
}

test('a look finds the rows that have the keys and no other, however often it is asked', () => {
  fc.assert(
    fc.property(
      fc.array(planted, { maxLength: 40 }),
      fc.array(question, { minLength: 1, maxLength: 4 }),
      (rows, questions) => {
        const dir = write(rows);
        for (const pairs of [[BY_ENTITY, BY_A], [BY_A], []]) {
          const cells = new TableCells(dir, 'business', null, pairs);
          for (const each of questions) {
            const expected = rows.flatMap(({ type, key, event, a }, i) =>
              isAmong(key, each[0][TYPES.indexOf(type)]) || isAmong(a, each[1][EVENTS.indexOf(event)])
                ? [i + 1]
                : [],
            );
            expect(numbersFound(cells, each)).toEqual(expected);
          }
          if (pairs[0] !== BY_ENTITY) continue;
          const orders = rows.flatMap(({ type, key }) => (type === 'order' ? [key] : []));
          const extent = { low: Math.min(...orders), high: Math.max(...orders) };
          expect(cells.extentOf(BY_ENTITY, 'order')).toEqual(orders.length === 0 ? null : extent);
        }
        rmSync(dir, { recursive: true });
      },
    ),
    { numRuns: runs(40) },
  );
});

const ORDERS: Question = [[keysBetween(0, 1_000), null, null, null], []];

function ordersInTurn(): string {
  return write(Array.from({ length: 40 }, (_, key) => ({ type: 'order', key, event: 'released', a: 0 })));
}

test('batches that were ruled out are not read again: what becomes of them is not noticed', () => {
  const dir = ordersInTurn();
  const path = join(dir, 'business.arrows');
  const cells = new TableCells(dir, 'business', null, [BY_ENTITY, BY_A]);
  expect(numbersFound(cells, ORDERS)).toHaveLength(40);
  truncateSync(path, Math.round(readFileSync(path).length / 2));
  expect(numbersFound(cells, [[keysBetween(3, 7), null, null, null], []])).toEqual([4, 5, 6, 7, 8]);
  expect(cells.trouble).toBeNull();
  expect(numbersFound(cells, [[keysBetween(39, 39), null, null, null], []])).toEqual([]);
  expect(cells.trouble).toContain('it became shorter while it was read');
});

test('cut off at any byte: the whole batches are there, and the place is told as readers tell it', () => {
  const dir = ordersInTurn();
  const path = join(dir, 'business.arrows');
  const whole = readFileSync(path);
  let partly = 0;
  for (let bytes = 1; bytes <= whole.length; bytes += 61) {
    writeFileSync(path, whole.subarray(0, bytes));
    const cells = new TableCells(dir, 'business', null, [BY_ENTITY]);
    const found = numbersFound(cells, ORDERS).length;
    if (bytes < 8) continue;
    const { rows, cutOff } = readTable(dir, 'business');
    expect([found, cells.trouble]).toEqual([rows.length, cutOff]);
    expect(numbersFound(cells, ORDERS)).toHaveLength(rows.length);
    if (rows.length > 0 && rows.length < 40) partly += 1;
  }
  expect(partly).toBeGreaterThan(5);
});

test('what was changed is told, and never thrown', () => {
  const dir = ordersInTurn();
  const path = join(dir, 'business.arrows');
  const whole = readFileSync(path);
  let told = 0;
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= by;
      writeFileSync(path, bytes);
      const cells = new TableCells(dir, 'business', null, [BY_ENTITY, BY_A]);
      cells.each((each) => rowOf(each, 'business'));
      cells.look(wantedOf(ORDERS), (each) => each.text('entityType'));
      if (cells.trouble === null) return;
      told += 1;
      expect(cells.trouble).toContain('business');
    }),
    { numRuns: runs(150) },
  );
  expect(told).toBeGreaterThan(10);
});

test('another table under its name, a file that is none, and none at all are named', () => {
  const dir = ordersInTurn();
  const troubleOf = (table: TableName): string | null => {
    const cells = new TableCells(dir, table, null);
    cells.each(() => expect.unreachable());
    return cells.trouble;
  };
  writeFileSync(join(dir, 'tasks.arrows'), readFileSync(join(dir, 'business.arrows')));
  expect(troubleOf('tasks')).toContain('it has no column "now"');
  writeFileSync(join(dir, 'ledger.arrows'), 'not a table at all');
  expect(troubleOf('ledger')).toContain('not a Dray recording');
  rmSync(join(dir, 'audit.arrows'));
  expect(troubleOf('audit')).toContain('no table "audit"');
});
