/**
 * A snippet that a page shows is right. YAML is laid over a scenario of the library and goes through `dray check`; what names a file before it is that
 * file; TypeScript and JavaScript is run here or by another test, which is named. What is none of these is listed, with the reason.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
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
import { dray } from '#testing/outside/command-line';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BLOCK = /(?:^<!-- (\S+) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
/** What a fragment is laid over, where it is not `quickstart`: page and first line, and what stands above it. */
const BASES: Readonly<Record<string, string>> = {
  'README.md: # rough-air.yaml: dray run b2b-distributor --with rough-air.yaml': 'extends: b2b-distributor\n',
  'docs/comparing.md: policies:': 'extends: b2b-distributor\n',
  'docs/exceptions.md: cases:': 'extends: b2b-distributor\n',
  'docs/faults.md: faults:': 'extends: b2b-distributor\n',
  'docs/faults.md: network:': 'extends: inbound-dock\n',
  'docs/governance.md: governance:':
    'extends: quickstart\npolicies: [cheapest-feasible, { name: mine, model: carrier-cost-and-lateness, point: carrier, mode: shadow, thinking: { constant: 1 s }, timeout: 2 s, baseline: cheapest-carrier, source: assumption }]\n',
  'docs/mocks/wms.md: automation:': 'extends: b2b-distributor\nnetwork:\n',
  'docs/models.md: policies:': 'extends: b2b-distributor\n',
  'docs/off-policy.md: policies:': 'extends: b2b-distributor\n',
  'docs/responsibilities.md: responsibilities: { tender: tms, book: tms, wave: wms, allocate: erp }':
    'extends: b2b-distributor\npolicies: [cheapest-in-stock]\n',
  'docs/returns.md: systems:': 'extends: returns-wave\n',
  'docs/people.md: people:': 'extends: b2b-distributor\n',
};
/** By page and first line. */
const NOT_CHECKED: Readonly<Record<string, string>> = {
  'docs/files-guide.md: carriers:': 'parts of two sections, with values left out',
};
/** Code that another test runs or compares, by page; or why none does. */
const CODE: Readonly<Record<string, string>> = {
  'docs/comparing.md json': 'a line of a log: cli/experiments tests read such lines',
  'docs/data.md python': 'needs a package that the tests have not',
  'docs/guides/data-science.md sql': 'tools/data-guide.test.ts',
  'docs/guides/data-science.md python': 'tools/data-guide.test.ts',
  'docs/guides/delay-model.md ts': 'tools/guides.test.ts',
  'docs/guides/kernel.md ts': 'tools/guides.test.ts',
  'docs/guides/kernel.md js': 'a few lines of the examples below it, which tools/guides.test.ts runs',
  'docs/guides/own-parts.md ts': 'tools/guides.test.ts',
  'docs/guides/python.md python': 'tools/python-guide.test.ts',
  'docs/recording.md python': 'reports/recording/recording-page.test.ts',
  'docs/recording.md js': 'reports/recording/recording-page.test.ts',
};

interface Snippet {
  readonly page: string;
  /** `<!-- FILE -->` in front of it. */
  readonly file: string | undefined;
  readonly language: string;
  readonly text: string;
  readonly key: string;
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    // Every block of a tutorial is typed, saved or printed: tutorials.test.ts.
    .filter((file) => file.endsWith('.md') && !file.startsWith('tutorials'))
    .map((file) => join('docs', file)),
];
const snippets: readonly Snippet[] = pages.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(BLOCK)].map(([, file, language, text]) => ({
    page,
    file,
    language: language!,
    text: text!,
    key: `${page}: ${text!.split('\n')[0]}`,
  })),
);
const ofLanguage = (...languages: readonly string[]): readonly Snippet[] =>
  snippets.filter(({ language }) => languages.includes(language));

let desk = '';
beforeAll(() => {
  desk = mkdtempSync(join(tmpdir(), 'dray-snippets-'));
  const parts = join(ROOT, 'examples', 'own-parts');
  for (const part of readdirSync(parts).filter((name) => name.endsWith('.ts')))
    copyFileSync(join(parts, part), join(desk, part));
  copyFileSync(join(ROOT, 'scenarios/library/models/cost-and-lateness.onnx'), join(desk, 'mine.onnx'));
  mkdirSync(join(desk, 'node_modules'));
  symlinkSync(ROOT, join(desk, 'node_modules', 'dray'), 'dir');
  symlinkSync(join(ROOT, 'node_modules', 'apache-arrow'), join(desk, 'node_modules', 'apache-arrow'), 'dir');
});
afterAll(() => rmSync(desk, { recursive: true, force: true }));

describe('what names a file is that file', () => {
  const shown = snippets.filter(({ file }) => file !== undefined);
  test('there are some', () => expect(shown.length).toBeGreaterThan(15));
  test.each(shown)('$key', ({ page, file, text }) => {
    expect(text).toBe(readFileSync(join(ROOT, dirname(page), file!), 'utf8'));
  });
});

describe('YAML is what dray check finds right', () => {
  const checked = ofLanguage('yaml').filter(({ file, key }) => file === undefined && !(key in NOT_CHECKED));

  test('each of it, as one scenario or overlay', () => {
    const files = checked.map(({ text, key }, i) => {
      writeFileSync(
        join(desk, `snippet-${i}.yaml`),
        scenarioOf(text, BASES[key] ?? 'extends: quickstart\n', i),
      );
      return `snippet-${i}.yaml`;
    });
    const { stderr } = dray(['check', ...files], desk);
    const wrong = stderr.replaceAll(/snippet-(\d+)\.yaml/g, (_, i) => checked[Number(i)]!.key);
    expect(wrong.split('\n').filter((line) => line !== '' && !line.startsWith('warning'))).toEqual([]);
    expect(files.length).toBeGreaterThan(15);
  });

  test('and a wrong one is seen', () => {
    writeFileSync(
      join(desk, 'wrong.yaml'),
      scenarioOf('plattform: { workers: 2 }\n', 'extends: quickstart\n', 0),
    );
    expect(dray(['check', 'wrong.yaml'], desk)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('plattform'),
    });
  });

  test('nothing is listed that is not there', () => {
    const keys = new Set(ofLanguage('yaml').map(({ key }) => key));
    expect([...Object.keys(BASES), ...Object.keys(NOT_CHECKED)].filter((key) => !keys.has(key))).toEqual([]);
  });
});

describe('code is run', () => {
  test('the README’s, by itself', () => {
    const [code] = ofLanguage('ts').filter(({ page }) => page === 'README.md');
    expect(Number(ran('readme.ts', code!.text))).toBeCloseTo(4, 0);
  });

  test('the README’s, on a run', () => {
    const [code] = ofLanguage('js').filter(({ page }) => page === 'README.md');
    expect(
      dray(
        [
          'run',
          'quickstart',
          '--set',
          'demand.maxOrders=5',
          '--set',
          'thresholds=[]',
          '--report',
          'none',
          '--quiet',
        ],
        desk,
      ).code,
    ).toBe(0);
    expect(ran('readme.mjs', code!.text)).toContain('orderReleased');
  });

  test('and all the rest is a file, or listed with what runs it or why nothing does', () => {
    const open = ofLanguage('ts', 'typescript', 'js', 'python', 'sql', 'json').filter(
      ({ page, language, file }) =>
        page !== 'README.md' && file === undefined && !(`${page} ${language}` in CODE),
    );
    expect(open.map(({ key, language }) => `${key} (${language})`)).toEqual([]);
    for (const runBy of Object.values(CODE))
      if (/^\S+\.test\.ts$/.test(runBy)) expect(existsSync(join(ROOT, runBy)), runBy).toBe(true);
  });

  test('no other language is shown', () => {
    const known = ['sh', 'text', 'mermaid', 'yaml', 'ts', 'typescript', 'js', 'python', 'sql', 'json'];
    expect(snippets.filter(({ language }) => !known.includes(language)).map(({ key }) => key)).toEqual([]);
  });
});

/** As a file that stands by itself: an overlay, and a fragment, is laid over a scenario. */
function scenarioOf(text: string, base: string, no: number): string {
  if (/^extends:/m.test(text)) return /^name:/m.test(text) ? text : `name: snippet-${no}\n${text}`;
  const indented = base.endsWith('network:\n') ? text.replaceAll(/^(?=.)/gm, '  ') : text;
  return `name: snippet-${no}\n${base}${indented.replace(/^overlay:.*\n/m, '')}`;
}

function ran(name: string, code: string): string {
  writeFileSync(join(desk, name), code);
  const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=dray-source', name], {
    cwd: desk,
    encoding: 'utf8',
  });
  return stdout + stderr;
}
