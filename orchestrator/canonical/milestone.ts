/**
 * Something that happened to a load, or will.
 *
 * 1. The carrier and its own code stay beside the canonical code. `unknown` is kept, and moves nothing on. What the core has planned
 *    for a carrier has no code of that: null.
 * 2. The classifier is DCSA's: planned, estimated, actual.
 */
import { z } from 'zod';
import { identifier, kind, moment } from './values.ts';

export const milestoneCode = z.enum([
  'unknown',
  'arrived_at_pickup',
  'picked_up',
  'departed',
  'in_transit',
  'arrived_at_terminal',
  'delayed',
  'customs_hold',
  'customs_released',
  'out_for_delivery',
  'arrived_at_delivery',
  'delivery_attempted',
  'delivered',
  'refused',
  'damaged',
  'lost',
]);

export const milestoneSchema = z.strictObject({
  ...kind('milestone', 2),
  load: identifier,
  classifier: z.enum(['planned', 'estimated', 'actual']),
  code: milestoneCode,
  partner: identifier,
  rawCode: z.string().nullable(),
  at: moment,
});

export type MilestoneCode = z.infer<typeof milestoneCode>;
export type Milestone = z.infer<typeof milestoneSchema>;
