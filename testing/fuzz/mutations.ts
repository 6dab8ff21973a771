/**
 * Inputs for a parser: samples that are valid, with bytes flipped, taken out, repeated, put in from elsewhere, and bytes that were
 * never anything.
 *
 * 1. Drawn by fast-check: a finding shrinks to the sample with as few edits as it needs.
 * 2. What comes out has at most `BYTES_MAX` bytes, whatever the edits.
 */
import fc from 'fast-check';
import { long } from '../properties/properties.ts';

type Edit =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'set'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number; readonly times: number }
  | {
      readonly kind: 'splice';
      readonly at: number;
      readonly sample: number;
      readonly from: number;
      readonly length: number;
    }
  | { readonly kind: 'insert'; readonly at: number; readonly word: string }
  | { readonly kind: 'word'; readonly at: number; readonly word: string }
  | { readonly kind: 'lineEnds'; readonly end: string };

const BYTES_MAX = long ? 1 << 20 : 1 << 14;
const EDITS_MAX = 6;
const LENGTH_MAX = 40;
const TIMES_MAX = long ? 100_000 : 300;
const PLACE_MAX = 1 << 24;
const FROM_NOTHING_MAX = 200;
const CODE_POINT_MAX = 0x10_ffff;

/** What parsers stumble over, whatever they read. */
const WORDS: readonly string[] = [
  ...['\0', '\ufeff', '\r\n', '\r', '\u2028', '\u0085', '\u001a', '\t', ' ', '"', "'", '\\', '\\u0000'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'length', 'then'],
  ...['1e309', '-1e309', 'NaN', 'Infinity', '-0', '0x10', '1_000', '9007199254740993', '9'.repeat(30)],
  ...['-1', '0', '1.0', '.5', '5.', '1e3', '+1', '2147483648', '4294967296', '٣', '１', '𝟙'],
  ...['null', 'true', '[]', '{}', '""', '[[[[[[[[', '{"a":'.repeat(8), ']', '}', ',', ':', ';', '&a', '*a'],
  ...['İ', 'ß', 'e\u0301', '\u202e', '😀', '\u{10ffff}', '%s', '%00', '../', '<!--', '!!binary'],
  ...['2026-02-30', '0000-00-00', '9999-12-31T23:59:60Z', '2026-03-04T00:00:00Z', '24:00', '99:99'],
];
/** No UTF-8, as bytes. */
const BROKEN = ['\xff\xfe', '\xc0\x80', '\xed\xa0\x80', '\xf8'];
/** In which a byte stands for itself. */
const BYTE_TEXT = 'latin1';

const place = fc.nat(PLACE_MAX);

function editOf(words: readonly string[]): fc.Arbitrary<Edit> {
  const known = [...WORDS, ...words].map((word) => Buffer.from(word).toString(BYTE_TEXT));
  const word = fc.constantFrom(...known, ...BROKEN);
  const length = fc.integer({ min: 1, max: LENGTH_MAX });
  const kind = <Kind extends Edit['kind']>(name: Kind) => fc.constant(name);
  return fc.oneof(
    fc.record({ kind: kind('flip'), at: place, bit: fc.nat(7) }),
    fc.record({ kind: kind('set'), at: place, byte: fc.nat(255) }),
    fc.record({ kind: kind('cut'), at: place, length }),
    fc.record({ kind: kind('truncate'), at: place }),
    fc.record({ kind: kind('repeat'), at: place, length, times: fc.integer({ min: 1, max: TIMES_MAX }) }),
    fc.record({ kind: kind('splice'), at: place, sample: place, from: place, length }),
    fc.record({ kind: kind('insert'), at: place, word }),
    fc.record({ kind: kind('word'), at: place, word }),
    fc.record({ kind: kind('lineEnds'), end: fc.constantFrom('\r\n', '\r', '\n\n', '\0\n') }),
  );
}

/**
 * @param samples valid inputs, at least one
 * @param words that mean something to this parser, beside those that trouble all
 */
export function inputsLike(
  samples: readonly Uint8Array[],
  words: readonly string[] = [],
): fc.Arbitrary<Uint8Array> {
  const edit = editOf(words);
  // Of many edits, one is soon refused, and hides what the others would find.
  const edits = fc.oneof(fc.tuple(edit), fc.array(edit, { minLength: 1, maxLength: EDITS_MAX }));
  const changed = fc
    .tuple(fc.nat(samples.length - 1), edits)
    .map(([base, all]) =>
      bytesOf(all.reduce<string>((text, each) => edited(text, each, samples), textAt(samples, base))),
    );
  // By code point: the library's own `binary` takes seconds to be made ready.
  const texts = fc
    .array(fc.nat(CODE_POINT_MAX), { maxLength: FROM_NOTHING_MAX })
    .map((points) => Buffer.from(String.fromCodePoint(...points)));
  const bytes = fc.uint8Array({ maxLength: FROM_NOTHING_MAX });
  return fc.oneof(
    { weight: 8, arbitrary: changed },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: texts },
  );
}

function textAt(samples: readonly Uint8Array[], no: number): string {
  return Buffer.from(samples[no % samples.length]!).toString(BYTE_TEXT);
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text.slice(0, BYTES_MAX), BYTE_TEXT);
}

function edited(text: string, edit: Edit, samples: readonly Uint8Array[]): string {
  if (edit.kind === 'lineEnds') return text.replace(/\r?\n/g, edit.end);
  const at = edit.at % (text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (edit.kind) {
    case 'flip':
      return after === '' ? text : `${before}${flipped(after, edit.bit)}${after.slice(1)}`;
    case 'set':
      return `${before}${String.fromCharCode(edit.byte)}${after.slice(1)}`;
    case 'cut':
      return before + after.slice(edit.length);
    case 'truncate':
      return before;
    case 'repeat': {
      const part = after.slice(0, edit.length);
      const times = part === '' ? 0 : Math.min(edit.times, Math.ceil(BYTES_MAX / part.length));
      return before + part.repeat(times) + after;
    }
    case 'splice': {
      const other = textAt(samples, edit.sample);
      const from = edit.from % (other.length + 1);
      return before + other.slice(from, from + edit.length) + after;
    }
    case 'insert':
      return before + edit.word + after;
    case 'word':
      return withWord(text, at, edit.word);
  }
}

/** In place of the word that `at` lies in, or the next one. */
function withWord(text: string, at: number, word: string): string {
  const inside = /[\w.+-]*$/.exec(text.slice(Math.max(0, at - LENGTH_MAX), at))![0];
  const begin = at - inside.length;
  return text.slice(0, begin) + text.slice(begin).replace(/[\w.+-]+/, () => word);
}

function flipped(text: string, bit: number): string {
  return String.fromCharCode(text.charCodeAt(0) ^ (1 << bit));
}
