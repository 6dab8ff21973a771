/** Digest of what a decision was asked with: context, options and views, as plain JSON values. Not cryptographic. */
import { codeOf, OrderedDigest } from '#sim/digest';
import type { Ask, ViewReading } from './ports.ts';
import type { StateDigest, StateDigests } from './state-digests.ts';

/** Told apart in the digest, so that `[null]`, `[[]]` and `[{}]` differ. */
const NULL = 1;
const LIST = 2;
const MAP = 3;
const FLAG = 4;
const TEXT = 5;
const NUMBER = 6;
const NUMBERS = 7;
const VIEWS = 8;

/** A state that a decision sees is mostly numbers, a thousand of them. */
const NUMBERS_AT_ONCE = 5;
const KEYS_REMEMBERED = 32;

/**
 * 16 hexadecimal digits; keys count in the order in which the value was built.
 * @param known saves computing again what a state that was seen before comes to; the digest is the same without it
 */
export function inputDigest({ now, context, options, views }: Ask, known?: StateDigests): string {
  const digest = new OrderedDigest();
  digest.number(now);
  mix(digest, context);
  mixList(digest, options);
  for (let i = 0; i < views.length; i++) mixView(digest, views[i]!, known);
  digest.entry(VIEWS, views.length, 0, 0, 0, 0);
  return digest.hex();
}

function mixView(digest: OrderedDigest, view: ViewReading, known: StateDigests | undefined): void {
  const { type, key, version, ageMs } = view;
  const { one, two } = known === undefined ? stateDigest(view.state) : known.of(view, stateDigest);
  digest.entry(codeOf(type), one, two, version, key, ageMs ?? -1);
}

function stateDigest(state: unknown): StateDigest {
  const digest = new OrderedDigest();
  mix(digest, state);
  const [one, two] = digest.save();
  return { one: one!, two: two! };
}

function mix(digest: OrderedDigest, value: unknown): void {
  if (typeof value === 'number') digest.entry(NUMBER, 0, 0, 0, value, 0);
  else if (typeof value === 'string') mixText(digest, value);
  else if (typeof value === 'boolean') digest.entry(FLAG, 0, 0, 0, value ? 1 : 0, 0);
  else if (Array.isArray(value)) mixList(digest, value);
  else if (value !== null && typeof value === 'object') mixMap(digest, value as Fields);
  else digest.int(NULL);
}

type Fields = Readonly<Record<string, unknown>>;

/** By place among the fields: the key that stood there last, and its code. Options come in rows of one shape. */
const lastKeys: string[] = [];
const lastCodes: number[] = [];

function codeAt(place: number, key: string): number {
  if (lastKeys[place] === key) return lastCodes[place]!;
  const code = codeOf(key);
  if (place > KEYS_REMEMBERED) return code;
  while (lastKeys.length <= place) {
    lastKeys.push('');
    lastCodes.push(codeOf(''));
  }
  lastKeys[place] = key;
  lastCodes[place] = code;
  return code;
}

function mixMap(digest: OrderedDigest, value: Fields): void {
  let fields = 0;
  for (const key in value) {
    const field = value[key];
    const code = codeAt(fields, key);
    fields += 1;
    if (typeof field === 'number') digest.entry(NUMBER, code, 0, 0, field, 0);
    else {
      digest.int(code);
      mix(digest, field);
    }
  }
  digest.entry(MAP, fields, 0, 0, 0, 0);
}

function mixList(digest: OrderedDigest, values: readonly unknown[]): void {
  const { length } = values;
  digest.entry(LIST, length, 0, 0, 0, 0);
  let i = 0;
  while (i < length) {
    if (typeof values[i] === 'number' && mixNumbers(digest, values, i)) i += NUMBERS_AT_ONCE;
    else mix(digest, values[i++]);
  }
}

/** False: there are not as many from there on, or not all of them fit; nothing was mixed in. */
function mixNumbers(digest: OrderedDigest, values: readonly unknown[], from: number): boolean {
  if (from + NUMBERS_AT_ONCE > values.length) return false;
  const one = values[from] as number;
  const two = values[from + 1] as number;
  const three = values[from + 2] as number;
  const four = values[from + 3];
  const five = values[from + 4];
  if ((one | 0) !== one || (two | 0) !== two || (three | 0) !== three) return false;
  if (typeof four !== 'number' || typeof five !== 'number') return false;
  digest.entry(NUMBERS, one, two, three, four, five);
  return true;
}

/** Not `codeOf`, which remembers every text it is given. */
function mixText(digest: OrderedDigest, text: string): void {
  digest.entry(TEXT, text.length, 0, 0, 0, 0);
  for (let i = 0; i < text.length; i++) digest.int(text.charCodeAt(i));
}
