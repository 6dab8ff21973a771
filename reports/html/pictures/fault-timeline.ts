/**
 * What went wrong, a strip a kind, above how many shipments were on time: on one axis, so that a dip stands under what made it.
 *
 * 1. The colour of a cell is as strong as it has faults, against the busiest of its kind. A frame is when the scenario has it happen.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { cut } from './heat-strip.ts';
import { armColor, dashes, picture, WIDE } from './plot.ts';
import { shading, type TimeAxis, type TimePoint, timeScale } from './series.ts';

export interface FaultCell {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface FaultFrame {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  /** Whom it hits; empty = everybody. */
  readonly whom: string;
}

/** Pixels: of a strip, between strips and lines, and of the lines. */
const STRIP = 20;
const BETWEEN = 16;
const LINES = 190;
const TOP = 10;
const BOTTOM = 40;
const LEFT = 160;
const RIGHT = 24;
/** Of a letter, about. */
const LETTER = 6.5;

/** @param kinds a strip each, from above. @param arms share of shipments on time, a line each */
export function faultTimeline(
  says: string,
  axis: TimeAxis,
  kinds: readonly string[],
  cells: readonly FaultCell[],
  frames: readonly FaultFrame[],
  arms: readonly (readonly TimePoint[])[],
): Markup {
  // One scale for both: a share up to 1, strips above it.
  const unit = 1 / LINES;
  const topOf = (kind: string): number =>
    1 + unit * (BETWEEN + STRIP * (kinds.length - kinds.indexOf(kind)) - 2);
  const bottomOf = (kind: string): number => topOf(kind) - unit * (STRIP - 4);
  const most = new Map<string, number>();
  for (const { kind, count } of cells) most.set(kind, Math.max(most.get(kind) ?? 0, count));
  const box = <Row extends FaultCell | FaultFrame>() => ({
    x1: ({ from }: Row) => new Date(from),
    x2: ({ to }: Row) => new Date(to),
    y1: ({ kind }: Row) => bottomOf(kind),
    y2: ({ kind }: Row) => topOf(kind),
  });
  return picture(says, {
    height: TOP + BOTTOM + LINES + BETWEEN + STRIP * kinds.length,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    marginRight: RIGHT,
    x: timeScale(axis, 10),
    y: {
      domain: [0, 1 + unit * (BETWEEN + STRIP * kinds.length)],
      label: null,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
    },
    marks: [
      ...shading(axis),
      Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.rect(cells, {
        ...box<FaultCell>(),
        fill: 'var(--bad)',
        fillOpacity: ({ kind, count }: FaultCell) => 0.25 + 0.75 * (count / most.get(kind)!),
      }),
      Plot.rect(frames, { ...box<FaultFrame>(), stroke: 'var(--ink)', fill: 'none', strokeWidth: 1 }),
      Plot.text(withRoom(frames, axis), {
        x: ({ to }: FaultFrame) => new Date(to),
        y: ({ kind }: FaultFrame) => (topOf(kind) + bottomOf(kind)) / 2,
        text: ({ whom }: FaultFrame) => cut(whom),
        textAnchor: 'start',
        dx: 5,
        fontSize: 11,
      }),
      Plot.text(kinds, {
        frameAnchor: 'left',
        y: (kind: string) => (topOf(kind) + bottomOf(kind)) / 2,
        text: (kind: string) => cut(kind),
        textAnchor: 'end',
        dx: -8,
      }),
      ...arms.map((points, arm) =>
        Plot.lineY(points, {
          x: ({ at }: TimePoint) => new Date(at),
          y: 'value',
          stroke: armColor(arm),
          strokeWidth: 2,
          ...dashes(arm),
        }),
      ),
      Plot.ruleY([0], { stroke: 'var(--soft)' }),
    ],
  });
}

/** Names that do not run into the next frame of their strip, or out of the picture. */
function withRoom(frames: readonly FaultFrame[], { from, to }: TimeAxis): FaultFrame[] {
  const msPerPixel = (to - from) / (WIDE - LEFT - RIGHT);
  return frames.filter((frame) => {
    const end = frame.to + (cut(frame.whom).length * LETTER + 8) * msPerPixel;
    const next = frames.filter(({ kind, from: begin }) => kind === frame.kind && begin > frame.from);
    return frame.whom !== '' && end <= to && next.every(({ from: begin }) => begin >= end);
  });
}
