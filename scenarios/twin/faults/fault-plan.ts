/**
 * The faults of a world as what they do to single messages.
 *
 * 1. Whether a message is hit is drawn by what it says (partner, kind, key, numbers), by the kind of fault, by which of that kind
 *    and by attempt: leaving out an order, a fault or a kind moves no other draw.
 * 2. An outage comes before any other fault. Of several faults that hit one transmission, the first of the list counts.
 *    What is written down for that very transmission comes before the list.
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
  type MessageHit,
  type Outage,
  type StepFault,
} from '../../world/fault-settings.ts';
import type { EventFate, Fate, FaultPlan, PartnerFaults } from './fate.ts';
import { MessageHits, type StepNames, stepHitsPlan } from './hits.ts';

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

/** A step of the core that may leave a zombie. */
export interface WatchedStep {
  readonly message: Envelope;
  /** That the actor carries to a partner; null = it carries none. */
  readonly carried: Envelope | null;
  readonly type: number;
  readonly key: number;
  /** Inputs that the actor had counted before. */
  readonly n: number;
  readonly now: number;
  /** How long after it the zombie comes, ms; -1 = it leaves none. */
  readonly lateMs: number;
}

/** Is told what becomes of every transmission that a fault might hit, and of every step that might leave a zombie. */
export interface FaultWatch {
  /** @param fate null = none */
  transmission(message: Envelope, attempt: number, now: number, fate: Fate | EventFate | null): void;
  step(step: WatchedStep): void;
}

/** @param watch told of everything; null = nobody is */
export function linkFaultsOf(
  { messages, hits, outages }: FaultSettings,
  random: Random,
  watch: FaultWatch | null = null,
): LinkFaults {
  const drawn = drawnOf(messages, random);
  const calls = drawn.filter(({ fault }) => isCall(fault.kind));
  const events = drawn.filter(({ fault }) => !isCall(fault.kind));
  const hitCalls = hits.filter(({ kind }) => isCall(kind));
  const hitEvents = hits.filter(({ kind }) => !isCall(kind));
  const hasCalls = calls.length + hitCalls.length + outages.length > 0;
  const hasEvents = events.length + hitEvents.length + outages.length > 0;
  return watched(
    {
      calls: hasCalls ? callPlan(calls, hitsOf(hitCalls), outages) : null,
      events: hasEvents ? eventFaults(events, hitsOf(hitEvents), outages) : null,
    },
    watch,
  );
}

function hitsOf(hits: readonly MessageHit[]): MessageHits | null {
  return hits.length === 0 ? null : new MessageHits(hits);
}

function watched({ calls, events }: LinkFaults, watch: FaultWatch | null): LinkFaults {
  if (watch === null) return { calls, events };
  const told = <Some extends Fate | EventFate>(
    plan: (message: Envelope, attempt: number, now: number) => Some | null,
  ) =>
    ((message, attempt, now) => {
      const fate = plan(message, attempt, now);
      watch.transmission(message, attempt, now, fate);
      return fate;
    }) satisfies typeof plan;
  return {
    calls: calls === null ? null : told(calls),
    events: events === null ? null : { ...events, fateOf: told(events.fateOf) },
  };
}

/**
 * null = no step leaves a zombie. Drawn by the actor, what it is told, and which of its inputs that is.
 * @param watch told of every step; null = nobody is
 */
export function zombiePlanOf(
  { steps, stepHits }: Pick<FaultSettings, 'steps' | 'stepHits'>,
  random: Random,
  names: StepNames,
  watch: FaultWatch | null = null,
): ZombiePlan | null {
  if (steps.length + stepHits.length === 0) return null;
  const drawn = drawnZombies(steps, random);
  const written = stepHits.length === 0 ? null : stepHitsPlan(stepHits, names);
  const plan: ZombiePlan =
    written === null
      ? drawn
      : (message, type, key, n, now) => {
          const lateMs = written(message, type, key, n, now);
          return lateMs < 0 ? drawn(message, type, key, n, now) : lateMs;
        };
  if (watch === null) return plan;
  return (message, type, key, n, now) => {
    const lateMs = plan(message, type, key, n, now);
    const carried = names.carriedBy(type, key, message);
    watch.step({ message, carried, type, key, n, now, lateMs });
    return lateMs;
  };
}

function drawnZombies(steps: readonly StepFault[], random: Random): ZombiePlan {
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

function callPlan(calls: readonly Drawn[], hits: MessageHits | null, outages: readonly Outage[]): FaultPlan {
  return (message, attempt, now) => {
    const partner = message.toKey;
    for (const outage of outages) {
      if (!isIn(outage, partner, now)) continue;
      // Where only what the partner sends is lost, its answers are.
      return { kind: outage.kind === 'outage-from' ? 'answerLost' : 'lost', fault: outage.kind };
    }
    const written = hits?.of(message, partner, attempt, now) ?? null;
    if (written !== null) return fateOf(written.kind as CallFault, written.byMs ?? 0);
    const hit = hitBy(calls, message, partner, attempt, now);
    return hit === null ? null : fateOf(hit.fault.kind as CallFault, drawnByMs(hit, message, attempt));
  };
}

function fateOf(kind: CallFault, byMs: number): Fate {
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

function eventFaults(
  events: readonly Drawn[],
  hits: MessageHits | null,
  outages: readonly Outage[],
): PartnerFaults {
  const silent = outages.filter(({ kind }) => kind !== 'outage-to');
  const deaf = outages.filter(({ kind }) => kind !== 'outage-from');
  return {
    fateOf: (message, attempt, now) => {
      const written = hits?.of(message, message.fromKey, attempt, now) ?? null;
      if (written !== null) return eventFateOf(written.kind as EventFault, written.byMs ?? 0);
      const hit = hitBy(events, message, message.fromKey, attempt, now);
      return hit === null
        ? null
        : eventFateOf(hit.fault.kind as EventFault, drawnByMs(hit, message, attempt));
    },
    outageFrom: (partner, now) => silent.find((outage) => isIn(outage, partner, now))?.kind ?? null,
    outageTo: (partner, now) => deaf.find((outage) => isIn(outage, partner, now))?.kind ?? null,
  };
}

function eventFateOf(kind: EventFault, byMs: number): EventFate {
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

function drawnByMs({ when, by }: Drawn, message: Envelope, attempt: number): number {
  return by === null ? 0 : msOf(by, when, identityOf(message), attempt);
}

function msOf(by: Sampler | null, stream: RandomStream, identity: number, attempt: number): number {
  return by === null ? 0 : drawMs(by, stream, identity, attempt);
}
