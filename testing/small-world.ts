/** A world small enough to reason about: two plants, two carriers, as many orders as a test asks for. */
import type { World, WorldOrder } from '#scenarios/world/world';

const DAY_MS = 86_400_000;
/** 2026-01-05T00:00:00Z, a Monday. */
export const SMALL_WORLD_START = 1_767_571_200_000;

export interface SmallWorldOptions {
  readonly orders?: number;
  /** Numbers of orders left out. */
  readonly without?: readonly number[];
  readonly dailyCapacity?: number;
  readonly platform?: World['platform'];
}

export function smallWorld(options: SmallWorldOptions = {}): World {
  const all = Array.from({ length: options.orders ?? 40 }, (_, i) => order(i + 1));
  const left = new Set(options.without ?? []);
  return {
    name: 'small',
    title: 'Two plants, two carriers',
    startAt: SMALL_WORLD_START,
    endAt: SMALL_WORLD_START + 2000 * DAY_MS,
    currency: 'USD',
    plants: [
      plant(0, [0], 52.5, [0, 1, 2], options.dailyCapacity ?? 10, null),
      plant(1, [0, 1], 40, [0, 1], options.dailyCapacity ?? 10, new Set([0, 1, 2])),
    ],
    ports: ['PORT-A', 'PORT-B', 'PORT-C'],
    carriers: ['swift', 'steady'],
    services: ['door'],
    products: ['bolt', 'nut', 'gear'],
    customers: Array.from({ length: 5 }, (_, no) => ({ no, name: `customer ${no}`, city: null })),
    rates: [
      rate(0, 0, 0, 'AIR', 0, 50_000, 900, 120, 1),
      rate(1, 1, 0, 'GROUND', 0, 20_000, 400, 30, 4),
      rate(2, 1, 0, 'GROUND', 20_001, 100_000, 700, 25, 5),
      rate(3, 1, 1, 'GROUND', 0, 100_000, 350, 28, 5),
    ],
    orders: all.filter(({ no }) => !left.has(no)),
    systems: {
      erp: { paymentTermsMs: 30 * DAY_MS },
      tms: { answerMs: { kind: 'exponential', mean: 30_000 } },
      carriers: {
        tenderAnswerMs: { kind: 'lognormal', mu: 13.9, sigma: 0.8 },
        invoiceAfterDeliveryMs: { kind: 'constant', value: 2 * DAY_MS },
        lateness: [
          {
            mode: 'GROUND',
            lateShare: 0.3,
            earlyShare: 0.2,
            lateDays: { kind: 'lognormal', mu: 0.4, sigma: 0.6 },
            earlyDays: { kind: 'exponential', mean: 1 },
          },
        ],
        invoiceErrorShare: 0.2,
        invoiceErrorFactor: 0.05,
      },
      linkLatencyMs: 2_000,
    },
    platform: options.platform ?? { workers: 2, stepLatencyMs: 5, storeLatencyMs: 5 },
    invoiceTolerance: 0.02,
    policies: ['cheapest-feasible', 'fastest-feasible'],
  };
}

function order(no: number): WorldOrder {
  const releaseAt = SMALL_WORLD_START + Math.floor(no / 4) * 3_600_000;
  return {
    no,
    id: `SO-${no}`,
    drawKey: no,
    releaseAt,
    customer: no % 5,
    product: no % 3,
    units: 1 + ((no * 7) % 40),
    weightGrams: 500 + ((no * 7919) % 90_000),
    destination: 2,
    promisedAt: releaseAt + 5 * DAY_MS,
    recorded: null,
  };
}

function plant(
  no: number,
  ports: readonly number[],
  unitCostMinor: number,
  products: readonly number[],
  dailyCapacity: number,
  customers: ReadonlySet<number> | null,
): World['plants'][number] {
  return {
    no,
    name: `PLANT-${no}`,
    ports,
    dailyCapacity,
    unitCostMinor,
    products: new Set(products),
    customers,
  };
}

function rate(
  no: number,
  carrier: number,
  origin: number,
  mode: 'AIR' | 'GROUND',
  minWeightGrams: number,
  maxWeightGrams: number,
  minimumChargeMinor: number,
  ratePerKgMinor: number,
  transitDays: number,
): World['rates'][number] {
  return {
    no,
    carrier,
    origin,
    destination: 2,
    service: 0,
    mode,
    minWeightGrams,
    maxWeightGrams,
    minimumChargeMinor,
    ratePerKgMinor,
    transitDays,
  };
}
