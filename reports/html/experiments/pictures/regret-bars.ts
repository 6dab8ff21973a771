/** What both came to beside what hindsight could have made of it: the part that nobody could have saved, and the rest. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, picture } from '../../pictures/plot.ts';
import { shortName } from './axis.ts';

export interface RegretBar {
  readonly name: string;
  /** In the unit of the picture: the bound, and what was more than it. */
  readonly bound: number;
  readonly regret: number;
  readonly words: string;
}

export function regretBars(says: string, label: string, bars: readonly RegretBar[]): Markup {
  const most = bars.reduce((high, { bound, regret }) => Math.max(high, bound + regret), 0) || 1;
  const rows = bars.map((bar, place) => ({ ...bar, place, to: bar.bound + bar.regret }));
  return picture(says, {
    height: 52 + 40 * bars.length,
    marginLeft: 232,
    marginRight: 232,
    marginTop: 8,
    x: { label, labelAnchor: 'center', labelArrow: 'none', domain: [0, most], ticks: 6 },
    y: { domain: rows.map(({ place }) => place), type: 'band', axis: null, padding: 0.3 },
    marks: [
      gridX(),
      Plot.barX(rows, { y: 'place', x1: 0, x2: 'bound', fill: 'var(--part2)' }),
      Plot.barX(rows, { y: 'place', x1: 'bound', x2: 'to', fill: 'var(--part1)' }),
      Plot.text(rows, {
        ...{ y: 'place', frameAnchor: 'left', textAnchor: 'end', dx: -12 },
        text: ({ name }: RegretBar) => shortName(name),
      }),
      Plot.text(rows, { y: 'place', x: 'to', textAnchor: 'start', dx: 8, text: 'words' }),
      Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}
