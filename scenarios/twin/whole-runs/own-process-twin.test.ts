/**
 * A process of a user's own in a whole run, with every invariant watched: what it hears, says, wakes for and waits for is part of the
 * run, so that a copy taken in the middle goes on as the run itself does, and leaves the run as it was.
 */
import { expect, test } from 'vitest';
import type { SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { OWN_SYSTEM, type OwnActor } from '#orchestrator/core/own-actor';
import { instant } from '#orchestrator/model/instant';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;

interface Gate {
  readonly trucks: number;
  readonly checked: number;
}
const gate: SystemConduct<Gate> = {
  name: 'Yard Gate',
  initial: { trucks: 0, checked: 0 },
  hears: ['loadDeparted'],
  takes: ['checkGate'],
  says: ['truckLeft', 'gateChecked'],
  onEvent: (state, { key }) => ({
    state: { ...state, trucks: state.trucks + 1 },
    says: [{ kind: 'truckLeft', key }],
  }),
  // Who is asleep answers late, and sometimes not before he is asked again.
  onMessage: (_state, { key }, now, luck) => ({
    wakes: [{ key, at: now + Math.round(luck.unit('asleep') * 6 * HOUR_MS) }],
  }),
  onWake: (state, key) => ({
    state: { ...state, checked: state.checked + 1 },
    says: [{ kind: 'gateChecked', key }],
  }),
};

interface Check {
  asked: number;
  done: boolean;
}
const check: OwnActor<Check, Envelope> = {
  name: 'gate-check',
  version: 1,
  creates: ['truckLeft'],
  timers: ['patience'],
  initial: () => ({ asked: 0, done: false }),
  migrate: (old) => old as Check,
  step(draft, { kind, key }, now, out) {
    if (kind === 'gateChecked') draft.done = true;
    if (draft.done || draft.asked >= 3) return;
    draft.asked += 1;
    out.send(OWN_SYSTEM, 'checkGate', key, draft.asked, 0, null);
    out.timer(0, instant(now + 2 * HOUR_MS));
  },
  finished: ({ done }) => done,
  outcome: ({ asked }, sink) => sink.number(asked),
};

function begun(): OutboundTwin {
  const set = ['demand.days=2', 'demand.ordersPerDay=40'];
  const written = outboundScenario(loadFrom('quickstart', {}, { set }));
  const world = buildOutboundWorld(written, written.seed);
  const twin = distributorTwin({ ...world, ownProcesses: [{ name: 'yard', system: gate, actor: check }] });
  twin.start();
  return twin;
}

function gateOf(twin: OutboundTwin): Gate {
  return (twin.snapshot().components['mock.Yard Gate'] as { readonly state: Gate }).state;
}

test('is the same run again, also from a copy in the middle, and the copy shares nothing with it', () => {
  const first = begun();
  const middle = first.world.startAt + 30 * HOUR_MS;
  first.run({ until: middle });
  const snapshot = first.snapshot();
  expect(first.run()).toBe('empty');
  const { trucks, checked } = gateOf(first);
  expect(trucks).toBeGreaterThan(20);
  expect(checked).toBeGreaterThan(trucks);
  expect(first.openWork()).toMatchObject({ 'gate-check': 0 });
  const copy = begun();
  copy.restore(snapshot);
  expect(copy.run()).toBe('empty');
  expect(copy.digests()).toEqual(first.digests());
  expect(gateOf(copy)).toEqual({ trucks, checked });
});
