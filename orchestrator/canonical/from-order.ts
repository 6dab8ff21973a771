/** Orders and shipments as the core knows them -> canonical documents. */
import { CONDITION } from '../contracts/erp.ts';
import { orderOf, STOP_REASON, shipmentKey } from '../processes/outbound/inputs.ts';
import { type OrderState, type OrderStatus, PHASE } from '../processes/outbound/order/order-state.ts';
import type { ShipmentState, ShipmentStatus } from '../processes/outbound/shipment/shipment-state.ts';
import {
  type CanonicalContext,
  eaches,
  gramsOf,
  loadId,
  momentOf,
  moneyOf,
  nameOf,
  placeName,
  shipmentId,
} from './context.ts';
import { type HandlingUnit, ssccOf } from './handling-unit.ts';
import type { Order } from './order.ts';
import type { Shipment } from './shipment.ts';
import type { Condition } from './values.ts';

const ORDER_STATUS: Readonly<Record<Exclude<OrderStatus, 'done'>, Order['status']>> = {
  new: 'draft',
  held: 'on_hold',
  incomplete: 'on_hold',
  fulfilling: 'to_deliver_and_bill',
  ranking: 'to_deliver_and_bill',
  rating: 'to_deliver_and_bill',
  deciding: 'to_deliver_and_bill',
  'no-route': 'to_deliver_and_bill',
  cancelling: 'to_deliver_and_bill',
  closing: 'to_bill',
  aftercare: 'completed',
};

export function canonicalOfOrder(context: CanonicalContext, no: number, state: OrderState): Order {
  const anythingShipped = state.shipped.some((units) => units > 0);
  return {
    canonical: 'order',
    version: 1,
    id: context.orderName(no),
    status:
      state.status === 'done' ? (anythingShipped ? 'completed' : 'cancelled') : ORDER_STATUS[state.status],
    customer: nameOf(context.customers, state.customer, 'customer'),
    shipTo: placeName(context, state.destination),
    releasedAt: momentOf(context, state.releasedAt, state.destination),
    promisedAt: momentOf(context, state.promisedAt, state.destination),
    priority: state.priority,
    shipComplete: state.shipComplete,
    lines: state.products.map((product, line) => ({
      line: line + 1,
      product: nameOf(context.products, product, 'product'),
      ordered: eaches(state.ordered[line]!),
      open: eaches(state.open[line]!),
      allocated: eaches(state.allocated[line]!),
      backordered: eaches(state.backordered[line]!),
      cancelled: eaches(state.cancelled[line]!),
      shipped: eaches(state.shipped[line]!),
      unitPrice: moneyOf(context, state.unitPriceMinor[line]!),
      unitWeight: state.unitWeightGrams[line]! < 0 ? null : gramsOf(state.unitWeightGrams[line]!),
    })),
    shipments: state.phases.flatMap((phase, n) =>
      phase === PHASE.none ? [] : [shipmentId(context, shipmentKey(no, n))],
    ),
  };
}

const SHIPMENT_STATUS: Readonly<Record<ShipmentStatus, readonly [Shipment['status'], Shipment['tracking']]>> =
  {
    new: ['requested', 'unknown'],
    reserving: ['requested', 'unknown'],
    reserved: ['approved', 'unknown'],
    picked: ['picked', 'unknown'],
    packed: ['packed', 'pre_transit'],
    booked: ['packed', 'pre_transit'],
    // Until WMS has said whether it was in time.
    'awaiting-licence': ['packed', 'unknown'],
    stopping: ['approved', 'unknown'],
    'awaiting-issue': ['received', 'delivered'],
    'in-transit': ['dispatched', 'in_transit'],
    billing: ['received', 'delivered'],
    reconciling: ['received', 'delivered'],
    crediting: ['received', 'delivered'],
    claiming: ['received', 'delivered'],
    closed: ['received', 'delivered'],
    stopped: ['canceled', 'cancelled'],
  };

const CONDITIONS = new Map<number, Condition>(
  (Object.keys(CONDITION) as Condition[]).map((name) => [CONDITION[name], name]),
);

const STOP_REASONS = new Map<number, NonNullable<Shipment['stopReason']>>([
  [STOP_REASON.cancelledByCustomer, 'cancelled_by_customer'],
  [STOP_REASON.noStock, 'no_stock'],
  [STOP_REASON.noRoute, 'no_route'],
  [STOP_REASON.refusedByRule, 'refused_by_rule'],
  [STOP_REASON.lost, 'lost'],
]);

const ARRIVED: readonly ShipmentStatus[] = [
  'awaiting-issue',
  'billing',
  'reconciling',
  'crediting',
  'claiming',
  'closed',
];

export function canonicalOfShipment(context: CanonicalContext, key: number, state: ShipmentState): Shipment {
  const node = context.network.nodes[state.node]!;
  const condition = ARRIVED.includes(state.status) ? (CONDITIONS.get(state.condition) ?? null) : null;
  const [status, tracking] = SHIPMENT_STATUS[state.status];
  return {
    canonical: 'shipment',
    version: 1,
    id: shipmentId(context, key),
    order: context.orderName(orderOf(key)),
    node: nameOf(context.nodes, state.node, 'node'),
    customer: nameOf(context.customers, state.customer, 'customer'),
    shipFrom: placeName(context, node.place),
    shipTo: placeName(context, state.destination),
    // What was lost has been received by nobody.
    status: condition === 'lost' ? 'dispatched' : status,
    tracking: condition === 'lost' ? 'failure' : condition === 'refused' ? 'return_to_sender' : tracking,
    promisedAt: momentOf(context, state.promisedAt, state.destination),
    lines: state.lines.map((line, i) => ({
      orderLine: line + 1,
      product: nameOf(context.products, state.products[i]!, 'product'),
      quantity: eaches(state.units[i]!),
      unitPrice: moneyOf(context, state.unitPriceMinor[i]!),
    })),
    handlingUnits: handlingUnitsOf(context, key, state).map(({ sscc }) => sscc),
    grossWeight: state.handlingUnits === 0 ? null : gramsOf(state.weightGrams),
    load: state.load < 0 ? null : loadId(context, state.load),
    carrier: state.carrier < 0 ? null : nameOf(context.carriers, state.carrier, 'carrier'),
    condition,
    stopReason: state.status === 'stopped' ? (STOP_REASONS.get(state.stopReason) ?? null) : null,
    billed: state.billedMinor > 0 ? moneyOf(context, state.billedMinor) : null,
    credited: state.creditedMinor > 0 ? moneyOf(context, state.creditedMinor) : null,
  };
}

/** Serials of a shipment's handling units are shipment x 64 + n (`PackedShipment`). */
const UNITS_OF_SHIPMENT = 64;

export function handlingUnitsOf(
  context: CanonicalContext,
  key: number,
  state: ShipmentState,
): HandlingUnit[] {
  return Array.from({ length: state.handlingUnits }, (_, n) => ({
    canonical: 'handling-unit' as const,
    version: 1 as const,
    sscc: ssccOf(key * UNITS_OF_SHIPMENT + n),
    shipment: shipmentId(context, key),
    no: n + 1,
    grossWeight: state.handlingUnits === 1 ? gramsOf(state.weightGrams) : null,
  }));
}
