/** What is free to reserve, as a picture of known age, and what has been reserved. */
import { z } from 'zod';
import { identifier, kind, moment, ordinal, quantity } from './values.ts';

export const inventoryPositionSchema = z.strictObject({
  ...kind('inventory-position', 1),
  node: identifier,
  product: identifier,
  available: quantity,
  /** Of the count it rests on; what was reserved since is taken off. */
  countedAt: moment,
  /** Number of the feed that told it. */
  feed: ordinal,
});

export const reservationSchema = z.strictObject({
  ...kind('reservation', 1),
  shipment: identifier,
  node: identifier,
  reserved: z.array(quantity).describe('By line of the shipment'),
  missing: quantity,
});

export type InventoryPosition = z.infer<typeof inventoryPositionSchema>;
export type Reservation = z.infer<typeof reservationSchema>;
