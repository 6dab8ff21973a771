/** What is on record of an actor is what it was told: folding the recorded inputs gives the states of the run, wherever it stands. */
import { expect, test } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { LANES_PER_PARTNER } from '#orchestrator/middleware/inputs';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import type { Instant } from '#orchestrator/model/instant';
import { outboundProcess } from '#orchestrator/processes/outbound/process';
import { CollectingOut } from '#testing/core/collecting-out';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { withChannelTimes } from '../channels/channels.ts';
import { partnerPolicyOf } from '../deciders/partner-policy.ts';

const world = roughWorld();
const actors = [
  ...outboundProcess(world.network),
  ...middlewareActors(withChannelTimes(world, partnerPolicyOf(world, 1))),
];
const byName = new Map(actors.map((actor) => [actor.name, actor]));

/** Steps actors of its own with what is recorded. */
function folding(): { readonly recorder: Recorder; readonly states: Map<string, unknown> } {
  const states = new Map<string, unknown>();
  const input: Recorder['input'] = (
    ...[now, type, key, n, kind, fromType, fromKey, sender, counter, businessKey, a, b, body]
  ) => {
    const actor = byName.get(type)!;
    const from = byName.get(fromType)?.type ?? PARTNER;
    // A message to a partner stands under its lane.
    const toPartner = type === 'partner-lane' && MESSAGE_KINDS.includes(kind as never);
    const [toType, toKey] = toPartner ? [PARTNER, Math.floor(key / LANES_PER_PARTNER)] : [actor.type, key];
    const at = `${type} ${key}`;
    const state = n === 1 ? actor.initial(key) : states.get(at);
    const message = envelope(kind, from, fromKey, toType, toKey, sender, counter, businessKey, a, b, body);
    actor.step(state, message, now as Instant, new CollectingOut(now));
    if (actor.finished(state)) states.delete(at);
    else states.set(at, state);
  };
  return { recorder: { ...nullRecorder, input }, states };
}

test.each([500, 2000, 6000, 12_000, 18_000, Infinity])('after %d events', (events) => {
  const { recorder, states } = folding();
  const twin = roughTwin(world, recorder);
  twin.start();
  twin.run(events === Infinity ? {} : { events });
  const living = actors.flatMap(({ type, name }) =>
    twin.host.living(type).map((key) => [`${name} ${key}`, twin.host.state(type, key)] as const),
  );
  expect(living.length).toBeGreaterThan(2);
  expect(Object.fromEntries(states)).toEqual(Object.fromEntries(living));
});
