/** Fair share: nobody gets more than it wants, nothing that somebody wants is left, and what there is is dealt out in proportion. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fairShare } from './fair-share.ts';

const wanted = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });

describe('a share', () => {
  test.each([
    ['all, where there is enough', [12, 6], 18, [12, 6]],
    ['all, where nobody knows', [12, 6], Infinity, [12, 6]],
    ['in proportion', [24, 12], 18, [12, 6]],
    ['in whole cases, the largest remainder first', [24, 24, 12], 30, [12, 12, 6]],
    ['of equal remainders the first', [6, 6, 6], 6, [6, 0, 0]],
    ['of a part of a case nothing', [6, 6], 5, [0, 0]],
    ['of nothing nothing', [6, 6], 0, [0, 0]],
  ])('is %s', (_what, units, available, shares) => {
    expect(fairShare(units, available, 6)).toEqual(shares);
  });

  test('is no more than wanted and than there is, in whole cases, and leaves no case that somebody wants', () => {
    const available = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(wanted, available, fc.integer({ min: 1, max: 12 }), (cases, there, casePack) => {
        const units = cases.map((each) => each * casePack);
        const shares = fairShare(units, there, casePack);
        const sum = shares.reduce((total, each) => total + each, 0);
        const all = units.reduce((total, each) => total + each, 0);
        expect(sum).toBe(Math.min(all, Math.floor(there / casePack) * casePack));
        for (const [i, share] of shares.entries()) {
          expect(share).toBeLessThanOrEqual(units[i]!);
          expect(share % casePack).toBe(0);
          // Within a case of its exact part.
          if (all > 0) expect(Math.abs(share - (units[i]! / all) * sum)).toBeLessThan(casePack + 1e-6);
        }
      }),
    );
  });
});
