/**
 * What belongs to an order where keys alone would mislead, in recordings written by hand: numbers that are an order's, a shipment's and a
 * load's at once; loads that a shipment joined and left; messages that nobody took; what came too late.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecordingWriter } from '../recording/writer.ts';
import { summaryRows } from './case-text.ts';
import type { CaseKnowledge, CaseView } from './case-view.ts';
import { collectCase } from './collect-case.ts';

const LOAD = 14;
const knowledge: CaseKnowledge = {
  codes: { condition: { 0: 'good' } },
  actors: { [LOAD]: 'load' },
  documentOf: () => null,
};

let dir = '';
let writer: RecordingWriter;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dray-case-'));
  writer = new RecordingWriter(dir);
  for (const order of [1, 17, 18, 136])
    writer.business(1_000, 'orderReleased', 'ERP', 'order', order, 1, 5, 900);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function caseOf(order: number): CaseView {
  writer.close();
  const collected = collectCase({
    dir,
    scenario: 'by-hand',
    seed: 1,
    arm: 'greedy',
    currency: 'USD',
    endedAt: 1e9,
    order,
    knowledge,
  });
  if (collected.kind === 'unknown') throw new Error('there is no such order');
  return collected.view;
}

const rows = (view: CaseView, table: string): number[] =>
  view.entries.filter((entry) => entry.table === table).map(({ row }) => row);

/** Sender 0 is the core, whose messages pass a lane. */
function sent(now: number, from: string, key: number, kind: string, counter: number): void {
  writer.input(now, 'partner-lane', 40, counter, kind, from, key, 0, counter, key, 0, 0, null);
  writer.message(now, now + 2_000, kind, from, key, 'TMS', 3, 0, counter, key, 0, 0, null);
}

function received(now: number, kind: string, key: number, counter: number, takenBy: string | null): void {
  writer.message(now, now + 2_000, kind, 'TMS', 3, 'core', 0, 3, counter, key, 0, 0, null);
  if (takenBy !== null)
    writer.input(now + 2_010, takenBy, key, counter, kind, 'partner', 3, 3, counter, key, 0, 0, null);
}

test('136 is an order, a shipment of order 17 and a load: each has its own messages', () => {
  writer.business(2_000, 'loadFormed', 'core', 'load', 136, 1, 0, 1);
  sent(3_000, 'load', 136, 'requestRating', 1);
  sent(3_000, 'order', 136, 'requestRating', 2);
  received(4_000, 'loadRated', 136, 1, 'load');
  received(4_000, 'orderRated', 136, 2, 'order');
  writer.fault(3_000, 'call-lost', 'core to TMS', 136, { kind: 'requestRating', attempt: 1 });
  writer.fault(4_000, 'event-delayed', 'TMS to core', 136, { kind: 'orderRated', attempt: 1 });
  writer.fault(9_000, 'outage-from', 'TMS to core', 136, { kind: 'orderRated', attempt: 1 });
  const view = caseOf(17);
  expect(rows(view, 'messages')).toEqual([1, 3]);
  // At one instant, of one kind and key: nobody can tell which of the two was hit.
  expect(rows(view, 'faults')).toEqual([1]);
  expect(view.entries.find(({ what }) => what === 'load rated')).toMatchObject({
    system: 'TMS',
    to: 'core',
    about: 'load 136',
    latencyMs: 2_010,
  });
});

test('a load that a shipment joined is the order’s, also where it left it again; who shares it is told', () => {
  writer.business(2_000, 'stockReserved', 'WMS', 'shipment', 144, 1, 0, 5);
  writer.input(3_000, 'load', 136, 1, 'formLoad', 'consolidation', 4, 0, 1, 136, 0, 0, {
    shipments: [{ shipment: 136 }, { shipment: 144 }],
  });
  writer.input(3_010, 'shipment', 144, 3, 'joinedLoad', 'consolidation', 4, 0, 2, 144, 136, 0, null);
  writer.business(3_020, 'loadFormed', 'core', 'load', 136, 1, 0, 2);
  writer.business(3_030, 'shipmentLoaded', 'WMS', 'shipment', 136, 1, 136, 0);
  writer.ledger(
    4_000,
    'freight-expense',
    'freight-accrual',
    900,
    'USD',
    'freight-invoice',
    136,
    'freightAccrued',
  );
  const view = caseOf(18);
  expect(view.summary.loads).toEqual([{ key: 136, shipments: [144], otherOrders: [17], share: null }]);
  expect(view.entries.find(({ what }) => what === 'load formed')).toMatchObject({ shared: true });
  expect(rows(view, 'business')).toEqual([3, 5, 6]);
  // It did not travel with it, and pays nothing of it.
  expect(view.money.postings).toMatchObject([{ amountMinor: 900, ownMinor: 0, costMinor: 0 }]);
});

test('freight of a shared load is by weight, and the postings of the whole stand beside', () => {
  for (const [shipment, grams] of [
    [136, 3_000],
    [144, 1_000],
  ] as const) {
    writer.business(2_000, 'stockReserved', 'WMS', 'shipment', shipment, 1, 0, 5);
    writer.business(2_500, 'shipmentPacked', 'WMS', 'shipment', shipment, 1, 1, grams);
    writer.business(3_000, 'shipmentLoaded', 'WMS', 'shipment', shipment, 1, 136, 0);
  }
  writer.business(2_900, 'loadFormed', 'core', 'load', 136, 1, 0, 2);
  writer.business(3_100, 'loadDeparted', 'carrier', 'load', 136, 1, 0, 0);
  writer.business(5_000, 'freightPaid', 'ERP', 'load', 136, 1, 1_001, 0);
  writer.ledger(
    4_000,
    'freight-expense',
    'freight-accrual',
    1_001,
    'USD',
    'freight-invoice',
    136,
    'freightAccrued',
  );
  writer.ledger(5_000, 'accounts-payable', 'bank', 1_001, 'USD', 'freight-invoice', 136, 'freightPaid');
  const { money, summary } = caseOf(17);
  expect(summary.loads).toMatchObject([{ key: 136, otherOrders: [18], share: 0.75 }]);
  expect(money.postings.map(({ ownMinor, costMinor }) => [ownMinor, costMinor])).toEqual([
    [751, 751],
    [751, 751],
  ]);
  expect(money.pots).toEqual([{ pot: 'freight', landedMinor: 751, ledgerMinor: 751, why: null }]);
});

test('a message that nobody took is the order’s by its kind; one that was sent again is taken once', () => {
  received(2_000, 'orderRated', 1, 1, 'order');
  received(5_000, 'orderRated', 17, 2, null);
  writer.message(65_000, 67_000, 'orderRated', 'TMS', 3, 'core', 0, 3, 2, 17, 0, 0, null);
  writer.input(67_010, 'order', 17, 2, 'orderRated', 'partner', 3, 3, 2, 17, 0, 0, null);
  received(80_000, 'orderRated', 17, 3, null);
  const view = caseOf(17);
  const told = view.entries.filter(({ kind }) => kind === 'message');
  expect(told.map(({ attempt, latencyMs, detail }) => [attempt, latencyMs, detail])).toEqual([
    [1, null, 'not taken'],
    [2, 2_010, ''],
    [1, null, 'not taken'],
  ]);
  expect(view.summary).toMatchObject({ messages: 2, resent: 1 });
});

test('what came too late is in the exception case of who was meant, and of nobody else of that number', () => {
  writer.business(2_000, 'loadFormed', 'core', 'load', 136, 1, 0, 1);
  writer.message(3_000, 5_000, 'milestoneReported', 'carrier-0', 100, 'core', 0, 100, 7, 136, 0, 0, null);
  writer.input(5_010, 'exception-case', 136, 1, 'inputWithoutActor', 'load', 136, 0, 9, 136, LOAD, 1, {
    kind: 'milestoneReported',
    sender: 100,
    counter: 7,
  });
  writer.business(5_010, 'exceptionOpened', 'core', 'exception-case', 136, 1, LOAD, 1);
  writer.task(5_010, 'exception-desk', 'exception-case', 136, 'lateInput', null, 'open', {
    no: 1,
    detail: 'late',
  });
  const view = caseOf(17);
  expect(rows(view, 'messages')).toEqual([1]);
  expect(rows(view, 'tasks')).toEqual([1]);
  expect(rows(view, 'business')).toEqual([2, 5, 6]);
  expect(view.summary).toMatchObject({ tasks: 1, tasksOpen: 1 });
});

test('of order 136 none of it is', () => {
  writer.business(2_000, 'loadFormed', 'core', 'load', 136, 1, 0, 1);
  sent(3_000, 'load', 136, 'requestRating', 1);
  writer.task(5_010, 'exception-desk', 'exception-case', 136, 'lateInput', null, 'open', {
    no: 1,
    detail: 'late',
  });
  const view = caseOf(136);
  expect(view.entries.map(({ table, row }) => [table, row])).toEqual([['business', 4]]);
});

test('an order that was changed is judged by its last promise, and says how often it was', () => {
  const day = (n: number): number => n * 86_400_000;
  writer.business(1_000, 'orderPromised', 'ERP', 'order', 17, 1, day(3), 0);
  const asIs = summaryRows(caseOf(17).summary, 'USD');
  expect(asIs).toContainEqual(['wanted', '5 pieces, 0.9 kg']);
  writer = new RecordingWriter(dir);
  writer.business(1_000, 'orderReleased', 'ERP', 'order', 17, 1, 5, 900);
  writer.business(1_000, 'orderPromised', 'ERP', 'order', 17, 1, day(3), 0);
  for (const no of [1, 2]) {
    writer.business(no * 2_000, 'changeAnswered', 'core', 'order', 17, no, 0, 0);
    writer.business(no * 2_000, 'orderRepromised', 'ERP', 'order', 17, no, day(3 + no), 0);
  }
  writer.business(5_000, 'changeAnswered', 'core', 'order', 17, 3, 4, 0);
  writer.business(day(1), 'goodsIssued', 'WMS', 'shipment', 136, 1, 0, 5);
  writer.business(day(4), 'shipmentDelivered', 'carriers', 'shipment', 136, 1, day(4), 0);
  const rows = summaryRows(caseOf(17).summary, 'USD');
  expect(rows).toContainEqual(['wanted', '5 pieces, 0.9 kg; changed 2 times since']);
  expect(rows).toContainEqual(['delivered', '1970-01-05 00:00 UTC, 1.0 d before its promise']);
});
