/**
 * One bar of a tornado by itself, small enough for a cell of a table: from the difference at the low end of an input's range to that at its high end.
 *
 * 1. Bars that are drawn on one span can be held against each other. The end at which the verdict is another one has a diamond.
 * 2. No difference (0, a dashed line) is on the span: what hardly moves a difference has a short bar, however little the others move it.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { picture } from '../../pictures/plot.ts';
import { spanOf } from './axis.ts';
import type { TornadoBar } from './tornado.ts';

type Span = readonly [least: number, most: number];

/** That all bars fit on. @param assumed the difference as the scenario has it */
export function swingSpan(bars: readonly TornadoBar[], assumed: number): Span {
  return spanOf(
    bars.flatMap(({ low, high }) => [low.difference, high.difference]),
    [assumed, 0],
  );
}

export function swingBar(says: string, { low, high }: TornadoBar, assumed: number, span: Span): Markup {
  const ends = [
    { ...low, fill: 'var(--part0)' },
    { ...high, fill: 'var(--part1)' },
  ];
  return picture(says, {
    ...{ width: 220, height: 24, marginLeft: 8, marginRight: 8, marginTop: 2, marginBottom: 2 },
    x: { axis: null, domain: [...span] },
    y: { axis: null, type: 'band', domain: [0], padding: 0.2 },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--rule)' }),
      Plot.ruleX([0], { stroke: 'var(--soft)', strokeDasharray: '2 3' }),
      Plot.barX(ends, {
        ...{ y: () => 0, x1: () => assumed, x2: 'difference', fillOpacity: 0.85 },
        fill: ({ fill }: { readonly fill: string }) => fill,
      }),
      Plot.ruleX([assumed], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.dot(
        ends.filter(({ flips }) => flips !== null),
        {
          ...{ x: 'difference', y: () => 0, r: 5, symbol: 'diamond' },
          fill: 'var(--bad)',
          stroke: 'var(--ground)',
        },
      ),
    ],
  });
}
