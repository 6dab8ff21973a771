/** Whoever comes as soon as he may is never let through faster than the limits say, and always at last. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import type { GatewayLimits } from '../../world/gateway-settings.ts';
import { Allowance } from './allowance.ts';

const NONE: GatewayLimits = {
  rate: null,
  concurrent: null,
  serviceMs: 0,
  linesPerRequest: null,
  perDay: null,
  tellsWhen: true,
};
const DAY_MS = 86_400_000;

test('a full bucket lets its burst through at once, then one after the other', () => {
  const allowance = new Allowance({ ...NONE, rate: { perSecond: 2, burst: 3 } });
  for (let n = 0; n < 3; n++) {
    expect(allowance.waitMs(1, 1000)).toBe(0);
    allowance.take(1, 1000);
  }
  expect(allowance.waitMs(1, 1000)).toBe(500);
  expect(allowance.waitMs(1, 1499)).toBe(1);
  expect(allowance.waitMs(1, 1500)).toBe(0);
});

test('a message of more pages than the burst passes a full bucket, and the next waits for its debt', () => {
  const allowance = new Allowance({ ...NONE, rate: { perSecond: 1, burst: 2 } });
  expect(allowance.waitMs(5, 1000)).toBe(0);
  allowance.take(5, 1000);
  expect(allowance.waitMs(1, 1000)).toBe(4000);
});

test('as many are served at a time as there are places', () => {
  const allowance = new Allowance({ ...NONE, concurrent: 2, serviceMs: 300 });
  allowance.take(1, 0);
  allowance.take(2, 100);
  expect(allowance.waitMs(1, 200)).toBe(100);
  expect(allowance.waitMs(1, 300)).toBe(0);
});

test('a used-up day ends at midnight UTC', () => {
  const allowance = new Allowance({ ...NONE, perDay: 2 });
  for (let n = 0; n < 2; n++) allowance.take(1, DAY_MS / 2);
  expect(allowance.waitMs(1, DAY_MS - 1)).toBe(1);
  expect(allowance.waitMs(1, DAY_MS)).toBe(0);
});

const LIMITS: fc.Arbitrary<GatewayLimits> = fc.record({
  rate: fc.option(
    fc.record({ perSecond: fc.integer({ min: 1, max: 9 }), burst: fc.integer({ min: 1, max: 9 }) }),
  ),
  concurrent: fc.option(fc.integer({ min: 1, max: 4 })),
  serviceMs: fc.nat(900),
  linesPerRequest: fc.constant(null),
  perDay: fc.option(fc.integer({ min: 5, max: 90 })),
  tellsWhen: fc.constant(true),
});

describe('whatever comes', () => {
  test('passes after the wait that was told, and never more than the bucket gives', () => {
    fc.assert(
      fc.property(
        LIMITS,
        fc.array(fc.tuple(fc.nat(2000), fc.integer({ min: 1, max: 3 }))),
        (limits, comes) => {
          const allowance = new Allowance(limits);
          const passed: [at: number, requests: number][] = [];
          let now = 1;
          for (const [afterMs, requests] of comes) {
            now += afterMs;
            const waitMs = allowance.waitMs(requests, now);
            now += waitMs;
            expect(allowance.waitMs(requests, now)).toBe(0);
            allowance.take(requests, now);
            passed.push([now, requests]);
          }
          const { rate } = limits;
          if (rate === null) return;
          passed.forEach(([from], i) => {
            let sum = 0;
            for (const [at, requests] of passed.slice(i)) {
              sum += requests;
              // The last one may leave the bucket in debt by what it has more than the burst.
              const most =
                (rate.perSecond * (at - from)) / 1000 + rate.burst + Math.max(0, requests - rate.burst);
              expect(sum).toBeLessThanOrEqual(most);
            }
          });
        },
      ),
      { numRuns: runs(200) },
    );
  });

  test('goes on from a copy as it would have', () => {
    fc.assert(
      fc.property(LIMITS, fc.array(fc.nat(2000)), (limits, comes) => {
        const one = new Allowance(limits);
        let now = 1;
        for (const afterMs of comes) {
          now += afterMs;
          if (one.waitMs(1, now) === 0) one.take(1, now);
        }
        const other = new Allowance(limits);
        other.load(structuredClone(one.save()));
        expect(other.waitMs(1, now)).toBe(one.waitMs(1, now));
      }),
      { numRuns: runs(100) },
    );
  });
});
