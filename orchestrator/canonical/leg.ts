/** From stop to stop with one carrier. The mode as written stays beside the mapped one. */
import { z } from 'zod';
import { identifier, kind, mode, ordinal, quantity } from './values.ts';

export const legSchema = z.strictObject({
  ...kind('leg', 1),
  sequence: ordinal,
  from: identifier,
  to: identifier,
  carrier: identifier,
  mode: mode.nullable(),
  rawMode: z.string().nullable(),
  /** Of the rate table. */
  transit: quantity,
});

export type Leg = z.infer<typeof legSchema>;
