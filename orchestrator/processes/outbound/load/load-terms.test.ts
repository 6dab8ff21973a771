/** What a truck that stands costs, at its limits: which terms are tolerated, from when it stands, and whose bill it is. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { APPOINTMENT_MS } from '../../../contracts/carriers.ts';
import { instant } from '../../../model/instant.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { booked, DETENTION, form, rated, rating, settled, truckLoaded } from './load.fixture.ts';
import { loadActor } from './load.ts';
import { toleratesTerms } from './load-terms.ts';

const HOUR_MS = 3_600_000;
/** Between the clock of the carrier and what is heard of it. */
const CLOCK_MS = 15 * 60_000;
const PICKUP = TEST_NOW + LIMITS.pickupLeadMs;
const { freeTimeMs, perHourMinor } = DETENTION;
const actor = loadActor(smallNetwork());

test.for([
  ['the same', { freeTimeMs: 1_000, perHourMinor: 100 }, true],
  ['free time shorter by the tolerance', { freeTimeMs: 900, perHourMinor: 100 }, true],
  ['free time shorter than that', { freeTimeMs: 899, perHourMinor: 100 }, false],
  ['a rate higher by the tolerance', { freeTimeMs: 1_000, perHourMinor: 110 }, true],
  ['a rate higher than that', { freeTimeMs: 1_000, perHourMinor: 111 }, false],
  ['no free time, for a rate of next to nothing', { freeTimeMs: 0, perHourMinor: 1 }, false],
  ['no free time for nothing', { freeTimeMs: 0, perHourMinor: 0 }, true],
] as const)('terms of a counter-offer are held to the tolerance each: %s', ([, asked, tolerated]) => {
  expect(toleratesTerms({ freeTimeMs: 1_000, perHourMinor: 100 }, asked, 0.1)).toBe(tolerated);
});

describe('a truck that stands', () => {
  const charges = (history: readonly LoadInput[], arrivedAt: number, leavesAt: number) => {
    const arrived: LoadInput = input('truckArrived', { arrivedAt }, 1, 0);
    return given(actor, [...history, arrived])
      .when(truckLoaded, instant(leavesAt))
      .effects.filter((each) => 'event' in each || ('tell' in each && each.type === FREIGHT_INVOICE));
  };
  const expected = (hours: number, stoodMs: number) => [
    { event: 'detentionExpected', n: 1, a: hours * perHourMinor, b: stoodMs },
    {
      tell: 'expectCharge',
      type: FREIGHT_INVOICE,
      key: TEST_KEY,
      a: hours * perHourMinor,
      b: 0,
      body: { code: 'DTL' },
    },
  ];

  test("costs nothing until the very end of its free time, by the carrier's clock, and then each hour begun", () => {
    const over = PICKUP + freeTimeMs - CLOCK_MS;
    expect(charges(booked, TEST_NOW, over)).toEqual([]);
    expect(charges(booked, TEST_NOW, over + 1)).toEqual(expected(1, 1));
    expect(charges(booked, TEST_NOW, over + HOUR_MS)).toEqual(expected(1, HOUR_MS));
    expect(charges(booked, TEST_NOW, over + HOUR_MS + 1)).toEqual(expected(2, HOUR_MS + 1));
  });

  test('stands from when it came, where that was after the pickup agreed, within its appointment', () => {
    const last = PICKUP + APPOINTMENT_MS + CLOCK_MS;
    expect(charges(booked, PICKUP + 7, PICKUP + 7 + freeTimeMs - CLOCK_MS)).toEqual([]);
    expect(charges(booked, last, last + freeTimeMs)).toEqual(expected(1, CLOCK_MS));
    expect(charges(booked, last + 1, last + 9 * HOUR_MS)).toEqual([]);
  });

  test('bills nothing that has been settled, nor where nobody bills the load', () => {
    const arrived: LoadInput = input('truckArrived', { arrivedAt: TEST_NOW }, 1, 0);
    const late = instant(PICKUP + 9 * HOUR_MS);
    const none = expect.objectContaining({ event: 'detentionExpected' });
    expect(given(actor, [...booked, arrived, settled]).when(truckLoaded, late).effects).not.toContainEqual(
      none,
    );
    const gift = { ...rating(0, 100, 1), lineHaulMinor: 0, fuelMinor: 0, amountMinor: 0 };
    const free = [form(), rated([gift]), ...booked.slice(2), arrived];
    expect(given(actor, free).when(truckLoaded, late).effects).not.toContainEqual(none);
    expect(given(actor, [...booked, arrived]).when(truckLoaded, late).effects).toContainEqual(none);
  });
});
