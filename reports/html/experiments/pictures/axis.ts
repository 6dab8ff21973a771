/** Axes of pictures of experiments: in which unit a figure is drawn, and how a name is cut to fit beside it. */
import * as Plot from '@observablehq/plot';
import type { OutboundKpiUnit } from '../../../kpis/outbound/catalogue.ts';

/** A picture's unit: figures are multiplied by `factor`. */
export interface AxisUnit {
  readonly factor: number;
  readonly label: string;
}

const HOUR_MS = 3_600_000;

/** @param sizes what is drawn, in the unit of the KPI: spans are told in the unit that fits the largest */
export function axisUnit(unit: OutboundKpiUnit, sizes: readonly number[], currency: string): AxisUnit {
  switch (unit) {
    case 'money':
      return { factor: 0.01, label: currency };
    case 'money/kg':
      return { factor: 0.01, label: `${currency} per kg` };
    case 'share':
      return { factor: 100, label: '%' };
    case 'ms': {
      const most = sizes.reduce((x, y) => Math.max(x, Math.abs(y)), 0);
      if (most >= 48 * HOUR_MS) return { factor: 1 / (24 * HOUR_MS), label: 'days' };
      if (most >= 2 * HOUR_MS) return { factor: 1 / HOUR_MS, label: 'hours' };
      return most >= 120_000 ? { factor: 1 / 60_000, label: 'minutes' } : { factor: 0.001, label: 'seconds' };
    }
    case 'days':
      return { factor: 1, label: 'days' };
    case 'kg':
      return { factor: 1, label: 'kg' };
    default:
      return { factor: 1, label: '' };
  }
}

/** Pictures show so much of a name; tables all of it. */
export function shortName(name: string, most = 34): string {
  const letters = [...name.replace(/\s+/g, ' ')];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

/** From the least to the greatest with some room, and never nothing. @param always is on it, whatever the figures */
export function spanOf(values: readonly number[], always: readonly number[] = []): readonly [number, number] {
  const all = [...values, ...always];
  const least = all.reduce((x, y) => Math.min(x, y), Number.POSITIVE_INFINITY);
  const most = all.reduce((x, y) => Math.max(x, y), Number.NEGATIVE_INFINITY);
  if (!(least <= most)) return [-1, 1];
  const room = most - least > 0 ? (most - least) * 0.06 : Math.max(1, Math.abs(most) * 0.05);
  return [least - room, most + room];
}

/** A line at each tick of the vertical axis. */
export const gridLines = (): Plot.Markish => Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1 });
