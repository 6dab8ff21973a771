/**
 * `dray search` as a user types it: a clean scenario is clean, whatever the number of processes; what is planted is found, counted once, and its
 * file shows it again; interrupted, it keeps what it has and goes on from there.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, DRAY, dray, type Ran } from '#testing/outside/command-line';
import { StandingDray } from '../standing.fixture.ts';
import { search } from './search.ts';

const PLANTED = fileURLToPath(new URL('./planted.fixture.ts', import.meta.url));
const LIES = { NODE_OPTIONS: `--import=${PLANTED}`, PLANT_FROM: '0' };

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const SMALL = ['quickstart', '--orders', '8', '--quiet'];
const type = (...words: string[]): Promise<Ran> => standing.type('search', ...words);
const text = (path: string): string => readFileSync(desk.file(path), 'utf8');
const json = (path: string): Record<string, unknown> => JSON.parse(text(path));
/** Runs as they are kept, in the order of their numbers. */
const kept = (out: string): string[] => text(`${out}/runs.jsonl`).trim().split('\n').slice(1).sort();

const sectionOf = (page: string, id: string): string =>
  new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(page)![0];

describe('a scenario that holds', () => {
  test('one process or two, each run once or twice: the same runs, nothing found', async () => {
    const one = await type(...SMALL, '--runs', '3', '--workers', '1', '--out', 'one', '--json');
    expect([one.code, one.stderr]).toEqual([0, '']);
    const two = await type(...SMALL, '--runs', '3', '--workers', '2', '--twice', '--out', 'two');
    expect([two.code, two.stderr]).toEqual([0, '']);
    expect(two.stdout).toMatch(/found {6}nothing: every invariant held in 3 runs/);
    expect(kept('two')).toEqual(kept('one'));
    expect(JSON.parse(one.stdout)).toEqual(json('one/search.json'));
    expect(json('two/search.json')).toMatchObject({ runs: 3, complete: true, twice: true, failures: [] });
    expect(two.stdout).toContain('\nreport     two/report.html\n');
    const page = text('two/report.html');
    expect(page).toContain('every invariant held in 3 runs');
    // Counted without anything being run for it.
    expect(page).toMatch(/happened in \d+ of \d+/);
    expect(two.stdout).not.toContain('kinds of fault');
    // `dray report` draws the same again from what is kept; but how fast it went is told once.
    expect(await standing.type('report', 'two', '--out', 'drawn')).toMatchObject({ code: 0, stderr: '' });
    expect(sectionOf(text('drawn/report.html'), 'kinds')).toBe(sectionOf(page, 'kinds'));
  });

  test('other reports are written in its place where they are asked for; an unknown one is refused', async () => {
    const words = [...SMALL, '--runs', '2', '--workers', '1', '--out', 'reports', '--report', 'junit,md'];
    const { code, stdout } = await type(...words);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/\njunit {6}reports\/junit\.xml\nmarkdown {3}reports\/report\.md\n$/),
    ]);
    expect(readdirSync(desk.file('reports')).sort()).toEqual([
      'junit.xml',
      'report.md',
      'runs.jsonl',
      'search.json',
    ]);
    expect(text('reports/junit.xml')).toMatch(
      /<testcase classname="dray\.search\.quickstart" name="invariant settles"\/>/,
    );
    await expect(search({ ref: 'quickstart', report: ['pdf'] })).rejects.toThrow(/unknown report: "pdf"/);
  });

  test('goes on from what is kept; a line that was cut off is run again; another search is refused', async () => {
    const lines = text('one/runs.jsonl');
    writeFileSync(desk.file('one/runs.jsonl'), lines.slice(0, -30));
    const more = await type(...SMALL, '--runs', '4', '--workers', '1', '--out', 'one');
    expect(more.code).toBe(0);
    expect(text('one/runs.jsonl').startsWith(lines)).toBe(true);
    expect(kept('one')).toHaveLength(4);
    const other = await type(...SMALL, '--runs', '4', '--seed', '2', '--out', 'one');
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringMatching(/holds the runs of another search/),
    ]);
  });

  test('what other code has made is refused', async () => {
    const lines = text('two/runs.jsonl');
    writeFileSync(
      desk.file('two/runs.jsonl'),
      lines.replace(/"n":0,(.*)"digest":"[0-9a-f ]{33}"/, '"n":0,$1"digest":"0123456789abcdef"'),
    );
    const { code, stderr } = await type(...SMALL, '--runs', '3', '--twice', '--out', 'two');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/were made by other code/)]);
  });

  test('with no folder named, another search does not stand in the way; the command that it prints goes on with it', async () => {
    const words = ['quickstart', '--orders', '3', '--runs', '1', '--faults', 'none', '--quiet'];
    expect((await type(...words)).code).toBe(0);
    const probed = await type(...words, '--probes', '--invariant', 'settles');
    expect([probed.code, probed.stderr]).toEqual([0, '']);
    expect(probed.stdout).toMatch(/faults .*; none in each run\n/);
    const [, folder, again] = /result {5}(\S+)\/search\.json\nagain {6}dray search (.*)\n/.exec(
      probed.stdout,
    )!;
    expect(again).toMatch(/ --probes --invariant settles$/);
    const lines = text(`${folder}/runs.jsonl`);
    expect(await type(...again!.split(' '), '--quiet')).toMatchObject({ code: 0, stderr: '' });
    expect(text(`${folder}/runs.jsonl`)).toBe(lines);
  });

  test('--probes says what was reached, and what each kind of fault did', async () => {
    const { code, stdout } = await type(
      ...SMALL,
      '--runs',
      '2',
      '--faults',
      'crash,call-lost',
      '--probes',
      '--out',
      'probes',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/probes {5}\d+ of \d+ reached in 2 runs/);
    expect(stdout).toMatch(/not reached\n/);
    expect(stdout).toMatch(/ crash +2 +100 % +2 of 2/);
  });
});

describe('a carrier that delivers twice', () => {
  const lying = (...words: string[]): Ran => dray(words, desk.path, LIES);

  test('is found, counted once, and its file shows it again', () => {
    const found = lying(
      'search',
      ...SMALL,
      '--runs',
      '3',
      '--workers',
      '1',
      '--faults',
      'none',
      '--out',
      'lies',
    );
    expect([found.code, found.stderr]).toEqual([3, '']);
    expect(found.stdout).toMatch(
      /found {6}1 failure\n +3 x {2}side-effect-once {2}\(load, at loadDelivered\)/,
    );
    const file = /dray run (\S+)/.exec(found.stdout)![1]!;
    const page = text('lies/report.html');
    expect(page).toMatch(/1 failure<\/strong> in 3 of 3 runs: side-effect-once\./);
    expect(page).toContain(`dray reduce ${file}`);
    expect(text(file)).toMatch(/^# side-effect-once, load, at loadDelivered\n/);
    const again = lying('run', file, '--quiet', '--report', 'none', '--out', 'again');
    expect(again.code).toBe(3);
    const { place } = json('again/violation.json') as { place: { invariant: string; event: number } };
    const [failure] = json('lies/search.json').failures as [{ finding: { event: number } }];
    expect([place.invariant, place.event]).toEqual(['side-effect-once', failure.finding.event]);
  });

  test('is beside the point where another invariant is asked for', () => {
    const words = [...SMALL, '--runs', '3', '--workers', '1', '--faults', 'none', '--invariant', 'settles'];
    const { code, stdout } = lying('search', ...words, '--out', 'lies');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/nothing of what was asked for in 3 runs; 3 runs stopped at another invariant/),
    ]);
  });

  test('is told no more from what was kept when the carrier is honest', async () => {
    const words = [...SMALL, '--runs', '2', '--workers', '1', '--faults', 'none', '--out', 'mended'];
    expect(lying('search', ...words).code).toBe(3);
    // As where the plant is in none of the first run's events.
    const path = desk.file('mended/runs.jsonl');
    const honest = await type(...words.slice(0, -1), 'honest');
    expect(honest.code).toBe(0);
    const [head, ...rest] = text('mended/runs.jsonl').split('\n');
    const first = kept('honest').find((line) => line.startsWith('{"n":0,'))!;
    writeFileSync(path, [head, first, ...rest.filter((line) => !line.startsWith('{"n":0,'))].join('\n'));
    const { code, stderr } = await type(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/were made by other code/)]);
  });
});

test('Ctrl-C: what was found is printed and kept, and the same command goes on', async () => {
  const words = [
    'search',
    'quickstart',
    '--orders',
    '12',
    '--runs',
    '5000',
    '--workers',
    '1',
    '--out',
    'cut',
    '--quiet',
  ];
  const child = spawn(process.execPath, [DRAY, ...words], {
    cwd: desk.path,
    env: { ...process.env, ...LIES },
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await untilKept(2);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(130);
  expect(said).toMatch(/\(interrupted\)[\s\S]*found {6}1 failure/);
  expect(json('cut/search.json')).toMatchObject({ complete: false });
  expect(kept('cut').length).toBeLessThan(5000);
});

async function untilKept(runs: number): Promise<void> {
  for (;;) {
    try {
      if (kept('cut').length >= runs) return;
    } catch {
      // Not yet there.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('of a data set: its folder is asked for', async () => {
  const { code, stderr } = await type('brunel', '--runs', '1', '--out', 'brunel');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/name their folder with --data DIR/)]);
});

test('no runs are none', async () => {
  const { code, stderr } = await type('quickstart', '--runs', '0');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/a whole number from 1 is needed/)]);
});
