/**
 * A trial tells what a run comes to: nothing where all is well, the invariant and the place where it is not, whatever is wrong; and watching
 * it changes nothing. Wrong runs are planted.
 */
import { describe, expect, test } from 'vitest';
import { LOAD } from '#orchestrator/processes/outbound/inputs';
import { durationMs } from '#scenarios/schema/units';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '../worlds/library-scenario.ts';
import { type Inside, replaced } from '../worlds/outbound-plants.ts';
import { distributorTwin } from '../worlds/outbound-world.ts';
import { GivenUp, runTrial, SLICE_EVENTS, type Trial } from './trial.ts';
import { Variations } from './variation.ts';

const files = { read: () => null };
const scenario = outboundScenario(loadFrom('quickstart', {}, { set: ['demand.maxOrders=25'] }));
const SMALL: Trial = { scenario, files, seed: 1 };

describe('a run that holds', () => {
  test('has no finding, ends by itself, and is the same the second time', async () => {
    const one = await runTrial(SMALL);
    expect(one).toMatchObject({ finding: null, end: 'empty', orders: 25 });
    expect((await runTrial(SMALL)).digests).toEqual(one.digests);
    // Up to its last event: the rest of the horizon is empty.
    let last = 0;
    await runTrial({
      ...SMALL,
      prepare: (twin) => twin.kernel.observe({ event: (_no, time) => (last = time) }),
    });
    expect(one.simulatedMs).toBe(last - Date.parse(scenario.start));
    expect(one.simulatedMs).toBeLessThan(durationMs(scenario.horizon));
    expect((await runTrial({ ...SMALL, seed: 2 })).digests.digest).not.toBe(one.digests.digest);
  });

  test('is the run that a twin makes by itself: who listens changes nothing', async () => {
    const twin = distributorTwin(buildOutboundWorld(scenario, 1), { seed: 1 });
    twin.start();
    expect(twin.run()).toBe('empty');
    const watched = await runTrial({ ...SMALL, policy: twin.policies.name, probed: true });
    expect(watched.digests).toEqual(twin.digests());
    expect(watched.events).toBe(twin.kernel.events);
  });

  test('stops where it is told to', async () => {
    const until = Date.parse(scenario.start) + 3 * 86_400_000;
    expect(await runTrial({ ...SMALL, until })).toMatchObject({ end: 'until', finding: null });
  });

  test('counts what has happened', async () => {
    const plan = { seed: 4, orders: 25, faults: ['call-lost', 'order-cancelled', 'crash', 'person-twice'] };
    const { fired, finding } = await runTrial({
      ...SMALL,
      scenario: new Variations(scenario).of(plan).scenario,
    });
    expect(finding).toBeNull();
    for (const what of ['call-lost', 'orderCancelled', 'crash'])
      expect([what, fired.get(what)! > 0]).toEqual([what, true]);
  });
});

describe('a run that does not', () => {
  const planted = async (prepare: (twin: Inside) => void, more: Partial<Trial> = {}) => {
    const plant = (twin: OutboundTwin): void => prepare(twin);
    const { finding, end } = await runTrial({ ...SMALL, ...more, prepare: plant });
    return { end, ...finding };
  };

  test('an event at which an invariant breaks: what it is about, and which event', async () => {
    const twice = (twin: Inside): void => {
      for (const carrier of twin.systems.carriers)
        replaced(carrier.office ?? carrier, 'loadEvent', (right, event, ...args) => {
          right(event, ...args);
          if (event === 'loadDelivered') right(event, ...args);
        });
    };
    const found = await planted(twice);
    expect(found).toMatchObject({
      end: 'stopped',
      invariant: 'side-effect-once',
      place: 'load, at loadDelivered',
    });
    expect(found.subject).toMatch(/^load \d+$/);
    const other = await planted(twice, { seed: 2 });
    expect([other.invariant, other.place]).toEqual([found.invariant, found.place]);
    expect(other.message).not.toBe(found.message);
  });

  test('nothing more can happen, and something is not done', async () => {
    const silent = (twin: Inside): void => {
      for (const carrier of twin.systems.carriers) replaced(carrier.office ?? carrier, 'loadEvent', () => {});
    };
    expect(await planted(silent)).toMatchObject({ end: 'stopped', invariant: expect.any(String) });
  });

  test('a throw, by what it says without its numbers', async () => {
    let left = 3;
    const throwing = (twin: Inside): void =>
      replaced(twin.host, 'state', (right, type, key) => {
        if (type === LOAD && left-- === 0) throw new Error(`load ${key} has no 17 wheels`);
        return right(type, key);
      });
    expect(await planted(throwing)).toMatchObject({
      end: 'stopped',
      invariant: 'no-throw',
      place: expect.stringMatching(/^[\w.]+: load # has no # wheels$/),
    });
  });

  test('a run without an end', async () => {
    expect(await planted(() => {}, { eventsMax: 500 })).toMatchObject({
      end: 'stopped',
      invariant: 'ends',
      event: 500,
    });
  });
});

test('an arm that there is not is no finding', async () => {
  await expect(runTrial({ ...SMALL, policy: 'slowest' })).rejects.toThrow(
    /no arm "slowest".*There are cheapest-feasible, fastest-feasible/,
  );
});

test('whoever waits is asked every so many events, and may give the trial up: that is no finding', async () => {
  const set = ['demand.ordersPerDay=150'];
  const long: Trial = { ...SMALL, scenario: outboundScenario(loadFrom('quickstart', {}, { set })) };
  let pauses = 0;
  const whole = await runTrial({
    ...long,
    pause: async () => {
      pauses += 1;
    },
  });
  expect(whole.finding).toBeNull();
  expect(pauses).toBe(Math.floor(whole.events / SLICE_EVENTS));
  expect(pauses).toBeGreaterThan(0);
  const given = runTrial({ ...long, pause: () => Promise.reject(new GivenUp('enough')) });
  await expect(given).rejects.toThrow(GivenUp);
});
