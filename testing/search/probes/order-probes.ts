/** Of an order and its shipments: cancelled, changed, short, split, backordered. */
import type { Probe } from './probe.ts';
import { orderOf, type ProbeHistory } from './probe-history.ts';

export const ORDER_PROBES: readonly Probe[] = [
  {
    name: 'cancel-during-pick-with-a-short-pick',
    about: 'an order is cancelled while its goods are picked, and fewer are found',
    on: ['pickedShort'],
    reached: ({ key }, past) => past.has('order', orderOf(key), 'orderCancelled'),
  },
  {
    name: 'cancel-when-packed',
    about: 'an order is cancelled when a shipment of it is packed and has not left',
    on: ['orderCancelled'],
    reached: ({ key }, past) =>
      past
        .shipmentsOf(key)
        .some(
          (each) =>
            past.has('shipment', each, 'shipmentPacked') && !past.has('shipment', each, 'goodsIssued'),
        ),
  },
  {
    name: 'cancel-after-goods-issue',
    about: 'an order is cancelled when part of it has left',
    on: ['orderCancelled'],
    reached: ({ key }, past) => issued(past, key).length > 0,
  },
  {
    name: 'cancel-while-held',
    about: 'an order is cancelled while its credit is held',
    on: ['orderCancelled'],
    reached: ({ key }, past) =>
      past.has('order', key, 'orderHeld') && !past.has('order', key, 'holdReleased'),
  },
  {
    name: 'credit-released-after-cancel',
    about: 'that a credit hold is released reaches the core after the cancellation that followed it',
    on: ['message holdReleased', 'message orderCancelled'],
    reached: ({ entity, key }, past) =>
      past.lastAt(entity, key, 'message holdReleased') > past.lastAt(entity, key, 'message orderCancelled'),
  },
  {
    name: 'change-after-reservation',
    about: 'an order is changed when stock is reserved for it',
    on: ['orderChanged'],
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'stockReserved')),
  },
  {
    name: 'change-and-cancel',
    about: 'an order is changed, then cancelled',
    on: ['orderCancelled'],
    reached: ({ key }, past) => past.has('order', key, 'orderChanged'),
  },
  {
    name: 'second-partial-shipment',
    about: 'a second shipment of an order leaves',
    on: ['goodsIssued'],
    reached: ({ key }, past) => issued(past, orderOf(key)).length >= 2,
  },
  {
    name: 'split-order-with-one-part-lost',
    about: 'of a split order one part is delivered and another one lost',
    on: ['loadLost', 'shipmentDelivered'],
    reached: ({ what, key }, past) => {
      const orders = what === 'loadLost' ? past.shipmentsOn(key).map(orderOf) : [orderOf(key)];
      return orders.some((order) => {
        const parts = past.shipmentsOf(order);
        const isLost = (part: number): boolean => past.has('shipment', part, 'lost');
        return parts.some(isLost) && parts.some((part) => past.has('shipment', part, 'shipmentDelivered'));
      });
    },
  },
  {
    name: 'backorder-filled',
    about: 'what was backordered is picked later',
    on: ['shipmentPicked'],
    reached: ({ key }, past) => past.has('order', orderOf(key), 'lineBackordered'),
  },
  { name: 'backorder-given-up', about: 'a line is cancelled for want of stock', on: ['lineCancelled'] },
  {
    name: 'sourced-again-after-short-pick',
    about: 'after a short pick the rest is sourced again',
    on: ['orderSourced'],
    reached: ({ key }, past) =>
      past.shipmentsOf(key).some((each) => past.has('shipment', each, 'pickedShort')),
  },
  {
    name: 'reserved-then-released',
    about: 'a reservation is given back',
    on: ['reservationReleased'],
  },
  { name: 'promise-missed', about: 'a promise is missed', on: ['promiseMissed'] },
  { name: 'credit-refused', about: 'a credit hold ends in a refusal', on: ['orderRejected'] },
];

function issued(past: ProbeHistory, order: number): number[] {
  return past.shipmentsOf(order).filter((shipment) => past.has('shipment', shipment, 'goodsIssued'));
}
