/** Where the warm-up of pilot runs ends: how sure the mean of the rest would be, and the run in stretches. */
import * as Plot from '@observablehq/plot';
import type { MserPoint } from '../../../comparison/warm-up-report.ts';
import type { Markup } from '../../markup.ts';
import { HALF, picture } from '../../pictures/plot.ts';
import { gridLines, spanOf } from './axis.ts';

const cutColor = 'var(--arm1)';

/** @param cut orders left out; null = that can't be told */
export function mserCurve(
  says: string,
  unit: string,
  curve: readonly MserPoint[],
  cut: number | null,
): Markup {
  const chosen = curve.filter(({ truncated }) => truncated === cut);
  return picture(says, {
    width: HALF,
    height: 250,
    marginLeft: 72,
    x: { label: 'orders left out', domain: [0, Math.max(1, curve.at(-1)?.truncated ?? 1)], ticks: 5 },
    y: {
      label: unit === '' ? 'standard error' : `standard error, ${unit}`,
      domain: [...spanOf(curve.map(({ standardError }) => standardError))],
      ticks: 5,
    },
    marks: [
      gridLines(),
      Plot.line(curve, { x: 'truncated', y: 'standardError', stroke: 'var(--arm0)', strokeWidth: 2 }),
      Plot.ruleX(chosen, { x: 'truncated', stroke: cutColor, strokeWidth: 2, strokeDasharray: '4 3' }),
      Plot.dot(chosen, { x: 'truncated', y: 'standardError', r: 5, fill: cutColor }),
    ],
  });
}

export interface Stretch {
  /** Since the start of the run. */
  readonly fromHours: number;
  readonly toHours: number;
  readonly mean: number;
}

/** @param cutHours 0 = nothing is left out */
export function stretchPicture(
  says: string,
  unit: string,
  stretches: readonly Stretch[],
  cutHours: number,
): Markup {
  const end = stretches.reduce((last, { toHours }) => Math.max(last, toHours), 1);
  const [least, most] = spanOf(stretches.map(({ mean }) => mean));
  return picture(says, {
    width: HALF,
    height: 250,
    marginLeft: 72,
    x: { label: 'released, hours since the start of the run', domain: [0, end], ticks: 5 },
    y: { label: unit, domain: [least, most], ticks: 5 },
    marks: [
      ...(cutHours > 0
        ? [
            Plot.rectX([{ from: 0, to: Math.min(end, cutHours) }], {
              x1: 'from',
              x2: 'to',
              fill: cutColor,
              fillOpacity: 0.15,
            }),
          ]
        : []),
      gridLines(),
      Plot.ruleY(stretches, {
        y: 'mean',
        x1: 'fromHours',
        x2: 'toHours',
        stroke: 'var(--arm0)',
        strokeWidth: 3,
      }),
      ...(cutHours > 0 && cutHours <= end
        ? [Plot.ruleX([cutHours], { stroke: cutColor, strokeWidth: 2, strokeDasharray: '4 3' })]
        : []),
    ],
  });
}
