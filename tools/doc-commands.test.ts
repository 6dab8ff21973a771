/**
 * A command that a page shows can be typed: there is such a command, with each of the options, and scenarios and overlays that it names are in
 * the library. Asked of the program itself. What commands print is run elsewhere (`tutorials.test.ts`, `qa-guide.test.ts`, `guides.test.ts`).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { OVERLAYS, SCENARIOS } from '#scenarios/library/index';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Nobody may import the command line: it is asked as a process. */
const ASK = `
import { programOf } from '${new URL('../cli/commands/program.ts', import.meta.url).href}';
const told = (command, path) => [
  [path, command.options.flatMap(({ short, long, required, optional }) => [short, long].filter(Boolean).map((flag) => [flag, required || optional]))],
  ...command.commands.flatMap((each) => told(each, path + ' ' + each.name())),
];
process.stdout.write(JSON.stringify(told(programOf([], () => {}), 'dray')));
`;
const BLOCK = /^```(?:sh)?\n([\s\S]*?)^```$/gm;
/** Commands whose first words are scenarios. */
const OF_SCENARIOS = new Set([
  'run',
  'check',
  'search',
  'compare',
  'best',
  'sweep',
  'warmup',
  'sensitivity',
  'env',
]);

type Options = ReadonlyMap<string, boolean>;
let commands: ReadonlyMap<string, Options> = new Map();

beforeAll(() => {
  const words = ['--conditions=dray-source', '--input-type=module', '-e', ASK];
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  const told = JSON.parse(stdout) as readonly (readonly [string, readonly (readonly [string, boolean])[]])[];
  commands = new Map(told.map(([path, options]) => [path, new Map(options)]));
});

const pages = ['README.md', 'CONTRIBUTING.md', ...markdownBelow('docs')];

test.each(pages)('%s', (page) => {
  const wrong = commandsOn(readFileSync(join(ROOT, page), 'utf8')).flatMap((line) => {
    const why = whyNot(line);
    return why === null ? [] : [`${line}: ${why}`];
  });
  expect(wrong).toEqual([]);
});

test('there are commands to look at', () => {
  const shown = pages.flatMap((page) => commandsOn(readFileSync(join(ROOT, page), 'utf8')));
  expect(shown.length).toBeGreaterThan(150);
});

test.each([
  ['dray rnu quickstart', 'no command "rnu"'],
  ['npx dray run quickstart --sed 7', 'no option "--sed"'],
  ['dray run quikstart', 'no scenario "quikstart"'],
  ['dray run quickstart --with paek --seed 7', 'no overlay "paek"'],
  ['dray model chek mine.onnx', 'no command "chek"'],
])('%s is seen', (line, why) => {
  expect(whyNot(line)).toBe(why);
});

function markdownBelow(folder: string): readonly string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
}

/** Lines of blocks that begin with `dray`, without what is said beside them. */
function commandsOn(text: string): readonly string[] {
  const blocks = [...text.matchAll(BLOCK)].map(([, block]) => block!.replaceAll(/\\\n\s*/g, ' '));
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/^\$ /, '').replace(/(?: #|\s{2,}| \|\| | > ).*$/, ''))
    .filter((line) => /^(?:npx )?dray /.test(line));
}

function whyNot(line: string): string | null {
  const [, ...words] = wordsOf(line.replace(/^npx /, ''));
  const name = words[0]!;
  if (name.startsWith('-'))
    return commands.get('dray')!.has(name) || name === '--help' ? null : `no option "${name}"`;
  if (!commands.has(`dray ${name}`)) return `no command "${name}"`;
  const inner = [...commands.keys()].filter((path) => path.startsWith(`dray ${name} `));
  const path = inner.length === 0 ? `dray ${name}` : `dray ${name} ${words[1]}`;
  const options = commands.get(path);
  if (options === undefined) return `no command "${words[1]}"`;
  return wrongWord(name, options, words.slice(path.split(' ').length - 1));
}

function wrongWord(name: string, options: Options, words: readonly string[]): string | null {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    // What follows is of another program.
    if (word === '--') return null;
    if (!word.startsWith('-')) {
      if (OF_SCENARIOS.has(name) && isName(word) && !(SCENARIOS as readonly string[]).includes(word))
        return `no scenario "${word}"`;
      continue;
    }
    const [flag = ''] = word.split('=');
    if (!options.has(flag) && flag !== '--help') return `no option "${flag}"`;
    const value = options.get(flag) ? words[++i] : undefined;
    if (
      flag === '--with' &&
      value !== undefined &&
      isName(value) &&
      !(OVERLAYS as readonly string[]).includes(value)
    )
      return `no overlay "${value}"`;
  }
  return null;
}

/** Of the library, rather than a path or a word in capitals that stands for one. */
function isName(word: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(word);
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}
