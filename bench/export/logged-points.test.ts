/** A decision log has the features that a model was shown: wrong while it was shown them wrongly, and right before and after. */
import { expect, test } from 'vitest';
import { CARRIER_COLUMNS } from '#orchestrator/decisions/points/carrier';
import type { FeatureFaultHead } from '#reports/outbound/outbound-report';
import { LOGGED_POINTS, loggedPoints } from './logged-points.ts';

const AMOUNT = CARRIER_COLUMNS.findIndex(({ name }) => name === 'amount');
const FAULT: FeatureFaultHead = { point: 'carrier', column: 'amount', fromAt: 100, untilAt: 200, times: 10 };
const option = { amountMinor: 700, transitDays: 2, mode: 'LTL' };
const planned = { carrier: 0, service: 0, transitDays: 2, mode: 'LTL', agreedMinor: 700 };
const context = { promisedAt: 0, pickupAt: 0, weightGrams: 1000, handlingUnits: 1, shipments: [], planned };

function amountAt(now: number, faults: readonly FeatureFaultHead[]): number {
  const point = loggedPoints(faults).find(({ name }) => name === 'carrier')!;
  return point.featuresOf({ now, context, options: [option], views: [] })[AMOUNT]!;
}

test('wrong from its instant to its end, and only its column', () => {
  expect([99, 100, 199, 200].map((now) => amountAt(now, [FAULT]))).toEqual([700, 7000, 7000, 700]);
  expect(amountAt(1e15, [{ ...FAULT, untilAt: null }])).toBe(7000);
  expect(amountAt(150, [{ ...FAULT, column: 'transit' }])).toBe(700);
});

test('what a run.json names that there is not is passed over; where nothing was wrong the points are those of the house', () => {
  expect(amountAt(150, [{ ...FAULT, point: 'nowhere' }])).toBe(700);
  expect(amountAt(150, [{ ...FAULT, column: 'nothing' }])).toBe(700);
  expect(loggedPoints([])).toBe(LOGGED_POINTS);
});
