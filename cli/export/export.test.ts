/** `dray export` as it is typed: what it writes is what the run says, in every form that joins another tool or command. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LoggedDecision } from '#bench/statistics/off-policy';
import { POINTS } from '#orchestrator/decisions/points';
import { readTable } from '#reports/recording/reader';
import { readRunJson } from '#reports/recording/run-json';
import { dray } from '../in-process.fixture.ts';
import { ARM, exported, SMALL, TwoRuns } from './two-runs.fixture.ts';

const runs = new TwoRuns();
const { desk, first: RUN, second: OTHER } = runs;
afterAll(() => desk.clear());
afterEach(() => vi.restoreAllMocks());

let query: (sql: string) => Promise<Readonly<Record<string, unknown>>[]>;

beforeAll(async () => {
  await runs.make();
  const connection = await (await DuckDBInstance.create()).connect();
  query = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
});

describe('what it writes', () => {
  test('the log of each point that was asked, and business: by arm and seed; the folder is beside the run', async () => {
    const { code, stdout, stderr } = await exported(RUN, '--format', 'parquet');
    expect([code, stderr]).toEqual([0, '']);
    const decisions = readTable(`${RUN}/${ARM}`, 'decisions').rows;
    const files = stdout.trimEnd().split('\n');
    expect(files.map((line) => line.split('/').at(-1)!.replace(/\d+/, 'N'))).toEqual([
      'decision-log-sourcing.parquet: N rows',
      'decision-log-carrier.parquet: N rows',
      'business.parquet: N rows',
    ]);
    const rows = await query(
      `select decision, policy, chosen, "context.totalUnits" as units, seed from '${RUN}-export/decision-log-sourcing.parquet' where arm = '${ARM}'`,
    );
    expect(rows).toEqual(
      decisions.flatMap(({ point, policy, chosen, context }, i) =>
        point === 'sourcing'
          ? [{ decision: i + 1, policy, chosen, units: JSON.parse(String(context)).totalUnits, seed: '1' }]
          : [],
      ),
    );
  });

  test('features are those that a model was shown: wrong where the run says so', async () => {
    const faults = '[{ point: sourcing, column: freight, from: 0 s, times: 100, source: x }]';
    const wrong = desk.file('wrong');
    const ran = await dray(
      'run',
      'quickstart',
      '--seed',
      '1',
      ...SMALL,
      '--set',
      `featureFaults=${faults}`,
      '--out',
      wrong,
    );
    expect(ran.code).toBe(0);
    expect(readRunJson(wrong).featureFaults).toMatchObject([
      { point: 'sourcing', times: 100, untilAt: null },
    ]);
    expect(readRunJson(RUN).featureFaults).toBeUndefined();
    const freight = async (run: string, out: string): Promise<number[]> => {
      await exported(run, '--format', 'csv', '--arm', ARM, '--point', 'sourcing', '--out', desk.file(out));
      return runs.csvOf(`${out}/decision-log-sourcing.csv`).map((row) => Number(row['feature.freight']));
    };
    const right = await freight(RUN, 'right-log');
    expect(Math.max(...right)).toBeGreaterThan(0);
    expect(await freight(wrong, 'wrong-log')).toEqual(right.map((minor) => minor * 100));
  });

  test('the cost of orders in the log is what the run paid for freight and handling', async () => {
    await exported(RUN, '--format', 'csv', '--arm', ARM, '--out', desk.file('cost'));
    const byOrder = new Map(
      runs
        .csvOf('cost/decision-log-sourcing.csv')
        .map((row) => [row.entityKey, Number(row['outcome.costMinor'])]),
    );
    const logged = [...byOrder.values()].reduce((sum, each) => sum + each, 0);
    const { pots } = readRunJson(RUN).arms.find(({ policy }) => policy === ARM)!;
    const paid = pots.freight + pots.expedite + pots.handling;
    expect(paid).toBeGreaterThan(0);
    expect(Math.abs(logged - paid)).toBeLessThanOrEqual(byOrder.size);
  });

  test('features are those that a model is shown', async () => {
    await exported(
      RUN,
      '--format',
      'csv',
      '--arm',
      ARM,
      '--point',
      'carrier-selection',
      '--out',
      desk.file('features'),
    );
    const { columns } = POINTS.carrier.features;
    for (const row of runs.csvOf('features/decision-log-carrier.csv')) {
      const options = JSON.parse(row.candidates!);
      const chosen = options[Number(row.chosen)];
      const { features } = { features: JSON.parse(row.features!) };
      expect(features).toHaveLength(options.length * columns.length);
      expect(row['feature.amount']).toBe(String(Math.round(chosen.amountMinor)));
      expect(row['feature.transit']).toBe(String(chosen.transitDays));
    }
  });

  test('a table alone, and all of them', async () => {
    const one = await exported(RUN, '--format', 'arrow', '--table', 'ledger', '--out', desk.file('one'));
    expect(one.stdout).toMatch(/^\S+\/one\/ledger\.arrow: \d+ rows\n$/);
    const all = await exported(
      RUN,
      '--format',
      'csv',
      '--table',
      'all',
      '--arm',
      ARM,
      '--out',
      desk.file('all'),
    );
    expect(all.stdout.trimEnd().split('\n').length).toBeGreaterThanOrEqual(16);
    expect(runs.csvOf('all/views.csv')[0]).toMatchObject({ seed: '1', arm: ARM, entityType: 'stock-view' });
  });

  test('a file that is there is replaced by the new one as a whole', async () => {
    mkdirSync(desk.file('again'));
    writeFileSync(desk.file('again/kpis.csv'), 'before');
    await exported(RUN, '--format', 'csv', '--table', 'kpis', '--out', desk.file('again'));
    expect(readFileSync(desk.file('again/kpis.csv'), 'utf8')).toMatch(/^seed,arm,time,kpi,/);
    expect(existsSync(desk.file('again/kpis.csv.part'))).toBe(false);
  });
});

describe('splits', () => {
  test('by time: the first decisions to train on, with what was known by the cut alone', async () => {
    const words = ['--format', 'csv', '--point', 'sourcing', '--arm', ARM];
    await exported(RUN, ...words, '--split', 'time:0.6', '--out', desk.file('time'));
    await exported(RUN, ...words, '--out', desk.file('whole'));
    const [train, later, whole] = [
      'time/decision-log-sourcing-train',
      'time/decision-log-sourcing-test',
      'whole/decision-log-sourcing',
    ].map((name) => runs.csvOf(`${name}.csv`));
    expect([...train!, ...later!].map(({ decision }) => decision)).toEqual(
      whole!.map(({ decision }) => decision),
    );
    expect(later).toEqual(whole!.slice(train!.length));
    const cut = later![0]!.time!;
    expect(train!.every(({ time }) => time! < cut)).toBe(true);
    // A freight bill is paid after weeks: by the cut, nothing that was decided was known in full.
    expect(whole!.slice(0, train!.length).every((row) => row.outcomeKnownAt! > cut)).toBe(true);
    expect(train!.map((row) => row['outcome.costMinor'])).toEqual(train!.map(() => ''));
  });

  test('a table without an instant: whole, or by seed', async () => {
    const words = ['--format', 'csv', '--table', 'names'];
    const time = await exported(RUN, ...words, '--split', 'time:0.5', '--out', desk.file('names'));
    expect(time.stdout).toMatch(/^\S+\/names\/names\.csv: \d+ rows\n$/);
    await exported(RUN, OTHER, ...words, '--split', 'seed:0.5', '--out', desk.file('names'));
    const seeds = ['-train', '-test'].map(
      (part) => new Set(runs.csvOf(`names/names${part}.csv`).map(({ seed }) => seed)),
    );
    expect(seeds).toEqual([new Set(['1']), new Set(['2'])]);
  });

  test('by seed: whole runs', async () => {
    const words = ['--format', 'csv', '--split', 'seed:0.5', '--out', desk.file('seed')];
    expect((await exported(RUN, OTHER, ...words)).code).toBe(0);
    const seeds = (name: string) => new Set(runs.csvOf(`seed/${name}.csv`).map(({ seed }) => seed));
    expect([seeds('business-train'), seeds('business-test'), seeds('decision-log-carrier-test')]).toEqual([
      new Set(['1']),
      new Set(['2']),
      new Set(['2']),
    ]);
  });
});

describe('for other tools', () => {
  test('a log for dray ope, which a policy that draws nothing can not be judged by', async () => {
    const words = ['--format', 'ope', '--point', 'carrier', '--arm', ARM];
    const { code } = await exported(RUN, ...words, '--target', 'as-planned', '--out', desk.file('ope'));
    expect(code).toBe(0);
    const same = await dray('ope', '--log', desk.file('ope/ope-carrier.jsonl'), '--json');
    expect(same.stderr).toBe('');
    const { logged, ips, decisions } = JSON.parse(same.stdout);
    expect(ips.mean).toBeCloseTo(logged.mean, 6);
    expect(decisions).toBe(
      readFileSync(desk.file('ope/ope-carrier.jsonl'), 'utf8').trimEnd().split('\n').length,
    );
    await exported(
      RUN,
      '--format',
      'ope',
      '--point',
      'sourcing',
      '--arm',
      ARM,
      '--target',
      'fastest-feasible',
      '--out',
      desk.file('ope'),
    );
    const other = await dray('ope', '--log', desk.file('ope/ope-sourcing.jsonl'));
    expect(other).toMatchObject({ code: 2, stderr: expect.stringMatching(/explore with a floor/) });
  });

  test('obp and dsjson: a file a point', async () => {
    const obp = await exported(
      RUN,
      '--format',
      'obp',
      '--arm',
      ARM,
      '--reward',
      'lateMs',
      '--out',
      desk.file('obp'),
    );
    expect(obp.stdout).toMatch(/obp-sourcing\.csv: \d+ rows\n.*obp-carrier\.csv: \d+ rows\n$/);
    const { n_rounds, reward } = JSON.parse(readFileSync(desk.file('obp/obp-carrier.json'), 'utf8'));
    expect([n_rounds, reward]).toEqual([
      runs.csvOf('obp/obp-carrier.csv').length,
      'minus outcome.lateMs [ms]',
    ]);
    await exported(RUN, '--format', 'dsjson', '--out', desk.file('vw'));
    const [line] = readFileSync(desk.file('vw/dsjson-carrier.json'), 'utf8').split('\n');
    expect(JSON.parse(line!)).toMatchObject({ Version: '1', _label_probability: 1 });
  });
});

test('what was explored is in the log for other tools, with the probability that it had', async () => {
  const explorer = `extends: quickstart\npolicies: [{ name: tries, sourcing: fastest-feasible, explore: { floor: 0.08 } }]\nthresholds: []\n`;
  writeFileSync(desk.file('explorer.yaml'), explorer);
  const run = desk.file('explored');
  const words = ['--set', 'demand.maxOrders=40', '--quiet', '--report', 'none', '--out', run];
  expect((await dray('run', desk.file('explorer.yaml'), ...words)).code).toBe(0);
  const sourcing = ['--point', 'sourcing', '--out', desk.file('explored-log')];
  await exported(run, '--format', 'csv', ...sourcing);
  const log = runs.csvOf('explored-log/decision-log-sourcing.csv');
  const aside = log.filter(({ override, reward }) => override === 'exploration' && reward !== '').length;
  expect(aside).toBeGreaterThan(5);
  const { stdout } = await exported(run, '--format', 'ope', '--target', 'cheapest-feasible', ...sourcing);
  expect(stdout).not.toMatch(/overruled/);
  const lines = readFileSync(desk.file('explored-log/ope-sourcing.jsonl'), 'utf8').trimEnd().split('\n');
  const decisions = lines.map((line): LoggedDecision => JSON.parse(line));
  const isAside = ({ chosen, propensities }: LoggedDecision): boolean =>
    Math.max(...propensities) > propensities[chosen]! + 1e-9;
  expect(decisions.filter(isAside)).toHaveLength(aside);
  for (const { propensities } of decisions)
    expect(propensities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
});
