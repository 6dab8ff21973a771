/**
 * Where a step's question meets the decider, with the views it asked for as they stand now. What the decider said is
 * durable before the answer leaves: asked again after a crash, it is not asked again.
 */
import * as restate from '@restatedev/restate-sdk';
import { envelope } from '../contracts/envelope.ts';
import type { DecisionAnswer } from '../core/actor.ts';
import type { LiveApp, LiveViewReading } from './live-app.ts';
import type { LiveClock } from './live-clock.ts';
import type { Asked } from './live-out.ts';
import { actorSender } from './message-number.ts';
import { type Reading, sendTo } from './send-to.ts';
import { SERVICES } from './service-names.ts';

export function decisionDesk(app: LiveApp, names: ReadonlyMap<number, string>, clock: LiveClock) {
  return restate.service({
    name: SERVICES.desk,
    handlers: {
      ask: restate.handlers.handler({ ingressPrivate: true }, async (ctx: restate.Context, asked: Asked) => {
        const { type, key, counter, request } = asked;
        const { point, attempt, context, options } = request;
        const entityType = names.get(type)!;
        const now = await ctx.run('now', () => clock.now());
        const views = await readViews(ctx, names, asked, now);
        const decided = await ctx.run('decide', async () =>
          app.decide({ point, attempt, entityType, entityKey: key, now, context, options, views }),
        );
        const { chosen, policy, fallback } = decided;
        const body: DecisionAnswer = {
          point,
          policy,
          fallback,
          option: chosen < 0 ? null : options[chosen],
        };
        const sender = actorSender(type, key);
        const message = envelope(
          'decided',
          type,
          key,
          type,
          key,
          sender,
          counter,
          key,
          chosen,
          attempt,
          body,
        );
        sendTo(ctx, entityType, `${key}`, 'input', message);
      }),
    },
  });
}

async function readViews(
  ctx: restate.Context,
  names: ReadonlyMap<number, string>,
  asked: Asked,
  now: number,
): Promise<LiveViewReading[]> {
  const readings: LiveViewReading[] = [];
  for (const { type, key } of asked.views) {
    const service = names.get(type)!;
    const reading = await ctx.genericCall<undefined, Reading | null>({
      service,
      key: `${key}`,
      method: 'read',
      parameter: undefined,
      inputSerde: restate.serde.empty as restate.Serde<undefined>,
      outputSerde: restate.serde.json as restate.Serde<Reading | null>,
    });
    readings.push({
      type: service,
      key,
      version: reading?.inputs ?? 0,
      ageMs: reading === null ? null : Math.max(0, now - reading.steppedAt),
      state: reading?.state ?? null,
    });
  }
  return readings;
}
