/** An architect reads one sentence: it must name the right policy, by how much, and never make more of a run than there is. */
import { describe, expect, test } from 'vitest';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import type { OutboundArmReport } from './outbound-report.ts';
import { reportOf, sampleArm } from './sample.fixture.ts';
import { verdictOf } from './verdict.ts';

const sample = sampleArm('sample', 'DC', FIVE_ORDERS);

function arm(
  policy: string,
  landedCostPerOrder: number | null,
  onTimeDelivery: number | null,
): OutboundArmReport {
  return { ...sample, policy, kpis: { ...sample.kpis, landedCostPerOrder, onTimeDelivery } };
}

function first(...arms: readonly OutboundArmReport[]): string {
  return verdictOf(reportOf(arms))[0]!;
}

describe('of two policies', () => {
  test('one cheaper and the other more often on time: what a point of service costs', () => {
    const words =
      'a is cheaper, b more often on time: 16.23 USD more an order (+28.7 %) for +4.4 pp of the shipments.';
    expect(first(arm('a', 5664, 0.9054), arm('b', 7287, 0.9496))).toBe(words);
    expect(first(arm('b', 7287, 0.949), arm('a', 5664, 0.905))).toBe(words);
  });

  test('one better in both, whichever is the baseline', () => {
    const words =
      'b came out better than a: 10.00 USD an order cheaper (-20.0 %), and more often on time (+5.0 pp of the shipments).';
    expect(first(arm('a', 5000, 0.9), arm('b', 4000, 0.95))).toBe(words);
    expect(first(arm('b', 4000, 0.95), arm('a', 5000, 0.9))).toBe(words);
  });

  test('equal in one: the other decides, and the tie is said', () => {
    expect(first(arm('a', 5000, 0.9), arm('b', 5000, 0.95))).toBe(
      'b came out better than a: at the same cost, and more often on time (+5.0 pp of the shipments).',
    );
    expect(first(arm('a', 5000, 0.9), arm('b', 4000, 0.9))).toBe(
      'b came out better than a: 10.00 USD an order cheaper (-20.0 %), and as often on time.',
    );
  });

  test('what is equal as shown is equal', () => {
    const words = 'The policies came out the same, in cost and in service.';
    expect(first(arm('a', 5000.2, 0.90001), arm('b', 5000.4, 0.90004))).toBe(words);
  });

  test('where one has nothing to be judged by, nothing is compared', () => {
    expect(first(arm('a', 5000, 0.9), arm('b', null, null))).toMatch(/^a delivered 90\.0 % of its/);
    expect(verdictOf(reportOf([arm('a', 5000, 0.9), arm('b', null, null)]))[1]).toBe(
      'b delivered nothing that was due.',
    );
  });
});

test('of three, the cheapest and the timeliest are named', () => {
  expect(first(arm('a', 5000, 0.9), arm('b', 4000, 0.8), arm('c', 6000, 0.99))).toMatch(
    /^b is cheaper, c more often on time: 20\.00 USD more an order \(\+50\.0 %\) for \+19\.0 pp of the shipments\.$/,
  );
  expect(first(arm('a', 5000, 0.9), arm('b', 4000, 0.95), arm('c', 6000, 0.92))).toMatch(
    /^b came out better than a: /,
  );
});

test('one policy alone is not compared', () => {
  expect(verdictOf(reportOf([arm('a', 5000, 0.9)]))).toEqual([
    'a delivered 90.0 % of its shipments on time, at a landed cost of 50.00 USD an order.',
  ]);
});

test('a broken invariant is all there is to say', () => {
  expect(
    verdictOf(reportOf([arm('a', 1, 1), { ...arm('b', 2, 1), violation: 'side-effect-once violated' }])),
  ).toEqual(['Stopped: b broke an invariant, so no figure here counts.', 'side-effect-once violated']);
});
