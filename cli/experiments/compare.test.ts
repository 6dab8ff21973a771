/**
 * `dray compare` as a user types it: the same pairs give the same verdict however many processes ran them, an interrupted one goes on, and
 * every slip has its word.
 */
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import type { SeveralReport } from '#reports/comparison/several-report';
import { Desk, type Ran } from '#testing/outside/command-line';
import { EXIT } from '../exit-codes.ts';
import { StandingDray } from '../standing.fixture.ts';
import { endOf } from './compare.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

// Another process for replications is a start more; how many there are is no matter of a result.
const ONE = ['--workers', '1'];
const SMALL = ['--set', 'demand.maxOrders=12', '--set', 'thresholds=[]', '--until', '9 d', '--quiet', ...ONE];
const TWENTY = ['--replications', '20'];

const type = (...words: string[]): Promise<Ran> => standing.type('compare', ...words);
const reportIn = (folder: string): ComparisonReport =>
  JSON.parse(readFileSync(desk.file(`${folder}/result.json`), 'utf8'));

let two: Promise<Ran> | null = null;

/** Two policies compared in two processes, once, into the folder `two`. */
function comparedByTwo(): Promise<Ran> {
  two ??= type('quickstart', ...SMALL, ...TWENTY, '--workers', '2', '--out', 'two');
  return two;
}

/** A copy of that folder. */
async function compared(folder: string): Promise<void> {
  expect((await comparedByTwo()).code).toBe(0);
  cpSync(desk.file('two'), desk.file(folder), { recursive: true });
}

describe('two policies of a scenario', () => {
  test('a verdict with its grounds; --json prints what is kept; one process or two: the same', async () => {
    const { code, stdout, stderr } = await comparedByTwo();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^(uplift|equivalent|harm|inconclusive): fastest-feasible (betters|worsens) landed cost/,
    );
    expect(stdout).toMatch(/20 pairs on common random numbers \(as many as asked for\)/);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^again {6}dray compare quickstart --seed 1 /);
    const one = await type('quickstart', ...SMALL, ...TWENTY, '--out', 'one', '--json');
    expect(JSON.parse(one.stdout)).toEqual(reportIn('one'));
    const timeless = ({ baseline, candidate, ...rest }: ComparisonReport) => rest;
    expect(timeless(reportIn('one'))).toEqual(timeless(reportIn('two')));
    expect(reportIn('two').counterfactuals?.replications).toBe(4);
  });

  test('a baseline against itself: A/A, exactly 0', async () => {
    const names = ['--baseline', 'cheapest-feasible', '--candidate', 'cheapest-feasible'];
    expect((await type('quickstart', ...SMALL, ...TWENTY, ...names, '--out', 'aa')).stdout).toMatch(
      /^equivalent: the two are the same design: 20 pairs, every difference exactly 0\./,
    );
    const { same, verdict, primary, counterfactuals } = reportIn('aa');
    expect(counterfactuals).toBeUndefined();
    expect([same, verdict, primary.difference.low, primary.difference.high]).toEqual([
      true,
      'equivalent',
      0,
      0,
    ]);
  });

  test('policies of another decision point', async () => {
    const names = ['--decision', 'carrier', '--baseline', 'guide-order', '--candidate', 'cheapest-carrier'];
    expect((await type('quickstart', ...SMALL, ...TWENTY, ...names, '--out', 'carrier')).code).toBe(0);
    const { decision, baseline, candidate } = reportIn('carrier');
    expect([decision, baseline.policy, candidate.policy]).toEqual([
      'carrier',
      'carrier-guide-order',
      'carrier-cheapest-carrier',
    ]);
    expect(baseline.reproduce).toContain('--policy carrier=guide-order');
  });

  test.each([
    ['carrier', 'guide-order', 'onnx:carrier-cost-and-lateness'],
    ['sourcing', 'cheapest-feasible', 'onnx:cost-and-lateness'],
  ])('a model of the library, by its name: %s', async (point, baseline, candidate) => {
    const names = ['--decision', point, '--baseline', baseline, '--candidate', candidate];
    expect(
      (await type('quickstart', ...SMALL, ...TWENTY, ...names, '--out', `model-${point}`)).stdout,
    ).toContain(`${candidate.slice('onnx:'.length)} `);
  });
});

describe('an interrupted one', () => {
  test('is none that is done, even where all pairs are and a single decision is not', () => {
    const counterfactuals = { replications: 1, decisions: [], advantage: null, explain: null };
    const stopped = 'as-many-as-asked';
    expect(endOf({ stopped, counterfactuals })).toBe(EXIT.done);
    expect(endOf({ stopped: 'interrupted' })).toBe(EXIT.interrupted);
    expect(endOf({ stopped, counterfactuals: { ...counterfactuals, interrupted: true } })).toBe(
      EXIT.interrupted,
    );
  });

  test('goes on from what is kept; a line that was cut off is run again', async () => {
    const words = ['quickstart', ...SMALL, ...TWENTY, '--out', 'again'];
    await compared('again');
    const path = desk.file('again/replications.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, 31).join('\n')}\n${lines[31]!.slice(0, 40)}`);
    const before = reportIn('again');
    expect((await type(...words)).code).toBe(0);
    const after = reportIn('again');
    expect([before.resumed, after.resumed]).toEqual([0, 31]);
    expect(after.primary).toEqual(before.primary);
  });

  test('results of other code, and what is no result, are refused', async () => {
    const words = ['quickstart', ...SMALL, ...TWENTY, '--out', 'stale'];
    await compared('stale');
    const path = desk.file('stale/replications.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll(/"digest":"\w/g, '"digest":"x'));
    expect(await type(...words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('made by other code'),
    });
    writeFileSync(path, text);
    appendFileSync(path, 'no result\n');
    expect((await type(...words)).stderr).toMatch(
      /replications\.jsonl:41: is no result of a replication\. Name another/,
    );
  });
});

describe('several questions at once', () => {
  const CANDIDATES = ['--baseline', 'cheapest-feasible', '--candidate', 'fastest-feasible'];

  test('several candidates, on the replications of one baseline', async () => {
    const more = ['--candidate', 'home-node', '--replications', '20', '--out', 'several'];
    const { code, stdout, stderr } = await type('quickstart', ...SMALL, ...CANDIDATES, ...more);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^2 candidates against cheapest-feasible/);
    expect(stdout).toMatch(/\n {2}home-node +[-+±]\d+\.\d\d/);
    expect(stdout).toMatch(/again {6}dray compare .*--candidate fastest-feasible --candidate home-node/);
    expect(readFileSync(desk.file('several/replications.jsonl'), 'utf8').trim().split('\n')).toHaveLength(60);
    expect(stdout).toMatch(/candidate +bound +baseline's +its own +headroom captured/);
    const kept: SeveralReport = JSON.parse(readFileSync(desk.file('several/result.json'), 'utf8'));
    for (const { regret, counterfactuals } of kept.candidates) {
      expect(regret!.primary!.bound.mean).toBeGreaterThan(0);
      expect(counterfactuals!.replications).toBe(4);
    }
  });

  test('across scenarios: each by itself, and judged together', async () => {
    writeFileSync(desk.file('busy.yaml'), 'extends: quickstart\nname: busy\ndemand: { ordersPerDay: 100 }\n');
    const more = ['--across', '--replications', '20', '--out', 'across', '--json'];
    const { code, stdout, stderr } = await type('quickstart', 'busy.yaml', ...SMALL, ...CANDIDATES, ...more);
    expect([code, stderr]).toEqual([0, '']);
    const { scenarios } = JSON.parse(stdout);
    expect(scenarios.map((each: { report: ComparisonReport }) => each.report.baseline.scenario)).toEqual([
      'quickstart',
      'busy',
    ]);
    expect(scenarios[1].report.reproduce).toMatch(/^dray compare busy\.yaml /);
    const twice = await type('quickstart', './busy.yaml', 'busy.yaml', ...CANDIDATES, '--across');
    expect([twice.code, twice.stderr]).toEqual([
      2,
      expect.stringMatching(/^--across: two scenarios are called "busy"/),
    ]);
  });

  test.each([
    [
      ['quickstart', '--candidate', 'a', '--candidate', 'b'],
      /against which policy\? Name it with --baseline/,
    ],
    [['quickstart', ...CANDIDATES, '--candidate', 'fastest-feasible'], /fastest-feasible: is named twice/],
    [
      ['quickstart', 'brunel', ...CANDIDATES, '--candidate', 'b'],
      /several candidates are compared in one scenario/,
    ],
    [['quickstart', ...CANDIDATES, '--candidate', 'home-node', '--replications', '5'], /5: too few pairs/],
    [['quickstart', '--across', ...CANDIDATES], /name two scenarios or more/],
    [['quickstart', 'b2b-distributor', '--across'], /name one --baseline and one --candidate/],
    [['quickstart', 'quickstart', '--across', ...CANDIDATES], /a scenario is named twice/],
  ])('%o', async (words, said) => {
    const { code, stderr } = await type(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe('slips', () => {
  test.each([
    [
      ['quickstart', '--replications', '5'],
      /--replications 5: too few pairs .* Give 20 or more: with 20 it also says how many would .*, and without --replications it runs as many \(400 at most\)/,
    ],
    [['quickstart', '--replications', 'many'], /a whole number from 1 is needed/],
    [['quickstart', '--half-width', '0.5'], /it may mean 0\.5% or 50%: write the one with its %/],
    [['quickstart', '--half-width', '0'], /a share between 0 % and 100 % is needed, such as 0\.5%/],
    [['quickstart', '--candidate', 'cheapest-feesible'], /^--candidate cheapest-feesible: .*Did you mean/],
    [
      ['quickstart', '--decision', 'carrier', '--baseline', 'guide-ordr', '--candidate', 'guide-order'],
      /^--baseline guide-ordr: unknown policy for carriers: "guide-ordr"\. Did you mean "guide-order"\?/,
    ],
    [
      ['quickstart', '--decision', 'carier', '--baseline', 'a', '--candidate', 'b'],
      /no such decision point\. Did you mean "carrier"\?/,
    ],
    [
      ['quickstart', '--candidate', 'onnx:learned-carrier'],
      /answers carrier, not sourcing\. .* on the command line --decision carrier, or --policy carrier=onnx:learned-carrier/,
    ],
    [['quickstart', '--decision', 'carrier'], /name two policies of it/],
    [
      ['as-is-to-be'],
      /which of its policies\? It has as-is, visibility, .* Name two with --baseline and --candidate/,
    ],
    [['quickstart', 'b2b-distributor', 'brunel'], /one scenario, or two: 3 were given/],
    [['brunel'], /name their folder with --data/],
    [['quickstart', '--with', 'no-such-overlay'], /no-such-overlay/],
  ])('%o', async (words, said) => {
    const { code, stdout, stderr } = await type(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });

  test('runs too short to ship anything, a folder that takes no result, more processes than the machine can run', async () => {
    const short = await type('quickstart', ...SMALL, ...TWENTY, '--until', '1 min', '--out', 'short');
    expect(short).toMatchObject({ code: 2, stderr: expect.stringMatching(/^seed 1: nothing was shipped/) });
    mkdirSync(desk.file('taken/result.json'), { recursive: true });
    const taken = await type('quickstart', ...SMALL, ...TWENTY, '--out', 'taken');
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringMatching(/^can't write to .*\(EISDIR\)/) });
    const { code, stderr } = await type(
      'quickstart',
      ...SMALL,
      ...TWENTY,
      '--workers',
      '90000',
      '--out',
      'many',
    );
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--workers 90000: this machine has \d+ proc/)]);
  });

  test('a second scenario with a seed of its own runs on those of the first', async () => {
    const of = (name: string, seed: number): void =>
      writeFileSync(
        desk.file(`${name}.yaml`),
        `extends: quickstart\nname: ${name}\ntitle: ${name}\nseed: ${seed}\n`,
      );
    of('one', 5);
    of('other', 90);
    expect((await type('one.yaml', 'other.yaml', ...SMALL, ...TWENTY, '--out', 'seeds')).code).toBe(0);
    const { baseline, candidate } = reportIn('seeds');
    for (const { reproduce } of [baseline, candidate]) expect(reproduce).toContain('--seed 5');
  });

  test('two designs of which only one has a warm-up would count other orders', async () => {
    writeFileSync(desk.file('warm.yaml'), 'extends: quickstart\nname: warm\nwarmUp: 6 h\n');
    const { code, stderr } = await type('quickstart', 'warm.yaml', ...SMALL, ...TWENTY, '--out', 'warm');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^warm\.yaml: its warmUp is another than that of/),
    ]);
  });

  test('two designs that do not get the same orders make no pairs', async () => {
    writeFileSync(
      desk.file('more.yaml'),
      'extends: quickstart\nname: more\ntitle: More\ndemand: { volume: 2 }\n',
    );
    const { code, stderr } = await type('quickstart', 'more.yaml', ...SMALL, ...TWENTY, '--out', 'unpaired');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/do not get the same orders/)]);
  });
});
