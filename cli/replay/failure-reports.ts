/** The reports of a failing case, as files beside it: `FAIL-....html`, `.json`, `.junit.xml`, `.md`. */
import { basename, join } from 'node:path';
import type { FailureCase } from '#reports/html/qa/failure-case';
import { renderFailureJunit } from '#reports/junit/failure-junit';
import { renderFailureMarkdown } from '#reports/markdown/failure-markdown';
import { writeAside } from '../reduce/write-aside.ts';
import type { ReportKind } from '../report/report-kinds.ts';
import type { WrittenReport } from '../report/write-reports.ts';
import { failureCaseOf } from './failure-case.ts';

const ENDINGS: Readonly<Record<ReportKind, string>> = {
  html: 'html',
  json: 'json',
  junit: 'junit.xml',
  md: 'md',
};

export interface FailureReports {
  readonly kinds: readonly ReportKind[];
  /** Folder, which is made where there is none. */
  readonly out: string;
  /** Events that the run beside it is without; none = one that it needs. */
  readonly without?: readonly string[];
}

/** @param path of a scenario file with a `failure` section */
export async function writeFailureReports(
  path: string,
  { kinds, out, without = [] }: FailureReports,
): Promise<readonly WrittenReport[]> {
  if (kinds.length === 0) return [];
  const failing = await failureCaseOf(path, without);
  const name = basename(path).replace(/(?:\.scenario)?\.ya?ml$/, '');
  const written: WrittenReport[] = [];
  for (const kind of kinds) {
    const place = join(out, `${name}.${ENDINGS[kind]}`);
    writeAside(place, await textOf(kind, failing));
    written.push({ kind, path: place });
  }
  return written;
}

async function textOf(kind: ReportKind, failing: FailureCase): Promise<string> {
  switch (kind) {
    case 'html': {
      // Pictures cost time to load: only who has a page made pays for them.
      const { renderFailurePage } = await import('#reports/html/qa/failure-page');
      return renderFailurePage(failing);
    }
    case 'json':
      return `${JSON.stringify({ format: 1, process: 'failing-case', ...failing }, null, 2)}\n`;
    case 'junit':
      return renderFailureJunit(failing);
    case 'md':
      return renderFailureMarkdown(failing);
  }
}
