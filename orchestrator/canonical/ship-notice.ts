/** Advance ship notice: what a supplier says is on a truck, as in X12 856. What is on it, the receipt says when it has been counted. */
import { z } from 'zod';
import { identifier, kind, moment, ordinal, quantity } from './values.ts';

export const shipNoticeSchema = z.strictObject({
  ...kind('ship-notice', 1),
  /** Of the receipt that it announces. */
  id: identifier,
  purchaseOrder: identifier,
  supplier: identifier,
  node: identifier,
  estimatedAt: moment,
  handlingUnits: z.int().min(0),
  /** Nothing more of the order comes after it, as far as the supplier knows. */
  last: z.boolean(),
  lines: z.array(z.strictObject({ orderLine: ordinal, product: identifier, shipped: quantity })),
});

export type CanonicalShipNotice = z.infer<typeof shipNoticeSchema>;
