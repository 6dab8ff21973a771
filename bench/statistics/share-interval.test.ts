import { expect, test } from 'vitest';
import { shareInterval } from './share-interval.ts';

test("Wilson's interval by hand: 8 of 10 with z = 1.96", () => {
  const { share, low, high } = shareInterval(8, 10);
  expect(share).toBe(0.8);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
});

test('none and all are ends, and leave room on the other side', () => {
  expect(shareInterval(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) });
  expect(shareInterval(20, 20)).toMatchObject({ low: expect.closeTo(0.8389, 4), high: 1 });
});

test('what is no share is refused', () => {
  expect(() => shareInterval(3, 2)).toThrow('a share of 3 in 2 is none');
  expect(() => shareInterval(0, 0)).toThrow('none');
});
