/**
 * SHA-256 without a platform: the pure rooms have no `crypto`. Source: FIPS 180-4.
 *
 * 1. Synchronous, the same on every machine; what it works in is cleared by every call.
 * 2. Text is hashed as its UTF-8 bytes. A lone surrogate counts as U+FFFD, as in every encoder.
 * 3. Who hashes often hashes bytes of its own (`sha256`): no text is built or taken apart.
 */

// biome-ignore format: a table of the standard
const K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);
const START = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const BLOCK = 64;
/** Marker byte and the length in bits. */
const TAIL = 9;

const words = new Int32Array(64);
const state = new Int32Array(START.length);
/** Of texts that fit: most are records of some hundred characters. */
const shortText = new Uint8Array(32 * BLOCK);

/** Bytes of a digest. */
export const SHA256_BYTES = 32;
/** Room that `sha256` needs behind what it is given. */
export const SHA256_ROOM = BLOCK + TAIL;

/** SHA-256 of a text's UTF-8 bytes: 64 hexadecimal digits. Cost: about 0.6 us for each 64 bytes. */
export function sha256Hex(text: string): string {
  const worst = 3 * text.length + SHA256_ROOM;
  const room = worst > shortText.length ? new Uint8Array(worst) : shortText;
  const digest = new Uint8Array(SHA256_BYTES);
  sha256(room, utf8Into(text, room, 0), digest, 0);
  return hexOf(digest, 0, SHA256_BYTES);
}

/**
 * SHA-256 of the first bytes of a list, into another or the same.
 * @param bytes with `SHA256_ROOM` behind them, which is overwritten
 */
export function sha256(bytes: Uint8Array, length: number, digest: Uint8Array, to: number): void {
  const end = pad(bytes, length);
  state.set(START);
  for (let at = 0; at < end; at += BLOCK) compress(bytes, at);
  for (let i = 0; i < START.length; i++) {
    const word = state[i]!;
    const at = to + 4 * i;
    digest[at] = word >>> 24;
    digest[at + 1] = word >>> 16;
    digest[at + 2] = word >>> 8;
    digest[at + 3] = word;
  }
}

/** A one bit, zeros, and the length in bits, up to whole blocks; answers where they end. */
function pad(bytes: Uint8Array, length: number): number {
  const end = (Math.floor((length + TAIL - 1) / BLOCK) + 1) * BLOCK;
  bytes[length] = 0x80;
  bytes.fill(0, length + 1, end);
  const bits = length * 8;
  for (let i = 0; i < 6; i++) bytes[end - 1 - i] = Math.floor(bits / PLACE[i]!) & 0xff;
  return end;
}

/** 256 to the power of its index: 48 bits of length are enough for any string. */
const PLACE = [1, 0x100, 0x10000, 0x1000000, 0x100000000, 0x10000000000];

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two hexadecimal digits a byte. */
export function hexOf(bytes: Uint8Array, from: number, to: number): string {
  let hex = '';
  for (let at = from; at < to; at++) hex += HEX[bytes[at]!]!;
  return hex;
}

/** UTF-8 of a text, 3 bytes a unit at most. Answers where it ends. */
export function utf8Into(text: string, into: Uint8Array, from: number): number {
  let at = from;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      into[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1);
      const paired = code < 0xdc00 && low >= 0xdc00 && low < 0xe000;
      code = paired ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
      if (paired) i += 1;
    }
    if (code < 0x800) into[at++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) into[at++] = 0xe0 | (code >> 12);
      else {
        into[at++] = 0xf0 | (code >> 18);
        into[at++] = 0x80 | ((code >> 12) & 0x3f);
      }
      into[at++] = 0x80 | ((code >> 6) & 0x3f);
    }
    into[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

function compress(bytes: Uint8Array, at: number): void {
  schedule(bytes, at);
  // Read one by one: taking an array apart costs an iterator.
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const t1 =
      (((h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25))) | 0) +
        ((((e & f) ^ (~e & g)) + K[i]!) | 0) +
        words[i]!) |
      0;
    const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** The block's sixteen words, and the 48 made of them. */
function schedule(bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const p = at + 4 * i;
    words[i] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0;
  }
}
