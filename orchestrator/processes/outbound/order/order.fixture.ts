/** An order for tests: as ERP releases it, and as it is rated. */
import { TEST_NOW } from '#testing/core/given';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { SalesOrder } from '../../../contracts/erp.ts';
import type { Rating } from '../../../contracts/tms.ts';

export const PROMISED = TEST_NOW + 5 * 86_400_000;

/** Two lines, of ten units and of four. */
export const SALES: SalesOrder = {
  customer: 0,
  destination: 20,
  lines: [
    { product: 0, units: 10, unitWeightGrams: 100, unitPriceMinor: 500 },
    { product: 1, units: 4, unitWeightGrams: 250, unitPriceMinor: 900 },
  ],
  shipComplete: false,
  priority: 1,
  promisedAt: PROMISED,
  instructed: null,
};

export const rating = (origin: number, carrier = 0, amountMinor = 900): Rating => ({
  rate: 0,
  origin,
  carrier,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  lineHaulMinor: amountMinor,
  fuelMinor: 0,
  accessorialsMinor: 0,
  amountMinor,
  detention: NO_DETENTION,
  guideRank: 1,
});
