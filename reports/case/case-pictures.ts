/**
 * Swim-lanes of a case: a lane a system. On an axis of time, which shows how long things took; and step by step, which shows what followed
 * from what.
 *
 * 1. Kinds are told apart by shape, and by colour as well. What is shared with other orders is hollow.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../html/markup.ts';
import { picture, WIDE } from '../html/pictures/plot.ts';
import { duration } from '../text/format.ts';
import type { CaseEntry } from './case-view.ts';
import { MARKS } from './lanes.ts';

const LANE_PX = 34;
const LEFT_PX = 84;
/** Steps that have room beside each other. */
export const STEPS_ABREAST = 48;
const GAP_MS = 3_600_000;

/** @param promisedAt null = nobody has promised */
export function lifeOverTime(
  says: string,
  entries: readonly CaseEntry[],
  lanes: readonly string[],
  promisedAt: number | null,
): Markup {
  const from = entries[0]!.at;
  const to = Math.max(entries.at(-1)!.at, from + 60_000);
  const promised = promisedAt !== null && promisedAt >= from && promisedAt <= to ? [promisedAt] : [];
  return picture(says, {
    width: WIDE,
    height: 88 + LANE_PX * lanes.length,
    marginLeft: LEFT_PX,
    marginTop: 26,
    marginBottom: 56,
    x: {
      type: 'utc',
      domain: [new Date(from), new Date(to)],
      label: 'virtual time (UTC)',
      labelAnchor: 'center',
      labelOffset: 50,
      inset: 8,
      ticks: 8,
      tickFormat: tickWords,
    },
    y: { type: 'point', domain: [...lanes], label: null, tickSize: 0 },
    marks: [
      laneRules(lanes),
      Plot.link(
        entries.filter(({ kind }) => kind === 'message'),
        {
          x1: ({ at }: CaseEntry) => new Date(at),
          x2: ({ at, latencyMs }: CaseEntry) => new Date(at + (latencyMs ?? 0)),
          y1: 'system',
          y2: 'to',
          stroke: 'var(--soft)',
          strokeOpacity: 0.55,
          strokeWidth: 1,
        },
      ),
      Plot.ruleX(
        promised.map((at) => ({ at: new Date(at) })),
        { x: 'at', stroke: 'var(--ink)', strokeDasharray: '4 3' },
      ),
      Plot.text(
        promised.map((at) => ({ at: new Date(at) })),
        { x: 'at', text: () => 'promised', frameAnchor: 'top', dy: -14, fontWeight: 600 },
      ),
      ...symbols(entries, ({ at }) => new Date(at)),
    ],
  });
}

/** The day where it begins, else the time of day. */
function tickWords(at: Date): string {
  const text = at.toISOString();
  return text.slice(11, 16) === '00:00' ? text.slice(5, 10) : text.slice(11, 16);
}

/** A column an instant, all as wide. @param from number of the first of these instants, from 0 */
export function stepByStep(
  says: string,
  instants: readonly (readonly CaseEntry[])[],
  lanes: readonly string[],
  before: number | null,
): Markup {
  const steps = instants.flatMap((entries, step) => entries.map((entry) => ({ ...entry, step })));
  const gaps = gapsOf(instants, before);
  const labels = labelled(instants);
  return picture(says, {
    width: WIDE,
    height: 66 + GAP_ROWS * GAP_ROW_PX + LANE_PX * lanes.length,
    marginLeft: LEFT_PX,
    marginTop: 8 + GAP_ROWS * GAP_ROW_PX,
    marginBottom: 56,
    x: {
      domain: [-0.5, STEPS_ABREAST - 0.5],
      ticks: [...labels.keys()],
      tickFormat: (step: number) => labels.get(step) ?? '',
      tickRotate: -35,
      label: null,
    },
    y: { type: 'point', domain: [...lanes], label: null, tickSize: 0 },
    marks: [
      laneRules(lanes),
      Plot.ruleX(gaps, {
        x: ({ step }: Gap) => step - 0.5,
        stroke: 'var(--soft)',
        strokeDasharray: '2 3',
      }),
      ...Array.from({ length: GAP_ROWS }, (_, line) =>
        Plot.text(
          gaps.filter((gap) => gap.line === line),
          {
            x: ({ step }: Gap) => step - 0.5,
            text: 'text',
            frameAnchor: 'top',
            dy: -14 - GAP_ROW_PX * line,
            fill: 'var(--soft)',
            fontSize: 11,
          },
        ),
      ),
      Plot.arrow(
        steps.filter(({ kind }) => kind === 'message'),
        {
          x1: 'step',
          x2: 'step',
          y1: 'system',
          y2: 'to',
          stroke: 'var(--soft)',
          strokeWidth: 1.2,
          headLength: 6,
          inset: 4,
        },
      ),
      ...symbols(steps, ({ step }) => step),
    ],
  });
}

/** Time that passed before a step. */
interface Gap {
  readonly step: number;
  readonly text: string;
  /** Of the lines above the picture, on which it has room. */
  readonly line: number;
}

const GAP_ROWS = 3;
const GAP_ROW_PX = 13;
/** A label is as wide as so many steps. */
const GAP_STEPS = 3;

function gapsOf(instants: readonly (readonly CaseEntry[])[], before: number | null): Gap[] {
  const taken = Array.from({ length: GAP_ROWS }, () => Number.NEGATIVE_INFINITY);
  const gaps: Gap[] = [];
  for (const [step, entries] of instants.entries()) {
    const last = step === 0 ? before : instants[step - 1]![0]!.at;
    const gapMs = last === null ? 0 : entries[0]!.at - last;
    if (gapMs < GAP_MS) continue;
    const free = taken.findIndex((at) => step - at >= GAP_STEPS);
    if (free >= 0) taken[free] = step;
    gaps.push({ step, text: `+${duration(gapMs)}`, line: free });
  }
  return gaps;
}

/** Entries of one instant stand together. */
export function instantsOf(entries: readonly CaseEntry[]): CaseEntry[][] {
  const instants: CaseEntry[][] = [];
  for (const entry of entries) {
    const last = instants.at(-1);
    if (last?.[0]?.at === entry.at) last.push(entry);
    else instants.push([entry]);
  }
  return instants;
}

/** Every fourth, and the first after a gap where that has room. */
const LABEL_STEPS = 4;

function labelled(instants: readonly (readonly CaseEntry[])[]): ReadonlyMap<number, string> {
  const labels = new Map<number, string>();
  for (let step = 0; step < instants.length; step += LABEL_STEPS)
    labels.set(step, new Date(instants[step]![0]!.at).toISOString().slice(5, 16).replace('T', ' '));
  return labels;
}

function laneRules(lanes: readonly string[]): Plot.Markish {
  return Plot.ruleY([...lanes], { stroke: 'var(--rule)' });
}

function symbols<Entry extends CaseEntry>(
  entries: readonly Entry[],
  x: (entry: Entry) => number | Date,
): Plot.Markish[] {
  return MARKS.flatMap(({ kind, symbol, color }) => {
    const these = entries.filter((entry) => entry.kind === kind);
    if (these.length === 0) return [];
    const isLine = symbol === 'times' || symbol === 'plus';
    const place = { x, y: 'system', symbol, r: isLine ? 3.5 : 4.5 };
    const own = these.filter(({ shared }) => !shared);
    const shared = these.filter((entry) => entry.shared);
    return [
      Plot.dot(own, isLine ? { ...place, stroke: color, strokeWidth: 1.6 } : { ...place, fill: color }),
      Plot.dot(shared, {
        ...place,
        stroke: color,
        fill: isLine ? 'none' : 'var(--ground)',
        strokeWidth: 1.6,
      }),
    ];
  });
}
