/** KPIs over what is varied: a curve with its intervals and where it bends; over two things at once, a cell a point. */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { HALF, picture, WIDE } from '../../pictures/plot.ts';
import { gridLines, shortName, spanOf } from './axis.ts';

export interface CurvePoint {
  /** As typed. */
  readonly value: string;
  /** Where it lies; null = values are no numbers, and stand beside each other in the order typed. */
  readonly at: number | null;
  readonly mean: number;
  readonly halfWidth: number | null;
}

export interface SweptCurve {
  readonly says: string;
  readonly path: string;
  readonly unit: string;
  readonly points: readonly CurvePoint[];
  /** What the figure can be: an interval is drawn as far. A share is 0 to 1. */
  readonly bounds: readonly [low: number, high: number];
  /** Value at which it bends; null = nowhere. */
  readonly knee: string | null;
}

export function sweptCurve({ says, path, unit, points, bounds, knee }: SweptCurve): Markup {
  const numbers = points.every(({ at }) => at !== null);
  const drawn = points.map((point, place) => ({
    ...point,
    x: numbers ? point.at! : place,
    low: Math.max(bounds[0], point.mean - (point.halfWidth ?? 0)),
    high: Math.min(bounds[1], point.mean + (point.halfWidth ?? 0)),
  }));
  const bend = drawn.filter(({ value }) => value === knee);
  const [least, most] = spanOf(drawn.flatMap(({ low, high }) => [low, high]));
  const xs = drawn.map(({ x }) => x);
  const named = new Map(drawn.map(({ x, value }) => [x, shortName(value, 14)]));
  return picture(says, {
    width: HALF,
    height: 270,
    marginLeft: 64,
    marginTop: 24,
    x: {
      label: shortName(path),
      domain: [...spanOf(xs)],
      ticks: ticksOf(xs),
      tickFormat: (x: number) => named.get(x) ?? '',
    },
    y: { label: unit === '' ? null : unit, domain: [least, most], ticks: 5 },
    marks: [
      gridLines(),
      ...(bend.length === 0
        ? []
        : [
            Plot.ruleX(bend, { x: 'x', stroke: 'var(--arm1)', strokeDasharray: '4 3', strokeWidth: 1.5 }),
            Plot.text(bend, {
              x: 'x',
              frameAnchor: 'top',
              dy: -14,
              text: () => 'bends here',
              fill: 'var(--arm1)',
            }),
          ]),
      ...(numbers
        ? [Plot.areaY(drawn, { x: 'x', y1: 'low', y2: 'high', fill: 'var(--arm0)', fillOpacity: 0.12 })]
        : []),
      ...(numbers ? [Plot.line(drawn, { x: 'x', y: 'mean', stroke: 'var(--arm0)', strokeWidth: 2 })] : []),
      Plot.ruleX(drawn, { x: 'x', y1: 'low', y2: 'high', stroke: 'var(--arm0)', strokeWidth: 1.5 }),
      Plot.dot(drawn, { x: 'x', y: 'mean', r: 4, fill: 'var(--arm0)' }),
    ],
  });
}

/** A tick a point, as far as they have room. */
function ticksOf(xs: readonly number[]): number[] {
  const every = Math.ceil(xs.length / 8);
  return xs.filter((_, i) => i % every === 0);
}

export interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly mean: number;
  readonly words: string;
}

export interface HeatMap {
  readonly says: string;
  readonly rowPath: string;
  readonly columnPath: string;
  readonly cells: readonly HeatCell[];
}

/** So that figures can be read on it, light and dark. */
const OPACITY_MAX = 0.6;
/** Figures stand in cells up to so many columns. */
const COLUMNS_READ = 12;

export function heatMap({ says, rowPath, columnPath, cells }: HeatMap): Markup {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const means = cells.map(({ mean }) => mean);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const opacityOf = ({ mean }: HeatCell): number =>
    most === least ? 0.1 : 0.04 + (OPACITY_MAX - 0.04) * ((mean - least) / (most - least));
  return picture(says, {
    width: columns.length > 5 ? WIDE : HALF,
    height: 70 + 34 * rows.length,
    marginLeft: 110,
    marginBottom: 44,
    x: {
      label: shortName(columnPath),
      domain: columns,
      tickFormat: (text: string) => shortName(text, 12),
      padding: 0.04,
    },
    y: {
      label: shortName(rowPath),
      domain: rows,
      tickFormat: (text: string) => shortName(text, 14),
      padding: 0.04,
    },
    marks: [
      Plot.cell(cells, { x: 'column', y: 'row', fill: 'var(--arm0)', fillOpacity: opacityOf }),
      ...(columns.length <= COLUMNS_READ ? [Plot.text(cells, { x: 'column', y: 'row', text: 'words' })] : []),
    ],
    opacity: { type: 'identity' },
  });
}
