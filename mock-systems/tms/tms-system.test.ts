/**
 * TMS by itself: ratings, milestones kept, and that nothing is lost or taken twice. The core's side is played by the test;
 * random sequences hold capacity and licences against what is booked, and a run copied half-way ends alike.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RatingRequest } from '#orchestrator/contracts/tms';
import { DAY_MS, endsOfCopies, HOUR_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { PLACES } from './tms.fixture.ts';
import { type Bench, book, cancel, papers, taken, tms } from './tms-bench.fixture.ts';

const request: RatingRequest = {
  origins: [PLACES.first],
  destination: PLACES.near,
  weightGrams: 500_000,
  handlingUnits: 1,
  dangerous: false,
  pickupsAt: [MONDAY],
};

describe('ratings', () => {
  test('answer an order and a load with their attempt, after a time, and a question asked again', () => {
    const bench = tms();
    bench.tell('requestRating', 3, 1, 0, request);
    bench.tell('requestRating', 24, 2, 1, request);
    bench.kernel.run();
    expect(bench.said('orderRated')).toEqual([['orderRated', 3, 1, 0]]);
    expect(bench.said('loadRated')).toEqual([['loadRated', 24, 2, 0]]);
    expect(bench.sentAfterMs.every((ms) => ms > 0)).toBe(true);
    bench.tell('requestRating', 3, 1, 0, request);
    bench.kernel.run();
    const bodies = bench.sent.filter(({ kind }) => kind === 'orderRated').map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bench.log).toEqual([]);
  });

  test('take their luck from the draw key of the order behind, shipment and attempt', () => {
    const waited = (key: number, attempt: number, isLoad: 0 | 1, keyOf?: (order: number) => number) => {
      const bench = tms({}, keyOf);
      bench.tell('requestRating', key, attempt, isLoad, request);
      bench.kernel.run();
      return bench.sentAfterMs[0];
    };
    expect(waited(7, 1, 0, () => 3)).toBe(waited(3, 1, 0));
    expect(waited(7 * 8 + 2, 1, 1, () => 3)).toBe(waited(3 * 8 + 2, 1, 1));
    const all = [waited(3, 1, 0), waited(3, 2, 0), waited(24, 1, 1), waited(25, 1, 1), waited(24, 2, 1)];
    expect(new Set(all).size).toBe(5);
  });
});

test('a milestone is kept for whoever looks the load up; an older one does not overwrite it, an unknown load has none', () => {
  const bench = tms();
  const report = (load: number, milestone: number, occurredAt: number): void =>
    bench.tell('reportMilestone', load, milestone, 0, { occurredAt, estimatedAt: MONDAY + 3 * DAY_MS });
  book(bench, 8);
  bench.kernel.run({ until: MONDAY + HOUR_MS });
  report(8, 6, MONDAY + 2 * HOUR_MS);
  report(8, 3, MONDAY + HOUR_MS);
  report(16, 3, MONDAY + HOUR_MS);
  expect(bench.mock.whereabouts(8)).toEqual({ milestone: 6, estimatedAt: MONDAY + 3 * DAY_MS });
  expect(bench.mock.whereabouts(16)).toBeNull();
});

type Command = (bench: Bench) => void;

const command: fc.Arbitrary<Command> = fc
  .record({
    which: fc.constantFrom('book', 'book', 'cancel', 'papers', 'rate'),
    load: fc.integer({ min: 1, max: 5 }).map((order) => order * 8),
    attempt: fc.integer({ min: 1, max: 3 }),
    rate: fc.constantFrom(0, 0, 0, 4, 1),
    week: fc.integer({ min: 0, max: 1 }),
    units: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ which, load, attempt, rate, week, units }) => (bench) => {
    if (which === 'book') book(bench, load, attempt, rate, MONDAY + (1 + 7 * week) * DAY_MS);
    else if (which === 'cancel') cancel(bench, load, attempt);
    else if (which === 'papers') papers(bench, load, { units: [units] });
    else bench.tell('requestRating', load, attempt, 1, request);
  });

const steps = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 2 * HOUR_MS })), { maxLength: 40 });

function play(bench: Bench, list: readonly [Command, number][], each: () => void = () => {}): void {
  for (const [say, afterMs] of list) {
    say(bench);
    bench.kernel.run({ until: bench.kernel.now + afterMs });
    each();
  }
}

/** Bookings that stand, from what was written down: of (load, attempt). */
function standing(log: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const each of log) {
    const found = /^TMS\.(loadBooked|bookingCancelled) (load \d+#\d+)/.exec(each);
    if (found === null) continue;
    if (found[1] === 'loadBooked') all.add(found[2]!);
    else expect(all.delete(found[2]!)).toBe(true);
  }
  return all;
}

test('whatever the core says, a load has one booking at most and no week takes more than its contract', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const bench = tms({ capacity: [{ carrier: 0, origin: PLACES.first, region: 0, loadsPerWeek: 2 }] });
      const weeks = [MONDAY, MONDAY + 7 * DAY_MS];
      play(bench, list, () => {
        const loads = [...standing(bench.log)].map((each) => each.split('#')[0]);
        expect(new Set(loads).size).toBe(loads.length);
        for (const week of weeks) expect(taken(bench, week)).toBeLessThanOrEqual(2);
        expect(taken(bench, weeks[0]) + taken(bench, weeks[1])).toBeLessThanOrEqual(loads.length);
        for (const i of [0, 1, 2]) expect(bench.mock.licenceLeft(i)).toBeGreaterThanOrEqual(0);
      });
      for (const load of [8, 16, 24, 32, 40]) cancel(bench, load, 3);
      expect(standing(bench.log).size).toBe(0);
      for (const week of weeks) expect(taken(bench, week)).toBe(0);
      expect([0, 1, 2].map((i) => bench.mock.licenceLeft(i))).toEqual([10, 25, 1000]);
    }),
  );
});

test('a run copied half-way ends as the one that was not copied', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const { whole, copies } = endsOfCopies(
        tms,
        (bench) => play(bench, before),
        (bench) => play(bench, after),
      );
      for (const { mock, ...copy } of copies) {
        expect(copy).toEqual({ digest: whole.digest, sent: whole.sent, log: whole.log });
        expect([0, 1, 2].map((no) => mock.licenceLeft(no))).toEqual(
          [0, 1, 2].map((no) => whole.mock.licenceLeft(no)),
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('settings that can not be right are refused', () => {
  const contract = { carrier: 0, origin: 0, region: 0, loadsPerWeek: 1 };
  expect(() => tms({ capacity: [contract, contract] })).toThrow('carrier 0 has two contracts on one lane');
  expect(() => tms({ capacity: [{ ...contract, loadsPerWeek: -1 }] })).toThrow('loadsPerWeek');
  expect(() =>
    tms({
      fuel: [
        [2, 0.1],
        [1, 0.1],
      ],
    }),
  ).toThrow('fuel must be sorted');
});
