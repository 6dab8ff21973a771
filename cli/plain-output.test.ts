/**
 * What a command prints into a pipe is text: no escape sequence, whatever is named in a scenario; tables fit 80 columns, and 40 where that
 * is asked for. Every command of the program is typed, or is said here to need more than a moment.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '#reports/text/width';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { programOf } from './commands/program.ts';

const desk = new Desk();
afterAll(() => desk.clear());

/** As on a terminal that wants colour: only that stdout is a pipe speaks against it. */
const ENV = { NO_COLOR: '', FORCE_COLOR: '1', TERM: 'xterm-256color' };
const SMALL = ['--set', 'demand.maxOrders=10', '--set', 'thresholds=[]', '--quiet'];

function type(words: readonly string[], env: Readonly<Record<string, string>> = ENV): Ran {
  return dray(words, desk.path, env);
}

/** Commands that take minutes, or speak a protocol: their texts go through the same functions. */
const NOT_TYPED = [
  'reduce',
  'adopt',
  'compare',
  'best',
  'sweep',
  'warmup',
  'sensitivity',
  'search',
  'env',
  'model',
  'ope',
];

const TYPED: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'hostile.yaml', ...SMALL, '--out', 'again'],
  report: ['report', 'run', '--report', 'md'],
  check: ['check', 'hostile.yaml'],
  schema: ['schema'],
  list: ['list'],
  replay: ['replay', 'run'],
  explain: ['explain', 'run', '--limit', '5'],
  export: ['export', 'run', '--format', 'csv'],
  audit: ['audit', 'verify', 'run'],
  case: ['case', 'run', '1'],
  diff: ['diff', 'run', 'run'],
  init: ['init', 'project'],
  doctor: ['doctor'],
  completion: ['completion', 'bash'],
};

beforeAll(() => {
  writeFileSync(
    desk.file('hostile.yaml'),
    `extends: quickstart
name: hostile
title: "red \\e[31m and \\e]0;mine\\a back \\r over"
story: "a story \\e[2J of \\u202e it"
`,
  );
  expect(type(['run', 'hostile.yaml', ...SMALL, '--out', 'run']).code).toBe(0);
}, 60_000);

describe('into a pipe', () => {
  test('every command is typed here, or known to take long', () => {
    const names = programOf([], () => {}).commands.map((command) => command.name());
    expect([...Object.keys(TYPED), ...NOT_TYPED].sort()).toEqual(names.sort());
  });

  test.each(Object.entries(TYPED))('%s says it without an escape', (_command, words) => {
    const { stdout, stderr } = type(words);
    expect(`${stdout}${stderr}`).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(stdout).not.toBe('');
  });
});

/** Lines of tables: between a rule and the next line that is not indented. */
function tableLines(text: string): string[] {
  const lines = text.split('\n');
  const rules = lines.flatMap((line, i) => (/^ {2}-+(?: {2}-+)+$/.test(line) ? [i] : []));
  return rules.flatMap((from) => {
    const end = lines.findIndex((line, i) => i > from && !line.startsWith('  '));
    return lines.slice(from - 1, end);
  });
}

describe('the tables of a run', () => {
  test('fit 80 columns in a pipe, and sentences stay in a line', () => {
    const { stdout } = type(TYPED.run!);
    const lines = tableLines(stdout);
    expect(lines.length).toBeGreaterThan(30);
    for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^cheapest-feasible delivered .* USD an order\.$/m);
  });

  test('on 40 columns a KPI is a paragraph, and no line of the summary is wider', () => {
    const { stdout } = type(TYPED.run!, { ...ENV, COLUMNS: '40' });
    expect(stdout).toMatch(
      /\n {2}Orders released\n {4}cheapest-feasible {2}10\n {4}fastest-feasible {3}10\n/,
    );
    // The first line and the last ones are for copying.
    const summary = stdout.split('\n').slice(1).join('\n').split('\nrecording ')[0]!;
    for (const line of summary.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(40);
  });
});
