/** Delivery to what was asked for, into windows, by case; trucks that are early; what is charged for units: by hand. */
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { landedCosts } from './landed-cost.ts';
import { FACTS, FREE, type Happening, hour, issued, outcomesOf, released } from './story.fixture.ts';

const SMALL = { units: 10, grams: 1_000, valueMinor: 10_000 };

/** Order `no` of 10 units worth 100.00, promised for hour 72; arrives at `at`. */
function arrives(no: number, at: number, customer = 1): Happening[] {
  return [
    ...released(no, 0, { customer, promise: 72, units: 10 }, 10_000, 1),
    ...issued(no * 8, no * 8, 0, [1, 2, 3, 4], SMALL),
    [at, 'shipmentDelivered', 'shipment', no * 8, 1, hour(at), 0],
    [at, 'orderDone', 'order', no, 1, 10, 0],
  ];
}

const asked = (no: number, forHour: number): Happening => [
  0,
  'orderRequested',
  'order',
  no,
  1,
  hour(forHour),
  hour(72),
];

describe('delivery to request', () => {
  const kept = (story: readonly Happening[], at = 200) =>
    computeOutboundKpis(outcomesOf(story), { ...FACTS, endAt: hour(at) }).deliveryToRequest;

  test('is of orders that ask for a day: there by it, all of it', () => {
    const story = [...arrives(1, 40), asked(1, 48), ...arrives(2, 60), asked(2, 48), ...arrives(3, 10)];
    // 1 is, 2 is in time for its promise alone, 3 asks for none.
    expect(kept(story)).toBe(1 / 2);
    expect(computeOutboundKpis(outcomesOf(story), FACTS).perfectOnDate).toBe(1);
    expect(kept(arrives(3, 10))).toBeNull();
  });

  test('a part of it by the day is not', () => {
    const part = issued(8, 8, 0, [1, 2, 3, 4], { ...SMALL, units: 4 });
    const order = released(1, 0, { customer: 1, promise: 72, units: 10 }, 10_000, 1);
    const story: Happening[] = [
      ...order,
      asked(1, 48),
      ...part,
      [5, 'shipmentDelivered', 'shipment', 8, 1, hour(5), 0],
      [60, 'lineCancelled', 'order', 1, 1, 6, 2],
      [61, 'orderDone', 'order', 1, 1, 4, 6],
    ];
    expect(kept(story)).toBe(0);
    // The customer itself wants no more.
    expect(
      kept(
        story.map((each) =>
          each[1] === 'lineCancelled' ? [60, 'lineCancelled', 'order', 1, 1, 6, 1] : each,
        ),
      ),
    ).toBe(1);
  });

  test('open past the day is missed, before it left out', () => {
    const open: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 10 }, 10_000, 1),
      asked(1, 48),
    ];
    expect(kept(open, 47)).toBeNull();
    expect(kept(open, 49)).toBe(0);
  });
});

describe('windows and cases', () => {
  /** Customers 2 take nothing more than 12 hours before the promise. */
  const windowMs = (customer: number) => (customer === 2 ? 12 * 3_600_000 : null);
  const inside = (story: readonly Happening[], at = 200) =>
    computeOutboundKpis(outcomesOf(story), { ...FACTS, windowMs, endAt: hour(at) }).inWindow;

  test('inside is between its opening and the promise, both included', () => {
    expect([59.99, 60, 72, 72.01].map((at) => inside(arrives(1, at, 2)))).toEqual([0, 1, 1, 0]);
    // A customer without a window counts for nothing.
    expect(inside([...arrives(1, 5, 1), ...arrives(2, 61, 2), ...arrives(3, 5, 2)])).toBe(1 / 2);
    expect(inside(arrives(1, 5, 1))).toBeNull();
  });

  test('on the road past its promise it has missed its window', () => {
    const underway = arrives(1, 5, 2).slice(0, -2);
    expect(inside(underway, 71)).toBeNull();
    expect(inside(underway, 73)).toBe(0);
  });

  test('what is lost by then is in no window, and none of its cases is there', () => {
    const lost = arrives(1, 70, 2).map(
      (each): Happening =>
        each[1] === 'shipmentDelivered' ? [70, 'shipmentDelivered', 'shipment', 8, 1, hour(70), 3] : each,
    );
    expect(inside(lost)).toBe(0);
    expect(computeOutboundKpis(outcomesOf(lost), FACTS).casesOnTime).toBe(0);
  });

  test('by case a big shipment weighs more than a small one', () => {
    const packed = (story: Happening[], cases: number): Happening[] =>
      story.map(
        (each): Happening =>
          each[1] === 'shipmentPacked' && each.length === 7
            ? [each[0], each[1], each[2], each[3], 1, cases, 1_000]
            : each,
      );
    const story = [...packed(arrives(1, 80), 9), ...packed(arrives(2, 60), 1)];
    expect(computeOutboundKpis(outcomesOf(story), FACTS)).toMatchObject({
      onTimeDelivery: 1 / 2,
      casesOnTime: 1 / 10,
    });
  });
});

describe('by line', () => {
  const onTime = (story: readonly Happening[], at = 200) =>
    computeOutboundKpis(outcomesOf(story), { ...FACTS, endAt: hour(at) }).linesOnTime;
  const judgedLines = (no: number, whole: number, lines: number): Happening => [
    60,
    'orderLinesJudged',
    'order',
    no,
    1,
    whole,
    lines,
  ];

  test('is what ERP has judged, and null where it judges nothing', () => {
    const story = [...arrives(1, 60), ...arrives(2, 60)];
    expect(onTime(story)).toBeNull();
    expect(onTime([...story, judgedLines(1, 3, 4), judgedLines(2, 1, 1)])).toBe(4 / 5);
  });

  test('lines of an order open past its promise are missed, before it left out', () => {
    const story: Happening[] = [
      ...arrives(1, 60),
      judgedLines(1, 1, 1),
      ...released(2, 0, { customer: 1, promise: 72, units: 10 }, 10_000, 3),
    ];
    expect(onTime(story, 71)).toBe(1);
    expect(onTime(story, 73)).toBe(1 / 4);
    // Withdrawn: nobody failed to deliver it.
    const withdrawn: Happening = [4, 'lineCancelled', 'order', 2, 1, 10, 1];
    expect(onTime([...story, withdrawn], 73)).toBe(1);
  });
});

test('a truck is early before its planned pickup less the tolerance', () => {
  const truck = (at: number): Happening[] => [
    ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
    [1, 'stockReserved', 'shipment', 8, 1, 0, 1],
    [1, 'tenderOffered', 'load', 8, 1, 0, 500],
    [2, 'loadBooked', 'load', 8, 1, 0, 500],
    [2, 'pickupPlanned', 'load', 8, 1, hour(8), 0],
    [at, 'truckArrived', 'load', 8, 1, 0, hour(8)],
  ];
  const of = (at: number) => computeOutboundKpis(outcomesOf(truck(at)), FACTS);
  expect(of(6.9)).toMatchObject({ earlyPickup: 1, onTimePickup: 1 });
  expect(of(7)).toMatchObject({ earlyPickup: 0, onTimePickup: 1 });
  expect(of(9.1)).toMatchObject({ earlyPickup: 0, onTimePickup: 0 });
});

describe('charges for units that were not there on time', () => {
  const charged = (story: readonly Happening[], prices: object) => {
    const outcomes = outcomesOf(story);
    const costs = landedCosts(outcomes, { ...FREE, ...prices }, FACTS.endAt);
    return { pot: costs.pots.latePenalty, kpi: computeOutboundKpis(outcomes, FACTS, costs).otifCharges };
  };
  /** Ten units in time; six of ten in time; ten too late. */
  const story: Happening[] = [
    ...arrives(1, 60),
    ...released(2, 0, { customer: 1, promise: 72, units: 10 }, 10_000, 1),
    ...issued(16, 16, 0, [1, 2, 3, 4], { ...SMALL, units: 6 }),
    [5, 'shipmentDelivered', 'shipment', 16, 1, hour(5), 0],
    [60, 'lineCancelled', 'order', 2, 1, 4, 2],
    [61, 'orderDone', 'order', 2, 1, 6, 4],
    ...arrives(3, 80),
  ];

  test('are a share of their value, beside what late orders cost', () => {
    // 4 and 10 units of 10.00 each.
    expect(charged(story, { otifChargeShare: 0.03 })).toEqual({ pot: 120 + 300, kpi: 420 });
    // The late order at 1 % as well.
    expect(charged(story, { otifChargeShare: 0.03, latePenaltyShare: 0.01 })).toEqual({ pot: 520, kpi: 420 });
  });

  test('not of what is not due yet, and of what is open past its promise', () => {
    const open = (promise: number) => released(1, 0, { customer: 1, promise, units: 10 }, 10_000, 1);
    expect(charged(open(201), { otifChargeShare: 0.03 })).toEqual({ pot: 0, kpi: 0 });
    expect(charged(open(199), { otifChargeShare: 0.03 })).toEqual({ pot: 300, kpi: 300 });
  });

  test('are null where nobody charges, and 0 where all was there', () => {
    expect(charged(story, {})).toEqual({ pot: 0, kpi: null });
    expect(charged(arrives(1, 60), { otifChargeShare: 0.03 })).toEqual({ pot: 0, kpi: 0 });
  });
});
