/** Who takes part: the shipper, whose goods they are; customers, suppliers, carriers. */
import { z } from 'zod';
import { country, identifier, kind } from './values.ts';

export const partySchema = z.strictObject({
  ...kind('party', 2),
  id: identifier,
  role: z.enum(['shipper', 'customer', 'supplier', 'carrier']),
  name: z.string(),
  /** Where it is; null = not known, or everywhere. */
  place: identifier.nullable(),
  country: country.nullable(),
  deniedParty: z.boolean(),
  /** Two to four letters, of a carrier. */
  scac: z
    .string()
    .regex(/^[A-Z]{2,4}$/)
    .nullable(),
  /** Of a carrier: takes dangerous goods. */
  dangerousGoods: z.boolean(),
});

export type Party = z.infer<typeof partySchema>;
