/** Something a day, a line an arm. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { armColor, countAxis, dashes, gridY, HALF, picture } from './plot.ts';

export interface DayPoint {
  /** Midnight UTC, epoch ms. */
  readonly dayAt: number;
  readonly value: number;
}

/** Up to so many days each is marked, so that a single one can be seen. */
const MARKED_DAYS = 40;
/** Up to so long each day has a tick; else they would be of hours. */
const EVERY_DAY_MS = 8 * 86_400_000;

/** @param arms a series an arm, in the order of the arms */
export function overTime(
  says: string,
  unit: string,
  arms: readonly (readonly DayPoint[])[],
  from: number,
  to: number,
): Markup {
  const values = arms.flatMap((points) => points.map(({ value }) => value));
  const marked = arms.every((points) => points.length <= MARKED_DAYS);
  return picture(says, {
    width: HALF,
    height: 210,
    x: {
      type: 'utc',
      domain: [new Date(from), new Date(Math.max(to, from + 1))],
      label: 'day (UTC)',
      ticks: to - from <= EVERY_DAY_MS ? 'day' : 5,
    },
    y: countAxis(unit, values),
    marks: [
      gridY(values),
      ...arms.map((points, arm) =>
        Plot.lineY(points, {
          x: ({ dayAt }: DayPoint) => new Date(dayAt),
          y: 'value',
          stroke: armColor(arm),
          strokeWidth: 2,
          ...dashes(arm),
        }),
      ),
      ...(marked ? arms.map(dots) : []),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** Not Plot's own markers: these have ids, counted over all pictures ever drawn. */
function dots(points: readonly DayPoint[], arm: number): Plot.Markish {
  return Plot.dot(points, {
    x: ({ dayAt }: DayPoint) => new Date(dayAt),
    y: 'value',
    r: 2.5,
    fill: armColor(arm),
  });
}
