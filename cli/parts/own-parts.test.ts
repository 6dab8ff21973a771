/**
 * Parts of a user's own, as a user has them: files beside a scenario, in a folder that is no npm project, run by the command. The examples do
 * what they say, and run the same again; a part is found where it is named, and its digest covers what it imports.
 */
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Row, readTable } from '#reports/recording/reader';
import type { Ran } from '#testing/outside/command-line';
import { EXAMPLES, PartsDesk, ROOT, SMALL } from './parts-desk.fixture.ts';

const EXAMPLE_FILES = [
  ...['promise-keeper.ts', 'mountain-line.ts', 'surge-rates.ts', 'cold-store.ts', 'night-shift.ts'],
];

const parts = new PartsDesk();
afterAll(() => parts.leave());
cpSync(EXAMPLES, parts.file('mine'), { recursive: true });

describe('the examples', () => {
  test.each(EXAMPLE_FILES)('%s has less than 60 lines', (file) => {
    expect(readFileSync(join(EXAMPLES, file), 'utf8').trimEnd().split('\n').length).toBeLessThan(60);
  });

  test('are what the guide shows', () => {
    const guide = readFileSync(join(ROOT, 'docs', 'guides', 'own-parts.md'), 'utf8');
    for (const file of EXAMPLE_FILES)
      expect(guide).toContain(
        `\`\`\`typescript\n${readFileSync(join(EXAMPLES, file), 'utf8').trimEnd()}\n\`\`\``,
      );
    expect(guide).toContain(
      `\`\`\`yaml\n${readFileSync(join(EXAMPLES, 'scenario.yaml'), 'utf8').trimEnd()}\n\`\`\``,
    );
  });

  test('run, do what they say, and are replayed; where their folder lies is no part of a run', () => {
    const first = parts.typeAlone(
      'run',
      'mine/scenario.yaml',
      '--quiet',
      '--report',
      'none',
      '--json',
      '--out',
      'first',
    );
    expect([first.code, first.stderr]).toEqual([0, expect.any(String)]);
    const report = JSON.parse(first.stdout);
    expect(report.parts).toEqual([
      expect.objectContaining({
        kind: 'policy',
        name: 'promise-keeper',
        file: 'promise-keeper.ts',
        packages: [],
      }),
      expect.objectContaining({ kind: 'carrier', name: 'Mountain Line', file: 'mountain-line.ts' }),
      expect.objectContaining({ kind: 'system', name: 'Surge Rates', file: 'surge-rates.ts' }),
      expect.objectContaining({ kind: 'process', name: 'cold-store', file: 'cold-store.ts' }),
    ]);
    const { kpis } = report;
    expect(kpis['promise-keeper'].onTimeDelivery).toBeGreaterThan(kpis['cheapest-in-stock'].onTimeDelivery);
    expect(parts.typeAlone('replay', 'first')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/promise-keeper: same recording/),
    });
    renameSync(parts.file('mine'), parts.file('moved'));
    const again = parts.typeAlone(
      'run',
      'moved/scenario.yaml',
      '--quiet',
      '--report',
      'none',
      '--json',
      '--out',
      'again',
    );
    renameSync(parts.file('moved'), parts.file('mine'));
    const moved = JSON.parse(again.stdout);
    expect([moved.digest, moved.scenario.digest]).toEqual([report.digest, report.scenario.digest]);
    expect(tolls('first')).toBeGreaterThan(0);
    const [asked, reset] = [coldCases('first'), resets('first')];
    expect([asked > 10, reset]).toEqual([true, asked]);
  });

  test('are right by `dray check`, types and all', () => {
    const { code, stdout, stderr } = parts.typeAlone('check', 'mine/scenario.yaml');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /own part {5}policy "promise-keeper" of promise-keeper\.ts, digest [0-9a-f]{16}\n/,
    );
    expect(stdout).not.toContain('warning');
  });
});

/** Bills of the mountain line with a toll on them. */
function tolls(folder: string): number {
  const { rows } = readTable(parts.file(join(folder, 'cheapest-in-stock')), 'inputs');
  return rows.filter((row: Row) => row.kind === 'freightBilled' && JSON.stringify(row).includes('TOL'))
    .length;
}

/** Tasks of the own process that were given. */
function coldCases(folder: string): number {
  const { rows } = readTable(parts.file(join(folder, 'cheapest-in-stock')), 'tasks');
  return rows.filter((row: Row) => row.kind === 'coldChain' && row.state === 'open').length;
}

/** Messages of the own actor that its own system was sent. */
function resets(folder: string): number {
  const { rows } = readTable(parts.file(join(folder, 'cheapest-in-stock')), 'messages');
  return rows.filter((row: Row) => row.kind === 'resetLogger').length;
}

test('a rule of thumb of ours, written again as a part, gives the same run to the last event', async () => {
  const body = `let best = -1;
    options.forEach((option, i) => {
      if (option.freightMinor === null) return;
      const cost = option.freightMinor + option.handlingMinor;
      const least = best < 0 ? Infinity : options[best].freightMinor + options[best].handlingMinor;
      if (cost < least || (cost === least && option.arrivesAt < options[best].arrivesAt)) best = i;
    });
    return best;`;
  parts.policyFile('ours-again', body);
  const ran = await parts.run('--policy', 'ours-again.ts', '--json', '--set', 'thresholds=[]');
  expect(ran.code).toBe(0);
  type Arm = { readonly policy: string; readonly digest: string };
  const digests = new Map(JSON.parse(ran.stdout).arms.map(({ policy, digest }: Arm) => [policy, digest]));
  expect(digests.get('ours-again')).toBe(digests.get('cheapest-feasible'));
});

describe('where parts may stand', () => {
  test('--policy names a file from where it is typed, once; in a file it is relative to that file', async () => {
    parts.policyFile('first-option', 'return 0;');
    mkdirSync(parts.file('below'), { recursive: true });
    cpSync(parts.file('first-option.ts'), parts.file('below/first-option.ts'));
    parts.write('below/base.yaml', 'extends: quickstart\npolicies: [cheapest-in-stock, ./first-option.ts]\n');
    parts.write('above.yaml', 'extends: below/base.yaml\nthresholds: []\n');
    const arms = (ran: Ran): string[] =>
      JSON.parse(ran.stdout).arms.map(({ policy }: { policy: string }) => policy);
    expect(arms(await parts.type('run', 'above.yaml', ...SMALL, '--json', '--out', 'out'))).toEqual([
      'cheapest-in-stock',
      'first-option',
    ]);
    const asked = [
      '--policy',
      'first-option.ts',
      '--policy',
      './first-option.ts',
      '--policy',
      'first-option.ts',
    ];
    expect(arms(await parts.run(...asked, '--json', '--set', 'thresholds=[]'))).toEqual([
      'cheapest-feasible',
      'fastest-feasible',
      'first-option',
    ]);
  });

  test('carrierPolicy and delayPolicy, too', async () => {
    parts.policyFile('last-carrier', 'return options.length - 1;', '', 'carrier');
    const { code, stdout } = await parts.run(
      '--set',
      'carrierPolicy=last-carrier.ts',
      '--set',
      'thresholds=[]',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).arms[0].carrierPolicy).toBe('last-carrier');
  });

  test('one that stands in the wrong place is told where it belongs', async () => {
    parts.policyFile('carrier-point', 'return 0;', '', 'carrier');
    expect(await parts.run('--policy', 'carrier-point.ts')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^--policy carrier-point\.ts: .* is a policy for "carrier".* --set 'carrierPolicy=/,
      ),
    });
    expect(await parts.run('--set', 'carrierPolicy=mine/mountain-line.ts')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is a carrier, and a policy for "carrier" is needed here/),
    });
  });

  test('a name of ours is ours', async () => {
    parts.policyFile('cheapest-in-stock', 'return 0;');
    expect((await parts.run('--policy', './cheapest-in-stock.ts')).stderr).toMatch(
      /calls itself "cheapest-in-stock", which is one of ours/,
    );
  });

  test('the digest of a part covers what it imports beside it', () => {
    parts.write('helper.ts', 'export const answer = 0;\n');
    parts.policyFile('helped', 'return answer;', "import { answer } from './helper.ts';");
    const digest = (): string => {
      const { stdout } = parts.typeAlone(
        'run',
        'quickstart',
        ...SMALL,
        '--json',
        '--policy',
        'helped.ts',
        '--out',
        'helped',
      );
      const { parts: used, scenario } = JSON.parse(stdout);
      return `${used[0].digest} ${scenario.digest}`;
    };
    const before = digest();
    parts.write('helper.ts', 'export const answer = 0 + 0;\n');
    expect(parts.typeAlone('replay', 'helped').stderr).toMatch(/the scenario or its data has changed/);
    const after = digest();
    for (const [i, part] of before.split(' ').entries()) expect(after.split(' ')[i]).not.toBe(part);
  });
});
