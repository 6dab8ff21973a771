/**
 * The report's pictures, as SVG text. Observable Plot draws on a document without a browser; colours are variables of
 * the page, so that a picture follows light and dark.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { FlowPoint, LatenessBin } from '../series/flow.ts';
import { Markup } from './markup.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

const WIDTH = 960;

/** A policy's name and its series. */
export interface ArmSeries<Point> {
  readonly policy: string;
  readonly points: readonly Point[];
}

/** Colour of an arm; the fifth has that of the first. */
export function armColor(arm: number): string {
  return `var(--arm${arm % 4})`;
}

function svg(label: string, options: Plot.PlotOptions): Markup {
  const drawn = Plot.plot({
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
    width: WIDTH,
    marginLeft: 56,
    marginRight: 24,
    marginBottom: 36,
    style: { background: 'none', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
    ...options,
  });
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  return new Markup(drawn.outerHTML);
}

/** From 0; at least to 1, so that nothing at all is drawn as nothing. */
function countAxis(label: string, counts: readonly number[]): Plot.ScaleOptions {
  const most = counts.reduce((x, y) => Math.max(x, y), 1);
  return { label, domain: [0, most], nice: true, ...(most < 5 ? { ticks: most, tickFormat: 'd' } : {}) };
}

const gridY = (): Plot.Markish => Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1 });

const utcAxis = (from: number, to: number): Plot.ScaleOptions => ({
  type: 'utc',
  domain: [new Date(from), new Date(to)],
  label: null,
});

/** The policy's name in the corner of its panel. */
function panelNames(arms: readonly { readonly policy: string }[]): Plot.Markish {
  return Plot.text(
    arms.map(({ policy }) => ({ policy })),
    { fy: 'policy', text: 'policy', frameAnchor: 'top-right', dy: 4, dx: -4, fontWeight: 600, fontSize: 13 },
  );
}

/** Work in process, one panel a policy: waiting for the warehouse below, in transit above. */
export function workInProcessChart(arms: readonly ArmSeries<FlowPoint>[], from: number, to: number): Markup {
  const areas = arms.flatMap(({ policy, points }, arm) => {
    const rows = points.map((point) => ({ ...point, time: new Date(point.at), policy }));
    return [
      Plot.areaY(rows, {
        x: 'time',
        y1: 0,
        y2: 'waiting',
        fy: 'policy',
        fill: armColor(arm),
        curve: 'step-after',
      }),
      Plot.areaY(rows, {
        x: 'time',
        y1: 'waiting',
        y2: (point: FlowPoint) => point.waiting + point.inTransit,
        fy: 'policy',
        fill: armColor(arm),
        fillOpacity: 0.35,
        curve: 'step-after',
      }),
    ];
  });
  return svg('Orders in process over time, by policy: waiting for the warehouse, and in transit', {
    height: 60 + 170 * arms.length,
    x: utcAxis(from, to),
    y: countAxis(
      'orders',
      arms.flatMap(({ points }) => points.map((point) => point.waiting + point.inTransit)),
    ),
    fy: { label: null, domain: arms.map(({ policy }) => policy), padding: 0.15, axis: null },
    marks: [gridY(), ...areas, panelNames(arms), Plot.ruleY([0], { stroke: 'var(--soft)' })],
  });
}

/** Orders past their promise and not delivered, a line a policy. */
export function overdueChart(arms: readonly ArmSeries<FlowPoint>[], from: number, to: number): Markup {
  return svg('Orders past their promise and not delivered, over time, by policy', {
    height: 240,
    x: utcAxis(from, to),
    y: countAxis(
      'orders overdue',
      arms.flatMap(({ points }) => points.map((point) => point.overdue)),
    ),
    marks: [
      gridY(),
      ...arms.map(({ points }, arm) =>
        Plot.lineY(points, {
          x: (point: FlowPoint) => new Date(point.at),
          y: 'overdue',
          stroke: armColor(arm),
          strokeWidth: 2,
          ...dashed(arm),
          curve: 'step-after',
        }),
      ),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** Deliveries by days after the promise, one panel a policy. */
export function latenessChart(arms: readonly ArmSeries<LatenessBin>[]): Markup {
  const bins = arms[0]?.points ?? [];
  const least = bins[0]?.from ?? 0;
  const most = bins.at(-1)?.to ?? 1;
  return svg('Deliveries by days before and after the promise, by policy', {
    height: 50 + 140 * arms.length,
    x: {
      label: null,
      domain: [least, most],
      ticks: Array.from({ length: most - least + 1 }, (_, i) => least + i).filter((day) => day % 2 === 0),
      // The first bar holds all up to its end, the last all from its start.
      tickFormat: (day: number) =>
        day === least + 1 ? `≤ ${day}` : day === most - 1 ? `> ${day}` : String(day),
    },
    y: countAxis(
      'orders',
      arms.flatMap(({ points }) => points.map((bin) => bin.orders)),
    ),
    fy: { label: null, domain: arms.map(({ policy }) => policy), padding: 0.15, axis: null },
    marks: [
      gridY(),
      ...arms.map(({ policy, points }, arm) =>
        Plot.rectY(
          points.map((bin) => ({ ...bin, policy })),
          { x1: 'from', x2: 'to', y: 'orders', fy: 'policy', fill: armColor(arm), inset: 0.5 },
        ),
      ),
      panelNames(arms),
      Plot.ruleX([0], { stroke: 'var(--ink)', strokeDasharray: '4 3' }),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** Lines differ by their dashes, too: colour alone is not enough. */
function dashed(arm: number): { readonly strokeDasharray?: string } {
  return arm === 0 ? {} : { strokeDasharray: ['6 3', '2 3', '8 3 2 3'][(arm - 1) % 3]! };
}
