/** Rules of thumb for carriers: each takes what it says it takes, from options in an order of their own. */
import { describe, expect, test } from 'vitest';
import {
  asPlanned,
  type CarrierContext,
  type CarrierOption,
  cheapestCarrier,
  cheapestInTime,
  guideOrder,
} from './carrier-choice.ts';

const option = (
  carrier: number,
  transitDays: number,
  amountMinor: number,
  guideRank: number,
): CarrierOption => ({ carrier, service: 0, mode: 'LTL', transitDays, amountMinor, guideRank });

const OPTIONS = [option(2, 1, 900, 0), option(1, 3, 500, 2), option(0, 4, 700, 1), option(0, 2, 800, 1)];

function context(carrier: number, transitDays: number, service = 0): CarrierContext {
  return {
    lane: 0,
    shipments: 1,
    weightGrams: 1,
    handlingUnits: 1,
    dangerous: false,
    pickupAt: 0,
    promisedAt: 0,
    planned: { carrier, service, transitDays },
  };
}

test('the guide goes by rank, spot rates last; the cheapest by amount', () => {
  expect(guideOrder.recommend(context(1, 3), OPTIONS, [])).toBe(2);
  expect(guideOrder.recommend(context(1, 3), OPTIONS.slice(0, 1), [])).toBe(0);
  expect(cheapestCarrier.recommend(context(1, 3), OPTIONS, [])).toBe(1);
});

test('cheapest in time: least freight of those that keep the promise; where none does, of the fastest', () => {
  const promised = (days: number) => ({ ...context(1, 3), promisedAt: days * 86_400_000 });
  expect(cheapestInTime.recommend(promised(4), OPTIONS, [])).toBe(1);
  expect(cheapestInTime.recommend(promised(3), OPTIONS, [])).toBe(1);
  expect(cheapestInTime.recommend(promised(2), OPTIONS, [])).toBe(3);
  expect(cheapestInTime.recommend(promised(0), OPTIONS, [])).toBe(0);
  expect(cheapestInTime.recommend(promised(0), [...OPTIONS, option(3, 1, 850, 3)], [])).toBe(4);
  expect(cheapestInTime.recommend(promised(0), [], [])).toBe(-1);
});

describe('as planned', () => {
  test.each([
    ['takes the carrier, service and transit it was sourced with', context(0, 2), 3],
    ['takes it without a rank, too', context(2, 1), 0],
    ['goes by the guide where that transit is not on offer', context(0, 1), 2],
    ['goes by the guide where that service is not on offer', context(1, 3, 9), 2],
    ['goes by the guide where nothing was planned', context(-1, -1), 2],
  ])('%s', (_what, asked, chosen) => {
    expect(asPlanned.recommend(asked, OPTIONS, [])).toBe(chosen);
  });
});
