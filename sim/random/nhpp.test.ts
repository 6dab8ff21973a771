/**
 * Thinned arrivals follow the rate, are a pure function of (stream, entity, candidate), and can be cut anywhere. Shown
 * by counts against the integral of the rate, by stopping at arbitrary horizons and going on from a copy, and by
 * changing the rate at one hour.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrivalOptions, type ArrivalState, Arrivals } from './nhpp.ts';
import { Random } from './random.ts';

const stream = new Random(42).stream('orders');
/** Arrivals an hour, by day: quiet at night, a peak at noon. */
const day = { starts: [0, 6, 11, 14, 20], rates: [1, 10, 40, 12, 0], period: 24 };

function arrivalsUntil(
  arrivals: Arrivals,
  horizon: number,
  state: ArrivalState = arrivals.start(),
): number[] {
  const times: number[] = [];
  while (arrivals.next(state, horizon)) times.push(state.time);
  return times;
}

function timesOf(options: Partial<ArrivalOptions>, horizon: number): number[] {
  return arrivalsUntil(new Arrivals({ stream, rate: day, ...options }), horizon);
}

const FROZEN = [
  0.785945141296511, 0.9257659665994006, 1.1019024078815725, 1.9704228408152964, 2.075336979085229,
  2.9619727231279165, 3.0082007131009125, 3.773402988746506, 3.876866823182408, 5.339380344458933,
  6.003520878175637, 6.022612436045469, 6.082468366880789, 6.111867754077238, 6.167973692534446,
  6.224740434060089, 6.28665196183831, 6.395779409020346, 6.4575784897373065, 6.466165465607489,
  6.484688656477022, 6.502542539223347, 6.544826127628161, 6.659090740189832, 6.680853658644218,
  6.689678473878652, 6.699843855575321, 6.752261983952333,
];

test('frozen for seed 42', () => {
  expect(timesOf({}, 7)).toEqual(FROZEN);
});

describe('the rate is met', () => {
  test('a count for each part of the day, over 2000 days', () => {
    const counts = [0, 0, 0, 0, 0];
    for (const time of timesOf({}, 2000 * 24)) {
      const hour = time % 24;
      counts[day.starts.findLastIndex((start) => start <= hour)]! += 1;
    }
    const lengths = [6, 5, 3, 6, 4];
    counts.forEach((count, i) => {
      const expected = 2000 * lengths[i]! * day.rates[i]!;
      expect(Math.abs(count - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected));
    });
  });

  test('a rate function: counts have the mean and the variance of a Poisson process', () => {
    const rate = (time: number): number => 5 + 4 * Math.sin(time);
    let sum = 0;
    let squares = 0;
    const n = 4000;
    // The integral of the rate over [0, 2 pi].
    const expected = 10 * Math.PI;
    for (let entity = 0; entity < n; entity++) {
      const count = timesOf({ entity, rate, rateMax: 9 }, 2 * Math.PI).length;
      sum += count;
      squares += (count - expected) ** 2;
    }
    expect(Math.abs(sum / n - expected)).toBeLessThan(4 * Math.sqrt(expected / n));
    const se = Math.sqrt((expected + 2 * expected * expected) / n);
    expect(Math.abs(squares / n - expected)).toBeLessThan(4 * se);
  });
});

describe('a pure function of (stream, entity, candidate)', () => {
  test('going on from a copy of the state, at any horizons, gives the same arrivals', () => {
    const whole = timesOf({}, 100);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (cuts) => {
        const horizons = [...cuts.sort((a, b) => a - b), 100];
        let state: ArrivalState = new Arrivals({ stream, rate: day }).start();
        const times = horizons.flatMap((horizon) => {
          state = JSON.parse(JSON.stringify(state));
          return arrivalsUntil(new Arrivals({ stream, rate: day }), horizon, state);
        });
        expect(times).toEqual(whole);
      }),
    );
  });

  test('another rate at noon leaves all other arrivals where they are', () => {
    const lower = { ...day, rates: [1, 10, 20, 12, 0] };
    const isNoon = (time: number): boolean => time % 24 >= 11 && time % 24 < 14;
    const before = timesOf({}, 240);
    const after = timesOf({ rate: lower, rateMax: 40 }, 240);
    expect(after.filter((time) => !isNoon(time))).toEqual(before.filter((time) => !isNoon(time)));
    // Those at noon are a part of what they were.
    expect(after.length).toBeLessThan(before.length);
    expect(after.filter((time) => !before.includes(time))).toEqual([]);
  });

  test('another entity has other arrivals', () => {
    expect(timesOf({ entity: 1 }, 24)).not.toEqual(timesOf({ entity: 0 }, 24));
  });
});

test('a rate of 0 ends at the horizon', () => {
  expect(timesOf({ rate: { starts: [0], rates: [0] }, rateMax: 1 }, 1000)).toEqual([]);
  const once = timesOf({ rate: { starts: [10, 20], rates: [3, 0] } }, 1000);
  expect(once.length).toBeGreaterThan(10);
  expect(once.every((time) => time >= 10 && time < 20)).toBe(true);
});

test('faults are named', () => {
  const make = (options: Partial<ArrivalOptions>) => () => new Arrivals({ stream, rate: day, ...options });
  expect(make({ rate: () => 1 })).toThrow('arrivals of "orders" need a rateMax > 0, got NaN');
  expect(make({ rate: { starts: [0], rates: [0] } })).toThrow('need a rateMax > 0, got 0');
  expect(make({ rate: { starts: [], rates: [] } })).toThrow('a rate needs at least one start');
  expect(make({ rate: { starts: [0, 1], rates: [1] } })).toThrow(
    'as many starts as rates are needed, got 2 and 1',
  );
  expect(make({ rate: { starts: [0, 0], rates: [1, 1] } })).toThrow(
    'starts must rise, got 0 after 0 (starts[1])',
  );
  expect(make({ rate: { starts: [0], rates: [-1] } })).toThrow('a rate must be >= 0, got -1 (rates[0])');
  expect(make({ rate: { starts: [1], rates: [1], period: 24 } })).toThrow('must be 0, got 1');
  expect(make({ rate: { starts: [0, 24], rates: [1, 1], period: 24 } })).toThrow('the period must be after');
  expect(() => timesOf({ rate: () => 2, rateMax: 1 }, 10)).toThrow(
    /rate 2 at time .* is not within 0 and rateMax 1/,
  );
  expect(() => timesOf({ rate: () => NaN, rateMax: 1 }, 10)).toThrow(/rate NaN at time/);
  expect(() => timesOf({}, Infinity)).toThrow('need a finite horizon, got Infinity');
  expect(() => new Arrivals({ stream, rate: day }).start(NaN)).toThrow(
    'must start at a finite time, got NaN',
  );
});
