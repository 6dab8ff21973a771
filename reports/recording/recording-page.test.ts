/** The readers in docs/recording.md, run as they stand there on a recording, give what Dray's own reader gives. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditChain } from '#orchestrator/decisions/audit-record';
import { TABLE_NAMES } from '#scenarios/recording/schema';
import { TAG } from './bodies/tags.ts';
import { readTable } from './reader.ts';
import { RecordingWriter } from './writer.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = readFileSync(join(REPOSITORY, 'docs/recording.md'), 'utf8');

/** With `pyarrow`, and `duckdb` for the example of it; where it has none, the test is left out. */
const PYTHON = process.env.DRAY_PYTHON ?? 'python3';
const has = (module: string): boolean => spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'dray-recording-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A number of each size, every kind of list, texts that are no ASCII, objects of many shapes. */
const CONTEXTS = [
  {
    customer: 312,
    weightGrams: 5_316,
    priority: 2,
    dangerous: false,
    instructed: null,
    promisedAt: 1_773_097_200_000,
  },
  {
    customer: -1,
    share: 0.25,
    note: 'Zürich \u{1f69a}',
    units: [3, 6],
    weights: [300, -2],
    values: [70_000],
    rates: [0.5],
  },
  {
    lines: [
      { product: 1, units: 2 },
      { product: 70_000, units: 4 },
    ],
    mixed: [1, 'AIR', null, true, [], {}],
    empty: '',
  },
];

const STOCK = { available: [1, 2, 3, 4, 5, 6, 7, 8], feed: 1, toldBy: [0.5, 1] };
/** What each decision saw of it. */
const STOCKS = [STOCK, { ...STOCK, available: STOCK.available.with(6, 700) }, { ...STOCK, feed: 2 }];

beforeAll(() => {
  const writer = new RecordingWriter(folder, { rowsPerBatch: 2 });
  const chain = new AuditChain();
  for (const [i, context] of CONTEXTS.entries()) {
    const answer = i === 1 ? '{"kind":"timedOut","ü":1}' : null;
    const fallback = i === 1 ? 'timed-out' : null;
    const recommended = i - 1;
    const score = i === 1 ? 0.25 : null;
    const ruledOut = i === 1 ? [null, 'Gefahrgüter'] : null;
    // biome-ignore format: a row
    const hash = chain.add({ now: i, point: `point-${i}`, entityType: 'order', entityKey: 5, attempt: 1, policy: 'cheapest', mode: 'active', modelDigest: null, inputDigest: 'digest', answer, recommended, chosen: 1, override: null, fallback, candidates: 2, removed: i, ruledOut, score, confidence: score, propensity: null, latencyMs: i });
    const views = [{ type: 'stock-view', key: 1, version: i + 1, ageMs: 0, state: STOCKS[i] }];
    const options = [{ node: i }, { node: 400 + i, byKey: { 10: 'a', 2: 'b' } }];
    // biome-ignore format: a row
    writer.decision(i, `point-${i}`, 'order', 5, 1, 'cheapest', null, 'active', 2, i, 1, score, score, null, fallback, i, context, options, views, recommended, null, 'digest', answer, hash, ruledOut);
    writer.business(i, i === 1 ? 'orderPromised' : 'orderReleased', 'erp', 'order', i, 1, 0, 0);
  }
  writer.close();
});

/** The block of the page that holds a text. */
function block(language: string, holding: string): string {
  const blocks = PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'));
  const found = [...blocks].map(([, text]) => text!).find((text) => text.includes(holding));
  if (found === undefined) throw new Error(`docs/recording.md has no ${language} block with "${holding}"`);
  return found;
}

function printed(command: string, file: string, code: string): string {
  writeFileSync(join(folder, file), code);
  const { status, stdout, stderr } = spawnSync(command, [file], { cwd: folder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

function expected(): unknown[] {
  return readTable(folder, 'decisions').rows.map(({ point, context, options, chosen, views }) => [
    point,
    JSON.parse(String(context)),
    JSON.parse(String(options))[Number(chosen)],
    JSON.parse(String(views)).map(({ state }: { readonly state: unknown }) => state),
  ]);
}

const parsed = (lines: string): unknown[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the example', () => {
  test('in JavaScript gives the bodies as objects', () => {
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
    expect(expected().map((row) => (row as unknown[])[1])).toEqual(CONTEXTS);
    expect(expected().map((row) => (row as unknown[])[3])).toEqual(STOCKS.map((state) => [state]));
    expect(readTable(folder, 'views').rows.map(({ base }) => base)).toEqual([0, 1, 2]);
    expect(parsed(printed(process.execPath, 'example.mjs', block('js', 'function body')))).toEqual(
      expected(),
    );
  });

  test.runIf(has('pyarrow'))('in Python gives the bodies as objects', () => {
    expect(parsed(printed(PYTHON, 'example.py', block('python', 'class Body')))).toEqual(expected());
  });

  test.runIf(has('pyarrow'))('in Python finds the chain of decisions as it was written, and a change', () => {
    const code = block('python', 'class Body') + block('python', 'auditHash');
    expect(printed(PYTHON, 'chain.py', code).split('\n').at(-2)).toBe('as it was written');
    writeFileSync(join(folder, 'changed.py'), code.replace('"chosen"]\n', '"entityKey"]\n'));
    const { status, stderr } = spawnSync(PYTHON, ['changed.py'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, 'changed at the decision on order 5\n']);
  });

  test.runIf(has('pyarrow, duckdb'))('with DuckDB queries a table, and writes it as Parquet', () => {
    const shown = printed(PYTHON, 'duck.py', block('python', 'duckdb'));
    expect(shown).toMatch(/orderReleased\s+│\s+2[\s\S]*orderPromised\s+│\s+1/);
    expect(readFileSync(join(folder, 'business.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  });
});

test('the page has every table and every first byte of a value', () => {
  for (const table of TABLE_NAMES) expect(PAGE).toContain(`\`${table}\``);
  for (const tag of Object.values(TAG)) expect(PAGE).toContain(`\`${tag.toString(16)}\``);
});
