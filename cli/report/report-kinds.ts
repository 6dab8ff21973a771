/** `--report`: which reports are written, each under its own name in the folder of what it is about. */
import { nearest } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';

export const REPORT_KINDS = ['html', 'json', 'junit', 'md'] as const;

export type ReportKind = (typeof REPORT_KINDS)[number];

export const REPORT_FILES: Readonly<Record<ReportKind, string>> = {
  html: 'report.html',
  json: 'report.json',
  junit: 'junit.xml',
  md: 'report.md',
};

/** What the line is called that says where it lies. */
export const REPORT_WORDS: Readonly<Record<ReportKind, string>> = {
  html: 'report',
  json: 'json',
  junit: 'junit',
  md: 'markdown',
};

/** A line each that says where it lies. */
export function reportLines(
  written: readonly { readonly kind: ReportKind; readonly path: string }[],
): string {
  return written.map(({ kind, path }) => `${REPORT_WORDS[kind].padEnd(10)} ${path}\n`).join('');
}

const NONE = 'none';

/** @param words as typed, parted at commas; none = html. Throws `UserError` */
export function reportKindsOf(words: readonly string[]): readonly ReportKind[] {
  const known = [...REPORT_KINDS, NONE];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) {
    const near = nearest(unknown, known);
    const hint = near === null ? '' : `. Did you mean "${near}"?`;
    throw new UserError(`unknown report: "${unknown}". Known: ${known.join(', ')}${hint}`);
  }
  if (words.includes(NONE) && words.some((word) => word !== NONE))
    throw new UserError(`--report ${words.join(',')}: none, or some? Leave out "${NONE}"`);
  if (words.length === 0) return ['html'];
  return REPORT_KINDS.filter((kind) => words.includes(kind));
}
