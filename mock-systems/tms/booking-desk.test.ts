/**
 * Bookings at TMS: taken up to the contract, refused, cancelled, answered again, handed on to another carrier, and never
 * two of one load. The core's side is played by the test.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { AGREED, type Bench, book, cancel, taken, tms } from './tms-bench.fixture.ts';

describe('bookings', () => {
  test('are taken up to the contract of the week, then refused; another week has its own', () => {
    const bench = tms();
    for (const load of [8, 16, 24]) {
      book(bench, load);
      bench.kernel.run({ until: bench.kernel.now + HOUR_MS });
    }
    book(bench, 32, 3, 0, MONDAY + 7 * DAY_MS);
    bench.kernel.run({ until: bench.kernel.now + HOUR_MS });
    expect(bench.said()).toEqual([
      ['loadBooked', 8, 0, 8],
      ['loadBooked', 16, 0, 16],
      ['bookingRefused', 24, 0, 1],
      ['loadBooked', 32, 0, 32],
    ]);
    expect(bench.log).toEqual([
      'TMS.loadBooked load 8#1(0,5000)',
      `TMS.pickupPlanned load 8#1(${MONDAY + DAY_MS},0)`,
      'TMS.loadBooked load 16#1(0,5000)',
      `TMS.pickupPlanned load 16#1(${MONDAY + DAY_MS},0)`,
      'TMS.bookingRefused load 24#1(0,5000)',
      'TMS.loadBooked load 32#3(0,5000)',
      `TMS.pickupPlanned load 32#3(${MONDAY + 7 * DAY_MS},0)`,
    ]);
    expect([taken(bench), taken(bench, MONDAY + 7 * DAY_MS)]).toEqual([2, 1]);
  });

  test('without a contract, or a line of the table, are always taken; a contract over nothing never', () => {
    const bench = tms();
    for (let load = 8; load < 80; load += 8) book(bench, load, 1, load % 16 === 0 ? 3 : -1);
    book(bench, 800, 1, 1);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    expect(bench.said('loadBooked')).toHaveLength(9);
    expect(bench.said('bookingRefused')).toEqual([['bookingRefused', 800, 1, 1]]);
  });

  test('asked for again change nothing, and are answered again once there is an answer', () => {
    const bench = tms();
    for (let i = 0; i < 3; i++) book(bench, 8);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    expect(bench.said()).toEqual([['loadBooked', 8, 0, 8]]);
    book(bench, 8);
    expect(bench.said()).toHaveLength(2);
    expect(bench.log).toHaveLength(2);
    expect(taken(bench)).toBe(1);
  });

  test('cancelled give their capacity back, once, and the load can be booked anew', () => {
    const bench = tms();
    book(bench, 8);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    for (let i = 0; i < 2; i++) cancel(bench, 8);
    expect(taken(bench)).toBe(0);
    book(bench, 8, 1);
    book(bench, 8, 2);
    bench.kernel.run({ until: MONDAY + 2 * HOUR_MS });
    cancel(bench, 8, 1);
    expect(taken(bench)).toBe(1);
    expect(bench.log).toEqual([
      'TMS.loadBooked load 8#1(0,5000)',
      `TMS.pickupPlanned load 8#1(${MONDAY + DAY_MS},0)`,
      'TMS.bookingCancelled load 8#1(0,5000)',
      'TMS.loadBooked load 8#2(0,5000)',
      `TMS.pickupPlanned load 8#2(${MONDAY + DAY_MS},0)`,
    ]);
  });

  test('cancelled before their answer are never answered, even if the cancellation came first', () => {
    const bench = tms();
    book(bench, 8);
    cancel(bench, 8);
    cancel(bench, 16);
    book(bench, 16);
    bench.kernel.run();
    expect(bench.sent).toEqual([]);
    expect(bench.log).toEqual([]);
    expect(taken(bench)).toBe(0);
  });

  test('are answered in their own time, not in that of an attempt before', () => {
    const answerOf = (load: number, attempts: readonly number[]): unknown => {
      const bench = tms();
      for (const attempt of attempts) book(bench, load, attempt);
      bench.kernel.run();
      return [bench.said(), bench.sentAfterMs];
    };
    for (let load = 8; load < 80; load += 8) expect(answerOf(load, [1, 2])).toEqual(answerOf(load, [2]));
  });

  test('of a later attempt void the earlier one: a load has one booking', () => {
    const bench = tms();
    book(bench, 8, 1);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    book(bench, 8, 2);
    expect(taken(bench)).toBe(0);
    bench.kernel.run({ until: MONDAY + 2 * HOUR_MS });
    expect(taken(bench)).toBe(1);
  });

  test('are forgotten some time after the pickup', () => {
    const bench = tms();
    book(bench, 8, 1, 0, MONDAY + 3 * DAY_MS);
    bench.kernel.run({ until: MONDAY + 5 * DAY_MS });
    book(bench, 8, 2, 0, MONDAY + 6 * DAY_MS);
    bench.kernel.run({ until: MONDAY + 15.9 * DAY_MS });
    expect(bench.mock.openLoads).toBe(1);
    bench.kernel.run();
    expect(bench.mock.openLoads).toBe(0);
    expect(bench.kernel.now).toBe(MONDAY + 16 * DAY_MS);
  });
});

describe('a carrier that takes a load on', () => {
  const onward = (bench: Bench, attempt = 2, rate = 0): void =>
    bench.tell('bookLoad', 8, rate === 1 ? 1 : 0, 7000, {
      rate,
      detention: { freeTimeMs: 0, perHourMinor: 7500 },
      pickupAt: MONDAY + 2 * DAY_MS,
      attempt,
      onward: true,
    });
  const booked = (): Bench => {
    const bench = tms();
    book(bench, 8, 1, 3);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    return bench;
  };

  test('has it when capacity for it has been taken; until then the booking in force stands', () => {
    const bench = booked();
    for (let i = 0; i < 2; i++) onward(bench);
    expect(bench.log.at(-1)).toMatch(/pickupPlanned load 8#1/);
    bench.kernel.run({ until: MONDAY + 2 * HOUR_MS });
    expect(bench.log.slice(2)).toEqual([
      'TMS.bookingCancelled load 8#1(0,5000)',
      'TMS.loadBooked load 8#2(0,7000)',
      `TMS.pickupPlanned load 8#2(${MONDAY + 2 * DAY_MS},0)`,
    ]);
    expect(taken(bench)).toBe(1);
    onward(bench);
    expect(bench.sent.at(-1)!.body).toMatchObject({ detention: { freeTimeMs: 0, perHourMinor: 7500 } });
    expect(bench.said('loadBooked')).toHaveLength(3);
    expect(bench.log).toHaveLength(5);
  });

  test('is refused where its contract is used up, is told so again, and the booking stands', () => {
    const bench = booked();
    onward(bench, 2, 1);
    bench.kernel.run({ until: MONDAY + 2 * HOUR_MS });
    onward(bench, 2, 1);
    expect(bench.said('bookingRefused')).toEqual([
      ['bookingRefused', 8, 1, 2],
      ['bookingRefused', 8, 1, 2],
    ]);
    expect(bench.log.slice(2)).toEqual(['TMS.bookingRefused load 8#2(1,7000)']);
    cancel(bench, 8, 2);
    expect(bench.log.at(-1)).toBe('TMS.bookingCancelled load 8#1(0,5000)');
  });

  test('cancelled before the answer is never answered, and nothing stays booked', () => {
    const bench = booked();
    onward(bench);
    cancel(bench, 8, 2);
    bench.kernel.run();
    expect(bench.said('loadBooked')).toHaveLength(1);
    expect(taken(bench)).toBe(0);
  });
});

test('a booking confirms what its bill is audited by: the fuel of its week, the terms that were accepted', () => {
  const bench = tms();
  const countered = { freeTimeMs: 0, perHourMinor: 9000 };
  book(bench, 8, 1, 0, MONDAY + 8 * DAY_MS);
  book(bench, 24, 1, 3, MONDAY + DAY_MS, countered);
  bench.kernel.run({ until: MONDAY + HOUR_MS });
  book(bench, 24, 1, 3, MONDAY + DAY_MS, countered);
  const said = bench.sent.filter(({ kind }) => kind === 'loadBooked').map(({ key, body }) => [key, body]);
  const confirmed = [24, { fuelShare: 0.1, detention: countered }];
  expect(said).toHaveLength(3);
  expect(said).toEqual(
    expect.arrayContaining([[8, { fuelShare: 0.155, detention: AGREED }], confirmed, confirmed]),
  );
});
