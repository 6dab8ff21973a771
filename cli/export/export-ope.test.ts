/**
 * `dray export --format ope` writes what each option would have earned, and so `dray ope` is doubly robust. Shown against the estimate that is made in the
 * running twin, by other code: the same seeds, folds and rewards; and where there is one seed, or too little to learn from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { csvParse } from 'd3-dsv';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type LoggedCase, loggedRun } from '#bench/training/learning/logged-cases';
import { truthOf } from '#bench/training/learning/off-policy-truth';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { inNetwork } from '#scenarios/twin/deciders/decision-rules';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { Desk } from '#testing/outside/command-line';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { dray } from '../in-process.fixture.ts';

const desk = new Desk();
afterAll(() => desk.clear());
afterEach(() => vi.restoreAllMocks());
// Each command listens to stdout until its process ends.
process.setMaxListeners(0);
process.stdout.setMaxListeners(0);

const FLOOR = 0.1;
const SHORT = 'demand.maxOrders=60';
const SEEDS = [1, 2, 3];
const RUNS = SEEDS.map((seed) => desk.file(`tries-${seed}`));
const SOURCING = ['--format', 'ope', '--target', 'cheapest-feasible', '--point', 'sourcing'];

const csvOf = (path: string): readonly Readonly<Record<string, string>>[] =>
  Array.from(csvParse(readFileSync(desk.file(path), 'utf8')));
const linesOf = (path: string): readonly string[] =>
  readFileSync(desk.file(path), 'utf8').trimEnd().split('\n');

beforeAll(async () => {
  writeFileSync(
    desk.file('tries.yaml'),
    `extends: quickstart\npolicies: [{ name: tries, sourcing: fastest-feasible, explore: { floor: ${FLOOR} } }]\nthresholds: []\n`,
  );
  for (const [i, seed] of SEEDS.entries()) {
    const words = ['--seed', `${seed}`, '--set', SHORT, '--quiet', '--report', 'none', '--out', RUNS[i]!];
    expect(await dray('run', desk.file('tries.yaml'), ...words)).toMatchObject({ code: 0, stderr: '' });
  }
});

/** Of a run in memory, with the rewards that the log has: it knows freight and handling, and nothing of the other pots. */
async function casesOf(seed: number, rewards: ReadonlyMap<string, number>): Promise<LoggedCase[]> {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set: [SHORT] }));
  const world = buildOutboundWorld(scenario, seed);
  const named = (sourcing: string) => outboundPolicies({ sourcing }, namesForAll(scenario));
  const { cases } = await loggedRun({
    ...{ world, seed, point: 'sourcing' },
    policies: { ...named('fastest-feasible'), exploration: { point: 'sourcing', floor: FLOOR } },
    other: inNetwork(named('cheapest-feasible').by, world.network).sourcing,
  });
  return cases.flatMap((each) => {
    const reward = rewards.get(`${seed} ${each.entityKey} ${each.attempt}`);
    return reward === undefined ? [] : [{ ...each, costMinor: 0 - reward }];
  });
}

test('a log of several seeds: dray ope finds what the doubly robust estimate of the runs themselves finds', async () => {
  const out = ['--out', desk.file('log')];
  const { stdout } = await dray('export', ...RUNS, ...SOURCING, ...out);
  expect(stdout).not.toMatch(/without predicted/);
  await dray('export', ...RUNS, '--format', 'csv', '--point', 'sourcing', ...out);
  const rewards = new Map(
    csvOf('log/decision-log-sourcing.csv')
      .filter(({ reward }) => reward !== '')
      .map((row) => [`${row.seed} ${row.entityKey} ${row.attempt}`, Number(row.reward)] as const),
  );
  const logs = await Promise.all(SEEDS.map((seed) => casesOf(seed, rewards)));
  const { estimate, decisions } = truthOf(logs, logs.flat(), FLOOR);
  const { stdout: said } = await dray('ope', '--log', desk.file('log/ope-sourcing.jsonl'), '--json');
  const { dr, ips, decisions: lines } = JSON.parse(said);
  expect([lines, ips.mean]).toEqual([decisions, expect.closeTo(estimate.ips.mean, 4)]);
  expect(dr.mean).toBeCloseTo(estimate.dr!.mean, 2);
  expect(dr.halfWidth).toBeCloseTo(estimate.dr!.halfWidth, 2);
  expect(dr.halfWidth).toBeLessThan(ips.halfWidth);
});

test('of one seed folds are orders, and the estimate is doubly robust as well', async () => {
  const { stdout } = await dray('export', RUNS[0]!, ...SOURCING, '--out', desk.file('one'));
  expect(stdout).not.toMatch(/without predicted/);
  const lines = linesOf('one/ope-sourcing.jsonl').map((line) => JSON.parse(line));
  for (const { predicted, propensities } of lines) expect(predicted).toHaveLength(propensities.length);
  const { stdout: said } = await dray('ope', '--log', desk.file('one/ope-sourcing.jsonl'));
  expect(said).toMatch(/doubly robust/);
});

test('too little to learn from: no line has predictions, and it is told', async () => {
  const run = desk.file('few');
  const words = ['--set', 'demand.maxOrders=15', '--quiet', '--report', 'none', '--out', run];
  expect((await dray('run', desk.file('tries.yaml'), ...words)).code).toBe(0);
  const { stdout } = await dray('export', run, ...SOURCING, '--out', desk.file('few-log'));
  const lines = linesOf('few-log/ope-sourcing.jsonl');
  expect(stdout).toMatch(`${lines.length} without predicted rewards: there is too little to learn from`);
  expect(lines.join()).not.toMatch(/predicted/);
});
