/** Proposals: by each rule and node, whole cases of what the node keeps, and no more than the vehicle carries. */
import { expect, test } from 'vitest';
import type { ReplenishmentContext } from '../../decisions/replenishment.ts';
import { proposalsOf } from './proposals.ts';
import { DAY, replenishmentSettings } from './replenishment.fixture.ts';

const settings = replenishmentSettings();
const CONTEXT: ReplenishmentContext = {
  store: 3,
  group: 1,
  review: 0,
  viewAgeMs: 0,
  products: [2, 3],
  position: [5, 9],
  dailyUnits: [10, 4],
  minUnits: [10, 6],
  targetUnits: [40, 20],
  leadTimeMs: DAY,
  weightGramsMax: 40_000,
};
const unitsOf = (changes: Partial<ReplenishmentContext>, tried = -1, of = settings) =>
  proposalsOf(of, { ...CONTEXT, ...changes }, tried).map(({ rule, source, units }) => [rule, source, units]);

test('a full shelf is sent nothing', () => {
  expect(unitsOf({ position: [40, 20] })).toEqual([]);
});

test('a node that was tried is not asked again', () => {
  expect(unitsOf({}, 1)).toEqual([
    ['order-up-to', 0, [36, 12]],
    ['min-max', 0, [48, 0]],
    ['urgent', 0, [36, 0]],
  ]);
});

test('what a node does not keep is not asked of it', () => {
  const half = { ...settings, keptAt: [new Set([3]), null] };
  expect(unitsOf({}, -1, half)).toContainEqual(['order-up-to', 0, [0, 12]]);
  expect(unitsOf({}, -1, half)).toContainEqual(['order-up-to', 1, [36, 12]]);
  // Of the second product nothing is urgent.
  expect(unitsOf({}, 1, half).map(([rule]) => rule)).toEqual(['order-up-to']);
});

test('what the vehicle does not carry is cut, each product by its part, in whole cases', () => {
  const [first] = proposalsOf(settings, { ...CONTEXT, weightGramsMax: 12_000 }, 0);
  expect(first).toMatchObject({ units: [18, 6], totalUnits: 24, weightGrams: 12_000, valueMinor: 7800 });
  expect(proposalsOf(settings, { ...CONTEXT, weightGramsMax: 100 }, 0)).toEqual([]);
});
