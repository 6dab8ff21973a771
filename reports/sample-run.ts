/** A small made-up run for the tests of this room: six orders, two policies, figures that can be checked by hand. */
import { computeKpis, kpisBy, pricedByAll } from './kpis/kpis.ts';
import { OrderOutcomes } from './kpis/order-outcomes.ts';
import type { RunReport } from './run-report.ts';

export const DAY_MS = 86_400_000;
export const START = Date.UTC(2026, 2, 2);
const END = START + 40 * DAY_MS;

/** One order: days after the start at which things happened, null = they did not. */
export interface SampleOrder {
  readonly no: number;
  readonly plant: number;
  readonly carrier: number;
  readonly freightMinor: number | null;
  readonly shippedDay: number | null;
  readonly deliveredDay: number | null;
}

const PROMISED_DAY = 5;
const UNITS = 10;
const WAREHOUSE_MINOR = 250;

/** Outcomes of orders released at the start and promised five days later; a plant of -1 = no plan was found. */
export function outcomesOf(orders: readonly SampleOrder[]): OrderOutcomes {
  const outcomes = new OrderOutcomes();
  const order = (day: number, event: string, no: number, a: number, b: number): void =>
    outcomes.business(START + day * DAY_MS, event, 'any', 'order', no, 1, a, b);
  for (const { no, plant, carrier, freightMinor, shippedDay, deliveredDay } of orders) {
    order(0, 'orderReleased', no, UNITS, 5000);
    order(0, 'orderPromised', no, START + PROMISED_DAY * DAY_MS, 0);
    if (plant < 0) {
      order(0, 'orderUnplannable', no, 2, 0);
      continue;
    }
    order(0, 'orderPlanned', no, plant, carrier);
    if (freightMinor !== null) order(0, 'freightRated', no, freightMinor, 0);
    if (shippedDay !== null) {
      order(shippedDay, 'goodsIssued', no, plant, 0);
      order(shippedDay, 'warehouseCharged', no, WAREHOUSE_MINOR, 0);
    }
    if (deliveredDay !== null) order(deliveredDay, 'loadDelivered', no, carrier, 0);
  }
  return outcomes;
}

export const CHEAP = outcomesOf([
  { no: 1, plant: 0, carrier: 0, freightMinor: 1000, shippedDay: 1, deliveredDay: 4 },
  { no: 2, plant: 0, carrier: 0, freightMinor: 2000, shippedDay: 1, deliveredDay: 5 },
  { no: 3, plant: 1, carrier: 1, freightMinor: 3000, shippedDay: 2, deliveredDay: 7 },
  { no: 4, plant: 1, carrier: 1, freightMinor: null, shippedDay: 2, deliveredDay: 4 },
  { no: 5, plant: 0, carrier: 0, freightMinor: 500, shippedDay: 3, deliveredDay: null },
  { no: 6, plant: -1, carrier: -1, freightMinor: null, shippedDay: null, deliveredDay: null },
]);

const FAST = outcomesOf([
  { no: 1, plant: 1, carrier: 1, freightMinor: 2000, shippedDay: 0.5, deliveredDay: 1 },
  { no: 2, plant: 1, carrier: 1, freightMinor: 3000, shippedDay: 0.5, deliveredDay: 1 },
  { no: 3, plant: 1, carrier: 1, freightMinor: 3500, shippedDay: 1, deliveredDay: 2 },
  { no: 4, plant: 1, carrier: 1, freightMinor: 1500, shippedDay: 1, deliveredDay: 2 },
  { no: 5, plant: 1, carrier: 1, freightMinor: 900, shippedDay: 1, deliveredDay: 2 },
  { no: 6, plant: -1, carrier: -1, freightMinor: null, shippedDay: null, deliveredDay: null },
]);

/** The run's report; `name` stands wherever a name of the user's data stands. */
export function sampleRun(name = 'DC North'): {
  readonly report: RunReport;
  readonly outcomes: ReadonlyMap<string, OrderOutcomes>;
} {
  const sides = [
    ['cheapest-feasible', CHEAP],
    ['fastest-feasible', FAST],
  ] as const;
  const common = pricedByAll([CHEAP, FAST]);
  const arms = sides.map(([policy, outcomes]) => ({
    policy,
    summary: 'made up',
    digest: '0123456789abcdef',
    businessDigest: '1123456789abcdef',
    outcomeDigest: '2123456789abcdef',
    events: 1234,
    steps: 100,
    endedAt: END,
    end: 'empty' as const,
    violation: null,
    kpis: computeKpis(outcomes, END),
    compared: computeKpis(outcomes, END, (row) => common.has(outcomes.order[row]!)),
    byCarrier: kpisBy(outcomes, END, 'carrier', ['Sparrow', 'Swift']),
    byPlant: kpisBy(outcomes, END, 'plant', [name, 'DC South']),
    open: { orders: 1, shipments: 1, freightInvoices: 0, exceptionCases: 1 },
    platform: { waitedMsMean: 0, waitedMsMax: 0 },
  }));
  const report: RunReport = {
    format: 1,
    end: 'empty',
    scenario: { name: 'sample', title: `Sample of ${name}`, story: 'Made up.', digest: '00112233' },
    seed: 1,
    reproduce: 'dray run sample --seed 1',
    versions: { dray: '0.1.0', node: '24.0.0', v8: '13' },
    digest: '0123456789abcdef',
    businessDigest: '1123456789abcdef',
    outcomeDigest: '2123456789abcdef',
    events: 2468,
    orders: 6,
    currency: 'USD',
    startAt: START,
    endAt: END,
    kpis: Object.fromEntries(arms.map(({ policy, kpis }) => [policy, kpis])),
    arms,
    comparedOrders: common.size,
    thresholds: [
      {
        kpi: 'onTimeShare',
        policy: 'cheapest-feasible',
        bound: 'at least 75.0 %',
        value: 0.6,
        passed: false,
      },
      { kpi: 'unplannable', policy: 'cheapest-feasible', bound: 'at most 1', value: 1, passed: true },
    ],
    input: { rowsRead: 7, orders: 6, rejects: 1, leftOut: 0, facts: ['7 rows read = 6 orders + 1 rejects'] },
    assumptions: ['promise: within'],
  };
  return { report, outcomes: new Map(sides) };
}
