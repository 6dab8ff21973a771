/** Back-off grows to its cap, jitter only shortens it, and both are a function of what the message says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, envelope, PARTNER } from '../contracts/envelope.ts';
import { backOffMs, keyedHash, messageId } from './jitter.ts';

const BACK_OFF = { baseMs: 1_000, factor: 2, maxMs: 60_000, jitterPercent: 50 };

const message = (kind: string, partner: number, key: number, a: number, counter: number) =>
  envelope(kind, 8, 1, PARTNER, partner, CORE_SENDER, counter, key, a, 0, null);

describe('back-off', () => {
  test('without jitter doubles up to its cap', () => {
    const plain = { ...BACK_OFF, jitterPercent: 0 };
    const waits = [1, 2, 3, 6, 7, 8, 1000].map((attempt) => backOffMs(plain, 1, 1, attempt));
    expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('with jitter is a whole number of ms, never more than without and never less than the share allows', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 1, max: 30 }), (salt, id, attempt) => {
        const full = backOffMs({ ...BACK_OFF, jitterPercent: 0 }, salt, id, attempt);
        const waitMs = backOffMs(BACK_OFF, salt, id, attempt);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeLessThanOrEqual(full);
        expect(waitMs).toBeGreaterThanOrEqual(full / 2);
      }),
    );
  });

  test('spreads messages over the whole of its range', () => {
    const waits = Array.from({ length: 2_000 }, (_, id) => backOffMs(BACK_OFF, 7, id, 1));
    const tenths = new Array<number>(10).fill(0);
    for (const waitMs of waits) tenths[Math.min(9, Math.floor((waitMs - 500) / 50))]! += 1;
    for (const count of tenths) expect(count).toBeGreaterThan(140);
  });
});

test('hashes are frozen: a run of yesterday waits as long today', () => {
  expect([keyedHash(0, 0, 0), keyedHash(1, 2, 3), keyedHash(-1, 17, 1)]).toEqual([
    0, 497_663_277, 1_726_461_633,
  ]);
});

describe('a message is named by what it says', () => {
  test('whatever its counter', () => {
    expect(messageId(message('reserveStock', 2, 17, 1, 5))).toBe(
      messageId(message('reserveStock', 2, 17, 1, 500)),
    );
  });

  test('and by all of it', () => {
    const ids = [
      message('reserveStock', 2, 17, 1, 5),
      message('payInvoice', 2, 17, 1, 5),
      message('reserveStock', 3, 17, 1, 5),
      message('reserveStock', 2, 18, 1, 5),
      message('reserveStock', 2, 17, 2, 5),
    ].map(messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
