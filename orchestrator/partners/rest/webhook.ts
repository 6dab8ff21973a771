/**
 * Whether what arrives at the webhook is the carrier's: signed with a secret that both have, and not long ago. Guide:
 * docs/rest-guide.md.
 *
 * 1. The signature is HMAC-SHA-256 of `<id>.<seconds>.<text>`, in hexadecimal digits.
 * 2. The signature is looked at first: of what is forged nothing else is believed, not its time either.
 * 3. While a secret is changed there may be several signatures, with blanks between them: one that is right is enough.
 */
import { SHA256_ROOM, sha256, sha256Hex, utf8Into } from '../../model/sha256.ts';

/** In the headers of a post. */
export interface WebhookSeal {
  readonly id: string;
  readonly timestampSeconds: number;
  /** One, or several with blanks between them. */
  readonly signature: string;
}

const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/** Source: RFC 2104. @param key of 64 bytes at most */
export function hmacSha256Hex(key: string, text: string): string {
  const keyBytes = new Uint8Array(3 * BLOCK);
  utf8Into(key, keyBytes, 0);
  const inner = new Uint8Array(BLOCK + 3 * text.length + SHA256_ROOM);
  const outer = new Uint8Array(BLOCK + DIGEST + SHA256_ROOM);
  for (let i = 0; i < BLOCK; i++) {
    inner[i] = keyBytes[i]! ^ INNER;
    outer[i] = keyBytes[i]! ^ OUTER;
  }
  sha256(inner, utf8Into(text, inner, BLOCK), outer, BLOCK);
  sha256(outer, BLOCK + DIGEST, outer, 0);
  let hex = '';
  for (let i = 0; i < DIGEST; i++) hex += outer[i]!.toString(16).padStart(2, '0');
  return hex;
}

export function isSigned(
  secret: string,
  { id, timestampSeconds, signature }: WebhookSeal,
  text: string,
): boolean {
  const right = hmacSha256Hex(secret, `${id}.${timestampSeconds}.${text}`);
  return signature === right || signature.split(' ').includes(right);
}

/**
 * The secret of a rehearsal: of one carrier, and worth nothing anywhere else.
 * @param generation 0, and one more each time it is changed
 */
export function rehearsalSecret(partner: number, generation = 0): string {
  const which = generation === 0 ? '' : `, generation ${generation}`;
  return sha256Hex(`dray rehearsal webhook ${partner}${which}`).slice(0, DIGEST);
}
