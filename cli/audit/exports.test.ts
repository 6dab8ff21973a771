/**
 * `dray audit verify` of what `dray export` wrote: right as it is in each format, two runs in one file; and a cell that was changed in a CSV is
 * found, in each column. Tables that are missing, and those that no chain can be verified in, are refused with what there is.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvRows } from '#reports/export/csv-rows';
import { READABLE_FORMATS } from '#reports/export/exported-rows';
import { TABLES } from '#scenarios/recording/schema';
import { ARM, exported, TwoRuns } from '../export/two-runs.fixture.ts';
import { dray, type Said } from '../in-process.fixture.ts';

const runs = new TwoRuns();
const { desk } = runs;
afterAll(() => desk.clear());
const verify = (path: string): Promise<Said> => dray('audit', 'verify', desk.file(path));
const TABLES_WANTED = ['--table', 'decisions', '--table', 'views', '--table', 'modes', '--arm', ARM];

beforeAll(async () => {
  await runs.make();
  for (const format of READABLE_FORMATS) {
    const out = ['--format', format, '--out', desk.file(format)];
    expect(await exported(runs.first, runs.second, ...TABLES_WANTED, ...out)).toMatchObject({ code: 0 });
  }
}, 120_000);

/** Head of an arm's chain in `run.json`. */
function headOf(dir: string): string {
  const { arms } = JSON.parse(readFileSync(`${dir}/run.json`, 'utf8'));
  return arms.find(({ policy }: { readonly policy: string }) => policy === ARM).audit.head;
}

/** In a copy of the CSV export; a cell that is null is an empty field. */
function editCsv(
  name: string,
  edit: (rows: (string | null)[][], at: (column: string) => number) => void,
): void {
  cpSync(desk.file('csv'), desk.file(name), { recursive: true });
  const path = desk.file(`${name}/decisions.csv`);
  const [header, ...rows] = Array.from(csvRows(readFileSync(path, 'utf8')), (row) => [...row]);
  edit(rows, (column) => header!.indexOf(column));
  const lines = [header!, ...rows].map((row) => row.map(quoted).join(','));
  writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
}

const quoted = (cell: string | null): string => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`);

test.each(READABLE_FORMATS)('%s: as it is, by run, with the last hash of each', async (format) => {
  for (const path of [format, `${format}/decisions.${format}`]) {
    const { code, stdout, stderr } = await verify(path);
    expect([code, stderr]).toEqual([0, '']);
    const [one, two] = stdout.split('\n');
    expect(one).toContain(`decisions.${format}, seed 1, ${ARM}: `);
    expect(one).toContain(headOf(runs.first));
    expect(two).toContain(headOf(runs.second));
  }
});

describe('a CSV in which something was changed', () => {
  test('written again as it is: nothing is wrong', async () => {
    editCsv('again', () => {});
    expect(await verify('again')).toMatchObject({ code: 0 });
  });

  test.each(TABLES.decisions.map(({ name, nullable }) => [name, nullable] as const))(
    'another %s in row 3, and none',
    async (name, nullable) => {
      for (const other of ['another', 'none'] as const) {
        const label = `${name}-${other}`;
        editCsv(label, (rows, at) => {
          const cells = rows[2]!;
          const cell = cells[at(name)]!;
          if (other === 'another') cells[at(name)] = changed(cell);
          else cells[at(name)] = cell === null && nullable ? '0' : null;
        });
        const { code, stdout } = await verify(label);
        expect([code, stdout]).toEqual([98, expect.stringMatching(/decision 3 |row 3 of decisions/)]);
        rmSync(desk.file(label), { recursive: true });
      }
    },
  );

  test('a file that was cut off', async () => {
    cpSync(desk.file('csv'), desk.file('cut'), { recursive: true });
    const path = desk.file('cut/decisions.csv');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, text.lastIndexOf('"') - 40));
    expect(await verify('cut')).toMatchObject({ code: 98 });
  });
});

/** A text that can stand in the same column and says something else. */
function changed(cell: string | null): string {
  if (cell === null) return '0.5';
  if (/^\d{4}-.*Z$/.test(cell)) return cell.replace(/\d(?=Z$)/, (digit) => String((Number(digit) + 1) % 10));
  if (/^-?\d+$/.test(cell)) return String(Number(cell) + 1);
  return /\d/.test(cell) && /^[[{]/.test(cell)
    ? cell.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    : `${cell}x`;
}

test('tables without a row are not taken for right', async () => {
  const without = (name: string, tables: readonly string[]): void => {
    cpSync(desk.file('csv'), desk.file(name), { recursive: true });
    for (const table of tables) {
      const path = desk.file(`${name}/${table}.csv`);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/\r\n[\s\S]*/, '\r\n'));
    }
  };
  without('gone', ['decisions']);
  expect(await verify('gone')).toMatchObject({
    code: 98,
    stdout: expect.stringMatching(/seed 1, .*: views has states .* and no decision is there[\s\S]*seed 2/),
  });
  without('nothing', ['decisions', 'views', 'modes']);
  expect(await verify('nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/decisions\.csv has no row, .* nothing to verify/),
  });
});

test("the states of another run's decisions", async () => {
  const out = ['--format', 'parquet', '--out', desk.file('other')];
  expect(await exported(runs.second, '--table', 'views', '--arm', ARM, ...out)).toMatchObject({ code: 0 });
  for (const table of ['decisions', 'modes'])
    cpSync(desk.file(`parquet/${table}.parquet`), desk.file(`other/${table}.parquet`));
  expect(await verify('other')).toMatchObject({ code: 98, stdout: expect.stringMatching(/column views: /) });
});

test('a table that is missing, and one that is none of a chain', async () => {
  cpSync(desk.file('arrow'), desk.file('less'), { recursive: true });
  rmSync(desk.file('less/views.arrow'));
  expect(await verify('less')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/views\.arrow is missing/),
  });
  expect(await verify('arrow/views.arrow')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no table that a chain of decisions can be verified in/),
  });
  cpSync(desk.file('arrow/views.arrow'), desk.file('others/views.arrow'));
  expect(await verify('others')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/an export without the tables .* --table decisions --table views/),
  });
  cpSync(runs.first, desk.file('rows-refused'), { recursive: true });
  writeFileSync(desk.file('rows-refused/rejects.csv'), 'row,why\r\n');
  expect(await verify('rows-refused')).toMatchObject({ code: 0 });
});
