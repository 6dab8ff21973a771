/** A small freight market: two origins, one region of two places and one abroad, three carriers. */
import { DAY_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import type { TariffLine, TmsSettings } from './settings.ts';

/** Places 0 and 1 are warehouses, 2 and 3 lie in region 0, 4 in region 1, abroad. */
export const PLACES = { first: 0, second: 1, near: 2, own: 3, abroad: 4 } as const;

export function line(no: number, changes: Partial<TariffLine> = {}): TariffLine {
  return {
    no,
    carrier: 0,
    origin: PLACES.first,
    destination: { region: 0 },
    service: 0,
    mode: 'GROUND',
    minWeightGrams: 0,
    maxWeightGrams: 1_000_000,
    minimumChargeMinor: 1000,
    ratePerKgMinor: 10,
    transitDays: 2,
    ...changes,
  };
}

export function market(changes: Partial<TmsSettings> = {}): TmsSettings {
  return {
    lines: [
      line(0, { carrier: 0 }),
      line(1, { carrier: 1, ratePerKgMinor: 8 }),
      line(2, { carrier: 2, ratePerKgMinor: 30, service: 1, mode: 'AIR', transitDays: 1 }),
      line(3, { carrier: 0, origin: PLACES.second }),
      line(4, { carrier: 0, destination: { region: 1 } }),
      line(5, { carrier: 0, destination: { place: PLACES.own }, ratePerKgMinor: 9 }),
    ],
    regionOf: [9, 9, 0, 0, 1],
    fuel: [
      [MONDAY, 0.1],
      [MONDAY + 7 * DAY_MS, 0.155],
    ],
    accessorials: [
      { code: 'HAZ', applies: 'dangerous', amountMinor: 2500, lineHaulShare: 0 },
      {
        code: 'RES',
        applies: { destinations: new Set([PLACES.own]) },
        amountMinor: 99.5,
        lineHaulShare: 0.01,
      },
    ],
    guide: [
      {
        origin: PLACES.first,
        region: 0,
        ranked: [
          { carrier: 1, service: 0 },
          { carrier: 0, service: 0 },
        ],
      },
    ],
    capacity: [
      { carrier: 0, origin: PLACES.first, region: 0, loadsPerWeek: 2 },
      { carrier: 1, origin: PLACES.first, region: 0, loadsPerWeek: 0 },
    ],
    detention: [{ freeTimeMs: 3_600_000, perHourMinor: 6000 }],
    trade: {
      deniedCustomers: new Set([66]),
      dangerousProducts: new Set([5]),
      dangerousGoodsCarriers: new Set([0]),
      controlledProducts: new Set([7, 8]),
      countryOf: [100, 100, 100, 100, 200],
      licences: [
        { no: 901, product: 7, country: 200, units: 10 },
        { no: 902, product: 7, country: 200, units: 25 },
        { no: 903, product: 7, country: 300, units: 1000 },
      ],
    },
    ratingAnswerMs: { kind: 'exponential', mean: 30_000 },
    bookingAnswerMs: { kind: 'exponential', mean: 60_000 },
    documentsAnswerMs: { kind: 'constant', value: 3_600_000 },
    loadKeptMs: 10 * DAY_MS,
    ...changes,
  };
}
