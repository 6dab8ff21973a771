/** What was said from outside and could not be taken: a ticket of it, kept as far as anybody will read it. */
import { createHash } from 'node:crypto';
import { isTooDeep } from './nesting.ts';
import { messageId, type Ticket } from './service-names.ts';

/** Characters. Source: assumption; some hundred times what an ordinary message has. */
const KEPT_MAX = 64_000;

/**
 * What can't be said in JSON, or is nested too deep for it, never gets into a ticket: the ticket couldn't be sent, and Restate would try for ever.
 * @param actor the one it was for; `none` where that is not to be told
 */
export function refusedTicket(said: unknown, actor: string, error: string): Ticket {
  const { key } = fieldsOf(said);
  const message = keptOf(said);
  return { actor, key: Number.isSafeInteger(key) ? (key as number) : -1, message, error };
}

/** The same thing said again has the same: its number, or where it has none what it says. */
export function refusedId(said: unknown): string {
  const { sender, counter } = fieldsOf(said);
  if (typeof sender === 'number' && typeof counter === 'number') return messageId(sender, counter);
  return `unnumbered/${createHash('sha256')
    .update(textOf(said) ?? `heads ${headsOf(said)}`)
    .digest('hex')
    .slice(0, 32)}`;
}

function fieldsOf(said: unknown): {
  readonly sender?: unknown;
  readonly counter?: unknown;
  readonly key?: unknown;
} {
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
    return isTooDeep(said) ? null : (JSON.stringify(said) ?? typeof said);
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
