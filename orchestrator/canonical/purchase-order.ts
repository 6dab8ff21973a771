/**
 * What is bought of one supplier for one node, and how far it has come.
 *
 * 1. Statuses are ERPNext's of a purchase order. The core knows nothing of the supplier's invoice: what has all come is `to_bill`,
 *    what is short and no longer wanted `closed`.
 * 2. `acknowledgement` is the supplier's answer, as X12 855 tells it.
 */
import { z } from 'zod';
import { identifier, kind, moment, money, ordinal, quantity } from './values.ts';

export const purchaseOrderSchema = z.strictObject({
  ...kind('purchase-order', 1),
  id: identifier,
  supplier: identifier,
  node: identifier,
  status: z.enum([
    'draft',
    'on_hold',
    'to_receive_and_bill',
    'to_bill',
    'to_receive',
    'completed',
    'cancelled',
    'closed',
    'delivered',
  ]),
  acknowledgement: z.enum(['pending', 'accepted', 'accepted_with_changes', 'rejected']),
  dueAt: moment,
  /** When the supplier promised to ship; null = it has not said. */
  shipAt: moment.nullable(),
  lines: z.array(
    z.strictObject({
      line: ordinal,
      product: identifier,
      ordered: quantity,
      /** null = not confirmed yet. */
      confirmed: quantity.nullable(),
      received: quantity,
      unitCost: money,
    }),
  ),
  /** Deliveries that were heard of. */
  receipts: z.array(identifier),
});

export type CanonicalPurchaseOrder = z.infer<typeof purchaseOrderSchema>;
