/**
 * TMS by itself: answers, contracted capacity, papers, and that nothing is lost or taken twice. The core's side is played by
 * the test; random sequences hold capacity and licences against what is booked, and a run copied half-way ends alike.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_REFUSAL, type RatingRequest } from '#orchestrator/contracts/tms';
import { Random } from '#sim/random/random';
import {
  DAY_MS,
  endsOfCopies,
  HOUR_MS,
  MONDAY,
  type SystemBench,
  systemBench,
} from '../erp/system-bench.fixture.ts';
import type { TmsSettings } from './settings.ts';
import { market, PLACES } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

const tms = (
  changes: Partial<TmsSettings> = {},
  keyOf: (order: number) => number = (order) => order,
): SystemBench<TmsSystem> =>
  systemBench((context) => new TmsSystem(context, new Random(1), market(changes), keyOf));

const request: RatingRequest = {
  origins: [PLACES.first],
  destination: PLACES.near,
  weightGrams: 500_000,
  handlingUnits: 1,
  dangerous: false,
  pickupsAt: [MONDAY],
};

type Bench = SystemBench<TmsSystem>;

const AGREED = { freeTimeMs: HOUR_MS, perHourMinor: 6000 };

/** By rate 0: carrier 0, two loads a week; rate 4 goes abroad. */
const book = (
  bench: Bench,
  load: number,
  attempt = 1,
  rate = 0,
  pickupAt = MONDAY + DAY_MS,
  detention = AGREED,
): void =>
  bench.tell('bookLoad', load, rate === 1 ? 1 : 0, 5000, {
    rate,
    detention,
    pickupAt,
    attempt,
    onward: false,
  });

const cancel = (bench: Bench, load: number, attempt = 1): void =>
  bench.tell('cancelBooking', load, 0, attempt, null);

interface Goods {
  readonly destination?: number;
  readonly carrier?: number;
  readonly customers?: readonly number[];
  readonly products?: readonly number[];
  readonly units?: readonly number[];
}

function papers(bench: Bench, load: number, goods: Goods = {}): void {
  const { customers = [1], products = [7], units = [4] } = goods;
  bench.tell('prepareDocuments', load, goods.destination ?? PLACES.abroad, goods.carrier ?? 0, {
    customers,
    products,
    units,
  });
}

const taken = (bench: Bench, at = MONDAY + DAY_MS): number => bench.mock.takenOf(0, PLACES.first, 0, at);

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

describe('papers', () => {
  const answered = (goods: Goods, rate = 4): readonly (readonly [string, number, number, number])[] => {
    const bench = tms();
    book(bench, 8, 1, rate);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8, goods);
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    return bench.said('documentsPrepared', 'documentsRefused');
  };

  test.each<readonly [string, Goods, number, number]>([
    ['a denied party', { customers: [1, 66], products: [5], carrier: 2 }, 66, DOCUMENT_REFUSAL.deniedParty],
    ['dangerous goods with a carrier that takes none', { products: [1, 5], carrier: 2 }, 5, 4],
    ['no licence for the product', { products: [7, 8], units: [1, 1] }, 8, DOCUMENT_REFUSAL.noLicence],
    ['more than all its licences have left', { units: [36] }, 7, DOCUMENT_REFUSAL.licenceUsedUp],
    ['two lines that need more together', { products: [7, 7], units: [18, 18] }, 7, 3],
  ])('refuses %s', (_, goods, fault, why) => {
    expect(answered(goods)).toEqual([['documentsRefused', 8, fault, why]]);
  });

  test.each<readonly [string, Goods, number, number]>([
    ['the first of its licences', { units: [10] }, 4, 901],
    ['the first, and the next for what is beyond it', { products: [7, 7], units: [6, 5] }, 4, 901],
    ['none for what needs none', { products: [1], units: [5] }, 4, 0],
    ['none for no units', { products: [8], units: [0] }, 4, 0],
    ['none within the country', { destination: PLACES.near, products: [8] }, 0, 0],
    ['dangerous goods with a carrier that takes them', { products: [5] }, 4, 0],
  ])('prepares with %s', (_, goods, rate, licence) => {
    expect(answered(goods, rate)).toEqual([['documentsPrepared', 8, 8, licence]]);
  });

  test('use licences up step by step; what does not fit is refused and hears what is left, and gives back what it used', () => {
    const bench = tms();
    const asked = (load: number, units: number): unknown => {
      book(bench, load, 1, 4);
      bench.kernel.run({ until: bench.kernel.now + HOUR_MS });
      papers(bench, load, { units: [units] });
      bench.kernel.run({ until: bench.kernel.now + 2 * HOUR_MS });
      const { kind, a, b, body } = bench.sent.at(-1)!;
      return [kind, a, b, (body as { unitsLeft: number } | null)?.unitsLeft];
    };
    const left = (): number[] => [0, 1].map((index) => bench.mock.licenceLeft(index));
    expect(asked(8, 6)).toEqual(['documentsPrepared', 8, 901, undefined]);
    expect(left()).toEqual([4, 25]);
    // Four of the first, sixteen of the next.
    expect(asked(16, 20)).toEqual(['documentsPrepared', 16, 901, undefined]);
    expect(left()).toEqual([0, 9]);
    expect(asked(24, 10)).toEqual(['documentsRefused', 7, DOCUMENT_REFUSAL.licenceUsedUp, 9]);
    expect(left()).toEqual([0, 9]);
    // What it allows may still go, for the same booking.
    papers(bench, 24, { units: [9] });
    bench.kernel.run({ until: bench.kernel.now + 2 * HOUR_MS });
    expect(bench.log.at(-1)).toBe('TMS.documentsPrepared load 24#1(24,902)');
    expect(left()).toEqual([0, 0]);
    for (let i = 0; i < 2; i++) cancel(bench, 16);
    expect(left()).toEqual([4, 16]);
    cancel(bench, 24);
    cancel(bench, 8);
    expect(left()).toEqual([10, 25]);
  });

  test('of goods that were left behind give back their licences, once; what is cancelled then, only the rest', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8, { products: [7, 7], units: [6, 8] });
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    const left = (): number[] => [0, 1].map((index) => bench.mock.licenceLeft(index));
    const amend = (products: number[], units: number[]): void =>
      bench.tell('amendDocuments', 8, products.length, 0, { products, units });
    expect(left()).toEqual([0, 21]);
    for (let i = 0; i < 2; i++) amend([7, 1], [6, 3]);
    expect(left()).toEqual([4, 25]);
    expect(bench.log.filter((line) => line.includes('documentsAmended'))).toEqual([
      'TMS.documentsAmended load 8#1(8,0)',
    ]);
    amend([], []);
    expect(left()).toEqual([10, 25]);
    cancel(bench, 8);
    expect(left()).toEqual([10, 25]);
  });

  test('are prepared once, said again, and their licence comes back with the cancellation', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    for (let i = 0; i < 2; i++) papers(bench, 8);
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    papers(bench, 8);
    expect(bench.said('documentsPrepared')).toHaveLength(2);
    expect(bench.log.slice(2)).toEqual(['TMS.documentsPrepared load 8#1(8,901)']);
    expect(bench.mock.licenceLeft(0)).toBe(6);
    cancel(bench, 8);
    expect(bench.mock.licenceLeft(0)).toBe(10);
    papers(bench, 8);
    bench.kernel.run();
    expect(bench.said('documentsPrepared')).toHaveLength(2);
  });

  test('of a load cancelled before the answer take no licence, and are not answered', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8);
    cancel(bench, 8);
    book(bench, 8, 2, 4);
    bench.kernel.run({ until: MONDAY + 1.5 * HOUR_MS });
    // Half an hour before the first ones would have been answered.
    papers(bench, 8);
    bench.kernel.run({ until: MONDAY + 2.4 * HOUR_MS });
    expect(bench.said('documentsPrepared')).toEqual([]);
    bench.kernel.run({ until: MONDAY + 2.5 * HOUR_MS });
    expect(bench.log.at(-1)).toBe('TMS.documentsPrepared load 8#2(8,901)');
    expect(bench.mock.licenceLeft(0)).toBe(6);
  });
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
