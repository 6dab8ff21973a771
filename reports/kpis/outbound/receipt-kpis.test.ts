/** KPIs of inbound of four deliveries, against figures worked out by hand. */
import { describe, expect, test } from 'vitest';
import { RECEIPT_KPIS } from './catalogue/receipt-catalogue.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { receiptKpis } from './receipt-kpis.ts';

const START = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;

type Row = readonly [hour: number, event: string, entity: string, key: number, a: number, b: number];

const due = (hour: number): number => START + hour * HOUR_MS;

/** Two orders of two deliveries each, and one that is declined. */
const STORY: readonly Row[] = [
  [0, 'purchaseOrderReleased', 'purchaseOrder', 1, 30, due(50)],
  [0, 'purchaseOrderReleased', 'purchaseOrder', 2, 20, due(20)],
  [1, 'purchaseOrderReleased', 'purchaseOrder', 3, 5, due(50)],
  [2, 'purchaseOrderDone', 'purchase-order', 3, 2, 5],
  // As announced, in its slot: 10 to 14, at the door from 11 to 12.
  [8, 'shipmentNoticed', 'receipt', 8, 20, due(10)],
  [8, 'slotBooked', 'receipt', 8, due(11), 0],
  [10, 'truckAtGate', 'receipt', 8, 0, 0],
  [11, 'truckDocked', 'receipt', 8, 0, 0],
  [12, 'receiptCounted', 'receipt', 8, 18, 2],
  [14, 'receiptPutAway', 'receipt', 8, 18, 0],
  [13, 'goodsReceiptPosted', 'receipt', 8, 0, 18],
  // Its slot is over; one unit less than announced: 24 to 30, at the door from 24 to 27.
  [9, 'shipmentNoticed', 'receipt', 9, 10, due(12)],
  [9, 'slotBooked', 'receipt', 9, due(12), 0],
  [9, 'slotBooked', 'receipt', 9, due(14), 0],
  [24, 'truckAtGate', 'receipt', 9, 0, 1],
  [24, 'truckDocked', 'receipt', 9, 1, 0],
  [27, 'receiptCounted', 'receipt', 9, 9, 0],
  [30, 'receiptPutAway', 'receipt', 9, 9, 0],
  [29, 'goodsReceiptPosted', 'receipt', 9, 0, 9],
  [30, 'purchaseOrderDone', 'purchase-order', 1, 1, 3],
  // Late, and announced when it stood at the gate: sent back.
  [30, 'truckAtGate', 'receipt', 16, 0, 1],
  [31, 'shipmentNoticed', 'receipt', 16, 20, due(30)],
  [31, 'truckDocked', 'receipt', 16, 0, 0],
  [33, 'receiptCounted', 'receipt', 16, 20, 0],
  [34, 'goodsSentBack', 'receipt', 16, 20, 0],
  // Late, in its slot, and never counted.
  [40, 'slotBooked', 'receipt', 17, due(41), 0],
  [41, 'truckAtGate', 'receipt', 17, 0, 0],
  [50, 'purchaseOrderDone', 'purchase-order', 2, 0, 0],
];

function outcomesOf(story: readonly Row[]): OutboundOutcomes {
  const outcomes = new OutboundOutcomes();
  for (const [hour, event, entity, key, a, b] of story)
    outcomes.business(START + hour * HOUR_MS, event, '', entity, key, 1, a, b);
  return outcomes;
}

const KPIS = {
  // 4 and 6 hours.
  dockToStockP50: 4 * HOUR_MS,
  dockToStockP95: 6 * HOUR_MS,
  // 1, 0 and 1 hours.
  gateWaitMean: expect.closeTo((2 / 3) * HOUR_MS, 3),
  // By 50: two; by 20: none.
  receiptsOnTime: 2 / 4,
  // Of three counted: 20 of 20; 9 of 10; announced too late.
  noticeAccuracy: 1 / 3,
  // In full is the second of three.
  supplierInFull: 1 / 3,
  // Of 8, 9 and 17, which had slots.
  appointmentsKept: 2 / 3,
  // 1 + 3 + 2 hours, of two doors from 11 to 33.
  dockOccupancy: 6 / 44,
  // 1 and 2 hours.
  receiptPostingLagMean: 1.5 * HOUR_MS,
};

const endAt = due(60);
const doorMs = (fromAt: number, untilAt: number): number => 2 * (untilAt - fromAt);

describe('the KPIs of inbound', () => {
  test('are what the events say', () => {
    expect(receiptKpis(outcomesOf(STORY), { doorMs, endAt })).toEqual(KPIS);
  });

  test('are those of a copy', () => {
    const outcomes = outcomesOf(STORY.slice(0, 15));
    const copy = new OutboundOutcomes();
    copy.load(structuredClone(outcomes.save()));
    for (const [hour, event, entity, key, a, b] of STORY.slice(15))
      copy.business(START + hour * HOUR_MS, event, '', entity, key, 1, a, b);
    expect(receiptKpis(copy, { doorMs, endAt })).toEqual(KPIS);
  });

  test('a purchase order that is overdue without any truck is late, and not before, and not once it is over', () => {
    const open: Row = [3, 'purchaseOrderReleased', 'purchaseOrder', 4, 5, due(59)];
    const declined: Row = [58, 'purchaseOrderDone', 'purchase-order', 4, 2, 5];
    const onTime = (story: readonly Row[], at: number) =>
      receiptKpis(outcomesOf(story), { doorMs, endAt: due(at) }).receiptsOnTime;
    expect(onTime([...STORY, open], 60)).toBe(2 / 5);
    expect(onTime([...STORY, open], 59)).toBe(2 / 4);
    expect(onTime([...STORY, open, declined], 60)).toBe(2 / 4);
  });

  test('are null where there is no inbound, and where nobody knows when docks are open', () => {
    const nothing = Object.fromEntries(Object.keys(RECEIPT_KPIS).map((name) => [name, null]));
    expect(receiptKpis(new OutboundOutcomes(), { doorMs, endAt })).toEqual(nothing);
    expect(receiptKpis(outcomesOf(STORY), { endAt }).dockOccupancy).toBeNull();
  });
});
