/** Days side by side: all arms on one scale, each day in its place also where one arm ends sooner, and nothing where there is nothing to see. */
import { expect, test } from 'vitest';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { daySparks } from './day-sparks.ts';
import { sampleArm } from './sample.fixture.ts';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2026, 2, 2);
const LOOK = { signs: 'digits', columns: 80 } as const;

function armOf(policy: string, delivered: readonly number[], fromDay = 0) {
  const days = delivered.map((orders, i) => ({
    dayAt: MONDAY + (fromDay + i) * DAY_MS,
    released: 0,
    shipped: 0,
    delivered: orders,
    ended: 0,
    backlog: 0,
  }));
  return { ...sampleArm(policy, 'DC', FIVE_ORDERS), days };
}

test('by eye: one scale, days where they belong', () => {
  expect(daySparks([armOf('cheap', [9, 3, 0, 1]), armOf('fastest', [0, 18], 1)], LOOK)).toEqual([
    'cheap    5201',
    'fastest  0090',
    'from 2026-03-02, a day a sign; the tallest stands for 18',
  ]);
});

test('a year fits: days are put together, and that is said', () => {
  const [line, says] = daySparks([armOf('cheap', Array(365).fill(2))], LOOK);
  expect(line).toMatch(/^cheap {2}9+\d$/);
  expect(line!.length).toBeLessThan(80);
  expect(says).toBe('from 2026-03-02, 7 days a sign; the tallest stands for 14');
  for (const narrow of daySparks([armOf('cheap', Array(365).fill(2))], { ...LOOK, columns: 40 }).slice(0, 1))
    expect(narrow.length).toBeLessThanOrEqual(38);
});

test.each<[string, readonly number[]]>([
  ['two days', [3, 4]],
  ['nothing delivered', [0, 0, 0, 0]],
  ['no day', []],
])('%s: nothing', (_what, delivered) => {
  expect(daySparks([armOf('cheap', delivered)], LOOK)).toEqual([]);
});
