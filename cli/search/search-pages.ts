/** The reports of a search, written into its folder: `report.html`, `junit.xml`, `report.md`. */
import { join } from 'node:path';
import { renderFailuresJunit } from '#reports/junit/failures-junit';
import { renderFailuresMarkdown } from '#reports/markdown/failures-markdown';
import { writeAside } from '../reduce/write-aside.ts';
import { REPORT_FILES, REPORT_WORDS, type ReportKind } from '../report/report-kinds.ts';
import { drayVersion } from '../version.ts';
import { foundFailures } from './found-failures.ts';
import type { SearchReport, SearchSpeed } from './search-report.ts';

export interface SearchPages {
  readonly kinds: readonly ReportKind[];
  readonly speed: SearchSpeed | null;
  readonly out: string;
}

/** @returns a line each that says where it lies */
export async function writeSearchReports(
  report: SearchReport,
  { kinds, speed, out }: SearchPages,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const kind of kinds) {
    const path = join(out, REPORT_FILES[kind]);
    writeAside(path, await textOf(kind, report, speed));
    lines.push(`${REPORT_WORDS[kind].padEnd(10)} ${path}`);
  }
  return lines;
}

async function textOf(kind: ReportKind, report: SearchReport, speed: SearchSpeed | null): Promise<string> {
  switch (kind) {
    case 'html': {
      // Pictures cost time to load: only who has a page made pays for them.
      const { renderSearchPage } = await import('#reports/html/qa/search-page');
      return renderSearchPage(report, speed, drayVersion());
    }
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'junit':
      return renderFailuresJunit(foundFailures(report));
    case 'md':
      return renderFailuresMarkdown(foundFailures(report));
  }
}
