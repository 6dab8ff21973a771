/**
 * A sales order and its lines.
 *
 * 1. Of each line: ordered = open + allocated + backordered + cancelled + shipped.
 * 2. Statuses are ERPNext's of a sales order.
 */
import { z } from 'zod';
import { identifier, kind, moment, money, ordinal, quantity } from './values.ts';

const line = z.strictObject({
  line: ordinal,
  product: identifier,
  ordered: quantity,
  open: quantity,
  allocated: quantity,
  backordered: quantity,
  cancelled: quantity,
  shipped: quantity,
  unitPrice: money,
  unitWeight: quantity.nullable(),
});

export const orderSchema = z.strictObject({
  ...kind('order', 1),
  id: identifier,
  status: z.enum([
    'draft',
    'on_hold',
    'to_deliver_and_bill',
    'to_deliver',
    'to_bill',
    'completed',
    'cancelled',
    'closed',
  ]),
  customer: identifier,
  shipTo: identifier,
  /** When the core took it. */
  releasedAt: moment,
  promisedAt: moment,
  /** 0 = most urgent. */
  priority: z.int().min(0),
  shipComplete: z.boolean(),
  lines: z.array(line),
  shipments: z.array(identifier),
});

export type Order = z.infer<typeof orderSchema>;
