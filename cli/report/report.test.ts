/**
 * `dray report` as typed: of a whole run the same bytes as `dray run` wrote; of one that is not whole what can be shown, and each thing
 * that can't by name, on the page and on stderr; of what is no run a word with the way out. One run is made, and copies of it are broken.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, type Ran } from '#testing/outside/command-line';
import { UserError } from '../exit-codes.ts';
import { StandingDray } from '../standing.fixture.ts';
import { report } from './report.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const KINDS = ['--report', 'html,json,junit,md'];
const REGRESSIONS = fileURLToPath(new URL('../../scenarios/regressions/', import.meta.url));
const CASE = 'FAIL-rules-win-a2fe4d88.scenario.yaml';
const FILES = ['report.html', 'report.json', 'junit.xml', 'report.md'];

const type = (...words: string[]): Promise<Ran> => standing.type(...words);
const read = (name: string): string => readFileSync(desk.file(name), 'utf8');

/** A copy of the run, of which something is changed. */
function broken(name: string, change: (dir: string) => void): string {
  cpSync(desk.file('run'), desk.file(name), { recursive: true });
  for (const file of FILES) rmSync(desk.file(join(name, file)), { force: true });
  change(desk.file(name));
  return name;
}

function changeRunJson(dir: string, change: (found: Record<string, unknown>) => object): void {
  const path = join(dir, 'run.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

function cutOff(path: string, share = 0.5): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * share)));
}

/** What stands under "What is missing". */
function missingOn(page: string): string[] {
  const [, list = ''] = /<section id="missing">[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(page) ?? [];
  return [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, text]) => text!);
}

beforeAll(async () => {
  const set = [
    '--set',
    'demand.maxOrders=20',
    '--set',
    'thresholds=[{ kpi: onTimeDelivery, atLeast: 0.999 }]',
  ];
  expect((await type('run', 'quickstart', ...set, ...KINDS, '--out', 'run')).code).toBe(99);
}, 60_000);

describe('a whole run', () => {
  test('gives the same bytes again, whatever its folder is called by then', async () => {
    cpSync(desk.file('run'), desk.file('moved'), { recursive: true });
    for (const file of FILES) rmSync(desk.file(`moved/${file}`));
    const { code, stdout, stderr } = await type('report', 'moved', ...KINDS);
    expect([code, stderr]).toEqual([0, '']);
    for (const file of FILES) expect(read(`moved/${file}`) === read(`run/${file}`), file).toBe(true);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^moved {2}quickstart, seed 1: .*(?:cheaper|better|the same)/),
      'report     moved/report.html',
      'json       moved/report.json',
      'junit      moved/junit.xml',
      'markdown   moved/report.md',
      '',
    ]);
  });

  test('of json is what --json prints; of several each has a line, and with --out a folder', async () => {
    expect(JSON.parse(read('run/report.json'))).toEqual(JSON.parse(read('run/run.json')));
    broken('one', () => {});
    broken('other', () => {});
    const { code, stdout } = await type('report', 'one', 'other', '--out', 'all');
    expect([code, stdout.match(/^(one|other) {2}quickstart/gm)]).toEqual([
      0,
      ['one  quickstart', 'other  quickstart'],
    ]);
    expect(readdirSync(desk.file('all'))).toEqual(['one', 'other']);
    expect(read('all/one/report.html') === read('run/report.html')).toBe(true);
    expect(existsSync(desk.file('one/report.html'))).toBe(false);
  });
});

describe('a run that is not whole: shown as far as it goes, the rest named', () => {
  test('aggregates cut off, tables cut off and gone: the page has all else', async () => {
    const dir = broken('cut', (path) => {
      cutOff(join(path, 'aggregates.json'));
      cutOff(join(path, 'cheapest-feasible/business.arrows'));
      rmSync(join(path, 'cheapest-feasible/ledger.arrows'));
      rmSync(join(path, 'fastest-feasible'), { recursive: true });
    });
    const { code, stderr } = await type('report', dir, ...KINDS);
    expect(code).toBe(0);
    const page = read('cut/report.html');
    const gaps = missingOn(page);
    expect(gaps).toEqual([
      expect.stringMatching(/^Pictures of flow, network and process: aggregates\.json is no JSON/),
      'Recording of cheapest-feasible: ledger.arrows is not there',
      expect.stringMatching(
        /^Recording of cheapest-feasible: business\.arrows is cut off at byte \d+: up to byte/,
      ),
      expect.stringMatching(/^Recording of fastest-feasible: its folder is not there/),
    ]);
    for (const gap of gaps.map((each) => each.replaceAll('&quot;', '"'))) {
      expect(stderr).toContain(`missing: cut: ${gap}\n`);
      expect(read('cut/report.md')).toContain(gap.replaceAll('_', '\\_'));
    }
    expect(page).toContain('<section id="cost">');
    expect(page).not.toContain(desk.path);
    expect(read('cut/junit.xml')).toBe(read('run/junit.xml'));
  });

  test('an older version without fields and KPIs: what needs them is left out by name, no figure is made up', async () => {
    const dir = broken('older', (path) =>
      changeRunJson(path, ({ arms, ...found }) => ({
        ...found,
        format: 0,
        arms: (arms as Record<string, unknown>[]).map(({ traffic: _t, kpis, nodeWork: _n, ...arm }) => {
          const { fillRate: _, ...rest } = kpis as Record<string, unknown>;
          return { ...arm, kpis: rest };
        }),
      })),
    );
    expect((await type('report', dir)).code).toBe(0);
    const page = read('older/report.html');
    const gaps = missingOn(page);
    expect(gaps).toEqual(
      expect.arrayContaining([
        'run.json is of format 0, this Dray writes 1: what it does not know is left out',
        'KPIs that this run does not have, shown as a dash: fillRate',
        'What held orders up: an arm has no &quot;nodeWork&quot;',
        'Checks and faults: an arm has no &quot;traffic&quot;',
      ]),
    );
    expect(page).toContain('<section id="cost">');
    expect(page).not.toContain('id="integrity"');
    expect(page).not.toMatch(/\b(?:NaN|undefined)\b/);
  });

  test('run.json without lists of its own: named, and the rest is shown in every kind of report', async () => {
    const dir = broken('no-lists', (path) =>
      changeRunJson(path, ({ assumptions: _a, warnings: _w, thresholds: _t, ...found }) => found),
    );
    const { code, stdout, stderr } = await type('report', dir, ...KINDS);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('no result')]);
    const page = read('no-lists/report.html');
    const gaps = ['Thresholds: run.json has no "thresholds"', 'Warnings: run.json has no "warnings"'];
    for (const gap of gaps) expect(stderr).toContain(`missing: ${dir}: ${gap}\n`);
    expect(missingOn(page).map((gap) => gap.replaceAll('&quot;', '"'))).toEqual(
      expect.arrayContaining([...gaps, 'Assumptions: run.json has no "assumptions"']),
    );
    expect(page).toContain('<p class="verdict">');
    expect(page).toContain('<section id="cost">');
    expect(page).not.toContain('every parameter has a source');
    expect(read('no-lists/report.md')).toContain('without a source is not on record');
    expect(read('no-lists/report.md')).toMatch(/\n\| Orders released \| \d+/);
    expect(read('no-lists/junit.xml')).toContain('name="reached its end"');
  });

  test('fields of run.json that somebody changed: each is named by its path, and the rest is shown', async () => {
    const dir = broken('changed', (path) =>
      changeRunJson(path, ({ scenario, versions, arms, thresholds, ...found }) => {
        const [first, second] = arms as Record<string, unknown>[];
        const kpis = { ...(second!.kpis as object), co2eKg: ['heavy'] };
        return {
          ...found,
          scenario: { ...(scenario as object), digest: null },
          versions: { ...(versions as object), dray: 7 },
          reproduce: {},
          warnings: 'none',
          thresholds: [...(thresholds as object[]), 'soon'],
          arms: [first, { ...second, digest: [], violation: {}, end: 'perhaps', kpis, tenders: 3 }],
        };
      }),
    );
    const { code, stdout, stderr } = await type('report', dir, ...KINDS);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('no result')]);
    const page = read('changed/report.html');
    const paths = missingOn(page).map((gap) => gap.replace(/: run\.json holds .*: it was changed$/, ''));
    const wrong = ['scenario.digest', 'versions.dray', 'reproduce', 'warnings', 'thresholds[1]'];
    const ofArm = ['digest', 'end', 'violation', 'kpis.co2eKg', 'tenders'].map((name) => `arms[1].${name}`);
    expect(paths).toEqual(expect.arrayContaining([...wrong, ...ofArm]));
    expect(paths).toContain('Carriers: an arm has no &quot;tenders&quot;');
    for (const path of [...wrong, ...ofArm])
      expect(stderr).toContain(`missing: ${dir}: ${path}: run.json holds `);
    for (const text of [page, read('changed/report.md'), read('changed/junit.xml'), stderr])
      expect(text).not.toMatch(/is not a function|Cannot read|not iterable|NaN kg|\[object/);
    expect(page).toContain('<section id="cost">');
    expect(read('changed/report.md')).toMatch(/\n\| Orders released \| \d+/);
    expect(read('changed/junit.xml')).toContain('name="reached its end"');
  });

  test('what is of another kind deeper down leaves out its part, in words', async () => {
    const dir = broken('deep', (path) =>
      changeRunJson(path, ({ arms, ...found }) => ({
        ...found,
        arms: (arms as Record<string, unknown>[]).map((arm) => ({ ...arm, cases: [{ kind: 4 }] })),
      })),
    );
    expect((await type('report', dir)).code).toBe(0);
    const gaps = missingOn(read('deep/report.html'));
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) expect(gap).toMatch(/it was changed$|not every figure of it is there$/);
  });

  test.each<[string, (dir: string) => void, RegExp]>([
    [
      'killed',
      (dir) => writeFileSync(join(dir, 'run.json'), '{"format":1,"end":"running","seed":7}'),
      /It has not ended, or was killed/,
    ],
    [
      'broke down',
      (dir) => writeFileSync(join(dir, 'run.json'), '{"format":1,"end":"failed","error":"<b>"}'),
      /It broke down: &lt;b&gt;/,
    ],
    ['run.json cut off', (dir) => cutOff(join(dir, 'run.json')), /Its run\.json is no JSON/],
    [
      'run.json a list',
      (dir) => writeFileSync(join(dir, 'run.json'), '[]'),
      /Its run\.json holds a list in the/,
    ],
    [
      'run.json null',
      (dir) => writeFileSync(join(dir, 'run.json'), 'null'),
      /Its run\.json holds null in the/,
    ],
    ['run.json gone', (dir) => rmSync(join(dir, 'run.json')), /There is no run\.json in its folder/],
    [
      'run.json of something else',
      (dir) => writeFileSync(join(dir, 'run.json'), '{"arms":[{"policy":"../x"}]}'),
      /names an arm that Dray would not/,
    ],
    [
      'run.json without a beginning',
      (dir) => writeFileSync(join(dir, 'run.json'), '{"format":1,"end":"empty","arms":[]}'),
      /Its run\.json can&#39;t be used: run\.json has no &quot;scenario&quot;/,
    ],
  ])('%s: no result, and how far the recording goes', async (what, change, why) => {
    const dir = broken(what.replaceAll(' ', '-'), (path) => {
      change(path);
      cutOff(join(path, 'fastest-feasible/business.arrows'), 0.9);
    });
    const { code, stdout, stderr } = await type('report', dir, ...KINDS);
    expect([code, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining(': no result. ')]);
    const page = read(`${dir}/report.html`);
    expect(page).toMatch(why);
    expect(page).toContain('There is no result of this run.');
    expect(page).toMatch(/business events from 2026-03-0\d \d\d:\d\d UTC to/);
    expect(stderr).toMatch(/missing: .*: Recording of fastest-feasible: business\.arrows is cut off/);
    expect(page).not.toContain(desk.path);
    expect(read(`${dir}/junit.xml`)).toMatch(
      /<testcase classname="[^"]*" name="reached its end">\n\s*<error /,
    );
    expect(read(`${dir}/report.md`)).toMatch(/^### ⚠️ Dray: .* has no result/);
  });

  test('one that was killed says which command it was of', async () => {
    const dir = broken('known', (path) =>
      changeRunJson(path, ({ scenario, seed, reproduce, versions }) => ({
        format: 1,
        end: 'running',
        scenario,
        seed,
        reproduce,
        versions,
      })),
    );
    expect((await type('report', dir)).stdout).toMatch(/^known {2}quickstart: no result/);
    expect(read('known/report.html')).toContain(
      '<code>dray run quickstart --seed 1 --set demand.maxOrders=20',
    );
  });
});

describe('what else there is a report of', () => {
  test('a search, a failing case', async () => {
    const small = ['--runs', '2', '--orders', '5', '--quiet', '--report', 'none', '--out', 'search'];
    expect((await type('search', 'quickstart', ...small)).code).toBe(0);
    const searched = await type('report', 'search', ...KINDS);
    expect([searched.code, searched.stderr]).toEqual([0, '']);
    expect(searched.stdout).toMatch(/^search {2}search of quickstart: 0 distinct failures in 2 runs\n/);
    for (const file of FILES) expect(existsSync(desk.file(`search/${file}`)), file).toBe(true);

    cpSync(join(REGRESSIONS, CASE), desk.file(CASE));
    const failing = await type('report', CASE);
    expect([failing.code, failing.stdout]).toEqual([0, expect.stringContaining(`failing case ${CASE}`)]);
    expect(read(CASE.replace('.scenario.yaml', '.html'))).toMatch(/^<!doctype html>/);
    const each = await type('report', CASE, ...KINDS);
    expect([each.code, each.stderr]).toEqual([0, '']);
    const name = CASE.replace('.scenario.yaml', '');
    expect(each.stdout.split('\n').slice(1, -1)).toEqual(
      [
        `report     ./${name}.html`,
        `json       ./${name}.json`,
        `junit      ./${name}.junit.xml`,
        `markdown   ./${name}.md`,
      ].map((line) => line.replace('./', '')),
    );
    expect(read(`${name}.junit.xml`)).toContain(`<testsuite name="${name}" tests="1" failures="0"`);
    expect(JSON.parse(read(`${name}.json`))).toMatchObject({
      process: 'failing-case',
      invariant: 'rules-win',
    });
  });
});

describe('what is no run: a way out, and exit code 2', () => {
  mkdirSync(desk.file('empty'), { recursive: true });
  mkdirSync(desk.file('searched'), { recursive: true });
  mkdirSync(desk.file('tried'), { recursive: true });
  mkdirSync(desk.file('other-tool'), { recursive: true });
  writeFileSync(desk.file('other-tool/run.json'), '{"arms":7}');
  writeFileSync(desk.file('other-tool/junit.xml'), 'mine');
  writeFileSync(desk.file('searched/search.json'), '{');
  writeFileSync(desk.file('tried/result.json'), '{"process":"divination"}');

  test.each<[string, readonly string[], readonly string[], RegExp]>([
    ['a folder of something else', ['empty'], [], /empty is no run: .*Name the folder given to "dray run"/],
    ['the folder above', ['.'], [], /In it are runs: .*cut/],
    ['a run.json of something else', ['other-tool'], [], /other-tool is no run: /],
    ['nothing', ['nowhere'], [], /nowhere is not there/],
    ['a file', ['run/run.json'], [], /run\.json is a file, and the folder of a run is needed/],
    ['the same run twice', ['run', 'empty/../run'], [], /run is named twice/],
    ['no report', ['run'], ['none'], /nothing to do/],
    ['an unknown report', ['run'], ['htm'], /unknown report: "htm".*Did you mean "html"\?/],
    ['none and some', ['run'], ['none', 'md'], /none, or some\?/],
    ['a broken search', ['searched'], [], /search\.json is no JSON/],
    ['another experiment', ['tried'], [], /result\.json can't be used: /],
  ])('%s', async (_what, places, kinds, says) => {
    const dirs = places.map((place) => desk.file(place));
    const failed = report(dirs, { report: kinds });
    await expect(failed).rejects.toThrow(says);
    await expect(failed).rejects.toBeInstanceOf(UserError);
  });

  test('does not keep the others from theirs, and stays as it was', async () => {
    broken('beside', () => {});
    const { code, stdout, stderr } = await type(
      'report',
      'empty',
      'other-tool',
      'beside',
      '--report',
      'junit',
    );
    expect([code, stdout]).toEqual([2, expect.stringMatching(/^beside {2}quickstart/)]);
    expect(stderr).toMatch(/^empty is no run.*\nother-tool is no run.*\n$/);
    expect([read('beside/junit.xml') === read('run/junit.xml'), read('other-tool/junit.xml')]).toEqual([
      true,
      'mine',
    ]);
  });

  test('is told on stderr alone', async () => {
    expect(await type('report', 'empty')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^empty is no run/),
    });
  });
});
