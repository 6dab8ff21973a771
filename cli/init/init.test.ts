/**
 * What `dray init` leaves is a project that runs: its scenario is right, its run keeps its own thresholds, its CI file says what it should.
 * Nothing is written over, and nothing is half-written. (`tools/init-project.test.ts` installs the packed package in one and runs its test.)
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { drayVersion } from '../version.ts';

const desk = new Desk();
afterAll(() => desk.clear());

const type = (...words: string[]): Ran => dray(words, desk.path);
const read = (name: string): string => readFileSync(desk.file(name), 'utf8');

const FILES = [
  '.github/workflows/dray.yml',
  '.gitignore',
  'README.md',
  'ground-if-in-time.ts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'warehouse.scenario.yaml',
  'warehouse.test.ts',
];

function filesIn(dir: string): string[] {
  return readdirSync(desk.file(dir), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(desk.file(dir).length + 1))
    .sort();
}

describe('a new project', () => {
  let made: Ran;
  beforeAll(() => {
    made = type('init', 'Our Warehouse!');
  });

  test('has every file, and stdout says which and what comes next', () => {
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(filesIn('Our Warehouse!')).toEqual(FILES);
    for (const file of FILES) expect(made.stdout).toContain(`  ${file}\n`);
    expect(made.stdout).toContain(`cd 'Our Warehouse!' && npm install`);
  });

  test('names this version of Dray exactly, and itself as npm allows', () => {
    const manifest = JSON.parse(read('Our Warehouse!/package.json'));
    expect(manifest).toMatchObject({ name: 'our-warehouse', devDependencies: { dray: drayVersion() } });
  });

  test('checks and runs: both policies, its thresholds kept', () => {
    const cwd = desk.file('Our Warehouse!');
    expect(dray(['check', 'warehouse.scenario.yaml'], cwd)).toMatchObject({ code: 0 });
    const { code, stdout } = dray(['run', 'warehouse.scenario.yaml', '--quiet'], cwd);
    expect(code).toBe(0);
    expect(stdout.match(/^ {2}(kept|MISSED)/gm)).toEqual(['  kept', '  kept', '  kept']);
    expect(stdout).toContain('ground-if-in-time came out better than cheapest-feasible');
  });

  test('has CI that tests, runs with a JUnit report, and keeps what came out also where it failed', () => {
    const { jobs } = parse(read('Our Warehouse!/.github/workflows/dray.yml'));
    const steps = jobs.rehearse.steps as {
      run?: string;
      uses?: string;
      if?: string;
      with?: { path?: string };
    }[];
    const run = steps.find((step) => step.run?.includes('dray run'))!;
    expect(run.run).toBe('npx dray run warehouse.scenario.yaml --report html,junit,md --out runs/ci');
    const upload = steps.find((step) => step.uses?.startsWith('actions/upload-artifact'))!;
    expect([upload.if, upload.with!.path]).toEqual([
      'always()',
      expect.stringContaining('runs/ci/junit.xml'),
    ]);
    const scripts = Object.keys(JSON.parse(read('Our Warehouse!/package.json')).scripts);
    for (const { run: typed } of steps)
      for (const [, script] of typed?.matchAll(/npm (?:run )?(check|test|start|watch)\b/g) ?? [])
        expect(scripts).toContain(script);
  });
});

describe('a folder that is there', () => {
  test('with files of these names: they are named, and nothing is written', () => {
    mkdirSync(desk.file('mine'));
    writeFileSync(desk.file('mine/README.md'), 'mine');
    writeFileSync(desk.file('mine/notes.txt'), 'mine');
    const { code, stdout, stderr } = type('init', 'mine');
    expect([code, stdout, filesIn('mine')]).toEqual([2, '', ['README.md', 'notes.txt']]);
    expect(stderr).toBe(
      'mine: these files are there and would be written over: README.md. Name another folder, or give --force\n',
    );
    expect(type('init', 'mine', '--force').code).toBe(0);
    expect(filesIn('mine')).toEqual([...FILES, 'notes.txt'].sort());
    expect([read('mine/notes.txt'), read('mine/README.md')]).toEqual([
      'mine',
      expect.stringMatching(/^# A rehearsal/),
    ]);
  });

  test('with other files: they stay', () => {
    mkdirSync(desk.file('other'));
    writeFileSync(desk.file('other/notes.txt'), 'mine');
    expect(dray(['init'], desk.file('other')).code).toBe(0);
    expect(filesIn('other')).toEqual([...FILES, 'notes.txt'].sort());
  });

  test('with a file where a folder has to be: nothing is left behind', () => {
    mkdirSync(desk.file('blocked'));
    writeFileSync(desk.file('blocked/.github'), '');
    const { code, stderr } = type('init', 'blocked');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^blocked: can't write there \(E/)]);
    expect(filesIn('blocked')).toEqual(['.github']);
  });

  test('with a folder where a file has to be: nothing is written, whatever is asked', () => {
    mkdirSync(desk.file('taken/README.md'), { recursive: true });
    for (const words of [[], ['--force']]) {
      const { code, stderr } = type('init', 'taken', ...words);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^taken: README\.md is a folder/)]);
      expect(readdirSync(desk.file('taken'))).toEqual(['README.md']);
    }
  });

  test('without a name, as of a variable that is not set: refused', () => {
    mkdirSync(desk.file('unset'));
    const { code, stderr } = dray(['init', ''], desk.file('unset'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('Name a folder')]);
    expect(readdirSync(desk.file('unset'))).toEqual([]);
  });

  test('that is a file: refused', () => {
    writeFileSync(desk.file('file'), '');
    expect(type('init', 'file')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^file: is a file/),
    });
    expect(existsSync(desk.file('file/package.json'))).toBe(false);
  });

  test.each([
    ['dray', 'rehearsal'],
    ['...', 'rehearsal'],
    ['Älter_2', 'lter-2'],
  ])('%s: a project called %s', (dir, name) => {
    expect(type('init', `names/${dir}x`.slice(0, -1)).code).toBe(0);
    expect(JSON.parse(read(`names/${dir}/package.json`)).name).toBe(name);
  });
});

test('a folder whose name begins with a dash is entered by a name that is no option', () => {
  const made = dray(['init', '--', '-x'], desk.path);
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain('\n  cd ./-x && npm install');
  expect(existsSync(desk.file('-x/package.json'))).toBe(true);
});
