/** Rules of thumb for whether a load will be late: what each goes by, and that none invents what nobody has seen. */
import { describe, expect, test } from 'vitest';
import { type CarrierRecordPicture, EMPTY_RECORD, latenessBin, perMilleLaterThan } from './carrier-record.ts';
import {
  asCarrierSays,
  byPace,
  carrierRecord,
  type DelayPredictionContext,
  type DelayPredictionOption,
  type DelayPredictionPolicy,
  noGroundlessAlarm,
  planAgainstPromise,
} from './delay-prediction.ts';
import { passGate } from './gate.ts';
import { DELAY_PREDICTION } from './points/delay-prediction.ts';
import type { View } from './view.ts';

const HOUR_MS = 3_600_000;
const MILESTONE = 4;
const context: DelayPredictionContext = {
  lane: 0,
  carrier: 3,
  shipments: 1,
  valueMinor: 1_000,
  milestone: MILESTONE,
  passedAt: 40 * HOUR_MS,
  departedAt: 0,
  plannedAt: 72 * HOUR_MS,
  estimatedAt: 72 * HOUR_MS,
  promisedAt: 90 * HOUR_MS,
};
const options: DelayPredictionOption[] = [
  { says: 'on-time', carrier: 3 },
  { says: 'late', carrier: 3 },
];
const view = (changes: Partial<CarrierRecordPicture>): View => ({
  type: 'carrier-record',
  key: 3,
  ageMs: 0,
  state: { ...EMPTY_RECORD, ...changes },
});
/** Loads that came so late against plan. */
const came = (...hours: number[]): Partial<CarrierRecordPicture> => {
  const lateness = new Array<number>(12).fill(0);
  for (const each of hours) lateness[latenessBin(each * HOUR_MS)]! += 1;
  return { loads: hours.length, lateness };
};
const passed = (loads: number, share: number): Partial<CarrierRecordPicture> => {
  const [counts, sums] = [new Array<number>(16).fill(0), new Array<number>(16).fill(0)];
  counts[MILESTONE] = loads;
  sums[MILESTONE] = loads * share;
  return { passed: counts, passedAtSum: sums };
};
const says = (policy: DelayPredictionPolicy, views: readonly View[], changes = {}): string =>
  options[policy.recommend({ ...context, ...changes }, options, views)]!.says;
const times = (hours: number, count: number): number[] => new Array<number>(count).fill(hours);

test('the baseline predicts nothing, whatever is planned', () => {
  expect(says(asCarrierSays, [view(came(...times(100, 40)))], { estimatedAt: 91 * HOUR_MS })).toBe('on-time');
});

test('plan against promise: late from the first millisecond after it', () => {
  expect(says(planAgainstPromise, [], { estimatedAt: context.promisedAt })).toBe('on-time');
  expect(says(planAgainstPromise, [], { estimatedAt: context.promisedAt + 1 })).toBe('late');
});

describe('the record of the carrier', () => {
  test('speaks from 20 loads on, where one in four came later than what is left', () => {
    const late = (loads: number, of: number): string =>
      says(carrierRecord, [view(came(...times(30, loads), ...times(-2, of - loads)))]);
    expect(late(5, 20)).toBe('late');
    expect(late(4, 20)).toBe('on-time');
    expect(late(19, 19)).toBe('on-time');
  });

  test('counts what is later than the slack in whole bins, and nothing where none has arrived', () => {
    const { state } = view(came(5, 7, 13, 25, 200));
    const picture = state as CarrierRecordPicture;
    expect([0, 6, 12, 18, 24, 144].map((hours) => perMilleLaterThan(picture, hours * HOUR_MS))).toEqual([
      1000, 800, 600, 400, 400, 200,
    ]);
    expect(perMilleLaterThan(EMPTY_RECORD, 0)).toBe(0);
  });
});

describe('the pace', () => {
  test('is of how far along the carrier’s loads usually are, from ten of them on', () => {
    expect(says(byPace, [view(passed(10, 400))])).toBe('late'); // 40 h for 40 % of it: 100 h
    expect(says(byPace, [view(passed(10, 500))])).toBe('on-time'); // 80 h
    expect(says(byPace, [view(passed(9, 400))])).toBe('on-time');
    expect(says(byPace, [])).toBe('on-time');
  });

  test('is what a model is shown, in hours after and before the promise; 0 where nobody knows', () => {
    const column = (name: string, of?: View): number =>
      DELAY_PREDICTION.features.columns
        .find((each) => each.name === name)!
        .of({ now: 0, context, option: options[1]!, view: of });
    expect([column('paceOver', view(passed(10, 400))), column('paceShort', view(passed(10, 400)))]).toEqual([
      10, 0,
    ]);
    expect([column('paceOver', view(passed(10, 500))), column('paceShort', view(passed(10, 500)))]).toEqual([
      0, 10,
    ]);
    expect([column('paceOver'), column('paceShort'), column('record')]).toEqual([0, 0, 0]);
  });
});

test('nobody is alarmed about a load with more than two weeks to spare', () => {
  const late: DelayPredictionPolicy = {
    name: 'cassandra',
    summary: '',
    recommend: (_c, given) => given.length - 1,
  };
  const chosen = (promisedAt: number): string =>
    options[
      passGate({ context: { ...context, promisedAt }, options, rules: [noGroundlessAlarm], views: [] }, late)
        .chosen
    ]!.says;
  const days = (count: number): number => context.estimatedAt + count * 24 * HOUR_MS;
  expect([chosen(days(14)), chosen(days(14) + 1)]).toEqual(['late', 'on-time']);
});
