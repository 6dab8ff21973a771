/** KPIs of deliveries that differ from what was shipped, of five orders, against figures worked out by hand. */
import { expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, type Happening, HOUR_MS, hour, issued, outcomesOf, released } from './story.fixture.ts';

const SHORT = 1;
const DAMAGED = 2;
const OVER = 3;

const of = (order: number, at: number, event: string, a: number, b = 0, n = 1): Happening => [
  at,
  event,
  'shipment',
  order * 8,
  n,
  a,
  b,
];
const order = (no: number): Happening[] => [
  ...released(no, 0, { customer: 1, promise: 48, units: 10 }, 10_000, 1),
  ...issued(no * 8, no * 8, 0, [1, 2, 3, 24], { units: 10, grams: 1_000, valueMinor: 10_000 }),
];
const delivered = (no: number, condition = 0): Happening =>
  of(no, 30, 'shipmentDelivered', hour(30), condition);

/** 7 is as it left; 8 short, by rule; 9 damaged in part, by a person and credited; 10 too many; 11 lost. */
const STORY: readonly Happening[] = [
  ...[7, 8, 9, 10, 11].flatMap(order),
  delivered(7),
  of(7, 40, 'customerBilled', 10_000),
  of(8, 30, 'deliveryExcepted', 2, SHORT),
  delivered(8),
  of(8, 34, 'deliveryDiffers', 2_000, 2),
  of(8, 34, 'differenceSettled', 2_000, 0),
  of(8, 42, 'customerBilled', 8_000),
  of(9, 30, 'deliveryExcepted', 3, DAMAGED),
  delivered(9),
  of(9, 34, 'deliveryDiffers', 3_000, 3),
  of(9, 36, 'customerBilled', 10_000),
  of(9, 74, 'differenceSettled', 3_000, 1),
  of(9, 75, 'deliveryCredited', 3_000),
  of(10, 30, 'deliveryExcepted', 1, OVER),
  delivered(10),
  // Not settled yet.
  of(10, 34, 'deliveryDiffers', 0, 1),
  delivered(11, 3),
  ...[7, 8, 9, 10, 11].map((no): Happening => [80, 'orderDone', 'order', no, 1, 10, 0]),
];

test('are what the events say', () => {
  expect(computeOutboundKpis(outcomesOf(STORY), FACTS)).toMatchObject({
    deliveredAsShipped: 1 / 4,
    differencesByRule: 1 / 2,
    differenceLagMean: 20 * HOUR_MS,
    differingToBillMean: 9 * HOUR_MS,
    creditedForDeliveries: 3_000,
  });
});

test('an order with a unit too few is not in full, one with a damaged unit not in good condition', () => {
  const { perfectOrder, perfectInFull, perfectCondition, otif } = computeOutboundKpis(
    outcomesOf(STORY),
    FACTS,
  );
  expect(perfectInFull).toBe(3 / 5);
  expect(perfectCondition).toBe(3 / 5);
  expect(perfectOrder).toBe(2 / 5);
  expect(otif).toBe(38 / 50);
});

test('are null where nothing differs', () => {
  const names = ['deliveryExcepted', 'deliveryDiffers', 'differenceSettled', 'deliveryCredited'];
  const kpis = computeOutboundKpis(outcomesOf(STORY.filter(([, event]) => !names.includes(event))), FACTS);
  expect(kpis).toMatchObject({
    deliveredAsShipped: null,
    differencesByRule: null,
    differenceLagMean: null,
    differingToBillMean: null,
    creditedForDeliveries: null,
    perfectInFull: 4 / 5,
  });
});

test('a fold that was saved half-way goes on from there', () => {
  const first = outcomesOf(STORY.slice(0, -1));
  const copy = new OutboundOutcomes();
  copy.load(structuredClone(first.save()));
  for (const outcomes of [first, copy])
    outcomes.business(hour(76), 'differenceSettled', 'core', 'shipment', 80, 1, 0, 0);
  const [one, other] = [first, copy].map((outcomes) => computeOutboundKpis(outcomes, FACTS));
  expect(other!.differenceLagMean).toBe(one!.differenceLagMean);
  expect(other!.differencesByRule).toBe(2 / 3);
});
