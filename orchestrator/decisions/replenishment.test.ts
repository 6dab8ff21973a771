/** Policies of replenishment, and the rule before them. */
import { expect, test } from 'vitest';
import { passGate } from './gate.ts';
import {
  minMax,
  orderUpTo,
  REPLENISHMENT_POLICIES,
  type ReplenishmentContext,
  type ReplenishmentOption,
  urgentOnly,
  vehicleFits,
} from './replenishment.ts';

const CONTEXT: ReplenishmentContext = {
  store: 0,
  group: 0,
  review: 0,
  viewAgeMs: 0,
  products: [0],
  position: [0],
  dailyUnits: [1],
  minUnits: [1],
  targetUnits: [9],
  leadTimeMs: 1,
  weightGramsMax: 1000,
};
const option = (
  rule: ReplenishmentOption['rule'],
  source: number,
  changes: Partial<ReplenishmentOption> = {},
): ReplenishmentOption => ({
  source,
  usual: source === 0,
  rule,
  units: [6],
  totalUnits: 6,
  valueMinor: 600,
  weightGrams: 900,
  ...changes,
});
const OPTIONS = [
  option('min-max', 1),
  option('order-up-to', 1),
  option('order-up-to', 0),
  option('urgent', 1),
];
const chosen = (policy: (typeof REPLENISHMENT_POLICIES)[number], options = OPTIONS) =>
  passGate({ context: CONTEXT, options, rules: [vehicleFits], views: [] }, policy).chosen;

test('each policy takes the proposal of its rule, from the usual node where that makes one', () => {
  expect(chosen(orderUpTo)).toBe(2);
  expect(chosen(minMax)).toBe(0);
  expect(chosen(urgentOnly)).toBe(3);
});

test('where its rule proposes nothing, nothing is sent', () => {
  expect(chosen(urgentOnly, [option('min-max', 0)])).toBe(-1);
});

test('what does not fit the vehicle is never chosen, whoever decides', () => {
  const heavy = [option('order-up-to', 0, { weightGrams: 1001 }), option('order-up-to', 1)];
  for (const policy of REPLENISHMENT_POLICIES)
    expect(chosen({ ...policy, recommend: (_context, options) => options.length - 1 }, heavy)).toBe(1);
  expect(chosen(orderUpTo, heavy)).toBe(1);
});
