/** TMS under any commands of a core: it answers what was asked, books a load once, and lets no week, slot or licence be overdrawn. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAPER } from '#orchestrator/contracts/tms';
import { Random } from '#sim/random/random';
import { type Books, systemProperty, telling, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { DAY_MS, HOUR_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { market, PLACES } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

const LOADS_A_WEEK = 2;
const WEEKS = [0, 7].map((days) => MONDAY + days * DAY_MS);

const load = fc.constantFrom(8, 16, 24, 32);
const order = fc.integer({ min: 1, max: 5 });
const attempt = fc.integer({ min: 1, max: 3 });
const pickupAt = fc.constantFrom(...WEEKS.map((week) => week + DAY_MS));
const rating = {
  origins: [PLACES.first, PLACES.second],
  destination: PLACES.near,
  weightGrams: 500_000,
  handlingUnits: 1,
  dangerous: false,
  pickupsAt: [MONDAY, MONDAY],
};
/** Two slots on the first day, then none for long. */
const SLOTS = [9, 10].map((hour) => MONDAY + hour * HOUR_MS);
const BOOK = {
  slotMs: HOUR_MS,
  aheadMs: DAY_MS,
  answerMs: { kind: 'exponential', mean: 60_000 },
  docks: [{ doors: 1, open: [9, 11, 9000].map((hour) => MONDAY + hour * HOUR_MS) }],
} as const;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const detention = { freeTimeMs: HOUR_MS, perHourMinor: 6000 };

/** A later attempt voids an earlier one, and a cancellation those up to its own. */
function standing({ written }: Books): Set<number> {
  const booked = new Set<number>();
  for (const { event, key } of written) {
    if (event === 'loadBooked') booked.add(key);
    else if (event === 'bookingCancelled') booked.delete(key);
  }
  return booked;
}

test('whatever a core commands', () => {
  fc.assert(
    systemProperty<TmsSystem>({
      owner: 'TMS',
      make: (context) => {
        const system = new TmsSystem(context, new Random(1), market({ appointments: BOOK }), (key) => key);
        return { system, world: system };
      },
      steps: [
        telling('requestRating', { key: order, a: attempt, body: fc.constant(rating) }),
        telling('requestRating', {
          key: load,
          a: attempt,
          b: fc.constant(1),
          body: fc.constant({ ...rating, origins: [PLACES.first], pickupsAt: [MONDAY] }),
        }),
        telling('bookLoad', {
          key: load,
          b: fc.constant(5000),
          body: fc.record({
            rate: fc.constantFrom(0, 0, 3, -1),
            detention: fc.constant(detention),
            pickupAt,
            attempt,
            onward: fc.constant(false),
          }),
        }),
        telling('cancelBooking', { key: load, b: attempt }),
        telling('requestAppointment', {
          key: load,
          a: attempt,
          body: fc.record({
            node: fc.constant(0),
            fromAt: fc.constantFrom(...SLOTS),
            leftMs: fc.constant(HOUR_MS),
          }),
        }),
        telling('cancelAppointment', { key: load, a: attempt }),
        telling('prepareDocuments', {
          key: load,
          a: fc.constant(PLACES.abroad),
          body: fc
            .record({ units: fc.integer({ min: 1, max: 20 }), customer: fc.constantFrom(1, 66) })
            .map(({ units, customer }) => ({
              papers: [PAPER.exportDeclaration],
              customers: [customer],
              products: [7],
              units: [units],
            })),
        }),
      ],
      says: {
        orderRated: ({ key, a }, books) =>
          wasTold(books, 'requestRating', key, (told) => told.a === a && told.b === 0),
        loadRated: ({ key, a }, books) =>
          wasTold(books, 'requestRating', key, (told) => told.a === a && told.b === 1),
        loadBooked: ({ key, a }, books) => wasTold(books, 'bookLoad', key, (told) => told.a === a),
        bookingRefused: ({ key, b }, books) =>
          wasTold(books, 'bookLoad', key, ({ body }) => (body as { attempt: number }).attempt === b),
        appointmentConfirmed: ({ key, a }, books) =>
          wasTold(books, 'requestAppointment', key, (told) => told.a === a),
        appointmentRefused: ({ key, a }, books) =>
          wasTold(books, 'requestAppointment', key, (told) => told.a === a),
        documentsPrepared: ({ key }, books) => wasTold(books, 'prepareDocuments', key),
        documentsRefused: ({ key }, books) => wasTold(books, 'prepareDocuments', key),
      },
      holds: (books, tms) => {
        const taken = WEEKS.map((week) => tms.takenOf(0, PLACES.first, 0, week + DAY_MS));
        for (const each of taken) expect(each).toBeLessThanOrEqual(LOADS_A_WEEK);
        expect(taken[0]! + taken[1]!).toBeLessThanOrEqual(standing(books).size);
        const { appointments, appointmentsReleased } = tms.sideEffects;
        const expected = SLOTS.map((slotAt) => tms.expectedIn(0, slotAt));
        for (const trucks of expected) expect(trucks).toBeLessThanOrEqual(1);
        expect(sumOf(expected)).toBeLessThanOrEqual(appointments - appointmentsReleased);
        for (const licence of [0, 1, 2]) expect(tms.licenceLeft(licence)).toBeGreaterThanOrEqual(0);
      },
    }),
    { numRuns: runs(60) },
  );
});
