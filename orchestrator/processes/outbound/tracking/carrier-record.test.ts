/** What a carrier's record counts, and that it does not grow with it. */
import { expect, test } from 'vitest';
import { given, input } from '#testing/core/given';
import type { CarrierRecordInput } from '../inputs.ts';
import { carrierRecordActor } from './carrier-record.ts';

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
