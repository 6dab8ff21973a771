/**
 * Differences with their intervals, a row each, against the band in which a difference does not matter.
 *
 * 1. What is beyond the picture's ends is drawn to its edge with an arrow, and a mean that is has its mark beside that: every row has a
 *    mark, and the figures beside it are always whole.
 * 2. Whether a row is good, bad or open is told by its symbol and by words, not by colour alone.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { gridX, picture } from '../../pictures/plot.ts';
import { shortName } from './axis.ts';

export type Tone = 'good' | 'bad' | 'open' | 'same';

export interface ForestRow {
  readonly name: string;
  /** In the unit of the picture. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly tone: Tone;
  /** Beside it: figures, verdict. */
  readonly words: string;
}

/** A line of its own above what it is about. */
export interface ForestHeading {
  readonly heading: string;
}

export interface ForestPlot {
  readonly says: string;
  /** Of the horizontal axis. */
  readonly label: string;
  /** In it a difference does not matter; null = there is none. */
  readonly band: readonly [low: number, high: number] | null;
  readonly rows: readonly (ForestRow | ForestHeading)[];
  /** The axis ends there at most; absent = where the widest interval does. */
  readonly reach?: number;
}

const ROW_PX = 30;
const NAME_LETTERS = 42;
const COLORS: Readonly<Record<Tone, string>> = {
  good: 'var(--good)',
  bad: 'var(--bad)',
  open: 'var(--soft)',
  same: 'var(--arm0)',
};
const SYMBOLS = { good: 'triangle', bad: 'diamond', open: 'circle', same: 'square' } as const;

type Drawn = ForestRow & {
  readonly place: number;
  readonly from: number;
  readonly to: number;
  /** Where its mark stands. */
  readonly at: number;
};

/** The mark of a mean beyond an end stands so far inside of the arrow. */
const INSIDE_PX = 12;

export function forestPlot({ says, label, band, rows, reach }: ForestPlot): Markup {
  const [least, most] = domainOf(rows, band, reach);
  const clipped = (value: number): number => Math.min(most, Math.max(least, value));
  const drawn = rows.flatMap((row, place): Drawn[] =>
    'heading' in row
      ? []
      : [{ ...row, place, from: clipped(row.low), to: clipped(row.high), at: clipped(row.mean) }],
  );
  const headings = rows.flatMap((row, place) => ('heading' in row ? [{ place, text: row.heading }] : []));
  const beyond = drawn.flatMap((row) => [
    ...(row.low < least ? [{ ...row, at: least, arrow: '◀' }] : []),
    ...(row.high > most ? [{ ...row, at: most, arrow: '▶' }] : []),
  ]);
  const height = 56 + ROW_PX * rows.length;
  return picture(says, {
    height,
    marginLeft: 270,
    marginRight: 230,
    marginTop: 12,
    x: { label, labelAnchor: 'center', labelArrow: 'none', domain: [least, most], ticks: 6 },
    y: { domain: rows.map((_, place) => place), type: 'band', axis: null },
    marks: [
      ...(band === null ? [] : [bandMark(clipped(band[0]), clipped(band[1]))]),
      gridX(),
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeOpacity: 0.7 }),
      ...tones(drawn, [least, most]),
      Plot.text(beyond, {
        x: 'at',
        y: 'place',
        text: 'arrow',
        fill: ({ tone }: Drawn) => COLORS[tone],
        fontSize: 10,
      }),
      Plot.text(drawn, {
        ...{ y: 'place', frameAnchor: 'left', textAnchor: 'end', dx: -12 },
        text: ({ name }: Drawn) => shortName(name, NAME_LETTERS),
      }),
      Plot.text(drawn, { y: 'place', frameAnchor: 'right', textAnchor: 'start', dx: 12, text: 'words' }),
      Plot.text(headings, {
        ...{ y: 'place', frameAnchor: 'left', textAnchor: 'end', dx: -12, fontWeight: 600 },
        text: ({ text }: { readonly text: string }) => shortName(text, NAME_LETTERS),
      }),
    ],
  });
}

function bandMark(x1: number, x2: number): Plot.Markish {
  return Plot.rectX([{ x1, x2 }], { x1: 'x1', x2: 'x2', fill: 'var(--ink)', fillOpacity: 0.08 });
}

function tones(drawn: readonly Drawn[], [least, most]: readonly [number, number]): Plot.Markish[] {
  return (Object.keys(COLORS) as Tone[]).flatMap((tone) => {
    const own = drawn.filter((row) => row.tone === tone);
    const marks = [
      { rows: own.filter(({ mean }) => mean < least), dx: INSIDE_PX },
      { rows: own.filter(({ mean }) => mean >= least && mean <= most), dx: 0 },
      { rows: own.filter(({ mean }) => mean > most), dx: -INSIDE_PX },
    ];
    return [
      Plot.ruleY(own, { y: 'place', x1: 'from', x2: 'to', stroke: COLORS[tone], strokeWidth: 2.5 }),
      ...marks.map(({ rows, dx }) =>
        Plot.dot(rows, {
          ...{ x: 'at', y: 'place', r: 5, symbol: SYMBOLS[tone], dx },
          fill: tone === 'open' ? 'var(--ground)' : COLORS[tone],
          stroke: COLORS[tone],
          strokeWidth: 2,
        }),
      ),
    ];
  });
}

function domainOf(
  rows: ForestPlot['rows'],
  band: ForestPlot['band'],
  reach: number | undefined,
): readonly [number, number] {
  const values = [0, ...(band ?? [])];
  for (const row of rows) if (!('heading' in row)) values.push(row.low, row.high);
  const most = reach ?? Number.POSITIVE_INFINITY;
  const low = Math.max(-most, Math.min(...values));
  const high = Math.min(most, Math.max(...values));
  const room = 0.05 * (high - low) || 1;
  return [low - room, high + room];
}
