/**
 * The package works where it is installed: an empty project on Node 24 runs a scenario and has its report, every entry is imported, and types resolve in
 * it (publint, attw, tsc). ESM only: that CommonJS and the old resolution have no types is meant. A package with a wrong entry is seen.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installPacked, packedArchive, userEnvironment } from './packed-package.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Types and all of the package's JavaScript are built, where nobody has yet. */
const PACK_TIMEOUT_MS = 600_000;
const REPORT_BYTES_MOST = 2_000_000;

const { exports: entries } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};
const names = Object.keys(entries)
  .filter((entry) => entry !== './package.json')
  .map((entry) => entry.replace('.', 'dray'));

let folder = '';
let project = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dray-package-'));
  project = join(folder, 'empty');
  mkdirSync(project);
  expect(typed(project, 'npm', ['init', '-y']).status).toBe(0);
  installPacked(project, ['vitest', 'fast-check', 'typescript']);
}, PACK_TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }), PACK_TIMEOUT_MS);

describe('in an empty project', () => {
  test('a scenario runs, and writes a report that needs nothing else', () => {
    const { status, stdout, stderr } = typed(project, 'npx', [
      'dray',
      'run',
      'quickstart',
      '--report',
      'html',
    ]);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('runs/quickstart-1/report.html');
    const report = join(project, 'runs', 'quickstart-1', 'report.html');
    expect(statSync(report).size).toBeLessThan(REPORT_BYTES_MOST);
    expect(readFileSync(report, 'utf8')).not.toMatch(
      /<(?:script|img|link|iframe)[^>]+(?:src|href)=["']?(?:https?:)?\/\//,
    );
  });

  test.each(names)('%s is imported', (name) => {
    // The one for tests stands on Vitest, which is there only in a test.
    const code = `import * as all from '${name}'; if (Object.keys(all).length === 0) process.exitCode = 1;`;
    if (name !== 'dray/testing')
      expect(typed(project, 'node', ['--input-type=module', '-e', code])).toMatchObject({
        status: 0,
        stderr: '',
      });
    else {
      writeFileSync(
        join(project, 'one.test.mjs'),
        `import { expect, test } from '${name}';\ntest('one', () => expect(1).toBe(1));\n`,
      );
      expect(typed(project, 'npx', ['vitest', 'run'])).toMatchObject({ status: 0 });
    }
  });

  test('types resolve in a strict project', () => {
    const file = (text: string): readonly string[] => {
      writeFileSync(join(project, 'all.mts'), text);
      const words = [
        '--noEmit',
        '--strict',
        '--module',
        'nodenext',
        '--target',
        'es2024',
        '--types',
        '',
        '--skipLibCheck',
        'all.mts',
      ];
      return typed(project, 'npx', ['tsc', ...words]).stdout.match(/^\S.*error TS.*$/gm) ?? [];
    };
    const imports = names
      .map(
        (name, i) => `import * as all${i} from '${name}';\ndeclare const first${i}: keyof typeof all${i};\n`,
      )
      .join('');
    expect(file(imports)).toEqual([]);
    const wrong = file(`${imports}first0 satisfies number;\n`);
    expect(wrong.length).toBeGreaterThan(0);
    for (const line of wrong) expect(line).toContain(`all.mts(${2 * names.length + 1},`);
    expect(
      file("import { definePolicy } from 'dray/policy';\ndefinePolicy({ point: 'no-such' });\n")[0],
    ).toContain('all.mts(2,');
  });
});

describe('what is published', () => {
  test('holds what is needed and nothing else', () => {
    const held = readdirSync(join(project, 'node_modules', 'dray'));
    expect(held.sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
    const files = readdirSync(join(project, 'node_modules', 'dray'), { recursive: true, encoding: 'utf8' });
    expect(
      files.filter((file) => /\.(?:test|fixture)\.|(?<!\.d)\.ts$/.test(file) && !/\/template\//.test(file)),
    ).toEqual([]);
  });

  test('publint finds nothing', async () => expect(await lintOf(packedArchive())).toEqual([]));

  test('attw finds nothing', () =>
    expect(typeProblems(packedArchive())).toEqual({ status: 0, problems: [] }));

  test('a type that is not there is found by both', async () => {
    const broken = brokenArchive((manifest) =>
      manifest.replace('./dist/sim/index.d.ts', './dist/sim/no-such.d.ts'),
    );
    expect(await lintOf(broken)).toEqual(['FILE_DOES_NOT_EXIST']);
    const { status, problems } = typeProblems(broken);
    expect(status).not.toBe(0);
    expect(problems).toContain('./sim');
  });
});

function typed(cwd: string, command: string, words: readonly string[]) {
  return spawnSync(command, words, { cwd, encoding: 'utf8', env: userEnvironment(), maxBuffer: 1 << 26 });
}

/**
 * `dist/package.json` says what `#room/file` is in `dist`. That Node ignores it, as publint has it, is not so of `imports`: the nearest manifest counts, and
 * every entry that is imported above goes by it.
 */
function isOursOfDist({ code, args }: { readonly code: string; readonly args: unknown }): boolean {
  const ours = { field: 'imports', filePath: './dist/package.json' };
  return code === 'NESTED_PACKAGE_JSON_FIELD_IGNORED' && JSON.stringify(args) === JSON.stringify(ours);
}

async function lintOf(archive: string): Promise<readonly string[]> {
  const bytes = readFileSync(archive);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const { messages } = await publint({ pack: { tarball }, level: 'warning', strict: true });
  return messages.filter((message) => !isOursOfDist(message)).map(({ code }) => code);
}

/** Entries with a problem, but for those that ESM only is meant to have. */
function typeProblems(archive: string): {
  readonly status: number | null;
  readonly problems: readonly string[];
} {
  const attw = join(ROOT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  // Into a file: what goes to a pipe is cut off where it ends with a problem.
  const file = join(folder, 'attw.json');
  const { status } = typed(folder, 'bash', [
    '-c',
    `node '${attw}' '${archive}' --profile esm-only --format json > '${file}'`,
  ]);
  const { analysis } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly analysis: { readonly problems: readonly Problem[] };
  };
  const meant = (problem: Problem): boolean => /^node(?:10|16-cjs)$/.test(problem.resolutionKind ?? '');
  return {
    status,
    problems: analysis.problems.filter((each) => !meant(each)).map(({ entrypoint = '' }) => entrypoint),
  };
}

interface Problem {
  readonly entrypoint?: string;
  readonly resolutionKind?: string;
}

/** The package with another manifest. */
function brokenArchive(change: (manifest: string) => string): string {
  const aside = join(folder, 'broken');
  mkdirSync(aside);
  expect(typed(aside, 'tar', ['-xzf', packedArchive()]).status).toBe(0);
  const manifest = join(aside, 'package', 'package.json');
  const before = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, change(before));
  expect(readFileSync(manifest, 'utf8')).not.toBe(before);
  const archive = join(folder, 'broken.tgz');
  expect(typed(aside, 'tar', ['-czf', archive, 'package']).status).toBe(0);
  return archive;
}
