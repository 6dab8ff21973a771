/** `dray best`, `dray sweep` and `dray ope` as a user types them: a table, the same as JSON, and a word for every slip. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { elementsOf, readXml } from '#reports/junit/strict-xml.fixture';
import { Desk, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const SMALL = ['--set', 'demand.maxOrders=12', '--set', 'thresholds=[]', '--until', '9 d', '--quiet'];
const type = (...words: string[]): Promise<Ran> => standing.type(...words);
const json = (path: string): unknown => JSON.parse(readFileSync(desk.file(path), 'utf8'));

describe('best', () => {
  test('of all policies of the scenario, or of those named', async () => {
    const all = await type('best', 'quickstart', ...SMALL, '--out', 'best');
    expect([all.code, all.stderr]).toEqual([0, '']);
    expect(all.stdout).toMatch(
      /-feasible (is the best with a probability of at least 95 %|has the least mean so far)/,
    );
    const carriers = ['--decision', 'carrier', '--policy', 'guide-order', '--policy', 'cheapest-carrier'];
    const named = await type(
      'best',
      'quickstart',
      ...SMALL,
      ...carriers,
      '--out',
      'carriers',
      '--json',
      '--indifference',
      '20%',
    );
    expect(JSON.parse(named.stdout)).toEqual(json('carriers/result.json'));
    expect(json('carriers/result.json')).toMatchObject({ indifference: 0.2, sure: true });
  });

  test.each([
    [['best', 'quickstart', '--policy', 'cheapest-feasible'], /the best of one is that one/],
    [['best', 'quickstart', '--policy', 'nope'], /^--policy nope: unknown policy: "nope"/],
    [['best', 'quickstart', '--decision', 'carrier'], /name its policies with --policy/],
    [['best', 'quickstart', '--indifference', '0'], /a share between/],
    [
      ['best', 'quickstart', ...SMALL, '--until', '1 min', '--out', 'idle'],
      /nothing was shipped.* for longer/,
    ],
  ])('%o', async (words, said) => {
    const { code, stderr } = await type(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  test('the folder of a run keeps its page', async () => {
    mkdirSync(desk.file('run'));
    writeFileSync(desk.file('run/run.json'), '{}');
    const { code, stderr } = await type('best', 'quickstart', ...SMALL, '--out', 'run');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^--out run: the folder holds a run\. Name another/),
    ]);
    expect(readdirSync(desk.file('run'))).toEqual(['run.json']);
  });
});

describe('sweep', () => {
  test('a grid, point by point', async () => {
    const grid = [
      '--vary',
      'platform.workers=1,2',
      '--vary',
      'policies=["cheapest-feasible"],["fastest-feasible"]',
    ];
    const { code, stdout, stderr } = await type(
      'sweep',
      'quickstart',
      ...SMALL,
      '--set',
      'warmUp=1 h',
      '--set',
      'thresholds=[{kpi: orders, atMost: 99}, {kpi: orders, atLeast: 99}]',
      ...grid,
      '--report',
      'junit',
      '--replications',
      '2',
      '--out',
      'grid',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(
      stdout.split('\n').filter((line) => /^ {2}[12] +\["\w+-(?:feasible"\])? +\d+\.\d\d ± /.test(line)),
    ).toHaveLength(4);
    expect(stdout).toContain('orders released in the first 1.0 h are left out (warmUp)');
    expect(json('grid/result.json')).toMatchObject({
      warmUpMs: 3_600_000,
      varied: ['platform.workers', 'policies'],
      replications: 2,
    });
    const cases = elementsOf(readXml(readFileSync(desk.file('grid/junit.xml'), 'utf8')), 'testcase');
    const judged = cases.filter(({ attributes }) => attributes.name!.includes('threshold '));
    expect(judged).toHaveLength(2 * 2 * 2);
    const failed = judged.filter((each) => elementsOf(each, 'failure').length > 0);
    expect(failed.map(({ attributes }) => attributes.name)).toEqual(
      ['1', '2'].flatMap((workers) =>
        ['cheapest', 'fastest'].map(
          (by) => `platform.workers = ${workers}, policies = ["${by}-feasible"]: threshold orders at least`,
        ),
      ),
    );
  });

  test.each([
    [['sweep', 'quickstart'], /varies something: --vary platform\.workers=1,2,4/],
    [['sweep', 'quickstart', '--vary', 'platform.workers'], /name a path and two values or more/],
    [['sweep', 'quickstart', '--vary', 'platform.workers=2,2'], /each once/],
    [['sweep', 'quickstart', '--vary', 'platform.workers=2, 2'], /each once/],
    [['sweep', 'quickstart', '--vary', 'seed=1,2'], /replications have other seeds already/],
    [
      ['sweep', 'quickstart', '--vary', 'platform.workers=1,2', '--kpi', 'toString'],
      /--kpi toString: there is no such KPI/,
    ],
    [
      ['sweep', 'quickstart', '--vary', 'platform.wrkers=1,2'],
      /^--vary platform\.wrkers: unknown key "wrkers"\. Did you mean "workers"\?/,
    ],
    // What stands in a setting stays one.
    [['sweep', 'quickstart', '--set', 'foo=1', '--vary', 'platform.workers=1,2'], /^--set foo: unknown key/],
    [
      ['sweep', 'quickstart', '--vary', 'platform.workers=1,2', '--kpi', 'otiff'],
      /--kpi otiff: there is no such KPI/,
    ],
  ])('%o', async (words, said) => {
    const { code, stderr } = await type(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe('warmup', () => {
  const DAY = ['--set', 'demand.maxOrders=60', '--set', 'thresholds=[]', '--quiet'];

  test('proposes what a scenario may say, from runs that no comparison will see; again from what is kept', async () => {
    const words = ['warmup', 'quickstart', ...DAY, '--replications', '3', '--out', 'pilot'];
    const written = ['--set', 'warmUp=90 min'];
    const { code, stdout, stderr } = await type(...words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^(warmUp: \S+ [hd]\n|nothing is to be left out|no warm-up can be told)/);
    expect(stdout).toMatch(/Landed cost per order shipped, USD +\d+/);
    const kept = json('pilot/result.json') as { setting: string | null; warmUpMs: number | null };
    expect((kept.warmUpMs ?? 0) === 0).toBe(kept.setting === null);
    expect(readFileSync(desk.file('pilot/replications.jsonl'), 'utf8')).toContain(
      '"replication":"1/pilot/2"',
    );
    expect(JSON.parse((await type(...words, '--json')).stdout)).toEqual(kept);
    expect(JSON.parse((await type(...words, ...written, '--json')).stdout)).toMatchObject({
      writtenMs: 5_400_000,
    });
  });

  test('with it, a comparison counts the orders after it, and says so', async () => {
    const words = [
      'compare',
      'quickstart',
      ...DAY,
      '--set',
      'warmUp=8 h',
      '--replications',
      '20',
      '--no-bounds',
    ];
    const { stdout } = await type(...words, '--counterfactuals', '0', '--out', 'warm');
    expect(stdout).toMatch(/orders released in the first 8\.0 h are left out \(warmUp\)/);
  });

  test.each([
    [['warmup', 'quickstart', ...DAY, '--set', 'demand.maxOrders=12', '--out', 'few'], /50 are the least/],
    [['warmup', 'quickstart', '--policy', 'nope'], /--policy nope: unknown policy/],
  ])('%o', async (words, said) => {
    const { code, stderr } = await type(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe('sensitivity', () => {
  test('of the inputs named, and again from what is kept', async () => {
    const words = [
      ...[
        'sensitivity',
        'quickstart',
        ...SMALL,
        '--set',
        'policies=["cheapest-feasible","fastest-feasible"]',
      ],
      ...['--vary', 'costs.latePenalty=0..0.5', '--worlds', '0', '--out', 'moved'],
    ];
    const { code, stdout, stderr } = await type(...words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/ {2}costs\.latePenalty\n {2}0: [-+±]\d/);
    const kept = json('moved/result.json') as { inputs: { swing: number }[] };
    expect(kept.inputs[0]!.swing).toBeGreaterThan(0);
    expect(JSON.parse((await type(...words, '--json')).stdout)).toEqual(kept);
    // What nobody is told is not worked out, for each run of each world.
    expect(readFileSync(desk.file('moved/replications.jsonl'), 'utf8')).not.toContain('hindsight');
  }, 60_000);

  test.each([
    [['--vary', 'platform.workers=4..1'], /--vary platform\.workers=4\.\.1: .*the lower one first/],
    [['--vary', 'limits.slaRisk=30 min..2 h'], /two numbers in one unit/],
    [['--vary', 'platform.wrkers=1..4'], /^--vary platform\.wrkers: unknown key "wrkers"/],
    [['--vary', 'foo=1..2'], /^--vary foo: unknown key "foo"/],
    [['--vary', 'platform.workers=1..4', '--vary', 'platform.workers=2..3'], /has two ranges/],
    [['--vary', 'seed=1..4'], /other seeds already/],
    [['--replications', '3'], /too few pairs in each world.*Give 20 or more/],
    [['--set', 'plausible=[]'], /which inputs might be otherwise.*limits: /s],
  ])('%o', async (words, said) => {
    const { code, stderr } = await type('sensitivity', 'quickstart', ...words, '--worlds', '0', '--quiet');
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)]);
  });
});

describe('ope', () => {
  const line = (more: object): string =>
    JSON.stringify({ chosen: 0, propensities: [0.8, 0.2], reward: 1, target: [0.5, 0.5], ...more });
  const log = (...lines: string[]): string => {
    writeFileSync(desk.file('log.jsonl'), `${lines.join('\n')}\n`);
    return 'log.jsonl';
  };

  test('a table, and the same as JSON', async () => {
    const lines = Array.from({ length: 200 }, (_, i) =>
      i % 5 === 0 ? line({ chosen: 1, reward: 3 }) : line({ reward: 1 }),
    );
    const { code, stdout } = await type('ope', '--log', log(...lines));
    expect(code).toBe(0);
    // 0.5 of 1 and 0.5 of 3, where the log has 0.8 and 0.2 of them.
    expect(stdout).toMatch(/the policy of the log +1\.4000 /);
    expect(stdout).toMatch(/inverse propensity \(IPS\) +2\.0000 /);
    expect(stdout).toContain('without a model of rewards there is no DR');
    const { ips, effectiveSampleSize } = JSON.parse(
      (await type('ope', '--log', log(...lines), '--json')).stdout,
    );
    expect((await type('ope', '--log', log(`\uFEFF${lines[0]}`, ...lines.slice(1)), '--json')).code).toBe(0);
    expect([ips.mean, effectiveSampleSize]).toEqual([expect.closeTo(2, 12), expect.closeTo(128, 6)]);
  });

  test.each([
    [['not json'], /log\.jsonl:1: is no JSON\. A decision a line is needed/],
    [
      ['a,b', '1,2', '3,4'],
      /^log\.jsonl:1: is no JSON\..* No line of it is JSON: "dray export RUN --format ope --target POLICY" writes[^\n]*\n?$/,
    ],
    [[line({}), line({ reward: 'much' })], /log\.jsonl:2: reward: /],
    [[line({})], /one decision in it; at least two/],
    [[line({}), line({ target: [1] })], /log\.jsonl:2: target: /],
    [
      [line({}), line({ propensities: [0.8, 0.8] })],
      /decision 2 of the log: probabilities must .* sum up to 1/,
    ],
  ])('%o', async (lines, said) => {
    const { code, stdout, stderr } = await type('ope', '--log', log(...lines));
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(said)]);
  });

  test('no file, or none named', async () => {
    expect(await type('ope', '--log', 'nowhere.jsonl')).toMatchObject({
      code: 2,
      stderr: '--log nowhere.jsonl: there is no such file\n',
    });
    expect((await type('ope', '--log', '/')).stderr).toContain('--log /: is a folder, and a file is needed');
    expect((await type('ope')).stderr).toContain("required option '--log <file>'");
  });
});
