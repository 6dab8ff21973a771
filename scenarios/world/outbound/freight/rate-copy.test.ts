/** The orchestrator's copy of the rate table says what TMS says, of the day on which the copy was made. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tariff } from '#mock-systems/tms/tariff';
import type { RatingRequest } from '#orchestrator/contracts/tms';
import { copiedAt } from '#orchestrator/model/rate-sheet';
import { rateLoad, rateOrder } from '#orchestrator/processes/outbound/order/rate-copy';
import { dividedDistributor } from '#testing/worlds/divided-world';

const DAY_MS = 86_400_000;
const FUEL =
  'network.fuel=[{ from: 2026-01-01, share: 0.18 }, { from: 2026-03-04, share: 0.21 }, { from: 2026-03-11, share: 0.19 }]';
const { tms, network, startAt } = dividedDistributor({ rate: 'orchestrator' }, {}, [FUEL]);
const table = new Tariff(tms);
const rates = network.rates!;
const places = tms.regionOf.length;
const origins = network.nodes.map(({ place }) => place);

const request = fc.record({
  destination: fc.nat({ max: places - 1 }),
  weightGrams: fc.integer({ min: 1, max: 9_000_000 }),
  dangerous: fc.boolean(),
  inDays: fc.nat({ max: 5 }),
  on: fc.nat({ max: 14 }),
});

test('one copy is in use for as long as the scenario says', () => {
  expect(rates.everyMs).toBe(7 * DAY_MS);
  expect(copiedAt(rates, startAt + 6 * DAY_MS) % rates.everyMs).toBe(0);
  expect(copiedAt(rates, startAt)).toBeLessThanOrEqual(startAt);
});

describe('whatever is asked', () => {
  test('orders and loads are rated as TMS would have on the day of the copy, by its own reckoning', () => {
    fc.assert(
      fc.property(request, ({ destination, weightGrams, dangerous, inDays, on }) => {
        const now = startAt + on * DAY_MS;
        const asked = (pickupAt: number): RatingRequest => ({
          origins,
          destination,
          weightGrams,
          handlingUnits: 1,
          dangerous,
          pickupsAt: origins.map(() => pickupAt),
        });
        const pickupAt = now + inDays * DAY_MS;
        const known = Math.min(pickupAt, copiedAt(rates, now));
        expect(rateOrder(rates, asked(pickupAt), now)).toEqual(table.rateOrder(asked(known)));
        expect(rateLoad(rates, asked(pickupAt), now)).toEqual(table.rateLoad(asked(known)));
      }),
    );
  });

  test('a share that counts only since the copy was made is not in it', () => {
    const at = Date.parse('2026-03-04T12:00:00Z');
    const asked: RatingRequest = {
      origins,
      destination: 1,
      weightGrams: 200_000,
      handlingUnits: 1,
      dangerous: false,
      pickupsAt: origins.map(() => at),
    };
    const shareOf = (of: readonly { readonly fuelMinor: number; readonly lineHaulMinor: number }[]): number =>
      Math.round((100 * of[0]!.fuelMinor) / of[0]!.lineHaulMinor);
    expect(copiedAt(rates, at)).toBeLessThan(Date.parse('2026-03-04T00:00:00Z') + 1);
    expect(shareOf(table.rateLoad(asked))).toBe(21);
    expect(shareOf(rateLoad(rates, asked, Date.parse('2026-03-03T12:00:00Z')))).toBe(18);
  });
});
