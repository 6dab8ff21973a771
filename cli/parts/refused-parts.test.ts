/**
 * Parts of a user's own that are refused: each thing that a part may not do is planted in one, and must be told with file and line; so is a
 * file that is no part, a hook of a carrier that answers what it may not, and what is wrong with types.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXAMPLES, PartsDesk, runWords, SMALL } from './parts-desk.fixture.ts';

const parts = new PartsDesk();
afterAll(() => parts.leave());

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
    const file = parts.policyFile(name, body);
    const { code, stderr } = await parts.run('--policy', file);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toMatch(new RegExp(`^${name}\\.ts:${line}:\\d+: policy "${name}": [^\\n]*\\n$`));
    expect(JSON.parse(readFileSync(parts.file('out/run.json'), 'utf8'))).toMatchObject({ end: 'failed' });
  });

  test('an async function is refused with the way out', async () => {
    const file = parts.policyFile('waits', 'return 0;');
    parts.write(file, readFileSync(parts.file(file), 'utf8').replace('recommend(', 'async recommend('));
    expect((await parts.run('--policy', file)).stderr).toMatch(
      /^waits\.ts:7:\d+: .*answer at once \(no async/,
    );
  });

  test('a memory of its own', async () => {
    const file = parts.policyFile('remembers', 'return asked++ % 2;', 'let asked = 0;');
    expect((await parts.run('--policy', file)).stderr).toMatch(
      /^remembers\.ts:7:3: .*: it remembers something\./,
    );
  });

  test('a loop that does not end is stopped where it is', () => {
    const file = parts.policyFile('loops', 'let x = 0;\n    while (x >= 0) x = (x + 1) % 7;\n    return 0;');
    const { code, stderr } = parts.typeAlone(...runWords('--policy', file));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^loops\.ts:9:\d+: policy "loops": recommend has not answered within 5 s: .*\n$/);
    expect(JSON.parse(readFileSync(parts.file('out/run.json'), 'utf8'))).toMatchObject({ end: 'failed' });
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
    const file = parts.policyFile(name, 'return 0;', above);
    const words = ['run', 'quickstart', ...SMALL, '--policy', file, '--out', 'unwritten'];
    const { code, stderr } = await (name === 'top-loops' ? parts.typeAlone(...words) : parts.type(...words));
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(existsSync(parts.file('unwritten'))).toBe(false);
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
    parts.write(`${name}.ts`, text);
    parts.write('wrong.yaml', `extends: quickstart\npolicies: [./${name}.ts]\n`);
    const { code, stderr } = await parts.type('check', 'wrong.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toMatch(new RegExp(`^${name}\\.ts:[12]:\\d+: `));
  });

  test('there is no such file', async () => {
    parts.write('none.yaml', 'extends: quickstart\npolicies:\n  - ./none.ts\n');
    expect((await parts.type('check', 'none.yaml')).stderr).toBe(
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
  parts.write(`${name}.ts`, text);
  const scenario = readFileSync(join(EXAMPLES, 'scenario.yaml'), 'utf8');
  parts.write(
    'carrier.yaml',
    scenario
      .replace('./mountain-line.ts', `./${name}.ts`)
      .replace(/policies: .*/, 'policies: [cheapest-feasible]')
      .replace(/systems:[\s\S]*?\n\n/, '')
      .replace(/processes: .*\n/, ''),
  );
  const { code, stderr } = await parts.type(
    'run',
    'carrier.yaml',
    '--quiet',
    '--report',
    'none',
    '--out',
    'out',
  );
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(new RegExp(`^${name}\\.ts:3:\\d+: carrier "Mine": `)),
  ]);
  expect(stderr).toContain(says);
});

test('`dray check` says what is wrong with types, with file and line', async () => {
  parts.policyFile('typed', 'return options[0].prize;');
  parts.write('typed.yaml', 'extends: quickstart\npolicies: [./typed.ts]\n');
  const { code, stderr } = await parts.type('check', 'typed.yaml');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^typed\.ts:8:\d+: Object is possibly 'undefined'\. \(TS2532\)$/m);
  expect(stderr).toMatch(
    /^typed\.ts:8:\d+: Property 'prize' does not exist on type 'SourcingOption'\. \(TS2339\)$/m,
  );
});
