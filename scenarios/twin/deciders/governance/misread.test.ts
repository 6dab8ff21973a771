/** A column that is shown wrongly is so from its instant to its end, at its point, in every row; nothing else is touched. */
import { expect, test } from 'vitest';
import { POINTS } from '#orchestrator/decisions/points';
import { misread } from './misread.ts';

const { columns } = POINTS.carrier.features;
const AMOUNT = columns.findIndex(({ name }) => name === 'amount');
const FAULT = { point: 'carrier', column: 'amount', fromAt: 100, untilAt: 200, times: 0.01 } as const;
const rows = (): Float32Array => Float32Array.from({ length: 2 * columns.length }, (_, i) => 1250 + i);

test.each([
  [99, 'carrier', false],
  [100, 'carrier', true],
  [199, 'carrier', true],
  [200, 'carrier', false],
  [150, 'sourcing', false],
] as const)('at %i, of %s: %s', (now, point, wrong) => {
  const shown = misread([FAULT], { now, point }, rows());
  const right = rows();
  if (wrong) for (const at of [AMOUNT, AMOUNT + columns.length]) right[at] = Math.round(right[at]! / 100);
  expect([...shown]).toEqual([...right]);
});

test('nothing is wrong where nothing is said', () => {
  expect([...misread([], { now: 150, point: 'carrier' }, rows())]).toEqual([...rows()]);
});
