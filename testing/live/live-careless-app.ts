/**
 * A planted bug: the outbound process on a host whose calls carry no idempotency key, so that a call whose answer was lost
 * is a new one to the partner. The test that kills the live host must see it.
 */
import { call, type OutgoingCall } from '#orchestrator/live/partner-gateway';

export { liveApp } from './live-outbound-app.ts';

export const gateway =
  (partnersUrl: string) =>
  ({ to, body }: OutgoingCall): ReturnType<typeof call> =>
    call(`${partnersUrl}/${to}`, {}, body);
