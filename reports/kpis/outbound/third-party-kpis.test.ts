/** KPIs of freight that a third party arranges, of three loads, against figures worked out by hand. */
import { expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, type Happening, HOUR_MS, issued, outcomesOf, released } from './story.fixture.ts';

/** Order 7 is booked twice, order 8 once, order 9 leaves and is not advised. */
const STORY: readonly Happening[] = [
  ...[7, 8, 9].flatMap((order): Happening[] => [
    ...released(order, 0, { customer: 1, promise: 60, units: 10 }, 40_000, 1),
    ...issued(order * 8, order * 8, 0, [1, 2, 3, 24], { units: 10, grams: 30_000, valueMinor: 40_000 }),
  ]),
  [20, 'loadBooked', 'load', 56, 1, 0, 10_000],
  [20, 'freightArranged', 'load', 56, 1, 0, 6_000],
  [21, 'loadBooked', 'load', 56, 2, 1, 10_000],
  [21, 'freightArranged', 'load', 56, 2, 1, 9_000],
  [21, 'loadBooked', 'load', 64, 1, 1, 30_000],
  [21, 'freightArranged', 'load', 64, 1, 1, 21_000],
  [21, 'loadBooked', 'load', 72, 1, 1, 30_000],
  [21, 'freightArranged', 'load', 72, 1, 1, 1_000],
  [24, 'loadDeparted', 'load', 56, 1, 1, 0],
  [24, 'loadDeparted', 'load', 64, 1, 1, 0],
  [24, 'loadDeparted', 'load', 72, 1, 1, 0],
  [25, 'loadAdvised', 'load', 56, 1, 2, 1],
  [27, 'loadAdvised', 'load', 64, 1, 2, 1],
];

test('the margin is of what was agreed last, the lag of loads that were advised', () => {
  const { thirdPartyMargin, adviceLag } = computeOutboundKpis(outcomesOf(STORY), FACTS);
  expect(thirdPartyMargin).toBeCloseTo(1 - 30 / 40, 12);
  expect(adviceLag).toBe(2 * HOUR_MS);
});

test('where nobody arranges freight there is nothing to say', () => {
  const kpis = computeOutboundKpis(outcomesOf(STORY.filter(([, event]) => event !== 'loadAdvised')), FACTS);
  expect([kpis.thirdPartyMargin, kpis.adviceLag]).toEqual([null, null]);
});

test('a fold that was saved half-way goes on from there', () => {
  const first = outcomesOf(STORY.slice(0, -1));
  const copy = new OutboundOutcomes();
  copy.load(structuredClone(first.save()));
  for (const outcomes of [first, copy])
    outcomes.business(outcomes.epoch + 27 * HOUR_MS, 'loadAdvised', 'core', 'load', 64, 1, 2, 1);
  expect(computeOutboundKpis(copy, FACTS).thirdPartyMargin).toBe(
    computeOutboundKpis(first, FACTS).thirdPartyMargin,
  );
  expect(computeOutboundKpis(copy, FACTS).thirdPartyMargin).toBeCloseTo(0.25, 12);
});
