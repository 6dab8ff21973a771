/** What is missing is said with what then does not work and how to get it; only what Dray can't do without is a failure. */
import { describe, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { codeOf, renderFindings } from './doctor.ts';
import { diagnose, type Here } from './findings.ts';

const WHOLE: Here = {
  nodeVersion: '24.21.0',
  platform: 'linux-x64',
  load: async () => '1.2.3',
  installed: () => '24.21.0',
  says: (program) => `${program} 3.11`,
  env: {},
  writeHere: () => {},
  freeBytes: () => 2 ** 34,
  now: () => Date.UTC(2026, 2, 2, 8),
  monthInGerman: () => 'Januar',
  zone: () => 'Europe/Berlin',
  processors: 2,
  memoryBytes: 2 ** 33,
  screen: { columns: 80, color: false, isTerminal: false },
};

const fail = (why: string): never => {
  throw new Error(why);
};

const texts = async (here: Here, columns = 200): Promise<string> =>
  renderFindings(await diagnose(here), { columns });

test('a machine that has everything: a line each, all ok', async () => {
  const findings = await diagnose(WHOLE);
  expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['ok']));
  expect((await texts(WHOLE)).trimEnd().split('\n')).toHaveLength(findings.length);
  expect(codeOf(findings)).toBe(0);
});

describe('what is missing', () => {
  test.each<[string, Partial<Here>, RegExp, number]>([
    ['Node', { nodeVersion: '20.20.2' }, /missing {2}Node: 20\.20\.2\n {9}needed: Dray needs Node 24/, 2],
    [
      'a Node that comes along',
      { installed: () => null },
      /missing {2}Node that comes along: none for linux-x64/,
      0,
    ],
    [
      'arrow',
      { load: async (name) => (name === 'apache-arrow' ? fail('gone') : '1') },
      /missing {2}apache-arrow: gone\n.*nothing is recorded/,
      2,
    ],
    [
      'onnxruntime',
      { load: async (name) => (name === 'onnxruntime-node' ? fail('no binding') : '1') },
      /missing {2}onnxruntime-node: no binding\n {9}optional: models/,
      0,
    ],
    [
      'Python',
      { says: (program) => (program === 'python3' ? null : 'x') },
      /missing {2}Python: no python3 on the PATH/,
      0,
    ],
    [
      'a Python that was named',
      { env: { DRAY_PYTHON: '/x/py' }, says: () => null },
      /no \/x\/py on the PATH/,
      0,
    ],
    [
      'Chromium',
      { says: (program) => (program.startsWith('python') ? 'x' : null) },
      /missing {2}Chromium/,
      0,
    ],
    [
      'a folder to write to',
      { writeHere: () => fail('EACCES') },
      /missing {2}This folder: can't be written to \(EACCES\)/,
      2,
    ],
    ['room on the disk', { freeBytes: () => 2 ** 28 }, /missing {2}Disk: 0\.3 GiB free/, 0],
    ['the time', { now: () => 0 }, /missing {2}Clock: 1970-01-01T00:00Z/, 0],
    [
      'languages',
      { monthInGerman: () => 'M01' },
      /missing {2}Time zones and languages: this Node has a small ICU/,
      0,
    ],
  ])('%s', async (_what, lacks, says, code) => {
    const here = { ...WHOLE, ...lacks };
    expect(await texts(here)).toMatch(says);
    const findings = await diagnose(here);
    expect(codeOf(findings)).toBe(code);
    for (const { state, advice = '' } of findings) if (state === 'missing') expect(advice).not.toBe('');
  });
});

test('no line is wider than the terminal, and what goes on stands under what it is about', async () => {
  const here = { ...WHOLE, installed: () => null, freeBytes: () => 0 };
  const lines = (await texts(here, 40)).split('\n');
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(40);
  expect(lines.filter((line) => !/^(ok|missing| {9}\S|$)/.test(line))).toEqual([]);
});

test('as typed, here: everything that Dray needs is there', () => {
  const desk = new Desk();
  const { code, stdout, stderr } = dray(['doctor', '--json'], desk.path);
  desk.clear();
  expect([code, stderr]).toEqual([0, '']);
  const { findings } = JSON.parse(stdout) as { findings: { what: string; state: string }[] };
  for (const what of ['Node', 'apache-arrow', 'onnxruntime-node', 'parquet-wasm', 'highs'])
    expect(findings.find((each) => each.what === what)?.state, what).toBe('ok');
});
