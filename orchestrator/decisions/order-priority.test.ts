/** Ranks of orders: what each rule of thumb makes of an order, whatever ranks are offered, and that an emergency stays one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passGate } from './gate.ts';
import {
  asErpSays,
  earliestDue,
  emergencyKept,
  highestValue,
  ORDER_PRIORITY_POLICIES,
  type OrderPriorityContext,
  type OrderPriorityOption,
  type OrderPriorityPolicy,
  RANKS,
  valuePerLine,
} from './order-priority.ts';

const DAY_MS = 86_400_000;
const CONTEXT: OrderPriorityContext = {
  customer: 0,
  destination: 3,
  erpRank: 2,
  releasedAt: 0,
  promisedAt: 5 * DAY_MS,
  waitedMs: 0,
  lines: 4,
  units: 20,
  weightGrams: 9000,
  valueMinor: 10_000,
  typicalMinor: 10_000,
  typicalLineMinor: 2500,
  shipComplete: false,
};
const optionsFor = (erpRank: number): OrderPriorityOption[] =>
  [...new Set([...RANKS, erpRank])].map((rank) => ({ rank, erp: rank === erpRank }));
function rankBy(policy: OrderPriorityPolicy, changes: Partial<OrderPriorityContext> = {}): number {
  const context = { ...CONTEXT, ...changes };
  const options = optionsFor(context.erpRank);
  return options[passGate({ context, options, rules: [emergencyKept], views: [] }, policy).chosen]!.rank;
}

test('as ERP says, also where that is none of the usual ranks', () => {
  expect([0, 2, 7].map((erpRank) => rankBy(asErpSays, { erpRank }))).toEqual([0, 2, 7]);
});

describe('earliest-due', () => {
  test('goes by what is left until the promise: time on hold makes it more urgent', () => {
    const left = [1, 2, 3, 4, 5, 7, 8].map((days) => rankBy(earliestDue, { promisedAt: days * DAY_MS }));
    expect(left).toEqual([0, 0, 1, 1, 2, 2, 3]);
    expect(rankBy(earliestDue, { waitedMs: 2 * DAY_MS })).toBe(1);
  });
});

describe('by value', () => {
  test('an order of twice the mean comes first, one of less than half of it last', () => {
    const ranks = [20_000, 19_999, 10_000, 9999, 5000, 4999].map((valueMinor) =>
      rankBy(highestValue, { valueMinor }),
    );
    expect(ranks).toEqual([0, 1, 1, 2, 2, 3]);
  });

  test('a line counts what it takes of a wave: few lines of the same value are more urgent', () => {
    expect([1, 2, 4, 8, 16].map((lines) => rankBy(valuePerLine, { lines }))).toEqual([0, 0, 1, 2, 3]);
  });
});

test('an emergency is ranked by nobody; everything else gets a rank that was offered', () => {
  const context = fc.record({
    erpRank: fc.integer({ min: 0, max: 9 }),
    promisedAt: fc.integer({ min: -5 * DAY_MS, max: 20 * DAY_MS }),
    valueMinor: fc.integer({ min: 0, max: 100_000 }),
    lines: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(context, fc.constantFrom(...ORDER_PRIORITY_POLICIES), (changes, policy) => {
      const rank = rankBy(policy, changes);
      if (changes.erpRank === 0) expect(rank).toBe(0);
      else expect([...RANKS, changes.erpRank]).toContain(rank);
    }),
  );
});
