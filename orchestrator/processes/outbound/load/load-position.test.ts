/**
 * Readings of a load's device, at their limits: which are used, which contradict, what they leave to the carrier's word, and what is known of
 * the goods on it.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { LADING_EXCEPTION, MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import type { LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { QUALITY_CASE, TRACK } from '../tracking/inputs.ts';
import {
  accepted,
  bookedBy,
  DAY_MS,
  decided,
  form,
  loaded,
  milestone,
  pod,
  rang,
  rated,
  rating,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './load-state.ts';
import { TRACKED } from './load-track.ts';

const HOUR_MS = 3_600_000;
const network = smallNetwork({ limits: { expediteMinorMax: 0 } });
const telematics = { connected: [true, true], missedMax: 2, toleratedMs: 1, decideWithinMs: 1 };
const actor = loadActor({ ...network, telematics });
const unfollowed = loadActor({ ...network, telematics: { ...telematics, connected: [false, true] } });

const atDoor = [
  form(
    shipment(TEST_KEY, { coldChain: true }),
    shipment(15),
    shipment(23, { coldChain: true }),
    shipment(31, { coldChain: true }),
  ),
  rated(),
  decided(0),
  accepted(1, 0),
  bookedBy(0),
  truckArrived,
];
const departed = [...atDoor, loaded(TEST_KEY, 15, 23)];
const PROMISE = TEST_NOW + 3 * DAY_MS;
const DUE = TEST_NOW + 2 * DAY_MS;
const EARLIER = TEST_NOW - HOUR_MS;

const position = (estimatedAt: number, at: number = TEST_NOW, progress = 600, latestAt = 0): LoadInput =>
  input('positionEstimated', { reading: 2, progress, estimatedAt, latestAt }, estimatedAt, at);
const reported = (code: number, estimatedAt: number | null, occurredAt: number): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt, estimatedAt }, code, 0);
const held = (since: number, usualMs: number): LoadInput => input('entryHeld', null, since, usualMs);
const silent: LoadInput = input('deviceSilent', null, 1, TEST_NOW);
const wrong: LoadInput = input('positionsVoid', null, 1);
const quarantined: LoadInput = input('goodsQuarantined', null, TEST_NOW);
const events = (history: readonly LoadInput[], last: LoadInput, name: string) =>
  given(actor, history)
    .when(last)
    .effects.filter((each) => 'event' in each && each.event === name);

describe('a load is followed', () => {
  test('with what is cold of that which has left, and nothing else', () => {
    const { state, effects } = given(actor, atDoor).when(loaded(TEST_KEY, 15, 23));
    expect(state.tracked).toBe(TRACKED.followed);
    expect(effects).toContainEqual({
      tell: 'openTrack',
      type: TRACK,
      key: TEST_KEY,
      a: 0,
      b: 2,
      body: { cold: [TEST_KEY, 23] },
    });
  });

  test('or not: then nothing of a device is heard, and nothing is told when it is there', () => {
    const { state, effects } = given(unfollowed, departed).when(position(PROMISE));
    expect(effects).toEqual([{ audit: 'positionNotUsed', detail: 'reading 2 in status in-transit' }]);
    expect(state.estimatedAt).toBe(DUE);
    expect(given(unfollowed, departed).when(silent).effects).toEqual([]);
    expect(given(unfollowed, departed).when(pod(CONDITION.good)).effects).not.toContainEqual(
      expect.objectContaining({ tell: 'closeTrack' }),
    );
  });
});

describe('a reading', () => {
  test('is news of it: whoever looks for it need not, and it is watched anew', () => {
    const searched = [...departed, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const then = instant(TEST_NOW + HOUR_MS);
    const { state, effects } = given(actor, searched).when(position(DUE), then);
    expect(state).toMatchObject({ asked: 0, heardAt: then, openTask: 0 });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
    expect(effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: DUE + LIMITS.milestoneGraceMs });
  });

  test('of the instant of the one before counts, an older one does not', () => {
    const first = [...departed, position(DUE + 1, EARLIER)];
    expect(given(actor, first).when(position(DUE + 2, EARLIER)).state.estimatedAt).toBe(DUE + 2);
    const { state, effects } = given(actor, first).when(position(DUE + 2, EARLIER - 1));
    expect(state.estimatedAt).toBe(DUE + 1);
    expect(effects).toMatchObject([{ timer: WATCH_TIMER }]);
  });

  test('keeps beside it what the carrier had said before the first one, and puts that on record once', () => {
    const { state } = given(actor, departed).when(position(DUE + 5));
    expect(state).toMatchObject({ tracked: TRACKED.heard, carrierEstimate: DUE, estimatedAt: DUE + 5 });
    expect(events(departed, position(DUE + 5), 'carrierEstimated')).toHaveLength(1);
    const first = [...departed, position(DUE + 5)];
    expect(events(first, position(DUE + 6), 'carrierEstimated')).toEqual([]);
    expect(given(actor, first).when(position(DUE + 6)).state.carrierEstimate).toBe(DUE);
    expect(events(first, position(DUE + 6), 'arrivalEstimated')).toEqual([
      { event: 'arrivalEstimated', n: 1, a: DUE + 6, b: DUE + 5 },
    ]);
    expect(events(first, position(DUE + 5), 'arrivalEstimated')).toEqual([]);
  });

  test.for([
    ['is half-way', MILESTONE.outForDelivery, 500, TEST_NOW, true],
    ['is not quite half-way', MILESTONE.outForDelivery, 499, TEST_NOW, false],
    ['is at the start, and so is the carrier', MILESTONE.customsReleased, 1, TEST_NOW, true],
    ['is at the start of a load that has been delivered', MILESTONE.arrivedAtDelivery, 1, TEST_NOW, false],
  ] as const)('that %s', ([, code, progress, at, counts]) => {
    const { effects } = given(actor, [...departed, reported(code, null, EARLIER)]).when(
      position(DUE + 5, at, progress),
    );
    const contradicts = expect.objectContaining({ tell: 'contradicted', b: progress });
    if (counts) expect(effects).not.toContainEqual(contradicts);
    else expect(effects).toContainEqual(contradicts);
  });

  test('from before the carrier was at the door does not contradict that', () => {
    const atTheDoor = [...departed, reported(MILESTONE.outForDelivery, DUE, TEST_NOW)];
    expect(given(actor, atTheDoor).when(position(PROMISE, EARLIER, 1)).effects).toMatchObject([
      { timer: WATCH_TIMER },
    ]);
  });
});

describe('what the carrier says beside the device', () => {
  const heard = [...departed, position(DUE + 5, EARLIER)];

  test('is kept as it comes, each once, and never what is older than the last', () => {
    const said = reported(MILESTONE.inTransit, DUE + 50, TEST_NOW);
    expect(events(heard, said, 'carrierEstimated')).toEqual([
      { event: 'carrierEstimated', n: MILESTONE.inTransit, a: DUE + 50, b: TEST_NOW },
    ]);
    expect(events([...heard, said], said, 'carrierEstimated')).toEqual([]);
    const older = reported(MILESTONE.inTransit, DUE + 70, TEST_NOW - 1);
    expect(events([...heard, said], older, 'carrierEstimated')).toEqual([]);
    expect(given(actor, [...heard, said]).when(older).state.carrierEstimate).toBe(DUE + 50);
    expect(events(heard, reported(MILESTONE.inTransit, null, TEST_NOW), 'carrierEstimated')).toEqual([]);
  });

  test('is not on record apart while no device is heard', () => {
    const said = reported(MILESTONE.inTransit, DUE + 50, TEST_NOW);
    for (const name of ['carrierEstimated', 'arrivalEstimated'])
      expect(events(departed, said, name)).toEqual([]);
    expect(given(actor, departed).when(said).state).toMatchObject({
      estimatedAt: DUE + 50,
      carrierEstimate: 0,
    });
  });
});

test('what the carrier knew before the last reading, and is better than that, is old news', () => {
  const heard = [...departed, position(PROMISE, EARLIER, 600, PROMISE)];
  const { state } = given(actor, heard).when(reported(MILESTONE.inTransit, PROMISE - 5, EARLIER - 1));
  expect(state.estimatedAt).toBe(PROMISE);
});

describe('a load that another carrier is to take on', () => {
  const changing = loadActor({ ...smallNetwork({ limits: { rerouteMinorMax: 9_000 } }), telematics });
  const late: LoadInput = reported(MILESTONE.delayed, PROMISE + 2 * DAY_MS, TEST_NOW);
  const onward: LoadInput = input('loadRated', { ratings: [rating(1, 2_000, 2)] }, 2);
  const option = {
    action: 'reroute',
    costMinor: 2_000,
    onward: { rate: 51, carrier: 1, mode: 'LTL', estimatedAt: 0 },
  };
  const chosen: LoadInput = input(
    'decided',
    { point: 'delay-response', policy: 'p', fallback: null, option },
    2,
    1,
  );
  const holding = [...departed, position(PROMISE - 1, EARLIER), late, onward, chosen];

  test('hears nothing of its device meanwhile, right or wrong', () => {
    const before = given(changing, holding.slice(0, -1)).when(holding.at(-1)!).state;
    expect(before.status).toBe('holding');
    for (const each of [silent, wrong]) expect(given(changing, holding).when(each).effects).toEqual([]);
    const { state, effects } = given(changing, holding).when(position(DUE, TEST_NOW + 5));
    expect(effects).toEqual([{ audit: 'positionNotUsed', detail: 'reading 2 in status holding' }]);
    expect(state).toEqual(before);
  });

  test('has it followed no more once the other one has it', () => {
    const taken = [
      ...holding,
      input('holdAnswered', { readyAt: TEST_NOW, earnedMinor: 0 }, 1, 0) as LoadInput,
      accepted(2, 1),
      bookedBy(1),
    ];
    const fetched: LoadInput = input('truckArrived', { arrivedAt: TEST_NOW }, 2, 1);
    const { state, effects } = given(changing, taken).when(fetched);
    expect(state.tracked).toBe(TRACKED.none);
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'closeTrack', type: TRACK }));
  });
});

describe('a device that was wrong', () => {
  test("gives way to the carrier's word, and its customers hear of that", () => {
    const late = [...departed, position(PROMISE + DAY_MS)];
    const { state, effects } = given(actor, late).when(wrong);
    expect(state).toMatchObject({ tracked: TRACKED.followed, estimatedAt: DUE, estimateOf: 0 });
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'deliveryAtRisk', a: DUE }));
    expect(effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: DUE + LIMITS.milestoneGraceMs });
  });

  test("while customs keeps the goods is put right by the carrier's word and what a hold takes", () => {
    const kept = [...departed, position(PROMISE - 1, EARLIER), held(TEST_NOW, HOUR_MS)];
    expect(given(actor, kept).when(wrong).state.estimatedAt).toBe(DUE + HOUR_MS);
    const released: LoadInput = input('entryReleased', null, TEST_NOW + HOUR_MS);
    expect(given(actor, [...kept, released]).when(wrong).state.estimatedAt).toBe(DUE);
  });

  test('whose word was that of the carrier tells nobody anything', () => {
    const alike = [...departed, position(DUE)];
    expect(given(actor, alike).when(wrong).effects).toMatchObject([{ timer: WATCH_TIMER }]);
  });

  test('or silent, changes nothing of a load that is there', () => {
    const there = [...departed, position(DUE), pod(CONDITION.good)];
    for (const each of [wrong, silent]) expect(given(actor, there).when(each).effects).toEqual([]);
  });

  test('is asked for of the carrier, once each time it falls silent', () => {
    expect(given(actor, departed).when(silent).effects).toEqual([
      { send: 'requestStatus', partner: carrierPartner(0), key: TEST_KEY, a: 1, b: 0 },
    ]);
  });
});

describe('goods in quarantine', () => {
  const aboard = [...departed, quarantined];

  test('are handed over with what the proof says of each; what it does not name is lost', () => {
    const exceptions = [{ line: 0, kind: LADING_EXCEPTION.damaged, units: 1 }];
    const proof = pod(CONDITION.good);
    if (proof.kind !== 'podReceived') throw new Error('no proof');
    const shipments = [
      { shipment: 23, condition: CONDITION.damaged, exceptions },
      { shipment: TEST_KEY, condition: CONDITION.good },
    ];
    const { effects } = given(actor, aboard).when({ ...proof, body: { shipments } });
    expect(effects).toContainEqual({
      tell: 'goodsArrived',
      type: QUALITY_CASE,
      key: TEST_KEY,
      a: TEST_NOW + DAY_MS,
      b: 0,
      body: {
        shipments: [TEST_KEY, 15, 23],
        conditions: [CONDITION.good, CONDITION.lost, CONDITION.damaged],
        exceptions: [[], [], exceptions],
      },
    });
    const plain = given(actor, aboard)
      .when(proof)
      .effects.find((each) => 'tell' in each && each.tell === 'goodsArrived');
    expect(plain).not.toHaveProperty('body.exceptions');
  });

  test('that are lost have a case, others have none', () => {
    const lost = milestone(MILESTONE.lost);
    const toCase = expect.objectContaining({ type: QUALITY_CASE });
    expect(given(actor, aboard).when(lost).effects).toContainEqual(toCase);
    expect(given(actor, departed).when(lost).effects).not.toContainEqual(toCase);
    expect(given(actor, departed).when(lost).effects).toContainEqual(
      expect.objectContaining({ tell: 'closeTrack', type: TRACK }),
    );
    expect(given(actor, departed).when(pod(CONDITION.good)).effects).not.toContainEqual(toCase);
  });

  test('are told their track that they are over once', () => {
    const closes = expect.objectContaining({ tell: 'closeTrack', type: TRACK, key: TEST_KEY });
    const there = given(actor, departed).when(pod(CONDITION.good));
    expect(there.effects).toContainEqual(closes);
    expect(there.effects.filter((each) => 'tell' in each && each.tell === 'closeTrack')).toHaveLength(1);
    expect(givenState(actor, there.state).when(position(DUE)).effects).toMatchObject([
      { audit: 'positionNotUsed' },
    ]);
  });
});
