/** The verdict must say what the figures say, and no more. */
import { expect, test } from 'vitest';
import type { RunReport } from './run-report.ts';
import { sampleRun } from './sample-run.ts';
import { verdictOf } from './verdict.ts';

const { report } = sampleRun();

test('a policy against the baseline, on the orders that both can price', () => {
  // (2000 + 3000 + 3500 + 900) against (1000 + 2000 + 3000 + 500), each + 4 * 250: 2600 against 1875 an order.
  expect(verdictOf(report)).toBe(
    'On the 4 orders that every policy can price, fastest-feasible cost 38.7 % more an order than cheapest-feasible ' +
      'and delivered 100.0 % on time against 50.0 %.',
  );
});

test('cheaper, as dear, and not comparable', () => {
  const [baseline, other] = report.arms;
  const against = (costPerOrder: number | null): string => {
    const compared = { ...other!.compared!, costPerOrder };
    return verdictOf({ ...report, arms: [baseline!, { ...other!, compared }] });
  };
  expect(against(1500)).toContain('cost 20.0 % less an order than cheapest-feasible');
  expect(against(1875)).toContain('cost as much an order as cheapest-feasible');
  expect(against(null)).toContain('can’t be compared with cheapest-feasible in cost');
});

test('a single policy speaks for itself', () => {
  const one: RunReport = { ...report, arms: [{ ...report.arms[0]!, compared: null }], comparedOrders: null };
  expect(verdictOf(one)).toBe(
    'cheapest-feasible delivered 50.0 % of 6 orders on time, at 18.75 USD a priced order.',
  );
});
