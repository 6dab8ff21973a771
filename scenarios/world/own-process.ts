/** A process that a user wrote, as a run takes it in: an actor of the core, and the partner system that it deals with. */
import type { SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Out } from '#orchestrator/core/out';
import { OWN_SYSTEM, type OwnActor, type OwnOut } from '#orchestrator/core/own-actor';

/** Numbers of own actors and own systems begin here; ours stay below; actors end at 63, and carriers begin at 100. */
const ACTOR_FIRST = 48;
const PARTNER_FIRST = 80;

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
    send: (to, kind, key, a, b, body) =>
      real().send(to === OWN_SYSTEM ? partner : to, kind as 'requestStatus', key, a, b, body as null),
    timer: (id, at) => real().timer(id, at),
    cancel: (id) => real().cancel(id),
    task: (task) => real().task(task),
    kpi: (name, value, unit) => real().kpi(name, value, unit),
    audit: (subject, detail) => real().audit(subject, detail),
  };
}
