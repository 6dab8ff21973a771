/**
 * What a lane has in hand, and how it looks things up: lists that are short in the common case, scanned in place.
 *
 * A message is in one place at a time: staged, outstanding, or in trouble (then its `outbound-message` carries it and only
 * its numbers stay here).
 */
import type { CoreToPartner } from '../contracts/outbound.ts';
import { transitionTable } from '../core/transition-table.ts';
import { LANES_PER_PARTNER } from './inputs.ts';

/** Finished messages remembered by counter, so that a repeat is known. A power of two. */
const RECENT = 16;
/** A lane that may not transmit looks no further for what it could. */
const SENDABLE_MAX = 64;

/** Whether the partner's gate lets a lane go on by itself. */
export type Flow = 'free' | 'shut';

export const FLOW_TABLE = transitionTable<Flow>(
  'free',
  [],
  [
    ['free', 'gateShut', 'shut'],
    ['shut', 'gateOpened', 'free'],
  ],
);

export type Place = 'new' | 'staged' | 'outstanding' | 'in-trouble' | 'gone';

/** Where a message can go from where it is. Lists hold the places, so no step asks this table; tests do. */
export const PLACE_TABLE = transitionTable<Place>(
  'new',
  [],
  [
    ['new', 'held', 'staged'],
    ['new', 'transmitted', 'outstanding'],
    ['new', 'repeated', 'gone'],
    ['staged', 'transmitted', 'outstanding'],
    ['staged', 'turn', 'in-trouble'],
    ['outstanding', 'acknowledged', 'gone'],
    ['outstanding', 'failed', 'in-trouble'],
    ['in-trouble', 'settled', 'gone'],
    // A person has a dead letter sent again.
    ['gone', 'held', 'staged'],
    ['gone', 'turn', 'in-trouble'],
  ],
);

export interface Outstanding {
  readonly message: CoreToPartner;
  readonly sentAt: number;
  readonly probe: boolean;
}

export interface Staged {
  readonly key: number;
  readonly counter: number;
  /** null: the turn of a message that its `outbound-message` carries. */
  readonly message: CoreToPartner | null;
  /** Not before this instant; 0 = at once. */
  dueAt: number;
}

export interface InTrouble {
  readonly key: number;
  readonly counter: number;
}

export interface LaneState {
  readonly partner: number;
  flow: Flow;
  /** Transmitted and not acknowledged, oldest first. */
  outstanding: Outstanding[];
  /** In the order in which they came. */
  staged: Staged[];
  troubled: InTrouble[];
  /** Left of the last lease. */
  tokens: number;
  /** The gate has an ask of this lane. */
  asked: boolean;
  /** Acknowledgements since `answersSince` or the last report. */
  answers: number;
  answersSince: number;
  /** Of the last acknowledgement, ms. */
  latencyMs: number;
  recent: number[];
  recentAt: number;
  /** When the time-out timer rings; 0 = it is not set. */
  timeoutAt: number;
  pollAt: number;
}

export function emptyLane(key: number): LaneState {
  return {
    partner: Math.floor(key / LANES_PER_PARTNER),
    flow: FLOW_TABLE.initial,
    outstanding: [],
    staged: [],
    troubled: [],
    tokens: 0,
    asked: false,
    answers: 0,
    answersSince: 0,
    latencyMs: 0,
    recent: [],
    recentAt: 0,
    timeoutAt: 0,
    pollAt: 0,
  };
}

/** Messages that have not got through and are not given up. */
export function laneDepth({ outstanding, staged, troubled }: LaneState): number {
  return outstanding.length + staged.length + troubled.length;
}

/** A message of this key is on its way. */
export function isBusy({ outstanding, troubled }: LaneState, key: number): boolean {
  for (let i = 0; i < outstanding.length; i++) if (outstanding[i]!.message.key === key) return true;
  for (let i = 0; i < troubled.length; i++) if (troubled[i]!.key === key) return true;
  return false;
}

export function busyKeys({ outstanding, troubled }: LaneState): Set<number> {
  const keys = new Set<number>();
  for (const { message } of outstanding) keys.add(message.key);
  for (const { key } of troubled) keys.add(key);
  return keys;
}

/** How many staged messages could go now, at most `SENDABLE_MAX`. */
export function sendable(lane: LaneState, now: number): number {
  if (lane.staged.length === 0) return 0;
  const blocked = busyKeys(lane);
  let count = 0;
  for (const { key, message, dueAt } of lane.staged) {
    if (blocked.has(key)) continue;
    blocked.add(key);
    if (message !== null && dueAt <= now) count += 1;
    if (count === SENDABLE_MAX) break;
  }
  return count;
}

export function remember(lane: LaneState, counter: number): void {
  lane.recent[lane.recentAt] = counter;
  lane.recentAt = (lane.recentAt + 1) & (RECENT - 1);
}

/**
 * `repeatedMessage`: the lane has it or had it lately. `repeatedCommand`: another message, but the last one of this key
 * that is in hand says the same. null = new.
 */
export function repeatOf(
  lane: LaneState,
  message: CoreToPartner,
): 'repeatedMessage' | 'repeatedCommand' | null {
  const { counter, key } = message;
  const { recent, outstanding, staged, troubled } = lane;
  for (let i = 0; i < recent.length; i++) if (recent[i] === counter) return 'repeatedMessage';
  for (let i = 0; i < troubled.length; i++) if (troubled[i]!.counter === counter) return 'repeatedMessage';
  let last: CoreToPartner | null = null;
  for (let i = 0; i < outstanding.length; i++) {
    const known = outstanding[i]!.message;
    if (known.counter === counter) return 'repeatedMessage';
    if (known.key === key) last = known;
  }
  for (let i = 0; i < staged.length; i++) {
    if (staged[i]!.key !== key) continue;
    if (staged[i]!.counter === counter) return 'repeatedMessage';
    last = staged[i]!.message;
  }
  return last !== null && saysTheSame(last, message) ? 'repeatedCommand' : null;
}

function saysTheSame(one: CoreToPartner, other: CoreToPartner): boolean {
  return one.kind === other.kind && one.a === other.a && one.b === other.b && sameJson(one.body, other.body);
}

function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length || Array.isArray(one) !== Array.isArray(other)) return false;
  return names.every(
    (name) =>
      Object.hasOwn(other, name) &&
      sameJson((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
