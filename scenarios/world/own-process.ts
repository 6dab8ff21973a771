/** A process that a user wrote, as a run takes it in: an actor of the core, and the partner system that it deals with. */
import type { SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Out } from '#orchestrator/core/out';
import type { Instant } from '#orchestrator/model/instant';

/** Numbers of own actors and own systems begin here; ours stay below; actors end at 63, and carriers begin at 100. */
const ACTOR_FIRST = 48;
const PARTNER_FIRST = 80;
/** By which an own actor means its own system. */
export const OWN_SYSTEM = 0;

/** What an own actor speaks to the world through. Events, postings and decisions are the house's, whose rules watch them. */
export interface OwnOut extends Omit<Out, 'send' | 'transmit' | 'event' | 'post' | 'ask'> {
  /** @param partner `OWN_SYSTEM`, or ERP, WMS, TMS in the words of our contracts */
  send(partner: number, kind: string, key: number, a: number, b: number, body: unknown): void;
}

export interface OwnActor<State, Input extends Envelope> extends Omit<Actor<State, Input>, 'type' | 'step'> {
  step(draft: State, input: Input, now: Instant, out: OwnOut): void;
}

export interface OwnProcess {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input stand at one place
  readonly actor: OwnActor<any, any>;
  readonly system: SystemConduct;
}

export function ownPartner(no: number): number {
  return PARTNER_FIRST + no;
}

/** The actor under its number in a run, with its own system under that system's. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export function ownActor({ actor }: OwnProcess, no: number): Actor<any, any> {
  const { name, version, creates, timers } = actor;
  let to: Out | null = null;
  const out = outTo(ownPartner(no), () => to!);
  return {
    type: (ACTOR_FIRST + no) as ActorTypeNo,
    name,
    version,
    creates,
    timers,
    initial: (key) => actor.initial(key),
    migrate: (old, from) => actor.migrate(old, from),
    step: (draft, input: Envelope, now, real) => {
      to = real;
      actor.step(draft, input, now, out);
    },
    finished: (state) => actor.finished(state),
    outcome: (state, sink) => actor.outcome(state, sink),
  };
}

/** An emitter that knows which partner the own system is. */
function outTo(partner: number, real: () => Out): OwnOut {
  return {
    tell: (...words) => real().tell(...words),
    send: (to, kind, key, a, b, body) =>
      real().send(to === OWN_SYSTEM ? partner : to, kind as 'requestStatus', key, a, b, body as null),
    timer: (id, at) => real().timer(id, at),
    cancel: (id) => real().cancel(id),
    task: (task) => real().task(task),
    kpi: (name, value, unit) => real().kpi(name, value, unit),
    audit: (subject, detail) => real().audit(subject, detail),
  };
}
