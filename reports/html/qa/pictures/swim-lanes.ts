/**
 * A run of a failing case as swim-lanes: a lane a system or a type of the core's actors, time downwards, messages as arrows, states before and
 * after in frames, faults as bolts, events from outside as diamonds, and at the end what broke.
 *
 * 1. A fault and an event from outside are told by shape and name, not by colour alone.
 * 2. Coordinates are px of the picture: rows of two pictures with one layout stand at the same height.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../../markup.ts';
import { picture } from '../../pictures/plot.ts';
import type { CaseStep } from '../failure-case.ts';
import { isLeftOut, type LeftOut, type Shown } from '../shown-steps.ts';
import {
  belowOf,
  brief,
  clamped,
  LANES_WIDTH,
  type LaneLayout,
  LEFT,
  NAME_LINE,
  shortened,
  stateOf,
  widthOf,
  wroteOf,
} from './lane-layout.ts';

export interface LanesPicture {
  readonly says: string;
  /** By row of the layout; null = nothing there. */
  readonly shown: readonly (Shown | null)[];
  readonly layout: LaneLayout;
  /** What stands at the end, in lines; whether it is bad. */
  readonly end: { readonly lines: readonly string[]; readonly isBroken: boolean };
}

interface Placed {
  readonly step: CaseStep;
  readonly y: number;
  readonly x: number;
  /** null = no arrow. */
  readonly fromX: number | null;
}

const FONT = 10.5;
const END_LINE = 16;
/** On a narrow screen it is scrolled, not shrunk: two of them fit beside each other on a wide one. */
const MIN_WIDTH = '33rem';

export function swimLanes({ says, shown, layout, end }: LanesPicture): Markup {
  const height = layout.bottom + 22 + END_LINE * end.lines.length;
  const placed = placedOf(shown, layout);
  return picture(says, {
    width: LANES_WIDTH,
    height,
    marginTop: 0,
    marginRight: 0,
    marginBottom: 0,
    marginLeft: 0,
    x: { domain: [0, LANES_WIDTH], range: [0, LANES_WIDTH], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    style: {
      background: 'none',
      color: 'var(--ink)',
      fontSize: `${FONT}px`,
      overflow: 'visible',
      minWidth: MIN_WIDTH,
    },
    marks: [
      ...laneMarks(layout),
      ...gapMarks(shown, layout),
      ...timeMarks(placed),
      ...arrowMarks(placed),
      ...stateMarks(placed),
      ...labelMarks(placed),
      ...symbolMarks(placed),
      ...endMarks(layout, end),
    ],
  });
}

function placedOf(shown: readonly (Shown | null)[], { ys, xOf }: LaneLayout): Placed[] {
  return shown.flatMap((step, row) => {
    if (step === null || isLeftOut(step)) return [];
    const fromX = step.from === null || step.from === step.lane ? null : xOf(step.from);
    return [{ step, y: ys[row]!, x: xOf(step.lane), fromX }];
  });
}

/** Names, lines down, and the core on a ground of its own. */
function laneMarks({ lanes, xOf, laneWidth, levels, head, bottom }: LaneLayout): Plot.Markish[] {
  const core = lanes.filter(({ side }) => side === 'core').map(({ name }) => xOf(name));
  const heads = lanes.map(({ name }, i) => ({
    name: brief(name),
    x: xOf(name),
    y: 12 + NAME_LINE * (i % levels),
  }));
  return [
    Plot.rect(
      core.map((x) => ({ x })),
      {
        x1: ({ x }) => x - laneWidth / 2,
        x2: ({ x }) => x + laneWidth / 2,
        y1: 0,
        y2: bottom,
        fill: 'var(--panel)',
      },
    ),
    Plot.ruleX(heads, { x: 'x', y1: head - 8, y2: bottom, stroke: 'var(--rule)' }),
    Plot.text(heads, { x: 'x', y: 'y', text: 'name', fontWeight: 600, fontSize: FONT + 0.5 }),
    Plot.ruleY([head - 6], { x1: 0, x2: LANES_WIDTH, stroke: 'var(--rule)' }),
  ];
}

function gapMarks(shown: readonly (Shown | null)[], { ys }: LaneLayout): Plot.Markish[] {
  const gaps = shown.flatMap((each, row) =>
    each !== null && isLeftOut(each) ? [{ text: gapText(each), y: ys[row]! - 6 }] : [],
  );
  return [
    Plot.text(gaps, {
      x: (LEFT + LANES_WIDTH) / 2,
      y: 'y',
      text: 'text',
      fill: 'var(--soft)',
      fontStyle: 'italic',
      stroke: 'var(--ground)',
      strokeWidth: 4,
    }),
  ];
}

function gapText({ steps, mostly }: LeftOut): string {
  return shortened(`… ${steps} steps${mostly === '' ? '' : `, ${mostly}`}`);
}

/** To the minute where that is new, else the seconds alone. */
function timeMarks(placed: readonly Placed[]): Plot.Markish[] {
  let minute = '';
  const times = placed.map(({ step, y }) => {
    const iso = new Date(step.at).toISOString();
    const isNew = iso.slice(0, 16) !== minute;
    minute = iso.slice(0, 16);
    return { y, text: isNew ? `${iso.slice(5, 10)} ${iso.slice(11, 19)}` : iso.slice(16, 21) };
  });
  return [
    Plot.text(times, {
      x: LEFT - 10,
      y: 'y',
      text: 'text',
      textAnchor: 'end',
      fill: 'var(--soft)',
      fontSize: 10,
    }),
  ];
}

function arrowMarks(placed: readonly Placed[]): Plot.Markish[] {
  const arrows = placed.filter(({ fromX }) => fromX !== null);
  const isInside = ({ step }: Placed): boolean => step.kind === 'inside';
  const isFault = ({ step }: Placed): boolean => step.kind === 'fault';
  const drawn = (some: readonly Placed[], stroke: string, dash: string | undefined): Plot.Markish =>
    Plot.arrow(some, {
      x1: ({ fromX }: Placed) => fromX!,
      x2: 'x',
      y1: 'y',
      y2: 'y',
      stroke,
      strokeWidth: 1.4,
      headLength: 7,
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    });
  const dots = placed.filter(({ fromX, step }) => fromX === null && step.kind !== 'fault');
  return [
    drawn(
      arrows.filter((each) => !isInside(each) && !isFault(each)),
      'var(--arm0)',
      undefined,
    ),
    drawn(arrows.filter(isInside), 'var(--soft)', '3 2'),
    drawn(arrows.filter(isFault), 'var(--bad)', '6 3'),
    Plot.dot(dots, { x: 'x', y: 'y', r: 2.6, fill: 'var(--soft)' }),
  ];
}

/** States in frames; behind them what the core wrote. */
function stateMarks(placed: readonly Placed[]): Plot.Markish[] {
  const below = placed.flatMap(({ step, x, y }) => {
    const text = belowOf(step);
    if (text === '') return [];
    const middle = clamped(x, text);
    const left = middle - widthOf(text) / 2;
    const state = stateOf(step);
    const end = left + widthOf(state);
    return [{ y: y + 15, left, end, state, wrote: wroteOf(step) }];
  });
  const framed = below.filter(({ state }) => state !== '');
  const written = below.filter(({ wrote }) => wrote !== '');
  return [
    Plot.rect(framed, {
      x1: ({ left }) => left - 3,
      x2: ({ end }) => end + 3,
      y1: ({ y }) => y - 7.5,
      y2: ({ y }) => y + 7.5,
      rx: 4,
      fill: 'var(--ground)',
      stroke: 'var(--arm2)',
    }),
    Plot.text(framed, { x: ({ left, end }) => (left + end) / 2, y: 'y', text: 'state' }),
    Plot.text(written, {
      x: ({ end, state }) => (state === '' ? end : end + 10),
      y: 'y',
      text: 'wrote',
      textAnchor: 'start',
      fill: 'var(--soft)',
      stroke: 'var(--ground)',
      strokeWidth: 3,
    }),
  ];
}

function labelMarks(placed: readonly Placed[]): Plot.Markish[] {
  const labels = placed.map(({ step, x, y, fromX }) => {
    const text = shortened(labelOf(step));
    const middle = fromX === null ? x : (x + fromX) / 2;
    const isLoud = step.kind === 'fault' || step.outside !== null;
    return {
      text,
      y: y - (step.kind === 'fault' ? 11 : 9),
      x: clamped(middle, text, isLoud ? 'bold' : 'plain'),
      isLoud,
      step,
    };
  });
  const halo = { x: 'x', y: 'y', text: 'text', stroke: 'var(--ground)', strokeWidth: 3 } as const;
  const loud = labels.filter(({ isLoud }) => isLoud);
  return [
    Plot.text(
      labels.filter(({ isLoud }) => !isLoud),
      { ...halo, fill: 'var(--ink)' },
    ),
    Plot.text(loud, {
      ...halo,
      fill: ({ step }: (typeof loud)[number]) => (step.kind === 'fault' ? 'var(--bad)' : 'var(--ink)'),
      fontWeight: 600,
    }),
  ];
}

function labelOf({ what, about, outside, kind }: CaseStep): string {
  const name = outside === null ? '' : `${outside}: `;
  const never = kind === 'undelivered' ? ' (never taken)' : '';
  return `${name}${what}${never}${about === '' ? '' : ` · ${about}`}`;
}

/** A bolt for a fault, a diamond for what else comes from outside. */
function symbolMarks(placed: readonly Placed[]): Plot.Markish[] {
  const faults = placed.filter(({ step }) => step.kind === 'fault');
  const outside = placed.filter(({ step }) => step.kind !== 'fault' && step.outside !== null);
  return [
    Plot.dot(faults, {
      x: ({ x, fromX }: Placed) => (fromX === null ? x : (x + fromX) / 2),
      y: 'y',
      r: 11,
      symbol: BOLT,
      fill: 'var(--bad)',
      stroke: 'var(--ground)',
      strokeWidth: 1,
    }),
    Plot.dot(outside, {
      x: 'x',
      y: 'y',
      r: 4.5,
      symbol: 'diamond',
      fill: 'var(--arm1)',
      stroke: 'var(--ground)',
    }),
  ];
}

/** What of a canvas a symbol is drawn with. */
interface BoltPath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** Of an area as other symbols have it. */
const BOLT = {
  draw(context: BoltPath, size: number): void {
    const r = Math.sqrt(size / Math.PI);
    context.moveTo(0.35 * r, -r);
    context.lineTo(-0.6 * r, 0.15 * r);
    context.lineTo(-0.05 * r, 0.15 * r);
    context.lineTo(-0.35 * r, r);
    context.lineTo(0.6 * r, -0.2 * r);
    context.lineTo(0.05 * r, -0.2 * r);
    context.closePath();
  },
};

function endMarks({ bottom }: LaneLayout, { lines, isBroken }: LanesPicture['end']): Plot.Markish[] {
  const color = isBroken ? 'var(--bad)' : 'var(--good)';
  const texts = lines.map((text, i) => ({ text, y: bottom + 16 + END_LINE * i }));
  return [
    Plot.ruleY([bottom + 4], { x1: 0, x2: LANES_WIDTH, stroke: color, strokeWidth: 2 }),
    Plot.text(texts, {
      x: 2,
      y: 'y',
      text: 'text',
      textAnchor: 'start',
      fill: color,
      fontWeight: 600,
      fontSize: 11,
    }),
  ];
}
