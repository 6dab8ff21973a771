/** What a carrier is asked for a shipment that was lost, damaged or refused, and what it gave. */
import { z } from 'zod';
import { identifier, kind, money } from './values.ts';

export const claimSchema = z.strictObject({
  ...kind('claim', 1),
  shipment: identifier,
  load: identifier,
  carrier: identifier,
  status: z.enum(['filed', 'chased', 'settled']),
  claimed: money,
  credited: money,
});

export type Claim = z.infer<typeof claimSchema>;
