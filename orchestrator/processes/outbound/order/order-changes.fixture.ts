/** What a customer wants otherwise, what shipments answer to it, and what they and ERP are told of it. */
import type { Effect } from '#testing/core/collecting-out';
import { input, TEST_KEY } from '#testing/core/given';
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { ERP } from '../../../contracts/partners.ts';
import { type OrderInput, SHIPMENT, shipmentKey } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { PROMISED, planned, SALES, says, sourced } from './order.fixture.ts';
import { orderActor } from './order.ts';

export const network = smallNetwork();
/** A third customer, at the other place, in the country of the first. */
export const neighbour = {
  ...network,
  customers: [...network.customers, { no: 2, place: 21, country: 0, deniedParty: false }],
};
export const order = orderActor(neighbour);
export const LATER = PROMISED + 86_400_000;
export const PLACE = 21;

/** What ERP and the books hear of a change. */
export function answers(no: number, reason: number, units = 0): Effect[] {
  const a = reason === CHANGE_REFUSAL.none ? 1 : 0;
  return [
    { event: 'changeAnswered', n: no, a: reason, b: units },
    { send: 'answerChange', partner: ERP, key: TEST_KEY, a, b: no, body: { reason } },
  ];
}

export const made = (no: number, units = 0): Effect[] => answers(no, CHANGE_REFUSAL.none, units);
export const tellReduce = (n: number, change: number, ...units: number[]): Effect => ({
  tell: 'reduceShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: change,
  b: 0,
  body: { units },
});
export const tellHold = (n: number, place: number = SALES.destination): Effect => ({
  tell: 'holdDelivery',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: place,
  b: 0,
});
export const tellDeliverAs = (n: number, place: number, promisedAt: number): Effect => ({
  tell: 'deliverAs',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: place,
  b: promisedAt,
});
export const reducedTo = (n: number, change: number, ...units: number[]): OrderInput =>
  input('shipmentReduced', { units }, n, change) as OrderInput;
export const tooLate = (n: number): OrderInput => input('shipmentTooLate', null, n);
export const dated = (at: number, change = 1): OrderInput => input('deliveryDateChanged', null, at, change);
export const placed = (place: number, change = 1): OrderInput => input('shipToChanged', null, place, change);
export const held = (n: number, refusal: number = CHANGE_REFUSAL.none): OrderInput =>
  input('deliveryHeld', null, n, refusal);

/** Six of the first line at one node, four at the other; all of the second at the first. */
export const split = [
  ...planned,
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 1),
  says('shipmentReserved', 1, 4),
];
