/** Shipments that a warehouse picks together, in this order. Statuses are Dynamics' of a wave. */
import { z } from 'zod';
import { identifier, kind, moment } from './values.ts';

export const waveSchema = z.strictObject({
  ...kind('wave', 2),
  id: identifier,
  node: identifier,
  status: z.enum(['created', 'executing', 'held', 'released', 'picked', 'shipped']),
  releasedAt: moment,
  shipments: z.array(identifier),
});

export type Wave = z.infer<typeof waveSchema>;
