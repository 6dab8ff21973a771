/**
 * KPIs of exceptions as cases: how many, how soon noticed, how long until resolved, and by whom.
 *
 * 1. Of the whole run only; null where exceptions are no cases, and where nothing went wrong.
 * 2. Censoring: a case that is open at the end has no time to resolution and nobody who resolved it; it is counted as open.
 */

import type { CaseKpi } from './catalogue/case-catalogue.ts';
import { ratio, Sample } from './measures.ts';
import type { CaseBooks } from './outcomes/case-books.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

/** Of one class, or of all. */
export interface CaseFigures {
  readonly opened: number;
  readonly open: number;
  readonly escalated: number;
  /** By rule, recommendation, person. */
  readonly resolvedBy: readonly [number, number, number];
  readonly detection: Sample;
  readonly resolution: Sample;
}

/** @param exception class; absent = all of them */
export function caseFigures({ cases }: CaseBooks, exception?: number): CaseFigures {
  const resolvedBy: [number, number, number] = [0, 0, 0];
  const detection = new Sample();
  const resolution = new Sample();
  const sums = { opened: 0, open: 0, escalated: 0 };
  for (let row = 0; row < cases.size; row++) {
    if (exception !== undefined && cases.exception[row] !== exception) continue;
    const detectedAt = cases.detectedAt[row]!;
    const resolvedAt = cases.resolvedAt[row]!;
    sums.opened += 1;
    sums.escalated += cases.escalated[row]!;
    detection.add(Math.max(0, detectedAt - cases.occurredAt[row]!));
    if (resolvedAt < 0) sums.open += 1;
    else {
      resolution.add(resolvedAt - detectedAt);
      resolvedBy[cases.by[row]!]! += 1;
    }
  }
  return { ...sums, resolvedBy, detection, resolution };
}

/** Classes that there are cases of, by number. */
export function classesOf({ cases }: CaseBooks): number[] {
  const found = new Set<number>();
  for (let row = 0; row < cases.size; row++) found.add(cases.exception[row]!);
  return [...found].sort((x, y) => x - y);
}

export function caseKpis({
  caseBooks,
  orders,
}: Pick<OutboundOutcomes, 'caseBooks' | 'orders'>): Record<CaseKpi, number | null> {
  const { opened, open, escalated, resolvedBy, detection, resolution } = caseFigures(caseBooks);
  const [byRule, byRecommendation, byPerson] = resolvedBy;
  return {
    casesPerOrder: opened === 0 ? null : ratio(opened, orders.size),
    caseDetectionMean: detection.meanMs(),
    caseResolutionMean: resolution.meanMs(),
    casesByRule: ratio(byRule, resolution.size),
    casesByRecommendation: ratio(byRecommendation, resolution.size),
    casesByPerson: ratio(byPerson, resolution.size),
    casesEscalated: ratio(escalated, opened),
    casesOpen: opened === 0 ? null : open,
  };
}
