/** How the services of the live host speak to each other through Restate. */
import * as restate from '@restatedev/restate-sdk';

/** What an object tells of itself: the view of a decision. */
export interface Reading {
  readonly inputs: number;
  readonly steppedAt: number;
  readonly state: unknown;
}

/** Sends a JSON message to another handler, once; `delayMs` later. */
export function sendTo(
  ctx: restate.Context,
  service: string,
  key: string,
  method: string,
  parameter: unknown,
  delayMs = 0,
): void {
  const inputSerde = restate.serde.json as restate.Serde<unknown>;
  const delay = delayMs > 0 ? { delay: delayMs } : {};
  ctx.genericSend({ service, key, method, parameter, inputSerde, ...delay });
}
