/**
 * What differs from run to run or from machine to machine, used by a part of the user's own: each way to it is planted in a policy, typed as a
 * user would, and must be told with file, line and column, by its name and with what to use in its place. What is the same everywhere goes
 * through, with the digest of a run without it; and who is no part keeps what it had.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

/** Its body is in line 8, from column 5; what stands above it is line 2. */
function policyFile(name: string, body: string, above = ''): string {
  const text = `import { definePolicy } from 'dray/policy';
${above}
export default definePolicy({
  point: 'sourcing',
  name: '${name}',
  summary: 'planted',
  recommend(context, options, views, knows?: unknown) {
    ${body}
  },
});
`;
  writeFileSync(desk.file(`${name}.ts`), text);
  return `${name}.ts`;
}

async function run(file: string): Promise<Ran> {
  const words = [`policies=[${file}]`, 'thresholds=[]', 'demand.days=1', 'demand.maxOrders=5'];
  const sets = words.flatMap((word) => ['--set', word]);
  const { stderr, ...ran } = await standing.type(
    ...['run', 'quickstart', ...sets, '--quiet', '--report', 'none', '--json', '--out', 'out'],
  );
  return { ...ran, stderr: stderr.replace(/^warning: library:.*\n/gm, '') };
}

let planted = 0;
function nextName(): string {
  planted += 1;
  return `planted-${planted}`;
}

describe('is told as it is used', () => {
  test.each<[body: string, column: number, says: string, inPlace: string]>([
    ['return process.pid % 2;', 20, 'process.pid tells of this machine', 'answer from what is given'],
    ['return process.ppid % 2;', 20, 'process.ppid tells of', 'answer from what is given'],
    [
      "return process.env.HOME === '' ? 1 : 0;",
      20,
      'process.env tells of',
      'write what you need into the file',
    ],
    ["return 'pid' in process ? 0 : 1;", 18, 'process.pid tells of', 'answer from what is given'],
    [
      'return Object.keys(process).length % 2;',
      19,
      'listing what process holds tells of',
      'answer from what is given',
    ],
    ['return globalThis.process.arch.length % 2;', 31, 'process.arch tells of', 'answer from what is given'],
    [
      "return process.getBuiltinModule('node:os').cpus().length % 2;",
      20,
      'process.getBuiltinModule() reaches out of the run',
      'answer from what is given',
    ],
    ['return process.resourceUsage().maxRSS % 2;', 20, 'process.resourceUsage() tells of', 'what is given'],
    ['return process.memoryUsage().rss % 2;', 20, 'process.memoryUsage() tells of', 'what is given'],
    [
      'return process.uptime() > 9 ? 1 : 0;',
      20,
      'process.uptime() reads a clock',
      'time is in what the part',
    ],
    [
      'return process.cpuUsage().user % 2;',
      20,
      'process.cpuUsage() reads a clock',
      'time is in what the part',
    ],
    ['return performance.timeOrigin % 2;', 24, 'performance.timeOrigin reads a clock', 'time is in what'],
    [
      'return navigator.hardwareConcurrency % 2;',
      22,
      'navigator.hardwareConcurrency tells of',
      'what is given',
    ],
    [
      'return (0.5).toLocaleString().length % 2;',
      18,
      'Number.toLocaleString() goes by the language',
      'toFixed()',
    ],
    [
      'return 5n.toLocaleString().length % 2;',
      15,
      'BigInt.toLocaleString() goes by the language',
      'String()',
    ],
    [
      'return [0.5].toLocaleString().length % 2;',
      18,
      'Array.toLocaleString() goes by the language',
      'String()',
    ],
    [
      'return new Int8Array(2).toLocaleString().length % 2;',
      29,
      'TypedArray.toLocaleString() goes by the language',
      'String()',
    ],
    [
      "return new Intl.Collator().compare('a', 'b') % 2;",
      12,
      'Intl.Collator() goes by',
      'compare with < and >',
    ],
    ['return Intl.NumberFormat().format(1).length % 2;', 17, 'Intl.NumberFormat() goes by', 'toFixed()'],
    [
      'return new WeakRef(options).deref() ? 0 : 1;',
      12,
      'WeakRef() shows when memory is collected',
      'keep the',
    ],
    [
      'new FinalizationRegistry(() => {});\n    return 0;',
      5,
      'FinalizationRegistry() shows when',
      'keep the',
    ],
    [
      "return Date.parse('2026-03-02T08:00') % 2;",
      17,
      'Date.parse("2026-03-02T08:00") has no zone',
      'end it in Z',
    ],
    [
      'return new Date(2026, 2, 2).getTime() % 2;',
      12,
      'new Date(year, month, ...) has no zone',
      'Date.UTC()',
    ],
    ['return Math.pow(2, 0.5) > 1 ? 0 : 1;', 17, 'Math.pow() differs in the last bit', "`pow` of 'dray/sim'"],
    [
      'return Math.tanh(0.5) > 1 ? 1 : 0;',
      17,
      'Math.tanh() differs in',
      '1 - 2 / (exp(2 * x) + 1), with exp',
    ],
    ['return Math.hypot(3, 4) % 5;', 17, 'Math.hypot() differs in', 'Math.sqrt(x * x + y * y)'],
    ['return Math.sin(0) % 5;', 17, 'Math.sin() differs in', 'Put a table'],
    ['return 2 ** 0.5 > 1 ? 0 : 1;', 14, '** differs in the last bit', 'multiply (x * x)'],
    ['return import.meta.url.length % 2;', 12, 'import.meta.url tells where the file lies', 'by a path that'],
    [
      'return Math.random() < 2 ? 0 : 1;',
      17,
      'Math.random() draws',
      'a policy has no luck: decide from `context`',
    ],
  ])('%s', async (body, column, says, inPlace) => {
    const name = nextName();
    const { code, stderr } = await run(policyFile(name, body));
    expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^${name}\\.ts:8:${column}: `))]);
    expect(stderr).toContain(says);
    expect(stderr.slice(stderr.indexOf(says))).toContain(inPlace);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test.each<[above: string, column: number, says: string]>([
    ['const { pid } = process;', 9, 'process.pid tells of'],
    ['const root = Math.exp(0.5);', 19, 'Math.exp() differs in'],
    ['const chance = Math.random();', 21, 'Math.random() draws ambient chance'],
    ['const format = new Intl.NumberFormat();', 16, 'Intl.NumberFormat() goes by'],
    ['let square = 3; square **= 2;', 24, '** differs in'],
  ])('at the top of a file: %s', async (above, column, says) => {
    const name = nextName();
    const { code, stderr } = await run(policyFile(name, 'return 0;', above));
    expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^${name}\\.ts:2:${column}: `))]);
    expect(stderr).toContain(says);
  });
});

describe('the language is everybody’s: what a part changes of it is told, and taken back', () => {
  test.each<[above: string, body: string, place: string, what: string]>([
    ['', '(Array.prototype as any).last = 1;', '8:30', 'Array.prototype.last'],
    ['(Array.prototype as any).last = 1;', '', '2:26', 'Array.prototype.last'],
    ['String.prototype.trim = () => "";', '', '2:1', 'String.prototype.trim'],
    ['Math.max = () => 3;', '', '2:1', 'Math.max'],
    ['', 'Object.assign(Map.prototype, { total() {} });', '8:36', 'Map.prototype.total'],
    ["Object.defineProperty(Object.prototype, 'sum', { value: 1 });", '', '2:42', 'Object.prototype.sum'],
  ])('%s%s', async (above, body, place, what) => {
    const name = nextName();
    const file = policyFile(name, `${body} return 0;`, above);
    const told = await run(file);
    expect([told.code, told.stderr]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^${name}\\.ts:${place}: `)),
    ]);
    expect(told.stderr).toContain(`changes ${what}, which is the language's`);
    // In the same process: what the one before left is not told of the next.
    expect(await run(policyFile(nextName(), 'return 0;'))).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what is the same everywhere', () => {
  const digestOf = async (file: string): Promise<string> => {
    const { code, stdout, stderr } = await run(file);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout).arms[0].digest;
  };

  test('goes through, and moves nothing', async () => {
    const above = "import { exp, log, log1p, pow } from 'dray/sim'; // 2 ** 2, process.pid";
    const body = [
      'const far = pow(2, 10) + exp(log(2)) + log1p(1) + Math.sqrt(2) + Math.round(2.5);',
      "const days = [Date.parse('2026-03-02'), Date.parse('2026-03-02T08:00Z'), new Date(5).getUTCDay()];",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the text of a part
      "const text = `${far} ** ${String(days)}`.toUpperCase() + /\\**/.exec('*') + 'import.meta.url';",
      'return text.length > 9 && structuredClone([1]).toSorted()[0] === 1 ? 0 : -1;',
    ].join('\n    ');
    const plain = await digestOf(policyFile('plain', 'return 0;'));
    expect(await digestOf(policyFile('plain-again', body, above))).toBe(plain);
  });
});

test('the guide has a line of each', () => {
  const guide = readFileSync(new URL('../../docs/guides/own-parts.md', import.meta.url), 'utf8');
  const refused = [
    'process',
    'performance',
    'navigator',
    'Intl',
    'toLocaleString',
    'WeakRef',
    'Math.pow',
    '**',
  ];
  for (const word of [...refused, 'import.meta', 'Array.prototype']) expect(guide).toContain(`\`${word}\``);
});
