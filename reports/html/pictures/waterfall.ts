/**
 * How one sum comes to be another: a bar for each part that is more or less, from where the last one ended.
 *
 * 1. Ends are whole bars from 0; where all that changes is small against them the axis is cut, says so, and ends are lines.
 * 2. More and less are told by the sign of the figure as well as by the colour.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { gridX, picture } from './plot.ts';

interface WaterfallStep {
  readonly name: string;
  /** Negative = less. */
  readonly by: number;
}

export interface Waterfall {
  readonly says: string;
  readonly unit: string;
  readonly from: { readonly name: string; readonly value: number };
  /** Those that change nothing are left out. */
  readonly steps: readonly WaterfallStep[];
  /** What the steps lead to: the sum is the caller's to be right. */
  readonly to: { readonly name: string; readonly value: number };
  show(value: number): string;
}

interface Bar {
  readonly name: string;
  readonly kind: 'end' | 'more' | 'less';
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Below this share of the ends, changes could not be seen beside them. */
const CUT_BELOW = 0.25;
const NAME_LENGTH_MAX = 38;
const FILLS = { end: 'var(--part2)', more: 'var(--arm1)', less: 'var(--arm0)' } as const;

export function waterfallPicture(waterfall: Waterfall): Markup {
  const bars = barsOf(waterfall);
  const levels = bars.flatMap(({ kind, from, to }) => (kind === 'end' ? [to] : [from, to]));
  const least = Math.min(...levels);
  const most = Math.max(...levels);
  const isCut = least > 0 && most - least < CUT_BELOW * most;
  const start = isCut ? least - 0.3 * (most - least || 0.05 * most) : Math.min(0, least);
  const room = 0.08 * (most - start || 1);
  const ends = bars.filter(({ kind }) => kind === 'end');
  const names = bars.map(({ name }) => shortened(name));
  return picture(waterfall.says, {
    height: 60 + 26 * bars.length,
    marginLeft: Math.min(290, 16 + 7 * names.reduce((longest, { length }) => Math.max(longest, length), 0)),
    marginTop: 8,
    marginRight: 70,
    x: {
      label: isCut ? `${waterfall.unit}; the axis does not begin at 0` : waterfall.unit,
      domain: [start, most + (start < 0 ? room : 0)],
    },
    // Two parts may be called alike, and a policy like a part.
    y: {
      label: null,
      type: 'band',
      domain: bars.map((_, row) => row),
      tickFormat: (row: number) => names[row] ?? '',
      padding: 0.25,
      tickSize: 0,
      tickPadding: 8,
    },
    marks: [
      gridX(),
      isCut ? endLines(bars) : Plot.barX(ends, { y: rowIn(bars), x1: 0, x2: 'to', fill: FILLS.end }),
      Plot.barX(
        bars.filter(({ kind }) => kind !== 'end'),
        {
          y: rowIn(bars),
          x1: 'from',
          x2: 'to',
          fill: ({ kind }: Bar) => FILLS[kind],
          stroke: 'var(--ground)',
        },
      ),
      Plot.link(bars.slice(1), {
        x1: ({ kind, from, to }: Bar) => (kind === 'end' ? to : from),
        x2: ({ kind, from, to }: Bar) => (kind === 'end' ? to : from),
        y1: (bar: Bar) => bars.indexOf(bar) - 1,
        y2: (bar: Bar) => bars.indexOf(bar),
        stroke: 'var(--soft)',
        strokeDasharray: '2 2',
      }),
      figures(ends, bars, 600),
      figures(
        bars.filter(({ kind }) => kind !== 'end'),
        bars,
        400,
      ),
      isCut ? null : Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}

function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= NAME_LENGTH_MAX ? name : `${letters.slice(0, NAME_LENGTH_MAX - 1).join('')}…`;
}

/** Its row is its place in the list. */
function rowIn(bars: readonly Bar[]): (bar: Bar) => number {
  return (bar) => bars.indexOf(bar);
}

/** Beside each bar. */
function figures(shown: readonly Bar[], bars: readonly Bar[], fontWeight: number): Plot.Markish {
  return Plot.text(shown, {
    y: rowIn(bars),
    x: ({ from, to }: Bar) => Math.max(from, to),
    text: 'text',
    textAnchor: 'start',
    dx: 6,
    fontWeight,
  });
}

function endLines(bars: readonly Bar[]): Plot.Markish {
  return Plot.tickX(
    bars.filter(({ kind }) => kind === 'end'),
    { y: rowIn(bars), x: 'to', stroke: 'var(--ink)', strokeWidth: 4 },
  );
}

function barsOf({ from, steps, to, show }: Waterfall): Bar[] {
  const bars: Bar[] = [{ name: from.name, kind: 'end', from: 0, to: from.value, text: show(from.value) }];
  let at = from.value;
  for (const { name, by } of steps) {
    at += by;
    if (show(by) === show(0)) continue;
    const text = `${by > 0 ? '+' : ''}${show(by)}`;
    bars.push({ name, kind: by > 0 ? 'more' : 'less', from: at - by, to: at, text });
  }
  return [...bars, { name: to.name, kind: 'end', from: 0, to: to.value, text: show(to.value) }];
}
