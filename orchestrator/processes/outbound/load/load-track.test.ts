/**
 * A load with a device on its vehicle: followed where that may be, estimated by whatever knows more, never moved on by a position,
 * back to its carrier's word where the device is silent or wrong; its goods in quarantine until somebody has decided.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import { type LoadInput, SHIPMENT } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { QUALITY_CASE, TRACK } from '../tracking/inputs.ts';
import {
  accepted,
  bookedBy,
  DAY_MS,
  decided,
  form,
  milestone,
  pod,
  rated,
  settled,
  shipment,
  truckArrived,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { WATCH_TIMER } from './load-state.ts';

const HOUR_MS = 3_600_000;
const telematics = { connected: [true, true], missedMax: 2, toleratedMs: 1, decideWithinMs: 1 };
const network = smallNetwork({ limits: { expediteMinorMax: 0 } });
const actor = loadActor({ ...network, telematics });

const onTheRoad = [
  form(shipment(TEST_KEY, { coldChain: true })),
  rated(),
  decided(0),
  accepted(1, 0),
  bookedBy(0),
  truckArrived,
];
const departed = [...onTheRoad, truckLoaded];
const PROMISE = TEST_NOW + 3 * DAY_MS;
const position = (
  estimatedAt: number,
  at: number = TEST_NOW,
  { progress = 600, latestAt = TEST_NOW }: { readonly progress?: number; readonly latestAt?: number } = {},
): LoadInput => input('positionEstimated', { reading: 2, progress, estimatedAt, latestAt }, estimatedAt, at);
const reported = (code: number, estimatedAt: number | null, occurredAt: number): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt, estimatedAt }, code, 0);
const silent: LoadInput = input('deviceSilent', null, 1, TEST_NOW);
const wrong: LoadInput = input('positionsVoid', null, 1);
const quarantined: LoadInput = input('goodsQuarantined', null, TEST_NOW);
const late = PROMISE + 6 * HOUR_MS;

describe('a load that departs', () => {
  test('has its device followed where its carrier may have one, and says which goods need their temperature', () => {
    const opening = { tell: 'openTrack', type: TRACK, key: TEST_KEY, a: 0, b: 1, body: { cold: [TEST_KEY] } };
    expect(given(actor, onTheRoad).when(truckLoaded).effects).toContainEqual(
      expect.objectContaining(opening),
    );
    const none = loadActor({ ...network, telematics: { ...telematics, connected: [false, true] } });
    for (const without of [none, loadActor(network)])
      expect(given(without, onTheRoad).when(truckLoaded).effects).not.toContainEqual(
        expect.objectContaining({ tell: 'openTrack' }),
      );
  });
});

describe('a position', () => {
  test('moves the estimate and nothing else, and customers hear of a delay by it', () => {
    const before = given(actor, departed).when(milestone(MILESTONE.departed)).state;
    const { state, effects } = given(actor, [...departed, milestone(MILESTONE.departed)]).when(
      position(late),
    );
    expect(state).toMatchObject({ estimatedAt: late, milestone: MILESTONE.departed, status: before.status });
    expect(effects).toMatchObject([
      { event: 'carrierEstimated', n: 0 },
      { event: 'deviceEstimated', n: 2, a: late, b: TEST_NOW },
      { event: 'arrivalEstimated', n: 1, a: late, b: before.estimatedAt },
      { event: 'loadAtRisk', a: late, b: PROMISE },
      { tell: 'deliveryAtRisk', type: SHIPMENT, a: late },
      { timer: WATCH_TIMER },
    ]);
  });

  test('and a milestone: what has occurred last counts, whatever comes first', () => {
    const older = [...departed, position(late, TEST_NOW)];
    expect(given(actor, older).when(reported(4, PROMISE, TEST_NOW - HOUR_MS)).state.estimatedAt).toBe(late);
    const younger = [...departed, position(late, TEST_NOW - 2 * HOUR_MS)];
    expect(given(actor, younger).when(reported(4, PROMISE, TEST_NOW - HOUR_MS)).state.estimatedAt).toBe(
      PROMISE,
    );
    const stale = [...departed, reported(4, PROMISE, TEST_NOW)];
    expect(given(actor, stale).when(position(late, TEST_NOW - HOUR_MS)).state.estimatedAt).toBe(PROMISE);
  });

  test('knows nothing of a delay that its carrier has announced: that stands, unless the way contradicts it', () => {
    const announced = [...departed, reported(4, late, TEST_NOW - 2 * HOUR_MS)];
    const read = (latestAt: number) =>
      given(actor, announced).when(position(PROMISE, TEST_NOW - HOUR_MS, { latestAt }));
    const stands = read(late);
    expect(stands.state.estimatedAt).toBe(late);
    expect(stands.effects).toContainEqual({
      event: 'deviceEstimated',
      n: 2,
      a: PROMISE,
      b: TEST_NOW - HOUR_MS,
    });
    expect(stands.effects).not.toContainEqual(expect.objectContaining({ event: 'arrivalEstimated' }));
    const contradicted = read(late - 1);
    expect(contradicted.state.estimatedAt).toBe(PROMISE);
    expect(contradicted.effects).toContainEqual({ event: 'arrivalEstimated', n: 1, a: PROMISE, b: late });
    // What the device has is worse than what was announced: it has seen more.
    const worse = given(actor, announced).when(
      position(late + HOUR_MS, TEST_NOW - HOUR_MS, { latestAt: late }),
    );
    expect(worse.state.estimatedAt).toBe(late + HOUR_MS);
  });

  test('nor of one that is heard of after it: what was known before counts, unless the way contradicts it', () => {
    const heard = (latestAt: number, ...since: readonly LoadInput[]) =>
      given(actor, [...departed, position(PROMISE, TEST_NOW - HOUR_MS, { latestAt }), ...since]).when(
        reported(4, late, TEST_NOW - 2 * HOUR_MS),
      );
    expect(heard(late).state.estimatedAt).toBe(late);
    expect(heard(late).effects).toContainEqual({ event: 'arrivalEstimated', n: 2, a: late, b: PROMISE });
    expect(heard(late - 1).state.estimatedAt).toBe(PROMISE);
    // What the carrier has said since counts, and not what it knew before that.
    const better = reported(5, PROMISE, TEST_NOW - HOUR_MS / 2);
    expect(heard(late, better).state.estimatedAt).toBe(PROMISE);
  });

  test('says nothing of when goods arrive that customs keeps', () => {
    const held = [...departed, input('entryHeld', null, TEST_NOW - HOUR_MS, 2 * DAY_MS) as LoadInput];
    const { estimatedAt } = given(actor, departed).when(silent).state;
    expect(given(actor, held).when(position(late)).state.estimatedAt).toBe(estimatedAt + 2 * DAY_MS);
  });

  test('that is not half-way when the carrier is at the door is of another vehicle: its track hears of it', () => {
    const atTheDoor = [...departed, reported(MILESTONE.outForDelivery, PROMISE, TEST_NOW - HOUR_MS)];
    const { state, effects } = given(actor, atTheDoor).when(position(late, TEST_NOW, { progress: 300 }));
    expect(state.estimatedAt).toBe(PROMISE);
    expect(effects).toMatchObject([
      { audit: 'positionContradicts' },
      { tell: 'contradicted', type: TRACK, a: MILESTONE.outForDelivery, b: 300 },
    ]);
  });

  test('after the delivery changes nothing', () => {
    const { state, effects } = given(actor, [...departed, pod(CONDITION.good)]).when(position(late));
    expect(state.status).toBe('delivered');
    expect(effects).toMatchObject([{ audit: 'positionNotUsed' }]);
  });
});

describe('a device', () => {
  test('that is silent has the carrier asked, and leaves the estimate as it is', () => {
    const { state, effects } = given(actor, [...departed, position(late)]).when(silent);
    expect(effects).toMatchObject([{ send: 'requestStatus', partner: carrierPartner(0), key: TEST_KEY }]);
    expect(state.estimatedAt).toBe(late);
  });

  test('that is wrong takes back what it said: what the carrier said last counts again', () => {
    const before = [...departed, position(late), reported(4, PROMISE - HOUR_MS, TEST_NOW - HOUR_MS)];
    const { state } = given(actor, before).when(wrong);
    expect(state.estimatedAt).toBe(PROMISE - HOUR_MS);
    expect(given(actor, departed).when(wrong).effects).toEqual([]);
    // And from then on the carrier's reports count, however old.
    const after = given(actor, [...before, wrong]).when(reported(4, PROMISE, TEST_NOW - 2 * HOUR_MS));
    expect(after.state.estimatedAt).toBe(PROMISE);
  });
});

test('a load of the version before takes what its carrier estimates from the next report on', () => {
  const { carrierOf: _of, latestAt: _at, ...before } = given(actor, [...departed]).when(position(late)).state;
  const state = actor.migrate(before, 6);
  expect(state).toEqual({ ...before, carrierOf: 0, latestAt: 0, newsAt: before.heardAt });
  expect(givenState(actor, state).when(reported(4, PROMISE, TEST_NOW)).state.estimatedAt).toBe(PROMISE);
});

describe('goods that were too warm', () => {
  test('are handed to the case, which tells the shipments', () => {
    const { effects } = given(actor, [...departed, quarantined]).when(pod(CONDITION.good));
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'goodsArrived',
        type: QUALITY_CASE,
        key: TEST_KEY,
        body: { shipments: [TEST_KEY], conditions: [CONDITION.good] },
      }),
    );
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'stopDelivered' }));
  });

  test('that are lost need nobody to look at them', () => {
    const lost: LoadInput = reported(MILESTONE.lost, null, TEST_NOW);
    const { effects } = given(actor, [...departed, quarantined]).when(lost);
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'goodsLost', type: QUALITY_CASE }));
    expect(effects).toContainEqual(
      expect.objectContaining({ tell: 'stopDelivered', type: SHIPMENT, b: CONDITION.lost }),
    );
  });

  test('and had been delivered before that was heard stay delivered', () => {
    const { effects } = given(actor, [...departed, pod(CONDITION.good)]).when(quarantined);
    expect(effects).toMatchObject([{ tell: 'tooLate', type: QUALITY_CASE }]);
  });

  test('its track is told when the load is there, once', () => {
    const { effects, state } = given(actor, departed).when(pod(CONDITION.good), instant(TEST_NOW + DAY_MS));
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'closeTrack', type: TRACK }));
    expect(state.tracked).toBe(0);
    expect(given(actor, [...departed, pod(CONDITION.good)]).when(settled).finished).toBe(true);
  });
});
