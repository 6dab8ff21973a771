/** What recall costs in precision, a curve a design; a guess at random lies on the prevalence. */
import * as Plot from '@observablehq/plot';
import type { RecallPoint } from '../../../scoring/point-scores.ts';
import type { Markup } from '../../markup.ts';
import { armColor, dashes, gridX, HALF, picture } from '../../pictures/plot.ts';
import { gridLines } from './axis.ts';

export interface RecallCurve {
  readonly arm: number;
  readonly points: readonly RecallPoint[];
  readonly prevalence: number;
}

const PERCENT = (share: number): string => `${Math.round(100 * share)} %`;

export function precisionRecallPicture(says: string, curves: readonly RecallCurve[]): Markup {
  return picture(says, {
    width: HALF,
    height: 330,
    marginLeft: 52,
    x: { label: 'recall', domain: [0, 1], ticks: 5, tickFormat: PERCENT },
    y: { label: 'precision', domain: [0, 1], ticks: 5, tickFormat: PERCENT },
    marks: [
      gridX(),
      gridLines(),
      Plot.ruleY(curves, {
        ...{ y: 'prevalence', strokeDasharray: '2 3', strokeOpacity: 0.8 },
        stroke: ({ arm }: RecallCurve) => armColor(arm),
      }),
      ...curves.map(({ arm, points }) =>
        Plot.line(points, {
          ...{ x: 'recall', y: 'precision', curve: 'step-before', strokeWidth: 2 },
          stroke: armColor(arm),
          ...dashes(arm),
        }),
      ),
    ],
  });
}
