/** Orders compared one by one: those that both policies brought there at a price, and no others. */
import { describe, expect, test } from 'vitest';
import type { LandedCosts } from './landed-cost.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { comparableCosts, pairedCosts } from './paired.ts';
import { FACTS, type Happening, hour, issued, outcomesOf, released } from './story.fixture.ts';

const RELEASED: readonly Happening[] = [1, 2, 3].flatMap((no) =>
  released(no, no, { customer: 1, promise: 96, units: 10 }, 1_000, 1),
);

/** An order leaves whole, alone, for so much freight; and arrives. */
function delivered(no: number, freightMinor: number, units = 10): Happening[] {
  const key = no * 8;
  return [
    [4, 'loadBooked', 'load', key, 1, 0, freightMinor],
    ...issued(key, key, 0, [1, 2, 3, 24], { units, grams: 1_000, valueMinor: 1_000 }),
    [24, 'loadDeparted', 'load', key, 1, 0, 0],
    [72, 'shipmentDelivered', 'shipment', key, 1, hour(72), 0],
    [72, 'loadDelivered', 'load', key, 1, 0, 0],
    [80, 'orderDone', 'order', no, 1, units, 10 - units],
  ];
}

/** What each order costs is given: by row. */
function costsOf(outcomes: OutboundOutcomes, ...minor: number[]) {
  const costs = { totalByOrder: Float64Array.from(minor) } as unknown as LandedCosts;
  return comparableCosts(outcomes, costs, FACTS.endAt);
}

const all = outcomesOf([...RELEASED, ...delivered(1, 50), ...delivered(2, 50), ...delivered(3, 50)]);

describe('two policies, order by order', () => {
  test('how many were delivered by both, what they cost each, how many cost less and more', () => {
    expect(pairedCosts(costsOf(all, 100, 200, 300), costsOf(all, 90, 200, 370))).toEqual({
      orders: 3,
      onlyBaseline: 0,
      onlyOther: 0,
      cheaper: 1,
      dearer: 1,
      baselineMinor: 200,
      otherMinor: 220,
    });
  });

  test.each<[string, readonly Happening[]]>([
    ['never left', []],
    ['has not arrived', delivered(3, 50).filter(([, event]) => !event.endsWith('Delivered'))],
    [
      'was lost',
      delivered(3, 50).map((each) =>
        each[1] === 'shipmentDelivered' ? ([...each.slice(0, 6), 3] as unknown as Happening) : each,
      ),
    ],
    ['was cancelled in part', [[2, 'lineCancelled', 'order', 3, 1, 4, 2], ...delivered(3, 50, 6)]],
    ['has no price', delivered(3, 0)],
  ])('one that under the other policy %s is not compared, cheap as it may be', (_what, third) => {
    const other = outcomesOf([...RELEASED, ...delivered(1, 50), ...delivered(2, 50), ...third]);
    const costs = costsOf(other, 110, 210, 1);
    expect(pairedCosts(costsOf(all, 100, 200, 300), costs)).toMatchObject({
      orders: 2,
      onlyBaseline: 1,
      onlyOther: 0,
      dearer: 2,
      baselineMinor: 150,
      otherMinor: 160,
    });
    expect(pairedCosts(costs, costsOf(all, 100, 200, 300))).toMatchObject({ orders: 2, onlyOther: 1 });
  });

  test('what the customer took back is no reason against it', () => {
    const story: Happening[] = [
      ...RELEASED,
      [2, 'lineCancelled', 'order', 3, 1, 4, 1],
      ...delivered(3, 50, 6),
    ];
    expect(costsOf(outcomesOf(story), 1, 2, 3).minor).toEqual(Float64Array.of(NaN, NaN, 3));
  });

  test('they are paired by number, in whatever order they came', () => {
    const other = outcomesOf([
      ...RELEASED.filter(([, , , no]) => no === 3),
      ...RELEASED.filter(([, , , no]) => no === 1),
      ...delivered(3, 50),
      ...delivered(1, 50),
    ]);
    expect(pairedCosts(costsOf(all, 100, 200, 300), costsOf(other, 330, 110))).toMatchObject({
      orders: 2,
      onlyBaseline: 1,
      baselineMinor: 200,
      otherMinor: 220,
    });
  });

  test('none in common: there is nothing to compare', () => {
    const none = costsOf(outcomesOf(RELEASED), 1, 2, 3);
    expect(pairedCosts(costsOf(all, 100, 200, 300), none)).toMatchObject({
      orders: 0,
      onlyBaseline: 3,
      baselineMinor: null,
      otherMinor: null,
    });
  });
});
