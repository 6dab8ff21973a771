/**
 * One delivery of a purchase order at the dock: announced, counted, and what became of it.
 *
 * 1. What is not known yet is null: the notice, the count, what was taken into stock.
 */
import { z } from 'zod';
import { identifier, kind, moment, ordinal, quantity } from './values.ts';

export const goodsReceiptSchema = z.strictObject({
  ...kind('goods-receipt', 1),
  id: identifier,
  purchaseOrder: identifier,
  /** null = the purchase order has not said what it is. */
  supplier: identifier.nullable(),
  node: identifier.nullable(),
  status: z.enum([
    'announced',
    'unordered',
    'expected',
    'at_gate',
    'counted',
    'discrepant',
    'putting_away',
    'put_away',
    'sent_back',
    'lost',
  ]),
  estimatedAt: moment.nullable(),
  atGateAt: moment.nullable(),
  /** What was made of goods that were not as announced. */
  discrepancy: z.enum(['none', 'accepted', 'rejected']),
  lines: z.array(
    z.strictObject({
      orderLine: ordinal,
      product: identifier,
      announced: quantity.nullable(),
      good: quantity.nullable(),
      damaged: quantity.nullable(),
      /** Into stock. */
      taken: quantity.nullable(),
    }),
  ),
});

export type CanonicalGoodsReceipt = z.infer<typeof goodsReceiptSchema>;
