/** `dray export` of what it can not export: whatever is wrong with what was typed, or with the folder, is told with a way out. */
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ARM, exported, TwoRuns } from './two-runs.fixture.ts';

const runs = new TwoRuns();
const { desk, first: RUN, second: OTHER } = runs;
afterAll(() => desk.clear());
afterEach(() => vi.restoreAllMocks());

beforeAll(async () => {
  await runs.make();
  writeFileSync(desk.file('no-folder'), '');
});

describe('what is not whole', () => {
  const copied = (name: string): string => {
    cpSync(RUN, desk.file(name), { recursive: true });
    return desk.file(name);
  };

  test('a table that was cut off: what is whole of it, and after which row it ends', async () => {
    const run = copied('cut');
    const path = `${run}/${ARM}/business.arrows`;
    truncateSync(path, readFileSync(path).length - 100);
    const { code, stdout, stderr } = await exported(
      run,
      '--format',
      'csv',
      '--table',
      'business',
      '--arm',
      ARM,
    );
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^not all there: cheapest-feasible\/business\.arrows is cut off at byte \d+: up to byte \d+, row \d+, it is whole\n$/,
      ),
    ]);
    expect(stdout).toMatch(/business\.csv: \d+ rows/);
  });

  test('a run that was killed: as far as it got', async () => {
    const run = copied('killed');
    writeFileSync(`${run}/run.json`, '{"format":1,"end":"running"}\n');
    const { code, stderr } = await exported(run, '--format', 'csv', '--table', 'kpis');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^not all there: .*the run has not ended, or was killed/),
    ]);
    const arms = runs.csvOf('killed-export/kpis.csv').map(({ arm }) => arm);
    expect(new Set(arms)).toEqual(new Set([ARM, 'fastest-feasible']));
  });

  test('bodies without the table of their keys', async () => {
    const run = copied('keyless');
    rmSync(`${run}/${ARM}/shapes.arrows`);
    for (const table of ['decisions', 'decision-log']) {
      const { code, stderr } = await exported(run, '--format', 'csv', '--table', table);
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/can't be read: no table "shapes" .*Run it again\n$/),
      ]);
    }
  });

  test('a table that was changed', async () => {
    const run = copied('changed');
    const path = `${run}/${ARM}/business.arrows`;
    const bytes = readFileSync(path);
    bytes.fill(0x41, 600, 640);
    writeFileSync(path, bytes);
    const { code, stderr } = await exported(run, '--format', 'csv', '--table', 'business');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/business\.arrows was changed: .*Run it again\n$/),
    ]);
    expect(existsSync(`${run}-export/business.csv`)).toBe(false);
  });

  test('a table under the name of another is told, not exported', async () => {
    const run = copied('swapped');
    cpSync(`${run}/${ARM}/business.arrows`, `${run}/${ARM}/decisions.arrows`);
    for (const table of ['decisions', 'decision-log']) {
      const { code, stdout, stderr } = await exported(run, '--format', 'csv', '--table', table);
      expect([code, stdout, stderr]).toEqual([
        2,
        '',
        expect.stringMatching(
          /decisions\.arrows was changed: it has no column "now", which the table "decisions" has/,
        ),
      ]);
    }
  });
});

const FORMAT = ['--format', 'csv'];
test.each<[string, string[], RegExp]>([
  [
    'a folder that is no run',
    [desk.path, ...FORMAT],
    /is no run: it has no run\.json of Dray\. Name the folder/,
  ],
  ['no format', [RUN], /required option '--format <format>'/],
  [
    'an unknown format',
    [RUN, '--format', 'xlsx'],
    /--format xlsx: unknown\. There are: parquet, arrow, csv, obp, dsjson, ope/,
  ],
  [
    'an unknown table',
    [RUN, ...FORMAT, '--table', 'orders'],
    /--table orders: unknown\. There are: all, decision-log, inputs/,
  ],
  [
    'an unknown arm',
    [RUN, ...FORMAT, '--arm', 'best'],
    /has no arm "best"\. There are: cheapest-feasible, fastest-feasible/,
  ],
  [
    'an unknown point',
    [RUN, ...FORMAT, '--point', 'carriers'],
    /--point carriers: unknown\. There are: .*sourcing, carrier/,
  ],
  [
    'a point that nobody was asked about',
    [RUN, ...FORMAT, '--point', 'dock-slot'],
    /nobody was asked in these runs\. Asked were: sourcing, carrier/,
  ],
  [
    'a split by entity',
    [RUN, ...FORMAT, '--split', 'entity:0.8'],
    /a split by entity leaks the future\..*Split by time, or by seed/,
  ],
  [
    'a split by what is no way',
    [RUN, ...FORMAT, '--split', 'weeks'],
    /it is no way to split\. There are time:SHARE or seed:SHARE/,
  ],
  ['a share that is none', [RUN, ...FORMAT, '--split', 'time:80'], /must be above 0 and below 1, got 80/],
  ['one run, by seed', [RUN, ...FORMAT, '--split', 'seed'], /one run has one seed\. Name several/],
  [
    'the same run twice',
    [RUN, RUN, ...FORMAT, '--out', 'x'],
    /are both of seed 1: every row would be there twice/,
  ],
  [
    'several runs and no folder',
    [RUN, OTHER, ...FORMAT],
    /several runs go into one folder: name it with --out/,
  ],
  [
    'a folder in the run',
    [RUN, ...FORMAT, '--out', `${RUN}/data`],
    /is in the run .*name a folder beside it/,
  ],
  [
    'a folder that can not be made',
    [RUN, ...FORMAT, '--out', desk.file('no-folder/x')],
    /can't write there \(E\w+\)\. Name another folder with --out/,
  ],
  [
    'a file for a folder',
    [RUN, ...FORMAT, '--out', desk.file('no-folder')],
    /no-folder: is a file, and a folder is needed/,
  ],
  [
    'a reward that is none',
    [RUN, ...FORMAT, '--reward', 'profit', '--point', 'carrier'],
    /carrier has no such outcome\. There are: accepted, freightMinor, lateMs/,
  ],
  [
    'a log form of another table',
    [RUN, '--format', 'obp', '--table', 'business'],
    /is a form of the decision-log, not of "business"/,
  ],
  ['ope without a target', [RUN, '--format', 'ope'], /needs --target/],
  ['a target without ope', [RUN, ...FORMAT, '--target', 'x'], /--target is for --format ope alone/],
  [
    'a point of tables that have none',
    [RUN, ...FORMAT, '--table', 'business', '--point', 'carrier'],
    /--point is for the decision-log, which is not exported: add --table decision-log/,
  ],
  [
    'a target that is none',
    [RUN, '--format', 'ope', '--target', 'best', '--point', 'carrier'],
    /no such rule of thumb for carrier\. There are: guide-order/,
  ],
  [
    'a target that must know the network',
    [RUN, '--format', 'ope', '--target', 'home-node', '--point', 'sourcing'],
    /it must know the network, which no log has\. Run it instead: dray compare/,
  ],
])('%s', async (_name, words, message) => {
  const { code, stdout, stderr } = await exported(...words);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
});
