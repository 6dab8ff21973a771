/**
 * Something that has gone wrong: a case of a class, or inputs that reached no living actor, which a person has to look at.
 *
 * 1. Severities are those that visibility platforms name.
 */
import { z } from 'zod';
import { identifier, kind, money, ordinal } from './values.ts';

export const exceptionSchema = z.strictObject({
  ...kind('exception', 2),
  /** What it is about: an order, a shipment, a load; else its business key. */
  about: identifier,
  /** null = inputs that reached no living actor. */
  class: identifier.nullable(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).nullable(),
  status: z.enum(['open', 'closed']),
  /** How often it was opened. */
  opening: ordinal,
  /** What it may cost; null = nobody knows. */
  stake: money.nullable(),
  /** Who did the last thing about it: the process by its rules, a recommendation that was followed, a person; null = it is open, or nobody says. */
  resolvedBy: z.enum(['rule', 'recommendation', 'person']).nullable(),
  /** Inputs that reached no living actor, and what the last was; null = of a case. */
  inputs: ordinal.nullable(),
  lastInput: z.string().nullable(),
});

export type Exception = z.infer<typeof exceptionSchema>;
