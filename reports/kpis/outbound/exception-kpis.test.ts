/** Exceptions in the KPIs: what is one, and which are open when the run ends. */
import { expect, test } from 'vitest';
import { casesOf } from './exception-kpis.ts';
import { issued, kpisOf, ONE_ORDER, outcomesOf } from './story.fixture.ts';

test('a short pick, and a truck that never came, are exceptions', () => {
  const picked = [...ONE_ORDER, ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 })];
  expect(kpisOf(picked).exceptionRate).toBe(0);
  expect(kpisOf([...picked, [2, 'pickedShort', 'shipment', 8, 1, 0, 1]]).exceptionRate).toBe(1);
  expect(kpisOf([...picked, [2, 'truckNoShow', 'load', 8, 1, 0, 0]]).exceptionRate).toBe(1);
});

test('cases without an end are open', () => {
  const open = casesOf(
    outcomesOf([
      ...ONE_ORDER,
      [1, 'orderHeld', 'order', 1, 1, 0, 0],
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 }),
      [3, 'loadAtRisk', 'load', 8, 1, 0, 0],
      [4, 'freightDisputed', 'freight-invoice', 8, 1, 1, 1],
      [5, 'claimOpened', 'claim', 8, 1, 100, 0],
    ]),
  ).map(({ kind, open: count, resolved }) => [kind, count, resolved.size]);
  expect(open).toEqual([
    ['creditHold', 1, 0],
    ['loadAtRisk', 1, 0],
    ['disputedBill', 1, 0],
    ['claim', 1, 0],
    ['exceptionCase', 0, 0],
  ]);
});
