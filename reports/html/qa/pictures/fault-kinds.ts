/** Kinds of fault: a bar each for the runs that it was on in, and in it those in which it happened. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, picture } from '../../pictures/plot.ts';
import type { KindFired } from '../search-findings.ts';

const ROW = 17;
/** Of a letter, px: of a wide one, since the longest name must not be cut off. */
const LETTER = 7.2;

export function kindsPicture(kinds: readonly KindFired[]): Markup {
  const longest = kinds.reduce((most, { kind }) => Math.max(most, kind.length), 0);
  const most = kinds.reduce((runs, kind) => Math.max(runs, kind.runs), 1);
  const says = `Kinds of fault: runs in which each was on, and in which it happened. ${kinds.length} kinds; the figures stand below as a table`;
  return picture(says, {
    height: 48 + ROW * kinds.length,
    marginLeft: 16 + LETTER * longest,
    marginRight: 130,
    marginTop: 8,
    x: { label: 'runs', domain: [0, most], ticks: Math.min(10, most), tickFormat: 'd' },
    y: { label: null, domain: kinds.map(({ kind }) => kind), padding: 0.25, tickSize: 0, tickPadding: 8 },
    marks: [
      gridX(),
      Plot.barX(kinds, {
        x: 'runs',
        y: 'kind',
        fill: 'var(--rule)',
        stroke: 'var(--soft)',
        strokeWidth: 0.5,
      }),
      Plot.barX(
        kinds.filter(({ happened }) => happened !== null),
        { x: 'happened', y: 'kind', fill: 'var(--arm0)', insetTop: 2.5, insetBottom: 2.5 },
      ),
      Plot.text(kinds, { x: 'runs', y: 'kind', text: wordsOf, textAnchor: 'start', dx: 6, fontSize: 11 }),
      Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}

function wordsOf({ runs, happened }: KindFired): string {
  return happened === null ? `on in ${runs}, not on record` : `happened in ${happened} of ${runs}`;
}
