/** What is sold: how many products, what they weigh and cost, what trade and dangerous-goods law calls them, and how long they keep. */
import { z } from 'zod';
import { weightDistribution } from '../distributions.ts';
import { durationFrom, money } from '../quantities.ts';
import { positive, share, source } from './common.ts';

/** Heaviest of metals in use, and room to spare. */
const KG_PER_M3_MAX = 30_000;
/** A hundred times as long as it is high is no box. */
const SIDE_MAX = 100;

const side = positive.max(SIDE_MAX);

const dimensions = z
  .strictObject({
    kgPerM3: positive.max(KG_PER_M3_MAX).describe('Gross density of a unit in its packaging'),
    length: side.describe('In proportion to the others'),
    width: side.describe('In proportion to the others'),
    height: side.describe('In proportion to the others'),
    source,
  })
  .describe('A box that follows from the weight of each product');

const dangerousGoods = z
  .strictObject({
    unNumber: z.int().min(4).max(3999).describe('Of the UN list, without the letters'),
    class: z
      .string()
      .regex(/^[1-9](?:\.[1-6])?$/, { error: 'a class or division is needed, such as "3" or "2.1"' })
      .describe('Class or division'),
    packingGroup: z.enum(['I', 'II', 'III']).optional().describe('Nothing = this one has none'),
  })
  .describe('What the dangerous products of this kind are; nothing = UN 1263, paint');

const commodity = z.strictObject({
  hsCode: z
    .string()
    .regex(/^[0-9]{6,10}$/, { error: 'six to ten digits are needed, such as "848210"' })
    .describe('Harmonized System, or a national tariff of up to ten digits'),
  of: z
    .enum(['ordinary', 'dangerous', 'controlled'])
    .optional()
    .describe('Which products may be it; what is both counts as `controlled`. Nothing = ordinary'),
  exportClass: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .describe('Export classification, such as an ECCN; nothing = not known'),
  dangerousGoods: dangerousGoods.optional(),
  shelfLife: durationFrom('1 d').optional().describe('From receipt to expiry; nothing = it does not expire'),
  weight: positive.optional().describe('Relative to the others of the same `of`; nothing = 1'),
  source,
});

export const products = z.strictObject({
  count: z.int().min(1).max(100_000).describe('How many there are'),
  unitWeight: weightDistribution.describe('Of one unit, drawn for each product'),
  unitPrice: z
    .strictObject({
      median: money.describe('Half of the products cost more'),
      sigma: z.number().min(0).max(5).describe('Of the logarithm; 0 = all cost the same'),
    })
    .describe('Lognormal'),
  skew: z.number().min(0).max(3).describe('Zipf: the r-th product sells 1 / r^skew; 0 = all alike'),
  dangerous: share.optional().describe('Of products: dangerous goods; nothing = none'),
  exportControlled: share
    .optional()
    .describe('Of products: they leave their country only with one of `licences`; nothing = none'),
  coldChain: share.optional().describe('Of products: they need their temperature'),
  dimensions: dimensions.optional(),
  commodities: z
    .array(commodity)
    .min(1)
    .max(200)
    .optional()
    .describe('Kinds of goods, drawn for each product; nothing = nobody says'),
  source,
});

export type ProductsSection = z.infer<typeof products>;
export type CommoditySection = z.infer<typeof commodity>;
