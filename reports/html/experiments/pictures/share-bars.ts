/** Shares, a bar each: how probable something is, in how many worlds it holds. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, picture } from '../../pictures/plot.ts';
import { shortName } from './axis.ts';

export interface ShareBar {
  readonly name: string;
  /** 0..1 */
  readonly share: number;
  readonly words: string;
}

export function shareBars(says: string, label: string, bars: readonly ShareBar[]): Markup {
  const rows = bars.map((bar, place) => ({ ...bar, place, percent: 100 * bar.share }));
  return picture(says, {
    height: 48 + 32 * bars.length,
    marginLeft: 232,
    marginRight: 120,
    marginTop: 8,
    x: { label, labelAnchor: 'center', labelArrow: 'none', domain: [0, 100], ticks: 5 },
    y: { domain: rows.map(({ place }) => place), type: 'band', axis: null, padding: 0.35 },
    marks: [
      gridX(),
      Plot.barX(rows, { y: 'place', x1: 0, x2: 'percent', fill: 'var(--arm0)' }),
      Plot.text(rows, {
        ...{ y: 'place', frameAnchor: 'left', textAnchor: 'end', dx: -12 },
        text: ({ name }: ShareBar) => shortName(name),
      }),
      Plot.text(rows, { y: 'place', x: 'percent', textAnchor: 'start', dx: 8, text: 'words' }),
      Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}
