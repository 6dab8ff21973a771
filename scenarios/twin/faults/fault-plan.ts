/**
 * The faults of a world as what they do to single messages.
 *
 * 1. Whether a message is hit is drawn by what it says (partner, kind, key, numbers), by the kind of fault, by which of that kind
 *    and by attempt: leaving out an order, a fault or a kind moves no other draw.
 * 2. An outage comes before any other fault. Of several faults that hit one transmission, the first of the list counts.
 * 3. Nothing here has state.
 */
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { keyedHash, messageId } from '#orchestrator/middleware/jitter';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { ClockOff } from '../../host/core-clock.ts';
import type { ZombiePlan } from '../../host/zombies.ts';
import {
  CALL_FAULTS,
  type CallFault,
  type ClockJump,
  type EventFault,
  FAULT_KINDS,
  type FaultSettings,
  type MessageFault,
  type Outage,
  type StepFault,
} from '../../world/fault-settings.ts';
import type { EventFate, Fate, FaultPlan, PartnerFaults } from './fate.ts';

const TOO_MANY = 429;
const UNAVAILABLE = 503;

export interface LinkFaults {
  /** null = nothing befalls what the core sends. */
  readonly calls: FaultPlan | null;
  readonly events: PartnerFaults | null;
}

/** A fault made ready to be drawn. */
interface Drawn {
  readonly fault: MessageFault;
  readonly whether: RandomStream;
  readonly when: RandomStream;
  readonly by: Sampler | null;
}

export function linkFaultsOf({ messages, outages }: FaultSettings, random: Random): LinkFaults {
  const drawn = drawnOf(messages, random);
  const calls = drawn.filter(({ fault }) => isCall(fault.kind));
  const events = drawn.filter(({ fault }) => !isCall(fault.kind));
  return {
    calls: calls.length + outages.length === 0 ? null : callPlan(calls, outages),
    events: events.length + outages.length === 0 ? null : eventFaults(events, outages),
  };
}

/** null = no step leaves a zombie. Drawn by the actor, what it is told, and which of its inputs that is. */
export function zombiePlanOf(steps: readonly StepFault[], random: Random): ZombiePlan | null {
  if (steps.length === 0) return null;
  const no = FAULT_KINDS.indexOf('zombie');
  const drawn = steps.map((fault, which) => ({
    fault,
    whether: random.stream('faults/whether').sub(no, which),
    when: random.stream('faults/when').sub(no, which),
    by: compile(fault.byMs),
  }));
  return (message, type, key, n, now) => {
    let identity = -1;
    for (const { fault, whether, when, by } of drawn) {
      if (now < fault.fromAt || now >= fault.untilAt) continue;
      if (identity < 0) identity = keyedHash(messageId(message), key, type);
      if (whether.unit(identity, n) < fault.share) return msOf(by, when, identity, n);
    }
    return -1;
  };
}

/** The stretches in which the core's clock is off. */
export function clockOffOf(clocks: readonly ClockJump[]): ClockOff[] {
  return clocks.map(({ kind, fromAt, untilAt, byMs }) => ({
    fromAt,
    untilAt,
    byMs: kind === 'clock-fast' ? byMs : -byMs,
  }));
}

function isCall(kind: CallFault | EventFault): kind is CallFault {
  return (CALL_FAULTS as readonly string[]).includes(kind);
}

function drawnOf(messages: readonly MessageFault[], random: Random): Drawn[] {
  const counts = new Map<string, number>();
  return messages.map((fault) => {
    const which = counts.get(fault.kind) ?? 0;
    counts.set(fault.kind, which + 1);
    const of = (name: string): RandomStream =>
      random.stream(`faults/${name}`).sub(FAULT_KINDS.indexOf(fault.kind), which);
    const by = fault.byMs === null ? null : compile(fault.byMs);
    return { fault, whether: of('whether'), when: of('when'), by };
  });
}

function callPlan(calls: readonly Drawn[], outages: readonly Outage[]): FaultPlan {
  return (message, attempt, now) => {
    const partner = message.toKey;
    for (const outage of outages) {
      if (!isIn(outage, partner, now)) continue;
      // Where only what the partner sends is lost, its answers are.
      return { kind: outage.kind === 'outage-from' ? 'answerLost' : 'lost', fault: outage.kind };
    }
    const hit = hitBy(calls, message, partner, attempt, now);
    return hit === null ? null : fateOf(hit, identityOf(message), attempt);
  };
}

function fateOf({ fault, when, by }: Drawn, identity: number, attempt: number): Fate {
  const kind = fault.kind as CallFault;
  const byMs = msOf(by, when, identity, attempt);
  switch (kind) {
    case 'call-lost':
      return { kind: 'lost', fault: kind };
    case 'answer-lost':
      return { kind: 'answerLost', fault: kind };
    case 'call-duplicated':
      return { kind: 'duplicated', afterMs: byMs, fault: kind };
    case 'call-delayed':
      return { kind: 'delayed', byMs, fault: kind };
    case 'throttled':
      return { kind: 'rejected', status: TOO_MANY, retryAfterMs: byMs, fault: kind };
    case 'throttled-blindly':
      return { kind: 'rejected', status: TOO_MANY, retryAfterMs: null, fault: kind };
    case 'brown-out':
      return { kind: 'rejected', status: UNAVAILABLE, retryAfterMs: null, fault: kind };
  }
}

function eventFaults(events: readonly Drawn[], outages: readonly Outage[]): PartnerFaults {
  const silent = outages.filter(({ kind }) => kind !== 'outage-to');
  const deaf = outages.filter(({ kind }) => kind !== 'outage-from');
  return {
    fateOf: (message, attempt, now) => {
      const hit = hitBy(events, message, message.fromKey, attempt, now);
      return hit === null ? null : eventFateOf(hit, identityOf(message), attempt);
    },
    outageFrom: (partner, now) => silent.find((outage) => isIn(outage, partner, now))?.kind ?? null,
    outageTo: (partner, now) => deaf.find((outage) => isIn(outage, partner, now))?.kind ?? null,
  };
}

function eventFateOf({ fault, when, by }: Drawn, identity: number, attempt: number): EventFate {
  const kind = fault.kind as EventFault;
  const byMs = msOf(by, when, identity, attempt);
  switch (kind) {
    case 'event-lost':
      return { kind: 'lost', fault: kind };
    case 'event-duplicated':
      return { kind: 'duplicated', afterMs: byMs, fault: kind };
    case 'event-delayed':
      return { kind: 'delayed', byMs, fault: kind };
    case 'event-reordered':
      return { kind: 'reordered', byMs, fault: kind };
    case 'commit-unacknowledged':
      return { kind: 'unacknowledged', fault: kind };
  }
}

function hitBy(
  faults: readonly Drawn[],
  message: Envelope,
  partner: number,
  attempt: number,
  now: number,
): Drawn | null {
  let identity = -1;
  for (const drawn of faults) {
    if (!isIn(drawn.fault, partner, now)) continue;
    if (identity < 0) identity = identityOf(message);
    if (drawn.whether.unit(identity, attempt) < drawn.fault.share) return drawn;
  }
  return null;
}

function isIn(
  { partner, fromAt, untilAt }: Pick<Outage, 'partner' | 'fromAt' | 'untilAt'>,
  of: number,
  now: number,
): boolean {
  return now >= fromAt && now < untilAt && (partner === null || partner === of);
}

/** uint32 that names a message, either way, by what it says. */
function identityOf(message: Envelope): number {
  const partner = message.toType === PARTNER ? message.toKey : message.fromKey;
  return keyedHash(messageId(message), message.b | 0, partner);
}

function msOf(by: Sampler | null, stream: RandomStream, identity: number, attempt: number): number {
  return by === null ? 0 : drawMs(by, stream, identity, attempt);
}
