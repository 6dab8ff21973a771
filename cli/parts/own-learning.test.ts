/**
 * A policy of a user's own that learns: it is told what the decision log says, what it learned is in `run.json`, a replay learns the same, and what
 * `learn` must not do is told with file and line. The example begins as the cheapest carrier, and ends better than that.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { LearnedReport } from '#reports/outbound/learned-words';
import { isLearning } from '#scenarios/twin/deciders/learning';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { checkedPolicy } from './checked-policy.ts';

interface Told {
  readonly outcome: { lateMs: number; lateMss?: number };
}

const CHANGES = /changes what it was given/;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples', 'own-parts');

const desk = new Desk();
afterAll(() => desk.clear());
cpSync(EXAMPLES, desk.file('mine'), { recursive: true });

function type(...words: string[]): Ran {
  const { stderr, ...ran } = dray(words, desk.path);
  return { ...ran, stderr: stderr.replace(/^warning: library:.*\n/gm, '') };
}

interface Arm {
  readonly policy: string;
  readonly learned?: readonly LearnedReport[];
  readonly kpis: { readonly otif: number; readonly landedCostPerOrder: number };
  readonly digest: string;
}

function armsOf(ran: Ran): readonly Arm[] {
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  return (JSON.parse(ran.stdout) as { readonly arms: readonly Arm[] }).arms;
}

const QUIET = ['--quiet', '--report', 'none', '--json'];
const SMALL = ['--set', 'demand.days=1', '--set', 'demand.maxOrders=25', '--set', 'thresholds=[]'];

/** A policy that takes the first option, with what else it is defined by. */
function policyFile(name: string, rest: string, above = ''): string {
  const text = `import { definePolicy } from 'dray/policy';
${above}
export default definePolicy({
  point: 'carrier',
  name: '${name}',
  summary: 'planted',
  recommend: () => 0,
  ${rest}
});
`;
  writeFileSync(desk.file(`${name}.ts`), text);
  return `${name}.ts`;
}

describe('what it is told', () => {
  test('is what the decision log says of its decisions, each once; a replay is the same recording', () => {
    const rest = `initial: [],
  learn: (knows, { askedAt, outcome: { accepted, freightMinor, lateMs } }) =>
    [...knows, [askedAt, accepted, freightMinor, lateMs].join()],`;
    const file = policyFile('keeps-all', rest);
    const ran = type(
      ...['run', 'quickstart', ...SMALL, ...QUIET, '--policy', `carrier=${file}`, '--out', 'told'],
    );
    const [plain, arm] = [armsOf(ran)[0]!, armsOf(ran).at(-1)!];
    expect(plain.learned).toBeUndefined();
    const [learned] = arm.learned!;
    expect(learned).toMatchObject({ point: 'carrier', policy: 'keeps-all' });
    expect(learned!.told).toBeGreaterThan(10);
    expect(type('export', 'told', '--format', 'csv', '--point', 'carrier', '--out', 'log').code).toBe(0);
    const logged = logOf('log/decision-log-carrier.csv')
      .filter((row) => row.arm === arm.policy && row.outcomeKnownAt !== '')
      .map((row) =>
        [
          Date.parse(row.time!),
          row['outcome.accepted'],
          row['outcome.freightMinor'],
          row['outcome.lateMs'],
        ].join(),
      );
    expect([...(learned!.knows as readonly string[])].sort()).toEqual(logged.sort());
    expect(type('replay', 'told')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/carrier-keeps-all: same recording/),
    });
  });
});

/** Of columns without commas: what stands in quotes is cut to nothing. */
function logOf(path: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = readFileSync(desk.file(path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/"(?:[^"]|"")*"/g, '').split(','));
  return lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i]!])));
}

describe('what `learn` must not do', () => {
  test.each([
    [
      'throw',
      "initial: { told: 0 },\n  learn() { throw new Error('no idea'); },",
      /^planted\.ts:\d+:\d+: policy "planted": learn threw Error: no idea/,
    ],
    [
      'draw chance',
      'initial: { told: 0 },\n  learn: () => ({ told: Math.random() }),',
      /^planted\.ts:\d+:\d+: policy "planted": Math\.random\(\) draws ambient chance/,
    ],
  ])('%s: a run ends there, with file and line', (_what, rest, says) => {
    const file = policyFile('planted', rest);
    const { code, stderr } = type('run', 'quickstart', ...SMALL, ...QUIET, '--policy', `carrier=${file}`);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  });

  const part = { title: 'policy "planted"', file: desk.file('planted.ts'), files: new Set<string>() };
  const learned = (rest: Readonly<Record<string, unknown>>): unknown => {
    const plain = { point: 'carrier', name: 'planted', summary: 'planted', recommend: () => 0, ...rest };
    const made = checkedPolicy(plain as never, part, 'here');
    if (made.kind !== 'policy' || !isLearning(made.policy)) throw new Error('it does not learn');
    const { learns } = made.policy;
    const outcome = { accepted: 1, freightMinor: 2, lateMs: 0 };
    const told = { context: {}, option: {}, propensity: null, askedAt: 0, knownAt: 1, outcome };
    return learns.learn(learns.initial, told);
  };
  let count = 0;

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['change what it knows', { initial: { n: 0 }, learn: (knows: { n: number }) => ++knows.n }, CHANGES],
    [
      'change what it is told',
      { initial: 0, learn: (_: number, told: Told) => (told.outcome.lateMs = 1) },
      CHANGES,
    ],
    [
      'forget to answer',
      { initial: 0, learn: () => {} },
      /learn answered undefined: what it knows from then on/,
    ],
    [
      'know no plain data',
      { initial: 0, learn: () => ({ seen: new Map() }) },
      /what it knows\.seen is no plain JSON/,
    ],
    [
      'count with what there is none of',
      { initial: { n: 0 }, learn: ({ n }: { n: number }, told: Told) => ({ n: n + told.outcome.lateMss! }) },
      /learn what it knows\.n is NaN: no number/,
    ],
    ['begin with no number', { initial: [0, 1 / 0], learn: () => 1 }, /initial\[1\] is Infinity: no number/],
    [
      'remember by itself',
      { initial: 0, learn: () => ++count },
      /learn answered 1, .* again with 2: it remembers/,
    ],
    ['answer later', { initial: 0, learn: async () => 1 }, /learn answered with a promise/],
    ['stand without `initial`', { learn: () => 1 }, /learn is there and initial is not/],
    ['be missing beside `initial`', { initial: 1 }, /initial is there and learn is not/],
    ['be no function', { initial: 1, learn: 1 }, /learn must be a function/],
    ['begin with no plain data', { initial: new Map(), learn: () => 1 }, /initial is no plain JSON: Map/],
  ])('%s', (_what, rest, says) => {
    expect(() => learned(rest)).toThrow(says);
  });

  test('and what it may: answer with what it knew, or with anything plain', () => {
    expect(learned({ initial: { n: 1 }, learn: (knows: unknown) => knows })).toEqual({ n: 1 });
    expect(learned({ initial: 0, learn: () => [null, { deep: ['text'] }] })).toEqual([
      null,
      { deep: ['text'] },
    ]);
  });
});

describe('the example', () => {
  test('is shown in the guide, and is as short as it looks', () => {
    const guide = readFileSync(join(ROOT, 'docs', 'guides', 'own-parts.md'), 'utf8');
    for (const [file, language] of [
      ['carrier-bandit.ts', 'typescript'],
      ['learning.yaml', 'yaml'],
    ] as const) {
      const text = readFileSync(join(EXAMPLES, file), 'utf8').trimEnd();
      expect(guide).toContain(`\`\`\`${language}\n${text}\n\`\`\``);
      expect(text.split('\n').length).toBeLessThan(60);
    }
  });

  test('ends better than it began: fewer late orders at less cost than by what it went by at first', () => {
    const words = ['--quiet', '--json', '--report', 'html', '--out', 'learned'];
    const [never, learns] = armsOf(type('run', 'mine/learning.yaml', ...words));
    expect(readFileSync(desk.file('learned/report.html'), 'utf8')).toMatch(
      /<h2>What policies learned<\/h2>[\s\S]*carrier-bandit/,
    );
    const [{ decisions, told, knows }] = learns!.learned as [LearnedReport];
    expect(told).toBeGreaterThan(0.9 * decisions);
    const extra = Object.values(knows as Readonly<Record<string, { loads: number; extraMinor: number }>>).map(
      ({ loads, extraMinor }) => extraMinor / loads,
    );
    // What comes on top with Bluebird Freight is several times that of the others.
    expect(extra[1]!).toBeGreaterThan(3 * Math.max(extra[0]!, extra[2]!));
    expect(learns!.kpis.landedCostPerOrder).toBeLessThan(never!.kpis.landedCostPerOrder);
    expect(learns!.kpis.otif).toBeGreaterThan(never!.kpis.otif);
  });
});
