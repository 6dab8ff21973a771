/** The courses that lives took, the most frequent first; rare ones together. */
import { type Courses, UNTOLD } from './courses.ts';
import { compareNames } from './flows.ts';
import type { ProcessVariant, ProcessVariants } from './process-map.ts';
import { SpanHistogram } from './span-histogram.ts';

const TOLD = 12;
const MEDIAN = 0.5;

/** A life, as it stands at the end of the run. */
export interface Ended {
  readonly course: number;
  /** From its beginning to its last event. */
  readonly spanMs: number;
  readonly isOver: boolean;
}

/** @param lives the same each time it is called: they are gone through twice */
export function variantsOf(
  courses: Courses,
  names: readonly string[],
  lives: () => Iterable<Ended>,
): ProcessVariants {
  const { counts, untold, open } = count(courses, lives());
  const taken = [...counts.keys()].filter((course) => counts[course]! > 0);
  const told = taken.map((course) => ({
    course,
    lives: counts[course]!,
    events: courses.stepsTo(course).map((step) => names[step]!),
    spans: new SpanHistogram(),
  }));
  // By name where they are as many, so that it does not matter which was met first.
  told.sort((x, y) => y.lives - x.lives || compareNames(x.events.join(), y.events.join()));
  const top = told.slice(0, TOLD);
  const spansOf = new Map(top.map(({ course, spans }) => [course, spans]));
  const rest = new SpanHistogram();
  for (const { course, spanMs, isOver } of lives()) if (isOver) (spansOf.get(course) ?? rest).add(spanMs);
  return {
    lives: rest.count + top.reduce((sum, { lives: own }) => sum + own, 0),
    open,
    top: top.map(({ events, lives: own, spans }): ProcessVariant => {
      return { events, lives: own, medianMs: spans.quantile(MEDIAN) ?? 0 };
    }),
    others: {
      variants: told.length - top.length + (untold > 0 ? 1 : 0),
      lives: rest.count,
      medianMs: rest.quantile(MEDIAN),
      more: untold > 0,
    },
  };
}

function count(
  courses: Courses,
  lives: Iterable<Ended>,
): { readonly counts: Uint32Array; readonly untold: number; readonly open: number } {
  const counts = new Uint32Array(courses.size);
  let untold = 0;
  let open = 0;
  for (const { course, isOver } of lives) {
    if (!isOver) open += 1;
    else if (course === UNTOLD) untold += 1;
    else counts[course]! += 1;
  }
  return { counts, untold, open };
}
