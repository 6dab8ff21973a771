/**
 * The command line as a user types it: results on stdout and nothing else there, the exit codes that scripts depend on, a
 * clear word for every slip, and nothing lost or half-written. What runs, replays or prints is a process of its own; slips and names of
 * policies, of which there are many, are typed into one that stays.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { readTable } from '#reports/recording/reader';
import { Desk, DRAY, dray, type Ran } from '#testing/outside/command-line';
import { StandingDray } from './standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const SMALL = ['--set', 'demand.maxOrders=30', '--set', 'thresholds=[]'];

function type(...words: string[]): Ran {
  return dray(words, desk.path);
}

describe('run', () => {
  test('prints tables between two lines that give the run again, writes recording and report', () => {
    const { code, stdout, stderr } = type(
      'run',
      'quickstart',
      ...SMALL,
      '--report',
      'html',
      '--out',
      'first',
    );
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    const again = "dray run quickstart --seed 1 --set demand.maxOrders=30 --set 'thresholds=[]'";
    expect(lines[0]).toMatch(/^dray \d+\.\d+\.\d+ {2}scenario quickstart [0-9a-f]{16} {2}seed 1 {2}dray run/);
    expect(lines[0]).toContain(again);
    expect(lines.at(-1)).toContain(again);
    expect(stdout).toMatch(/^fastest-feasible delivered .* USD an order/m);
    expect(stdout).toMatch(/^ +Orders released +30 +30 /m);
    expect(readFileSync(desk.file('first/report.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readTable(desk.file('first/cheapest-feasible'), 'names').rows).toContainEqual({
      entityType: 'node',
      entityKey: 0,
      name: 'DC North',
    });
  });

  test('--json prints one object, the one in run.json', () => {
    const { code, stdout } = type('run', 'quickstart', ...SMALL, '--json', '--out', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(desk.file('json/run.json'), 'utf8')));
    expect(JSON.parse(stdout)).toMatchObject({ seed: 1, orders: 30, end: 'empty' });
  });

  test('a missed threshold is exit code 99', () => {
    const set = ['--set', 'thresholds=[{ kpi: onTimeDelivery, atLeast: 0.99 }]'];
    const { code, stdout } = type('run', 'quickstart', ...SMALL.slice(0, 2), ...set, '--out', 'missed');
    expect(code).toBe(99);
    expect(stdout).toMatch(/MISSED Shipments delivered on time of cheapest-feasible/);
  });

  test('an earlier run is replaced; a folder with anything else in it is left alone', () => {
    expect(type('run', 'quickstart', ...SMALL, '--out', 'again').code).toBe(0);
    expect(type('run', 'quickstart', ...SMALL, '--out', 'again').code).toBe(0);
    writeFileSync(desk.file('again/notes.txt'), 'mine');
    const { code, stderr } = type('run', 'quickstart', ...SMALL, '--out', 'again');
    expect([code, stderr]).toEqual([2, expect.stringContaining('no Dray run (notes.txt)')]);
    expect(readFileSync(desk.file('again/notes.txt'), 'utf8')).toBe('mine');
    expect(existsSync(desk.file('again/run.json'))).toBe(true);
  });

  test.runIf(process.platform !== 'win32')(
    'Ctrl-C: exit code 130, and what was recorded can be read',
    async () => {
      const words = ['run', 'quickstart', '--set', 'demand.ordersPerDay=20000', '--out', 'stopped'];
      const child = spawn(process.execPath, [DRAY, ...words], { cwd: desk.path, stdio: 'ignore' });
      const code = new Promise((resolve) => child.on('exit', resolve));
      await until(() => existsSync(desk.file('stopped/cheapest-feasible/events.arrows')));
      child.kill('SIGINT');
      expect(await code).toBe(130);
      const { end } = JSON.parse(readFileSync(desk.file('stopped/run.json'), 'utf8'));
      expect(end).toBe('interrupted');
      const { rows, truncated } = readTable(desk.file('stopped/cheapest-feasible'), 'events');
      expect([rows.length > 0, truncated]).toEqual([true, false]);
    },
  );
});

describe('replay', () => {
  test('says that a run is the same, or names the first event that differs', () => {
    expect(type('run', 'quickstart', ...SMALL, '--out', 'replayed').code).toBe(0);
    const same = type('replay', 'replayed');
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/cheapest-feasible: same recording/)]);
    const table = desk.file('replayed/cheapest-feasible/events.arrows');
    const bytes = readFileSync(table);
    const at = bytes.length >> 1;
    bytes[at] = bytes[at]! ^ 0x55;
    writeFileSync(table, bytes);
    const other = type('replay', 'replayed');
    expect([other.code, other.stdout]).toEqual([98, expect.stringMatching(/the runs part at event \d+:/)]);
    const ledger = desk.file('replayed/fastest-feasible/ledger.arrows');
    writeFileSync(ledger, readFileSync(ledger).subarray(0, 2000));
    expect(type('replay', 'replayed').stdout).toMatch(/fastest-feasible: differs: same events, other ledger/);
    writeFileSync(table, bytes.subarray(0, 5000));
    const short = type('replay', 'replayed');
    expect([short.code, short.stdout]).toEqual([98, expect.stringMatching(/cut off after event \d+ of \d+/)]);
  });
});

describe('what a hurried user types', () => {
  mkdirSync(desk.file('folder'), { recursive: true });
  writeFileSync(desk.file('bad.yaml'), 'extends: quickstart\nhorizon: 400\n');
  writeFileSync(desk.file('file'), '');
  writeFileSync(desk.file('image.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
  mkdirSync(desk.file('laid'));
  writeFileSync(desk.file('laid/mine.yaml'), 'overlay: mine\n');
  mkdirSync(desk.file('data/brunel_OrderList.csv'), { recursive: true });

  test.each<[string, string[], RegExp]>([
    ['nothing to run', ['run'], /missing required argument/],
    ['a misspelt scenario', ['run', 'quikstart'], /Did you mean "quickstart"\?/],
    ['a misspelt option', ['run', 'quickstart', '--sed', '3'], /unknown option '--sed'/],
    ['an option for a seed', ['run', 'quickstart', '--seed', '--json'], /--seed needs a value, and --json/],
    ['an option for an overlay', ['run', 'quickstart', '--with', '--seed', '3'], /--with needs a value/],
    ['an option for a time', ['run', 'quickstart', '--until', '--quiet'], /--until needs a value/],
    ['an option for a folder', ['check', 'quickstart', '--data', '--quiet'], /--data needs a value/],
    [
      'a misspelt policy',
      ['run', 'quickstart', '--policy', 'cheapest-fesible'],
      /^--policy cheapest-fesible: unknown policy: .*Did you mean "cheapest-feasible"\?\n$/,
    ],
    [
      'a model that there is not',
      ['run', 'quickstart', '--policy', 'onnx:nope'],
      /^--policy onnx:nope: unknown model: "nope"\..*\n$/,
    ],
    [
      'a horizon within the first night',
      ['run', 'quickstart', '--set', 'horizon=1h'],
      /^--set horizon: the horizon of 1h is shorter than the 5 days of demand, .*\n$/,
    ],
    [
      'an overlay for other scenarios',
      ['run', 'brunel', '--with', 'peak'],
      /peak\.yaml:3:3: "demand\.volume" does not fit a scenario whose demand is an order list/,
    ],
    ['a misspelt command', ['rnu', 'quickstart'], /unknown command 'rnu'/],
    [
      'two scenarios',
      ['run', 'quickstart', 'brunel'],
      /too many arguments for 'run'\. .*: quickstart, brunel\.\n\(dray --help/,
    ],
    [
      'overlays in one option',
      ['run', 'quickstart', '--seed', '3', '--with', 'peak', 'robots', 'swarm', '--quiet'],
      /: quickstart, robots, swarm\.\n--with takes one at a time: --with peak --with robots --with swarm\n/,
    ],
    [
      'settings in one option, with an equals sign',
      ['search', 'quickstart', '--set=demand.days=2', 'limits={ tenders: 1 }'],
      /\n--set takes one at a time: --set demand\.days=2 --set 'limits=\{ tenders: 1 \}'\n/,
    ],
    [
      'two scenarios after an overlay',
      ['run', '--with', 'peak', 'quickstart', 'brunel'],
      /: quickstart, brunel\.\n\(dray --help/,
    ],
    [
      'overlays in one word',
      ['run', 'quickstart', '--with=peak, robots'],
      /overlay: overlays are named one at a time: --with peak --with robots\n/,
    ],
    ['two seeds', ['run', 'quickstart', '--seed', '3', '4'], /: quickstart, 4\.\n\(dray --help/],
    ['a misspelt overlay', ['run', 'quickstart', '--with', 'peek'], /Did you mean "peak"\?/],
    [
      'a setting that is none',
      ['run', 'quickstart', '--set', 'demand.days=-1'],
      /--set demand\.days: .*at least 1/,
    ],
    [
      'a list by index',
      ['run', 'quickstart', '--set', 'thresholds.0.atLeast=1'],
      /--set 'thresholds=\[\.\.\.\]'/,
    ],
    ['a file with a mistake', ['run', 'bad.yaml'], /^bad\.yaml:2:10: horizon: 400 has no unit/],
    ['no data', ['run', 'brunel'], /--data DIR/],
    [
      'data that is not there',
      ['run', 'brunel', '--data', 'nowhere'],
      /^--data nowhere: there is no such folder\. Name the one/,
    ],
    ['data that is a file', ['run', 'brunel', '--data', 'file'], /is a file/],
    [
      'a folder without the data',
      ['run', 'brunel', '--data', 'folder'],
      /brunel_OrderList\.csv: is not in the data/,
    ],
    [
      'a time that is none',
      ['run', 'quickstart', '--until', '2026-02-30T00:00:00Z'],
      /--until .*: give an instant/,
    ],
    [
      'a report that is none',
      ['run', 'quickstart', '--report', 'pdf'],
      /unknown report: "pdf"\. Known: html/,
    ],
    ['a folder for a scenario', ['run', './folder'], /^\.\/folder: is a folder, and a file is needed/],
    [
      'a folder for an overlay',
      ['run', 'quickstart', '--with', './laid'],
      /^\.\/laid: is a folder, and a file is needed\. In it is mine\.yaml\n$/,
    ],
    [
      'a model that is a folder',
      ['run', 'quickstart', '--policy', 'onnx:./folder'],
      /^model of policy "folder": \.\/folder: is a folder/,
    ],
    [
      'a data file that is a folder',
      ['check', 'brunel', '--data', 'data'],
      /^brunel_OrderList\.csv: is a folder, and a file is needed/,
    ],
    ['a picture', ['run', 'image.yaml'], /^image\.yaml:1:1: this is no text in UTF-8/],
    ['a setting without a value', ['check', 'quickstart', '--set', 'demand.days'], /is written path=value/],
    [
      'an --out that is a file',
      ['run', 'quickstart', '--out', 'file'],
      /^--out file: is no folder .*ENOTDIR/,
    ],
    ['an --out under a file', ['run', 'quickstart', '--out', 'file/x'], /--out file\/x: can't write there/],
    [
      'an --out where nothing can be made',
      ['run', 'quickstart', '--out', '/proc/dray/x'],
      /can't write there/,
    ],
    ['a replay of nothing', ['replay', 'folder'], /no folder\/run\.json/],
    ['a check of nothing', ['check', 'nosuch.yaml'], /nosuch\.yaml: there is no such file/],
  ])('%s: exit code 2 and a way out', async (_what, words, says) => {
    const before = readdirSync(desk.path);
    const { code, stdout, stderr } = await standing.type(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(readdirSync(desk.path)).toEqual(before);
  });

  test('a seed can be anything, and leads out of no folder', () => {
    const { code } = type('run', 'quickstart', ...SMALL, '--seed', '../../ß x');
    expect(code).toBe(0);
    expect(readdirSync(desk.file('runs'))).toEqual(['quickstart-.._..___x']);
  });
});

describe('which policies run', () => {
  const armsOf = async (...words: string[]): Promise<string[]> => {
    const ran = await standing.type(
      'run',
      'quickstart',
      ...SMALL,
      ...words,
      '--report',
      'none',
      '--json',
      '--out',
      'arms',
    );
    expect([ran.code, ran.stderr]).toEqual([0, expect.any(String)]);
    return JSON.parse(ran.stdout).arms.map(({ policy }: { policy: string }) => policy);
  };

  test('one asked for that the scenario runs anyway, or twice, runs once', async () => {
    const again = ['--policy', 'fastest-feasible', '--policy', 'cheapest-in-stock'];
    const arms = await armsOf(...again, ...again);
    expect(arms).toEqual(['cheapest-feasible', 'fastest-feasible', 'cheapest-in-stock']);
  });

  test('only one, as the help says', async () => {
    expect((await standing.type('run', '--help')).stdout.replace(/\s+/g, ' ')).toContain(
      `--set 'policies=["NAME"]'`,
    );
    expect(await armsOf('--set', 'policies=["cheapest-in-stock"]')).toEqual(['cheapest-in-stock']);
  });

  test('a slip made twice is said once', async () => {
    const { code, stderr } = await standing.type('run', 'quickstart', '--policy', 'nope', '--policy', 'nope');
    expect(code).toBe(2);
    expect(stderr.match(/unknown policy: "nope"/g)).toHaveLength(1);
    expect(stderr).not.toContain('twice');
  });

  test('one that the scenario itself names twice is refused', async () => {
    const twice = 'policies=["cheapest-in-stock", "cheapest-in-stock"]';
    const { code, stderr } = await standing.type('run', 'quickstart', '--set', twice);
    expect([code, stderr]).toEqual([2, expect.stringContaining('policy "cheapest-in-stock" is there twice')]);
  });
});

test('version, help, list, schema and check', () => {
  expect(type('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(type('run', '--help').stdout).toMatch(/--set <path=value>/);
  expect(type('--help').stdout).toMatch(/Examples:[\s\S]*Exit codes/);
  expect(type('list').stdout).toMatch(
    /scenarios\n[\s\S]*quickstart[\s\S]*policies \(sourcing\)\n[\s\S]*KPIs\n/,
  );
  expect(JSON.parse(type('schema').stdout)).toMatchObject({ title: 'Dray scenario' });
  const { code, stdout, stderr } = type('check', 'quickstart', 'bad.yaml', 'brunel');
  expect([code, stdout.match(/^\w+: right /gm)]).toEqual([2, ['quickstart: right ', 'brunel: right ']]);
  expect(stderr).toMatch(/^bad\.yaml:2:10/);
});

/** Polls: a process of its own has no event to wait for. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
