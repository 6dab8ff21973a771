/**
 * Something over the time of a run, a line an arm, on an axis that all pictures beside it share.
 *
 * 1. Warm-up is shaded, and said; from where on no order comes any more there is a dashed line.
 * 2. So many points at most: means of slots that lie beside each other.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { armColor, countAxis, dashes, gridY, HALF, picture } from './plot.ts';

export interface TimeAxis {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly warmUpUntil: number | null;
  readonly ordersUntil: number;
}

export interface TimePoint {
  /** Epoch ms. */
  readonly at: number;
  /** null = unknown: the line has a gap. */
  readonly value: number | null;
}

const DAY_MS = 86_400_000;
/** Up to so long each day has a tick. */
const EVERY_DAY_MS = 8 * DAY_MS;
/** More are closer than two pixels. */
const POINTS_MAX = 200;

/**
 * @param arms a line each, in the order of the arms
 * @param width pixels
 */
export function seriesPicture(
  says: string,
  unit: string,
  axis: TimeAxis,
  arms: readonly (readonly TimePoint[])[],
  width = HALF,
): Markup {
  const values = arms.flatMap((points) => points.flatMap(({ value }) => value ?? []));
  return picture(says, {
    width,
    height: 190,
    x: timeScale(axis, width > HALF ? 10 : 5),
    y: countAxis(unit, values),
    marks: [
      ...shading(axis),
      gridY(values),
      ...arms.map((points, arm) =>
        Plot.lineY(points, {
          x: ({ at }: TimePoint) => new Date(at),
          y: 'value',
          stroke: armColor(arm),
          strokeWidth: 1.75,
          ...dashes(arm),
        }),
      ),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

export function timeScale({ from, to }: TimeAxis, ticks: number): Plot.ScaleOptions {
  return {
    type: 'utc',
    domain: [new Date(from), new Date(Math.max(to, from + 1))],
    label: 'day (UTC)',
    ticks: to - from <= EVERY_DAY_MS && to - from >= 2 * DAY_MS ? 'day' : ticks,
  };
}

/** Warm-up, and when the last order may have come. */
export function shading({ from, to, warmUpUntil, ordersUntil }: TimeAxis): Plot.Markish[] {
  const warm =
    warmUpUntil === null || warmUpUntil <= from
      ? []
      : [{ from: new Date(from), to: new Date(Math.min(to, warmUpUntil)) }];
  return [
    Plot.rectX(warm, {
      x1: 'from',
      x2: 'to',
      fill: 'var(--rule)',
      fillOpacity: 0.7,
      className: 'warm-up',
    }),
    Plot.text(warm, {
      x: 'from',
      text: () => 'warm-up',
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dx: 3,
      dy: 3,
      fill: 'var(--soft)',
      fontSize: 10,
    }),
    Plot.ruleX(ordersUntil < to && ordersUntil > from ? [new Date(ordersUntil)] : [], {
      stroke: 'var(--soft)',
      strokeDasharray: '2 3',
    }),
  ];
}

/** Slots are taken together until there are few enough; at least so many. @returns how many */
export function slotsTogether(slots: number, slotMs: number, atLeastMs = 0): number {
  return Math.max(1, Math.ceil(slots / POINTS_MAX), Math.ceil(atLeastMs / slotMs));
}
