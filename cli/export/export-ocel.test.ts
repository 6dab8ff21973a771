/**
 * `dray export --format ocel` as a user types it: a log a policy, in both forms or in one; what other formats have is refused; a recording that
 * was cut off is told. Nobody is warned of anything of Node's.
 */
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readTable } from '#reports/recording/reader';
import { Desk, dray } from '#testing/outside/command-line';
import { EXIT, UserError } from '../exit-codes.ts';
import { type ExportWords, exportRuns } from './export.ts';

const desk = new Desk();
afterAll(() => desk.clear());
const WORDS = { format: 'ocel', table: [], arm: [], point: [] } satisfies ExportWords;
const HANGS_MS = 60_000;

beforeAll(() => {
  for (const seed of ['1', '2'])
    expect(
      dray(
        [
          'run',
          'quickstart',
          '--seed',
          seed,
          '--set',
          'demand.maxOrders=12',
          '--quiet',
          '--report',
          'none',
          '--out',
          `q${seed}`,
        ],
        desk.path,
      ).code,
    ).toBe(EXIT.done);
}, HANGS_MS);

/** In this process. @returns exit code, and what was said */
async function exported(
  dirs: readonly string[],
  words: Partial<ExportWords>,
): Promise<readonly [number, string, string]> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await exportRuns(
      dirs.map((dir) => desk.file(dir)),
      { ...WORDS, ...words },
    );
    return [code, out.mock.calls.join('\n'), err.mock.calls.join('\n')];
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('a run of two policies', () => {
  test('is two logs, each in both forms, beside the run', () => {
    const { code, stdout, stderr } = dray(['export', 'q1', '--format', 'ocel'], desk.path);
    expect([code, stderr]).toEqual([EXIT.done, '']);
    expect(readdirSync(desk.file('q1-export')).sort()).toEqual([
      'ocel-cheapest-feasible.jsonocel',
      'ocel-cheapest-feasible.sqlite',
      'ocel-fastest-feasible.jsonocel',
      'ocel-fastest-feasible.sqlite',
    ]);
    const arm = desk.file('q1/cheapest-feasible');
    const rows = (['business', 'decisions', 'tasks'] as const).map(
      (table) => readTable(arm, table).rows.length,
    );
    const events = rows.reduce((sum, count) => sum + count, 0);
    const log = JSON.parse(readFileSync(desk.file('q1-export/ocel-cheapest-feasible.jsonocel'), 'utf8'));
    expect(log.events).toHaveLength(events);
    expect(stdout).toContain(
      `${join('q1-export', 'ocel-cheapest-feasible.sqlite')}: ${events} events, ${log.objects.length} objects\n`,
    );
  });

  test('one form and one policy alone', async () => {
    const arm = ['fastest-feasible'];
    expect((await exported(['q1'], { format: 'ocel-json', arm, out: desk.file('json') }))[0]).toBe(EXIT.done);
    expect((await exported(['q1'], { format: 'ocel-sqlite', arm, out: desk.file('sqlite') }))[0]).toBe(
      EXIT.done,
    );
    expect(readdirSync(desk.file('json'))).toEqual(['ocel-fastest-feasible.jsonocel']);
    expect(readdirSync(desk.file('sqlite'))).toEqual(['ocel-fastest-feasible.sqlite']);
  });

  test('several runs have their seeds in the names', async () => {
    const arm = ['cheapest-feasible'];
    await exported(['q1', 'q2'], { format: 'ocel-json', arm, out: desk.file('both') });
    expect(readdirSync(desk.file('both')).sort()).toEqual([
      'ocel-cheapest-feasible-1.jsonocel',
      'ocel-cheapest-feasible-2.jsonocel',
    ]);
  });
});

test.each<[string, Partial<ExportWords>, RegExp]>([
  [
    'tables and a split',
    { table: ['business'], split: 'time' },
    /--format ocel writes whole logs .*: leave --table, --split out/,
  ],
  ['a target', { target: 'x' }, /leave --target out/],
  ['an arm of nobody', { arm: ['nobody'] }, /has no arm "nobody"/],
  [
    'an unknown form',
    { format: 'ocel-xml' },
    /--format ocel-xml: unknown\. There are: .*ocel, ocel-json, ocel-sqlite/,
  ],
])('%s is refused', async (_what, words, message) => {
  await expect(exported(['q1'], words)).rejects.toThrow(UserError);
  await expect(exported(['q1'], words)).rejects.toThrow(message);
});

test('a table that was cut off: what is whole of it is written, and that is told', async () => {
  const path = desk.file('q2/cheapest-feasible/business.arrows');
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
  const [code, , said] = await exported(['q2'], {
    format: 'ocel-json',
    arm: ['cheapest-feasible'],
    out: desk.file('cut'),
  });
  expect([code, said]).toEqual([
    EXIT.usage,
    expect.stringMatching(/^not all there: cheapest-feasible\/business/),
  ]);
  expect(readdirSync(desk.file('cut'))).toEqual(['ocel-cheapest-feasible.jsonocel']);
});
