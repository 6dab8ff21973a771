/**
 * One step of a live actor as a value: what the actor was, what came, what it is now and what it wants done. Nothing
 * here knows Restate, and nothing is done here.
 *
 * 1. A throw, or an effect that could not be done, changes nothing: the input is parked.
 * 2. Only an input that creates makes an actor, and none comes back before the claims horizon of its key is over.
 * 3. A timer that was moved, cancelled, or whose actor has finished rings unheard.
 * 4. The time of an actor never runs backwards, whatever the clocks of two machines say.
 * 5. A person's answer that finds its matter over changes nothing.
 * 6. A message to a partner gets its number in the step of its lane: stepped again after a crash, it gets the same one.
 */
import { type Envelope, envelope } from '../contracts/envelope.ts';
import type { Actor } from '../core/actor.ts';
import type { Instant } from '../model/instant.ts';
import { type JournalEntry, type LiveEffect, LiveOut, type Ring } from './live-out.ts';
import { actorSender, firstCounter, isForPartner, numbered } from './message-number.ts';

export interface LivingActor {
  readonly status: 'living';
  /** Of the actor's code that wrote the state. */
  readonly version: number;
  readonly state: unknown;
  /** Inputs taken in. */
  readonly inputs: number;
  readonly steppedAt: number;
  /** Last number used. */
  readonly counter: number;
  readonly timers: Readonly<Record<string, number>>;
}

export interface FinishedActor {
  readonly status: 'finished';
  readonly at: number;
}

export type ActorRecord = LivingActor | FinishedActor;

/** What a step puts on record, with the number that makes a repeat known. */
export interface JournalBatch {
  readonly sender: number;
  readonly counter: number;
  readonly at: number;
  readonly actor: string;
  readonly key: number;
  readonly entries: readonly JournalEntry[];
}

export type StepResult =
  | {
      readonly result: 'stepped';
      readonly at: number;
      readonly record: ActorRecord;
      readonly effects: readonly LiveEffect[];
      readonly journal: JournalBatch | null;
    }
  | { readonly result: 'parked'; readonly message: Envelope; readonly error: string }
  | { readonly result: 'withoutActor'; readonly finished: boolean }
  /** The clock of this machine is behind the one that rang: ring again. */
  | { readonly result: 'tooEarly'; readonly inMs: number }
  | { readonly result: 'nothing' };

/**
 * Steps an actor once.
 * @param record what is kept of it; null = nothing
 * @param clock what the host's clock says on this machine, epoch ms
 */
export function stepActor(
  actor: Actor,
  key: number,
  record: ActorRecord | null,
  message: Envelope,
  clock: number,
  claimsHorizonMs: number,
): StepResult {
  const remembered = record?.status === 'finished' && record.at + claimsHorizonMs >= clock;
  if (record?.status === 'living') return stepLiving(actor, key, record, message, clock);
  if (message.kind === 'taskAnswered') return { result: 'nothing' };
  if (remembered || !actor.creates.includes(message.kind))
    return { result: 'withoutActor', finished: remembered };
  const born: LivingActor = {
    status: 'living',
    version: actor.version,
    state: actor.initial(key),
    inputs: 0,
    steppedAt: clock,
    counter: firstCounter(actor.type, key, clock),
    timers: {},
  };
  return stepLiving(actor, key, born, message, clock);
}

/** A timer rings. */
export function ringTimer(
  actor: Actor,
  key: number,
  record: ActorRecord | null,
  ring: Ring,
  clock: number,
): StepResult {
  if (record?.status !== 'living' || record.timers[ring.id] !== ring.generation) return { result: 'nothing' };
  if (clock < ring.at) return { result: 'tooEarly', inMs: ring.at - clock };
  const { [ring.id]: _, ...timers } = record.timers;
  const sender = actorSender(actor.type, key);
  const { type } = actor;
  const message = envelope('timer', type, key, type, key, sender, ring.generation, key, ring.id, 0, null);
  return stepLiving(actor, key, { ...record, timers }, message, clock);
}

function stepLiving(
  actor: Actor,
  key: number,
  before: LivingActor,
  message: Envelope,
  clock: number,
): StepResult {
  const at = Math.max(clock, before.steppedAt);
  const out = new LiveOut(actor, key, at, before);
  let draft: unknown;
  let finished: boolean;
  try {
    draft =
      before.version === actor.version
        ? structuredClone(before.state)
        : actor.migrate(structuredClone(before.state), before.version);
    const input = isForPartner(actor.type, message) ? numbered(message, out.next()) : message;
    actor.step(draft, input, at as Instant, out);
    finished = actor.finished(draft);
  } catch (error) {
    return { result: 'parked', message, error: error instanceof Error ? error.message : String(error) };
  }
  const journal = out.journal.length === 0 ? null : batch(actor, key, at, out);
  const record: ActorRecord = finished
    ? { status: 'finished', at }
    : {
        status: 'living',
        version: actor.version,
        state: draft,
        inputs: before.inputs + 1,
        steppedAt: at,
        counter: out.counter,
        timers: out.timers,
      };
  // A finished actor hears no timer, so the one it set last need not be sent.
  const effects = finished ? out.effects.filter(({ effect }) => effect !== 'ring') : out.effects;
  return { result: 'stepped', at, record, effects, journal };
}

function batch(actor: Actor, key: number, at: number, out: LiveOut): JournalBatch {
  const sender = actorSender(actor.type, key);
  return { sender, counter: out.next(), at, actor: actor.name, key, entries: out.journal };
}
