/** A reliability diagram: in what share it came of what was said to come with a probability. On the diagonal probabilities can be taken at their word. */
import * as Plot from '@observablehq/plot';
import type { ReliabilityBin } from '../../../scoring/point-scores.ts';
import type { Markup } from '../../markup.ts';
import { gridX, HALF, picture } from '../../pictures/plot.ts';
import { gridLines } from './axis.ts';

const PERCENT = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** A dot a bin, larger where more decisions are in it. @param color of the arm */
export function reliabilityPicture(says: string, bins: readonly ReliabilityBin[], color: string): Markup {
  const known = bins.flatMap(({ predicted, interval }) =>
    interval === null ? [] : [{ predicted, low: interval.low, high: interval.high }],
  );
  const most = reachOf(bins);
  return picture(says, {
    width: HALF,
    height: 330,
    marginLeft: 52,
    x: { label: 'probability said', domain: [0, most], ticks: 5, tickFormat: PERCENT },
    y: { label: 'share that came', domain: [0, most], ticks: 5, tickFormat: PERCENT },
    r: { domain: [0, Math.max(1, ...bins.map(({ decisions }) => decisions))], range: [2, 9] },
    marks: [
      gridX(),
      gridLines(),
      Plot.link([{ from: 0, to: most }], {
        ...{ x1: 'from', y1: 'from', x2: 'to', y2: 'to' },
        ...{ stroke: 'var(--ink)', strokeOpacity: 0.6, strokeDasharray: '4 3' },
      }),
      Plot.ruleX(known, { x: 'predicted', y1: 'low', y2: 'high', stroke: color, strokeWidth: 1.5 }),
      Plot.line(bins, { x: 'predicted', y: 'came', stroke: color, strokeOpacity: 0.5 }),
      Plot.dot(bins, { x: 'predicted', y: 'came', r: 'decisions', fill: color, stroke: 'var(--ground)' }),
    ],
  });
}

/** Of rare events all is in a corner: the axes end where there is something. */
function reachOf(bins: readonly ReliabilityBin[]): number {
  const values = bins.flatMap(({ predicted, came, interval }) => [predicted, came, interval?.high ?? 0]);
  const most = values.reduce((x, y) => Math.max(x, y), 0);
  return [0.05, 0.1, 0.2, 0.3, 0.5].find((end) => 1.05 * most <= end) ?? 1;
}
