/**
 * The load, whatever comes: news that cross each other, and in any sequence of inputs one carrier engaged and one booking
 * at most, none once it has ended.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import type { LoadInput } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  countered,
  DAY_MS,
  decided,
  form,
  loaded,
  milestone,
  offerBody,
  offerTo,
  onTheRoad,
  pod,
  rang,
  rated,
  rating,
  rejected,
  settled,
  shipment,
  tendered,
  truckArrived,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());

const offer = (attempt: number, carrier: number, rank: number) =>
  expect.objectContaining({
    ...offerTo(attempt, carrier),
    body: expect.objectContaining(offerBody(rank)),
  });

describe('what crosses', () => {
  test('papers refused for who has left are asked for once more, for the rest', () => {
    const faulty = shipment(TEST_KEY, { documents: true, products: [1], units: [3] });
    const good = shipment(15, { documents: true, products: [0], units: [2] });
    const before = [form(faulty, good), rated(), decided(0), accepted(1, 0), bookedBy(0)];
    const left: LoadInput = input('leaveLoad', null, TEST_KEY);
    const { state, effects } = given(actor, [...before, left]).when(
      input('documentsRefused', { unitsLeft: 0 }, 1, 2),
    );
    expect(state).toMatchObject({ status: 'papers', shipments: [15] });
    expect(effects).toContainEqual(expect.objectContaining({ send: 'prepareDocuments' }));
  });

  test('an older report does not overwrite a newer estimate', () => {
    const later = milestone(MILESTONE.delayed, TEST_NOW + 9 * DAY_MS);
    const { state } = given(actor, [...onTheRoad, later]).when(
      milestone(MILESTONE.departed, TEST_NOW + 2 * DAY_MS),
    );
    expect(state.estimatedAt).toBe(TEST_NOW + 9 * DAY_MS);
  });

  test('each customer hears of a risk when it is one to them, once', () => {
    const patient = shipment(15, { promisedAt: TEST_NOW + 6 * DAY_MS });
    const two = [form(shipment(TEST_KEY), patient), ...booked.slice(1), truckArrived, loaded(TEST_KEY, 15)];
    const told = (effects: readonly unknown[]): unknown[] =>
      effects
        .filter((each) => (each as { tell?: string }).tell === 'deliveryAtRisk')
        .map((each) => (each as { key: number }).key);
    const first = milestone(MILESTONE.delayed, TEST_NOW + 4 * DAY_MS);
    // Less than a step for the one who has heard of it, a risk now for the other.
    const second = milestone(MILESTONE.delayed, TEST_NOW + 6 * DAY_MS + 1);
    const between = milestone(MILESTONE.delayed, TEST_NOW + 6 * DAY_MS);
    expect(told(given(actor, two).when(first).effects)).toEqual([TEST_KEY]);
    expect(told(given(actor, [...two, first]).when(between).effects)).toEqual([TEST_KEY]);
    expect(told(given(actor, [...two, first, between]).when(second).effects)).toEqual([15]);
    expect(told(given(actor, [...two, first, between, second]).when(second).effects)).toEqual([]);
  });

  test('who leaves takes promise and value along', () => {
    const urgent = shipment(TEST_KEY, { promisedAt: TEST_NOW + DAY_MS, valueMinor: 70_000 });
    const before = [form(urgent, shipment(15, { valueMinor: 20_000 })), rated(), decided(0)];
    const { state } = given(actor, before).when(input('leaveLoad', null, TEST_KEY));
    expect(state).toMatchObject({ promisedAt: TEST_NOW + 3 * DAY_MS, valueMinor: 20_000 });
  });

  test('news ends the search: no supervisor is bothered', () => {
    const searched = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, searched).when(milestone(MILESTONE.inTransit));
    expect(state.openTask).toBe(0);
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('a booking called off before it is confirmed has no invoice to call off', () => {
    const { effects } = given(actor, [...tendered, accepted(1, 0)]).when(input('leaveLoad', null, TEST_KEY));
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectNoBill' }));
  });

  test('what may not carry dangerous goods is never asked, first or later', () => {
    const dangerous = [
      form(shipment(TEST_KEY, { dangerous: true })),
      rated([rating(0, 1_000, 1), rating(2, 900, 2)]),
      decided(0),
    ];
    expect(given(actor, dangerous).when(rejected(1)).effects).toContainEqual(offer(2, 0, 1));
  });
});

describe('whatever comes', () => {
  const anything: fc.Arbitrary<LoadInput> = fc.oneof(
    fc.constantFrom(
      rated(),
      rated([]),
      decided(0),
      decided(1),
      decided(-1),
      truckArrived,
      truckLoaded,
      settled,
    ),
    fc.constantFrom(milestone(MILESTONE.departed), milestone(MILESTONE.unknown), milestone(MILESTONE.lost)),
    fc.constantFrom(
      pod(CONDITION.good),
      pod(CONDITION.damaged),
      answered(0),
      answered(1),
      input('leaveLoad', null, TEST_KEY),
    ),
    fc.integer({ min: 1, max: 6 }).map((attempt) => accepted(attempt, attempt & 1)),
    fc.integer({ min: 1, max: 6 }).map(rejected),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 900, max: 1_300 }))
      .map(([a, minor]) => countered(a, minor)),
    fc.integer({ min: 0, max: 2 }).map(rang),
    fc.integer({ min: 0, max: 1 }).map(bookedBy),
    fc.constantFrom(
      input('bookingRefused', null, 0, 1),
      input('documentsPrepared', null),
      input('documentsRefused', { unitsLeft: 0 }, 1, 1),
    ),
  ) as fc.Arbitrary<LoadInput>;

  test('at most one carrier has an offer or a booking, at most one booking stands, and none once it has ended', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (inputs) => {
        const actorState = actor.initial(TEST_KEY);
        const engaged = new Set<number>();
        let bookings = 0;
        let asked = '';
        for (const each of [form(), ...inputs]) {
          const { status, attempt } = actorState;
          const { effects, finished } = givenState(actor, actorState).when(each, TEST_NOW);
          // What the partner ends by itself: a rejection, and a booking that TMS refuses.
          if (each.kind === 'tenderRejected' && status === 'tendering' && each.a === attempt)
            engaged.delete(attempt);
          if (each.kind === 'bookingRefused' && status === 'booking') bookings -= 1;
          for (const effect of effects) {
            if (!('send' in effect)) continue;
            if (effect.send === 'withdrawTender') engaged.delete(effect.a);
            if (effect.send === 'cancelBooking') bookings -= 1;
            if (effect.send === 'bookLoad') {
              // Asked again where no answer came it is the same booking, to the letter: TMS knows it by load and attempt.
              const words = JSON.stringify(effect);
              if (status !== 'booking' || words !== asked) bookings += 1;
              asked = words;
            }
            if (effect.send === 'offerTender') engaged.add(effect.a);
          }
          expect(engaged.size).toBeLessThanOrEqual(1);
          expect(bookings === 0 || bookings === 1).toBe(true);
          if (finished && ['given-up', 'cancelled'].includes(actorState.status)) {
            expect([...engaged]).toEqual([]);
            expect(bookings).toBe(0);
          }
          if (finished) return;
        }
      }),
    );
  });
});
