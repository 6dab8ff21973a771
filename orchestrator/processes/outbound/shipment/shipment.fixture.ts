/** A shipment for tests: two lines, of ten units and of four, and what WMS says of it. */
import { input } from '#testing/core/given';
import type { ShipmentInput, ShipmentPlan } from '../inputs.ts';
import { MONDAY } from '../network.fixture.ts';

/** `TEST_KEY` is this shipment of order 0. */
export const N = 7;

export const PLAN: ShipmentPlan = {
  customer: 0,
  destination: 20,
  promisedAt: MONDAY + 9 * 86_400_000,
  priority: 1,
  shipComplete: false,
  lines: [0, 2],
  products: [0, 0],
  units: [10, 4],
  unitWeightGrams: [100, 250],
  unitPriceMinor: [500, 900],
  instructed: null,
  planned: { carrier: 0, service: 0, transitDays: 2 },
};

export const plan = (changes: Partial<ShipmentPlan> = {}): ShipmentInput =>
  input('planShipment', { ...PLAN, ...changes }, 1, N);
export const reserved = (...units: number[]): ShipmentInput => input('stockReserved', { units }, 1, 0);
export const picked = (...units: number[]): ShipmentInput => input('shipmentPicked', { units }, 1, 0);
export const packed = (...units: number[]): ShipmentInput =>
  input('shipmentPacked', { units, handlingUnits: 2, grossWeightGrams: 2_300 }, 1, 2);
