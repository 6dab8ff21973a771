/** Where a load takes on or leaves shipments. */
import { z } from 'zod';
import { identifier, kind, moment, ordinal } from './values.ts';

export const stopSchema = z.strictObject({
  ...kind('stop', 1),
  sequence: ordinal,
  action: z.enum(['load', 'unload']),
  place: identifier,
  plannedAt: moment.nullable(),
  estimatedAt: moment.nullable(),
  shipments: z.array(identifier),
});

export type Stop = z.infer<typeof stopSchema>;
