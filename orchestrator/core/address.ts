/** How actors are addressed: two integers, type and key. */
import type { Envelope } from '../contracts/envelope.ts';

/** Interned number of an actor type, 8..63; carries the inputs it takes as a type only. */
export type ActorTypeNo<Input extends Envelope = Envelope> = number & { readonly __input?: Input };

/** Integer key of an actor within its type, dense: order numbers, plant numbers. */
export type ActorKey = number;
