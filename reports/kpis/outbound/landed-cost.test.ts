/** Landed cost: the example of docs/landed-cost.md to the cent, each pot by hand, and no cent lost in dividing. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { type LandedCostPrices, landedCosts, POTS, type Pot } from './landed-cost.ts';
import { splitByWeight } from './largest-remainder.ts';
import { FACTS, type Happening, HOUR_MS, hour, issued, outcomesOf, released } from './story.fixture.ts';

const PRICES: LandedCostPrices = {
  labourPerHourMinor: 2_700,
  machinesPerDayMinor: 0,
  stockPerYearShare: 0.18,
  latePenaltyShare: 0.03,
  taskPerMinuteMinor: 75,
  taskMinutes: 15,
  returnPerShipmentMinor: 1_800,
  workerPerDayMinor: 900,
  thousandMessagesMinor: 2,
  workers: 8,
  messages: 100,
  periodMs: 48 * HOUR_MS,
};

const MINUTE_MS = 60_000;

/** The example: orders 7 and 8 share a load. */
const EXAMPLE: readonly Happening[] = [
  ...released(7, 0, { customer: 1, promise: 48, units: 10 }, 40_000, 2),
  ...released(8, 0, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  [2, 'task', 'master-data', 'order', 7],
  [10, 'loadBooked', 'load', 56, 1, 0, 10_000],
  [10, 'task', 'planner', 'load', 56],
  ...issued(56, 56, 0, [1, 2, 3, 24], { units: 10, grams: 30_000, valueMinor: 40_000 }),
  ...issued(64, 56, 0, [1, 2, 3, 24], { units: 5, grams: 10_000, valueMinor: 20_000 }),
  [24, 'warehouseCharged', 'shipment', 56, 1, 450, 0],
  [24, 'warehouseCharged', 'shipment', 64, 1, 150, 0],
  [24, 'labourSpent', 'shipment', 56, 1, 12 * MINUTE_MS, 0],
  [24, 'labourSpent', 'shipment', 64, 1, 8 * MINUTE_MS, 0],
  [24, 'loadDeparted', 'load', 56, 1, 0, 0],
  [30, 'expediteRequested', 'load', 56, 1, 1_201, 0],
  [31, 'expediteAnswered', 'load', 56, 1, 1, hour(72)],
  [72, 'shipmentDelivered', 'shipment', 56, 1, hour(72), 0],
  [72, 'shipmentDelivered', 'shipment', 64, 1, hour(72), 1],
  [72, 'loadDelivered', 'load', 56, 1, 0, 0],
  [73, 'claimOpened', 'claim', 64, 1, 20_000, 0],
  [90, 'claimAnswered', 'shipment', 64, 1, 15_000, 0],
  [100, 'freightPaid', 'load', 56, 1, 11_201, 0],
];

const SEVEN: Readonly<Record<Pot, number>> = {
  freight: 7_500,
  expedite: 901,
  customs: 0,
  claimCredits: 0,
  goodsLost: 0,
  handling: 450,
  receiving: 0,
  labour: 540,
  machines: 0,
  holding: 638,
  latePenalty: 1_200,
  returns: 0,
  tasks: 1_125 + 844,
  it: 7_200,
};
const EIGHT: Readonly<Record<Pot, number>> = {
  freight: 2_500,
  expedite: 300,
  customs: 0,
  claimCredits: -15_000,
  goodsLost: 20_000,
  handling: 150,
  receiving: 0,
  labour: 360,
  machines: 0,
  holding: 319,
  latePenalty: 0,
  returns: 0,
  tasks: 281,
  it: 7_200,
};

describe('the worked example', () => {
  const costs = landedCosts(outcomesOf(EXAMPLE), PRICES, FACTS.endAt);
  const partsOf = (row: number) => Object.fromEntries(POTS.map((pot) => [pot, costs.byOrder[pot][row]]));

  test('comes out to the cent', () => {
    expect(partsOf(0)).toEqual(SEVEN);
    expect(partsOf(1)).toEqual(EIGHT);
    expect([...costs.totalByOrder]).toEqual([20_398, 16_110]);
    expect(costs.totalMinor).toBe(20_398 + 16_110);
  });

  test('stands in docs/landed-cost.md with the same figures', () => {
    const page = readFileSync('docs/landed-cost.md', 'utf8');
    for (const pot of POTS) {
      const [, seven, eight] = new RegExp(
        `^\\| \`${pot}\` \\|.*\\| (-?[\\d.]+) \\| (-?[\\d.]+) \\|$`,
        'm',
      ).exec(page)!;
      expect([seven, eight], pot).toEqual([(SEVEN[pot] / 100).toFixed(2), (EIGHT[pot] / 100).toFixed(2)]);
    }
    expect(page).toContain('| **landed cost** | | **203.98** | **161.10** |');
  });

  test('is the KPI, per order shipped', () => {
    expect(computeOutboundKpis(outcomesOf(EXAMPLE), FACTS, costs).landedCostPerOrder).toBe(36_508 / 2);
  });
});

describe('pots', () => {
  const potsOf = (story: readonly Happening[]) => landedCosts(outcomesOf(story), PRICES, FACTS.endAt).pots;
  const ORDER = released(1, 0, { customer: 1, promise: 20, units: 2 }, 1_000, 1);

  test('work at the dock is divided by the units that left, whatever else is in stock', () => {
    const story: readonly Happening[] = [
      ...EXAMPLE,
      [1, 'purchaseOrderReleased', 'purchaseOrder', 3, 1, 500, hour(20)],
      [20, 'receiptCounted', 'receipt', 24, 1, 500, 0],
      [21, 'receivingLabourSpent', 'receipt', 24, 1, 90 * MINUTE_MS, 0],
    ];
    const { pots, byOrder } = landedCosts(outcomesOf(story), PRICES, FACTS.endAt);
    // 1.5 h at 27.00; 10 : 5 units.
    expect([pots.receiving, ...byOrder.receiving]).toEqual([4_050, 2_700, 1_350]);
    const { labour } = landedCosts(outcomesOf(EXAMPLE), PRICES, FACTS.endAt).pots;
    expect(pots.labour).toBe(labour);
  });

  test('machines cost their rent of the cost period, by the work at stations; alike where there was none', () => {
    const rent = { ...PRICES, machinesPerDayMinor: 4_001 };
    const { pots, byOrder } = landedCosts(outcomesOf(EXAMPLE), rent, FACTS.endAt);
    // Two days; 12 : 8 minutes.
    expect([pots.machines, ...byOrder.machines]).toEqual([8_002, 4_801, 3_201]);
    const idle = EXAMPLE.filter(([, event]) => event !== 'labourSpent');
    expect([...landedCosts(outcomesOf(idle), rent, FACTS.endAt).byOrder.machines]).toEqual([4_001, 4_001]);
  });
  const GONE = issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 500, valueMinor: 1_000 });

  test('goods that come back cost a return, and are not lost', () => {
    const refused: Happening[] = [
      ...ORDER,
      ...GONE,
      [9, 'shipmentDelivered', 'shipment', 8, 1, hour(9), 2],
      [10, 'goodsReturned', 'shipment', 8, 1, 0, 2],
    ];
    expect(potsOf(refused)).toMatchObject({ returns: 1_800, goodsLost: 0, latePenalty: 0 });
  });

  test('what carriers credit is less than what was lost, or as much', () => {
    const lost: Happening[] = [
      ...ORDER,
      ...GONE,
      [9, 'shipmentDelivered', 'shipment', 8, 1, hour(9), 3],
      [10, 'claimOpened', 'claim', 8, 1, 1_000, 0],
      [11, 'claimAnswered', 'shipment', 8, 1, 5_000, 0],
    ];
    expect(potsOf(lost)).toMatchObject({ goodsLost: 1_000, claimCredits: -1_000 });
  });

  test('expediting that was promised and not done costs nothing; what was paid for it is taken out of the freight', () => {
    const faster = (done: number, paid: number): Happening[] => [
      ...ORDER,
      ...GONE,
      [2, 'loadBooked', 'load', 8, 1, 0, 500],
      [2, 'loadDeparted', 'load', 8, 1, 0, 0],
      [3, 'expediteRequested', 'load', 8, 1, 100, 0],
      [4, 'expediteAnswered', 'load', 8, 1, done, 0],
      [9, 'freightPaid', 'load', 8, 1, paid, 0],
    ];
    expect(potsOf(faster(0, 600))).toMatchObject({ freight: 600, expedite: 0 });
    expect(potsOf(faster(1, 600))).toMatchObject({ freight: 500, expedite: 100 });
    expect(potsOf(faster(1, 540))).toMatchObject({ freight: 500, expedite: 40 });
    expect(potsOf(faster(1, 480))).toMatchObject({ freight: 480, expedite: 0 });
  });

  test('an order that nobody sent is late, and pays for it', () => {
    expect(potsOf(ORDER).latePenalty).toBe(30);
  });

  test('nothing at all costs nothing', () => {
    expect(landedCosts(outcomesOf([]), PRICES, FACTS.endAt).totalMinor).toBe(0);
  });
});

describe('dividing', () => {
  test('gives what is left over to the largest remainders, the earlier among equals', () => {
    expect([...splitByWeight(100, [1, 1, 1])]).toEqual([34, 33, 33]);
    expect([...splitByWeight(1_201, [3, 1])]).toEqual([901, 300]);
    expect([...splitByWeight(-100, [1, 1, 1])]).toEqual([-34, -33, -33]);
    expect([...splitByWeight(5, [0, 0])]).toEqual([3, 2]);
    expect([...splitByWeight(7, [0, 1, 0])]).toEqual([0, 7, 0]);
  });

  test('says what is wrong', () => {
    expect(() => splitByWeight(1, [])).toThrow('nobody to split 1 among');
    expect(() => splitByWeight(0.5, [1])).toThrow('not a whole amount: 0.5');
    expect(() => splitByWeight(1, [Number.NaN])).toThrow('weight 0');
  });

  test('never loses or makes a unit, and gives nobody more than a unit too much', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger().map((minor) => Math.trunc(minor / 1000) + 0),
        fc.array(fc.oneof(fc.nat(1_000_000), fc.double({ min: 0, max: 1e6, noNaN: true })), {
          minLength: 1,
          maxLength: 60,
        }),
        (minor, weights) => {
          const parts = [...splitByWeight(minor, weights)];
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minor);
          const all = weights.reduce((sum, weight) => sum + weight, 0);
          if (all > 0 && Math.abs(minor) < 1e9)
            parts.forEach((part, i) => {
              expect(Math.abs(part - (minor * weights[i]!) / all)).toBeLessThanOrEqual(1 + 1e-3);
            });
        },
      ),
    );
  });
});

interface RandomOrder {
  readonly grams: number;
  readonly valueMinor: number;
  readonly handlingMinor: number;
  readonly workMs: number;
  readonly condition: number;
  readonly deliveredAt: number;
  readonly creditMinor: number;
  readonly tasks: number;
  readonly loadOf: number;
}

const randomOrder: fc.Arbitrary<RandomOrder> = fc.record({
  grams: fc.nat(50_000),
  valueMinor: fc.nat(500_000),
  handlingMinor: fc.nat(5_000),
  workMs: fc.nat(2_000_000),
  condition: fc.integer({ min: 0, max: 3 }),
  deliveredAt: fc.integer({ min: 30, max: 90 }),
  creditMinor: fc.nat(1_000_000),
  tasks: fc.nat(2),
  loadOf: fc.nat(4),
});

const freight = fc.record({
  agreed: fc.nat(100_000),
  over: fc.nat(20_000),
  faster: fc.boolean(),
  tasks: fc.nat(2),
});

function storyOf(
  orders: readonly RandomOrder[],
  loads: readonly (typeof freight extends fc.Arbitrary<infer F> ? F : never)[],
): Happening[] {
  const story: Happening[] = [];
  for (const [i, { valueMinor }] of orders.entries())
    story.push(...released(i + 1, 0, { customer: 1, promise: 60, units: 3 }, valueMinor, 1));
  // A load's key is that of one of its shipments, whether or not anything of it leaves.
  const leaders = orders.slice(0, loads.length).map((_order, i) => (i + 1) * 8);
  orders.forEach((order, i) => {
    const key = (i + 1) * 8;
    const load = leaders[order.loadOf % leaders.length]!;
    story.push(
      ...issued(key, load, 0, [1, 2, 3, 24], { units: 3, grams: order.grams, valueMinor: order.valueMinor }),
    );
    story.push([24, 'warehouseCharged', 'shipment', key, 1, order.handlingMinor, 0]);
    story.push([24, 'labourSpent', 'shipment', key, 1, order.workMs, 0]);
    story.push([40, 'shipmentDelivered', 'shipment', key, 1, hour(order.deliveredAt), order.condition]);
    if (order.condition === 2) story.push([50, 'goodsReturned', 'shipment', key, 1, 0, 3]);
    if (order.condition !== 0) {
      story.push([50, 'claimOpened', 'claim', key, 1, order.valueMinor, 0]);
      story.push([60, 'claimAnswered', 'shipment', key, 1, order.creditMinor, 0]);
    }
    for (let task = 0; task < order.tasks; task++)
      story.push([30, 'task', 'planner', task === 0 ? 'order' : 'wave-plan', i + 1]);
  });
  leaders.forEach((key, i) => {
    const { agreed, over, faster, tasks } = loads[i]!;
    story.push([20, 'loadBooked', 'load', key, 1, 0, agreed]);
    story.push([24, 'loadDeparted', 'load', key, 1, 0, 0]);
    story.push([25, 'expediteRequested', 'load', key, 1, 1_000, 0]);
    if (faster) story.push([26, 'expediteAnswered', 'load', key, 1, 1, 0]);
    for (let task = 0; task < tasks; task++) story.push([27, 'task', 'auditor', 'freight-invoice', key]);
    story.push([90, 'freightPaid', 'load', key, 1, agreed + over, 0]);
  });
  return story;
}

test('the parts of the orders add up to the pots, and the pots to what happened', () => {
  fc.assert(
    fc.property(
      fc.array(randomOrder, { minLength: 1, maxLength: 25 }),
      fc.array(freight, { minLength: 1, maxLength: 5 }),
      (orders, loads) => {
        const story = storyOf(orders, loads);
        const { pots, byOrder, totalByOrder, totalMinor } = landedCosts(
          outcomesOf(story),
          PRICES,
          FACTS.endAt,
        );
        const sum = (list: ArrayLike<number>): number =>
          Array.from(list).reduce((total, each) => total + each, 0);
        for (const pot of POTS) {
          expect(sum(byOrder[pot]), pot).toBe(pots[pot]);
          for (const part of byOrder[pot]) expect(Number.isInteger(part), pot).toBe(true);
        }
        expect(sum(totalByOrder)).toBe(totalMinor);
        const happened = (event: string): number =>
          sum(story.flatMap((each) => (each.length === 7 && each[1] === event ? [each[5]] : [])));
        expect(pots.freight + pots.expedite).toBe(happened('freightPaid'));
        expect(pots.handling).toBe(happened('warehouseCharged'));
        expect(pots.labour).toBe(Math.round((happened('labourSpent') / HOUR_MS) * 2_700));
        expect(pots.tasks).toBe(story.filter((each) => each[1] === 'task').length * 1_125);
        expect(pots.it).toBe(14_400);
      },
    ),
  );
});
