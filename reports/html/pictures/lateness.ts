/** Shipments by days between promise and arrival, a panel an arm. */
import * as Plot from '@observablehq/plot';
import type { LatenessBin } from '../../kpis/outbound/lateness.ts';
import type { Markup } from '../markup.ts';
import { armColor, countAxis, gridY, panelNames, picture } from './plot.ts';

export interface ArmLateness {
  readonly policy: string;
  readonly bins: readonly LatenessBin[];
}

export function latenessPicture(arms: readonly ArmLateness[]): Markup {
  const bins = arms[0]?.bins ?? [];
  const least = bins[0]?.fromDays ?? 0;
  const most = bins.at(-1)?.toDays ?? 1;
  const counts = arms.flatMap((arm) => arm.bins.map(({ shipments }) => shipments));
  const policies = arms.map(({ policy }) => policy);
  return picture('Shipments by days between promise and arrival, by policy', {
    height: 60 + 140 * arms.length,
    x: {
      label: 'days after the promise (negative: before it)',
      domain: [least, most],
      ticks: Array.from({ length: most - least + 1 }, (_, i) => least + i),
      // The first bar holds all up to its end, the last all from its start.
      tickFormat: (day: number) =>
        day === least + 1 ? `≤ ${day}` : day === most - 1 ? `> ${day}` : tick(day, least, most),
    },
    y: countAxis('shipments', counts),
    fy: { label: null, domain: policies, padding: 0.15, axis: null },
    marks: [
      gridY(counts),
      ...arms.map(({ policy, bins: own }, arm) =>
        Plot.rectY(
          own.map((bin) => ({ ...bin, policy })),
          { x1: 'fromDays', x2: 'toDays', y: 'shipments', fy: 'policy', fill: armColor(arm), inset: 0.5 },
        ),
      ),
      panelNames(policies),
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeDasharray: '4 3' }),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** The bounds of the outermost bars mean nothing. */
function tick(day: number, least: number, most: number): string {
  return day === least || day === most ? '' : String(day);
}
