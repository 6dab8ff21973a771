/**
 * One transmission of a message to its partner: a call, and what came of it as an input of the message's lane. Cut short by a
 * crash it is made again, under the same idempotency key.
 */
import * as restate from '@restatedev/restate-sdk';
import { type Envelope, envelope, PARTNER } from '../contracts/envelope.ts';
import { type AcknowledgementDetail, laneKey, PARTNER_LANE } from '../middleware/inputs.ts';
import type { LiveClock } from './live-clock.ts';
import type { Gateway } from './partner-gateway.ts';
import { sendTo } from './send-to.ts';
import { messageId, SERVICES } from './service-names.ts';

interface Transmission {
  readonly message: Envelope;
  /** Which transmission of this message it is, from 1. */
  readonly attempt: number;
}

export function transmissionService(names: ReadonlyMap<number, string>, gateway: Gateway, clock: LiveClock) {
  return restate.service({
    name: SERVICES.transmission,
    handlers: {
      transmit: restate.handlers.handler(
        { ingressPrivate: true },
        async (ctx: restate.Context, { message, attempt }: Transmission) => {
          const { toKey: partner, sender, counter, key } = message;
          const call = { to: `${partner}`, id: messageId(sender, counter), body: message };
          const { status, retryAfterMs } = await ctx.run('call', () => gateway(call));
          const detail: AcknowledgementDetail = {
            attempt,
            retryAfterMs: retryAfterMs === null ? null : clock.spanMs(retryAfterMs),
          };
          const lane = laneKey(partner, key);
          const answer = envelope(
            'acknowledged',
            PARTNER,
            partner,
            PARTNER_LANE,
            lane,
            partner,
            counter,
            key,
            counter,
            status,
            detail,
          );
          sendTo(ctx, names.get(PARTNER_LANE)!, `${lane}`, 'input', answer);
        },
      ),
    },
  });
}
