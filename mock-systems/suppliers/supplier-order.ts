/**
 * What a supplier knows of a purchase order and its deliveries.
 *
 * 1. Lists are never changed, only replaced: a snapshot and a message sent may share them.
 */

import type { PurchaseOrderLine } from '#orchestrator/contracts/purchasing';
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

export const STAGE = {
  /** Not answered. */
  open: 0,
  /** It will be answered: that is on the calendar. */
  answering: 1,
  confirmed: 2,
  declined: 3,
} as const;

/** No event, no instant. */
export const NONE = -1;

export interface Delivery {
  /** Meant to be on it, by line. */
  readonly planned: readonly number[];
  /** Ready for the next departure. */
  readonly readyAt: number;
  /** Nothing of the order comes after it. */
  last: boolean;
  departedAt: number;
  /** On the truck, by line, damaged ones among them; and how many are. */
  units: readonly number[];
  damaged: readonly number[];
  handlingUnits: number;
  noticed: boolean;
  /** A notice is on the calendar. */
  noticing: boolean;
  /** As the driver sees it, without what nobody has told. */
  plannedAt: number;
  /** Beginning of its slot at the dock; `NONE` = it has none. */
  slotAt: number;
  /** How much later than that it is, and nobody has been told. */
  lateMs: number;
  arrival: number;
  arrived: boolean;
}

export interface SupplierOrder {
  readonly supplier: number;
  readonly node: number;
  readonly lines: readonly PurchaseOrderLine[];
  readonly dueAt: number;
  stage: (typeof STAGE)[keyof typeof STAGE];
  /** How often it has been sent. */
  sent: number;
  confirmed: readonly number[];
  promisedAt: number;
  readonly deliveries: Delivery[];
  /** Those that have left: the first so many. */
  shipped: number;
  /** Those that will come no more, or have come. */
  over: number;
  /** What has not left is not wanted. */
  cancelled: boolean;
  finished: boolean;
}

export function copyOrder(order: SupplierOrder): SupplierOrder {
  return { ...order, deliveries: order.deliveries.map((each) => ({ ...each })) };
}

const wideSupplierOrder = wideNumbers<SupplierOrder>();

export function newOrder(
  supplier: number,
  node: number,
  lines: readonly PurchaseOrderLine[],
  dueAt: number,
): SupplierOrder {
  return wideSupplierOrder({
    supplier,
    node,
    lines,
    dueAt,
    stage: STAGE.open,
    sent: 0,
    confirmed: [],
    promisedAt: NONE,
    deliveries: [],
    shipped: 0,
    over: 0,
    cancelled: false,
    finished: false,
  });
}

const wideDelivery = wideNumbers<Delivery>();

export function newDelivery(planned: readonly number[], readyAt: number, last: boolean): Delivery {
  return wideDelivery({
    planned,
    readyAt,
    last,
    departedAt: NONE,
    units: [],
    damaged: [],
    handlingUnits: 0,
    noticed: false,
    noticing: false,
    plannedAt: NONE,
    slotAt: NONE,
    lateMs: 0,
    arrival: NONE,
    arrived: false,
  });
}

export function sum(units: readonly number[]): number {
  let all = 0;
  for (let i = 0; i < units.length; i++) all += units[i]!;
  return all;
}
