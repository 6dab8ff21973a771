/** What is written must be what was drawn: read back, no point is farther from its place than rounding and grain allow. */
import { expect, test } from 'vitest';
import { PathText } from './path-text.ts';

function drawn(grain: number, points: readonly (readonly [number, number])[], close = false): string {
  const text = new PathText(grain);
  points.forEach(([x, y], i) => {
    if (i === 0) text.moveTo(x, y);
    else text.lineTo(x, y);
  });
  if (close) text.closePath();
  return text.end();
}

test('a line is written as steps of tenths', () => {
  expect(
    drawn(0, [
      [1.234, 5],
      [2, -0.5],
      [12, 0],
    ]),
  ).toBe('M1.2,5l.8,-5.5 10,.5');
});

test('near points are left out, but never the last', () => {
  expect(
    drawn(5, [
      [0, 0],
      [1, 0],
      [2, 0],
      [9, 0],
      [10, 0],
    ]),
  ).toBe('M0,0l9,0 1,0');
});

test('rounding does not add up', () => {
  const steps = Array.from({ length: 1000 }, (_, i) => [i * 0.34, 0] as const);
  const sum = drawn(0, steps)
    .slice(5)
    .split(' ')
    .reduce((x, step) => x + Number(step.split(',')[0]), 0);
  expect(sum).toBeCloseTo(999 * 0.34, 1);
});

test('a ring that comes to less than a triangle is not drawn; others are closed', () => {
  expect(
    drawn(
      5,
      [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
      true,
    ),
  ).toBe('');
  expect(
    drawn(
      1,
      [
        [0, 0],
        [9, 0],
        [9, 9],
      ],
      true,
    ),
  ).toBe('M0,0l9,0 0,9Z');
});
