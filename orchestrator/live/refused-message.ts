/** What was said from outside and could not be taken: a ticket of it, kept as far as anybody will read it. */
import { createHash } from 'node:crypto';
import { ERROR_MAX } from './contracts/ticket.ts';
import { isTooDeep } from './nesting.ts';
import type { Ticket } from './service-names.ts';

/** Characters. Source: assumption; some hundred times what an ordinary message has. */
const KEPT_MAX = 64_000;

/**
 * What can't be said in JSON, or is nested too deep for it, never gets into a ticket: the ticket couldn't be sent, and Restate would try for ever.
 * @param actor the one it was for; `none` where that is not to be told
 */
export function refusedTicket(said: unknown, actor: string, error: string): Ticket {
  const { key } = fieldsOf(said);
  const message = keptOf(said);
  return {
    actor,
    key: Number.isSafeInteger(key) ? (key as number) : -1,
    message,
    error: error.slice(0, ERROR_MAX),
  };
}

/**
 * Under which such a ticket lies: a digest of all that it says, not a number that it claims. The same thing said again has the same, and
 * nobody can lay another one in the place of a true one.
 */
export function refusedId({ actor, key, message, error }: Ticket): string {
  const text = JSON.stringify([actor, key, message, error]);
  return `refused/${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

function fieldsOf(said: unknown): { readonly key?: unknown } {
  return typeof said === 'object' && said !== null ? said : {};
}

function keptOf(said: unknown): unknown {
  const text = textOf(said);
  if (text === null) return { begins: '', fields: headsOf(said) };
  return text.length <= KEPT_MAX ? said : { begins: text.slice(0, KEPT_MAX) };
}

/** null = no JSON can say it, or it is too deep. */
function textOf(said: unknown): string | null {
  try {
    return isTooDeep(said) ? null : (JSON.stringify(said) ?? null);
  } catch {
    return null;
  }
}

/** As JSON, as far as anybody will read it: the fields that are plain texts and numbers. */
function headsOf(said: unknown): string {
  const plain = Object.entries(fieldsOf(said)).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return JSON.stringify(Object.fromEntries(plain)).slice(0, KEPT_MAX);
}
