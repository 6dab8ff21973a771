/**
 * The reports of one run, written from what `run.json` and `aggregates.json` hold: by `dray run` when it has ended, by `dray report`
 * whenever somebody wants them again.
 *
 * 1. Each file is there whole, or as it was before.
 */
import { join } from 'node:path';
import type { RunAggregates } from '#reports/aggregates/aggregates';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import { renderPage } from '#reports/html/page';
import { type BrokenPlace, renderRunJunit } from '#reports/junit/run-junit';
import { renderRunMarkdown } from '#reports/markdown/run-markdown';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { writeAside } from '../reduce/write-aside.ts';
import { REPORT_FILES, type ReportKind } from './report-kinds.ts';

export interface ReportedRun {
  readonly report: OutboundRunReport;
  readonly aggregates: RunAggregates | { readonly missing: string };
  /** Where an invariant broke; null = none did, or nobody knows. */
  readonly broken: BrokenPlace | null;
  /** What can't be shown, a sentence each; absent = nothing may be missing. */
  readonly missing?: readonly string[];
  /** How much assumptions move the figures; absent = nobody measured it. */
  readonly sensitivity?: SensitivityReport | null;
}

export interface WrittenReport {
  readonly kind: ReportKind;
  readonly path: string;
}

export async function writeReports(
  out: string,
  kinds: readonly ReportKind[],
  run: ReportedRun,
): Promise<readonly WrittenReport[]> {
  const written: WrittenReport[] = [];
  for (const kind of kinds) {
    const path = join(out, REPORT_FILES[kind]);
    writeAside(path, await textOf(kind, run));
    written.push({ kind, path });
  }
  return written;
}

function textOf(
  kind: ReportKind,
  { report, aggregates, broken, missing, sensitivity }: ReportedRun,
): Promise<string> | string {
  switch (kind) {
    case 'html':
      return renderPage(report, aggregates, { missing, sensitivity });
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'junit':
      return renderRunJunit(report, broken);
    case 'md':
      return renderRunMarkdown(report, missing);
  }
}
