/** Replenishment: reviewed by the calendar, decided, shared, ordered, followed to the last unit; never two transfers at once. */
import { describe, expect, test } from 'vitest';
import { given, type Outcome, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, STORES } from '../../contracts/partners.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from '../inbound/waiting.ts';
import { STOCK_VIEW } from '../outbound/inputs.ts';
import { DEPLOYMENT, type ReplenishmentInput } from './inputs.ts';
import {
  allotted,
  answered,
  closed,
  DAY,
  DUE_AT,
  decided,
  deliveredIn,
  FIRST,
  HOUR,
  issued,
  OPTION,
  REVIEW_AT,
  rang,
  received,
  replenishmentSettings,
  reported,
  TRANSFER,
  transferReleased,
} from './replenishment.fixture.ts';
import { replenishmentActor } from './replenishment.ts';
import { REVIEW_TIMER, type ReplenishmentState } from './replenishment-state.ts';

const actor = replenishmentActor(replenishmentSettings());
const reviewed = [reported([5, 9]), rang(REVIEW_TIMER)];
const proposed = [...reviewed, decided(OPTION)];
const ordered = [...proposed, allotted([36, 12])];
const onItsWay = [...ordered, transferReleased(), issued([36, 12])];
const audited = [{ audit: 'inputNotExpected' }];

/** All that `given` gets, at an instant of one's own. */
function hearing(history: readonly ReplenishmentInput[], last: ReplenishmentInput, now: Instant = TEST_NOW) {
  return given(actor, history).when(last, now);
}
const kinds = ({ effects }: Outcome<ReplenishmentState>): string[] =>
  effects.flatMap((effect) => ('send' in effect ? [effect.send] : 'tell' in effect ? [effect.tell] : []));

describe('a review', () => {
  test('is set for the calendar when the shelf is first heard of', () => {
    expect(given(actor).when(reported([5, 9]))).toMatchObject({
      state: { status: 'waiting', onHand: [5, 9] },
      effects: [{ timer: REVIEW_TIMER, at: REVIEW_AT }],
    });
  });

  test('asks with every proposal by every rule from every node, and both views of stock', () => {
    const { state, effects } = hearing([reported([5, 9])], rang(REVIEW_TIMER), instant(REVIEW_AT));
    expect(state).toMatchObject({ status: 'deciding', review: 0, nextReview: 1 });
    expect(effects[0]).toEqual({ timer: REVIEW_TIMER, at: REVIEW_AT + DAY });
    expect(effects[1]).toMatchObject({
      ask: 'replenishment',
      attempt: 1,
      context: { store: 3, group: 1, position: [5, 9], viewAgeMs: 2 * HOUR, targetUnits: [40, 20] },
      options: [
        { rule: 'order-up-to', source: 1, usual: true, units: [36, 12] },
        { rule: 'order-up-to', source: 0, usual: false, units: [36, 12] },
        // The second product is above its minimum of 6.
        { rule: 'min-max', source: 1, units: [48, 0] },
        { rule: 'min-max', source: 0, units: [48, 0] },
        // The first runs out within a day.
        { rule: 'urgent', source: 1, units: [36, 0] },
        { rule: 'urgent', source: 0, units: [36, 0] },
      ],
      views: [
        [STOCK_VIEW, 1],
        [STOCK_VIEW, 0],
      ],
    });
  });

  test('of a full shelf asks nobody', () => {
    expect(hearing([reported([50, 30])], rang(REVIEW_TIMER))).toMatchObject({
      state: { status: 'waiting' },
      effects: [{ timer: REVIEW_TIMER }],
    });
  });

  test('with an old report asks the store first, and goes by the old one if it says nothing', () => {
    const late = instant(TEST_NOW + 3 * DAY);
    const asking = hearing([reported([5, 9])], rang(REVIEW_TIMER), late);
    expect(asking.state.status).toBe('asking');
    expect(asking.effects).toContainEqual({
      send: 'requestShelf',
      partner: STORES,
      key: TEST_KEY,
      a: 1,
      b: 0,
    });
    const old = replenishmentActor(replenishmentSettings({ viewAgeMsMax: -1 }));
    const asked = given(old, reviewed).when(rang(WATCH_TIMER));
    expect(asked.effects).toContainEqual(expect.objectContaining({ ask: 'replenishment' }));
    const told = given(old, reviewed).when(reported([7, 9], 2));
    expect(told.effects).toContainEqual(
      expect.objectContaining({ context: expect.objectContaining({ position: [7, 9] }) }),
    );
  });

  test('is passed over while a transfer is open, and the next one is set', () => {
    expect(hearing(ordered, rang(REVIEW_TIMER))).toMatchObject({
      state: { status: 'ordered', review: 0 },
      effects: [{ timer: REVIEW_TIMER }, { audit: 'reviewPassedOver' }],
    });
  });

  test('after the last there is none', () => {
    const history = [reported([50, 30]), rang(REVIEW_TIMER), rang(REVIEW_TIMER)];
    const { effects } = hearing(history, rang(REVIEW_TIMER));
    expect(effects).toEqual([]);
  });

  test('a report that another has overtaken says nothing', () => {
    expect(hearing([reported([5, 9]), reported([4, 8], 3)], reported([9, 9], 2)).state.onHand).toEqual([
      4, 8,
    ]);
  });
});

describe('a proposal', () => {
  test('goes to the node for its share', () => {
    const { state, effects } = hearing(reviewed, decided(OPTION));
    expect(state.status).toBe('allocating');
    expect(effects).toEqual([
      { event: 'replenishmentProposed', n: 1, a: 48, b: 1 },
      {
        tell: 'transferProposed',
        type: DEPLOYMENT,
        key: 1,
        a: TEST_KEY,
        b: 6,
        body: { products: [2, 3], units: [36, 12] },
      },
    ]);
  });

  test('beyond authority goes to a planner first, who sends it or leaves it out', () => {
    const large = decided({ ...OPTION, valueMinor: 100_001 });
    const asked = hearing(reviewed, large);
    expect(asked.state.status).toBe('with-person');
    expect(asked.effects).toContainEqual(
      expect.objectContaining({
        role: 'replenishment-planner',
        task: 'largeTransfer',
        no: 1,
      }),
    );
    expect(hearing([...reviewed, large], answered(0, 1))).toMatchObject({ state: { status: 'allocating' } });
    expect(hearing([...reviewed, large], answered(1, 1))).toMatchObject({ state: { status: 'waiting' } });
    expect(hearing([...reviewed, large], answered(0, 2)).effects).toMatchObject(audited);
    expect(hearing([...reviewed, large], rang(ESCALATION_TIMER)).effects).toMatchObject([
      { task: 'taskUnanswered', role: 'supervisor', no: 2 },
    ]);
  });

  test('none leaves the shelf to the next review; an answer to another question changes nothing', () => {
    expect(hearing(reviewed, decided(null)).state.status).toBe('waiting');
    expect(hearing(reviewed, decided(OPTION, 2))).toMatchObject({
      state: { status: 'deciding' },
      effects: audited,
    });
    expect(hearing(proposed, decided(OPTION))).toMatchObject({ effects: audited });
  });

  test('is ordered as allotted, due at the end of the delivery window', () => {
    const { state, effects } = hearing(proposed, allotted([24, 0]));
    expect(state).toMatchObject({ status: 'ordered', transfer: TRANSFER, dueAt: DUE_AT, orderedUnits: 24 });
    expect(effects).toEqual([
      { event: 'transferCut', n: 1, a: 48, b: 24 },
      { event: 'transferRequested', n: TRANSFER, a: 24, b: DUE_AT },
      {
        send: 'requestTransfer',
        partner: ERP,
        key: TEST_KEY,
        a: TRANSFER,
        b: DUE_AT,
        body: { store: 3, source: 1, products: [2], units: [24] },
      },
      { timer: WATCH_TIMER, at: TEST_NOW + HOUR },
    ]);
  });

  test('of which nothing is left goes to another node, once; with one node it waits', () => {
    const { state, effects } = hearing(proposed, allotted([0, 0]));
    expect(state).toMatchObject({ status: 'deciding', attempt: 2, tried: 1 });
    expect(effects.at(-1)).toMatchObject({
      ask: 'replenishment',
      attempt: 2,
      options: [{ source: 0 }, { source: 0 }, { source: 0 }],
    });
    const again = [...proposed, allotted([0, 0]), decided({ ...OPTION, source: 0 }, 2)];
    expect(hearing(again, allotted([0, 0])).state.status).toBe('waiting');
    const alone = replenishmentActor(replenishmentSettings({}, [1]));
    expect(given(alone, proposed).when(allotted([0, 0])).state.status).toBe('waiting');
  });
});

describe('a transfer', () => {
  test('is received, posted once, and over when every unit is accounted for', () => {
    const arrived = hearing(onItsWay, received([36, 12]), instant(DUE_AT - HOUR));
    expect(arrived.state).toMatchObject({ status: 'waiting', transfer: 0, onHand: [41, 21] });
    expect(arrived.effects).toContainEqual({ event: 'transferDone', n: TRANSFER, a: 48, b: -HOUR });
    expect(kinds(arrived)).toEqual(['postTransferReceipt']);
  });

  test('is not over before the last shipment has come; the same one twice counts once', () => {
    const first = [...ordered, transferReleased(), issued([20, 0]), issued([16, 12], 1), received([20, 0])];
    expect(hearing(first, received([20, 0]))).toMatchObject({
      state: { receivedUnits: 20, onHand: [25, 9] },
    });
    expect(kinds(hearing(first, received([20, 0])))).toEqual([]);
    expect(hearing(first, received([16, 12], 1)).state.status).toBe('waiting');
  });

  test('received before its issue was heard of waits for that', () => {
    const early = [...ordered, received([36, 12])];
    expect(hearing(early, issued([36, 12])).state.status).toBe('waiting');
  });

  test('lost or refused units are accounted for without a receipt', () => {
    for (const condition of [1, 2, 3])
      expect(hearing(onItsWay, deliveredIn(condition))).toMatchObject({
        state: { status: 'waiting', onHand: [5, 9] },
        effects: expect.arrayContaining([{ event: 'transferDone', n: TRANSFER, a: 0, b: TEST_NOW - DUE_AT }]),
      });
    expect(hearing(onItsWay, deliveredIn(0)).state.status).toBe('in-transit');
  });

  test('what is not with the first delivery is called off', () => {
    const part = [...ordered, transferReleased(), issued([20, 0])];
    const { state, effects } = hearing(part, received([20, 0]));
    expect(state).toMatchObject({ status: 'in-transit', cancelAsked: true });
    expect(effects).toContainEqual({
      send: 'cancelTransfer',
      partner: ERP,
      key: TEST_KEY,
      a: TRANSFER,
      b: 0,
    });
    expect(hearing([...part, received([20, 0])], closed(28)).state.status).toBe('waiting');
  });

  test('of which nothing leaves in time is called off, and asked of the other node', () => {
    const silent = [...ordered, transferReleased()];
    expect(kinds(hearing(silent, rang(WATCH_TIMER)))).toEqual(['cancelTransfer']);
    const { state, effects } = hearing([...silent, rang(WATCH_TIMER)], closed(48));
    expect(state).toMatchObject({ status: 'deciding', attempt: 2, tried: 1, transfer: 0 });
    expect(effects).toContainEqual(expect.objectContaining({ ask: 'replenishment', attempt: 2 }));
    const other = [...silent, rang(WATCH_TIMER), closed(48), decided({ ...OPTION, source: 0 }, 2)];
    expect(hearing(other, allotted([36, 12])).state.transfer).toBe(TRANSFER + 1);
  });

  test('that left after all goes on though it was called off', () => {
    const crossed = [...ordered, transferReleased(), rang(WATCH_TIMER), issued([36, 12])];
    expect(hearing(crossed, received([36, 12])).state.status).toBe('waiting');
  });

  test('unanswered is asked again, then a planner has it', () => {
    const again = hearing(ordered, rang(WATCH_TIMER));
    expect(kinds(again)).toEqual(['requestTransfer']);
    expect(hearing([...ordered, rang(WATCH_TIMER)], rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ task: 'transferUnanswered' }),
    );
  });

  test('that does not come is asked after at ERP and store; a planner waits on or writes it off', () => {
    expect(kinds(hearing(onItsWay, rang(WATCH_TIMER)))).toEqual(['requestTransfer', 'askForReceipts']);
    const missing = [...onItsWay, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(kinds(hearing(missing, answered(0, 1)))).toEqual(['requestTransfer', 'askForReceipts']);
    const off = hearing(missing, answered(1, 1));
    expect(off.state).toMatchObject({ status: 'waiting', transfer: 0 });
    expect(off.effects).toContainEqual({ event: 'transferWrittenOff', n: TRANSFER, a: 48, b: 0 });
  });

  test('is written off by the last answer, whatever it is', () => {
    let history: readonly ReplenishmentInput[] = onItsWay;
    for (let no = 1; no < TASKS_MAX; no++)
      history = [...history, rang(WATCH_TIMER), rang(WATCH_TIMER), answered(0, no)];
    const last = [...history, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(hearing(last, answered(0, TASKS_MAX)).state.status).toBe('waiting');
  });

  test('that is over changes nothing any more, but a late receipt is posted', () => {
    const over = [...onItsWay, received([36, 12])];
    for (const late of [transferReleased(), issued([1, 1]), deliveredIn(3), closed(0)])
      expect(hearing(over, late)).toMatchObject({
        state: { status: 'waiting', onHand: [41, 21] },
        effects: [{ audit: 'transferOver' }],
      });
    expect(kinds(hearing(over, received([1, 0], 1)))).toEqual(['postTransferReceipt']);
    expect(hearing(ordered, closed(0, FIRST)).effects).toMatchObject([{ audit: 'transferOver' }]);
  });
});

test('what no row is for is noted, and changes nothing', () => {
  expect(hearing([reported([5, 9])], decided(OPTION))).toMatchObject({
    state: { status: 'waiting' },
    effects: audited,
  });
  expect(hearing([reported([5, 9])], allotted([6, 6])).effects).toMatchObject(audited);
  expect(hearing([reported([5, 9])], answered(0, 1)).effects).toMatchObject(audited);
  expect(hearing([reported([5, 9])], rang(WATCH_TIMER)).effects).toMatchObject(audited);
});
