/** Something that a person has to look at. */
import { z } from 'zod';
import { identifier, kind, ordinal } from './values.ts';

export const exceptionSchema = z.strictObject({
  ...kind('exception', 1),
  /** Business key of what it is about. */
  key: identifier,
  status: z.enum(['open', 'closed']),
  /** How often it was opened. */
  opening: ordinal,
  /** Inputs that reached no living actor, and what the last was. */
  inputs: ordinal,
  lastInput: z.string(),
});

export type Exception = z.infer<typeof exceptionSchema>;
