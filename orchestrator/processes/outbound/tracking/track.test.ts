/** A track: follows a load's device, judges its readings, tells the load, notices silence, opens a case for goods that were too warm. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TELEMATICS } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import { LOAD } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { QUALITY_CASE, type TrackInput } from './inputs.ts';
import { MISTRUST, trackActor } from './track.ts';
import { FORGET_TIMER, SILENCE_TIMER } from './track-state.ts';

const HOUR_MS = 3_600_000;
const EVERY_MS = 6 * HOUR_MS;
const DEVICE = 77;
const telematics = { connected: [true], missedMax: 2, toleratedMs: 600_000, decideWithinMs: 4 * HOUR_MS };
const actor = trackActor({ ...smallNetwork(), telematics });

const open = (...cold: number[]): TrackInput => input('openTrack', { cold }, 3, cold.length);
const assigned: TrackInput = input(
  'deviceAssigned',
  { departedAt: TEST_NOW - 12 * HOUR_MS, plannedAt: TEST_NOW + 36 * HOUR_MS, everyMs: EVERY_MS },
  DEVICE,
  3,
);
const noDevice: TrackInput = input('noDevice', null, 1, 3);
/** 12 hours of 48 are over. */
const position = (progress: number, at: number = TEST_NOW, reading = 2, device = DEVICE): TrackInput =>
  input('positionReported', { reading, progress, estimatedAt: TEST_NOW + 40 * HOUR_MS }, device, at);
const warm: TrackInput = input(
  'temperatureExceeded',
  { startedAt: TEST_NOW - HOUR_MS, outsideMs: HOUR_MS / 2, peakTenths: 45 },
  DEVICE,
  1,
);
const rang = (timer: number): TrackInput => input('timer', null, timer);
const close: TrackInput = input('closeTrack', null);
const removed: TrackInput = input('deviceRemoved', null, DEVICE, TEST_NOW);
const live = [open(), assigned];

describe('a track', () => {
  test('has its trip followed, and says whether its goods need their temperature', () => {
    expect(given(actor).when(open(TEST_KEY))).toMatchObject({
      state: { status: 'asked', cold: [TEST_KEY] },
      effects: [{ send: 'followTrip', partner: TELEMATICS, key: TEST_KEY, a: 3, b: 1 }],
    });
    expect(given(actor).when(open()).effects).toMatchObject([{ send: 'followTrip', b: 0 }]);
  });

  test('waits for readings of the device that it is told of', () => {
    expect(given(actor, [open()]).when(assigned)).toMatchObject({
      state: { status: 'live', device: DEVICE },
      effects: [{ event: 'trackOpened' }, { timer: SILENCE_TIMER, at: TEST_NOW + 2.5 * EVERY_MS }],
    });
    expect(given(actor, live).when(assigned).effects).toEqual([]);
  });

  test('without a device is over when its load is there', () => {
    expect(given(actor, [open(), noDevice]).when(close)).toMatchObject({
      finished: true,
      effects: [{ cancel: SILENCE_TIMER }],
    });
  });

  test('tells its load when it will be there, and the next reading is waited for', () => {
    expect(given(actor, live).when(position(250))).toMatchObject({
      state: { status: 'live', readAt: TEST_NOW, progress: 250 },
      effects: [
        { timer: SILENCE_TIMER },
        { tell: 'positionEstimated', type: LOAD, key: TEST_KEY, a: TEST_NOW + 40 * HOUR_MS, b: TEST_NOW },
      ],
    });
  });

  test.each([
    [
      'a quarter of the way in 12 h, of which a reading may be off by 50 thousandths',
      250,
      TEST_NOW + 48 * HOUR_MS,
    ],
    ['half of it', 500, TEST_NOW - 12 * HOUR_MS + Math.ceil((12_000 * HOUR_MS) / 450)],
    ['hardly begun: whenever it will', 50, 8_640_000_000_000_000],
  ])('tells its load when it arrives at the latest: %s', (_what, progress, latestAt) => {
    expect(given(actor, live).when(position(progress)).effects).toContainEqual(
      expect.objectContaining({ tell: 'positionEstimated', body: expect.objectContaining({ latestAt }) }),
    );
  });

  test('does not let a clock that runs ahead have the last word', () => {
    const { state } = given(actor, live).when(position(250, TEST_NOW + HOUR_MS));
    expect(state.readAt).toBe(TEST_NOW);
  });

  test.each([
    ['an older reading', [...live, position(250)], position(240, TEST_NOW - HOUR_MS, 1)],
    ['the same reading again', [...live, position(250)], position(250)],
    ['another device', live, position(250, TEST_NOW, 2, 5)],
    ['a reading before the device is known', [open()], position(250)],
  ])('notes %s, and tells nobody', (_what, before, reading) => {
    const { effects } = given(actor, before).when(reading);
    expect(effects).toMatchObject([{ audit: expect.stringMatching(/positionNotUsed|unknownDevice/) }]);
  });

  test.each([
    ['is faster than any vehicle', live, position(800), MISTRUST.tooFast],
    ['goes backwards', [...live, position(300, TEST_NOW - HOUR_MS, 1)], position(150), MISTRUST.backwards],
    ['never left', live, position(0), MISTRUST.neverLeft],
  ])('mistrusts a device that %s, from then on', (_what, before, reading, why) => {
    const { state, effects } = given(actor, before).when(reading);
    expect(state.status).toBe('mistrusted');
    expect(effects).toContainEqual(expect.objectContaining({ event: 'deviceMistrusted', a: why, b: DEVICE }));
    const heard = before.length > live.length;
    expect(effects.some((each) => 'tell' in each && each.tell === 'positionsVoid')).toBe(heard);
    expect(
      given(actor, [...before, reading]).when(position(260, instant(TEST_NOW + 1), 3)).effects,
    ).toMatchObject([{ audit: 'positionNotUsed' }]);
  });

  test('mistrusts a device that its load has elsewhere', () => {
    const contradicted: TrackInput = input('contradicted', null, 9, 100);
    expect(given(actor, [...live, position(250)]).when(contradicted)).toMatchObject({
      state: { status: 'mistrusted' },
      effects: [
        { cancel: SILENCE_TIMER },
        { event: 'deviceMistrusted' },
        { tell: 'positionsVoid', type: LOAD },
      ],
    });
  });

  test('tells its load of silence once a gap, and goes on when the device is heard again', () => {
    expect(given(actor, live).when(rang(SILENCE_TIMER))).toMatchObject({
      state: { status: 'silent', gaps: 1 },
      effects: [
        { event: 'deviceSilent', n: 1, a: DEVICE },
        { tell: 'deviceSilent', type: LOAD, a: 1 },
      ],
    });
    expect(given(actor, [...live, rang(SILENCE_TIMER)]).when(position(250))).toMatchObject({
      state: { status: 'live' },
      effects: [{ event: 'deviceHeardAgain', n: 1 }, { timer: SILENCE_TIMER }, { tell: 'positionEstimated' }],
    });
  });

  test('opens one case for goods that were too warm, whatever is repeated', () => {
    const cold = [open(TEST_KEY), assigned];
    expect(given(actor, cold).when(warm).effects).toMatchObject([
      {
        tell: 'openQualityCase',
        type: QUALITY_CASE,
        a: 0,
        body: { cold: [TEST_KEY], outsideMs: HOUR_MS / 2, peakTenths: 45 },
      },
    ]);
    expect(given(actor, [...cold, warm]).when(warm).effects).toEqual([]);
    expect(given(actor, [...cold, close]).when(warm).effects).toMatchObject([
      { tell: 'openQualityCase', a: 1 },
    ]);
  });

  test('lingers after its load, so that what is under way still finds it, and is forgotten', () => {
    const { state, effects } = given(actor, live).when(close);
    expect(state.status).toBe('arrived');
    expect(effects).toMatchObject([{ cancel: SILENCE_TIMER }, { timer: FORGET_TIMER }]);
    const there = [...live, close];
    expect(given(actor, there).when(position(990)).effects).toMatchObject([{ audit: 'positionNotUsed' }]);
    expect(given(actor, there).when(removed).finished).toBe(false);
    expect(given(actor, there).when(rang(FORGET_TIMER)).finished).toBe(true);
  });

  test('of a device that is off its vehicle waits for no more readings', () => {
    expect(given(actor, live).when(removed)).toMatchObject({
      state: { status: 'over' },
      effects: [{ cancel: SILENCE_TIMER }],
    });
  });

  test('has no state of another version', () => {
    expect(() => actor.migrate({}, 0)).toThrow(/track state of version 0/);
  });
});
