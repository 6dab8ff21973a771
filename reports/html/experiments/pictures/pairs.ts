/** The pairs of a comparison themselves: how much each differs, and what the one came to beside the other. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, HALF, picture } from '../../pictures/plot.ts';
import { gridLines, spanOf } from './axis.ts';

/** Baseline and candidate, in the unit of the picture. */
export type Pair = readonly [baseline: number, candidate: number];

export interface PairsPicture {
  readonly says: string;
  /** Of the figures: `USD`. */
  readonly unit: string;
  readonly pairs: readonly Pair[];
}

/** A dot a pair, by what the candidate's figure has more. @param band in which a difference does not matter */
export function differenceStrip(
  { says, unit, pairs }: PairsPicture,
  interval: { readonly mean: number; readonly low: number; readonly high: number },
  band: number,
): Markup {
  const differences = pairs.map(([baseline, candidate]) => candidate - baseline);
  const [least, most] = spanOf(differences, [0, interval.low, interval.high]);
  const drawnBand = { x1: Math.max(least, -band), x2: Math.min(most, band) };
  return picture(says, {
    width: HALF,
    height: 250,
    marginLeft: 24,
    x: {
      label: unit === '' ? 'candidate less baseline' : `candidate less baseline, ${unit}`,
      domain: [least, most],
      ticks: 5,
    },
    marks: [
      ...(drawnBand.x1 < drawnBand.x2
        ? [Plot.rectX([drawnBand], { x1: 'x1', x2: 'x2', fill: 'var(--ink)', fillOpacity: 0.08 })]
        : []),
      gridX(),
      Plot.rectX([interval], { x1: 'low', x2: 'high', fill: 'var(--arm1)', fillOpacity: 0.18 }),
      Plot.ruleX([interval.mean], { stroke: 'var(--arm1)', strokeWidth: 2, strokeDasharray: '6 3' }),
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeOpacity: 0.7 }),
      Plot.dot(
        differences,
        Plot.dodgeY(
          { anchor: 'bottom', padding: 0.5 },
          { x: (value: number) => value, r: radiusOf(pairs.length), fill: 'var(--arm0)', fillOpacity: 0.75 },
        ),
      ),
    ],
  });
}

/** A dot a pair; on the diagonal both are alike. */
export function pairScatter({ says, unit, pairs }: PairsPicture): Markup {
  const [least, most] = spanOf(pairs.flat());
  const points = pairs.map(([baseline, candidate]) => ({ baseline, candidate }));
  const named = (who: string): string => (unit === '' ? who : `${who}, ${unit}`);
  return picture(says, {
    width: HALF,
    height: 320,
    marginLeft: 64,
    x: { label: named('baseline'), domain: [least, most], ticks: 5 },
    y: { label: named('candidate'), domain: [least, most], ticks: 5 },
    marks: [
      gridX(),
      gridLines(),
      Plot.link([{ from: least, to: most }], {
        ...{ x1: 'from', y1: 'from', x2: 'to', y2: 'to' },
        ...{ stroke: 'var(--ink)', strokeOpacity: 0.6, strokeDasharray: '4 3' },
      }),
      Plot.dot(points, {
        ...{ x: 'baseline', y: 'candidate', r: 3.5, fill: 'var(--arm0)', fillOpacity: 0.7 },
        stroke: 'var(--ground)',
        strokeWidth: 0.5,
      }),
    ],
  });
}

/** Smaller where there are many, so that they stay in the picture. */
function radiusOf(pairs: number): number {
  return pairs <= 60 ? 4.5 : pairs <= 150 ? 3 : 2;
}
