/**
 * `dray diff`: two runs side by side, what was configured differently and which KPIs came out otherwise; in the terminal, as Markdown, as
 * JSON, as a page.
 *
 * 1. What can be compared is, the rest is named; where nothing can, it is an error.
 */
import { basename, join, resolve } from 'node:path';
import { renderDiffMarkdown } from '#reports/diff/diff-markdown';
import type { DiffReport } from '#reports/diff/diff-report';
import { type AskedArms, diffOf } from '#reports/diff/diff-runs';
import { renderDiff } from '#reports/diff/diff-text';
import type { RunSide } from '#reports/diff/run-side';
import { printable } from '#reports/text/width';
import { suggestion } from '#sim/nearest';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { writeAside } from '../reduce/write-aside.ts';
import { fitted } from '../screen.ts';
import { drayVersion } from '../version.ts';
import { readSide } from './read-side.ts';
import { surerCommand } from './surer-command.ts';

export interface DiffWords {
  readonly arm?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  readonly md?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly html?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly out?: string | undefined;
}

const KINDS = ['html', 'md', 'json', 'none'] as const;
type Kind = (typeof KINDS)[number];

export async function diffRuns(dirA: string, dirB: string, words: DiffWords): Promise<ExitCode> {
  const kinds = kindsOf(words.report ?? []);
  if (words.md === true && words.json === true)
    throw new UserError('--md --json: only one of them is printed');
  const names = namesOf(dirA, dirB);
  const [one, other] = [await readSide(dirA, names[0]), await readSide(dirB, names[1])];
  const plain = diffOf(one, other, askedArms(words.arm ?? [], one, other));
  refuseNothing(plain, one, other);
  const report = { ...plain, surer: surerCommand(plain, one, other) };
  process.stdout.write(printed(report, words));
  if (kinds.includes('html') || words.html !== undefined) {
    const { renderDiffPage } = await import('#reports/html/diff-page');
    write(words, words.html ?? join(words.out ?? '.', 'diff.html'), renderDiffPage(report, drayVersion()));
  }
  if (kinds.includes('md')) write(words, join(words.out ?? '.', 'diff.md'), renderDiffMarkdown(report));
  if (kinds.includes('json')) write(words, join(words.out ?? '.', 'diff.json'), jsonOf(report));
  return EXIT.done;
}

function printed(report: DiffReport, { json, md, all }: DiffWords): string {
  if (json === true) return jsonOf(report);
  if (md === true) return renderDiffMarkdown(report);
  return `${fitted(renderDiff(report, { show: all === true ? 'all' : 'differences' }))}\n`;
}

function jsonOf(report: DiffReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Stdout is the report's alone where a program reads it. */
function write({ json, md }: DiffWords, path: string, text: string): void {
  writeAside(path, text);
  (json === true || md === true ? process.stderr : process.stdout).write(`diff       ${path}\n`);
}

function kindsOf(words: readonly string[]): readonly Kind[] {
  return words.map((word) => {
    const kind = KINDS.find((known) => known === word);
    if (kind === undefined) throw new UserError(`unknown report: "${word}".${suggestion(word, KINDS)}`);
    return kind;
  });
}

/** Folders of the same name are called by the one above as well. */
function namesOf(...dirs: readonly [string, string]): [string, string] {
  const short = dirs.map((dir) => basename(resolve(dir))) as [string, string];
  if (short[0] !== short[1]) return short;
  return dirs.map((dir) => join(basename(resolve(dir, '..')), basename(resolve(dir)))) as [string, string];
}

function askedArms(asked: readonly string[], one: RunSide, other: RunSide): AskedArms {
  if (asked.length === 0) return null;
  if (asked.length > 2)
    throw new UserError(`--arm: at most two are compared, of A and of B, and there are ${asked.length}`);
  const arms = [asked[0]!, asked[1] ?? asked[0]!] as const;
  for (const [i, side] of [one, other].entries()) {
    const known = side.arms.map(({ policy }) => policy);
    if (side.arms.length > 0 && !known.includes(arms[i]!))
      throw new UserError(
        `--arm ${printable(arms[i]!)}: ${side.name} has no such arm. It has ${known.join(', ')}`,
      );
  }
  return arms;
}

function refuseNothing({ pairs, values }: DiffReport, one: RunSide, other: RunSide): void {
  if (pairs.length > 0 || values !== null) return;
  const why = [one, other].flatMap(({ name, missing }) => missing.map((each) => `${name}: ${each}`));
  throw new UserError(
    `nothing of them can be compared.\n${why.map((each) => `  ${printable(each)}`).join('\n')}`,
  );
}
