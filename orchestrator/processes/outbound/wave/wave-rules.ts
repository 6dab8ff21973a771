/**
 * Sequences of what waits for a node's waves: the order that each rule puts it in, and what would come of it.
 *
 * 1. A sequence holds everything that waits, once; equals stand in the order of the plan.
 * 2. What comes of it is reckoned as waves are: each takes the next of the sequence that fit, at least one, and at each of them the same
 *    rule goes on. Whoever joins later is not in it.
 * 3. What is released leaves with the next cut-off.
 */
import {
  SEQUENCE_RULES,
  type SequenceRule,
  STARVING_MS,
  type WaveSequenceOption,
} from '../../../decisions/wave-sequence.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network, NodeMaster } from '../../../model/network.ts';
import { cutoffFrom } from './wave-cutoffs.ts';
import type { WavePlanState } from './wave-state.ts';

const HOUR_MS = 3_600_000;

/** How many of a sequence fit from `from` on, at least one. */
export function fitting(lines: readonly number[], from: number, linesMax: number): number {
  let to = from;
  for (let sum = 0; to < lines.length; to++) {
    sum += lines[to]!;
    if (sum > linesMax && to > from) break;
  }
  return to - from;
}

/** What sequences of a wave are made of. */
interface Basis {
  readonly network: Network;
  readonly node: NodeMaster;
  readonly draft: WavePlanState;
  readonly wave: number;
  readonly now: Instant;
  /** The first from now. */
  readonly nextCutoff: number;
}

/** One for each rule. Cost: n log n for each, n what waits. */
export function sequencesOf(
  network: Network,
  node: NodeMaster,
  draft: WavePlanState,
  wave: number,
  now: Instant,
): WaveSequenceOption[] {
  const basis = { network, node, draft, wave, now, nextCutoff: cutoffFrom(network, node.no, now) };
  return SEQUENCE_RULES.map((rule) => optionOf(basis, rule, ordered(basis, rule)));
}

/** Places in the plan, in the order of the rule. Sorting keeps equals as they stand. */
function ordered({ draft, now, nextCutoff }: Basis, rule: SequenceRule): number[] {
  const { lines, priorities, terms } = draft;
  const places = Array.from(lines.keys());
  const savable = (x: number, y: number): number =>
    Number(terms[x]!.leaveBy < now) - Number(terms[y]!.leaveBy < now) ||
    terms[x]!.leaveBy - terms[y]!.leaveBy;
  const urgency = ({ leaveBy }: { readonly leaveBy: number }): number => {
    if (leaveBy < now) return 2;
    return leaveBy <= nextCutoff ? 0 : 1;
  };
  switch (rule) {
    case 'earliest-cutoff':
      return places;
    case 'first-in-first-out':
      return places.sort((x, y) => terms[x]!.joinedAt - terms[y]!.joinedAt);
    case 'earliest-promise':
      return places.sort((x, y) => terms[x]!.leaveBy - terms[y]!.leaveBy);
    case 'savable-first':
      return places.sort(savable);
    case 'priority-first':
      return places.sort((x, y) => priorities[x]! - priorities[y]! || savable(x, y));
    case 'value-at-risk':
      return places.sort(
        (x, y) =>
          urgency(terms[x]!) - urgency(terms[y]!) ||
          // Of value per line, without a fraction.
          terms[y]!.valueMinor * lines[x]! - terms[x]!.valueMinor * lines[y]!,
      );
    case 'largest-first':
      return places.sort((x, y) => lines[y]! - lines[x]!);
  }
}

function optionOf(basis: Basis, rule: SequenceRule, places: readonly number[]): WaveSequenceOption {
  const { draft, node, now } = basis;
  const sizes = places.map((i) => draft.lines[i]!);
  const count = fitting(sizes, 0, node.linesPerWave);
  const taken = places.slice(0, count);
  let lines = 0;
  for (let i = 0; i < count; i++) lines += sizes[i]!;
  return {
    rule,
    shipments: taken.map((i) => draft.shipments[i]!),
    lines,
    ...latenessOf(basis, places, sizes),
    passedOver: passedOver(draft, places, count, now),
  };
}

type Lateness = Pick<WaveSequenceOption, 'pastCutoff' | 'pastPromise' | 'lateHours' | 'lateMinor'>;

/** If this wave and those to come go by the sequence. */
function latenessOf(basis: Basis, places: readonly number[], sizes: readonly number[]): Lateness {
  const { network, node, draft, wave, now, nextCutoff } = basis;
  const told = { pastCutoff: 0, pastPromise: 0, lateHours: 0, lateMinor: 0 };
  let at = 0;
  for (let next = wave; at < places.length; next++) {
    // After the timetable nothing waits: the rest goes when its last wave does.
    const releasedAt = next === wave ? now : (node.waves[next] ?? node.waves.at(-1)!);
    const cutoff = cutoffFrom(network, node.no, releasedAt);
    const leavesAt = cutoff === Number.MAX_SAFE_INTEGER ? releasedAt : cutoff;
    const end = at + fitting(sizes, at, node.linesPerWave);
    for (; at < end; at++) {
      const i = places[at]!;
      const stagedBy = draft.stagedBy[i]!;
      const { leaveBy, valueMinor } = draft.terms[i]!;
      if (releasedAt > (stagedBy >= now ? stagedBy : nextCutoff)) told.pastCutoff += 1;
      if (leavesAt <= leaveBy) continue;
      told.pastPromise += 1;
      told.lateHours += Math.ceil((leavesAt - leaveBy) / HOUR_MS);
      told.lateMinor += valueMinor;
    }
  }
  return told;
}

/** Who has waited too long and is left, where somebody goes who has not. */
function passedOver(
  { terms }: WavePlanState,
  places: readonly number[],
  count: number,
  now: Instant,
): number {
  const starves = (i: number): boolean => terms[i]!.joinedAt <= now - STARVING_MS;
  let left = 0;
  for (let at = count; at < places.length; at++) if (starves(places[at]!)) left += 1;
  if (left === 0) return 0;
  for (let at = 0; at < count; at++) if (!starves(places[at]!)) return left;
  return 0;
}
