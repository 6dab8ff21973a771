/**
 * KPIs of customs: how often it asks and looks, how long it takes, what it costs.
 *
 * 1. Of the whole run only; null where nothing crosses a border that stops anything, and where nothing of the kind has happened.
 * 2. Censoring: a declaration that is not accepted has no time to acceptance; goods that stand at a border at the end count as
 *    presented, and no day of theirs is lost yet.
 */

import type { CustomsKpi } from './catalogue/customs-catalogue.ts';
import { ratio, Sample } from './measures.ts';
import { CLEARANCE_FLAG } from './outcomes/clearances.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

const DAY_SECONDS = 86_400;

export function customsKpis({
  clearanceBooks: { clearances },
}: Pick<OutboundOutcomes, 'clearanceBooks'>): Record<CustomsKpi, number | null> {
  const toAcceptance = new Sample();
  const stay = new Sample();
  const sums = { lodged: 0, queried: 0, presented: 0, examined: 0, refused: 0, feesMinor: 0 };
  for (let row = 0; row < clearances.size; row++) {
    const flags = clearances.flags[row]!;
    const lodgedAt = clearances.lodgedAt[row]!;
    const presentedAt = clearances.presentedAt[row]!;
    if (lodgedAt >= 0) {
      sums.lodged += 1;
      if ((flags & CLEARANCE_FLAG.queried) !== 0) sums.queried += 1;
      if (clearances.acceptedAt[row]! >= 0) toAcceptance.add(clearances.acceptedAt[row]! - lodgedAt);
    }
    if (presentedAt < 0) continue;
    sums.presented += 1;
    if ((flags & CLEARANCE_FLAG.examined) !== 0) sums.examined += 1;
    if ((flags & CLEARANCE_FLAG.refused) !== 0) sums.refused += 1;
    sums.feesMinor += clearances.feesMinor[row]!;
    if (clearances.freeAt[row]! >= 0) stay.add(clearances.freeAt[row]! - presentedAt);
  }
  return {
    customsExamined: ratio(sums.examined, sums.presented),
    customsQueried: ratio(sums.queried, sums.lodged),
    clearanceP50: toAcceptance.quantileMs(0.5),
    clearanceP95: toAcceptance.quantileMs(0.95),
    borderDays: clearances.size === 0 ? null : stay.total / DAY_SECONDS,
    borderStayP95: stay.quantileMs(0.95),
    customsRefused: ratio(sums.refused, stay.size),
    customsFees: clearances.size === 0 ? null : sums.feesMinor,
  };
}
