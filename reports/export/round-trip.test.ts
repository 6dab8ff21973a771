/**
 * What was exported is what was recorded, in every table and every format. Shown by other people's readers: Parquet by DuckDB, Arrow files
 * by apache-arrow and by the Rust Arrow of parquet-wasm, CSV by d3-dsv and by DuckDB.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type RecordBatch, tableFromIPC } from 'apache-arrow';
import { csvParse } from 'd3-dsv';
import { Table } from 'parquet-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLE_NAMES, TABLES, type TableName } from '#scenarios/recording/schema';
import { readTable } from '../recording/reader.ts';
import { writeArrow } from './arrow-file.ts';
import { ExportError, writeAside } from './aside-file.ts';
import { BatchBuilder } from './batch-builder.ts';
import { writeCsv } from './csv-file.ts';
import type { ExportColumn, ExportTable } from './export-table.ts';
import { writeParquet } from './parquet-file.ts';
import { recordedTable } from './recorded-table.ts';
import { HOUR_MS, ODD_TEXTS, plantOddRecording, START_MS } from './recording.fixture.ts';
import { joined, sliced } from './time-slice.ts';

const folder = mkdtempSync(join(tmpdir(), 'dray-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);
const cuts: string[] = [];
const tableOf = (name: TableName, dir = folder): ExportTable =>
  recordedTable(name, [{ dir, seed: '7', arm: 'cheapest' }], (words) => cuts.push(words));

type Plain = Readonly<Record<string, unknown>>;
let query: (sql: string) => Promise<Plain[]>;

beforeAll(async () => {
  plantOddRecording(folder);
  const connection = await (await DuckDBInstance.create()).connect();
  query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  for (const name of TABLE_NAMES) {
    const table = tableOf(name);
    await writeAside(file(`${name}.parquet`), async (to) => void (await writeParquet(table, to)));
    await writeAside(file(`${name}.arrow`), (to) => void writeArrow(table, to));
    await writeAside(file(`${name}.csv`), (to) => void writeCsv(table, to));
  }
});

/** Rows as the recording's own reader has them, JSON parsed: the order of keys is no difference. */
function expected(name: TableName): Plain[] {
  return readTable(folder, name).rows.map((row) => plain(name, { seed: '7', arm: 'cheapest', ...row }));
}

/** Views are exported as they were told: the states of the test that are not the first differ in one figure. */
function told(name: TableName): Plain[] {
  const rows = expected(name);
  if (name !== 'views') return rows;
  return rows.map((row) => (row.base === 0 ? row : { ...row, state: { feed: (row.state as Plain).feed } }));
}

/** Instants as ms, JSON parsed; the states that Dray's reader puts into views are taken out again. */
function plain(name: TableName, row: Plain): Plain {
  const values: Record<string, unknown> = { ...row };
  for (const { name: column, type } of TABLES[name]) {
    const value = values[column];
    if (value === null) continue;
    if (type === 'instant') values[column] = Number(value);
    else if (type !== 'body') continue;
    else values[column] = column === 'views' ? viewed(String(value)) : JSON.parse(String(value));
  }
  return values;
}

function viewed(text: string): unknown {
  const views: readonly Plain[] = JSON.parse(text);
  return views.map(({ type, key, version, ageMs }) => [type, key, version, ageMs]);
}

describe.each(TABLE_NAMES.map((name) => [name]))('%s', (name) => {
  test('Parquet, by DuckDB', async () => {
    const instants = TABLES[name].filter(({ type }) => type === 'instant').map((column) => column.name);
    const replaced = instants.map((column) => `epoch_ms("${column}") as "${column}"`).join(', ');
    const columns = instants.length === 0 ? '*' : `* replace (${replaced})`;
    const rows = await query(`select ${columns} from '${file(`${name}.parquet`)}'`);
    expect(rows.map((row) => plain(name, row))).toEqual(told(name));
  });

  test('Arrow, by apache-arrow and by the Rust implementation', () => {
    const bytes = readFileSync(file(`${name}.arrow`));
    expect(bytes.subarray(0, 6).toString()).toBe('ARROW1');
    // Behind the name of the format stands a stream.
    const rust = Table.fromIPCStream(bytes.subarray(8)).intoIPCStream();
    for (const read of [tableFromIPC(bytes), tableFromIPC(rust)])
      expect(read.toArray().map((row) => plain(name, row.toJSON()))).toEqual(told(name));
  });

  test('CSV, by d3-dsv', () => {
    const read = csvParse(readFileSync(file(`${name}.csv`), 'utf8'));
    const asText = (value: unknown): string => (value === null ? '' : String(value));
    const texts = told(name).map((row) => {
      const cells = TABLES[name].map(({ name: column, type }) => {
        const value = row[column];
        if (value === null) return [column, ''];
        if (type === 'instant') return [column, new Date(Number(value)).toISOString()];
        return [column, type === 'body' ? value : asText(value)];
      });
      return Object.fromEntries([['seed', '7'], ['arm', 'cheapest'], ...cells]);
    });
    const bodies: string[] = TABLES[name].filter(({ type }) => type === 'body').map((column) => column.name);
    const parsed = read.map((row) => {
      const cells = Object.entries(row).map(([column, text]) => {
        if (text === '' || !bodies.includes(column)) return [column, text];
        return [column, column === 'views' ? viewed(text) : JSON.parse(text)];
      });
      return Object.fromEntries(cells);
    });
    expect(parsed).toEqual(texts);
  });
});

test('CSV tells an empty text from none, as DuckDB reads it', async () => {
  const read = await query(
    `select detail from read_csv('${file('audit.csv')}', all_varchar = true, header = true, allow_quoted_nulls = false)`,
  );
  expect(read.map(({ detail }) => detail)).toEqual(ODD_TEXTS);
});

test('a schema says unit and meaning of each column', () => {
  const { schema } = tableFromIPC(readFileSync(file('decisions.arrow')));
  expect(schema.fields.find(({ name }) => name === 'now')!.metadata.get('unit')).toBe('UTC');
  expect(schema.fields.every(({ metadata }) => metadata.get('doc') !== undefined)).toBe(true);
});

test('more rows than a row group takes: every one, in its order, in groups as they were full', async () => {
  const columns: ExportColumn[] = [
    { name: 'no', type: 'uint32', nullable: false, unit: '', doc: 'from 0' },
    { name: 'members', type: 'floats', nullable: false, unit: '', doc: 'of it' },
    { name: 'known', type: 'bool', nullable: true, unit: '', doc: 'or not' },
  ];
  const rows = 70_000;
  function* batches(): Generator<RecordBatch> {
    const builder = new BatchBuilder(columns);
    for (let no = 0; no < rows; no++) {
      builder.push([no, [no, 0.5], no % 3 === 0 ? null : no % 3 === 1]);
      if (builder.rows === 1_000) yield builder.taken();
    }
  }
  const many: ExportTable = { name: 'many', columns, batches, timeColumn: null };
  await writeAside(file('many.parquet'), async (to) => void (await writeParquet(many, to)));
  const groups = await query(
    `select distinct row_group_id, row_group_num_rows::int as rows from parquet_metadata('${file('many.parquet')}') order by 1`,
  );
  expect(groups.map((group) => group.rows)).toEqual([65_536, 4_464]);
  const [wrong] = await query(
    `select count(*)::int as wrong from (select *, row_number() over () - 1 as place from '${file('many.parquet')}')
     where "no" <> place or members <> [place, 0.5] or known is distinct from (case place % 3 when 0 then null else place % 3 = 1 end)`,
  );
  expect(wrong).toEqual({ wrong: 0 });
});

describe('parts', () => {
  const keysOf = (batches: Iterable<RecordBatch>): number[] =>
    [...batches].flatMap((batch) => [...batch.getChild('entityKey')!]);
  const cut = START_MS + 4 * HOUR_MS;

  test('of a table in time: together they are the whole, and each row is on its side', async () => {
    const before = sliced(tableOf('business'), { from: -Infinity, until: cut });
    const after = sliced(tableOf('business'), { from: cut, until: Infinity });
    expect([keysOf(before.batches()), keysOf(after.batches())]).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    await writeAside(file('after.parquet'), async (to) => void (await writeParquet(after, to)));
    const read = await query(`select "entityKey", event, a from '${file('after.parquet')}'`);
    expect(read.map(({ entityKey, event, a }) => [entityKey, event, a])).toEqual(
      expected('business')
        .slice(4)
        .map(({ entityKey, event, a }) => [entityKey, event, a]),
    );
  });

  test('a table without instants stays whole', () => {
    expect(keysOf(sliced(tableOf('names'), { from: cut, until: Infinity }).batches())).toHaveLength(8);
  });

  test('one table after the other', () => {
    const twice = joined([tableOf('business'), tableOf('business')]);
    expect(keysOf(twice.batches())).toHaveLength(2 * ODD_TEXTS.length);
  });
});

describe('what can go wrong', () => {
  test('a table cut off at any byte: its whole batches, and where it ends', () => {
    const path = file('business.arrows');
    const { length } = readFileSync(path);
    const lengths = new Set<number>();
    for (let bytes = length - 8; bytes > 0; bytes -= 97) {
      truncateSync(path, bytes);
      cuts.length = 0;
      const rows = [...tableOf('business').batches()].reduce((sum, { numRows }) => sum + numRows, 0);
      expect(cuts).toEqual([
        expect.stringMatching(
          new RegExp(`^cheapest/business\\.arrows is cut off at byte ${bytes}: .* row ${rows},`),
        ),
      ]);
      lengths.add(rows);
    }
    expect(lengths).toEqual(new Set([0, 3, 6, 8]));
    plantOddRecording(folder);
  });

  test('a file is not there until it is whole, and one that was there stays', async () => {
    await writeAside(file('kept.csv'), (to) => to.write(Buffer.from('before')));
    const failing = writeAside(file('kept.csv'), (to) => {
      to.write(Buffer.from('half'));
      throw new Error('on the way');
    });
    await expect(failing).rejects.toThrow('on the way');
    expect(readFileSync(file('kept.csv'), 'utf8')).toBe('before');
    expect(existsSync(file('kept.csv.part'))).toBe(false);
  });

  test.runIf(process.platform === 'linux')('a full disk: what, and the way out', async () => {
    symlinkSync('/dev/full', file('full.csv.part'));
    const failing = writeAside(file('full.csv'), (to) => to.write(Buffer.from('x')));
    await expect(failing).rejects.toThrow(/full\.csv: ENOSPC\. Free room or name another folder with --out$/);
    expect(existsSync(file('full.csv.part'))).toBe(false);
  });

  test('no such folder: what, and the way out', async () => {
    const failing = writeAside(join(folder, 'gone', 'x.csv'), () => {});
    await expect(failing).rejects.toThrow(ExportError);
    await expect(failing).rejects.toThrow(/x\.csv: ENOENT\. Name another folder with --out$/);
  });
});
