/** KPIs of replenished stores: what shelves and transfers say, and null where there are no stores. */
import { expect, test } from 'vitest';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { replenishmentKpis } from './replenishment-kpis.ts';

const END = 10_000;

function told(
  ...events: readonly (readonly [event: string, entity: string, key: number, a: number, b: number])[]
) {
  const outcomes = new OutboundOutcomes();
  for (const [event, entity, key, a, b] of events) outcomes.business(0, event, 'any', entity, key, 1, a, b);
  return outcomes;
}

const TWO_STORES = told(
  ['shelfSold', 'store', 0, 90, 9_000],
  ['salesLost', 'store', 0, 10, 1_500],
  ['shelfAvailable', 'store', 0, 30, 40],
  ['shelfClosed', 'store', 0, 300, 30_000],
  ['shelfSold', 'store', 1, 60, 6_000],
  ['shelfAvailable', 'store', 1, 40, 40],
  ['shelfClosed', 'store', 1, 150, 15_000],
  ['replenishmentProposed', 'replenishment', 0, 100, 1],
  ['replenishmentProposed', 'replenishment', 1, 60, 1],
  ['transferRequested', 'replenishment', 0, 80, 5_000],
  ['transferDone', 'replenishment', 0, 80, -100],
  ['transferRequested', 'replenishment', 1, 60, 6_000],
  ['transferDone', 'replenishment', 1, 60, 1],
  // Nothing of it came.
  ['transferRequested', 'replenishment', 2, 20, 7_000],
  ['transferDone', 'replenishment', 2, 0, -1],
);

test('are what the events say', () => {
  expect(replenishmentKpis(TWO_STORES, { endAt: END })).toEqual({
    shelfAvailability: 70 / 80,
    salesLost: 10 / 160,
    salesLostValue: 1_500,
    storeInventoryDays: 450 / 150,
    transfersOnTime: 1 / 3,
    transferFill: 160 / 160,
  });
});

test('a transfer open past its due time counts as late, one before it is left out', () => {
  const open = told(
    ['transferRequested', 'replenishment', 0, 80, END - 1],
    ['transferRequested', 'replenishment', 1, 80, END + 1],
  );
  expect(replenishmentKpis(open, { endAt: END }).transfersOnTime).toBe(0);
});

test('are null where there are no stores', () => {
  const values = Object.values(replenishmentKpis(told(), { endAt: END }));
  expect(values.every((value) => value === null)).toBe(true);
});

test('a copy of the outcomes goes on alike', () => {
  const copy = new OutboundOutcomes();
  copy.load(TWO_STORES.save());
  expect(replenishmentKpis(copy, { endAt: END })).toEqual(replenishmentKpis(TWO_STORES, { endAt: END }));
});
