/**
 * What the core has seen of each partner: messages sent and taken, retries, how long acknowledgements took, what waits, breaker,
 * throttle, dead letters; and what came from it.
 *
 * 1. Read off the steps of gates, lanes and messages in trouble, and the receipts of what arrives: nothing is sent or kept for it.
 * 2. A message of the core counts once, when its lane takes it, however often it is transmitted. What waits is what a lane has in
 *    hand: held back, under way or in trouble; a dead letter is not among it.
 * 3. Times are the core's own, and none is below 0 where its clock was set back meanwhile.
 * 4. Memory: a row for each partner, a number for each lane, one for each dead letter that nobody has answered. All of it is part of
 *    snapshots.
 */
import { MILESTONE, type MilestoneReport } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { OUTBOUND_MESSAGE, PARTNER_GATE, PARTNER_LANE } from '#orchestrator/core/actor-types';
import type { GateState, GateStatus } from '#orchestrator/middleware/gate-state';
import { type LaneState, laneDepth } from '#orchestrator/middleware/lane-state';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import type { Component } from '#sim/kernel';
import type { Receipt } from '../host/simulated-host.ts';
import type { CoreEnd, EntryWatch } from '../twin/core-end.ts';
import { DurationSpread, type SavedSpread } from './duration-spread.ts';

/** A partner's figures so far. Times are ms. */
export interface PartnerFigures {
  partner: number;
  /** Taken by its lane. */
  sent: number;
  /** The partner has them: at their first transmission, or later. */
  takenAtOnce: number;
  takenLater: number;
  /** Transmissions beyond the first of a message. */
  retries: number;
  /** Attempts not answered in time, or with an error. */
  failed: number;
  /** Attempts answered by "too much". */
  throttled: number;
  depth: number;
  depthMax: number;
  /** Depth x time so far; up to date at `depthSince`. */
  depthArea: number;
  depthSince: number;
  gate: GateStatus;
  gateSince: number;
  /** How long the breaker was open or half open, and how long the partner had asked for a pause. */
  openMs: number;
  pausedMs: number;
  openings: number;
  /** Messages given up; of them sent again, and dropped, by a person. */
  deadLetters: number;
  resent: number;
  dropped: number;
  received: number;
  duplicates: number;
  /** Times that the core's gateway answered one of its messages by "too many". */
  turnedAway: number;
  /** Events whose code nobody knows. */
  unknownCodes: number;
  /** Of the events that say when they occurred: received within `TIMELY_MS` of that. */
  timely: number;
}

/** Source: assumption. As KPI `milestonesTimely`. */
export const TIMELY_MS = 3_600_000;

interface Row {
  readonly figures: PartnerFigures;
  /** From a message's first transmission to the answer that the partner has it. */
  readonly acknowledged: DurationSpread;
  /** Received - occurred. */
  readonly lag: DurationSpread;
  /** Of its messages, from the core's door, a broker or a gateway, to the core. */
  readonly door: DurationSpread;
}

interface SavedRow {
  readonly figures: PartnerFigures;
  readonly acknowledged: SavedSpread;
  readonly lag: SavedSpread;
  readonly door: SavedSpread;
}

interface Saved {
  readonly rows: readonly SavedRow[];
  readonly depths: readonly number[];
  readonly dead: readonly number[];
}

/** What a run reads when it ends. */
export interface MeteredPartner {
  readonly figures: Readonly<PartnerFigures>;
  readonly acknowledged: DurationSpread;
  readonly lag: DurationSpread;
  readonly door: DurationSpread;
}

export class PartnerMeter implements Component, EntryWatch {
  private readonly startAt: number;
  /** By partner number. */
  private rows: (Row | undefined)[] = [];
  /** By lane. */
  private depths: number[] = [];
  /** Dead letters that wait for a person. */
  private readonly dead = new Set<number>();

  /** @param startAt of the run, epoch ms */
  constructor(startAt: number) {
    this.startAt = startAt;
  }

  /** The end with its receipts noted. */
  before(end: CoreEnd, now: () => number): CoreEnd {
    return {
      receive: (message) => {
        const receipt = end.receive(message);
        this.received(message, receipt, now());
        return receipt;
      },
      acknowledge: (message, attempt, status, retryAfterMs) =>
        end.acknowledge(message, attempt, status, retryAfterMs),
    };
  }

  /** A message of a partner has arrived. */
  received(message: Envelope, receipt: Receipt, now: number): void {
    if (receipt === 'refused') return;
    const { figures, lag } = this.rowOf(message.sender);
    if (receipt === 'repeat') {
      figures.duplicates += 1;
      return;
    }
    figures.received += 1;
    if (message.kind !== 'milestoneReported') return;
    const lagMs = Math.max(0, now - (message.body as MilestoneReport).occurredAt);
    lag.add(lagMs);
    if (lagMs <= TIMELY_MS) figures.timely += 1;
    if (message.a === MILESTONE.unknown) figures.unknownCodes += 1;
  }

  /** A message of a partner has stood at the core's door so long. */
  waited(partner: number, waitMs: number): void {
    this.rowOf(partner).door.add(waitMs);
  }

  /** A gateway has answered a message of a partner by "too many". */
  turnedAway(partner: number): void {
    this.rowOf(partner).figures.turnedAway += 1;
  }

  /** A gate, lane or message in trouble has been stepped. */
  stepped(type: number, key: number, state: unknown, input: Envelope, now: number): void {
    if (type === PARTNER_LANE) this.laneStepped(key, state as LaneState, input.kind, now);
    else if (type === PARTNER_GATE) this.gateStepped(state as GateState, input.kind, now);
    else if (type === OUTBOUND_MESSAGE)
      this.messageStepped(key, state as OutboundMessageState, input.kind, now);
  }

  /** Of partners that anything was said to or by, by number; what goes on is counted up to now. */
  partners(now: number): MeteredPartner[] {
    const found: MeteredPartner[] = [];
    for (const row of this.rows) {
      if (row === undefined) continue;
      const figures = { ...row.figures };
      passDepth(figures, now);
      passGate(figures, now);
      found.push({ figures, acknowledged: row.acknowledged, lag: row.lag, door: row.door });
    }
    return found;
  }

  save(): Saved {
    const rows = this.rows.filter((row) => row !== undefined);
    return {
      rows: rows.map(({ figures, acknowledged, lag, door }) => ({
        figures: { ...figures },
        acknowledged: acknowledged.save(),
        lag: lag.save(),
        door: door.save(),
      })),
      depths: this.depths.slice(),
      dead: [...this.dead],
    };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.rows = [];
    for (const { figures, acknowledged, lag, door } of saved.rows) {
      const row = this.rowOf(figures.partner);
      Object.assign(row.figures, figures);
      row.acknowledged.load(acknowledged);
      row.lag.load(lag);
      row.door.load(door);
    }
    this.depths = saved.depths.slice();
    this.dead.clear();
    for (const letter of saved.dead) this.dead.add(letter);
  }

  private laneStepped(lane: number, state: LaneState, kind: string, now: number): void {
    const before = this.depthOf(lane);
    const depth = laneDepth(state);
    if (depth === before) return;
    this.depths[lane] = depth;
    const { figures, acknowledged } = this.rowOf(state.partner);
    passDepth(figures, now);
    figures.depth += depth - before;
    if (figures.depth > figures.depthMax) figures.depthMax = figures.depth;
    if (kind === 'acknowledged') {
      figures.takenAtOnce += 1;
      acknowledged.add(Math.max(0, state.latencyMs));
    } else if (depth > before && kind !== 'turnAsked') figures.sent += 1;
  }

  private gateStepped(state: GateState, kind: string, now: number): void {
    const { figures } = this.rowOf(state.partner);
    if (kind === 'attemptFailed') figures.failed += 1;
    else if (kind === 'attemptThrottled') figures.throttled += 1;
    if (state.status === figures.gate) return;
    passGate(figures, now);
    figures.gate = state.status;
    figures.openings = state.openings;
  }

  private messageStepped(letter: number, state: OutboundMessageState, kind: string, now: number): void {
    const { status, message } = state;
    if (message === null) return;
    const { figures, acknowledged } = this.rowOf(message.toKey);
    if (kind === 'leaseGranted' && status === 'in-flight') figures.retries += 1;
    else if (kind === 'messageReleased' && status === 'delivered') {
      figures.takenLater += 1;
      acknowledged.add(Math.max(0, now - state.firstSentAt));
    } else if (kind === 'messageReleased' && status === 'dead') {
      figures.deadLetters += 1;
      this.dead.add(letter);
    } else if (kind === 'taskAnswered' && status !== 'dead' && this.dead.delete(letter)) {
      if (status === 'dropped') figures.dropped += 1;
      else figures.resent += 1;
    }
  }

  /** Filled up in order: lanes come in any. */
  private depthOf(lane: number): number {
    while (this.depths.length <= lane) this.depths.push(0);
    return this.depths[lane]!;
  }

  private rowOf(partner: number): Row {
    const known = this.rows[partner];
    if (known !== undefined) return known;
    while (this.rows.length < partner) this.rows.push(undefined);
    const row: Row = {
      figures: emptyFigures(partner, this.startAt),
      acknowledged: new DurationSpread(),
      lag: new DurationSpread(),
      door: new DurationSpread(),
    };
    this.rows[partner] = row;
    return row;
  }
}

function emptyFigures(partner: number, startAt: number): PartnerFigures {
  return {
    partner,
    sent: 0,
    takenAtOnce: 0,
    takenLater: 0,
    retries: 0,
    failed: 0,
    throttled: 0,
    depth: 0,
    depthMax: 0,
    depthArea: 0,
    depthSince: startAt,
    gate: 'closed',
    gateSince: startAt,
    openMs: 0,
    pausedMs: 0,
    openings: 0,
    deadLetters: 0,
    resent: 0,
    dropped: 0,
    received: 0,
    duplicates: 0,
    turnedAway: 0,
    unknownCodes: 0,
    timely: 0,
  };
}

function passDepth(figures: PartnerFigures, now: number): void {
  figures.depthArea += figures.depth * (now - figures.depthSince);
  figures.depthSince = now;
}

function passGate(figures: PartnerFigures, now: number): void {
  const ms = now - figures.gateSince;
  if (figures.gate === 'open' || figures.gate === 'half-open') figures.openMs += ms;
  else if (figures.gate === 'paused') figures.pausedMs += ms;
  figures.gateSince = now;
}
