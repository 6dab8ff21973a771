/** Stages and lateness of the five orders, by hand. */
import { describe, expect, test } from 'vitest';
import { shipmentsByLateness } from '../lateness.ts';
import { FIVE_ORDERS, HOUR_MS, outcomesOf } from '../story.fixture.ts';
import { STAGES, stageTimes } from './stages.ts';

const outcomes = outcomesOf(FIVE_ORDERS);

describe('stages', () => {
  test('are the mean hours of each, and add up to the whole way', () => {
    const hours = stageTimes(outcomes).map(({ meanMs }) => meanMs! / HOUR_MS);
    // Shipments 24 (released at 2), 8 (at 0) and 16 (at 1).
    expect(hours.map((each) => Math.round(each * 1000) / 1000)).toEqual(
      [(1 + 1 + 5) / 3, (2 + 2 + 1) / 3, 1, (1 + 6 + 2) / 3, (13 + 50 + 50) / 3].map(
        (each) => Math.round(each * 1000) / 1000,
      ),
    );
    const whole = (20 - 2 + 60 + 59) / 3;
    expect(hours.reduce((sum, each) => sum + each, 0)).toBeCloseTo(whole, 9);
  });

  test('by node are those of its own shipments', () => {
    const [, , , dock] = stageTimes(outcomes, 1);
    expect(dock).toEqual({ stage: 'dock', meanMs: HOUR_MS, p95Ms: HOUR_MS });
  });

  test('of nothing are not known', () => {
    expect(stageTimes(outcomesOf([]))).toEqual(STAGES.map((stage) => ({ stage, meanMs: null, p95Ms: null })));
  });
});

describe('lateness', () => {
  test('counts shipments by whole days after the promise', () => {
    // Due at 72, 72 and 49; arrived at 60, 20 and 60.
    const bins = shipmentsByLateness(outcomes, -7, 7).filter(({ shipments }) => shipments > 0);
    expect(bins).toEqual([
      { fromDays: -3, toDays: -2, shipments: 1 },
      { fromDays: -1, toDays: 0, shipments: 1 },
      { fromDays: 0, toDays: 1, shipments: 1 },
    ]);
  });

  test('what lies beyond is in the outermost bins', () => {
    expect(shipmentsByLateness(outcomes, -1, 1).map(({ shipments }) => shipments)).toEqual([2, 1]);
  });
});
