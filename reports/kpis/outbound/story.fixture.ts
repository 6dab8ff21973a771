/** Hand-made runs for the tests of this folder: events by the hour, and the world facts that go with them. */
import type { OutboundFacts } from './facts.ts';
import { computeOutboundKpis } from './kpis.ts';
import type { LandedCostPrices } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import type { StockFacts } from './stock-value.ts';

export const HOUR_MS = 3_600_000;
/** A midnight UTC. */
export const START = Date.UTC(2026, 2, 2);

export const hour = (hours: number): number => START + Math.round(hours * HOUR_MS);

export type Happening =
  | readonly [hours: number, event: string, entity: string, key: number, n: number, a: number, b: number]
  | readonly [hours: number, what: 'task' | 'answer', role: string, entity: string, key: number];

/** Tells it to `outcomes`, in the order given. */
export function tell(outcomes: OutboundOutcomes, story: readonly Happening[]): OutboundOutcomes {
  for (const each of story) {
    if (each.length === 7) {
      const [hours, event, entity, key, n, a, b] = each;
      outcomes.business(hour(hours), event, 'any', entity, key, n, a, b);
    } else {
      const [hours, what, role, entity, key] = each;
      outcomes.task(hour(hours), role, entity, key, 'any', null, what === 'task' ? 'open' : 'answered');
    }
  }
  return outcomes;
}

/** Two days of stock worth 10,000.00 at first; product p is worth p.00 a unit. */
export const STOCK: StockFacts = {
  from: START,
  to: hour(48),
  openingMinor: 1_000_000,
  productValueMinor: [0, 100, 200, 300],
};

export const outcomesOf = (story: readonly Happening[], stock: StockFacts | null = STOCK): OutboundOutcomes =>
  tell(new OutboundOutcomes(stock), story);

/** The same, with a copy made before its last `rest` happenings, which the copy alone is told. */
export function copiedBefore(rest: number, story: readonly Happening[]): OutboundOutcomes {
  const half = outcomesOf(story.slice(0, -rest));
  const copy = new OutboundOutcomes();
  copy.load(structuredClone(half.save()));
  return tell(copy, story.slice(-rest));
}

/** Nothing costs anything: tests put in what they look at. */
export const FREE: LandedCostPrices = {
  labourPerHourMinor: 0,
  machinesPerDayMinor: 0,
  stockPerYearShare: 0,
  latePenaltyShare: 0,
  taskPerMinuteMinor: 0,
  taskMinutes: 0,
  returnPerShipmentMinor: 0,
  workerPerDayMinor: 0,
  thousandMessagesMinor: 0,
  workers: 0,
  messages: 0,
  periodMs: 0,
};

export const FACTS: OutboundFacts = {
  endAt: hour(200),
  classOf: (customer) => customer - 1,
  modeOf: (rate) => ['LTL', 'PARCEL'][rate] ?? null,
  distanceKm: (node, customer) => (node === 1 ? 200 : customer === 1 ? 1000 : 500),
  co2eKgPerTonneKm: { LTL: 0.12, PARCEL: 0.25 },
  milestonesDue: [2, 4],
  pickupToleranceMs: HOUR_MS,
  messages: 250,
};

export const kpisOf = (story: readonly Happening[]) => computeOutboundKpis(outcomesOf(story), FACTS);

/** An order as ERP releases it. */
export function released(
  no: number,
  at: number,
  order: { readonly customer: number; readonly promise: number; readonly units: number },
  valueMinor: number,
  lines: number,
): Happening[] {
  return [
    [at, 'orderReleased', 'order', no, 1, order.units, 1],
    [at, 'orderPromised', 'order', no, 1, hour(order.promise), order.customer],
    [at, 'orderValued', 'order', no, 1, valueMinor, lines],
  ];
}

/** A shipment from reservation to goods issue: node, hours of reserved, picked, packed, issued. */
export function issued(
  key: number,
  load: number,
  node: number,
  [reservedAt, pickedAt, packedAt, issuedAt]: readonly [number, number, number, number],
  goods: { readonly units: number; readonly grams: number; readonly valueMinor: number },
): Happening[] {
  return [
    [reservedAt, 'stockReserved', 'shipment', key, 1, node, goods.units],
    [pickedAt, 'shipmentPicked', 'shipment', key, 1, node, goods.units],
    [packedAt, 'shipmentPacked', 'shipment', key, 1, 1, goods.grams],
    [issuedAt, 'goodsIssued', 'shipment', key, 1, node, goods.units],
    [issuedAt, 'shipmentLoaded', 'shipment', key, 1, load, node],
    [issuedAt, 'goodsIssueValued', 'shipment', key, 1, goods.valueMinor, node],
  ];
}

/** An order of two units, promised in ten hours; nothing of it has left. */
export const ONE_ORDER: readonly Happening[] = released(1, 0, { customer: 1, promise: 10, units: 2 }, 100, 1);

/**
 * Five orders. 1 is perfect. 2 was on hold, travels with 1, comes late and damaged. 3 is partly out of stock. 4 is withdrawn by
 * its customer. 5 is not due when it ends.
 */
export const FIVE_ORDERS: readonly Happening[] = [
  ...released(1, 0, { customer: 1, promise: 72, units: 10 }, 100_000, 2),
  ...released(2, 1, { customer: 2, promise: 49, units: 4 }, 20_000, 1),
  [1, 'orderHeld', 'order', 2, 1, 0, 0],
  ...released(3, 2, { customer: 1, promise: 72, units: 6 }, 6_000, 3),
  [3, 'lineBackordered', 'order', 3, 1, 3, 2],
  ...released(4, 3, { customer: 2, promise: 80, units: 2 }, 500, 1),
  [4, 'orderCancelled', 'order', 4, 1, 0, 0],
  [4, 'lineCancelled', 'order', 4, 1, 2, 1],
  [4, 'orderDone', 'order', 4, 1, 0, 2],
  ...released(5, 4, { customer: 1, promise: 400, units: 8 }, 8_000, 1),
  [4, 'task', 'credit-clerk', 'order', 2],
  [5, 'stockReserved', 'shipment', 40, 1, 0, 8],
  [5, 'holdReleased', 'order', 2, 1, 0, 0],
  // Order 3, alone as a parcel; its truck is more than an hour late.
  [4, 'loadFormed', 'load', 24, 1, 4, 1],
  [4, 'tenderOffered', 'load', 24, 1, 0, 2_000],
  [4.25, 'tenderAccepted', 'load', 24, 1, 0, 2_000],
  [4.25, 'loadBooked', 'load', 24, 1, 0, 2_000],
  [4.25, 'pickupPlanned', 'load', 24, 1, hour(5), 1],
  [6.75, 'truckArrived', 'load', 24, 1, 0, hour(5)],
  ...issued(24, 24, 1, [3, 5, 6, 7], { units: 3, grams: 5_000, valueMinor: 3_000 }),
  [8.5, 'loadDeparted', 'load', 24, 1, 0, 0],
  [8.5, 'milestone', 'load', 24, 3, hour(8.5), hour(8.5)],
  // Orders 1 and 2 together; the second carrier asked takes them.
  [8, 'loadFormed', 'load', 8, 1, 3, 2],
  [8, 'tenderOffered', 'load', 8, 1, 0, 9_000],
  [8.5, 'tenderRejected', 'load', 8, 1, 0, 1],
  [8.5, 'task', 'planner', 'load', 8],
  [8.5, 'tenderOffered', 'load', 8, 2, 1, 10_000],
  [9, 'tenderAccepted', 'load', 8, 2, 1, 10_000],
  [9, 'loadBooked', 'load', 8, 2, 1, 10_000],
  [9, 'pickupPlanned', 'load', 8, 2, hour(9.5), 0],
  [9.75, 'truckArrived', 'load', 8, 2, 1, hour(9.5)],
  ...issued(8, 8, 0, [1, 3, 4, 10], { units: 10, grams: 30_000, valueMinor: 100_000 }),
  ...issued(16, 8, 0, [6, 7, 8, 10], { units: 4, grams: 10_000, valueMinor: 20_000 }),
  [10, 'exceptionOpened', 'exception-case', 9, 1, 0, 0],
  [10, 'task', 'exception-desk', 'exception-case', 9],
  [12, 'answer', 'exception-desk', 'exception-case', 9],
  [13, 'truckDetained', 'load', 8, 1, 6_000, 1],
  [13, 'loadDeparted', 'load', 8, 1, 1, 0],
  [13.5, 'milestone', 'load', 8, 3, hour(13), hour(13.5)],
  [15, 'exceptionOpened', 'exception-case', 10, 1, 0, 0],
  [15, 'task', 'exception-desk', 'exception-case', 10],
  [20, 'shipmentDelivered', 'shipment', 24, 1, hour(20), 0],
  [20, 'loadDelivered', 'load', 24, 1, 0, 0],
  [22, 'customerBilled', 'shipment', 24, 1, 3_000, 1],
  [30, 'freightBilled', 'load', 24, 1, 2_000, 0],
  [30, 'freightMatched', 'freight-invoice', 24, 1, 2_000, 1],
  [40, 'loadAtRisk', 'load', 8, 1, hour(60), hour(49)],
  [40, 'expediteRequested', 'load', 8, 1, 1_201, 1],
  [41, 'expediteAnswered', 'load', 8, 1, 1, hour(60)],
  [50, 'lineCancelled', 'order', 3, 1, 3, 2],
  [51, 'orderDone', 'order', 3, 1, 3, 3],
  [60, 'freightPaid', 'load', 24, 1, 2_000, 0],
  [60, 'shipmentDelivered', 'shipment', 8, 1, hour(60), 0],
  [60, 'shipmentDelivered', 'shipment', 16, 1, hour(60), 1],
  [60, 'loadDelivered', 'load', 8, 1, 1, 0],
  [61, 'claimOpened', 'claim', 16, 1, 20_000, 1],
  [61.5, 'milestone', 'load', 8, 12, hour(60), hour(61.5)],
  [66, 'customerBilled', 'shipment', 8, 1, 100_000, 1],
  [66, 'orderDone', 'order', 1, 1, 10, 0],
  [80, 'freightBilled', 'load', 8, 1, 11_201, 1],
  [80, 'freightMatched', 'freight-invoice', 8, 1, 11_201, 0],
  [80, 'freightDisputed', 'freight-invoice', 8, 1, 11_201, 10_000],
  [90, 'invoiceCorrected', 'load', 8, 1, 11_201, 1],
  [100, 'claimAnswered', 'shipment', 16, 1, 15_000, 1],
  [101, 'orderDone', 'order', 2, 1, 4, 0],
  [120, 'freightPaid', 'load', 8, 1, 11_201, 1],
];
