/**
 * Each check of the house must fail on a planted violation. The sources are copied to a folder of their own, and each check runs there
 * once, as `npm run check` runs it, with a file for each of its violations: it must name every one of them by file and rule. Lint, which sees
 * one file at a time, runs beside its rules and the violations alone.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOMS } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_COPIED = new Set(['node_modules', '.git', 'runs', 'dist', 'coverage']);
const CHECK_TIMEOUT_MS = 120_000;

const LINT_RULES = ['biome.json', 'package.json', '.gitignore', 'tools/bans.grit'];

let copy = '';
let lintCopy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'dray-house-'));
  copyOf(
    copy,
    readdirSync(ROOT).filter((name) => !NOT_COPIED.has(name)),
  );
  lintCopy = mkdtempSync(join(tmpdir(), 'dray-lint-'));
  copyOf(lintCopy, LINT_RULES);
});

afterAll(() => {
  for (const folder of [copy, lintCopy]) rmSync(folder, { recursive: true, force: true });
});

function copyOf(folder: string, names: readonly string[]): void {
  for (const name of names) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  // Biome reads .gitignore only in a repository.
  mkdirSync(join(folder, '.git'));
}

/** Runs a script of package.json in a copy; what it said, and whether it passed. */
function check(script: string, folder: string): { readonly passed: boolean; readonly said: string } {
  const ran = spawnSync('npm', ['run', '--silent', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}`, NO_COLOR: '1' },
  });
  return { passed: ran.status === 0, said: ran.stdout + ran.stderr };
}

const checkedBefore = new Map<string, ReturnType<typeof check>>();

/** Runs a check once, with all of its violations planted. */
function checkedWithPlants(script: string): ReturnType<typeof check> {
  const before = checkedBefore.get(script);
  if (before !== undefined) return before;
  const plants = PLANTS.filter((plant) => plant.script === script);
  const folder = script === 'lint' ? lintCopy : copy;
  for (const { file, text } of plants) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const checked = check(script, folder);
  for (const { file } of plants) {
    rmSync(join(folder, file));
    if (file === 'sim/assert.ts') cpSync(join(ROOT, file), join(folder, file));
  }
  checkedBefore.set(script, checked);
  return checked;
}

interface Plant {
  readonly what: string;
  readonly script: string;
  readonly file: string;
  readonly text: string;
  readonly says: RegExp;
}

const PLANTS: readonly Plant[] = [
  {
    what: 'Math.random() in sim/',
    script: 'lint',
    file: 'sim/planted.ts',
    text: 'export const drawn = Math.random();\n',
    says: /sim\/planted\.ts[\s\S]*Math\.random is banned/,
  },
  {
    what: 'a wall clock in the core',
    script: 'lint',
    file: 'orchestrator/core/planted.ts',
    text: 'export const at = new Date();\n',
    says: /orchestrator\/core\/planted\.ts[\s\S]*wall clock is banned/,
  },
  {
    what: 'a power in a mock system',
    script: 'lint',
    file: 'mock-systems/planted.ts',
    text: 'export const cube = (x: number): number => x ** 3;\n',
    says: /mock-systems\/planted\.ts[\s\S]*differs in the last bit/,
  },
  {
    what: 'ways round the bans: a power in place, Math taken apart, a date in local time',
    script: 'lint',
    file: 'sim/planted-around.ts',
    text: [
      'export let x = 3;',
      'x **= 3;',
      'export const r = Math?.random();',
      'export const { random } = { ...Math };',
      'export const h = new Date(2026, 0, 1).getHours();',
      '',
    ].join('\n'),
    says: /planted-around\.ts:2:1 [\s\S]*planted-around\.ts:3:18 [\s\S]*planted-around\.ts:4:32 [\s\S]*planted-around\.ts:5:18 /,
  },
  {
    what: 'a file that is not formatted',
    script: 'lint',
    file: 'reports/planted.ts',
    text: 'export const   x = 1\n',
    says: /reports\/planted\.ts format/,
  },
  {
    what: 'an import of sim/ from the core',
    script: 'imports',
    file: 'orchestrator/core/planted.ts',
    text: "import { Kernel } from '#sim/kernel';\n\nexport const kernel = new Kernel();\n",
    says: /orchestrator\/core\/planted\.ts imports sim\/kernel\.ts: forbidden by "orchestrator-alone"/,
  },
  {
    what: 'an import of the core’s processes from a mock system',
    script: 'imports',
    file: 'mock-systems/planted.ts',
    text: "import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';\n\nexport type Planted = OrderState;\n",
    says: /mock-systems\/planted\.ts imports orchestrator\/processes\/outbound\/order\/order-state\.ts: forbidden by "mocks-know-the-contracts"/,
  },
  {
    what: 'an import upwards inside the core',
    script: 'imports',
    file: 'orchestrator/model/planted.ts',
    text: "import { POSTINGS } from '../core/out.ts';\n\nexport const postings = POSTINGS;\n",
    says: /orchestrator\/model\/planted\.ts imports orchestrator\/core\/out\.ts: forbidden by "model-lowest"/,
  },
  {
    what: 'the canonical model, and zod with it, in a process',
    script: 'imports',
    file: 'orchestrator/processes/planted.ts',
    text: "import { orderSchema } from '../canonical/order.ts';\n\nexport const planted = orderSchema;\n",
    says: /orchestrator\/processes\/planted\.ts imports orchestrator\/canonical\/order\.ts: forbidden by "canonical-at-the-edges"/,
  },
  {
    what: 'the file system in a scenario',
    script: 'imports',
    file: 'scenarios/planted.ts',
    text: "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
    says: /scenarios\/planted\.ts imports (?:node:)?fs: forbidden by "pure-without-node"/,
  },
  {
    what: 'the command line in what users import, but for their tests',
    script: 'imports',
    file: 'own-parts/planted.ts',
    text: "import { versions } from '#cli/version';\n\nexport const planted = versions;\n",
    says: /own-parts\/planted\.ts imports cli\/version\.ts: forbidden by "(?:own-parts-show|nothing-imports-cli)"/,
  },
  {
    what: 'a package that a room may not use',
    script: 'imports',
    file: 'orchestrator/core/planted-package.ts',
    text: "import { parse } from 'yaml';\n\nexport const planted = parse('1');\n",
    says: /orchestrator\/core\/planted-package\.ts imports .*node_modules\/yaml\/.*: forbidden by "core-packages"/,
  },
  {
    what: 'a fixture in what is published',
    script: 'imports',
    file: 'reports/planted.ts',
    text: "import { sampleReport } from './outbound/sample.fixture.ts';\n\nexport const planted = sampleReport;\n",
    says: /reports\/planted\.ts imports reports\/outbound\/sample\.fixture\.ts: forbidden by "fixtures-for-tests"/,
  },
  {
    what: 'a cycle',
    script: 'imports',
    file: 'reports/planted-cycle.ts',
    text: "import { planted } from './planted-cycle.ts';\n\nexport const more = (): unknown => planted;\nexport const planted = 1;\n",
    says: /reports\/planted-cycle\.ts imports reports\/planted-cycle\.ts: forbidden by "no-cycles"/,
  },
  {
    what: 'an unused export',
    script: 'dead',
    file: 'sim/assert.ts',
    text: 'export class AssertionError extends Error {}\nexport function assert(): void {}\nexport const planted = 1;\n',
    says: /Unused exports[\s\S]*planted\s+sim\/assert\.ts/,
  },
  {
    what: 'an unused file',
    script: 'dead',
    file: 'sim/planted.ts',
    text: 'export const planted = 1;\n',
    says: /Unused files[\s\S]*sim\/planted\.ts/,
  },
  {
    what: 'a type error',
    script: 'types',
    file: 'reports/planted.ts',
    text: "export const planted: number = 'one';\n",
    says: /reports\/planted\.ts.*TS2322/,
  },
  {
    what: 'a timer in a pure folder',
    script: 'types:pure',
    file: 'scenarios/planted.ts',
    text: 'export const planted = (): unknown => setTimeout(() => {}, 1);\n',
    says: /scenarios\/planted\.ts.*TS\d+: Cannot find name 'setTimeout'/,
  },
];

describe('each check fails on a planted violation', () => {
  test.each(PLANTS)(
    '$script: $what',
    ({ script, says }) => {
      const { passed, said } = checkedWithPlants(script);
      expect(said).toMatch(says);
      expect(passed).toBe(false);
    },
    CHECK_TIMEOUT_MS,
  );

  test('no two of one check are planted in one file', () => {
    const places = PLANTS.map(({ script, file }) => `${script} ${file}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test(
    'imports: a parser that reads nothing',
    () => {
      const tool = join(copy, 'tools/check-imports.ts');
      const ran = spawnSync(process.execPath, [tool], { cwd: emptyRooms(), encoding: 'utf8' });
      expect(ran.stderr).toMatch(/only \d+ modules and 0 imports were read/);
      expect(ran.status).toBe(1);
    },
    CHECK_TIMEOUT_MS,
  );
});

describe('the package as published', () => {
  test(
    'gives the run of the sources, JavaScript alone',
    () => {
      const [fromPackage, fromSources] = [publishedPackage(), ROOT].map((folder) => {
        const words = ['run', 'quickstart', '--json', '--quiet', '--out', join(copy, 'out')];
        return spawnSync(process.execPath, [join(folder, 'bin', 'dray.js'), ...words], { encoding: 'utf8' });
      });
      expect(fromPackage!.stderr).toBe('');
      expect(fromPackage!.stdout).toBe(fromSources!.stdout);
    },
    CHECK_TIMEOUT_MS,
  );

  test(
    'is the kernel of the guide to whoever imports dray/sim, with its types',
    () => {
      const user = join(copy, 'user');
      mkdirSync(join(user, 'node_modules'), { recursive: true });
      symlinkSync(publishedPackage(), join(user, 'node_modules', 'dray'), 'dir');
      writeFileSync(join(user, 'package.json'), '{ "type": "module" }');
      writeFileSync(
        join(user, 'tsconfig.json'),
        '{ "compilerOptions": { "module": "nodenext", "target": "es2024", "strict": true, "noEmit": true } }',
      );
      const example = readFileSync(join(ROOT, 'docs', 'guides', 'kernel', 'mm1.ts'), 'utf8');
      writeFileSync(join(user, 'mm1.ts'), example);
      writeFileSync(join(user, 'wrong.ts'), example.replace('seed: 1', 'sed: 1'));
      const run = (...words: string[]) =>
        spawnSync(process.execPath, words, { cwd: user, encoding: 'utf8' }).stdout;
      expect(run('mm1.ts')).toMatch(/^mean wait 3\.99, utilisation 0\.799\n$/);
      const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
      expect(run(tsc, '-p', '.')).toMatch(/^wrong\.ts\(3,\d+\): error TS2561: .*'sed'.*\n$/);
    },
    CHECK_TIMEOUT_MS,
  );
});

let published: string | null = null;

/** Builds `dist/` in the copy, and puts what would be published into a folder of its own. */
function publishedPackage(): string {
  if (published !== null) return published;
  const built = spawnSync(process.execPath, [join(copy, 'tools', 'build.ts')], { encoding: 'utf8' });
  expect([built.status, built.stdout + built.stderr]).toEqual([0, '']);
  const { files } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
  };
  published = join(copy, 'published');
  for (const name of [...files, 'package.json'])
    cpSync(join(copy, name), join(published, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(published, 'node_modules'), 'dir');
  return published;
}

/** A folder with the rooms and nothing in them. */
function emptyRooms(): string {
  const empty = join(copy, 'empty');
  for (const room of ROOMS) mkdirSync(join(empty, room), { recursive: true });
  return empty;
}
