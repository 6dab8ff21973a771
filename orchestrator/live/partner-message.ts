/**
 * What comes from outside, parsed: a partner's message by the shape that the contracts give its kind, a person's answer.
 *
 * 1. Nothing of it is believed before: what is no message of a partner has no effect, and is told in a sentence that says what is wrong, and where.
 * 2. What is taken is made anew of what the shapes know: a field that they do not know goes no further.
 * 3. A partner can't speak as the core or one of its actors: those are told by the host itself.
 */
import { z } from 'zod';
import { CORE_SENDER, type Envelope, PARTNER } from '../contracts/envelope.ts';
import { PARTNER_BODIES } from './contracts/partner-bodies.ts';
import { isTooDeep, LEVELS_MAX } from './nesting.ts';

/** Shape of the body of each kind. */
export type BodyShapes = ReadonlyMap<string, z.ZodType>;

const KNOWN: BodyShapes = new Map(Object.entries(PARTNER_BODIES));
/** More than these are not read out. */
const ISSUES_TOLD = 3;

const head = z.object({
  kind: z.string().min(1).max(100),
  fromType: z.literal(PARTNER),
  fromKey: z.int().min(0),
  toType: z.int(),
  toKey: z.int(),
  sender: z.int().min(CORE_SENDER + 1),
  counter: z.int().min(1),
  key: z.int().min(0),
  a: z.int(),
  b: z.int(),
});

export type ParsedMessage =
  | { readonly ok: true; readonly message: Envelope }
  | { readonly ok: false; readonly error: string };

/**
 * Never throws.
 * @param own shapes of messages that only this app knows, such as those of a user's own process
 */
export function parsePartnerMessage(said: unknown, own: BodyShapes = new Map()): ParsedMessage {
  if (isTooDeep(said))
    return { ok: false, error: `no message of a partner: nested deeper than ${LEVELS_MAX} levels` };
  const found = head.safeParse(said);
  if (!found.success) return { ok: false, error: wrong('no message of a partner', found.error, []) };
  const { kind } = found.data;
  const shape = KNOWN.get(kind) ?? own.get(kind);
  if (shape === undefined) return { ok: false, error: `no partner says "${kind}"` };
  const body = shape.safeParse((said as { readonly body?: unknown }).body);
  if (!body.success) return { ok: false, error: wrong(`no "${kind}"`, body.error, ['body']) };
  return { ok: true, message: { ...found.data, body: body.data } };
}

const answer = z.object({ answer: z.int().min(0).max(1000), by: z.string().max(200) });

/** What a person says, or why it is no answer. */
export function parseTaskAnswer(said: unknown): z.infer<typeof answer> | string {
  const found = answer.safeParse(said);
  return found.success ? found.data : wrong('no answer to a task', found.error, []);
}

function wrong(what: string, { issues }: z.ZodError, above: readonly string[]): string {
  const told = issues
    .slice(0, ISSUES_TOLD)
    .map(({ path, message }) => `${[...above, ...path].join('.') || 'it'}: ${message}`);
  const more = issues.length > ISSUES_TOLD ? `, and ${issues.length - ISSUES_TOLD} more` : '';
  return `${what}: ${told.join('; ')}${more}`;
}
