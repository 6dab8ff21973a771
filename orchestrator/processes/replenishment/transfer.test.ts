/** The open transfer of a replenishment: how long what is waited for, and that each word about it counts once. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, STORES, WMS } from '../../contracts/partners.ts';
import { instant } from '../../model/instant.ts';
import type { ReplenishmentSettings } from '../../model/replenishment.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from '../inbound/waiting.ts';
import type { ReplenishmentInput } from './inputs.ts';
import {
  allotted,
  answered,
  closed,
  DAY,
  DUE_AT,
  decided,
  deliveredIn,
  HOUR,
  issued,
  OPTION,
  rang,
  received,
  replenishmentSettings,
  reported,
  TRANSFER,
  transferReleased,
} from './replenishment.fixture.ts';
import { replenishmentActor } from './replenishment.ts';
import { REVIEW_TIMER } from './replenishment-state.ts';
import { MISSING_TRANSFER_ANSWER } from './transfer.ts';

const actor = replenishmentActor(replenishmentSettings());
const ordered = [reported([5, 9]), rang(REVIEW_TIMER), decided(OPTION), allotted([36, 12])];
const released = [...ordered, transferReleased()];
const onItsWay = [...released, issued([36, 12])];
const watch = (at: number) => ({ timer: WATCH_TIMER, at });
const requested = {
  send: 'requestTransfer',
  partner: ERP,
  key: TEST_KEY,
  a: TRANSFER,
  b: DUE_AT,
  body: { store: 3, source: 1, products: [2, 3], units: [36, 12] },
};
const asksFor = (send: string, partner: number) => ({ send, partner, key: TEST_KEY, a: TRANSFER, b: 0 });
const calledOff = asksFor('cancelTransfer', ERP);
const asksStore = asksFor('askForReceipts', STORES);
const posted = (units: readonly number[], n = 0) => ({
  send: 'postTransferReceipt',
  partner: ERP,
  key: TEST_KEY,
  a: TRANSFER,
  b: n,
  body: { products: [2, 3], units },
});

describe('what is waited for', () => {
  test('once it is released, is that something leaves, so long and no longer for being told again', () => {
    expect(given(actor, ordered).when(transferReleased()).effects).toEqual([
      { cancel: WATCH_TIMER },
      watch(TEST_NOW + 2 * DAY),
    ]);
    expect(given(actor, released).when(transferReleased()).effects).toEqual([]);
  });

  test('once it has left, is that it comes: so long after it is due, or from now on where that is over', () => {
    expect(given(actor, released).when(issued([20, 0])).effects).toEqual([
      { cancel: WATCH_TIMER },
      watch(DUE_AT + DAY),
    ]);
    const late = instant(DUE_AT + HOUR);
    expect(given(actor, released).when(issued([20, 0]), late).effects).toContainEqual(watch(late + DAY));
    const part = [...released, issued([20, 0])];
    expect(given(actor, part).when(issued([16, 12], 1), late).effects).toEqual([]);
  });

  test('that has left without a release needs none', () => {
    const unreleased = [...ordered, issued([36, 12])];
    expect(given(actor, unreleased).when(transferReleased()).effects).toEqual([]);
    expect(given(actor, unreleased).when(rang(WATCH_TIMER)).effects).toEqual([
      requested,
      asksStore,
      watch(TEST_NOW + HOUR),
    ]);
  });

  test('that nothing has left of is called off, asked for again, and then a planner’s', () => {
    expect(given(actor, released).when(rang(WATCH_TIMER)).effects).toEqual([
      calledOff,
      watch(TEST_NOW + HOUR),
    ]);
    const off = [...released, rang(WATCH_TIMER)];
    // There is no store to ask: nothing has left.
    expect(given(actor, off).when(rang(WATCH_TIMER)).effects).toEqual([requested, watch(TEST_NOW + HOUR)]);
    expect(given(actor, [...off, rang(WATCH_TIMER)]).when(rang(WATCH_TIMER)).effects).toEqual([
      { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
      { task: 'transferMissing', role: 'replenishment-planner', no: 1, dueAt: TEST_NOW + 12 * HOUR },
    ]);
  });

  test('is asked of the warehouse where a node is supplied', () => {
    const settings = replenishmentSettings();
    const stores = settings.stores.map((store) => ({ ...store, node: 2 }));
    const node = replenishmentActor({ ...settings, stores } satisfies ReplenishmentSettings);
    expect(given(node, onItsWay).when(rang(WATCH_TIMER)).effects).toContainEqual(
      asksFor('askForReceipts', WMS),
    );
  });
});

describe('a planner', () => {
  const missing = [...onItsWay, rang(WATCH_TIMER), rang(WATCH_TIMER)];

  test('has all asked again, and it is waited for anew', () => {
    expect(given(actor, missing).when(answered(MISSING_TRANSFER_ANSWER.waitOn, 1)).effects).toEqual([
      { cancel: ESCALATION_TIMER },
      requested,
      asksStore,
      watch(TEST_NOW + DAY),
    ]);
  });

  test('writes off what has left, with what had come of it', () => {
    const part = [
      ...released,
      issued([20, 0]),
      issued([16, 12], 1),
      received([20, 0]),
      rang(WATCH_TIMER),
      rang(WATCH_TIMER),
    ];
    const off = given(actor, part).when(answered(MISSING_TRANSFER_ANSWER.writeOff, 1), instant(DUE_AT + DAY));
    expect(off.effects).toEqual([
      { cancel: ESCALATION_TIMER },
      { cancel: WATCH_TIMER },
      { event: 'transferWrittenOff', n: TRANSFER, a: 48, b: 20 },
      { event: 'transferDone', n: TRANSFER, a: 20, b: DAY },
    ]);
    expect(off.state).toMatchObject({ status: 'waiting', transfer: 0, openTask: 0, rounds: 0 });
  });

  test('writes off nothing that ERP has never spoken of: it is asked for until it has', () => {
    let history: readonly ReplenishmentInput[] = ordered;
    for (let no = 1; no <= TASKS_MAX; no++)
      history = [
        ...history,
        rang(WATCH_TIMER),
        rang(WATCH_TIMER),
        answered(MISSING_TRANSFER_ANSWER.writeOff, no),
      ];
    expect(given(actor, history.slice(0, -1)).when(history.at(-1)!)).toMatchObject({
      state: { status: 'ordered', transfer: TRANSFER },
      effects: [{ cancel: ESCALATION_TIMER }, { send: 'requestTransfer' }, watch(TEST_NOW + DAY)],
    });
  });
});

describe('what comes', () => {
  test('twice counts as it did first', () => {
    const part = [...released, issued([20, 0])];
    const again = given(actor, part).when(issued([36, 12]));
    expect(again.effects).toEqual([]);
    expect(again.state.issued.slice(0, 2)).toEqual([20, -1]);
  });

  test('of a product that the shelf does not have is received and posted all the same', () => {
    const strange: ReplenishmentInput = input(
      'transferReceived',
      { products: [2, 9], units: [30, 6] },
      TRANSFER,
      0,
    );
    const { state, effects } = given(actor, [...released, issued([36, 12])]).when(strange);
    expect(state.onHand).toEqual([35, 9]);
    expect(effects).toContainEqual({ event: 'transferDone', n: TRANSFER, a: 36, b: TEST_NOW - DUE_AT });
    expect(effects).toContainEqual({ ...posted([]), body: { products: [2, 9], units: [30, 6] } });
  });

  test('in part has the rest called off, once, and not where ERP has said that no more comes', () => {
    const part = [...released, issued([20, 0]), issued([10, 0], 1)];
    expect(given(actor, part).when(received([20, 0])).effects).toEqual([posted([20, 0]), calledOff]);
    expect(given(actor, [...part, received([20, 0])]).when(received([10, 0], 1)).effects).toEqual([
      posted([10, 0], 1),
    ]);
    expect(given(actor, [...part, closed(18)]).when(received([20, 0])).effects).toEqual([posted([20, 0])]);
    expect(given(actor, [...part, closed(0)]).when(received([20, 0])).effects).toEqual([posted([20, 0])]);
    const all = [...released, issued([20, 0]), issued([16, 12], 1)];
    expect(given(actor, all).when(received([20, 0])).effects).toEqual([posted([20, 0])]);
  });

  test('and what ERP says will not come are together what was ordered', () => {
    const part = [...released, issued([20, 0]), received([20, 0])];
    expect(given(actor, part).when(closed(27)).state.status).toBe('in-transit');
    const { effects, state } = given(actor, part).when(closed(28));
    expect(effects).toEqual([
      { cancel: WATCH_TIMER },
      { event: 'transferDone', n: TRANSFER, a: 20, b: TEST_NOW - DUE_AT },
    ]);
    expect(state).toMatchObject({ status: 'waiting', transfer: 0, onHand: [25, 9] });
  });

  test('is looked at by shipment: one that is lost does not end what the other has yet to bring', () => {
    const both = [...released, issued([20, 0]), issued([16, 12], 1)];
    const lost = [...both, deliveredIn(3, 1)];
    expect(given(actor, both).when(deliveredIn(3, 1)).state).toMatchObject({ status: 'in-transit' });
    // One that is there in good condition has yet to be received.
    expect(given(actor, [...both, received([20, 0])]).when(deliveredIn(0, 1)).state.status).toBe(
      'in-transit',
    );
    expect(given(actor, lost).when(received([20, 0]))).toMatchObject({
      state: { status: 'waiting', onHand: [25, 9] },
      effects: expect.arrayContaining([{ event: 'transferDone', n: TRANSFER, a: 20, b: TEST_NOW - DUE_AT }]),
    });
  });

  test('before anybody has heard that it left is not nothing: no other node is asked', () => {
    const early = [...released, received([6, 0]), issued([6, 0])];
    const { state, effects } = given(actor, early).when(closed(42));
    expect(state).toMatchObject({ status: 'waiting', onHand: [11, 9] });
    expect(effects).not.toContainEqual(expect.objectContaining({ ask: 'replenishment' }));
    expect(given(actor, [...released, received([6, 0])]).when(closed(48)).state.status).toBe('waiting');
  });

  test('leaves the report of the shelf as it was said', () => {
    const shelf = { onHand: [7, 9], sold: [0, 0] };
    const report: ReplenishmentInput = input('shelfReported', shelf, TEST_NOW, 2);
    expect(given(actor, [...onItsWay, report]).when(received([36, 12])).state.onHand).toEqual([43, 21]);
    expect(shelf.onHand).toEqual([7, 9]);
  });
});

test('of the last node that is asked nothing leaves either: the next review wants it anew', () => {
  const other = [
    ...released,
    rang(WATCH_TIMER),
    closed(48),
    decided({ ...OPTION, source: 0 }, 2),
    allotted([36, 12]),
  ];
  const second = TRANSFER + 1;
  const off = [...other, transferReleased(second), rang(WATCH_TIMER)];
  const { state, effects } = given(actor, off).when(closed(48, second));
  expect(state).toMatchObject({ status: 'waiting', transfer: 0, attempt: 2 });
  expect(effects).not.toContainEqual(expect.objectContaining({ ask: 'replenishment' }));
});
