/**
 * Parts of a user's own, as a user has them: files beside a scenario, in a folder that is no npm project, run by the command. Each
 * thing that a part may not do is planted in one, and must be told with file and line; the examples run, and run the same again. Where a
 * process is the point (a part that is read again, or that ends it) a command has one of its own; the others share one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Row, readTable } from '#reports/recording/reader';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples', 'own-parts');
const SMALL = ['--set', 'demand.days=1', '--set', 'demand.maxOrders=25', '--quiet', '--report', 'none'];

const EXAMPLE_FILES = ['promise-keeper.ts', 'mountain-line.ts', 'surge-rates.ts', 'cold-store.ts'];

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});
cpSync(EXAMPLES, desk.file('mine'), { recursive: true });

async function type(...words: string[]): Promise<Ran> {
  return ofParts(await standing.type(...words));
}

/** In a process of its own. */
function typeAlone(...words: string[]): Ran {
  return ofParts(dray(words, desk.path));
}

/** Warnings of scenarios of the library are no matter of parts. */
function ofParts({ stderr, ...ran }: Ran): Ran {
  return { ...ran, stderr: stderr.replace(/^warning: library:.*\n/gm, '') };
}

function write(name: string, text: string): string {
  writeFileSync(desk.file(name), text);
  return name;
}

/** A policy whose body is given; with what stands above it. */
function policyFile(name: string, body: string, above = '', point = 'sourcing'): string {
  const text = `import { definePolicy } from 'dray/policy';
${above}
export default definePolicy({
  point: '${point}',
  name: '${name}',
  summary: 'planted',
  recommend(context, options, views) {
    ${body}
  },
});
`;
  return write(`${name}.ts`, text);
}

const runWords = (...words: string[]): string[] => ['run', 'quickstart', ...SMALL, ...words, '--out', 'out'];

function run(...words: string[]): Promise<Ran> {
  return type(...runWords(...words));
}

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
    const first = typeAlone(
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
    expect(typeAlone('replay', 'first')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/promise-keeper: same recording/),
    });
    renameSync(desk.file('mine'), desk.file('moved'));
    const again = typeAlone(
      'run',
      'moved/scenario.yaml',
      '--quiet',
      '--report',
      'none',
      '--json',
      '--out',
      'again',
    );
    renameSync(desk.file('moved'), desk.file('mine'));
    const moved = JSON.parse(again.stdout);
    expect([moved.digest, moved.scenario.digest]).toEqual([report.digest, report.scenario.digest]);
    expect(tolls('first')).toBeGreaterThan(0);
    const [asked, reset] = [coldCases('first'), resets('first')];
    expect([asked > 10, reset]).toEqual([true, asked]);
  });

  test('are right by `dray check`, types and all', () => {
    const { code, stdout, stderr } = typeAlone('check', 'mine/scenario.yaml');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /own part {5}policy "promise-keeper" of promise-keeper\.ts, digest [0-9a-f]{16}\n/,
    );
    expect(stdout).not.toContain('warning');
  });
});

/** Bills of the mountain line with a toll on them. */
function tolls(folder: string): number {
  const { rows } = readTable(desk.file(join(folder, 'cheapest-in-stock')), 'inputs');
  return rows.filter((row: Row) => row.kind === 'freightBilled' && JSON.stringify(row).includes('TOL'))
    .length;
}

/** Tasks of the own process that were given. */
function coldCases(folder: string): number {
  const { rows } = readTable(desk.file(join(folder, 'cheapest-in-stock')), 'tasks');
  return rows.filter((row: Row) => row.kind === 'coldChain' && row.state === 'open').length;
}

/** Messages of the own actor that its own system was sent. */
function resets(folder: string): number {
  const { rows } = readTable(desk.file(join(folder, 'cheapest-in-stock')), 'messages');
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
  policyFile('ours-again', body);
  const ran = await run('--policy', 'ours-again.ts', '--json', '--set', 'thresholds=[]');
  expect(ran.code).toBe(0);
  type Arm = { readonly policy: string; readonly digest: string };
  const digests = new Map(JSON.parse(ran.stdout).arms.map(({ policy, digest }: Arm) => [policy, digest]));
  expect(digests.get('ours-again')).toBe(digests.get('cheapest-feasible'));
});

describe('where parts may stand', () => {
  test('--policy names a file from where it is typed, once; in a file it is relative to that file', async () => {
    policyFile('first-option', 'return 0;');
    mkdirSync(desk.file('below'), { recursive: true });
    cpSync(desk.file('first-option.ts'), desk.file('below/first-option.ts'));
    write('below/base.yaml', 'extends: quickstart\npolicies: [cheapest-in-stock, ./first-option.ts]\n');
    write('above.yaml', 'extends: below/base.yaml\nthresholds: []\n');
    const arms = (ran: Ran): string[] =>
      JSON.parse(ran.stdout).arms.map(({ policy }: { policy: string }) => policy);
    expect(arms(await type('run', 'above.yaml', ...SMALL, '--json', '--out', 'out'))).toEqual([
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
    expect(arms(await run(...asked, '--json', '--set', 'thresholds=[]'))).toEqual([
      'cheapest-feasible',
      'fastest-feasible',
      'first-option',
    ]);
  });

  test('carrierPolicy and delayPolicy, too', async () => {
    policyFile('last-carrier', 'return options.length - 1;', '', 'carrier');
    const { code, stdout } = await run(
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
    policyFile('carrier-point', 'return 0;', '', 'carrier');
    expect(await run('--policy', 'carrier-point.ts')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^--policy carrier-point\.ts: .* is a policy for "carrier".* --set 'carrierPolicy=/,
      ),
    });
    expect(await run('--set', 'carrierPolicy=mine/mountain-line.ts')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is a carrier, and a policy for "carrier" is needed here/),
    });
  });

  test('a name of ours is ours', async () => {
    policyFile('cheapest-in-stock', 'return 0;');
    expect((await run('--policy', './cheapest-in-stock.ts')).stderr).toMatch(
      /calls itself "cheapest-in-stock", which is one of ours/,
    );
  });

  test('the digest of a part covers what it imports beside it', () => {
    write('helper.ts', 'export const answer = 0;\n');
    policyFile('helped', 'return answer;', "import { answer } from './helper.ts';");
    const digest = (): string => {
      const { stdout } = typeAlone(
        'run',
        'quickstart',
        ...SMALL,
        '--json',
        '--policy',
        'helped.ts',
        '--out',
        'helped',
      );
      const { parts, scenario } = JSON.parse(stdout);
      return `${parts[0].digest} ${scenario.digest}`;
    };
    const before = digest();
    write('helper.ts', 'export const answer = 0 + 0;\n');
    expect(typeAlone('replay', 'helped').stderr).toMatch(/the scenario or its data has changed/);
    const after = digest();
    for (const [i, part] of before.split(' ').entries()) expect(after.split(' ')[i]).not.toBe(part);
  });
});

describe('a part that does what no part may is told with file and line, and nothing pretends to be a run', () => {
  test.each([
    ['throws', 'return context.products[99]!.toFixed();', 8, 'recommend threw TypeError'],
    ['chance', 'return Math.random() < 2 ? 0 : 1;', 8, 'Math.random() draws ambient chance'],
    ['swallows', 'try { Math.random(); } catch {}\n    return 0;', 8, 'Math.random() draws ambient chance'],
    ['clock', 'return new Date().getTime() > 9 ? 1 : 0;', 8, 'new Date() reads a clock of this machine'],
    ['now', 'return Date.now() > 0 ? 0 : 1;', 8, 'Date.now() reads a clock of this machine'],
    [
      'zone',
      'return new Date(context.releasedAt).getDay() > 9 ? 1 : 0;',
      8,
      'goes by the time zone of this machine',
    ],
    ['later', 'setTimeout(() => {}, 1);\n    return 0;', 8, 'setTimeout() works after it has answered'],
    ['promise', 'Promise.resolve(1);\n    return 0;', 8, 'makes a promise'],
    ['sorts', 'options.sort((x, y) => y.node - x.node);\n    return 0;', 8, 'changes what it was given'],
    ['writes', 'context.products.push(3);\n    return 0;', 8, 'changes what it was given'],
    ['stock', 'views[0].state = null;\n    return 0;', 8, 'changes what it was given'],
    ['nan', 'return NaN;', 7, 'recommend answered NaN: the index of one of the '],
    ['far', 'return options.length;', 7, 'options is needed'],
    ['text', "return '0';", 7, 'recommend answered "0"'],
    ['nothing', '', 7, 'recommend answered undefined'],
  ])('%s', async (name, body, line, says) => {
    const file = policyFile(name, body);
    const { code, stderr } = await run('--policy', file);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toMatch(new RegExp(`^${name}\\.ts:${line}:\\d+: policy "${name}": [^\\n]*\\n$`));
    expect(JSON.parse(readFileSync(desk.file('out/run.json'), 'utf8'))).toMatchObject({ end: 'failed' });
  });

  test('an async function is refused with the way out', async () => {
    const file = policyFile('waits', 'return 0;');
    write(file, readFileSync(desk.file(file), 'utf8').replace('recommend(', 'async recommend('));
    expect((await run('--policy', file)).stderr).toMatch(/^waits\.ts:7:\d+: .*answer at once \(no async/);
  });

  test('a memory of its own', async () => {
    const file = policyFile('remembers', 'return asked++ % 2;', 'let asked = 0;');
    expect((await run('--policy', file)).stderr).toMatch(/^remembers\.ts:7:3: .*: it remembers something\./);
  });

  test('a loop that does not end is stopped where it is', () => {
    const file = policyFile('loops', 'let x = 0;\n    while (x >= 0) x = (x + 1) % 7;\n    return 0;');
    const { code, stderr } = typeAlone(...runWords('--policy', file));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^loops\.ts:9:\d+: policy "loops": recommend has not answered within 5 s: .*\n$/);
    expect(JSON.parse(readFileSync(desk.file('out/run.json'), 'utf8'))).toMatchObject({ end: 'failed' });
  });
});

describe('a file that is no part is told before anything is written', () => {
  test.each([
    [
      'top-chance',
      'const x = Math.random();',
      /^top-chance\.ts:2:16: .*Math\.random\(\) draws ambient chance/,
    ],
    ['top-throws', "throw new Error('no');", /^top-throws\.ts:2:7: .*loading it threw Error: no\n$/],
    ['top-waits', 'await new Promise(() => {});', /^top-waits\.ts:1:1: it waits at its top/],
    ['top-loops', 'for (;;) {}', /^top-loops\.ts:2:\d+: .*loading it has not answered within 5 s/],
    ['syntax', 'const const = 1;', /^syntax\.ts:2:1: /],
    ['enums', 'enum A { b }', /^enums\.ts:2:1: .*enum is not supported/],
    ['node', "import 'node:fs';", /^node\.ts:2:9: imports "node:fs": a part reaches nothing outside/],
    ['inner', "import '#sim/kernel';", /^inner\.ts:2:9: imports "#sim\/kernel": that is inside of Dray/],
    ['gone', "import './gone-too.ts';", /^gone\.ts:2:9: imports "\.\/gone-too\.ts": Cannot find module/],
    ['entry', "import 'dray/polici';", /^entry\.ts:2:9: imports "dray\/polici": there is none/],
    ['name', "import { defineCarriers } from 'dray/mocks';", /^name\.ts:2:1: .*defineCarriers/],
  ])('%s', async (name, above, says) => {
    const file = policyFile(name, 'return 0;', above);
    const typed = name === 'top-loops' ? typeAlone : type;
    const { code, stderr } = await typed(
      'run',
      'quickstart',
      ...SMALL,
      '--policy',
      file,
      '--out',
      'unwritten',
    );
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(existsSync(desk.file('unwritten'))).toBe(false);
  });

  let wrongs = 0;
  test.each([
    ['export default 3;\n', 'its default export is 3: a part is needed'],
    [
      "import { definePolicy } from 'dray/policy';\nexport default definePolicy({ point: 'routing' });\n",
      'point "routing" is none of',
    ],
    [
      "import { defineCarrier } from 'dray/mocks';\nexport default defineCarrier({ name: 'x', like: 'lorry' });\n",
      'like "lorry" is none of',
    ],
    [
      "import { defineCarrier } from 'dray/mocks';\nexport default defineCarrier({ name: 'x', like: 'ltl', profile: { transit: { lateShares: 1 } } });\n",
      'profile.transit.lateShares is unknown. Did you mean "lateShare"?',
    ],
    [
      "import { defineCarrier } from 'dray/mocks';\nexport default defineCarrier({ name: 'x', like: 'ltl', profile: { transit: { lateShare: 2 } } });\n",
      'must be from 0 to 1',
    ],
  ])('%s', async (text, says) => {
    wrongs += 1;
    const name = `wrong-${wrongs}`;
    write(`${name}.ts`, text);
    write('wrong.yaml', `extends: quickstart\npolicies: [./${name}.ts]\n`);
    const { code, stderr } = await type('check', 'wrong.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toMatch(new RegExp(`^${name}\\.ts:[12]:\\d+: `));
  });

  test('there is no such file', async () => {
    write('none.yaml', 'extends: quickstart\npolicies:\n  - ./none.ts\n');
    expect((await type('check', 'none.yaml')).stderr).toBe(
      'none.yaml:3:5: there is no such file: ./none.ts\n',
    );
  });
});

test.each([
  [
    'answerTender',
    "answerTender: () => ({ answer: 'perhaps' })",
    'answerTender answered {"answer":"perhaps"}',
  ],
  ['planTrip', 'planTrip: () => 1.5', 'planTrip answered 1.5: whole ms'],
  ['bill', 'bill: () => []', 'bill answered []: a list of charges is needed'],
  ['luck', 'planTrip: (trip, ms, luck) => { luck.unit(""); return ms; }', 'has no name: name the question'],
])('a carrier of one’s own: %s', async (what, hook, says) => {
  const text = `import { defineCarrier } from 'dray/mocks';\nexport default defineCarrier({ name: 'Mine', like: 'ltl',\n  ${hook},\n});\n`;
  const name = `carrier-${what}`;
  write(`${name}.ts`, text);
  const scenario = readFileSync(join(EXAMPLES, 'scenario.yaml'), 'utf8');
  write(
    'carrier.yaml',
    scenario
      .replace('./mountain-line.ts', `./${name}.ts`)
      .replace(/policies: .*/, 'policies: [cheapest-feasible]')
      .replace(/systems:[\s\S]*?\n\n/, '')
      .replace(/processes: .*\n/, ''),
  );
  const { code, stderr } = await type('run', 'carrier.yaml', '--quiet', '--report', 'none', '--out', 'out');
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(new RegExp(`^${name}\\.ts:3:\\d+: carrier "Mine": `)),
  ]);
  expect(stderr).toContain(says);
});

test('`dray check` says what is wrong with types, with file and line', async () => {
  policyFile('typed', 'return options[0].prize;');
  write('typed.yaml', 'extends: quickstart\npolicies: [./typed.ts]\n');
  const { code, stderr } = await type('check', 'typed.yaml');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^typed\.ts:8:\d+: Object is possibly 'undefined'\. \(TS2532\)$/m);
  expect(stderr).toMatch(
    /^typed\.ts:8:\d+: Property 'prize' does not exist on type 'SourcingOption'\. \(TS2339\)$/m,
  );
});

/** A process that says `warm` of each load that leaves; with other words in its place. */
function processFile(name: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  const text = readFileSync(join(EXAMPLES, 'cold-store.ts'), 'utf8').replace(
    "name: 'cold-store'",
    `name: '${name}'`,
  );
  const edited = edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`cold-store.ts holds no ${from}`);
    return before.replace(from, to);
  }, text);
  return write(`${name}.ts`, edited);
}

function runWith(...files: readonly string[]): Promise<Ran> {
  return run('--set', `processes=[${files.join(',')}]`, '--set', 'thresholds=[]');
}

describe('a process of ones own that does what it may not is told where', () => {
  test.each<[string, [string, string], RegExp]>([
    [
      'counts outside of its state',
      ['draft.status = next;', 'draft.status = next; (draft as { n?: number }).n = calls += 1;'],
      /step on "loadTooWarm" came to .*remembers something outside of its state/,
    ],
    [
      'throws in a step',
      ['draft.status = next;', "throw new Error('no power');"],
      /step threw Error: no power/,
    ],
    [
      'says what it has not listed',
      ["kind: 'loadTooWarm', key }", "kind: 'loadHot', key }"],
      /says "loadHot", which is none of system\.says \(loadTooWarm\)/,
    ],
    [
      'wakes in the past',
      ["says: [{ kind: 'loadTooWarm', key }]", 'wakes: [{ key, at: 5 }]'],
      /wakes for key \d+ at 5: .* from now/,
    ],
    [
      'writes to what it was given',
      ["if (luck.unit('warm')", "initial.alarms += 1;\n      if (luck.unit('warm')"],
      /changes what it was given/,
    ],
    [
      'sends what another of ours takes',
      ["out.send(OWN_SYSTEM, 'resetLogger',", "out.send(1, 'bookLoad',"],
      /^bad-sends-what-another-of-ours-takes\.ts:50:\d+: process ".*": step threw Error: send of "bookLoad": ERP does not take it: TMS does\. Send it to TMS/,
    ],
    [
      'gives a task to whom it has not named',
      ["role: 'exception-desk', kind", "role: 'planner', kind"],
      /bad-gives-a-task-to-whom-it-has-not-named\.ts:52:\d+: .*task "coldChain" for "planner" is not in actor\.tasks/,
    ],
    [
      'calls a figure as we call one',
      ["out.kpi('coldAlarms'", "out.kpi('otif'"],
      /bad-calls-a-figure-as-we-call-one\.ts:53:\d+: .*kpi "otif" is one of ours/,
    ],
    [
      'takes a message of ours',
      ["takes: ['resetLogger']", "takes: ['bookLoad']"],
      /"bookLoad" is a message of ours/,
    ],
    [
      'says a message of ours',
      ["says: ['loadTooWarm']", "says: ['orderReleased']"],
      /"orderReleased" is a message of ours|makes an actor/,
    ],
    [
      'has an actor that nothing makes',
      ["creates: ['loadTooWarm']", 'creates: []'],
      /nothing that the system says \(loadTooWarm\) makes an actor/,
    ],
  ])('%s', async (name, edit, message) => {
    const above: [string, string] = ['const table', 'let calls = 0;\nconst table'];
    const given: [string, string] = [
      'onEvent({ alarms, reset }',
      'onEvent(initial: { alarms: number; reset: number }',
    ];
    const body: [string, string] = [
      'initial.alarms += 1;',
      'initial.alarms += 1; const { alarms, reset } = initial;',
    ];
    const edits = name.startsWith('writes') ? [edit, given, body] : [edit, above];
    const { code, stderr } = await runWith(processFile(`bad-${name.replaceAll(' ', '-')}`, ...edits));
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/bad-[a-z-]+\.ts:\d+/);
    expect(code).toBe(2);
  });

  test('two that share a name of theirs are told apart by line', async () => {
    const { code, stderr } = await runWith(processFile('one'), processFile('two'));
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/"two\.ts" and "one\.ts" both have "Cold Store Loggers"/),
    ]);
  });

  test('a policy among processes is told where it belongs', async () => {
    policyFile('misplaced', 'return 0;');
    expect((await runWith('misplaced.ts')).stderr).toMatch(
      /"misplaced\.ts" is a policy for "sourcing", and a process is needed here/,
    );
  });
});
