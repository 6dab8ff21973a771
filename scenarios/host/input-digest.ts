/** Digest of what a decision was asked with: context, options and views, as plain JSON values. Not cryptographic. */
import { codeOf, OrderedDigest } from '#sim/digest';
import type { Ask } from './ports.ts';

/** Told apart in the digest, so that `[null]`, `[[]]` and `[{}]` differ. */
const NULL = 1;
const LIST = 2;
const MAP = 3;
const FLAG = 4;
const TEXT = 5;
const NUMBER = 6;

/** 16 hexadecimal digits. Cost: some 5 us for seven options; keys count in the order in which the value was built. */
export function inputDigest({ now, context, options, views }: Ask): string {
  const digest = new OrderedDigest();
  mix(digest, [now, context, options, views]);
  return digest.hex();
}

function mix(digest: OrderedDigest, value: unknown): void {
  if (typeof value === 'number') {
    digest.int(NUMBER);
    digest.number(value);
  } else if (typeof value === 'string') mixText(digest, value);
  else if (typeof value === 'boolean') {
    digest.int(FLAG);
    digest.int(value ? 1 : 0);
  } else if (Array.isArray(value)) {
    digest.int(LIST);
    digest.int(value.length);
    for (const each of value) mix(digest, each);
  } else if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value);
    digest.int(MAP);
    digest.int(keys.length);
    for (const key of keys) {
      digest.int(codeOf(key));
      mix(digest, (value as Readonly<Record<string, unknown>>)[key]);
    }
  } else digest.int(NULL);
}

/** Not `codeOf`, which remembers every text it is given. */
function mixText(digest: OrderedDigest, text: string): void {
  digest.int(TEXT);
  digest.int(text.length);
  for (let i = 0; i < text.length; i++) digest.int(text.charCodeAt(i));
}
