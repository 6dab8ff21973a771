/** A shipment for tests: two lines, of ten units and of four, what it hears on its way, and what it says. */
import type { Effect } from '#testing/core/collecting-out';
import { input, TEST_KEY } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import { ORDER, type ShipmentInput, type ShipmentPlan, STOCK_VIEW, STOP_REASON } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';

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

/** Proofs may say other units than were shipped: that is credited when somebody has looked. */
export const NETWORK = {
  ...smallNetwork(),
  proof: {
    copiesMax: 0,
    waived: false,
    differences: { ruledMinorMax: -1, billShipped: true, oversBilled: false },
  },
};

export const joined = (load: number, cutoff = 0): ShipmentInput => input('joinedLoad', null, load, cutoff);
export const booked = (load = 3): ShipmentInput => input('shipmentBooked', null, load, 2);
export const issued = (units = 14): ShipmentInput => input('goodsIssued', null, 1, units);
export const arrived = (condition: number): ShipmentInput => input('stopDelivered', null, MONDAY, condition);
export const billed: ShipmentInput = input('customerBilled', null, 8_600);
export const credited: ShipmentInput = input('claimSettled', null, 4_000);
export const stop: ShipmentInput = input('stopShipment', null, STOP_REASON.cancelledByCustomer);
export const releasedBy = (done: number): ShipmentInput => input('shipmentReleased', null, 1, done);
export const givenUp: ShipmentInput = input('loadGivenUp', null, STOP_REASON.refusedByRule);
export const beyondLicence: ShipmentInput = input('loadGivenUp', null, STOP_REASON.licenceUsedUp);
export const deskSays = (answer: number, no = 1): ShipmentInput => input('taskAnswered', null, answer, no);
export const atRisk: ShipmentInput = input('deliveryAtRisk', null, 99, 0);

export const inWave = [plan(), reserved(10, 4)];
export const onFloor = [...inWave, picked(10, 4)];
export const staged = [...onFloor, packed(10, 4)];
export const onLoad = [...staged, joined(3), booked()];
export const left = [...onLoad, issued()];

export const toOrder = (tell: string, a: number, b: number, body?: unknown): Effect => ({
  tell,
  type: ORDER,
  key: 0,
  a,
  b,
  ...(body === undefined ? {} : { body }),
});
export const cancelAtWms: Effect = { send: 'cancelShipment', partner: WMS, key: TEST_KEY, a: 1, b: 0 };
export const moved = (way: number, units: number[]): Effect => ({
  tell: 'stockMoved',
  type: STOCK_VIEW,
  key: 1,
  a: 0,
  b: way,
  body: { products: [0, 0], units },
});
