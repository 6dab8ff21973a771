/**
 * Threefry-2x32: a keyed bijection of 64 bits that turns (key, counter) into random bits. Without state: the
 * counter *is* the draw.
 *
 * 1. Integer additions, rotations and exclusive-ors only. Results lie in `block`, overwritten by the next call.
 * 2. 13 rounds pass the whole of BigCrush (the authors' "crush-resistant" count) and serve draws; 20 rounds, the
 *    default of the authors' library, serve the making of keys.
 *
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11; Random123 1.09.
 */

/** Most counters that one call takes. */
export const COUNT_MAX = 64;

/** The two words of each result of the last call, as int32. */
export const block = new Int32Array(2 * COUNT_MAX);

/** Skein's key-schedule parity constant, 32 bits. */
const PARITY = 0x1bd11bda;

/**
 * Encrypts the counter (counter0, counter1) under the key (key0, key1) into `block`, and so many that follow it: many at
 * a time cost half of one by one. All words are taken modulo 2^32.
 * @param count of counters, 1 to `COUNT_MAX`
 */
export function threefry(
  rounds: 13 | 20,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  count = 1,
): void {
  const key2 = PARITY ^ key0 ^ key1;
  for (let i = 0; i < count; i++) {
    let x = (counter0 + key0) | 0;
    let y = (counter1 + i + key1) | 0;

    x = (x + y) | 0;
    y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0;
    y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0;
    y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0;
    y = ((y << 6) | (y >>> 26)) ^ x;
    x = (x + key1) | 0;
    y = (y + key2 + 1) | 0;

    x = (x + y) | 0;
    y = ((y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0;
    y = ((y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0;
    y = ((y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0;
    y = ((y << 24) | (y >>> 8)) ^ x;
    x = (x + key2) | 0;
    y = (y + key0 + 2) | 0;

    x = (x + y) | 0;
    y = ((y << 13) | (y >>> 19)) ^ x;
    x = (x + y) | 0;
    y = ((y << 15) | (y >>> 17)) ^ x;
    x = (x + y) | 0;
    y = ((y << 26) | (y >>> 6)) ^ x;
    x = (x + y) | 0;
    y = ((y << 6) | (y >>> 26)) ^ x;
    x = (x + key0) | 0;
    y = (y + key1 + 3) | 0;

    x = (x + y) | 0;
    y = ((y << 17) | (y >>> 15)) ^ x;
    if (rounds === 20) {
      x = (x + y) | 0;
      y = ((y << 29) | (y >>> 3)) ^ x;
      x = (x + y) | 0;
      y = ((y << 16) | (y >>> 16)) ^ x;
      x = (x + y) | 0;
      y = ((y << 24) | (y >>> 8)) ^ x;
      x = (x + key1) | 0;
      y = (y + key2 + 4) | 0;

      x = (x + y) | 0;
      y = ((y << 13) | (y >>> 19)) ^ x;
      x = (x + y) | 0;
      y = ((y << 15) | (y >>> 17)) ^ x;
      x = (x + y) | 0;
      y = ((y << 26) | (y >>> 6)) ^ x;
      x = (x + y) | 0;
      y = ((y << 6) | (y >>> 26)) ^ x;
      x = (x + key2) | 0;
      y = (y + key0 + 5) | 0;
    }
    block[2 * i] = x;
    block[2 * i + 1] = y;
  }
}
