/**
 * A periodic calendar must be open when the time within the period says so, and its questions must agree with each other,
 * also in float64 far from 0. Shown against an oracle that goes from edge to edge in whole numbers, by properties on
 * periods that are no binary fractions, and by cases.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { PeriodicCalendar, type PeriodicCalendarOptions } from './periodic-calendar.ts';

/** Whole-number calendars: sorted borders within the period, taken in pairs. */
const anyWhole: fc.Arbitrary<PeriodicCalendarOptions> = fc
  .record({
    period: fc.integer({ min: 8, max: 60 }),
    borders: fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 12 }),
  })
  .map(({ period, borders }) => {
    const sorted = borders.filter((each) => each <= period).sort((a, b) => a - b);
    const open: [number, number][] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) open.push([sorted[i]!, sorted[i + 1]!]);
    return { period, open: open.length > 0 ? open.reverse() : [[0, period]] };
  });

function isOpenAt({ period, open }: PeriodicCalendarOptions, time: number): boolean {
  const phase = ((time % period) + period) % period;
  return open.some(([start, end]) => start <= phase && phase < end);
}

describe('against whole numbers', () => {
  test('all five questions', () => {
    fc.assert(
      fc.property(anyWhole, fc.integer({ min: -500, max: 500 }), fc.nat(300), (options, from, length) => {
        const calendar = new PeriodicCalendar(options);
        const open = Array.from({ length: 600 }, (_, i) => isOpenAt(options, from + i));
        const work = open.slice(0, length).filter(Boolean).length;
        expect(calendar.isOpen(from)).toBe(open[0]);
        expect(calendar.isOpen(from + 0.5)).toBe(open[0]);
        expect(calendar.workingBetween(from, from + length)).toBe(work);
        const change = open.findIndex((each) => each !== open[0]);
        expect(calendar.nextChange(from)).toBe(change === -1 ? Infinity : from + change);
        expect(calendar.nextOpening(from)).toBe(from + open.indexOf(true));
        let [end, left] = [0, work];
        while (left > 0) left -= open[end++] ? 1 : 0;
        expect(calendar.addWorking(from, work)).toBe(from + end);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('in float64', () => {
  const scale = fc.constantFrom(0.1, 1 / 3, 0.7, 1, 86_400_000);
  const anyCase = fc
    .tuple(
      anyWhole,
      scale,
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e4, noNaN: true }),
    )
    .map(([{ period, open }, unit, periods, length]) => {
      const options = {
        period: period * unit,
        open: open.map(([start, end]) => [start * unit, Math.min(end * unit, period * unit)] as const),
      };
      return { options, time: periods * period * unit, length: length * unit, unit };
    });

  test('changes alternate exactly, however they are rounded', () => {
    fc.assert(
      fc.property(anyCase, ({ options, time }) => {
        const calendar = new PeriodicCalendar(options);
        let from = time;
        for (let i = 0; i < 30; i++) {
          const change = calendar.nextChange(from);
          if (change === Infinity) return;
          const open = calendar.isOpen(from);
          expect(change).toBeGreaterThan(from);
          expect(calendar.isOpen(change)).toBe(!open);
          expect(calendar.nextOpening(from)).toBe(open ? from : change);
          expect(calendar.workingBetween(from, change)).toBe(open ? change - from : 0);
          from = change;
        }
      }),
    );
  });

  test('what is added is between, and lengths add up, to rounding', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ options, time, length, unit }, part) => {
          const calendar = new PeriodicCalendar(options);
          const tolerance = (Math.abs(time) + length * 60) * 1e-13 + unit * 1e-9;
          const end = calendar.addWorking(time, length);
          expect(Math.abs(calendar.workingBetween(time, end) - length)).toBeLessThanOrEqual(tolerance);
          const middle = Math.min(end, time + part * (end - time));
          const sum = calendar.workingBetween(time, middle) + calendar.workingBetween(middle, end);
          expect(Math.abs(sum - calendar.workingBetween(time, end))).toBeLessThanOrEqual(tolerance);
        },
      ),
    );
  });
});

describe('cases', () => {
  const shift = new PeriodicCalendar({ period: 24, open: [[8, 16]] });

  test('a shift of eight hours', () => {
    expect([7.5, 8, 15.9, 16].map((time) => shift.isOpen(time))).toEqual([false, true, true, false]);
    expect(shift.nextOpening(16)).toBe(32);
    expect(shift.workingBetween(0, 240)).toBe(80);
    // Just enough ends with the shift, not with the next one's start.
    expect([0, 8, 8.5, 16].map((work) => shift.addWorking(0, work))).toEqual([0, 16, 32.5, 40]);
    expect(shift.addWorking(20, 0)).toBe(20);
    expect(shift.nextChange(-1)).toBe(8);
  });

  test('a night shift in two parts is one', () => {
    const night = new PeriodicCalendar({
      period: 24,
      open: [
        [22, 24],
        [0, 6],
      ],
    });
    expect(night.nextChange(22)).toBe(30);
    expect(night.nextChange(0)).toBe(6);
    expect(night.addWorking(22, 8)).toBe(30);
    expect(night.workingBetween(0, 24)).toBe(8);
  });

  test('open all the period is always open', () => {
    const always = new PeriodicCalendar({
      period: 24,
      open: [
        [12, 24],
        [0, 12],
      ],
    });
    expect([always.isOpen(-1), always.nextOpening(5), always.nextChange(5)]).toEqual([true, 5, Infinity]);
    expect([always.workingBetween(5, 105), always.addWorking(5, 100)]).toEqual([100, 105]);
  });

  test('far away', () => {
    expect(shift.nextOpening(24e9 - 1)).toBe(24e9 + 8);
    expect(shift.addWorking(0, 8e6)).toBe(24e6 - 8);
  });
});

describe('what is refused', () => {
  test.each<[PeriodicCalendarOptions, string]>([
    [{ period: 0, open: [[0, 1]] }, 'period must be finite and > 0, got 0 (calendar.period)'],
    [{ period: Infinity, open: [[0, 1]] }, 'period must be finite and > 0, got Infinity'],
    [{ period: 24, open: [], name: 'north' }, 'never opens (north.open)'],
    [
      {
        period: 24,
        open: [
          [0, 1],
          [22, 30],
        ],
      },
      'no stretch of a period of 24: [22, 30] (calendar.open[1])',
    ],
    [{ period: 24, open: [[-1, 5]] }, 'no stretch of a period of 24: [-1, 5] (calendar.open[0])'],
    [{ period: 24, open: [[5, 5]] }, 'no stretch of a period of 24: [5, 5]'],
    [{ period: 24, open: [[Number.NaN, 5]] }, 'no stretch of a period of 24: [NaN, 5]'],
    [
      {
        period: 24,
        open: [
          [8, 16],
          [4, 9],
        ],
      },
      'stretches overlap: [4, 9] and [8, 16] (calendar.open)',
    ],
  ])('%j', (options, message) => {
    expect(() => new PeriodicCalendar(options)).toThrow(message);
  });

  const calendar = new PeriodicCalendar({ period: 24, open: [[8, 16]], name: 'north' });

  test.each([Number.NaN, Infinity, -Infinity, 24e9 + 1])('time %d', (time) => {
    const message = `time ${time} is not within 1000000000 periods of 24 from 0 (north)`;
    expect(() => calendar.isOpen(time)).toThrow(message);
    expect(() => calendar.nextOpening(time)).toThrow(message);
    expect(() => calendar.nextChange(time)).toThrow(message);
    expect(() => calendar.workingBetween(time, 0)).toThrow(message);
    expect(() => calendar.workingBetween(0, time)).toThrow(message);
    expect(() => calendar.addWorking(time, 1)).toThrow(message);
  });

  test.each([-1, Number.NaN, Infinity])('work %d', (work) => {
    expect(() => calendar.addWorking(0, work)).toThrow(`work must be >= 0 and finite, got ${work} (north)`);
  });

  test('an end before its start', () => {
    expect(() => calendar.workingBetween(1, 0)).toThrow('end 0 is before start 1 (north)');
  });
});
