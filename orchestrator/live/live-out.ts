/**
 * The live host's emitter: keeps the effects of one step as plain values, so that they can be made durable in one piece
 * with the state.
 *
 * 1. It refuses what could not be done later: a posting that is no amount, a timer the actor does not have, a key or a
 *    partner that is none. The step then fails as a whole.
 * 2. It numbers messages, timers and questions with the actor's own counter; a message to a partner has another number once
 *    its lane has taken it in.
 */
import { type Envelope, envelope, PARTNER } from '../contracts/envelope.ts';
import type { Actor } from '../core/actor.ts';
import type { ActorRef, DecisionRequest, HumanTask, Out } from '../core/out.ts';
import { actorSender, isLiveKey, isLivePartner } from './message-number.ts';

/** A question on its way to the decision desk. The answer's number is taken when it is asked. */
export interface Asked {
  readonly type: number;
  readonly key: number;
  readonly counter: number;
  readonly request: DecisionRequest;
  readonly views: readonly ActorRef[];
}

/** A task on its way to a person. The answer's number is taken when it is given. */
export interface Assigned {
  readonly type: number;
  readonly key: number;
  readonly counter: number;
  readonly task: HumanTask;
}

/** A timer that was set; it rings only while it is the last of its id that was set. */
export interface Ring {
  readonly id: number;
  readonly generation: number;
  readonly at: number;
}

export type LiveEffect =
  | { readonly effect: 'tell'; readonly message: Envelope }
  | { readonly effect: 'send'; readonly message: Envelope }
  | { readonly effect: 'transmit'; readonly message: Envelope; readonly attempt: number }
  | { readonly effect: 'ring'; readonly ring: Ring }
  | { readonly effect: 'ask'; readonly asked: Asked }
  | { readonly effect: 'task'; readonly assigned: Assigned };

/** What goes on record; amounts and figures as the core gave them. */
export type JournalEntry =
  | {
      readonly entry: 'event';
      readonly name: string;
      readonly n: number;
      readonly a: number;
      readonly b: number;
    }
  | { readonly entry: 'post'; readonly posting: string; readonly amountMinor: number }
  | { readonly entry: 'kpi'; readonly name: string; readonly value: number; readonly unit: string }
  | { readonly entry: 'audit'; readonly subject: string; readonly detail: string }
  | { readonly entry: 'task'; readonly task: HumanTask };

export class LiveOut implements Out {
  readonly effects: LiveEffect[] = [];
  readonly journal: JournalEntry[] = [];
  /** Timer number -> generation of the timer that is set. */
  readonly timers: Record<string, number>;
  counter: number;
  private readonly actor: Pick<Actor, 'type' | 'name' | 'timers'>;
  private readonly key: number;
  private readonly now: number;

  /** @param before counter and timers of the actor as they stand */
  constructor(
    actor: Pick<Actor, 'type' | 'name' | 'timers'>,
    key: number,
    now: number,
    before: { readonly counter: number; readonly timers: Readonly<Record<string, number>> },
  ) {
    this.actor = actor;
    this.key = key;
    this.now = now;
    this.counter = before.counter;
    this.timers = { ...before.timers };
  }

  readonly tell: Out['tell'] = (type, key, kind, a, b, body) => {
    if (!isLiveKey(type, key)) throw new RangeError(`tell "${kind}": not a key: ${key}`);
    this.effects.push({ effect: 'tell', message: this.message(type, key, key, kind, a, b, body) });
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    if (!isLivePartner(partner)) throw new RangeError(`send "${kind}": not a partner: ${partner}`);
    if (!isLiveKey(PARTNER, key)) throw new RangeError(`send "${kind}": not a key: ${key}`);
    this.effects.push({ effect: 'send', message: this.message(PARTNER, partner, key, kind, a, b, body) });
  };

  readonly transmit: Out['transmit'] = (message, attempt) => {
    this.effects.push({ effect: 'transmit', message, attempt });
  };

  readonly timer: Out['timer'] = (id, at) => {
    this.checkTimer(id);
    if (!(Number.isSafeInteger(at) && at >= this.now))
      throw new RangeError(`timer ${id} of ${this.actor.name} ${this.key} set for ${at}, now is ${this.now}`);
    const generation = this.next();
    this.timers[id] = generation;
    this.effects.push({ effect: 'ring', ring: { id, generation, at } });
  };

  readonly cancel: Out['cancel'] = (id) => {
    this.checkTimer(id);
    delete this.timers[id];
  };

  readonly ask: Out['ask'] = (request, views) => {
    this.effects.push({ effect: 'ask', asked: { ...this.numbered(), request, views } });
  };

  readonly task: Out['task'] = (task) => {
    this.effects.push({ effect: 'task', assigned: { ...this.numbered(), task } });
    this.journal.push({ entry: 'task', task });
  };

  readonly event: Out['event'] = (name, n, a, b) => {
    this.journal.push({ entry: 'event', name, n, a, b });
  };

  readonly post: Out['post'] = (posting, amountMinor) => {
    if (!(Number.isSafeInteger(amountMinor) && amountMinor > 0))
      throw new RangeError(
        `posting ${posting} of ${this.actor.name} ${this.key}: not a positive amount: ${amountMinor}`,
      );
    this.journal.push({ entry: 'post', posting, amountMinor });
  };

  readonly kpi: Out['kpi'] = (name, value, unit) => {
    this.journal.push({ entry: 'kpi', name, value, unit });
  };

  readonly audit: Out['audit'] = (subject, detail) => {
    this.journal.push({ entry: 'audit', subject, detail });
  };

  /** The next number of this actor. */
  next(): number {
    this.counter += 1;
    return this.counter;
  }

  private numbered(): { readonly type: number; readonly key: number; readonly counter: number } {
    return { type: this.actor.type, key: this.key, counter: this.next() };
  }

  private message(
    toType: number,
    toKey: number,
    key: number,
    kind: string,
    a: number,
    b: number,
    body: unknown,
  ): Envelope {
    const { type } = this.actor;
    const sender = actorSender(type, this.key);
    return envelope(kind, type, this.key, toType, toKey, sender, this.next(), key, a, b, body);
  }

  private checkTimer(id: number): void {
    const { name, timers } = this.actor;
    if (!(Number.isInteger(id) && id >= 0 && id < timers.length))
      throw new RangeError(`${name} has no timer ${id}: its \`timers\` list names ${timers.length}`);
  }
}
