/**
 * `dray check` as a user types it: what a scenario would run, warnings that stop nothing, problems
 * with place and way out; and `dray list`, which names what such a file may say.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk, type Ran } from '#testing/outside/command-line';
import { BRUNEL_FILES } from '#testing/worlds/brunel-set';
import { StandingDray } from './standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

function type(...words: string[]): Promise<Ran> {
  return standing.type(...words);
}

test('a right scenario: one line, then what would run', async () => {
  const { code, stdout, stderr } = await type('check', 'b2b-distributor');
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

test('assumptions are listed where they are asked for: as many as there are said to be', async () => {
  const { code, stdout } = await type('check', 'quickstart', '--assumptions');
  expect(code).toBe(0);
  const listed = stdout.split('\n').filter((line) => line.startsWith('  assumed      '));
  expect(listed.length).toBeGreaterThan(20);
  expect(stdout).toMatch(new RegExp(`assumptions +${listed.length} groups of parameters`));
  expect(listed).toContainEqual(expect.stringMatching(/assumed +carrier profile \S+: memoryMs$/));
  expect((await type('check', 'quickstart')).stdout).not.toContain('  assumed ');
});

test('a warning has its place and stops nothing', async () => {
  writeFileSync(desk.file('short.yaml'), 'extends: b2b-distributor\nhorizon: 40 d\n');
  const { code, stdout, stderr } = await type('check', 'short.yaml');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^warning: short\.yaml:2:10: 10 days of orders may take \d+ d to settle; the run ends before\. Give it \d+ d$/,
  );
});

test('problems of several files, each at its place; the exit code says so', async () => {
  writeFileSync(desk.file('zone.yaml'), 'extends: b2b-distributor\ndemand:\n  zone: America/Chicgo\n');
  writeFileSync(
    desk.file('guide.yaml'),
    'extends: b2b-distributor\nnetwork: { routingGuide: [Heron Fright] }\n',
  );
  const { code, stdout, stderr } = await type('check', 'zone.yaml', 'b2b-distributor', 'guide.yaml');
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
])('%j: exit code 2, a way out', async (words, says) => {
  const { code, stdout, stderr } = await type('check', 'b2b-distributor', ...words);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});

test.each([
  ['run.json', /ended is the folder of a run, and a scenario is asked for\. .*dray diff ended OTHER/],
  ['result.json', /ended is the folder of an experiment, .*dray report ended/],
  ['search.json', /ended is the folder of a search, .*dray report ended/],
  ['mine.yaml', /unknown scenario: "ended"/],
])(
  'a folder with %s where a scenario is asked for: what it is, and what is done with it',
  async (file, says) => {
    mkdirSync(desk.file('ended'));
    writeFileSync(desk.file(`ended/${file}`), '{}');
    const { code, stderr } = await type('check', 'ended');
    rmSync(desk.file('ended'), { recursive: true });
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  },
);

test('a folder by the name of a scenario does not stand in its way', async () => {
  mkdirSync(desk.file('quickstart'));
  const { code } = await type('check', 'quickstart');
  rmSync(desk.file('quickstart'), { recursive: true });
  expect(code).toBe(0);
});

test('overlays of the library lie over it, too', async () => {
  const { code, stdout } = await type('check', 'b2b-distributor', '--with', 'peak');
  expect(code).toBe(0);
  expect(stdout).toMatch(/orders +about 6\d,\d{3} over 10 days/);
});

/** A folder with the small data set, some of its texts replaced. */
function dataFolder(name: string, file: string, from: string, to: string): string {
  mkdirSync(desk.file(name));
  for (const [each, text] of Object.entries(BRUNEL_FILES))
    writeFileSync(desk.file(`${name}/${each}`), each === file ? text.replace(from, to) : text);
  return name;
}

test('with its data: what is in it, and rows that are no orders with row, column and reason', async () => {
  const dir = dataFolder('rows', 'brunel_OrderList.csv', ',20,7.5', ',2.5,7.5');
  const { code, stdout, stderr } = await type('check', 'brunel', '--data', dir);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ {2}data +3 rows read = 2 orders \+ 1 rejects$/m);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    'warning: brunel_OrderList.csv:3: Unit quantity is no whole number from 1 to 10000000: "2.5"',
  );
});

test('with data that is wrong: exit code 2, its place, a way out', async () => {
  const dir = dataFolder('lanes', 'brunel_FreightRates.csv', 'SLOW,PORT-A', 'SLOW,PORT-B');
  const { code, stdout, stderr } = await type('check', 'brunel', '--data', dir);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^brunel_FreightRates\.csv:4:1: "SLOW" is on no lane: .*take it out\n$/);
  const short = await type(
    'check',
    'brunel',
    '--data',
    dataFolder('right', '', '', ''),
    '--set',
    'promise.within=1 h',
  );
  expect([short.code, short.stderr]).toEqual([2, expect.stringMatching(/promise\.within: 1 h is less than/)]);
});

test('a run keeps those rows in rejects.csv, each with its place, reason and text', async () => {
  const dir = dataFolder('kept', 'brunel_OrderList.csv', ',20,7.5', ',,7.5');
  const { code, stdout } = await type('run', 'brunel', '--data', dir, '--quiet', '--out', 'kept-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(/1 rows? (is|are) no orders?: rejects\.csv/);
  expect(readFileSync(desk.file('kept-run/rejects.csv'), 'utf8').split('\n').slice(0, 2)).toEqual([
    'place,reason,row',
    expect.stringMatching(/^"brunel_OrderList\.csv:3","Unit quantity is empty","2\.0,/),
  ]);
});

test('list: the scenarios, and the names that a file may use', async () => {
  const { stdout } = await type('list');
  for (const name of ['quickstart', 'brunel', 'b2b-distributor'])
    expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  for (const name of [
    'cheapest-in-stock',
    'guide-order',
    'expedite-where-worth',
    'landedCostPerOrder',
    'as-is',
  ])
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  expect(stdout).toMatch(/^ {2}tender +orchestrator \| tms \| people: /m);
  expect(stdout.match(/^\S.*$/gm)).toEqual([
    'scenarios',
    'overlays (--with)',
    'decision points (--policy POINT=POLICY)',
    'orderPriorityPolicy (order-priority)',
    'policies (sourcing)',
    'carrierPolicy (carrier)',
    'delayPrediction.policy (delay-prediction)',
    'delayPolicy (delay-response)',
    'billAudit.policy (invoice-anomaly)',
    'inbound.dockPolicy (dock-slot)',
    'replenishment.policy (replenishment)',
    'waveSequencePolicy (wave-sequence)',
    'workloadPolicy (workload)',
    'cases.policy (exception)',
    'phase',
    'responsibilities',
    'models',
    'KPIs',
  ]);
});
