/**
 * A scenario file is checked as a whole: each mistake comes back with file, line and column, what is wrong and the
 * nearest valid name; what is laid over what is the order in which it was given. Shown on the library's own files and on
 * files of one mistake each.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../library/index.ts';
import { type Loaded, loadScenario, loadThinScenario } from './load.ts';
import type { Scenario } from './scenario.ts';
import { showProblem } from './source-files.ts';

const KNOWN = {
  policies: ['cheapest-feasible', 'fastest-feasible', 'as-recorded'],
  kpis: { onTimeShare: 'share', orderToShipP95: 'ms', freightCost: 'money', unplannable: 'orders' },
} as const;

function library(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../library/${path}`, import.meta.url)), 'utf8');
}

function load(
  ref: string,
  files: Readonly<Record<string, string>> = {},
  more: { readonly with?: string[]; readonly set?: string[] } = {},
): Loaded {
  const read = (path: string): string | null =>
    path.startsWith('library:') ? library(path.slice('library:'.length)) : (files[path] ?? null);
  return loadScenario(ref, { read }, { ...KNOWN, ...more });
}

function scenarioOf(loaded: Loaded): Scenario {
  if (!loaded.ok) throw new Error(loaded.problems.map(showProblem).join('\n'));
  if (loaded.process !== 'thin') throw new Error(`${loaded.scenario.name} is of process ${loaded.process}`);
  return loaded.scenario;
}

function problemsOf(loaded: Loaded): string[] {
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

/** The quickstart with one text replaced: line and column stay those of the library's file. */
function edited(from: string, to: string): string[] {
  const text = library('quickstart.yaml');
  if (!text.includes(from)) throw new Error(`quickstart.yaml holds no "${from}"`);
  return problemsOf(load('mine.yaml', { 'mine.yaml': text.replace(from, to) }));
}

describe('what is right', () => {
  test.each(SCENARIOS)('%s of the library', (name) => {
    expect(problemsOf(load(name))).toEqual([]);
  });

  test('extends, then overlays, then settings: the last on top', () => {
    const files = {
      'a/base.yaml': 'extends: quickstart\nname: base\ndemand: { ordersPerDay: 10, days: 2 }\n',
      'a/mine.yaml': 'extends: base.yaml\nname: mine\ndemand: { days: 3 }\n',
      'more.yaml': 'overlay: more customers\ndemand: { customers: 7, days: 4 }\n',
    };
    const { name, demand, title } = scenarioOf(
      load('a/mine.yaml', files, { with: ['more.yaml'], set: ['demand.days=5', 'seed=x9'] }),
    );
    expect(name).toBe('mine');
    expect(title).toBe("A regional distributor's ordinary week");
    expect(demand).toMatchObject({ ordersPerDay: 10, customers: 7, days: 5 });
  });

  test('an overlay is relative to what it lies over', () => {
    const peak = scenarioOf(load('quickstart', {}, { with: ['peak'], set: ['demand.ordersPerDay=200'] }));
    expect(peak.demand).toMatchObject({ ordersPerDay: 200, volume: 2 });
  });

  test('a list is replaced, not added to', () => {
    const { policies } = scenarioOf(
      load('mine.yaml', { 'mine.yaml': 'extends: quickstart\npolicies: [fastest-feasible]\n' }),
    );
    expect(policies).toEqual(['fastest-feasible']);
  });
});

describe('one mistake, with its place', () => {
  test.each([
    ['a misspelt key', 'currency: USD', 'curency: USD', /^mine\.yaml:11:1: unknown key "curency"\. Did you/],
    [
      'a unit that is none',
      'horizon: 400 d',
      'horizon: 400 kg',
      /^mine\.yaml:10:10: horizon: "400 kg" is no/,
    ],
    ['no unit', 'horizon: 400 d', 'horizon: 400', /mine\.yaml:10:10: horizon: 400 has no unit/],
    [
      'a negative rate',
      'minimumCharge: 6.90 USD',
      'minimumCharge: -6.90 USD',
      /network\.rates\[0\]\.minimumCharge: "-6\.90 USD" is no amount/,
    ],
    [
      'a negative number',
      'ordersPerDay: 80',
      'ordersPerDay: -80',
      /ordersPerDay: must be more than 0, got -80/,
    ],
    ['not a number', 'ordersPerDay: 80', 'ordersPerDay: .nan', /ordersPerDay: must be a number, got NaN/],
    [
      'another currency',
      'costPerUnit: 0.31 USD',
      'costPerUnit: 0.31 EUR',
      /:\d+:\d+: "0\.31 EUR" is not in USD/,
    ],
    [
      'a carrier that is not there',
      '{ carrier: Swift Air, from: NORTH',
      '{ carrier: Swift Aire, from: NORTH',
      /unknown carrier: "Swift Aire"\. Did you mean "Swift Air"\?/,
    ],
    [
      'a policy that is not there',
      'policies: [cheapest-feasible',
      'policies: [cheapest-feasable',
      /unknown policy: "cheapest-feasable"\. Did you mean "cheapest-feasible"\?/,
    ],
    [
      'a KPI that is not there',
      'kpi: onTimeShare',
      'kpi: onTimeShar',
      /unknown KPI: "onTimeShar"\. Did you mean "onTimeShare"\?/,
    ],
    ['a share of more than all', 'atLeast: 0.75', 'atLeast: 75', /75 is no share: write 95 % as 0\.95/],
    [
      'a distribution of two kinds',
      'earlyBy: { constant: 1 d }',
      'earlyBy: { constant: 1 d, uniform: { min: 1 d, max: 2 d } }',
      /exactly one kind of distribution/,
    ],
    [
      'a range of what is no duration',
      'earlyBy: { constant: 1 d }',
      'earlyBy: { uniform: { min: soon, max: 2 d } }',
      /earlyBy\.uniform\.min: "soon" is no duration/,
    ],
    [
      'a lognormal without a median',
      'tenderAnswer: { lognormal: { median: 20 min,',
      'tenderAnswer: { lognormal: { median: 0 min,',
      /tenderAnswer\.lognormal\.median: .*more than 0/,
    ],
    [
      'a uniform from more to less',
      'earlyBy: { constant: 1 d }',
      'earlyBy: { uniform: { min: 3 d, max: 2 d } }',
      /earlyBy\.uniform: .*min.*max/,
    ],
    [
      'a key of another kind',
      'kind: generated',
      'kind: file',
      /"volume|"days" does not go with this kind of demand/,
    ],
    ['broken YAML', 'currency: USD', 'currency: [USD', /^mine\.yaml:1[0-9]:\d+: /],
    [
      'a key given twice',
      'currency: USD',
      'currency: USD\ncurrency: EUR',
      /^mine\.yaml:12:1: Map keys must be unique/,
    ],
  ])('%s', (_what, from, to, says) => {
    const problems = edited(from, to);
    expect(problems).toContainEqual(expect.stringMatching(says));
  });

  test('all mistakes are told at once, in the order of the file', () => {
    const text = library('quickstart.yaml')
      .replace('horizon: 400 d', 'horizon: 400')
      .replace('days: 5', 'days: 0')
      .replace('currency: USD', 'curency: USD');
    const lines = problemsOf(load('mine.yaml', { 'mine.yaml': text })).map((each) =>
      Number(/^mine\.yaml:(\d+):/.exec(each)![1]),
    );
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines).toEqual(lines.toSorted((x, y) => x - y));
  });
});

describe('files that can not be', () => {
  test.each([
    ['an empty file', '', /a map of sections is needed/],
    ['a list', '- 1\n', /a map of sections is needed/],
    [
      'a parent that is not there',
      'extends: nowhere.yaml\n',
      /mine\.yaml:1:10: there is no such file: nowhere/,
    ],
    [
      'a misspelt parent',
      'extends: quikstart\n',
      /mine\.yaml:1:10: unknown scenario: "quikstart"\. Did you mean/,
    ],
    ['a circle', 'extends: mine.yaml\n', /extends goes in a circle: mine\.yaml -> mine\.yaml/],
    ['too many aliases', bomb(), /too large|[Aa]lias/],
  ])('%s', (_what, text, says) => {
    expect(problemsOf(load('mine.yaml', { 'mine.yaml': text }))[0]).toMatch(says);
  });

  test('a scenario, an overlay, a setting that is not there', () => {
    expect(problemsOf(load('quickstrat'))[0]).toMatch(
      /unknown scenario: "quickstrat"\. Did you mean "quickstart"\?/,
    );
    expect(problemsOf(load('quickstart', {}, { with: ['peek'] }))[0]).toMatch(
      /unknown overlay: "peek"\. Did you mean "peak"\?/,
    );
    expect(problemsOf(load('quickstart', {}, { set: ['demand.orderPerDay=3'] }))[0]).toBe(
      '--set demand.orderPerDay: unknown key "orderPerDay". Did you mean "ordersPerDay"?',
    );
    expect(problemsOf(load('quickstart', {}, { set: ['demand'] }))[0]).toMatch(/is written path=value/);
  });
});

describe('the root key process says by which format', () => {
  const loadedAs = (loaded: Loaded): unknown => (loaded.ok ? loaded.process : problemsOf(loaded));

  test('without it, the first, thin process', () => {
    expect(loadedAs(load('quickstart'))).toBe('thin');
    expect(loadedAs(load('b2b-distributor'))).toBe('outbound');
  });

  test('extends, overlays and settings work for either', () => {
    const files = {
      'mine.yaml': 'extends: b2b-distributor\nname: mine\nlimits: { tenders: 3 }\n',
      'more.yaml': 'overlay: more\nnetwork: { customers: { count: 70 } }\ndemand: { days: 4 }\n',
    };
    const loaded = load('mine.yaml', files, { with: ['more.yaml', 'peak'], set: ['demand.days=5'] });
    if (!loaded.ok || loaded.process !== 'outbound') throw new Error(problemsOf(loaded).join());
    const { name, limits, network, demand } = loaded.scenario;
    expect([name, limits.tenders, network.customers.count, demand.days, demand.volume]).toEqual([
      'mine',
      3,
      70,
      5,
      2,
    ]);
  });

  test('a problem in what extends has its place there', () => {
    const files = { 'mine.yaml': 'extends: b2b-distributor\nlimits:\n  tenders: 0\n' };
    expect(problemsOf(load('mine.yaml', files))).toEqual([
      'mine.yaml:3:12: limits.tenders: must be at least 1, got 0',
    ]);
  });

  test('a setting is checked against the keys of the format in hand', () => {
    const says = (ref: string, set: string): string => problemsOf(load(ref, {}, { set: [set] }))[0]!;
    expect(says('b2b-distributor', 'limits.tender=3')).toBe(
      '--set limits.tender: unknown key "tender". Did you mean "tenders"?',
    );
    expect(says('quickstart', 'limits.tenders=3')).toMatch(/^--set limits\.tenders: unknown key "limits"/);
    expect(says('b2b-distributor', 'demand.customers=3')).toMatch(/unknown key "customers"/);
    expect(says('b2b-distributor', 'network.nodes.0.waves=[]')).toMatch(/--set 'network\.nodes=\[\.\.\.\]'/);
  });

  test('nobody changes the process of what is below', () => {
    const files = {
      'mine.yaml': 'extends: quickstart\nprocess: outbound\n',
      'over.yaml': 'overlay: x\nprocess: outbound\n',
      'typo.yaml': 'process: outboud\n',
    };
    expect(problemsOf(load('mine.yaml', files))).toEqual([
      expect.stringMatching(/^mine\.yaml:2:10: process: library:quickstart\.yaml.* is of another process/),
    ]);
    expect(problemsOf(load('quickstart', files, { with: ['over.yaml'] }))).toEqual([
      expect.stringMatching(/^over\.yaml:2:10: process: library:quickstart\.yaml/),
    ]);
    expect(problemsOf(load('typo.yaml', files))).toEqual([
      expect.stringMatching(/^typo\.yaml:1:10: unknown process: "outboud"\. Did you mean "outbound"\?/),
    ]);
  });

  test('who knows the thin process only is told', () => {
    const read = (path: string): string => library(path.slice('library:'.length));
    const loaded = loadThinScenario('b2b-distributor', { read }, KNOWN);
    expect(loaded.ok ? [] : loaded.problems.map(showProblem)).toEqual([
      'b2b-distributor: is of process outbound; the thin one is needed here',
    ]);
  });
});

/** A few lines that stand for a billion nodes. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
  return `a0: &a0 [x]\n${levels.join('\n')}\n`;
}
