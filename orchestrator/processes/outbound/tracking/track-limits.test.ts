/** Where a track's judgement turns: how fast, how far back, how near to the start; and how long it waits, and for what. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
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

const open: TrackInput = input('openTrack', { cold: [TEST_KEY] }, 3, 1);
const assigned = (device = DEVICE): TrackInput =>
  input(
    'deviceAssigned',
    { departedAt: TEST_NOW - 12 * HOUR_MS, plannedAt: TEST_NOW + 36 * HOUR_MS, everyMs: EVERY_MS },
    device,
    3,
  );
const position = (progress: number, at: number = TEST_NOW): TrackInput =>
  input('positionReported', { reading: 2, progress, estimatedAt: TEST_NOW + 40 * HOUR_MS }, DEVICE, at);
const contradicted: TrackInput = input('contradicted', null, 9, 100);
const warm: TrackInput = input(
  'temperatureExceeded',
  { startedAt: TEST_NOW - HOUR_MS, outsideMs: HOUR_MS, peakTenths: 45 },
  DEVICE,
  1,
);
const close: TrackInput = input('closeTrack', null);
const noDevice: TrackInput = input('noDevice', null, 1, 3);
const rang = (timer: number): TrackInput => input('timer', null, timer);
const live = [open, assigned()];
const silence = { timer: SILENCE_TIMER, at: TEST_NOW + 2.5 * EVERY_MS };
const whyOf = (history: readonly TrackInput[], reading: TrackInput): number => {
  const { effects } = given(actor, history).when(reading);
  const found = effects.find((each) => 'event' in each && each.event === 'deviceMistrusted');
  return found !== undefined && 'event' in found ? found.a : 0;
};

describe('a reading', () => {
  // A quarter of the plan is over: two and a half times its pace, and a slack of a tenth.
  test.each([
    ['as fast as any vehicle may be', live, position(725), 0],
    ['faster', live, position(726), MISTRUST.tooFast],
    ['as far back as one may be off', [...live, position(300, TEST_NOW - 1)], position(200), 0],
    ['farther back', [...live, position(300, TEST_NOW - 1)], position(199), MISTRUST.backwards],
    ['that has hardly left', live, position(10), 0],
    ['that has not left', live, position(9), MISTRUST.neverLeft],
    // A fifth of 48 hours.
    ['that has not left, as early as that may be', live, position(9, TEST_NOW - 2.4 * HOUR_MS), 0],
    ['that has not left, later', live, position(9, TEST_NOW - 2.4 * HOUR_MS + 1), MISTRUST.neverLeft],
    ['before the departure, within the slack', live, position(100, TEST_NOW - 13 * HOUR_MS), 0],
    ['before the departure, and beyond it', live, position(101, TEST_NOW - 13 * HOUR_MS), MISTRUST.tooFast],
  ] as const)('%s', (_what, history, reading, why) => {
    expect(whyOf(history, reading)).toBe(why);
  });

  test('of a load that was to be there at once is judged all the same', () => {
    const short: TrackInput = input(
      'deviceAssigned',
      { departedAt: TEST_NOW, plannedAt: TEST_NOW, everyMs: EVERY_MS },
      DEVICE,
      3,
    );
    expect(whyOf([open, short], position(101))).toBe(MISTRUST.tooFast);
    expect(whyOf([open, short], position(100))).toBe(0);
  });

  test('taken before the departure says that the load comes when it may', () => {
    expect(given(actor, live).when(position(60, TEST_NOW - 13 * HOUR_MS)).effects).toContainEqual(
      expect.objectContaining({
        tell: 'positionEstimated',
        body: expect.objectContaining({ latestAt: TEST_NOW - 12 * HOUR_MS }),
      }),
    );
  });

  test('after a silence, and one before the last, are told apart by when they were taken', () => {
    const history = [...live, position(200, TEST_NOW - HOUR_MS), rang(SILENCE_TIMER)];
    expect(given(actor, history).when(position(200, TEST_NOW - 2 * HOUR_MS))).toMatchObject({
      state: { status: 'silent', readAt: TEST_NOW - HOUR_MS },
      effects: [{ audit: 'positionNotUsed' }],
    });
    expect(given(actor, history).when(position(210)).effects).toMatchObject([
      { event: 'deviceHeardAgain', n: 1, a: DEVICE, b: TEST_NOW },
      silence,
      { tell: 'positionEstimated' },
    ]);
  });
});

describe('silence', () => {
  test('is waited for anew after each reading, and told with what was heard last', () => {
    const later = instant(TEST_NOW + HOUR_MS);
    expect(given(actor, live).when(position(250), later).effects[0]).toEqual({
      timer: SILENCE_TIMER,
      at: later + 2.5 * EVERY_MS,
    });
    expect(given(actor, [...live, position(250)]).when(rang(SILENCE_TIMER)).effects).toEqual([
      { event: 'deviceSilent', n: 1, a: DEVICE, b: TEST_NOW },
      { tell: 'deviceSilent', type: LOAD, key: TEST_KEY, a: 1, b: TEST_NOW },
    ]);
  });

  test('is counted gap by gap', () => {
    const twice = [...live, rang(SILENCE_TIMER), position(250)];
    expect(given(actor, twice).when(rang(SILENCE_TIMER))).toMatchObject({
      state: { gaps: 2 },
      effects: [{ n: 2 }, { a: 2 }],
    });
  });
});

describe('a device', () => {
  test('is the first that is assigned, whatever is said after', () => {
    expect(given(actor, live).when(assigned(5))).toMatchObject({ state: { device: DEVICE }, effects: [] });
    expect(given(actor, [open]).when(assigned()).effects).toEqual([
      { event: 'trackOpened', n: 1, a: DEVICE, b: 3 },
      silence,
    ]);
  });

  test('is mistrusted once, and what it never said is not taken back', () => {
    expect(given(actor, live).when(contradicted).effects).toEqual([
      { cancel: SILENCE_TIMER },
      { event: 'deviceMistrusted', n: 1, a: MISTRUST.milestone, b: DEVICE },
    ]);
    expect(given(actor, [...live, contradicted]).when(contradicted).effects).toEqual([]);
    expect(given(actor, [...live, rang(SILENCE_TIMER)]).when(contradicted).state.status).toBe('mistrusted');
  });

  test('cannot be contradicted any more by a load that is there', () => {
    expect(given(actor, [...live, position(250), close]).when(contradicted)).toMatchObject({
      state: { status: 'arrived' },
      effects: [],
    });
  });
});

describe('the end', () => {
  test('of a load that is there comes three days later, for what is still under way', () => {
    expect(given(actor, live).when(close).effects).toEqual([
      { cancel: SILENCE_TIMER },
      { timer: FORGET_TIMER, at: TEST_NOW + 72 * HOUR_MS },
    ]);
    for (const late of [assigned(), noDevice, contradicted])
      expect(given(actor, [open, close]).when(late)).toMatchObject({
        state: { status: 'arrived', device: 0 },
        effects: [],
      });
    expect(given(actor, [...live, close]).when(rang(FORGET_TIMER))).toMatchObject({
      finished: true,
      effects: [],
    });
  });

  test('of one without a device comes at once', () => {
    expect(given(actor, [open, noDevice]).when(close)).toMatchObject({
      finished: true,
      effects: [{ cancel: SILENCE_TIMER }],
    });
  });
});

test('goods that were too warm are told with since when, how long and how much', () => {
  expect(given(actor, live).when(warm).effects).toEqual([
    {
      tell: 'openQualityCase',
      type: QUALITY_CASE,
      key: TEST_KEY,
      a: 0,
      b: TEST_NOW - HOUR_MS,
      body: { cold: [TEST_KEY], outsideMs: HOUR_MS, peakTenths: 45 },
    },
  ]);
});

test('what the table does not know is noted, and changes nothing', () => {
  for (const [history, late] of [
    [live, open],
    [[open, noDevice], position(250)],
    [[open], rang(SILENCE_TIMER)],
    [[open, noDevice], assigned()],
  ] as const) {
    const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(actor, history).when(late);
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(state).toEqual(before);
  }
});
