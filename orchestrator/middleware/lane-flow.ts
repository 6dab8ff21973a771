/**
 * How messages leave a lane: what may go goes, what needs a lease asks for one, what belongs to a batch waits for its poll.
 */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { Out } from '../core/out.ts';
import { type Instant, instant } from '../model/instant.ts';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from './inputs.ts';
import { addTrouble, type LaneState, makeReady, send, sendable, takeStaged } from './lane-state.ts';
import type { PartnerPolicy } from './policy.ts';

/** Numbers of a lane's timers. */
export const TIMEOUT = 0;
export const POLL = 1;

export function mayTransmit(policy: PartnerPolicy, draft: LaneState): boolean {
  return draft.flow === 'free' && (policy.rate === null || draft.tokens > 0);
}

export function transmit(
  policy: PartnerPolicy,
  draft: LaneState,
  message: CoreToPartner,
  probe: boolean,
  now: Instant,
  out: Out,
): void {
  send(draft, message, probe, now);
  if (policy.rate !== null && !probe) draft.tokens -= 1;
  armTimeout(policy, draft, now, out);
  out.transmit(message, 1);
}

/** One timer for all: it rings for the oldest and is set again for the next. */
export function armTimeout(policy: PartnerPolicy, draft: LaneState, now: Instant, out: Out): void {
  const oldest = draft.outstanding[0];
  if (draft.timeoutAt > 0 || oldest === undefined) return;
  draft.timeoutAt = Math.max(now, oldest.sentAt + policy.timeoutMs);
  out.timer(TIMEOUT, instant(draft.timeoutAt));
}

/** Nothing of this key is on its way any more: the next one of it may go. */
export function keyFreed(policy: PartnerPolicy, draft: LaneState, key: number, now: Instant, out: Out): void {
  const next = draft.staged[key]?.[0];
  if (next === undefined) return;
  if (next.message === null) giveTurn(draft, key, takeStaged(draft, key).counter, out);
  else if (policy.batchEveryMs !== null) {
    next.dueAt = nextPoll(policy.batchEveryMs, now);
    makeReady(draft, key);
    armPoll(draft, next.dueAt, out);
  } else if (mayTransmit(policy, draft)) {
    takeStaged(draft, key);
    transmit(policy, draft, next.message, false, now, out);
  } else {
    makeReady(draft, key);
    ask(policy, draft, now, out);
  }
}

/** Asks the gate for a lease, if there is something to send that only a lease lets through. */
export function ask(policy: PartnerPolicy, draft: LaneState, now: Instant, out: Out): void {
  if (draft.asked || mayTransmit(policy, draft)) return;
  const wanted = sendable(draft, now);
  if (wanted === 0) return;
  draft.asked = true;
  out.tell(PARTNER_GATE, draft.partner, 'leaseAsked', wanted, draft.answers, null);
  draft.answers = 0;
}

/** Transmits what is due, oldest first, at most `most`; answers how many. */
export function drain(
  policy: PartnerPolicy,
  draft: LaneState,
  most: number,
  probe: boolean,
  now: Instant,
  out: Out,
): number {
  const { ready, staged } = draft;
  let kept = 0;
  let sent = 0;
  let at = 0;
  for (; at < ready.length && sent < most; at++) {
    const key = ready[at]!;
    if (staged[key]![0]!.dueAt > now) ready[kept++] = key;
    else {
      // What is ready is no turn: that is given as soon as its key is free.
      transmit(policy, draft, takeStaged(draft, key).message!, probe, now, out);
      sent += 1;
    }
  }
  ready.splice(kept, at - kept);
  return sent;
}

export function giveTurn(draft: LaneState, key: number, counter: number, out: Out): void {
  addTrouble(draft, key, counter);
  out.tell(OUTBOUND_MESSAGE, counter, 'turnGiven', 0, 0, null);
}

export function nextPoll(everyMs: number, now: number): number {
  return (Math.floor(now / everyMs) + 1) * everyMs;
}

export function armPoll(draft: LaneState, at: number, out: Out): void {
  if (draft.pollAt > 0) return;
  draft.pollAt = at;
  out.timer(POLL, instant(at));
}

export function poll(policy: PartnerPolicy, draft: LaneState, now: Instant, out: Out): void {
  draft.pollAt = 0;
  if (mayTransmit(policy, draft)) {
    drain(policy, draft, policy.rate === null ? Infinity : draft.tokens, false, now, out);
  }
  // What came at this very instant, before the timer, is of the next one.
  if (draft.ready.some((key) => draft.staged[key]![0]!.dueAt > now))
    armPoll(draft, nextPoll(policy.batchEveryMs!, now), out);
  ask(policy, draft, now, out);
}
