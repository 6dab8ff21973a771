/** Small runs made by hand for the tests of process maps: events by the minute. */

import type { ProcessMap } from './process-map.ts';
import { ProcessMapFold } from './process-map-fold.ts';

export const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 2, 2);

export type Told = readonly [
  minutes: number,
  event: string,
  entity: string,
  key: number,
  n?: number,
  a?: number,
];

export function tell(fold: ProcessMapFold, story: readonly Told[]): ProcessMapFold {
  for (const [minutes, event, entity, key, n = 1, a = 0] of story)
    fold.business(START + minutes * MINUTE_MS, event, 'any', entity, key, n, a, 0);
  return fold;
}

export const mapOf = (story: readonly Told[]): ProcessMap => tell(new ProcessMapFold(), story).result();

/** An order that is one shipment and one load, from `at` on: 100 minutes until it is done, 200 until its freight is paid. */
export function plainOrder(order: number, at: number): Told[] {
  const key = order * 8;
  return [
    [at, 'orderReleased', 'order', order],
    [at, 'orderPromised', 'order', order],
    [at + 1, 'orderSourced', 'order', order, 1],
    [at + 2, 'stockReserved', 'shipment', key],
    [at + 10, 'shipmentPacked', 'shipment', key],
    [at + 15, 'loadFormed', 'load', key],
    [at + 20, 'tenderOffered', 'load', key, 1],
    [at + 25, 'tenderAccepted', 'load', key, 1],
    [at + 40, 'truckArrived', 'load', key, 1],
    [at + 45, 'goodsIssued', 'shipment', key],
    [at + 45, 'warehouseCharged', 'shipment', key],
    [at + 45, 'shipmentLoaded', 'shipment', key, 1, key],
    [at + 46, 'loadDeparted', 'load', key],
    [at + 90, 'shipmentDelivered', 'shipment', key],
    [at + 90, 'loadDelivered', 'load', key],
    [at + 99, 'customerBilled', 'shipment', key],
    [at + 100, 'orderDone', 'order', order],
    [at + 200, 'freightPaid', 'load', key],
  ];
}

/** As `plainOrder`, with a first tender that expires. */
export function tenderedTwice(order: number, at: number): Told[] {
  const key = order * 8;
  return [
    ...plainOrder(order, at).filter(([, event]) => event !== 'tenderAccepted'),
    ...([
      [at + 30, 'tenderExpired', 'load', key, 1],
      [at + 30, 'tenderOffered', 'load', key, 2],
      [at + 32, 'tenderAccepted', 'load', key, 2],
    ] as const),
  ].sort(([x], [y]) => x - y);
}
