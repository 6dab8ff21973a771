/**
 * What one assumed input moves: a bar from what the difference is at the low end of its range to what it is at the high end. The widest comes first.
 *
 * 1. An end at which the verdict is another one has another symbol, and says which.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, picture } from '../../pictures/plot.ts';
import { shortName, spanOf } from './axis.ts';

export interface TornadoEnd {
  readonly value: string;
  /** In the unit of the picture. */
  readonly difference: number;
  /** What the verdict is there; null = the same as assumed. */
  readonly flips: string | null;
}

export interface TornadoBar {
  readonly path: string;
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
}

const LOW = 'var(--part0)';
const HIGH = 'var(--part1)';
const VALUE_LETTERS = 16;

export function tornado(says: string, label: string, bars: readonly TornadoBar[], assumed: number): Markup {
  const ends = bars.flatMap((bar, place) =>
    (['low', 'high'] as const).map((which) => ({ which, place, ...bar[which] })),
  );
  const [least, most] = spanOf(
    ends.map(({ difference }) => difference),
    [assumed, 0],
  );
  const left = ({ difference, place, which }: (typeof ends)[number]): boolean => {
    const other = ends.find((end) => end.place === place && end.which !== which)!;
    return difference < other.difference || (difference === other.difference && which === 'low');
  };
  const label_ = (end: (typeof ends)[number]): string =>
    `${shortName(end.value, VALUE_LETTERS)}${end.flips === null ? '' : ` (${end.flips})`}`;
  return picture(says, {
    height: 56 + 38 * bars.length,
    marginLeft: 400,
    marginRight: 190,
    marginTop: 12,
    x: { label, labelAnchor: 'center', labelArrow: 'none', domain: [least, most], ticks: 5 },
    y: { domain: bars.map((_, place) => place), type: 'band', axis: null, padding: 0.35 },
    marks: [
      gridX(),
      Plot.ruleX([0], { stroke: 'var(--soft)', strokeDasharray: '2 3' }),
      Plot.barX(ends, {
        ...{ y: 'place', x1: () => assumed, x2: 'difference', fillOpacity: 0.85 },
        fill: ({ which }: { readonly which: string }) => (which === 'low' ? LOW : HIGH),
      }),
      Plot.ruleX([assumed], { stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.dot(
        ends.filter(({ flips }) => flips !== null),
        {
          ...{ x: 'difference', y: 'place', r: 6, symbol: 'diamond' },
          fill: 'var(--bad)',
          stroke: 'var(--ground)',
        },
      ),
      Plot.text(ends.filter(left), { x: 'difference', y: 'place', textAnchor: 'end', dx: -9, text: label_ }),
      Plot.text(
        ends.filter((end) => !left(end)),
        { x: 'difference', y: 'place', textAnchor: 'start', dx: 9, text: label_ },
      ),
      Plot.text(
        bars.map(({ path }, place) => ({ path, place })),
        {
          ...{ y: 'place', frameAnchor: 'left', textAnchor: 'end', dx: -150 },
          text: ({ path }: { readonly path: string }) => shortName(path),
        },
      ),
    ],
  });
}
