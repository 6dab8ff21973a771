/**
 * The live host: runs the orchestration core's actors on Restate, one keyed virtual object an actor.
 *
 * 1. Restate hands an object one input at a time, in the order in which they came.
 * 2. The step runs inside one journaled action and comes out as a value: state, effects, instant. Nothing leaves before
 *    that value is durable; from then on the same state is set and the same effects are sent, once, whatever dies.
 * 3. A throw in `step` is such a value too: the state stays, the input is parked with one ticket.
 * 4. A message to a partner waits in its lane (partner x business key) until the partner has taken it, in order.
 * 5. A timer is a delayed message to the object itself; it rings only while it is the last of its id that was set.
 * 6. Code may change under inputs under way: only the value of a step is journaled, never how it came about.
 */
import * as restate from '@restatedev/restate-sdk';
import { type Envelope, envelope } from '../contracts/envelope.ts';
import type { Actor } from '../core/actor.ts';
import { type ActorRecord, ringTimer, type StepResult, stepActor } from './actor-step.ts';
import { decisionDesk } from './decision-desk.ts';
import { taskObject } from './human-task.ts';
import type { LiveApp } from './live-app.ts';
import type { LiveEffect, Ring } from './live-out.ts';
import type { Gateway, OutgoingCall } from './partner-gateway.ts';
import { type Reading, sendTo } from './send-to.ts';
import { messageId, RECORD, SERVICES, type Ticket, taskKey } from './service-names.ts';

/** Handlers that nobody outside may call. */
const INTERNAL = { ingressPrivate: true } as const;

/** All services of the host, to be served to Restate. */
export function restateServices(
  app: LiveApp,
  gateway: Gateway,
): Parameters<typeof restate.createEndpointHandler>[0]['services'] {
  const names = new Map(app.actors.map(({ type, name }) => [type as number, name]));
  return [
    ...app.actors.map((actor) => actorObject(app, names, actor)),
    decisionDesk(app, names),
    taskObject(names),
    ticketObject(),
    outgoingObject(gateway),
  ];
}

function actorObject(app: LiveApp, names: ReadonlyMap<number, string>, actor: Actor) {
  const step = async (
    ctx: restate.ObjectContext,
    run: (key: number, record: ActorRecord | null) => StepResult,
  ): Promise<StepResult> => {
    const record = await ctx.get<ActorRecord>(RECORD);
    return await ctx.run('step', () => run(Number(ctx.key), record));
  };
  return restate.object({
    name: actor.name,
    handlers: {
      input: async (ctx: restate.ObjectContext, message: Envelope) => {
        const done = await step(ctx, (key, record) =>
          stepActor(actor, key, record, message, Date.now(), app.claimsHorizonMs),
        );
        if (done.result === 'withoutActor') withoutActor(ctx, app, names, actor, message, done.finished);
        else commit(ctx, app, names, actor, done);
      },
      ring: restate.handlers.object.exclusive(INTERNAL, async (ctx: restate.ObjectContext, ring: Ring) => {
        const done = await step(ctx, (key, record) => ringTimer(actor, key, record, ring, Date.now()));
        if (done.result === 'tooEarly') sendTo(ctx, actor.name, ctx.key, 'ring', ring, done.inMs);
        else commit(ctx, app, names, actor, done);
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

/** State and effects of a step whose value is durable. */
function commit(
  ctx: restate.ObjectContext,
  app: LiveApp,
  names: ReadonlyMap<number, string>,
  actor: Actor,
  done: StepResult,
): void {
  if (done.result === 'parked') {
    park(ctx, actor.name, done.message, done.error);
    return;
  }
  if (done.result !== 'stepped') return;
  ctx.set(RECORD, done.record);
  for (const effect of done.effects) perform(ctx, names, actor, effect, done.at);
  if (done.journal !== null) {
    const { sender, counter } = done.journal;
    const call: OutgoingCall = { to: 'journal', id: messageId(sender, counter), body: done.journal };
    sendTo(ctx, SERVICES.outgoing, `journal.${actor.name}.${ctx.key}`, 'call', call);
  }
  if (done.record.status === 'finished')
    sendTo(ctx, actor.name, ctx.key, 'forget', done.at, app.claimsHorizonMs + 1);
}

function perform(
  ctx: restate.ObjectContext,
  names: ReadonlyMap<number, string>,
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
      const call: OutgoingCall = {
        to: `${message.toKey}`,
        id: messageId(message.sender, message.counter),
        body: message,
      };
      sendTo(ctx, SERVICES.outgoing, `${message.toKey}.${message.key}`, 'call', call);
      return;
    }
    case 'ring':
      sendTo(ctx, actor.name, ctx.key, 'ring', effect.ring, effect.ring.at - at);
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
  app: LiveApp,
  names: ReadonlyMap<number, string>,
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

/** One ticket a message, however often it comes. */
function ticketObject() {
  return restate.object({
    name: SERVICES.ticket,
    handlers: {
      open: async (ctx: restate.ObjectContext, ticket: Ticket) => {
        if ((await ctx.get<Ticket>(RECORD)) === null) ctx.set(RECORD, ticket);
      },
    },
  });
}

/** Calls of one partner and business key: one after the other, each until it was taken. */
function outgoingObject(gateway: Gateway) {
  return restate.object({
    name: SERVICES.outgoing,
    handlers: {
      call: restate.handlers.object.exclusive(
        INTERNAL,
        async (ctx: restate.ObjectContext, call: OutgoingCall) => {
          await ctx.run(`call ${call.to}`, () => gateway(call), {
            initialRetryInterval: 50,
            retryIntervalFactor: 2,
            maxRetryInterval: 1000,
          });
        },
      ),
    },
  });
}
