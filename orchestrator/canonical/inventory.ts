/** What is free to reserve, as a picture of known age, and what has been reserved. */
import { z } from 'zod';
import { identifier, kind, moment, ordinal, quantity } from './values.ts';

/** Statuses are those of OpenBoxes. */
const lot = z.strictObject({
  /** Of the product at this node, from 1. */
  no: ordinal,
  status: z.enum(['approved', 'recalled', 'on_hold', 'quarantined', 'expired', 'reserved', 'damaged']),
  available: quantity,
  expiresAt: moment.nullable(),
});

export const inventoryPositionSchema = z.strictObject({
  ...kind('inventory-position', 2),
  node: identifier,
  product: identifier,
  /** Party whose goods they are. */
  owner: identifier,
  available: quantity,
  /** Of the count it rests on; what was reserved since is taken off. */
  countedAt: moment,
  /** Number of the feed that told it. */
  feed: ordinal,
  /** As that feed names them, those first that leave first; none where nobody tells of lots. */
  lots: z.array(lot),
});

/** Statuses are those of Odoo's picking that a reservation can have: held, gone with its goods, given back. */
export const reservationSchema = z.strictObject({
  ...kind('reservation', 2),
  shipment: identifier,
  node: identifier,
  status: z.enum(['assigned', 'done', 'cancel']),
  reserved: z.array(quantity).describe('By line of the shipment, as WMS has said last'),
  missing: quantity.describe('Over all lines, of what was asked for at first'),
});

export type InventoryPosition = z.infer<typeof inventoryPositionSchema>;
export type Reservation = z.infer<typeof reservationSchema>;
