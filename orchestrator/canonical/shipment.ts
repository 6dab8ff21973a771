/**
 * One node's part of an order.
 *
 * 1. `status` is the outbound movement's (OpenBoxes) and, at its end, `received`; `tracking` what a customer would see (EasyPost).
 * 2. A shipment that was stopped is `canceled`, and says why.
 */
import { z } from 'zod';
import { sscc } from './handling-unit.ts';
import { condition, identifier, kind, moment, money, ordinal, quantity } from './values.ts';

export const shipmentSchema = z.strictObject({
  ...kind('shipment', 1),
  id: identifier,
  order: identifier,
  node: identifier,
  customer: identifier,
  shipFrom: identifier,
  shipTo: identifier,
  status: z.enum([
    'created',
    'requested',
    'pending_approval',
    'approved',
    'picking',
    'picked',
    'checking',
    'checked',
    'packed',
    'dispatched',
    'received',
    'canceled',
    'rejected',
  ]),
  tracking: z.enum([
    'unknown',
    'pre_transit',
    'in_transit',
    'out_for_delivery',
    'delivered',
    'available_for_pickup',
    'return_to_sender',
    'failure',
    'cancelled',
    'error',
  ]),
  promisedAt: moment,
  lines: z.array(z.strictObject({ orderLine: ordinal, product: identifier, quantity, unitPrice: money })),
  handlingUnits: z.array(sscc),
  grossWeight: quantity.nullable(),
  load: identifier.nullable(),
  carrier: identifier.nullable(),
  condition: condition.nullable(),
  stopReason: z.enum(['cancelled_by_customer', 'no_stock', 'no_route', 'refused_by_rule', 'lost']).nullable(),
  billed: money.nullable(),
  credited: money.nullable(),
});

export type Shipment = z.infer<typeof shipmentSchema>;
