/** A product. What nobody has said is null. Its lots stand at its inventory positions. */
import { z } from 'zod';
import { identifier, kind, quantity, unit } from './values.ts';

export const productSchema = z.strictObject({
  ...kind('product', 2),
  id: identifier,
  unitOfMeasure: unit,
  unitWeight: quantity.nullable(),
  dimensions: z.strictObject({ length: quantity, width: quantity, height: quantity }).nullable(),
  /** Six digits, or a national tariff of up to ten. */
  hsCode: z
    .string()
    .regex(/^[0-9]{6,10}$/)
    .nullable(),
  dangerousGoods: z
    .strictObject({
      unNumber: z.string().regex(/^UN[0-9]{4}$/),
      /** Class or division: `3`, `2.1`. */
      class: z
        .string()
        .regex(/^[1-9](?:\.[1-6])?$/)
        .nullable(),
      packingGroup: z.enum(['I', 'II', 'III']).nullable(),
    })
    .nullable(),
  /** Needs a licence to leave the country; the classification behind it, such as an ECCN. */
  exportControlled: z.boolean(),
  exportClassification: z.string().nullable(),
  /** From receipt to expiry; null = it does not expire. */
  shelfLife: quantity.nullable(),
});

export type Product = z.infer<typeof productSchema>;
