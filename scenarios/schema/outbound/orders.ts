/**
 * Orders written down one by one, in the place of those that a seed would make: what a customer orders, when, and what comes of it on
 * ERP's side.
 *
 * 1. An order's number is what all of its draws are keyed by: an order that is taken from a run has the luck that it had there.
 * 2. What is not said of it does not happen: no hold, no change, no cancellation, no missing weight.
 */
import { z } from 'zod';
import { LINES_MAX } from '#mock-systems/erp/settings';
import { duration, UNITS_MAX } from '../quantities.ts';

/** As recordings and reports call them. */
export const CUSTOMER_CODE = /^C(\d{4,6})$/;
export const PRODUCT_CODE = /^P(\d{4,6})$/;

const lineNo = z.int().min(1).describe('The first line is 1');

const line = z.strictObject({
  product: z
    .string()
    .regex(PRODUCT_CODE, { error: 'a product is needed as reports call it, such as P0007' })
    .describe('As reports call it: P0001 is the first'),
  units: z.int().min(1).max(UNITS_MAX).describe('How many are ordered'),
});

export const writtenOrder = z
  .strictObject({
    no: z.int().min(1).max(100_000_000).describe('Its number, which its draws are keyed by'),
    release: duration.describe('After the start of the run'),
    customer: z
      .string()
      .regex(CUSTOMER_CODE, { error: 'a customer is needed as reports call it, such as C0012' })
      .describe(
        'As reports call it: C0001 is the first. Where it is delivered to is the place of the customer',
      ),
    promised: duration.describe('After the start of the run: the end of a delivery day'),
    requested: duration
      .optional()
      .describe('After the start of the run: what was asked for; nothing = no day'),
    priority: z.int().min(0).max(9).optional().describe('0 = most urgent; nothing = 0'),
    shipComplete: z.boolean().optional().describe('All at once, or it waits; nothing = false'),
    lines: z.array(line).min(1).max(LINES_MAX).describe('What is ordered'),
    held: z
      .strictObject({
        for: duration.describe('From its release to the decision'),
        rejected: z.boolean().optional().describe('In the end; nothing = false'),
      })
      .optional()
      .describe('For credit, from its release'),
    changed: z
      .strictObject({
        after: duration.describe('After the release'),
        line: lineNo,
        units: z.int().min(0).max(UNITS_MAX).describe('Instead of those ordered; 0 = none'),
      })
      .optional()
      .describe('The customer wants so many units of a line instead, so long after the release'),
    cancelled: duration.optional().describe('By the customer, so long after the release'),
    weightsMissing: z.array(lineNo).min(1).optional().describe('Lines whose weight the master data lack'),
  })
  .describe('An order');

export type WrittenOrder = z.infer<typeof writtenOrder>;

/** At most so many: a file of more is no file for people. */
export const ORDERS_MAX = 5000;

export const writtenOrders = z
  .array(writtenOrder)
  .max(ORDERS_MAX)
  .describe(
    'The orders that come, instead of drawn ones. What stock is laid in and what is promised for go by the figures beside it, as ever',
  );
