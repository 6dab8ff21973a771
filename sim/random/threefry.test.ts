/**
 * The block function is the published one, and scatters. Shown by the known answers of Random123 (tests/kat_vectors),
 * and by flipping single input bits: each must flip about half of the output bits.
 */
import { expect, test } from 'vitest';
import { block, threefry } from './threefry.ts';

/** Rounds; counter, key and result as in kat_vectors. */
const KNOWN: readonly (readonly [13 | 20, string])[] = [
  [13, '00000000 00000000 00000000 00000000 9d1c5ec6 8bd50731'],
  [13, 'ffffffff ffffffff ffffffff ffffffff fd36d048 2d17272c'],
  [13, '243f6a88 85a308d3 13198a2e 03707344 ba3e4725 f27d669e'],
  [20, '00000000 00000000 00000000 00000000 6b200159 99ba4efe'],
  [20, 'ffffffff ffffffff ffffffff ffffffff 1cb996fc bb002be7'],
  [20, '243f6a88 85a308d3 13198a2e 03707344 c4923a9c 483df7a0'],
];

test.each(KNOWN)('known answer, %i rounds: %s', (rounds, line) => {
  const [c0, c1, k0, k1, r0, r1] = line.split(' ').map((word) => Number.parseInt(word, 16));
  threefry(rounds, k0!, k1!, c0!, c1!);
  expect([block[0]! >>> 0, block[1]! >>> 0]).toEqual([r0, r1]);
});

function onesIn(word: number): number {
  let count = 0;
  for (let w = word >>> 0; w !== 0; w >>>= 1) count += w & 1;
  return count;
}

test.each([13, 20] as const)('%i rounds: each input bit flips half of the output', (rounds) => {
  for (let bit = 0; bit < 128; bit++) {
    let flipped = 0;
    const trials = 400;
    for (let t = 0; t < trials; t++) {
      const input = [t, 0, 0x1234567, 0x89abcdef];
      threefry(rounds, input[2]!, input[3]!, input[0]!, input[1]!);
      const before = [block[0]!, block[1]!];
      input[bit >>> 5]! ^= 1 << (bit & 31);
      threefry(rounds, input[2]!, input[3]!, input[0]!, input[1]!);
      flipped += onesIn(block[0]! ^ before[0]!) + onesIn(block[1]! ^ before[1]!);
    }
    // 32 of 64 expected, standard deviation 4 / sqrt(400) = 0.2.
    expect(Math.abs(flipped / trials - 32), `bit ${bit}`).toBeLessThan(1);
  }
});
