/** What partners mean and do not say: another unit, another currency. */
import { z } from 'zod';
import { share, source } from './common.ts';

const EXCLUSIVE = { error: 'currency and pounds are shares of the same bills, and sum to more than 1' };

export const billSlips = z
  .strictObject({
    currency: share
      .optional()
      .describe("Of bills: amounts of another currency, said to be of the scenario's, as CAD for USD"),
    rate: z
      .number()
      .gt(1)
      .max(1000)
      .optional()
      .describe("What one unit of the scenario's currency is in that one: 1.37 of CAD for USD"),
    pounds: share
      .optional()
      .describe('Of bills: pounds taken for kilograms, so that the line haul is 2.2 times what it should be'),
    source,
  })
  .refine(({ currency = 0, pounds = 0 }) => currency + pounds <= 1, EXCLUSIVE)
  .describe('Slips of unit and currency in its freight bills; nothing = none');

export const noticeSlips = z
  .strictObject({
    cartons: share.describe('Of ship notices: they count cartons where pieces are meant'),
    perCarton: z.int().min(2).max(10_000).describe('Pieces in one'),
    source,
  })
  .describe('Slips of unit in its ship notices; nothing = none');

export type BillSlipsSection = z.infer<typeof billSlips>;
export type NoticeSlipsSection = z.infer<typeof noticeSlips>;
