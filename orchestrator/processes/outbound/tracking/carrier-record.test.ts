/** What a carrier's record counts, and that it does not grow with it. */
import { expect, test } from 'vitest';
import { given, input } from '#testing/core/given';
import { carrierRecordActor } from './carrier-record.ts';
import type { CarrierRecordInput } from './inputs.ts';

const HOUR_MS = 3_600_000;
const arrived = (lateHours: number, ...passed: number[]): CarrierRecordInput =>
  input('loadArrived', { passed }, lateHours * HOUR_MS, 10 * HOUR_MS);

test('loads by how late they came, and how far along they were at each milestone', () => {
  const { state } = given(carrierRecordActor, [arrived(-30), arrived(5, 4, 3 * HOUR_MS)]).when(
    arrived(500, 4, 4 * HOUR_MS, 5, 20 * HOUR_MS),
  );
  expect(state.loads).toBe(3);
  expect(state.lateness).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect([state.passed[4], state.passedAtSum[4]]).toEqual([2, 700]);
  // A clock that runs ahead has nobody beyond the end of the way.
  expect([state.passed[5], state.passedAtSum[5]]).toEqual([1, 1000]);
});

test('bills, those above agreement, those that came again, and how disputes end', () => {
  const kinds: CarrierRecordInput[] = [
    input('billTaken', null, 0),
    input('billTaken', null, 8_000),
    input('billRepeated', null),
    input('disputeEnded', null, 1),
  ];
  const { state } = given(carrierRecordActor, kinds).when(input('disputeEnded', null, 0));
  expect(state).toMatchObject({
    bills: 2,
    billsAbove: 1,
    usuallyAbove: 1_000,
    duplicates: 1,
    disputes: 2,
    corrected: 1,
  });
});

test('is as large after many loads as after one', () => {
  const size = (loads: number): number => {
    const all = new Array<CarrierRecordInput>(loads).fill(arrived(3, 4, HOUR_MS));
    const { state } = given(carrierRecordActor, all).when(arrived(3, 4, HOUR_MS));
    return state.lateness.length + state.passed.length + state.passedAtSum.length;
  };
  expect(size(200)).toBe(size(0));
});

test('a load of which it is not known how long it took counts, and where it was does not', () => {
  const none = input('loadArrived', { passed: [4, HOUR_MS] }, 5 * HOUR_MS, 0) satisfies CarrierRecordInput;
  const { state } = given(carrierRecordActor).when(none);
  expect(state).toMatchObject({ loads: 1, lateness: expect.arrayContaining([1]) });
  expect(state.passed.every((loads) => loads === 0)).toBe(true);
});

test('a milestone from before the departure is at the begin of the way, and each is counted at its own place', () => {
  const early = arrived(0, 4, -HOUR_MS, 6, 2.5 * HOUR_MS);
  const { state } = given(carrierRecordActor, [early]).when(early);
  expect([state.passed[4], state.passedAtSum[4]]).toEqual([2, 0]);
  expect([state.passed[6], state.passedAtSum[6]]).toEqual([2, 500]);
  expect(state.passed.reduce((sum, each) => sum + each, 0)).toBe(4);
});

test('what a carrier usually bills too much follows its last bills, up and down', () => {
  const bill = (millionths: number): CarrierRecordInput => input('billTaken', null, millionths);
  const up = given(carrierRecordActor, [bill(8_000)]).when(bill(9_000)).state;
  expect(up).toMatchObject({ bills: 2, billsAbove: 2, usuallyAbove: 2_000 });
  const down = given(carrierRecordActor, [bill(8_000), bill(9_000)]).when(bill(0)).state;
  expect(down).toMatchObject({ bills: 3, billsAbove: 2, usuallyAbove: 1_750 });
});

test('what a record does not count is noted, and counts nothing', () => {
  const { state, effects } = given(carrierRecordActor, [arrived(3)]).when(input('timer', null) as never);
  expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  expect(state).toEqual(given(carrierRecordActor).when(arrived(3)).state);
});
