/**
 * Decision point `wave-sequence`: more waits at a node than its shift can pick in this wave. Which shipments go with it, and in which
 * order?
 *
 * 1. An option is a whole sequence made by a rule, with what would come of it if the waves to come went by that rule as well.
 * 2. Every rule makes an option, in the same order each time; a list is no longer than the wave has lines.
 */
import type { HardRule, Policy } from './gate.ts';

/** By what what waits is put in order. */
export const SEQUENCE_RULES = [
  'earliest-cutoff',
  'first-in-first-out',
  'earliest-promise',
  'savable-first',
  'priority-first',
  'value-at-risk',
  'largest-first',
] as const;
export type SequenceRule = (typeof SEQUENCE_RULES)[number];

export interface WaveSequenceContext {
  readonly node: number;
  /** Index of the wave in the node's timetable. */
  readonly wave: number;
  readonly waitingShipments: number;
  readonly waitingLines: number;
  /** Order lines that the shift can pick in the wave. */
  readonly capacityLines: number;
  /** Of what waits: the first cut-off from now. */
  readonly cutoffAt: number;
  /** Waves until then, this one among them. */
  readonly wavesToCutoff: number;
  /** Shipments that wait for a whole day or more. */
  readonly overnightShipments: number;
}

export interface WaveSequenceOption {
  readonly rule: SequenceRule;
  /** Of the wave, the first first. */
  readonly shipments: readonly number[];
  readonly lines: number;
  /** Of all that waits: released after the cut-off that it was meant for. */
  readonly pastCutoff: number;
  /** Of all that waits: leaves too late for its promise, as planned transit has it; so many hours in all; goods of so much. */
  readonly pastPromise: number;
  readonly lateHours: number;
  readonly lateMinor: number;
  /** Shipments that have waited for days and are left, while younger ones go. */
  readonly passedOver: number;
}

export type WaveSequencePolicy = Policy<WaveSequenceContext, WaveSequenceOption>;
type SequencePart = HardRule<WaveSequenceContext, WaveSequenceOption>;

/** What has waited so long is not passed over. Source: assumption. */
export const STARVING_MS = 5 * 86_400_000;

/** A wave is what the shift can pick; what is larger than a wave goes alone. */
export const fitsShift: SequencePart = {
  name: 'fits-shift',
  allows: ({ capacityLines }, { lines, shipments }) => lines <= capacityLines || shipments.length === 1,
};

export const nothingStarves: SequencePart = {
  name: 'nothing-starves',
  allows: (_context, { passedOver }) => passedOver === 0,
};

/** By its rule; where that would have somebody starve, first in, first out, which has nobody. */
function by(rule: SequenceRule, summary: string): WaveSequencePolicy {
  return {
    name: rule,
    summary,
    recommend: (_context, options) => {
      const own = options.findIndex((option) => option.rule === rule);
      return own >= 0 ? own : options.findIndex((option) => option.rule === 'first-in-first-out');
    },
  };
}

export const earliestCutoff = by(
  'earliest-cutoff',
  'what must be staged first goes first, then the more urgent order; what has missed its cut-off stays in front',
);

/** The sequence that has the least value leave too late; of two, fewer shipments, then fewer hours, then the first. */
export const leastLateValue: WaveSequencePolicy = {
  name: 'least-late-value',
  summary: 'of all sequences the one by which goods of the least value leave too late for their promise',
  recommend: (_context, options) => {
    let best = options.length === 0 ? -1 : 0;
    for (let i = 1; i < options.length; i++) if (isBetter(options[i]!, options[best]!)) best = i;
    return best;
  },
};

function isBetter(one: WaveSequenceOption, other: WaveSequenceOption): boolean {
  const first = one.lateMinor - other.lateMinor;
  if (first !== 0) return first < 0;
  const second = one.pastPromise - other.pastPromise;
  return second !== 0 ? second < 0 : one.lateHours < other.lateHours;
}

export const WAVE_SEQUENCE_POLICIES: readonly WaveSequencePolicy[] = [
  earliestCutoff,
  by('first-in-first-out', 'in the order in which stock was reserved'),
  by('earliest-promise', 'what must leave first to keep its promise goes first, late or not'),
  by('savable-first', 'as earliest-promise among what can still keep its promise; what can not goes last'),
  by('priority-first', 'the more urgent order first (`order-priority`); then as savable-first'),
  by(
    'value-at-risk',
    'what must leave with the next cut-off, the most valuable per line first; then what has time, then what is late',
  ),
  by('largest-first', 'most order lines first: the picker walks once for many'),
  leastLateValue,
];
