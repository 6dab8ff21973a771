/** Shipments that travel together, with their stops and legs. Money is what was agreed with the carrier that has it. */
import { z } from 'zod';
import { legSchema } from './leg.ts';
import { milestoneCode } from './milestone.ts';
import { stopSchema } from './stop.ts';
import { identifier, kind, moment, money, ordinal } from './values.ts';

export const loadSchema = z.strictObject({
  ...kind('load', 3),
  id: identifier,
  status: z.enum([
    'planned',
    'tendered',
    'booked',
    'dispatched',
    'at_pickup',
    'loaded',
    'in_transit',
    'at_delivery',
    'delivered',
    'pod_received',
    'invoiced',
    'audited',
    'paid',
    'closed',
    'cancelled',
  ]),
  node: identifier,
  carrier: identifier.nullable(),
  /** Of the tender that is open or was taken; null = nobody has been asked. */
  attempt: ordinal.nullable(),
  agreed: money.nullable(),
  shipments: z.array(identifier),
  stops: z.array(stopSchema),
  legs: z.array(legSchema),
  /** null = nothing is on it any more. */
  promisedAt: moment.nullable(),
  lastMilestone: milestoneCode.nullable(),
});

export type Load = z.infer<typeof loadSchema>;
