/**
 * The one shape of every message: between partners and the core, between actors, timers and answers.
 *
 * 1. Fixed shape, always these fields in this order, so that the engine sees one hidden class.
 * 2. Immutable once sent: it may be shared by a calendar, an inbox, a recording and a snapshot.
 * 3. Ids and addresses are integers. Strings appear at codecs, in recordings and in reports.
 * 4. (sender, counter) identifies a message for ever. A repeat carries the same pair.
 */
import { wideNumbers } from './wide-numbers.ts';

export interface Envelope<Kind extends string = string, Body = unknown> {
  /** A string literal of the catalogue, never a built string. */
  readonly kind: Kind;
  /** Address: type of the actor, or `PARTNER`. */
  readonly fromType: number;
  readonly fromKey: number;
  readonly toType: number;
  readonly toKey: number;
  /** Who numbered the message: a partner's number, or `CORE_SENDER`. */
  readonly sender: number;
  /** The sender's running number, from 1. */
  readonly counter: number;
  /** Business key: the order number. */
  readonly key: number;
  /** Two integers whose meaning the kind defines. */
  readonly a: number;
  readonly b: number;
  readonly body: Body;
}

/** Address type of partner systems; `fromKey`/`toKey` is then the partner's number. */
export const PARTNER = 1;

/** The orchestration core as a sender of messages. */
export const CORE_SENDER = 0;

const wide = wideNumbers<Envelope>();

/** Builds an envelope; the only place that does, which keeps the shape fixed. */
export function envelope<Kind extends string, Body>(
  kind: Kind,
  fromType: number,
  fromKey: number,
  toType: number,
  toKey: number,
  sender: number,
  counter: number,
  key: number,
  a: number,
  b: number,
  body: Body,
): Envelope<Kind, Body> {
  const made: Envelope<Kind, Body> = {
    kind,
    fromType,
    fromKey,
    toType,
    toKey,
    sender,
    counter,
    key,
    a,
    b,
    body,
  };
  wide(made);
  return made;
}
