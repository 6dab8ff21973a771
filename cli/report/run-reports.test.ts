/**
 * The reports that `dray run --report` writes, and what it tells CI: JUnit that fails where the run does, with the place and the command;
 * Markdown on the page of the workflow's run, added to what stands there. What CI can't take is a warning, and no other exit code.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { elementsOf, readXml } from '#reports/junit/strict-xml.fixture';
import { Desk, dray } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const PLANTED = fileURLToPath(new URL('../replay/planted-run.fixture.ts', import.meta.url));
const SMALL = ['--set', 'demand.maxOrders=20', '--quiet'];
const read = (name: string): string => readFileSync(desk.file(name), 'utf8');

function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return dray(['run', 'quickstart', ...SMALL, ...words], desk.path, env);
}

describe('a run that misses a threshold', () => {
  const missed = ['--set', 'thresholds=[{ kpi: otif, atLeast: 0.999 }, { kpi: ordersOpen, atMost: 0 }]'];
  writeFileSync(desk.file('summary.md'), 'of another step\n');
  const { code, stdout, stderr } = run([...missed, '--report', 'junit,md', '--out', 'missed'], {
    GITHUB_STEP_SUMMARY: desk.file('summary.md'),
  });

  test('ends with 99, and writes what was asked for and no page', () => {
    expect([code, stderr]).toEqual([99, '']);
    expect(
      readdirSync(desk.file('missed'))
        .filter((name) => /report|junit/.test(name))
        .sort(),
    ).toEqual(['junit.xml', 'report.md']);
    expect(stdout).toMatch(/\njunit {6}missed\/junit\.xml\nmarkdown {3}missed\/report\.md\nagain /);
  });

  test('has one failed case, with the command that shows it again', () => {
    const failures = elementsOf(readXml(read('missed/junit.xml')), 'failure');
    expect(failures.map(({ attributes }) => attributes.message)).toEqual([
      expect.stringMatching(/^On time in full of cheapest-feasible: [\d.]+ %, asked for: at least 99\.9 %$/),
    ]);
    expect(failures[0]!.text).toContain('reproduce: dray run quickstart --seed 1 --set demand.maxOrders=20');
  });

  test('adds its Markdown to the summary of the step', () => {
    expect(read('summary.md')).toBe(`of another step\n${read('missed/report.md')}\n`);
    expect(read('summary.md')).toContain('| ❌ missed | On time in full | `cheapest-feasible` |');
  });
});

test("a part of one's own that throws: the reports say what broke, as `dray report` writes them", () => {
  writeFileSync(
    desk.file('breaks.mjs'),
    `import { definePolicy } from 'dray/policy';
export default definePolicy({
  point: 'sourcing',
  name: 'breaks',
  summary: 'planted',
  recommend(context) {
    return context.products[99].toFixed();
  },
});
`,
  );
  const kinds = ['--report', 'html,json,junit,md'];
  const { code, stdout } = run(['--policy', 'breaks.mjs', ...kinds, '--out', 'broken']);
  expect(code).toBe(2);
  const names = ['report.html', 'report.json', 'junit.xml', 'report.md'];
  const texts = names.map((name) => read(`broken/${name}`));
  for (const [i, name] of names.entries()) {
    expect(texts[i]).toMatch(/It broke down: breaks\.mjs:\W?7:\W?\d+: .*recommend threw TypeError/);
    expect(stdout).toContain(` broken/${name}\n`);
  }
  // One for each policy: none has a result.
  expect(elementsOf(readXml(texts[2]!), 'error')).toHaveLength(3);
  expect(dray(['report', 'broken', ...kinds], desk.path).code).toBe(0);
  expect(names.map((name) => read(`broken/${name}`))).toEqual(texts);
});

test('a summary that can not be written is a warning', () => {
  mkdirSync(desk.file('folder'));
  const { code, stderr } = run(['--set', 'thresholds=[]', '--report', 'none', '--out', 'kept'], {
    GITHUB_STEP_SUMMARY: desk.file('folder'),
  });
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/^warning: can't write to GITHUB_STEP_SUMMARY, .*folder \(EISDIR\)\n$/),
  ]);
});

test('a run that broke an invariant fails that case, with event and command, and passes nothing of the policy', () => {
  const words = ['run', 'quickstart', ...SMALL, '--report', 'html,json,junit,md', '--out', 'bad'];
  const { status } = spawnSync(process.execPath, [PLANTED, ...words], { cwd: desk.path, encoding: 'utf8' });
  expect(status).toBe(3);
  const { place, policy } = JSON.parse(read('bad/violation.json'));
  const suite = elementsOf(readXml(read('bad/junit.xml')), 'testsuite').find(
    ({ attributes }) => attributes.name === policy,
  )!;
  const failed = elementsOf(suite, 'testcase').filter((each) => elementsOf(each, 'failure').length > 0);
  expect(failed.map(({ attributes }) => attributes.name)).toEqual([
    'reached its end',
    `invariant ${place.invariant}`,
  ]);
  expect(elementsOf(failed[1]!, 'failure')[0]!.text).toContain(`place: event ${place.event} of ${policy}, `);
  expect(suite.attributes.skipped).toBe(String(Number(suite.attributes.tests) - 2));
  // The policies after it keep their cases, skipped: a server follows each by its name.
  const suites = elementsOf(readXml(read('bad/junit.xml')), 'testsuite');
  const { notRun } = JSON.parse(read('bad/run.json'));
  expect(suites.map(({ attributes }) => attributes.name)).toEqual([policy, ...notRun]);
  expect(notRun).not.toEqual([]);
  for (const { attributes } of suites.slice(1)) expect(attributes.skipped).toBe(attributes.tests);
  expect(read('bad/report.md')).toMatch(/^### ❌ .*\n\n\*\*Stopped: .* broke an invariant/);

  // From the folder alone the same is said again.
  const again = dray(['report', 'bad', '--report', 'junit,md', '--out', 'again'], desk.path);
  expect(again.code).toBe(0);
  expect(read('again/junit.xml')).toBe(read('bad/junit.xml'));
});

test('an earlier run with every report is replaced', () => {
  const words = ['--set', 'thresholds=[]', '--report', 'html,json,junit,md', '--out', 'twice'];
  expect(run(words).code).toBe(0);
  expect(run([...words.slice(0, 2), '--report', 'none', '--out', 'twice']).code).toBe(0);
  expect(readdirSync(desk.file('twice')).filter((name) => /report|junit|aggregates/.test(name))).toEqual([]);
});

test.each([
  ['kpi: otiff, atLeast: 0.5', /unknown KPI: "otiff"\. Did you mean "otif"\?/],
  ['kpi: otif, atLeast: 3 days', /otif/],
])('a threshold of nothing (%s) is an error, and nothing runs', (threshold, says) => {
  const { code, stdout, stderr } = run(['--set', `thresholds=[{ ${threshold} }]`, '--out', 'none']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});
