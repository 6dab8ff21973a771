/**
 * The gate of a partner: breaker and throttle. No message passes through it; it lends lanes leave to transmit.
 *
 * 1. Moves along `GATE_TABLE` only. Lanes are told when it shuts (open, or paused by Retry-After) and when it opens.
 * 2. Shut, it grants nothing; every ask is kept and answered exactly once, oldest first.
 * 3. Half open, at most `probes` messages are on their way on its leave. It closes when so many have passed, and opens
 *    again at the first that fails.
 * 4. With a rate, leases and probes never add up to more than the bucket gives; without one a lane asks only while the
 *    gate is shut.
 * 5. It never finishes.
 */
import type { Actor } from '../core/actor.ts';
import type { Out } from '../core/out.ts';
import { type Instant, instant } from '../model/instant.ts';
import {
  emptyGate,
  GATE_TABLE,
  type GateAsk,
  type GateState,
  type GateStatus,
  isTripped,
  note,
  refill,
  spareTokens,
  untilToken,
} from './gate-state.ts';
import { type GateInput, LANES_PER_PARTNER, OUTBOUND_MESSAGE, PARTNER_GATE, PARTNER_LANE } from './inputs.ts';
import type { PartnerPolicy, PolicyOf, RateLimit } from './policy.ts';

const REFILL = 0;
const RESUME = 1;

/** `gateStatus` as a figure. */
const FIGURES: Readonly<Record<GateStatus, number>> = { closed: 0, paused: 1, 'half-open': 2, open: 3 };

export function gateActor(policyOf: PolicyOf): Actor<GateState, GateInput> {
  return {
    type: PARTNER_GATE,
    name: 'partner-gate',
    version: 1,
    creates: ['leaseAsked', 'retryAsked', 'attemptFailed', 'attemptThrottled'],
    timers: ['refill', 'resume'],
    initial: emptyGate,
    migrate: (_old, from) => {
      throw new Error(`partner-gate state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step({ policy: policyOf(draft.partner), draft, now, out }, input),
    finished: () => false,
    outcome: () => {},
  };
}

/** What every part of a step needs. */
interface Step {
  readonly policy: PartnerPolicy;
  readonly draft: GateState;
  readonly now: Instant;
  readonly out: Out;
}

function step(at: Step, input: GateInput): void {
  const { draft, policy, now } = at;
  switch (input.kind) {
    case 'leaseAsked':
      // Without failures to set them against, answers are of no use.
      if (draft.window.length > 0) note(draft, policy.breaker, 0, input.b, now);
      draft.asks.push({ retry: false, key: input.fromKey, wanted: input.a, suspect: false });
      serve(at);
      return;
    case 'retryAsked':
      draft.asks.push({ retry: true, key: input.fromKey, wanted: 1, suspect: input.a === 1 });
      serve(at);
      return;
    case 'retryWithdrawn':
      withdraw(at, input.fromKey);
      return;
    case 'attemptFailed':
      attemptFailed(at, input.a === 1, input.b);
      return;
    case 'attemptThrottled':
      if (input.b === 0 || probeBack(at, input.kind)) throttled(at, input.a);
      return;
    case 'probePassed':
      if (probeBack(at, input.kind)) probePassed(at);
      return;
    case 'probeReturned':
      if (probeBack(at, input.kind)) serve(at);
      return;
    case 'timer':
      if (input.a === RESUME) resume(at);
      else serve(at);
  }
}

/** One probe less is on its way. False, and noted, where none was. */
function probeBack({ draft, out }: Step, kind: string): boolean {
  if (draft.probesOut === 0) {
    out.audit('inputNotExpected', `${kind} without a probe on its way`);
    return false;
  }
  draft.probesOut -= 1;
  return true;
}

function attemptFailed(at: Step, probe: boolean, answers: number): void {
  const { policy, draft, now } = at;
  if (probe && !probeBack(at, 'attemptFailed')) return;
  if (draft.status === 'half-open') {
    // What was sent before it opened tells nothing new.
    if (probe) open(at, 'probeFailed', now + policy.breaker.openMs);
  } else if (draft.status !== 'open') {
    note(draft, policy.breaker, 1, answers, now);
    if (isTripped(draft, policy.breaker)) open(at, 'tripped', now + policy.breaker.openMs);
  }
}

function throttled(at: Step, until: number): void {
  const { policy, draft, now, out } = at;
  if (draft.status === 'half-open') {
    open(at, 'throttled', Math.max(until, now + policy.breaker.openMs));
    return;
  }
  if (draft.status === 'closed') {
    draft.resumeAt = now;
    move(at, 'throttled');
    tellLanes(at, 1);
    out.cancel(REFILL);
  }
  // Who asks for less than is asked for already changes nothing; nor does an answer that took longer than its pause. What was
  // asked for may be over, and its timer have rung, with nobody told yet: then it rings again, now.
  draft.resumeAt = Math.max(draft.resumeAt, until, now);
  out.timer(RESUME, instant(draft.resumeAt));
}

function move({ draft, out }: Step, event: string): void {
  const next = GATE_TABLE.next(draft.status, event);
  if (next === null) throw new Error(`gate ${draft.partner}: "${event}" in status ${draft.status}`);
  draft.status = next;
  out.audit('gateMoved', `${event}: ${next}, ${draft.asks.length} asks`);
  out.kpi('gateStatus', FIGURES[next], 'status');
  out.kpi('gateDepth', draft.asks.length, 'asks');
}

function open(at: Step, event: 'tripped' | 'probeFailed' | 'throttled', until: number): void {
  const { draft, out } = at;
  const wasClosed = draft.status === 'closed';
  draft.resumeAt = draft.status === 'paused' ? Math.max(draft.resumeAt, until) : until;
  draft.openings += 1;
  draft.window = [];
  move(at, event);
  if (wasClosed) tellLanes(at, 1);
  out.cancel(REFILL);
  out.timer(RESUME, instant(draft.resumeAt));
}

function resume(at: Step): void {
  const { draft } = at;
  if (draft.status === 'paused') close(at, 'waited');
  else if (draft.status === 'open') {
    draft.probesPassed = 0;
    move(at, 'waited');
    serve(at);
  } else at.out.audit('inputNotExpected', `timer in status ${draft.status}`);
}

function probePassed(at: Step): void {
  const { policy, draft } = at;
  if (draft.status !== 'half-open') return;
  draft.probesPassed += 1;
  if (draft.probesPassed >= policy.breaker.probes) close(at, 'probesPassed');
  else serve(at);
}

function close(at: Step, event: 'waited' | 'probesPassed'): void {
  at.draft.window = [];
  move(at, event);
  tellLanes(at, 0);
  serve(at);
}

/** All lanes of the partner, also those that have had nothing to do yet. */
function tellLanes({ draft, out }: Step, shut: number): void {
  for (let i = 0; i < LANES_PER_PARTNER; i++)
    out.tell(PARTNER_LANE, draft.partner * LANES_PER_PARTNER + i, 'gateMoved', shut, 0, null);
}

/** Grants what can be granted now. */
function serve(at: Step): void {
  const { policy, draft } = at;
  if (draft.asks.length === 0) return;
  if (draft.status === 'half-open') serveProbes(at);
  else if (draft.status === 'closed') {
    if (policy.rate === null) for (const each of draft.asks.splice(0)) grant(at, each, each.wanted, 0);
    else serveLeases(at, policy.rate);
  }
}

function serveProbes(at: Step): void {
  const { policy, draft } = at;
  while (draft.asks.length > 0 && draft.probesOut + draft.probesPassed < policy.breaker.probes) {
    if (!takeToken(at)) return;
    const unsuspected = draft.asks.findIndex(({ suspect }) => !suspect);
    const [next] = draft.asks.splice(Math.max(0, unsuspected), 1);
    draft.probesOut += 1;
    grant(at, next!, 1, 1);
  }
}

/** One of the bucket, for a probe; false where it is empty. */
function takeToken({ policy, draft, now, out }: Step): boolean {
  const { rate } = policy;
  if (rate === null) return true;
  if (refill(draft, rate, now) > 0) {
    draft.tokensMilli -= 1000;
    return true;
  }
  out.timer(REFILL, instant(now + untilToken(draft, rate)));
  return false;
}

function serveLeases(at: Step, rate: RateLimit): void {
  const { draft, now, out } = at;
  let tokens = refill(draft, rate, now);
  let served = 0;
  for (const each of draft.asks) {
    if (tokens === 0) break;
    const granted = Math.min(tokens, each.retry ? 1 : each.wanted + spareTokens(rate));
    tokens -= granted;
    draft.tokensMilli -= granted * 1000;
    grant(at, each, granted, 0);
    served += 1;
  }
  draft.asks.splice(0, served);
  if (draft.asks.length > 0) out.timer(REFILL, instant(now + untilToken(draft, rate)));
}

function grant({ out }: Step, { retry, key }: GateAsk, tokens: number, probe: number): void {
  if (retry) out.tell(OUTBOUND_MESSAGE, key, 'leaseGranted', tokens, probe, null);
  else out.tell(PARTNER_LANE, key, 'leaseGranted', tokens, probe, null);
}

/** Answers the ask with nothing; where it has been granted meanwhile, that was the answer. */
function withdraw(at: Step, message: number): void {
  const { draft } = at;
  const found = draft.asks.findIndex(({ retry, key }) => retry && key === message);
  const [ask] = found < 0 ? [] : draft.asks.splice(found, 1);
  if (ask !== undefined) grant(at, ask, 0, 0);
}
