/** Single decisions tried both ways, from the best for the candidate to the worst: a bar each. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { picture } from '../../pictures/plot.ts';
import { gridLines, spanOf } from './axis.ts';

/** @param advantages in the unit of the picture, best first */
export function advantageBars(
  says: string,
  unit: string,
  advantages: readonly number[],
  mean: { readonly mean: number; readonly low: number; readonly high: number } | null,
): Markup {
  const bars = advantages.map((worth, rank) => ({ worth, rank: rank + 1 }));
  const [least, most] = spanOf(advantages, [0, ...(mean === null ? [] : [mean.low, mean.high])]);
  return picture(says, {
    height: 240,
    marginLeft: 64,
    x: {
      label: 'decisions, best for the candidate first',
      type: 'linear',
      domain: [0, bars.length + 1],
      ticks: Math.min(10, bars.length),
      tickFormat: 'd',
    },
    y: { label: `worth of the candidate’s choice, ${unit}`, domain: [least, most], ticks: 5 },
    marks: [
      ...(mean === null
        ? []
        : [
            Plot.rectY([mean], { y1: 'low', y2: 'high', fill: 'var(--arm1)', fillOpacity: 0.15 }),
            Plot.ruleY([mean.mean], { stroke: 'var(--arm1)', strokeWidth: 2, strokeDasharray: '6 3' }),
          ]),
      gridLines(),
      Plot.ruleX(bars, { x: 'rank', y1: 0, y2: 'worth', stroke: 'var(--arm0)', strokeWidth: 2 }),
      Plot.dot(bars, { x: 'rank', y: 'worth', r: 3.5, fill: 'var(--arm0)' }),
      Plot.ruleY([0], { stroke: 'var(--ink)', strokeOpacity: 0.7 }),
    ],
  });
}
