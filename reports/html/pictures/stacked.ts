/** A bar an arm, made of parts: what an order costs, where its time goes. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { gridX, partColor, picture } from './plot.ts';

export interface StackedBar {
  readonly name: string;
  /** In the order of the parts; negative ones go to the left of 0. */
  readonly parts: readonly number[];
  /** What stands at the end of the bar. */
  readonly total: string;
}

/** A part gets its figure where it is at least this share of the picture. */
const LABEL_SHARE = 0.055;

interface Segment {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly part: number;
}

export function stackedBars(
  says: string,
  unit: string,
  bars: readonly StackedBar[],
  show: (value: number) => string,
): Markup {
  const segments = bars.flatMap(segmentsOf);
  const least = segments.reduce((low, { from, to }) => Math.min(low, from, to), 0);
  const most = segments.reduce((high, { from, to }) => Math.max(high, from, to), 0);
  const width = most - least || 1;
  const ends = bars.map(({ name, total, parts }) => ({
    name,
    total,
    at: parts.reduce((sum, part) => sum + Math.max(0, part), 0),
  }));
  const labelled = segments.filter(({ value }) => Math.abs(value) >= LABEL_SHARE * width);
  return picture(says, {
    height: 52 + 38 * bars.length,
    marginLeft: namesWidth(bars),
    marginTop: 8,
    marginRight: 110,
    x: { label: unit, domain: [least, least + width] },
    y: { label: null, domain: bars.map(({ name }) => name), padding: 0.3, tickSize: 0, tickPadding: 8 },
    marks: [
      gridX(),
      Plot.barX(segments, {
        y: 'name',
        x1: 'from',
        x2: 'to',
        fill: ({ part }: Segment) => partColor(part),
        stroke: 'var(--ground)',
      }),
      Plot.text(labelled, {
        y: 'name',
        x: ({ from, to }: Segment) => (from + to) / 2,
        text: ({ value }: Segment) => show(value),
        fill: 'var(--on-part)',
      }),
      Plot.text(ends, { y: 'name', x: 'at', text: 'total', textAnchor: 'start', dx: 6, fontWeight: 600 }),
      Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** Room for the longest name, within reason. */
function namesWidth(bars: readonly StackedBar[]): number {
  const longest = bars.reduce((most, { name }) => Math.max(most, name.length), 0);
  return Math.min(240, 16 + 7 * longest);
}

function segmentsOf({ name, parts }: StackedBar): Segment[] {
  let right = 0;
  let left = 0;
  const segments: Segment[] = [];
  parts.forEach((value, part) => {
    if (value === 0) return;
    const from = value > 0 ? right : left;
    const to = from + value;
    if (value > 0) right = to;
    else left = to;
    segments.push({ name, from, to, value, part });
  });
  return segments;
}
