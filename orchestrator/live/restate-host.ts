/**
 * The live host: runs the orchestration core's actors on Restate, one keyed virtual object an actor.
 *
 * 1. Restate hands an object one input at a time, in the order in which they came.
 * 2. The step runs inside one journaled action and comes out as a value: state, effects, instant. Nothing leaves before
 *    that value is durable; from then on the same state is set and the same effects are sent, once, whatever dies.
 * 3. A throw in `step` is such a value too: the state stays, the input is parked with one ticket.
 * 4. A message to a partner goes to its lane, an actor of the core (`orchestrator/middleware/`), which keeps it until the
 *    partner has it. A transmission is one call, never tried again here but for a crash in the middle of it: whether and
 *    when a message is sent again is the lane's business.
 * 5. A timer is a delayed message to the object itself; it rings only while it is the last of its id that was set.
 * 6. What goes on record is delivered until it is taken, in the order of the actor's steps.
 * 7. From outside only `receive` of an actor, answers to tasks and tickets of what was refused can be called. What comes there is parsed by the
 *    contracts; what is none of theirs is parked with one ticket, and steps nobody.
 * 8. Code may change under inputs under way: only the value of a step is journaled, never how it came about.
 */
import * as restate from '@restatedev/restate-sdk';
import { type Envelope, envelope } from '../contracts/envelope.ts';
import type { Actor } from '../core/actor.ts';
import { laneKey, PARTNER_LANE } from '../middleware/inputs.ts';
import { verdictOf } from '../middleware/status.ts';
import { type ActorRecord, ringTimer, type StepResult, stepActor } from './actor-step.ts';
import { decisionDesk } from './decision-desk.ts';
import { taskObject } from './human-task.ts';
import type { LiveApp } from './live-app.ts';
import type { LiveClock } from './live-clock.ts';
import type { LiveEffect, Ring } from './live-out.ts';
import type { Gateway, OutgoingCall } from './partner-gateway.ts';
import { parsePartnerMessage } from './partner-message.ts';
import { refusedId, refusedTicket } from './refused-message.ts';
import { type Reading, sendTo } from './send-to.ts';
import { messageId, RECORD, SERVICES, type Ticket, taskKey } from './service-names.ts';
import { ticketObject } from './ticket-object.ts';
import { transmissionService } from './transmission.ts';

/** Who keeps the journal may be away for a while: nothing of it may be lost. */
const JOURNAL_RETRY = { initialRetryInterval: 50, retryIntervalFactor: 2, maxRetryInterval: 1000 } as const;

/** Handlers that nobody outside may call. */
const INTERNAL = { ingressPrivate: true } as const;

/** All services of the host, to be served to Restate. */
export function restateServices(
  app: LiveApp,
  gateway: Gateway,
  clock: LiveClock,
): Parameters<typeof restate.createEndpointHandler>[0]['services'] {
  const names = new Map(app.actors.map(({ type, name }) => [type as number, name]));
  const host: Host = { app, names, clock };
  return [
    ...app.actors.map((actor) => actorObject(host, actor)),
    decisionDesk(app, names, clock),
    taskObject(names),
    ticketObject(),
    transmissionService(names, gateway, clock),
    journalObject(gateway),
  ];
}

/** What every handler of an actor needs. */
interface Host {
  readonly app: LiveApp;
  readonly names: ReadonlyMap<number, string>;
  readonly clock: LiveClock;
}

function actorObject(host: Host, actor: Actor) {
  const { app, clock } = host;
  const step = async (
    ctx: restate.ObjectContext,
    run: (key: number, record: ActorRecord | null) => StepResult,
  ): Promise<StepResult> => {
    const record = await ctx.get<ActorRecord>(RECORD);
    return await ctx.run('step', () => run(Number(ctx.key), record));
  };
  const take = async (ctx: restate.ObjectContext, message: Envelope): Promise<void> => {
    const done = await step(ctx, (key, record) =>
      stepActor(actor, key, record, message, clock.now(), app.claimsHorizonMs),
    );
    if (done.result === 'withoutActor') withoutActor(ctx, host, actor, message, done.finished);
    else commit(ctx, host, actor, done);
  };
  return restate.object({
    name: actor.name,
    handlers: {
      // What actors, timers, people and partners' answers bring: of the host's own making.
      input: restate.handlers.object.exclusive(
        INTERNAL,
        async (ctx: restate.ObjectContext, message: Envelope) => take(ctx, message),
      ),
      // What comes from outside.
      receive: async (ctx: restate.ObjectContext, said: unknown) => {
        const message = partnerMessage(ctx, host, actor, said);
        if (message !== null) await take(ctx, message);
      },
      ring: restate.handlers.object.exclusive(INTERNAL, async (ctx: restate.ObjectContext, ring: Ring) => {
        const done = await step(ctx, (key, record) => ringTimer(actor, key, record, ring, clock.now()));
        if (done.result === 'tooEarly')
          sendTo(ctx, actor.name, ctx.key, 'ring', ring, clock.waitMs(done.inMs));
        else commit(ctx, host, actor, done);
      }),
      forget: restate.handlers.object.exclusive(
        INTERNAL,
        async (ctx: restate.ObjectContext, finishedAt: number) => {
          const record = await ctx.get<ActorRecord>(RECORD);
          if (record?.status === 'finished' && record.at === finishedAt) ctx.clearAll();
        },
      ),
      read: restate.handlers.object.shared(
        async (ctx: restate.ObjectSharedContext): Promise<Reading | null> => {
          const record = await ctx.get<ActorRecord>(RECORD);
          if (record?.status !== 'living') return null;
          return { inputs: record.inputs, steppedAt: record.steppedAt, state: record.state };
        },
      ),
    },
  });
}

/** What was said from outside, where it is a message for this very actor; null = it is none, and is parked. */
function partnerMessage(
  ctx: restate.ObjectContext,
  { app }: Host,
  actor: Actor,
  said: unknown,
): Envelope | null {
  const parsed = parsePartnerMessage(said, app.bodies);
  const error = !parsed.ok
    ? parsed.error
    : app.routes.get(parsed.message.kind) !== actor.type || `${parsed.message.key}` !== ctx.key
      ? `"${parsed.message.kind}" of ${parsed.message.key} is not for ${actor.name} ${ctx.key}`
      : null;
  if (parsed.ok && error === null) return parsed.message;
  const ticket = refusedTicket(said, actor.name, error!);
  sendTo(ctx, SERVICES.ticket, refusedId(ticket), 'refuse', ticket);
  return null;
}

/** State and effects of a step whose value is durable. */
function commit(ctx: restate.ObjectContext, host: Host, actor: Actor, done: StepResult): void {
  if (done.result === 'parked') {
    park(ctx, actor.name, done.message, done.error);
    return;
  }
  if (done.result !== 'stepped') return;
  ctx.set(RECORD, done.record);
  for (const effect of done.effects) perform(ctx, host, actor, effect, done.at);
  if (done.journal !== null) {
    const { sender, counter } = done.journal;
    const call: OutgoingCall = { to: 'journal', id: messageId(sender, counter), body: done.journal };
    sendTo(ctx, SERVICES.journal, `${actor.name}.${ctx.key}`, 'enter', call);
  }
  if (done.record.status === 'finished') {
    const { app, clock } = host;
    sendTo(ctx, actor.name, ctx.key, 'forget', done.at, clock.waitMs(app.claimsHorizonMs + 1));
  }
}

function perform(
  ctx: restate.ObjectContext,
  { names, clock }: Host,
  actor: Actor,
  effect: LiveEffect,
  at: number,
): void {
  switch (effect.effect) {
    case 'tell': {
      const { message } = effect;
      sendTo(ctx, names.get(message.toType)!, `${message.toKey}`, 'input', message);
      return;
    }
    case 'send': {
      const { message } = effect;
      sendTo(ctx, names.get(PARTNER_LANE)!, `${laneKey(message.toKey, message.key)}`, 'input', message);
      return;
    }
    case 'transmit': {
      const { message, attempt } = effect;
      sendTo(ctx, SERVICES.transmission, '', 'transmit', { message, attempt });
      return;
    }
    case 'ring':
      sendTo(ctx, actor.name, ctx.key, 'ring', effect.ring, clock.waitMs(effect.ring.at - at));
      return;
    case 'ask':
      sendTo(ctx, SERVICES.desk, '', 'ask', effect.asked);
      return;
    case 'task': {
      const { assigned } = effect;
      const key = taskKey(actor.name, assigned.key, assigned.task.no);
      sendTo(ctx, SERVICES.task, key, 'open', assigned);
    }
  }
}

/** It goes to the exception case of its key, under its own number. */
function withoutActor(
  ctx: restate.ObjectContext,
  { app, names }: Host,
  actor: Actor,
  message: Envelope,
  finished: boolean,
): void {
  const to = app.exceptionType;
  if (to === null || actor.type === to) {
    park(ctx, actor.name, message, finished ? 'which has finished' : 'which does not exist');
    return;
  }
  const { sender, counter } = message;
  const key = Number(ctx.key);
  const { type } = actor;
  const b = finished ? 1 : 0;
  const late = envelope('inputWithoutActor', type, key, to, key, sender, counter, key, type, b, message);
  sendTo(ctx, names.get(to)!, ctx.key, 'input', late);
}

function park(ctx: restate.ObjectContext, actor: string, message: Envelope, error: string): void {
  const ticket: Ticket = { actor, key: Number(ctx.key), message, error };
  sendTo(ctx, SERVICES.ticket, messageId(message.sender, message.counter), 'open', ticket);
}

/** What an actor puts on record: one entry after the other, each until it was taken. */
function journalObject(gateway: Gateway) {
  return restate.object({
    name: SERVICES.journal,
    handlers: {
      enter: restate.handlers.object.exclusive(
        INTERNAL,
        async (ctx: restate.ObjectContext, call: OutgoingCall) => {
          const enter = async (): Promise<void> => {
            const { status } = await gateway(call);
            if (verdictOf(status) !== 'done') throw new Error(`journal did not take ${call.id}: ${status}`);
          };
          await ctx.run('enter', enter, JOURNAL_RETRY);
        },
      ),
    },
  });
}
