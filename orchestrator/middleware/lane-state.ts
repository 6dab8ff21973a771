/**
 * What a lane has in hand, found by business key: a lane that a peak or an outage has filled is as fast a message as an
 * empty one.
 *
 * 1. A message is in one place at a time: staged, outstanding, or in trouble (then its `outbound-message` carries it and
 *    only its numbers stay here).
 * 2. `ready` has the keys of which something is staged and nothing is on its way.
 * 3. Numbers given in turn (`arrival`, `sending`) keep lists in order, so that a place in them is found by halving.
 */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import { transitionTable } from '../core/transition-table.ts';
import { LANES_PER_PARTNER } from './inputs.ts';
import { addSent, dropSent, noSentKeys, type SentKeys, sendingOf } from './sent-keys.ts';

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
  readonly sending: number;
}

export interface Staged {
  readonly counter: number;
  /** null: the turn of a message that its `outbound-message` carries. */
  readonly message: CoreToPartner | null;
  /** Not before this instant; 0 = at once. */
  dueAt: number;
  readonly arrival: number;
}

/** Plain data: business keys are its properties. */
type ByKey<T> = Record<number, T | undefined>;

export interface LaneState {
  readonly partner: number;
  flow: Flow;
  /** Transmitted and not acknowledged, oldest first. */
  outstanding: Outstanding[];
  /** Keys with one that is outstanding, and its `sending`. */
  readonly sent: SentKeys;
  /** By key: counter of the one in trouble. */
  troubled: ByKey<number>;
  troubledCount: number;
  /** By key, in the order in which they came. */
  staged: ByKey<Staged[]>;
  stagedCount: number;
  /** Keys whose first staged message waits for nothing but its time and leave to transmit, in the order in which that came. */
  ready: number[];
  /** Last number given in turn. */
  turn: number;
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
    sent: noSentKeys(),
    troubled: {},
    troubledCount: 0,
    staged: {},
    stagedCount: 0,
    ready: [],
    turn: 0,
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
export function laneDepth({ outstanding, stagedCount, troubledCount }: LaneState): number {
  return outstanding.length + stagedCount + troubledCount;
}

/** A message of this key is on its way. */
export function isBusy({ sent, troubled }: LaneState, key: number): boolean {
  return sendingOf(sent, key) !== 0 || troubled[key] !== undefined;
}

/** How many staged messages could go now, at most `SENDABLE_MAX`. */
export function sendable({ ready, staged }: LaneState, now: number): number {
  let count = 0;
  for (let i = 0; i < ready.length && count < SENDABLE_MAX; i++)
    if (staged[ready[i]!]![0]!.dueAt <= now) count += 1;
  return count;
}

export function send(lane: LaneState, message: CoreToPartner, probe: boolean, now: number): void {
  lane.turn += 1;
  lane.outstanding.push({ message, sentAt: now, probe, sending: lane.turn });
  addSent(lane.sent, message.key, lane.turn);
}

/** Takes away what is outstanding of this key, if it is this message. */
export function takeOutstanding(lane: LaneState, key: number, counter: number): Outstanding | null {
  const { outstanding, sent } = lane;
  const sending = sendingOf(sent, key);
  if (sending === 0) return null;
  const at = outstanding[0]!.sending === sending ? 0 : placeOf(sending, outstanding);
  const found = outstanding[at]!;
  if (found.message.counter !== counter) return null;
  if (at === 0) outstanding.shift();
  else outstanding.splice(at, 1);
  dropSent(sent, key);
  return found;
}

function placeOf(sending: number, outstanding: readonly Outstanding[]): number {
  let low = 0;
  let high = outstanding.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (outstanding[middle]!.sending < sending) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function addTrouble(lane: LaneState, key: number, counter: number): void {
  lane.troubled[key] = counter;
  lane.troubledCount += 1;
}

/** @returns whether this message of the key was in trouble */
export function endTrouble(lane: LaneState, key: number, counter: number): boolean {
  if (lane.troubled[key] !== counter) return false;
  delete lane.troubled[key];
  lane.troubledCount -= 1;
  return true;
}

/** Behind what is staged of its key; ready if nothing of it is in hand. */
export function stage(
  lane: LaneState,
  key: number,
  counter: number,
  message: CoreToPartner | null,
  dueAt: number,
): void {
  const { staged } = lane;
  lane.turn += 1;
  lane.stagedCount += 1;
  const each: Staged = { counter, message, dueAt, arrival: lane.turn };
  const before = staged[key];
  if (before !== undefined) before.push(each);
  else {
    staged[key] = [each];
    if (!isBusy(lane, key)) lane.ready.push(key);
  }
}

/** The next of a key, and no more staged: who takes it sees to `ready`. */
export function takeStaged(lane: LaneState, key: number): Staged {
  const { staged } = lane;
  const ofKey = staged[key]!;
  if (ofKey.length === 1) delete staged[key];
  lane.stagedCount -= 1;
  return ofKey.shift()!;
}

/** Puts a key with something staged into its place among those that are ready. */
export function makeReady({ ready, staged }: LaneState, key: number): void {
  const { arrival } = staged[key]![0]!;
  let low = 0;
  let high = ready.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (staged[ready[middle]!]![0]!.arrival < arrival) low = middle + 1;
    else high = middle;
  }
  ready.splice(low, 0, key);
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
  const { recent, outstanding, sent, troubled } = lane;
  for (let i = 0; i < recent.length; i++) if (recent[i] === counter) return 'repeatedMessage';
  if (troubled[key] === counter) return 'repeatedMessage';
  let last: CoreToPartner | null = null;
  const sending = sendingOf(sent, key);
  if (sending !== 0) last = outstanding[placeOf(sending, outstanding)]!.message;
  if (last?.counter === counter) return 'repeatedMessage';
  const ofKey = lane.staged[key];
  if (ofKey !== undefined) {
    for (let i = 0; i < ofKey.length; i++) if (ofKey[i]!.counter === counter) return 'repeatedMessage';
    last = ofKey.at(-1)!.message;
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
