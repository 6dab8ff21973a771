/**
 * The guide to analysing a run says what its commands give: they are run as they stand there, the query by DuckDB, and by polars and pandas
 * where there are any (`DRAY_PYTHON` names a Python that has them). Shown by the table in the guide.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';

const GUIDE = readFileSync(fileURLToPath(new URL('../docs/guides/data-science.md', import.meta.url)), 'utf8');
const PYTHON = process.env.DRAY_PYTHON ?? 'python3';
const has = (module: string): boolean => spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;

/** Two commands, on a machine that has other work as well. */
const HOOK_TIMEOUT_MS = 120_000;

const desk = new Desk();
afterAll(() => desk.clear());

/** The first block in a language that holds a text. */
function block(language: string, holding = ''): string {
  const blocks = [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => text!,
  );
  const found = blocks.find((text) => text.includes(holding));
  if (found === undefined) throw new Error(`the guide has no ${language} block with "${holding}"`);
  return found;
}

/** Cells of the table in the guide, row by row. */
const TABLE = GUIDE.match(/^\|.*\|$/gm)!.map((line) => line.slice(2, -2).split(' | '));

beforeAll(() => {
  for (const line of block('sh').trim().split('\n')) {
    const [program, ...words] = line.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));
    expect(program).toBe('dray');
    expect(dray(words, desk.path)).toMatchObject({ code: 0, stderr: '' });
  }
}, HOOK_TIMEOUT_MS);

test('DuckDB', async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const sql = block('sql').replaceAll("'runs/", `'${desk.path}/runs/`);
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  expect([Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map(String))]).toEqual(
    TABLE.filter(([cell]) => !cell!.startsWith('-')),
  );
});

function answers(library: string): void {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', block('python', `import ${library}`)], {
    cwd: desk.path,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const rows = stdout.trim().split('\n');
  const cells = rows.map((row) => row.toLowerCase().replaceAll(/\.0\b/g, '').split(','));
  expect(cells).toEqual(TABLE.slice(2));
}

for (const library of ['polars', 'pandas']) test.runIf(has(library))(library, () => answers(library));
