/** An offer of a load to a carrier, and how it stands. */
import { z } from 'zod';
import { legSchema } from './leg.ts';
import { charge, detention, identifier, kind, moment, money, ordinal, quantity } from './values.ts';

export const tenderSchema = z.strictObject({
  ...kind('tender', 2),
  load: identifier,
  /** Over all carriers of the load. */
  attempt: ordinal,
  carrier: identifier,
  status: z.enum([
    'draft',
    'tendered',
    'acknowledged',
    'accepted',
    'declined',
    'countered',
    'expired',
    'withdrawn',
    'replaced',
  ]),
  offered: money,
  charges: z.array(charge),
  detention,
  leg: legSchema,
  grossWeight: quantity,
  handlingUnits: z.int().min(0),
  dangerous: z.boolean(),
  pickupAt: moment,
  respondBy: moment,
  /** Place in the routing guide; null = not in it. */
  guideRank: ordinal.nullable(),
  shipments: z.array(identifier),
});

export type Tender = z.infer<typeof tenderSchema>;
