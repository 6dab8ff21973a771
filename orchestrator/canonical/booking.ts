/** A booking of a load with the carrier that accepted it. */
import { z } from 'zod';
import { detention, identifier, kind, moment, money, ordinal } from './values.ts';

export const bookingSchema = z.strictObject({
  ...kind('booking', 2),
  load: identifier,
  attempt: ordinal,
  carrier: identifier,
  status: z.enum(['requested', 'booked', 'refused', 'cancelled']),
  amount: money,
  /** As accepted. */
  detention,
  pickupAt: moment,
});

export type Booking = z.infer<typeof bookingSchema>;
