/** Reviews of a shelf: at which instant, by which report, named how, and within whose authority. */
import { describe, expect, test } from 'vitest';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { STORES, WMS } from '../../contracts/partners.ts';
import { instant } from '../../model/instant.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from '../inbound/waiting.ts';
import {
  allotted,
  answered,
  DAY,
  decided,
  HOUR,
  OPTION,
  REVIEW_AT,
  rang,
  received,
  replenishmentSettings,
  reported,
} from './replenishment.fixture.ts';
import { LARGE_TRANSFER_ANSWER, replenishmentActor } from './replenishment.ts';
import { REVIEW_TIMER } from './replenishment-state.ts';

const settings = replenishmentSettings();
const actor = replenishmentActor(settings);
const reviewed = [reported([5, 9]), rang(REVIEW_TIMER)];

describe('the calendar', () => {
  test.each([
    ['before all of them', REVIEW_AT - HOUR, REVIEW_AT],
    ['at the very instant of one', REVIEW_AT, REVIEW_AT],
    ['after one', REVIEW_AT + 1, REVIEW_AT + DAY],
  ])('of a shelf that is heard of %s', (_when, now, at) => {
    expect(given(actor).when(reported([5, 9]), instant(now)).effects).toEqual([{ timer: REVIEW_TIMER, at }]);
  });

  test('that is over sets nothing', () => {
    expect(given(actor).when(reported([5, 9]), instant(REVIEW_AT + 3 * DAY)).effects).toEqual([]);
  });

  test('of a host that was behind goes on with the next review that is to come', () => {
    const { state, effects } = given(actor, [reported([50, 30])]).when(
      rang(REVIEW_TIMER),
      instant(REVIEW_AT + DAY + 1),
    );
    expect(effects[0]).toEqual({ timer: REVIEW_TIMER, at: REVIEW_AT + 2 * DAY });
    expect(state).toMatchObject({ review: 0, nextReview: 2 });
  });
});

describe('the report', () => {
  const atAge = (ageMs: number) =>
    given(actor, [reported([5, 9])]).when(rang(REVIEW_TIMER), instant(TEST_NOW + ageMs));

  test('is gone by as long as it is no older than that', () => {
    expect(atAge(20 * HOUR).state.status).toBe('deciding');
    const { state, effects } = atAge(20 * HOUR + 1);
    expect(state.status).toBe('asking');
    expect(effects.slice(1)).toEqual([
      { send: 'requestShelf', partner: STORES, key: TEST_KEY, a: 1, b: 0 },
      { timer: WATCH_TIMER, at: TEST_NOW + 21 * HOUR + 1 },
    ]);
  });

  test('of a node that other nodes supply is asked of its warehouse', () => {
    const stores = settings.stores.map((store) => ({ ...store, node: 2 }));
    const node = replenishmentActor({
      ...settings,
      stores,
      limits: { ...settings.limits, viewAgeMsMax: -1 },
    });
    expect(given(node, [reported([5, 9])]).when(rang(REVIEW_TIMER)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestShelf', partner: WMS }),
    );
  });

  test('that was asked for ends the waiting; one that was not changes the shelf and nothing else', () => {
    const old = replenishmentActor(replenishmentSettings({ viewAgeMsMax: -1 }));
    const told = given(old, reviewed).when(reported([7, 9], 2, TEST_NOW + 1));
    expect(told.effects).toMatchObject([{ cancel: WATCH_TIMER }, { ask: 'replenishment' }]);
    expect(given(actor, reviewed).when(reported([7, 9], 2, TEST_NOW + 1))).toMatchObject({
      state: { status: 'deciding', onHand: [7, 9], countedAt: TEST_NOW + 1, report: 2 },
      effects: [],
    });
  });

  test('with the same number says nothing', () => {
    expect(given(actor, [reported([5, 9])]).when(reported([9, 9], 1))).toMatchObject({
      state: { onHand: [5, 9] },
      effects: [{ audit: 'reportLate' }],
    });
  });

  test('that nobody sends is passed over, and that is on record', () => {
    const old = replenishmentActor(replenishmentSettings({ viewAgeMsMax: -1 }));
    expect(given(old, reviewed).when(rang(WATCH_TIMER)).effects).toMatchObject([
      { audit: 'shelfUnanswered' },
      { ask: 'replenishment' },
    ]);
  });
});

describe('the question', () => {
  test('holds what the group is planned by', () => {
    expect(given(actor, [reported([5, 9])]).when(rang(REVIEW_TIMER)).effects[1]).toMatchObject({
      context: {
        store: 3,
        group: 1,
        review: 0,
        products: [2, 3],
        dailyUnits: [10, 4],
        minUnits: [10, 6],
        targetUnits: [40, 20],
        leadTimeMs: DAY,
        weightGramsMax: 40_000,
      },
    });
  });

  test('of each review, and of each node asked, has a number of its own', () => {
    const filled = [...reviewed, decided(null), rang(REVIEW_TIMER)];
    expect(given(actor, filled.slice(0, -1)).when(filled.at(-1)!).effects).toContainEqual(
      expect.objectContaining({ ask: 'replenishment', attempt: 3 }),
    );
    const inVain = [...filled, decided(OPTION, 3)];
    const { state, effects } = given(actor, inVain).when(allotted([0, 0]));
    expect(effects).toContainEqual(expect.objectContaining({ ask: 'replenishment', attempt: 4 }));
    expect(state).toMatchObject({ attempt: 2, tried: 1 });
    // The next review starts with every node again.
    const next = [...inVain, allotted([0, 0]), decided(null, 4)];
    expect(given(actor, next).when(rang(REVIEW_TIMER))).toMatchObject({
      state: { status: 'deciding', review: 2, attempt: 1, tried: -1 },
    });
  });
});

describe('the authority limit', () => {
  const worth = (valueMinor: number) => decided({ ...OPTION, valueMinor });

  test('is the last value that needs no person', () => {
    expect(given(actor, reviewed).when(worth(100_000)).state.status).toBe('allocating');
    expect(given(actor, reviewed).when(worth(100_001)).state.status).toBe('with-person');
  });

  test('above it a planner has so long, and answers once', () => {
    expect(given(actor, reviewed).when(worth(100_001)).effects).toEqual([
      { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
      { task: 'largeTransfer', role: 'replenishment-planner', no: 1, dueAt: TEST_NOW + 12 * HOUR },
    ]);
    const asked = [...reviewed, worth(100_001)];
    expect(given(actor, asked).when(answered(LARGE_TRANSFER_ANSWER.send, 1))).toMatchObject({
      state: { status: 'allocating', openTask: 0, rounds: 0 },
      effects: [
        { cancel: ESCALATION_TIMER },
        { event: 'replenishmentProposed' },
        { tell: 'transferProposed' },
      ],
    });
    expect(given(actor, asked).when(answered(LARGE_TRANSFER_ANSWER.leaveOut, 1))).toMatchObject({
      state: { status: 'waiting', source: -1, products: [], units: [] },
      effects: [{ cancel: ESCALATION_TIMER }],
    });
  });
});

test('lines of which nothing is sent are no lines of the transfer, in a proposal and in a share', () => {
  const half = decided({ ...OPTION, units: [0, 12], totalUnits: 12 });
  expect(given(actor, reviewed).when(half).effects).toContainEqual(
    expect.objectContaining({ tell: 'transferProposed', body: { products: [3], units: [12] } }),
  );
  const cut = given(actor, [...reviewed, decided(OPTION)]).when(allotted([0, 12]));
  expect(cut.state).toMatchObject({ products: [3], units: [12], orderedUnits: 12 });
});

test('a share of all that was wanted is no cut', () => {
  const { effects } = given(actor, [...reviewed, decided(OPTION)]).when(allotted([36, 12]));
  expect(effects).not.toContainEqual(expect.objectContaining({ event: 'transferCut' }));
});

test('a receipt of a transfer that is not open is posted, and the shelf is as it was', () => {
  const { state, effects } = given(actor, reviewed).when(received([6, 6]));
  expect(state.onHand).toEqual([5, 9]);
  expect(effects).toMatchObject([{ audit: 'transferOver' }, { send: 'postTransferReceipt' }]);
});
