/** An order for tests: as ERP releases it, as it is rated, and what it hears until it is delivered. */
import type { Effect } from '#testing/core/collecting-out';
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { SalesOrder } from '../../../contracts/erp.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { DecisionAnswer } from '../../../core/actor.ts';
import type { SourcingOption } from '../../../decisions/sourcing.ts';
import { type OrderInput, SHIPMENT, shipmentKey } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';

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

export const released = (changes: Partial<SalesOrder> = {}, hold = 0): OrderInput =>
  input('salesOrderReleased', { ...SALES, ...changes }, hold);
export const rated = (attempt: number, ...ratings: Rating[]): OrderInput =>
  input('orderRated', { ratings }, attempt);
export const option = (node: number, changes: Partial<SourcingOption> = {}): SourcingOption => ({
  node,
  origin: 10 + node,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  arrivesAt: TEST_NOW + LIMITS.pickupLeadMs + 2 * 86_400_000,
  freightMinor: 900,
  handlingMinor: 560,
  instructed: false,
  ...changes,
});
export const decided = (attempt: number, chosen: SourcingOption | null): OrderInput => {
  const answer: DecisionAnswer = { point: 'sourcing', policy: 'p', fallback: null, option: chosen };
  return input('decided', answer, chosen === null ? -1 : 0, attempt);
};
export const says = (
  kind: 'shipmentReserved' | 'shipmentShort' | 'shipmentShipped',
  n: number,
  ...units: number[]
): OrderInput => input(kind, { units }, n) as OrderInput;
export const deliveredBy = (n: number): OrderInput =>
  input('shipmentDelivered', { deliveredAt: TEST_NOW }, n, 0);
export const stopped = (n: number, reason: number): OrderInput => input('shipmentStopped', null, n, reason);
export const closed = (n: number): OrderInput => input('shipmentClosed', null, n, 8_600);
export const ring = (timer: number): OrderInput => input('timer', null, timer);
export const cancelled: OrderInput = input('orderCancelled', null);
/** @param change its number */
export const changed = (line: number, units: number, change = 1): OrderInput =>
  input('orderChanged', { change }, line, units);
export const answer = (a: number, no: number): OrderInput => input('taskAnswered', null, a, no);

/** Sourced at a node, as attempt `n + 1`. */
export const sourced = (n: number, node: number): OrderInput[] => [
  rated(n + 1, rating(10 + node)),
  decided(n + 1, option(node)),
];
export const planned = [released(), ...sourced(0, 0)];
export const reserved = [...planned, says('shipmentReserved', 0, 10, 4)];
export const shipped = [...reserved, says('shipmentShipped', 0, 10, 4)];
export const tellStop = (n: number, reason: number): Effect => ({
  tell: 'stopShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: reason,
  b: 0,
});
