/** What a search has found, as its reports in Markdown and for JUnit take it. */
import type { FoundFailures } from '#reports/markdown/failures-markdown';
import type { SearchReport } from './search-report.ts';

export function foundFailures(report: SearchReport): FoundFailures {
  const { scenario, seed, runs, complete, failures, reproduce } = report;
  return {
    scenario,
    seed,
    runs,
    complete,
    reproduce,
    failures: failures.map(({ invariant, place, count, seed: first, finding, again }) => ({
      invariant,
      place,
      count,
      seed: first,
      message: finding.message,
      again,
    })),
  };
}
