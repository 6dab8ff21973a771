/**
 * `dray case`: one order's life across systems, from the recording of a run: in the terminal, as JSON, or as a page.
 *
 * 1. Nothing is run. What of the recording is cut off or missing is named, and the rest is shown.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { renderCase } from '#reports/case/case-text';
import type { CaseQuestion, CaseView } from '#reports/case/case-view';
import { collectCase } from '#reports/case/collect-case';
import { RecordedNames } from '#reports/case/find-names';
import { type OrderRange, orderRange } from '#reports/case/find-parts';
import { isArmName } from '#reports/recording/run-json';
import { printable } from '#reports/text/width';
import { suggestion } from '#sim/nearest';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { writeAside } from '../reduce/write-aside.ts';
import { screenOf } from '../screen.ts';
import { quoted } from '../shell-word.ts';
import { drayVersion } from '../version.ts';
import { caseKnowledge } from './case-knowledge.ts';
import { carriersOverX12 } from './x12-carriers.ts';

export interface CaseWords {
  readonly arm?: string | undefined;
  readonly html?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  /** false = leave messages out. */
  readonly messages?: boolean | undefined;
}

const REPORTS = ['html', 'json', 'none'];

/** @param dir folder of a run @param word the order's number, or its name in the source */
export async function showCase(dir: string, word: string, words: CaseWords): Promise<ExitCode> {
  const kinds = kindsOf(words.report ?? []);
  const run = runIn(dir, words.arm);
  const whole = viewOf(run, word);
  const view =
    words.messages === false
      ? { ...whole, entries: whole.entries.filter(({ kind }) => kind !== 'message') }
      : whole;
  const explain = `dray explain ${quoted(dir)} --arm ${quoted(run.arm)} --decision`;
  const { columns: width } = screenOf();
  if (words.json === true) process.stdout.write(`${JSON.stringify(view, null, 2)}\n`);
  else process.stdout.write(`${renderCase(view, { width, explain })}\n`);
  const say = (path: string): void => {
    (words.json === true ? process.stderr : process.stdout).write(`\ncase       ${path}\n`);
  };
  const beside = `${resolve(dir)}-case-${view.order}`;
  if (words.html !== undefined || kinds.includes('html')) {
    const { renderCasePage } = await import('#reports/html/case-page');
    const path = words.html ?? relativeTo(dir, `${beside}.html`);
    writeAside(path, renderCasePage(view, drayVersion()));
    say(path);
  }
  if (kinds.includes('json')) {
    const path = relativeTo(dir, `${beside}.json`);
    writeAside(path, `${JSON.stringify(view, null, 2)}\n`);
    say(path);
  }
  for (const gap of view.gaps) process.stderr.write(`warning: ${printable(gap)}\n`);
  return EXIT.done;
}

/** As the folder was named. */
function relativeTo(dir: string, path: string): string {
  return join(dir, '..', basename(path));
}

function kindsOf(words: readonly string[]): readonly string[] {
  for (const word of words)
    if (!REPORTS.includes(word))
      throw new UserError(`unknown report: "${word}".${suggestion(word, REPORTS)}`);
  return words;
}

type Run = Omit<CaseQuestion, 'order' | 'knowledge'> & { readonly overX12: ReadonlySet<number> };

function viewOf(run: Run, word: string): CaseView {
  const { overX12, ...asked } = run;
  const knowledge = caseKnowledge(overX12);
  const order = orderOf(run.dir, word);
  const collected = collectCase({ ...asked, order, knowledge });
  if (collected.kind === 'found') return collected.view;
  throw unknownOrder(word, collected.range, collected.gaps);
}

/** Its number, or that of the order that is called so. */
function orderOf(dir: string, word: string): number {
  const called = new RecordedNames(dir, { codes: {} });
  const named = called.numberOf('order', word);
  if (named !== null) return named;
  if (/^\d{1,9}$/.test(word)) return Number(word);
  const hint = suggestion(word, called.all('order').slice(0, NAMES_MAX));
  throw new UserError(
    `"${printable(word)}" is no order: give its number, such as 17, or its name in the order list.${hint} ${rangeWords(orderRange(dir))}`,
  );
}

/** That are looked at for one that is meant. */
const NAMES_MAX = 10_000;

function unknownOrder(word: string, range: OrderRange | null, gaps: readonly string[]): UserError {
  const cut = gaps.length === 0 ? '' : ` (${gaps.join('; ')})`;
  return new UserError(
    `order ${printable(word)}: there is no such order in the recording. ${rangeWords(range)}${cut}`,
  );
}

function rangeWords(range: OrderRange | null): string {
  return range === null
    ? 'No order is on record'
    : `The orders on record are ${range.first} to ${range.last}`;
}

type Fields = Readonly<Record<string, unknown>>;

function runIn(dir: string, asked: string | undefined): Run {
  if (!existsSync(dir)) throw new UserError(`${dir}: there is no such folder. ${WHICH_FOLDER}`);
  if (!statSync(dir).isDirectory()) throw new UserError(`${dir} is a file. ${WHICH_FOLDER}`);
  const told = fieldsIn(join(dir, 'run.json'));
  const recorded = armsIn(dir);
  const reported = listOf(told.arms).filter(({ policy }) => isArmName(policy));
  const names = reported.map(({ policy }) => String(policy)).filter((name) => recorded.includes(name));
  const arms = [...names, ...recorded.filter((name) => !names.includes(name))];
  if (arms.length === 0) throw new UserError(`${dir}: no recording of a policy is in it. ${WHICH_FOLDER}`);
  const arm = asked ?? arms[0]!;
  if (!arms.includes(arm))
    throw new UserError(`--arm ${printable(arm)}: ${dir} has no such arm. It has ${arms.join(', ')}`);
  const about = reported.find(({ policy }) => policy === arm);
  const scenario = isFields(told.scenario) ? told.scenario.name : null;
  return {
    dir: join(dir, arm),
    scenario: typeof scenario === 'string' ? scenario : basename(resolve(dir)),
    seed: typeof told.seed === 'string' || typeof told.seed === 'number' ? told.seed : 'unknown',
    arm,
    currency: typeof told.currency === 'string' ? told.currency : '',
    endedAt: typeof about?.endedAt === 'number' ? about.endedAt : null,
    overX12: carriersOverX12(dir),
  };
}

const WHICH_FOLDER = 'Name the folder given to "dray run" with --out';

function armsIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'business.arrows')))
    .map(({ name }) => name)
    .sort();
}

/** Empty where it is none: a run that was killed still has its recording. */
function fieldsIn(path: string): Fields {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isFields(found) ? found : {};
  } catch {
    return {};
  }
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
