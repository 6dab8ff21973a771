/** Arrivals in bins against arrivals kept one by one: counts and means are exact, the median is right to the width of its bin. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arrivals } from './arrivals.ts';

const HOUR_MS = 3_600_000;
const PROMISED_AT = Date.UTC(2026, 2, 2);

function arrivedAfter(hours: readonly number[]): Arrivals {
  const arrivals = new Arrivals();
  for (const each of hours) arrivals.arrive(PROMISED_AT + Math.round(each * HOUR_MS), PROMISED_AT);
  return arrivals;
}

/** Of the bin that a lateness is in. */
function binWidth(hours: number): number {
  const away = Math.abs(hours);
  if (away <= 48) return 2;
  return away <= 336 ? 12 : 48;
}

describe('arrivals', () => {
  test('of none nothing is known', () => {
    expect(new Arrivals().result()).toEqual({
      due: 0,
      late: 0,
      arrived: 0,
      latenessHoursMean: null,
      latenessHoursMedian: null,
      lateHoursMean: null,
    });
  });

  test('at the promise is in time, a millisecond later is late', () => {
    const arrivals = new Arrivals();
    arrivals.arrive(PROMISED_AT, PROMISED_AT);
    expect(arrivals.result()).toMatchObject({ due: 1, late: 0 });
    arrivals.arrive(PROMISED_AT + 1, PROMISED_AT);
    expect(arrivals.result()).toMatchObject({ due: 2, late: 1 });
  });

  test('what is lost or overdue is due, and not in the mean', () => {
    const arrivals = arrivedAfter([-10, 20]);
    arrivals.lose(PROMISED_AT + HOUR_MS, PROMISED_AT);
    arrivals.lose(PROMISED_AT - HOUR_MS, PROMISED_AT);
    arrivals.overdue();
    expect(arrivals.result()).toEqual({
      due: 5,
      late: 3,
      arrived: 2,
      latenessHoursMean: 5,
      latenessHoursMedian: -11,
      lateHoursMean: 20,
    });
  });

  test('counts and means are exact; the median is in the right bin', () => {
    const hours = fc.array(fc.double({ min: -1200, max: 1200, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(hours, (list) => {
        const rounded = list.map((each) => Math.ceil(Math.round(each * HOUR_MS) / 1000) / 3600);
        const { arrived, late, latenessHoursMean, latenessHoursMedian, lateHoursMean } =
          arrivedAfter(list).result();
        const tardy = rounded.filter((each) => each > 0);
        const mean = (all: readonly number[]): number =>
          all.reduce((sum, each) => sum + each, 0) / all.length;
        expect([arrived, late]).toEqual([list.length, tardy.length]);
        expect(latenessHoursMean).toBeCloseTo(mean(rounded), 1);
        if (tardy.length === 0) expect(lateHoursMean).toBeNull();
        else expect(lateHoursMean).toBeCloseTo(mean(tardy), 1);
        const median = [...rounded].sort((x, y) => x - y)[Math.ceil(rounded.length / 2) - 1]!;
        expect(Math.abs(latenessHoursMedian! - median)).toBeLessThanOrEqual(binWidth(median) / 2 + 1e-6);
      }),
    );
  });

  test('two added are one that heard both', () => {
    const hours = fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 30 });
    fc.assert(
      fc.property(hours, hours, (some, others) => {
        const sum = arrivedAfter(some);
        sum.add(arrivedAfter(others));
        expect(sum.result()).toEqual(arrivedAfter([...some, ...others]).result());
      }),
    );
  });
});
