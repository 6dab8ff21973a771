/** The wave plan: who goes first, how much fits, and what happens without a timetable. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { WavePlanInput } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { wavePlanActor } from './wave-plan.ts';

const HOUR_MS = 3_600_000;
const small = smallNetwork();
/** The node under test has the number of the key under test. */
const withNode = (waves: readonly number[]): Network => ({
  ...small,
  nodes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.nodes[0]!, no, waves })),
});
const { waves } = small.nodes[0]!;
const plan = wavePlanActor(withNode(waves));
const onDemand = wavePlanActor(withNode([]));

const join = (shipment: number, stagedBy = 100, priority = 1, lines = 2): WavePlanInput =>
  input('joinWave', { lines, priority }, shipment, stagedBy);
const leave = (shipment: number): WavePlanInput => input('leaveWave', null, shipment);
const ring: WavePlanInput = input('timer', null, 0);
const released = (n: number, ...shipments: number[]): Effect => ({
  send: 'releaseWave',
  partner: WMS,
  key: TEST_KEY * 65_536 + n,
  a: TEST_KEY,
  b: n,
  body: { shipments },
});

describe('with a timetable', () => {
  test('the first shipment waits for the first wave from now; more wait for the same', () => {
    expect(given(plan).when(join(1)).effects).toEqual([{ timer: 0, at: MONDAY + 10 * HOUR_MS }]);
    expect(given(plan, [join(1)]).when(join(2)).effects).toEqual([]);
    expect(given(plan).when(join(1), waves[1] as Instant).effects).toEqual([{ timer: 0, at: waves[1] }]);
  });

  test('the most urgent go: by staging time, then priority, then key; the rest waits for the next', () => {
    const history = [join(4, 100, 1), join(3, 200, 0), join(9, 100, 0), join(2, 100, 1)];
    expect(given(plan, history).when(ring, waves[0] as Instant).effects).toEqual([
      released(0, 9, 2),
      { timer: 0, at: waves[1] },
    ]);
  });

  test('one goes even where it alone is more than the shift can pick', () => {
    expect(given(plan, [join(1, 1, 1, 99), join(2)]).when(ring).effects[0]).toEqual(released(0, 1));
  });

  test('all gone, it waits for nothing; a wave that has gone is not used again', () => {
    expect(given(plan, [join(1)]).when(ring, waves[0] as Instant).effects).toEqual([released(0, 1)]);
    expect(given(plan, [join(1), ring]).when(join(2), waves[0] as Instant).effects).toEqual([
      { timer: 0, at: waves[1] },
    ]);
  });

  test('after the last wave everything goes at once, one by one', () => {
    const late = (waves.at(-1)! + 1) as Instant;
    expect(given(plan).when(join(1), late).effects).toEqual([released(waves.length, 1)]);
  });
});

test('without a timetable a shipment is its own wave', () => {
  expect(given(onDemand).when(join(5)).effects).toEqual([released(0, 5)]);
  const { state, effects } = given(onDemand, [join(5)]).when(join(6));
  expect(effects).toEqual([released(1, 6)]);
  expect(state).toMatchObject({ status: 'idle', shipments: [] });
});

describe('leaving', () => {
  test('who leaves is not released; who is not there changes nothing', () => {
    expect(given(plan, [join(1), join(2), leave(1), leave(77)]).when(ring).effects).toEqual([released(0, 2)]);
    expect(given(plan, [join(1), ring]).when(leave(1)).effects).toEqual([]);
  });
  test('with nobody left the timer is stopped', () => {
    expect(given(plan, [join(1)]).when(leave(1)).effects).toEqual([{ cancel: 0 }]);
    expect(given(plan, [join(1), leave(1)]).when(ring).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'timer in status idle' },
    ]);
  });
  test('whoever comes after that waits for a wave again', () => {
    expect(given(plan, [join(1), leave(1)]).when(join(2)).effects).toEqual([{ timer: 0, at: waves[0] }]);
  });
});

test('who joins and does not leave is released once, whatever comes', () => {
  const step = fc.oneof(
    fc
      .record({
        shipment: fc.nat({ max: 30 }),
        by: fc.nat({ max: 3 }),
        lines: fc.integer({ min: 1, max: 7 }),
      })
      .map(({ shipment, by, lines }) => join(shipment, by, by % 2, lines)),
    fc.nat({ max: 30 }).map(leave),
    fc.constant(ring),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const state = plan.initial(TEST_KEY);
      const waiting = new Set<number>();
      const apply = (each: WavePlanInput): void => {
        const out = new CollectingOut(TEST_NOW);
        plan.step(state, each, TEST_NOW, out);
        if (each.kind === 'joinWave') waiting.add(each.a);
        if (each.kind === 'leaveWave') waiting.delete(each.a);
        for (const effect of out.effects) {
          if (!('send' in effect)) continue;
          for (const shipment of (effect.body as { shipments: number[] }).shipments) {
            expect(waiting.delete(shipment)).toBe(true);
          }
        }
      };
      for (const each of steps) apply(each);
      expect(new Set(state.shipments)).toEqual(waiting);
      while (state.status === 'waiting') apply(ring);
      expect(waiting.size).toBe(0);
    }),
  );
});

describe('a shipment in a hurry', () => {
  const hurry = (shipment: number, wantedBy: number, priority: number): WavePlanInput =>
    input('hurryWave', { priority }, shipment, wantedBy);

  test('takes the place of its new priority, and of the instant it is wanted by', () => {
    const history = [join(1, 100, 1), join(2, 100, 1), join(3, 200, 1)];
    const ofOne = (more: WavePlanInput) => given(plan, [...history, more]).when(ring).effects[0];
    expect(ofOne(hurry(2, 0, 0))).toEqual(released(0, 2, 1));
    expect(ofOne(hurry(3, 50, 1))).toEqual(released(0, 3, 1));
    expect(ofOne(hurry(1, 0, 2))).toEqual(released(0, 2, 1));
    expect(ofOne(hurry(3, 300, 0))).toEqual(released(0, 1, 2));
  });

  test('that was released, or never came, is noted and changes nothing', () => {
    for (const history of [[join(1), ring], [join(2)]])
      expect(given(plan, history).when(hurry(1, 0, 0)).effects).toMatchObject([{ audit: 'urgencyTooLate' }]);
  });
});

describe('where WMS owns waves', () => {
  const divided: Network = {
    ...withNode(waves),
    responsibilities: {
      allocate: 'orchestrator',
      wave: 'wms',
      tender: 'orchestrator',
      book: 'orchestrator',
      placingMs: 0,
    },
  };
  const follows = wavePlanActor(divided);
  const releasedByWms = (wave: number, ...shipments: number[]): WavePlanInput =>
    input('waveReleased', { shipments }, wave, shipments.length);

  test('nobody waits for a wave of the timetable', () => {
    expect(given(follows).when(join(1)).effects).toEqual([]);
    const all = given(follows, [join(1), join(2)]).when(releasedByWms(0, 2, 1));
    expect(all).toMatchObject({ state: { status: 'idle', shipments: [] }, effects: [] });
  });

  test('nothing is released or waited for; what WMS has begun waits no more', () => {
    const { state, effects } = given(follows, [join(1), join(2)]).when(releasedByWms(0, 2));
    expect(effects).toEqual([]);
    expect(state).toMatchObject({ status: 'waiting', shipments: [1], last: 0 });
    expect(given(follows, [join(1), releasedByWms(0, 1)]).when(leave(1)).state.status).toBe('idle');
  });

  test('a wave may be ahead of what the plan has heard: then the shipment leaves when it is picked', () => {
    expect(given(follows, [releasedByWms(0, 1), join(1)]).when(leave(1)).state).toMatchObject({
      status: 'idle',
      shipments: [],
    });
  });

  test('who is in a hurry waits for its turn, which goes on record', () => {
    const hurried: WavePlanInput = input('hurryWave', { priority: 0 }, 2, 50);
    expect(given(follows, [join(1), join(2)]).when(hurried)).toMatchObject({
      state: { shipments: [1, 2] },
      effects: [{ audit: 'wavesNotOurs' }],
    });
  });
});
