/**
 * `dray check` as a user types it: what a scenario of the full outbound process would run, warnings that stop nothing, problems
 * with place and way out; and `dray list`, which names what such a file may say.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray, type Ran } from '#testing/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

function type(...words: string[]): Ran {
  return dray(words, desk.path);
}

test('a right scenario: one line, then what would run', () => {
  const { code, stdout, stderr } = type('check', 'b2b-distributor');
  expect([code, stderr]).toEqual([0, '']);
  const [first, ...facts] = stdout.trimEnd().split('\n');
  expect(first).toBe('b2b-distributor: right (scenario "b2b-distributor", 2 policies)');
  expect(facts.map((line) => line.trim().split(/\s+/)[0])).toEqual([
    'orders',
    'goods',
    'network',
    'freight',
    'policies',
    'assumptions',
    'settles',
  ]);
  expect(stdout).toMatch(/orders +about \d\d,\d{3} over 10 days/);
  expect(stdout).toMatch(/settles +within \d+ d of release/);
});

test('a warning has its place and stops nothing', () => {
  writeFileSync(desk.file('short.yaml'), 'extends: b2b-distributor\nhorizon: 40 d\n');
  const { code, stdout, stderr } = type('check', 'short.yaml');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^warning: short\.yaml:2:10: 10 days of orders may take \d+ d to settle; the run ends before\. Give it \d+ d$/,
  );
});

test('problems of several files, each at its place; the exit code says so', () => {
  writeFileSync(desk.file('zone.yaml'), 'extends: b2b-distributor\ndemand:\n  zone: America/Chicgo\n');
  writeFileSync(
    desk.file('guide.yaml'),
    'extends: b2b-distributor\nnetwork: { routingGuide: [Heron Fright] }\n',
  );
  const { code, stdout, stderr } = type('check', 'zone.yaml', 'b2b-distributor', 'guide.yaml');
  expect(code).toBe(2);
  expect(stdout).toMatch(/^b2b-distributor: right/);
  expect(stderr.trimEnd().split('\n')).toEqual([
    'zone.yaml:3:9: unknown time zone: "America/Chicgo". Did you mean "America/Chicago"?',
    'guide.yaml:2:27: unknown carrier: "Heron Fright". Did you mean "Heron Freight"?',
  ]);
});

test.each([
  [['--set', 'limits.tendrs=3'], /--set limits\.tendrs: unknown key "tendrs"\. Did you mean "tenders"\?/],
  [['--set', 'demand.days=0'], /--set demand\.days: demand\.days: must be at least 1, got 0/],
  [['--with', 'peek'], /unknown overlay: "peek"\. Did you mean "peak"\?/],
])('%j: exit code 2, a way out', (words, says) => {
  const { code, stdout, stderr } = type('check', 'b2b-distributor', ...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});

test('overlays of the library lie over it, too', () => {
  const { code, stdout } = type('check', 'b2b-distributor', '--with', 'peak');
  expect(code).toBe(0);
  expect(stdout).toMatch(/orders +about 6\d,\d{3} over 10 days/);
});

test('list: the scenario, and the names that its file may use', () => {
  const { stdout } = type('list');
  expect(stdout).toMatch(/b2b-distributor +A national distributor of industrial supplies/);
  for (const name of ['cheapest-in-stock', 'guide-order', 'expedite-where-worth', 'landedCostPerOrder'])
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});
