/** What a verification came to, as text and as data. */
import type { LeftOut } from './job.ts';
import type { Check, Sequence } from './sequence.ts';

/** A case that could not be judged. */
export interface Fault {
  readonly id: string;
  readonly message: string;
}

export interface Report {
  readonly seed: string;
  readonly workers: number;
  readonly fast: boolean;
  readonly planted: boolean;
  /** Chance of error of each interval. */
  readonly alpha: number;
  readonly checks: readonly Check[];
  readonly leftOut: readonly LeftOut[];
  readonly faults: readonly Fault[];
  /** Wall time. */
  readonly seconds: number;
}

/** Whether anything is wrong. With a planted fault: whether a value shows it, be the others wide, missing or fine. */
export function failed({ planted, checks, faults }: Report): boolean {
  if (planted) return checks.some(({ verdict }) => verdict === 'outside');
  return faults.length > 0 || checks.some(({ verdict }) => verdict !== 'ok');
}

/** Checks and faults of sequences that are done; `missing` are ids of cases without a model. */
export function judged(
  sequences: readonly Sequence[],
  missing: readonly string[],
): Pick<Report, 'checks' | 'faults'> {
  const faults = missing.map((id) => ({ id, message: 'no model in bench/verification/models' }));
  for (const { job, fault } of sequences)
    if (fault !== null) faults.push({ id: job.case.id, message: fault });
  return { checks: sequences.flatMap((sequence) => sequence.checks()), faults };
}

/** Table, what does not fit, and a summary. */
export function renderReport(report: Report): string {
  const { checks, leftOut, faults } = report;
  const parts = [table(HEAD, checks.map(cells))];
  if (leftOut.length > 0) parts.push('Not checked:', ...leftOutLines(leftOut), '');
  if (faults.length > 0) {
    parts.push('Faults:');
    parts.push(...faults.map(({ id, message }) => `  ${id}: ${message}`), '');
  }
  parts.push(summary(report), '');
  return parts.join('\n');
}

/** What has one reason is named in one line. */
function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, value, why } of leftOut) {
    const reason = value === null ? why : `${value} is ${why}`;
    const ids = idsOf.get(reason);
    if (ids === undefined) idsOf.set(reason, [id]);
    else ids.push(id);
  }
  return [...idsOf].map(([reason, ids]) => `  ${ids.join(', ')}: ${reason}`);
}

const HEAD = ['case', 'value', 'expected', 'mean', 'interval', 'half-width', 'n', 'verdict'];

function cells({ id, variant, value, expected, estimate, verdict }: Check): string[] {
  const { mean, halfWidth, replications } = estimate;
  return [
    variant === '' ? id : `${id} (${variant})`,
    value,
    figure(expected),
    figure(mean),
    `${figure(mean - halfWidth)} .. ${figure(mean + halfWidth)}`,
    `${((100 * halfWidth) / Math.abs(expected)).toFixed(2)} %`,
    String(replications),
    verdict === 'ok' ? 'ok' : verdict.toUpperCase(),
  ];
}

/** Six digits, and never an exponent. */
function figure(x: number): string {
  const digits = Math.floor(Math.log10(Math.abs(x)));
  return x.toFixed(Math.max(0, Math.min(8, 5 - (Number.isFinite(digits) ? digits : 0))));
}

/** Names to the left, figures to the right. */
function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((_, c) => Math.max(...[head, ...body].map((row) => row[c]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, c) => (c < 2 || c === row.length - 1 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line), ''].join('\n');
}

function summary(report: Report): string {
  const { checks, leftOut, faults, alpha, seed, workers, seconds, planted } = report;
  const count = (verdict: Check['verdict']): number =>
    checks.filter((check) => check.verdict === verdict).length;
  const words = [
    `${checks.length} values checked in ${new Set(checks.map(({ id }) => id)).size} cases: ${count('ok')} ok`,
    `${count('outside')} outside`,
    `${count('too wide')} too wide`,
    `${leftOut.length} not checked`,
    `${faults.length} faults`,
  ].join(', ');
  const level = `each interval at ${(100 * (1 - alpha)).toFixed(4)} %, all together at 99 %`;
  const lines = [`${words}; ${level}; seed "${seed}", ${workers} workers, ${seconds.toFixed(0)} s`];
  if (planted) lines.push(caught(checks));
  return lines.join('\n');
}

/** In which cases a planted fault was seen. */
function caught(checks: readonly Check[]): string {
  const all = [...new Set(checks.map(({ id }) => id))];
  const seen = new Set(checks.filter(({ verdict }) => verdict === 'outside').map(({ id }) => id));
  const unseen = all.filter((id) => !seen.has(id));
  return `planted slow server: caught in ${seen.size} of ${all.length} cases${unseen.length > 0 ? `, not in ${unseen.join(', ')}` : ''}`;
}
