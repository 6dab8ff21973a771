/**
 * `dray explain` as it is typed: of a recorded run and of a scenario the same, in JSON and in words; and whatever is wrong with what was
 * typed, or with the folder, is told with a way out.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Explanation } from '#reports/counterfactual/explanation';
import { Desk } from '#testing/outside/command-line';
import { UserError } from '../exit-codes.ts';
import { dray } from '../in-process.fixture.ts';
import { type ExplainWords, explain } from './explain.ts';

const SCENARIO = ['quickstart', '--set', 'demand.maxOrders=15'];
const desk = new Desk();
const run = desk.file('run');
afterAll(() => desk.clear());
afterEach(() => vi.restoreAllMocks());

async function explained(...words: string[]): Promise<Explanation> {
  const { code, stdout, stderr } = await dray('explain', ...words, '--json', '--quiet');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Explanation;
}

beforeAll(async () => {
  expect((await dray('run', ...SCENARIO, '--quiet', '--report', 'none', '--out', run)).code).toBe(0);
});

test('lists decisions, and those of a point or of an order', async () => {
  const { stdout } = await dray('explain', run, '--point', 'node-selection', '--entity', 'order-2', '--json');
  const { arm, total, decisions } = JSON.parse(stdout);
  expect(arm).toBe('cheapest-feasible');
  expect(total).toBe(decisions.length);
  for (const each of decisions)
    expect(each).toMatchObject({ point: 'sourcing', entityType: 'order', entityKey: 2 });
  const few = await dray('explain', run, '--limit', '3');
  expect(few.stdout).toMatch(/sourcing:order-1:1 .*\n(.*\n)+ {2}3 of \d+ decisions/);
  const again = await dray('explain', ...SCENARIO, '--limit', '3', '--quiet');
  expect(again.stdout).toBe(few.stdout);
});

test('a recorded decision and that of the scenario are explained alike, by row and by name', async () => {
  const words = ['--luck', '2', '--horizon', '1 day'];
  const recorded = await explained(run, '--decision', '2', ...words);
  const fresh = await explained(...SCENARIO, '--decision', 'sourcing:order-2:1', ...words);
  const { reproduce: _, ...told } = recorded;
  expect(fresh).toMatchObject(told);
  const { decision, options, whatIf } = recorded;
  expect(decision).toMatchObject({ no: 2, point: 'sourcing', entityKey: 2, attempt: 1, mode: 'active' });
  expect(whatIf!.alternatives.map(({ option }) => option).sort((x, y) => x - y)).toEqual(
    options.map(({ no }) => no).filter((no) => no !== decision.chosen),
  );
  expect(whatIf!.horizonMs).toBe(86_400_000);
  for (const { cost } of whatIf!.alternatives) expect(cost.others).toMatchObject({ count: 2 });
});

test('in words: context, options, features, and what each alternative would have cost', async () => {
  const { stdout, code } = await dray(
    'explain',
    run,
    '--decision',
    '2',
    '--option',
    '0',
    '--luck',
    '2',
    '--quiet',
  );
  expect(code).toBe(0);
  for (const words of [
    'decision 2 of quickstart, seed 1, cheapest-feasible: sourcing',
    'by cheapest-feasible (active): least freight plus handling',
    'promisedAt',
    'What a model is shown',
    'mean of 2 others',
    'until order 2 was over in all of them',
    /\n {2}0 {2,}[+±-]\d/,
    /again {6}dray explain .* --decision 2 --arm cheapest-feasible --option 0 --luck 2/,
  ])
    expect(stdout).toMatch(words);
});

/** Of what the command refuses. */
async function told(words: Partial<ExplainWords>): Promise<string> {
  try {
    await explain({ ref: run, quiet: true, ...words });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('what is wrong is told, with a way out', () => {
  const wrong: readonly (readonly [words: Partial<ExplainWords>, told: RegExp])[] = [
    [{ decision: '9999' }, /^--decision 9999: .* has no such decision: it has decisions 1 to \d+\./],
    [{ decision: '0' }, /^--decision 0: give the number of its row, from 1, or POINT:ENTITY:ATTEMPT/],
    [{ decision: 'sourcing:order-2:9' }, /has no such decision/],
    [{ decision: 'sourcin:2:1' }, /unknown decision point: "sourcin". Did you mean "sourcing"/],
    [{ decision: 'sourcing:x:1' }, /"x" is no order, load or the like: give order-17, or 17/],
    [{ decision: '2', arm: 'nobody' }, /^--arm nobody: .* It has cheapest-feasible, fastest-feasible/],
    [{ decision: '2', horizon: '0' }, /^--horizon 0: give a time above 0 after the decision/],
    [{ decision: '2', horizon: 'soon' }, /^--horizon soon: give a time above 0/],
    [{ decision: '2', option: ['99'] }, /^--option 99: there is no such option. There are 0 to \d+/],
    [{ decision: '2', option: ['6'] }, /^--option 6: it is the one that was chosen. Others: 0, /],
    [{ decision: '2', luck: 5000 }, /^--luck 5000: 1000 other futures at most/],
    [{ decision: '2', seed: '3' }, /^--seed: .* is a run that has one already/],
    [{ ref: 'nowhere/at-all' }, /^nowhere\/at-all: there is no such folder/],
    [{ ref: desk.path }, /name the folder of a run/],
  ];

  test.each(wrong)('%j', async (words, message) => {
    expect(await told(words)).toMatch(message);
  });

  test('files that were changed: with the name of the file, and no fault of Dray', async () => {
    const changed = desk.file('scrawled');
    cpSync(run, changed, { recursive: true });
    const table = `${changed}/cheapest-feasible/decisions.arrows`;
    writeFileSync(table, Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 167 + 41) % 256)));
    for (const words of [['--decision', '3'], []]) {
      const { code, stderr } = await dray('explain', changed, ...words, '--quiet');
      expect([code, stderr]).toEqual([2, expect.stringContaining(table)]);
      expect(stderr).not.toContain('internal error');
    }
    cpSync(`${run}/cheapest-feasible/decisions.arrows`, table);
    const whole = JSON.parse(readFileSync(`${changed}/run.json`, 'utf8'));
    writeFileSync(`${changed}/run.json`, JSON.stringify({ ...whole, reproduce: {} }));
    expect(await told({ ref: changed, decision: '2' })).toMatch(/its "reproduce" is no text\. Run the/);
  });

  test('a run of another Dray, of another scenario, of other luck, or cut off', async () => {
    const changed = desk.file('changed');
    const toldOf = async (edit: (report: { [field: string]: unknown }) => void): Promise<string> => {
      rmSync(changed, { recursive: true, force: true });
      cpSync(run, changed, { recursive: true });
      const report = JSON.parse(readFileSync(`${changed}/run.json`, 'utf8'));
      edit(report);
      writeFileSync(`${changed}/run.json`, JSON.stringify(report));
      return told({ ref: changed, decision: '2' });
    };
    const madeBy = (from: string, to: string) => (report: { [field: string]: unknown }) => {
      report.reproduce = String(report.reproduce).replace(from, to);
    };
    expect(
      await toldOf((report) => {
        report.format = 999;
      }),
    ).toMatch('its format is 999. Run the scenario again');
    expect(await toldOf(madeBy('maxOrders=15', 'maxOrders=16'))).toMatch(
      /its data or a part of your own has changed. Run it again: dray run/,
    );
    expect(await toldOf(madeBy('--seed 1', '--seed 2'))).toMatch(
      'decision 2 does not come out as it was recorded',
    );
    const cut = await toldOf(() => {
      const path = `${changed}/cheapest-feasible/decisions.arrows`;
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.subarray(0, bytes.length - 60));
    });
    expect(cut).toMatch(/^--decision 2: .* decisions.arrows is cut off at byte \d+/);
  });
});
