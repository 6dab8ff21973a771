/** KPIs of proofs of delivery, of four loads, against figures worked out by hand. */
import { expect, test } from 'vitest';
import { proofKpis } from './proof-kpis.ts';
import { type Happening, HOUR_MS, hour, issued, outcomesOf, released } from './story.fixture.ts';

const of = (load: number, at: number, event: string, a: number, n = 1, b = 0): Happening => [
  at,
  event,
  'load',
  load,
  n,
  a,
  b,
];
const arrived = (shipment: number, at: number, condition: number): Happening[] => [
  [at, 'shipmentDelivered', 'shipment', shipment, 1, hour(at), condition],
  [at + 20, 'customerBilled', 'shipment', shipment, 1, 0, 0],
];
const order = (no: number, valueMinor: number): Happening[] => [
  ...released(no, 0, { customer: 1, promise: 48, units: 10 }, valueMinor, 1),
  ...issued(no * 8, no * 8, 0, [1, 2, 3, 24], { units: 10, grams: 1_000, valueMinor }),
];

const STORY: readonly Happening[] = [
  ...[7, 8, 9, 10].flatMap((no) => order(no, no * 1_000)),
  ...[56, 64, 72, 80].map((load) => of(load, 30, 'loadDelivered', 0)),
  // Right first time, 6 hours after.
  of(56, 36, 'proofReceived', hour(30)),
  ...arrived(56, 30, 0),
  // The second copy can be read, 18 hours after.
  of(64, 36, 'proofUnread', hour(30)),
  of(64, 48, 'proofReceived', hour(30), 1, 1),
  ...arrived(64, 30, 0),
  // Done without after 12 hours: what was billed had arrived damaged.
  of(72, 36, 'proofUnread', hour(30), 1),
  of(72, 42, 'proofUnread', hour(30), 2),
  of(72, 42, 'proofWaived', hour(30), 1, 2),
  ...arrived(72, 30, 1),
  // Nobody has read it yet.
  of(80, 36, 'proofUnread', hour(30)),
];

test('are what the events say', () => {
  expect(proofKpis(outcomesOf(STORY), {})).toEqual({
    proofRightFirstTime: 1 / 3,
    proofLagMean: 12 * HOUR_MS,
    proofsWaived: 1 / 3,
    billedUnsigned: 9_000,
  });
});

test('are of what they are asked of', () => {
  const outcomes = outcomesOf(STORY);
  const first = outcomes.loadRow(56);
  expect(proofKpis(outcomes, { load: (row) => row === first, shipment: () => false })).toEqual({
    proofRightFirstTime: 1,
    proofLagMean: 6 * HOUR_MS,
    proofsWaived: 0,
    billedUnsigned: 0,
  });
});

test('are null where nobody looks at proofs', () => {
  const without = STORY.filter(([, event]) => !event.startsWith('proof'));
  expect(Object.values(proofKpis(outcomesOf(without), {}))).toEqual([null, null, null, null]);
});
