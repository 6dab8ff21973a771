/**
 * Figures of runs as the tables of a page, in Markdown: means over seeds, with 95 % intervals (Student's t).
 *
 * 1. A difference is taken seed by seed; its interval is that of the differences.
 * 2. What no run has is an empty cell; of one seed the figure stands alone; where all seeds agree there is no interval.
 */
import { assert } from '#sim/assert';
import { confidenceInterval } from '#sim/stats/confidence';
import type { FigureRow, FiguresSpec, FigureTable } from './figures-spec.ts';
import { UNITS } from './figures-units.ts';

/** By seed, from 1; null = the run has no such figure. */
export type Figures = readonly (number | null)[];
/** Figures of an arm, by what they are of. */
export type FiguresBy = (run: string, policy: string, of: string) => Figures;

/** @returns a table for each of the file, without a line end at its end */
export function figureTables({ tables }: FiguresSpec, figures: FiguresBy): string[] {
  return tables.map((table) => figureTable(table, figures));
}

function figureTable(table: FigureTable, figures: FiguresBy): string {
  const lines = table.rows.map((row) => {
    const cells = table.columns.map(({ run, policy, minus }) => {
      const own = figures(run, policy, row.of);
      if (minus === undefined) return cellOf(own, row, '');
      const other = figures(minus.run, minus.policy, row.of);
      return cellOf(differences(own, other), row, UNITS[row.as].difference);
    });
    return lineOf([`${row.title}${UNITS[row.as].title}`, ...cells]);
  });
  return [headingOf(table), `|${'---|'.repeat(table.columns.length + 1)}`, ...lines].join('\n');
}

export function headingOf({ corner, columns }: FigureTable): string {
  return lineOf([corner, ...columns.map(({ title }) => title)]);
}

function lineOf(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

function differences(own: Figures, other: Figures): Figures {
  assert(
    own.length === other.length,
    `${own.length} seeds less ${other.length}: give both runs the same seeds`,
  );
  return own.map((value, i) => (value === null || other[i] === null ? null : value - other[i]!));
}

function cellOf(figures: Figures, { as, decimals, title }: FigureRow, suffix: string): string {
  const there = figures.filter((value) => value !== null);
  if (there.length === 0) return '';
  assert(
    there.length === figures.length,
    `"${title}": ${figures.length - there.length} seeds have no figure`,
  );
  const scaled = there.map((value) => value / UNITS[as].one);
  const told = (value: number): string => numberText(value, decimals ?? UNITS[as].decimals);
  if (scaled.every((value) => value === scaled[0])) return `${told(scaled[0]!)}${suffix}`;
  const { mean, halfWidth } = confidenceInterval(scaled);
  return `${told(mean)} ± ${told(halfWidth)}${suffix}`;
}

/** Thousands are parted by commas; nothing is below zero by rounding. */
function numberText(value: number, decimals: number): string {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const parted = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = rest === undefined ? parted : `${parted}.${rest}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}
