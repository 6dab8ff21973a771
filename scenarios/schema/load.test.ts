/**
 * A scenario file is checked as a whole: each mistake comes back with file, line and column, what is wrong and the
 * nearest valid name; what is laid over what is the order in which it was given. Shown on the library's own files and on
 * files of one mistake each.
 */
import { describe, expect, test } from 'vitest';
import {
  libraryText as library,
  loadFrom as load,
  outboundScenario,
  problemsIn,
} from '#testing/worlds/library-scenario';
import { SCENARIOS } from '../library/index.ts';
import { loadScenario } from './load.ts';

/** The quickstart with one text replaced: line and column stay those of the library's file. */
function edited(from: string, to: string): string[] {
  const text = library('quickstart.yaml');
  if (!text.includes(from)) throw new Error(`quickstart.yaml holds no "${from}"`);
  return problemsIn(load('mine.yaml', { 'mine.yaml': text.replace(from, to) }));
}

test('a file as long as no scenario is: asked what it is, and not read', () => {
  const long = `extends: quickstart\n#${'x'.repeat(5_000_000)}\n`;
  expect(problemsIn(load('mine.yaml', { 'mine.yaml': long })).join()).toMatch(
    /mine\.yaml: has 5000022 characters, 5000000 at most: is it a scenario\?/,
  );
  expect(problemsIn(load('mine.yaml', { 'mine.yaml': long.slice(0, 4_999_000) }))).toEqual([]);
});

describe('what is right', () => {
  test.each(SCENARIOS)('%s of the library', (name) => {
    expect(problemsIn(load(name))).toEqual([]);
  });

  test('extends, then overlays, then settings: the last on top', () => {
    const files = {
      'a/base.yaml': 'extends: quickstart\nname: base\ndemand: { ordersPerDay: 10, days: 2 }\n',
      'a/mine.yaml': 'extends: base.yaml\nname: mine\ndemand: { days: 3 }\n',
      'more.yaml': 'overlay: more lines\ndemand: { maxOrders: 7, days: 4 }\n',
    };
    const { name, demand, title } = outboundScenario(
      load('a/mine.yaml', files, { with: ['more.yaml'], set: ['demand.days=5', 'seed=x9'] }),
    );
    expect(name).toBe('mine');
    expect(title).toBe("A regional distributor's ordinary week");
    expect(demand).toMatchObject({ ordersPerDay: 10, maxOrders: 7, days: 5 });
  });

  test('an overlay is relative to what it lies over', () => {
    const peak = outboundScenario(
      load('quickstart', {}, { with: ['peak'], set: ['demand.ordersPerDay=200'] }),
    );
    expect(peak.demand).toMatchObject({ ordersPerDay: 200, volume: 2 });
  });

  test('a list is replaced, not added to', () => {
    const { policies } = outboundScenario(
      load('mine.yaml', { 'mine.yaml': 'extends: quickstart\npolicies: [fastest-feasible]\n' }),
    );
    expect(policies).toEqual(['fastest-feasible']);
  });
});

test('what is there and no file is said where it was named', () => {
  const read = (path: string) =>
    path === 'mine.yaml' ? 'extends: ./folder\n' : { why: 'is a folder, and a file is needed' };
  const says = (ref: string): string[] => problemsIn(loadScenario(ref, { read }, { kpis: {} }));
  expect(says('folder/')).toEqual(['folder/: is a folder, and a file is needed']);
  expect(says('mine.yaml')).toEqual(['mine.yaml:1:10: folder is a folder, and a file is needed']);
});

describe('one mistake, with its place', () => {
  test.each([
    ['a misspelt key', 'currency: USD', 'curency: USD', /^mine\.yaml:13:1: unknown key "curency"\. Did you/],
    [
      'a unit that is none',
      'horizon: 330 d',
      'horizon: 330 kg',
      /^mine\.yaml:12:10: horizon: "330 kg" is no/,
    ],
    ['no unit', 'horizon: 330 d', 'horizon: 330', /mine\.yaml:12:10: horizon: 330 has no unit/],
    [
      'a negative rate',
      'minimumCharge: 6.20 USD',
      'minimumCharge: -6.20 USD',
      /network\.tariffs\[0\]\.minimumCharge: "-6\.20 USD" is no amount/,
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
      '{ carrier: Swift Air, service',
      '{ carrier: Swift Aire, service',
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
      'kpi: onTimeDelivery',
      'kpi: onTimeDeliver',
      /unknown KPI: "onTimeDeliver"\. Did you mean "onTimeDelivery"\?/,
    ],
    ['a share of more than all', 'atLeast: 0.75', 'atLeast: 75', /75 is no share: write 95 % as 0\.95/],
    [
      'a distribution of two kinds',
      'documents: { constant: 10 min }',
      'documents: { constant: 10 min, uniform: { min: 1 d, max: 2 d } }',
      /exactly one kind of distribution/,
    ],
    [
      'a range of what is no duration',
      'documents: { constant: 10 min }',
      'documents: { uniform: { min: soon, max: 2 d } }',
      /documents\.uniform\.min: "soon" is no duration/,
    ],
    [
      'a lognormal without a median',
      'creditDecision: { lognormal: { median: 4 h,',
      'creditDecision: { lognormal: { median: 0 h,',
      /creditDecision\.lognormal\.median: .*more than 0/,
    ],
    [
      'a uniform from more to less',
      'documents: { constant: 10 min }',
      'documents: { uniform: { min: 3 d, max: 2 d } }',
      /documents\.uniform: .*min.*max/,
    ],
    [
      'a key of another kind',
      'days: 5',
      'kind: file',
      /"demand\.ordersPerDay" does not fit a scenario whose demand is an order list/,
    ],
    [
      'a tab',
      '  ordersPerDay: 80',
      '\tordersPerDay: 80',
      /:\d+:1: lines are indented by a tab: .*spaces only$/,
    ],
    ['bytes of another encoding', 'ordinary', 'ord\uFFFDnary', /^mine\.yaml:4:\d+: this is no text in UTF-8/],
    ['a zero byte', 'ordinary', 'ord\0nary', /^mine\.yaml:4:\d+: this is no text in UTF-8/],
    ['a seed that is neither', 'seed: 1', 'seed: 1e9999', /seed: must be a number or a text, got Infinity/],
    ['broken YAML', 'currency: USD', 'currency: [USD', /^mine\.yaml:1[0-9]:\d+: /],
    [
      'a key given twice',
      'currency: USD',
      'currency: USD\ncurrency: EUR',
      /^mine\.yaml:14:1: currency is given twice in this map: .*Take one out$/,
    ],
  ])('%s', (_what, from, to, says) => {
    const problems = edited(from, to);
    expect(problems).toContainEqual(expect.stringMatching(says));
  });

  test('all mistakes are told at once, in the order of the file', () => {
    const text = library('quickstart.yaml')
      .replace('horizon: 330 d', 'horizon: 330')
      .replace('days: 5', 'days: 0')
      .replace('currency: USD', 'curency: USD');
    const lines = problemsIn(load('mine.yaml', { 'mine.yaml': text })).map((each) =>
      Number(/^mine\.yaml:(\d+):/.exec(each)![1]),
    );
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines).toEqual(lines.toSorted((x, y) => x - y));
  });
});

describe('files that can not be', () => {
  test.each([
    ['an empty file', '', /^mine\.yaml:1:1: a map of sections is needed, such as `extends: quickstart`/],
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
    [
      'a circle, its path from here',
      'extends: ./mine.yaml\n',
      /extends goes in a circle: mine\.yaml -> mine\.yaml/,
    ],
    [
      'several to extend',
      'extends: [quickstart]\n',
      /^mine\.yaml:1:10: extends: one name of a scenario is needed, or one file$/,
    ],
    ['too many aliases', bomb(), /too large|[Aa]lias/],
  ])('%s', (_what, text, says) => {
    expect(problemsIn(load('mine.yaml', { 'mine.yaml': text }))[0]).toMatch(says);
  });

  test('a scenario, an overlay, a setting that is not there', () => {
    expect(problemsIn(load('quickstrat'))[0]).toMatch(
      /unknown scenario: "quickstrat"\. Did you mean "quickstart"\?/,
    );
    expect(problemsIn(load('quickstart', {}, { with: ['peek'] }))[0]).toMatch(
      /unknown overlay: "peek"\. Did you mean "peak"\?/,
    );
    expect(problemsIn(load('quickstart', {}, { set: ['demand.orderPerDay=3'] }))[0]).toBe(
      '--set demand.orderPerDay: unknown key "orderPerDay". Did you mean "ordersPerDay"?',
    );
    expect(problemsIn(load('quickstart', {}, { set: ['demand'] }))[0]).toMatch(/is written path=value/);
    expect(problemsIn(load('quickstart', {}, { set: ['=3'] }))[0]).toMatch(/^--set =3: .*path=value/);
    expect(problemsIn(load('quickstart', {}, { set: ['demand.days='] }))).toEqual([
      '--set demand.days: a value is needed after "=", such as demand.maxOrders=100; "" is an empty text',
    ]);
    expect(problemsIn(load('', {}))).toEqual([expect.stringMatching(/^scenario: the name of one is needed/)]);
  });
});

describe('the kind of demand says which form it is', () => {
  test('what reads its orders from files brings no network, and knows a policy of its own', () => {
    expect(problemsIn(load('brunel'))).toEqual([]);
    expect(problemsIn(load('brunel', {}, { set: ['policies=[as-recorded]'] }))).toEqual([]);
    const files = { 'mine.yaml': 'extends: brunel\nname: mine\nnetwork: { places: [] }\n' };
    expect(problemsIn(load('mine.yaml', files))).toEqual([
      "mine.yaml:3:10: network: can't be given with demand from a file: the files bring theirs. Remove it",
    ]);
  });

  test('a kind that there is not', () => {
    const files = { 'mine.yaml': 'extends: brunel\ndemand:\n  kind: fiel\n' };
    expect(problemsIn(load('mine.yaml', files))).toEqual([
      'mine.yaml:3:9: unknown kind of demand: "fiel". Did you mean "file"?',
    ]);
  });

  test('extends, overlays and settings work for either', () => {
    const files = {
      'mine.yaml': 'extends: b2b-distributor\nname: mine\nlimits: { tenders: 3 }\n',
      'more.yaml': 'overlay: more\nnetwork: { customers: { count: 70 } }\ndemand: { days: 4 }\n',
    };
    const loaded = load('mine.yaml', files, { with: ['more.yaml', 'peak'], set: ['demand.days=5'] });
    const { name, limits, network, demand } = outboundScenario(loaded);
    expect([name, limits.tenders, network.customers.count, demand.days, demand.volume]).toEqual([
      'mine',
      3,
      70,
      5,
      2,
    ]);
    expect(problemsIn(load('brunel', {}, { with: ['slow-platform'] }))).toEqual([]);
    expect(problemsIn(load('brunel', {}, { with: ['peak'] }))).toEqual([
      expect.stringMatching(
        /peak\.yaml:\d+:\d+: "demand\.volume" does not fit a scenario whose demand is an order list/,
      ),
      '--with peak: this overlay does not fit "brunel". Of the library it fits all but brunel',
    ]);
  });

  test('a problem in what extends has its place there', () => {
    const files = { 'mine.yaml': 'extends: b2b-distributor\nlimits:\n  tenders: 0\n' };
    expect(problemsIn(load('mine.yaml', files))).toEqual([
      'mine.yaml:3:12: limits.tenders: must be at least 1, got 0',
    ]);
  });

  test('a setting is checked against the keys of the form in hand', () => {
    const says = (ref: string, set: string): string => problemsIn(load(ref, {}, { set: [set] }))[0]!;
    expect(says('b2b-distributor', 'limits.tender=3')).toBe(
      '--set limits.tender: unknown key "tender". Did you mean "tenders"?',
    );
    expect(says('brunel', 'demand.ordersPerDay=3')).toMatch(
      /^--set demand\.ordersPerDay: "demand\.ordersPerDay" does not fit a scenario whose demand is an order list/,
    );
    expect(says('quickstart', 'promise.within=3 d')).toMatch(
      /^--set promise\.within: "promise" does not fit a scenario whose orders are made/,
    );
    expect(says('b2b-distributor', 'network.nodes.0.waves=[]')).toMatch(/--set 'network\.nodes=\[\.\.\.\]'/);
    expect(says('b2b-distributor', 'network.tariffs.Kestrel Air.perKg=1 USD')).toBe(
      `--set network.tariffs.Kestrel Air.perKg: a list is set as a whole: --set 'network.tariffs=[...]'`,
    );
  });

  test('a setting goes below keys that the scenario names itself', () => {
    const way = '[{ kinds: [stockReserved], way: file, every: 12 h, source: x }]';
    const nightly = (set: string) =>
      problemsIn(load('b2b-distributor', {}, { with: ['legacy-batch'], set: [set] }));
    expect(nightly(`phases.legacy-batch.ways=${way}`)).toEqual([]);
    expect(nightly('phases.legacy-batch.wayz=[]').join()).toMatch(/unknown key "wayz"\. Did you mean "ways"/);
  });
});

describe('the process', () => {
  test('need not be named: it is outbound fulfilment', () => {
    const text = library('quickstart.yaml');
    const without = text.replace('process: outbound\n', '');
    expect(without).not.toContain('process:');
    const named = outboundScenario(load('mine.yaml', { 'mine.yaml': text }));
    expect(outboundScenario(load('mine.yaml', { 'mine.yaml': without }))).toEqual(named);
    expect(named.process).toBe('outbound');
  });

  test.each([
    [
      'of a file',
      'process: outboud\n',
      'typo.yaml:1:10: unknown process: "outboud". Did you mean "outbound"?',
    ],
    [
      'of a file that extends',
      'extends: brunel\nprocess: inbound\n',
      'typo.yaml:2:10: unknown process: "inbound". Known: outbound',
    ],
    ['left empty', 'process:\n', 'typo.yaml:1:9: unknown process: null.'],
  ])('that there is not, %s, is all that is said', (_what, text, says) => {
    const problems = problemsIn(load('typo.yaml', { 'typo.yaml': text }));
    expect(problems).toEqual([expect.stringContaining(says)]);
  });

  test('that there is not, by --set or in an overlay', () => {
    expect(problemsIn(load('quickstart', {}, { set: ['process=inbound'] }))).toEqual([
      expect.stringMatching(/^--set process: process: "inbound" is none of outbound/),
    ]);
    const files = { 'in.yaml': 'overlay: inbound\nprocess: inbound\n' };
    expect(problemsIn(load('quickstart', files, { with: ['in.yaml'] }))).toEqual([
      'in.yaml:2:10: unknown process: "inbound". Known: outbound.',
    ]);
  });
});

/** A few lines that stand for a billion nodes. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
  return `a0: &a0 [x]\n${levels.join('\n')}\n`;
}

test('a text where a list is needed is told once, and not by its length too', () => {
  expect(problemsIn(load('quickstart', {}, { set: ['processes=./a-file-with-a-long-name.ts'] }))).toEqual([
    '--set processes: processes: must be a list, got "./a-file-with-a-long-name.ts"',
  ]);
});
