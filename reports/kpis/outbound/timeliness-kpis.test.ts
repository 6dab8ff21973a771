/** How soon one knows: delays of loads at risk, and goods issues at ERP, of stories told by hand. */
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { FACTS, type Happening, HOUR_MS, hour, issued, outcomesOf, released } from './story.fixture.ts';

const kpisOf = (story: readonly Happening[]) => computeOutboundKpis(outcomesOf(story), FACTS);
const LEFT: readonly Happening[] = [
  ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
  ...issued(8, 8, 0, [1, 2, 3, 4], { units: 1, grams: 1, valueMinor: 100 }),
  [4, 'loadDeparted', 'load', 8, 1, 0, 0],
];
const milestone = (n: number, occurred: number, reported: number): Happening => [
  reported,
  'milestone',
  'load',
  8,
  n,
  hour(occurred),
  hour(reported),
];
const DELAYED = 6;
const HELD = 7;
const atRisk = (at: number): Happening => [at, 'loadAtRisk', 'load', 8, 1, hour(90), hour(72)];

describe('a load at risk', () => {
  const seenAfter = (...story: Happening[]) => kpisOf([...LEFT, ...story]).riskDetectionP50;

  test('is seen so long after the first delay occurred, whatever was reported first', () => {
    expect(seenAfter(milestone(DELAYED, 10, 13), atRisk(13.5))).toBe(3.5 * HOUR_MS);
    // Reported behind another one, of a second carrier, as the stop at a border was.
    expect(seenAfter(milestone(DELAYED + 64, 20, 21), milestone(HELD + 16, 12, 22), atRisk(22.5))).toBe(
      10.5 * HOUR_MS,
    );
  });

  test('that was foreseen was seen at once; of one without a reported delay nothing is known', () => {
    expect(seenAfter(atRisk(9), milestone(DELAYED, 10, 11))).toBe(0);
    expect(seenAfter(milestone(4, 5, 6), atRisk(9))).toBeNull();
    expect(seenAfter(milestone(DELAYED, 10, 11))).toBeNull();
  });
});

test('ERP posts a goods issue so long after it', () => {
  expect(kpisOf(LEFT).postingLagP50).toBeNull();
  expect(kpisOf([...LEFT, [5.5, 'goodsIssuePosted', 'shipment', 8, 1, 0, 1]])).toMatchObject({
    postingLagP50: 1.5 * HOUR_MS,
    postingLagP95: 1.5 * HOUR_MS,
  });
});
