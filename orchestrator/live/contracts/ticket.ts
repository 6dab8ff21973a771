/** What a ticket says: a host puts it there, and whoever reaches its way in from outside may say that he is one. */
import { z } from 'zod';
import { isTooDeep } from '../nesting.ts';
import type { Ticket } from '../service-names.ts';

/** Characters of a sentence. Source: assumption; some times what the longest has that the host writes. */
export const ERROR_MAX = 2_000;
/** Characters of what was said, as JSON: what is kept has 64,000, written as text in text some twice as many. */
const MESSAGE_MAX = 200_000;

const ticket = z.strictObject({
  actor: z.string().max(200),
  key: z.int(),
  message: z.unknown(),
  error: z.string().max(ERROR_MAX),
});

/** A ticket, or null: it is none. Never throws. */
export function ticketIn(said: unknown): Ticket | null {
  const found = ticket.safeParse(said);
  if (!found.success) return null;
  const { message = null } = found.data;
  if (isTooDeep(message) || JSON.stringify(message).length > MESSAGE_MAX) return null;
  return { ...found.data, message };
}
