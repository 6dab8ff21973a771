/** What is said to whoever watches a comparison that goes on after its first look: what takes so long, and how long more or less. */
import { PAIRS_MOST } from '#bench/comparison/sequential';
import { type Judged, widestOf } from '#bench/comparison/verdict';

/** @param halfWidth that was asked for, of the primary metric, as a part of the baseline */
export function goingOnWords(judged: Judged, pairs: number, halfWidth?: number): string {
  const widest = widestOf(judged, pairs, halfWidth);
  if (widest === null) return `${pairs} pairs are not enough; ${PAIRS_MOST} are the most that are run`;
  const more = widest.pairs > PAIRS_MOST ? `, and ${PAIRS_MOST} are the most that are run` : '';
  return (
    `${pairs} pairs: "${widest.metric.title}" takes some ${widest.pairs} for an interval as narrow as is asked for${more}. ` +
    'Interrupted (Ctrl-C), what is done counts; --replications N runs N'
  );
}
