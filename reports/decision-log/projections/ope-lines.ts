/**
 * The log that `dray ope --log` reads: what was drawn with which probability, what it earned, and what another policy would have done.
 *
 * 1. Lists go by option offered. Where nothing else could have been done there was no decision, and the row is left out.
 */
import { spreadPropensities } from '../log-row.ts';
import type { DrawnRow } from './projection.ts';

/** What the other policy would have done: index among the options offered; -1 = none of them. */
export type Target = (row: DrawnRow['row'], offered: readonly number[]) => number;

/** null = there was nothing to choose, or the other policy would have chosen nothing. */
export function opeLine({ row, reward }: DrawnRow, target: Target): string | null {
  const offered = row.ruledOut.flatMap((rule, i) => (rule === null ? [i] : []));
  if (offered.length < 2) return null;
  const wanted = target(row, offered);
  if (wanted < 0 || wanted >= offered.length) return null;
  const probabilities = spreadPropensities(row)!;
  return JSON.stringify({
    chosen: offered.indexOf(row.chosen),
    propensities: offered.map((i) => probabilities[i]),
    reward,
    target: offered.map((_, i) => (i === wanted ? 1 : 0)),
  });
}
