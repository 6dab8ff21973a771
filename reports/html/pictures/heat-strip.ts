/**
 * Strips over time that lie under each other, a row each: how far something was from what is usual, by how strong its colour is, and marks
 * where something happened.
 *
 * 1. A cell has one of a few shades, which the key beside the picture names; marks differ by form.
 */
import * as Plot from '@observablehq/plot';
import { html, type Markup } from '../markup.ts';
import { picture } from './plot.ts';
import { shading, type TimeAxis, timeScale } from './series.ts';

export interface StripCell {
  readonly row: string;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Times what is usual. */
  readonly ratio: number;
}

export interface StripMark {
  readonly row: string;
  readonly at: number;
  readonly kind: 'retries' | 'deadLetters';
  readonly count: number;
}

/** From so many times the usual on, and how strong. */
const SHADES = [
  { from: 0, opacity: 0.1, says: 'as usual or less (below 1.5 times)' },
  { from: 1.5, opacity: 0.35, says: '1.5 to 3 times' },
  { from: 3, opacity: 0.65, says: '3 to 6 times' },
  { from: 6, opacity: 1, says: '6 times or more' },
] as const;

const ROW = 26;

interface Band {
  readonly row: string;
  readonly from: Date;
  readonly to: Date;
  readonly shade: number;
}

export function heatStrip(
  says: string,
  axis: TimeAxis,
  rows: readonly string[],
  cells: readonly StripCell[],
  marks: readonly StripMark[],
): Markup {
  const bands = bandsOf(cells);
  const at = ({ at: instant }: StripMark): Date => new Date(instant);
  return picture(says, {
    height: 54 + ROW * rows.length,
    marginLeft: 8 + 7 * Math.min(24, Math.max(...rows.map((row) => row.length))),
    marginTop: 8,
    x: timeScale(axis, 10),
    y: { type: 'band', domain: [...rows], label: null, padding: 0.18, tickSize: 0, tickFormat: cut },
    marks: [
      Plot.barX(bands, {
        y: 'row',
        x1: 'from',
        x2: 'to',
        fill: 'var(--bad)',
        fillOpacity: ({ shade }: Band) => SHADES[shade]!.opacity,
      }),
      Plot.dot(
        marks.filter(({ kind }) => kind === 'retries'),
        { x: at, y: 'row', r: 2.2, fill: 'var(--ink)', dy: 6 },
      ),
      Plot.dot(
        marks.filter(({ kind }) => kind === 'deadLetters'),
        { x: at, y: 'row', symbol: 'times', r: 4, stroke: 'var(--ink)', strokeWidth: 1.75, dy: -3 },
      ),
      ...shading(axis),
    ],
  });
}

/** What the shades and marks are. */
export function heatKey(): Markup {
  const shades = SHADES.map(
    ({ opacity, says }) =>
      html`<li><i style="background:var(--bad);opacity:${String(opacity)}"></i>${says}</li>`,
  );
  return html`<ul class="key">${shades}<li>• messages transmitted again</li><li>× messages given up (dead letters)</li></ul>`;
}

/** Cells of one shade that lie beside each other are one. */
function bandsOf(cells: readonly StripCell[]): Band[] {
  const bands: Band[] = [];
  for (const { row, from, to, ratio } of cells) {
    const shade = SHADES.findLastIndex((each) => ratio >= each.from);
    const last = bands.at(-1);
    if (last?.row === row && last.shade === shade && last.to.getTime() === from)
      bands[bands.length - 1] = { ...last, to: new Date(to) };
    else bands.push({ row, from: new Date(from), to: new Date(to), shade });
  }
  return bands;
}

/** A name as long as there is room for. */
export function cut(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}
