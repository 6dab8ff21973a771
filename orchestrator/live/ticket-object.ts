/**
 * A ticket of what could not be taken, as an object of its own: one a message, however often that comes.
 *
 * 1. That of a parked input lies under the number of the input, and only the host opens it: nobody outside can be there first.
 * 2. That of what was refused on the way in may come from outside. It is parsed, and lies under the digest of all that it says: who is there
 *    first has said the same.
 */
import * as restate from '@restatedev/restate-sdk';
import { ticketIn } from './contracts/ticket.ts';
import { refusedId } from './refused-message.ts';
import { RECORD, SERVICES, type Ticket } from './service-names.ts';

export function ticketObject() {
  return restate.object({
    name: SERVICES.ticket,
    handlers: {
      open: restate.handlers.object.exclusive({ ingressPrivate: true }, keep),
      refuse: async (ctx: restate.ObjectContext, said: unknown) => {
        const ticket = ticketIn(said);
        if (ticket === null) throw new restate.TerminalError('no ticket', { errorCode: 400 });
        if (ctx.key !== refusedId(ticket))
          throw new restate.TerminalError(`this ticket is not ${ctx.key}`, { errorCode: 400 });
        await keep(ctx, ticket);
      },
    },
  });
}

async function keep(ctx: restate.ObjectContext, ticket: Ticket): Promise<void> {
  if ((await ctx.get<Ticket>(RECORD)) === null) ctx.set(RECORD, ticket);
}
