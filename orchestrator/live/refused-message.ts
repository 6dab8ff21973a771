/** What was said from outside and could not be taken: a ticket of it, kept as far as anybody will read it. */
import { createHash } from 'node:crypto';
import { messageId, type Ticket } from './service-names.ts';

/** Characters. Source: assumption; some hundred times what an ordinary message has. */
const KEPT_MAX = 64_000;

/** @param actor the one it was for; `none` where that is not to be told */
export function refusedTicket(said: unknown, actor: string, error: string): Ticket {
  const { key } = fieldsOf(said);
  const text = textOf(said);
  const message = text.length <= KEPT_MAX ? said : { begins: text.slice(0, KEPT_MAX) };
  return { actor, key: Number.isSafeInteger(key) ? (key as number) : -1, message, error };
}

/** The same thing said again has the same: its number, or where it has none what it says. */
export function refusedId(said: unknown): string {
  const { sender, counter } = fieldsOf(said);
  if (typeof sender === 'number' && typeof counter === 'number') return messageId(sender, counter);
  return `unnumbered/${createHash('sha256').update(textOf(said)).digest('hex').slice(0, 32)}`;
}

function fieldsOf(said: unknown): {
  readonly sender?: unknown;
  readonly counter?: unknown;
  readonly key?: unknown;
} {
  return typeof said === 'object' && said !== null ? said : {};
}

/** Also of what no JSON can say. */
function textOf(said: unknown): string {
  try {
    return JSON.stringify(said) ?? String(said);
  } catch {
    return String(said);
  }
}
