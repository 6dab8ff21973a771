/**
 * What else than a run `dray report` makes a report of: the folder of a search or of an experiment, a failing case.
 *
 * To add one: say how it is known, and what is written for each kind; a kind that it has none of is refused with those it has.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { experimentIn } from '#reports/comparison/experiment-report';
import { renderFailuresJunit } from '#reports/junit/failures-junit';
import { renderFailuresMarkdown } from '#reports/markdown/failures-markdown';
import { UserError } from '../exit-codes.ts';
import { writeAside } from '../reduce/write-aside.ts';
import { foundFailures } from '../search/found-failures.ts';
import type { SearchReport } from '../search/search-report.ts';
import { drayVersion } from '../version.ts';
import { experimentText } from './experiment-text.ts';
import { experimentTexts, type Texts } from './experiment-texts.ts';
import { REPORT_FILES, type ReportKind } from './report-kinds.ts';
import type { WrittenReport } from './write-reports.ts';

/** What was written of one thing, and what is said of it. */
export interface Reported {
  /** In a line. */
  readonly says: string;
  readonly written: readonly WrittenReport[];
  /** A sentence each. */
  readonly missing: readonly string[];
}

interface OtherSource {
  write(out: string, kinds: readonly ReportKind[]): Promise<Reported>;
}

/** null = it is none of these. */
export function otherSourceOf(place: string): OtherSource | null {
  const search = join(place, 'search.json');
  if (existsSync(search)) return sourceOf(searchTexts(place, readJson(search)));
  const result = join(place, 'result.json');
  if (existsSync(result)) return sourceOf(resultTexts(result));
  return /\.ya?ml$/.test(place) && existsSync(place) ? failingCase(place) : null;
}

interface Told {
  readonly says: string;
  readonly texts: Texts;
}

function searchTexts(place: string, found: unknown): Told {
  const report = found as SearchReport;
  if (typeof found !== 'object' || found === null || report.process !== 'search' || report.format !== 1)
    throw new UserError(
      `${join(place, 'search.json')} is no result of a search that this Dray knows. Search again`,
    );
  const failures = foundFailures(report);
  return {
    says: `search of ${report.scenario}: ${report.failures.length} distinct failures in ${report.runs} runs`,
    texts: {
      html: async () =>
        (await import('#reports/html/qa/search-page')).renderSearchPage(report, null, drayVersion()),
      json: () => `${JSON.stringify(report, null, 2)}\n`,
      junit: () => renderFailuresJunit(failures),
      md: () => renderFailuresMarkdown(failures),
    },
  };
}

function resultTexts(path: string): Told {
  const found = experimentIn(readJson(path));
  if ('unusable' in found)
    throw new UserError(`${path} can't be used: ${found.unusable}. Run the experiment again`);
  const { report } = found;
  const text = experimentText(report);
  return { says: `${report.process}: ${text.split('\n', 1)[0] ?? ''}`, texts: experimentTexts(report, text) };
}

/** Its reports are made from a replay: the file holds the case, and not what happens in it. */
function failingCase(place: string): OtherSource {
  return {
    async write(out, kinds) {
      const { writeFailureReports } = await import('../replay/failure-reports.ts');
      const written = await writeFailureReports(place, { kinds, out });
      return { says: `failing case ${basename(place)}`, written, missing: [] };
    },
  };
}

function sourceOf({ says, texts }: Told): OtherSource {
  return {
    async write(out, kinds) {
      const written: WrittenReport[] = [];
      for (const kind of kinds) {
        const path = join(out, REPORT_FILES[kind]);
        writeAside(path, await texts[kind]());
        written.push({ kind, path });
      }
      return { says, written, missing: [] };
    },
  };
}

/** What a command has kept; throws `UserError` where it was changed. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UserError(`${path} is no JSON: it was changed or cut off. Run the command again that made it`);
  }
}
