/** What a sweep says of its points in a sentence: where a point is, and which thresholds of the scenario are missed where. */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { count } from '../text/format.ts';
import { isUnheard, standInWords, unheardPhrase } from './stand-ins.ts';
import type { SweepReport, SweptThreshold } from './sweep-report.ts';

/** Places named in a sentence. */
const NAMED_MAX = 3;

/** One line; null = nothing is asked for, or an older result, which judged nothing. */
export function thresholdWords(report: SweepReport): string | null {
  if (report.points.every(({ thresholds = [] }) => thresholds.length === 0)) return null;
  const missed = placesOf(report, 'missed');
  const open = placesOf(report, 'open');
  if (missed.length + open.length === 0) return 'Every threshold is kept at every point.';
  return [
    missed.length === 0 ? 'No threshold is missed.' : `Thresholds missed: ${missed.join('; ')}.`,
    ...(open.length === 0 ? [] : [`Not to be told from these replications: ${open.join('; ')}.`]),
  ].join(' ');
}

/** `platform.workers = 1, limits.slaRisk = 2 h` */
export function placeWords(varied: readonly string[], values: readonly string[]): string {
  return varied.map((path, i) => `${path} = ${values[i]!}`).join(', ');
}

/** Where others answered in the policy's stead, so often that it matters; null = nowhere. */
export function sweptStandIns({ points, varied, policy }: SweepReport): string | null {
  const told = points.filter((point) => standInWords([point]).length > 0);
  const unheard = told.filter(isUnheard);
  if (told.length === 0) return null;
  if (unheard.length === points.length)
    return `Nothing was found out about ${policy}: at each point the same as at the first, ${unheardPhrase(unheard[0]!.standIns!)}.`;
  const placed = told.map((point) => {
    return `${placeWords(varied, point.values)}: ${standInWords([point])[0]!.replace(/\.$/, '')}`;
  });
  return `Others answered for it at ${someOf(placed)}.`;
}

export function someOf(places: readonly string[]): string {
  const more = places.length - NAMED_MAX;
  if (more > 0) return `${places.slice(0, NAMED_MAX).join('; ')} and ${count(more)} more`;
  return places.join('; ');
}

/** A text a threshold, in the order in which the scenario asks. */
function placesOf({ points, varied }: SweepReport, judged: SweptThreshold['judged']): string[] {
  const found = new Map<string, string[]>();
  for (const { values, thresholds = [] } of points)
    for (const each of thresholds) {
      if (each.judged !== judged) continue;
      const name = `${OUTBOUND_KPIS[each.kpi].title} (${each.bound})`;
      found.set(name, [...(found.get(name) ?? []), placeWords(varied, values)]);
    }
  return [...found].map(([name, places]) =>
    places.length === points.length && points.length > 1
      ? `${name} at every point`
      : `${name} at ${someOf(places)}`,
  );
}
