/** The reports of a run that has no result: why not, how far it came, and what is missing, in every kind that was asked for. */
import { join } from 'node:path';
import { type RunFragment, renderFragmentPage } from '#reports/html/fragment-page';
import { renderFragmentJunit } from '#reports/junit/fragment-junit';
import { renderFragmentMarkdown } from '#reports/markdown/fragment-markdown';
import { writeAside } from '../reduce/write-aside.ts';
import { drayVersion } from '../version.ts';
import { REPORT_FILES, type ReportKind } from './report-kinds.ts';
import type { WrittenReport } from './write-reports.ts';

export function writeFragment(
  out: string,
  kinds: readonly ReportKind[],
  fragment: RunFragment,
): readonly WrittenReport[] {
  const texts: Readonly<Record<ReportKind, () => string>> = {
    html: () => renderFragmentPage(fragment, drayVersion()),
    json: () => `${JSON.stringify(fragment, null, 2)}\n`,
    junit: () => renderFragmentJunit(fragment),
    md: () => renderFragmentMarkdown(fragment),
  };
  return kinds.map((kind): WrittenReport => {
    const path = join(out, REPORT_FILES[kind]);
    writeAside(path, texts[kind]());
    return { kind, path };
  });
}
