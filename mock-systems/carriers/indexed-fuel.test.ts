/** Fuel as carriers bill it where it is indexed: by the day of pickup, whatever was tendered for it. */
import { expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { NORMAL_MARKET } from './profiles.ts';

const PICKUP = tenderOf().pickupAt;

/** What is billed of 800.00 line haul and 200.00 fuel tendered. */
function charges(fuel: readonly (readonly [number, number])[] | undefined): unknown {
  const market = fuel === undefined ? NORMAL_MARKET : { ...NORMAL_MARKET, fuel };
  const bench = carrierBench({ profile: PLAIN, market });
  bench.depart(80);
  bench.kernel.run();
  const [bill] = bench.of('freightBilled');
  return bill!.body;
}

const billed = (fuelMinor: number): object => ({
  charges: [
    { code: '400', amountMinor: 80_000 },
    { code: 'FUE', amountMinor: fuelMinor },
  ],
});

test('the share that counts on the day of pickup, more or less than was tendered', () => {
  expect(charges([[START, 0.3]])).toMatchObject(billed(24_000));
  expect(charges([[START, 0.1]])).toMatchObject(billed(8_000));
  const changing = [
    [START - 30 * DAY_MS, 0.1],
    [PICKUP, 0.2],
    [PICKUP + 1, 0.9],
  ] as const;
  expect(charges(changing)).toMatchObject(billed(16_000));
});

test('before the first share it is nothing; where nothing is indexed it is what was tendered', () => {
  expect(charges([[PICKUP + 1, 0.9]])).toMatchObject(billed(0));
  expect(charges(undefined)).toMatchObject(billed(20_000));
});
