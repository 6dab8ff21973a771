/** What a purchase order makes of its deliveries: what is still open, under way and missing; and what it takes in no order at all. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { SUPPLIER_PORTAL } from '../../contracts/partners.ts';
import {
  answered,
  cancelled,
  confirmed,
  DAY,
  declined,
  heardOf,
  inboundSettings,
  noticed,
  rang,
  released,
} from './inbound.fixture.ts';
import {
  DELIVERY_END,
  INBOUND_RECEIPT,
  type PurchaseOrderInput,
  RECEIPTS_MAX,
  receiptKey,
} from './inputs.ts';
import { purchaseOrderActor } from './purchase-order.ts';
import { plus, wholeUnits } from './purchase-order-state.ts';
import { BUYER_ANSWER } from './purchase-order-waiting.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './waiting.ts';

const actor = purchaseOrderActor(inboundSettings());
const done = (
  n: number,
  units: readonly number[],
  announced: readonly number[] = units,
  end: number = DELIVERY_END.putAway,
): PurchaseOrderInput => input('deliveryDone', { announced, units }, n, end);
const cancelling = [released, rang(WATCH_TIMER), rang(WATCH_TIMER), answered(BUYER_ANSWER.cancel, 1)];
const audited = [{ audit: 'inputNotExpected' }];
const watch = (at: number) => ({ timer: WATCH_TIMER, at });
const expects = (n: number, open: readonly number[]) =>
  expect.objectContaining({
    tell: 'expectReceipt',
    type: INBOUND_RECEIPT,
    key: receiptKey(TEST_KEY, n),
    body: expect.objectContaining({ open }),
  });

describe('a delivery that is heard of for the first time hears what is open', () => {
  const open = [released, confirmed()];

  test.each<readonly [string, readonly PurchaseOrderInput[], readonly number[]]>([
    ['all of it', [], [100, 20]],
    ['less what is under way', [noticed(0, [60, 0])], [40, 20]],
    [
      'less what has been taken into stock, however much was announced',
      [noticed(0, [60, 0]), done(0, [50, 0], [60, 0])],
      [50, 20],
    ],
    [
      'nothing, where more has come than was ordered',
      [noticed(0, [120, 30]), done(0, [120, 15], [120, 30])],
      [0, 5],
    ],
    [
      'of one that never came, all',
      [noticed(0, [60, 0]), done(0, [0, 0], [60, 0], DELIVERY_END.lost)],
      [100, 20],
    ],
    [
      'of one that was taken in before its notice came, what it brought, once',
      [heardOf(0), done(0, [60, 0]), noticed(0, [60, 0])],
      [40, 20],
    ],
  ])('%s', (_what, deliveries, units) => {
    expect(given(actor, [...open, ...deliveries]).when(noticed(1, [1, 1])).effects).toContainEqual(
      expects(1, units),
    );
  });

  test('once', () => {
    const { effects } = given(actor, [...open, heardOf(0)]).when(noticed(0, [60, 0]));
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'expectReceipt' }));
  });
});

describe('units that a partner speaks of', () => {
  test.each([
    [undefined, 0],
    [-3, 0],
    [0, 0],
    [0.9, 0],
    [7.9, 7],
    [Number.NaN, 0],
  ])('%s are %i whole ones', (said, units) => {
    expect(wholeUnits(said)).toBe(units);
  });

  test('are added and taken away line by line, and never below nothing', () => {
    expect(plus([5, 5, 5], [2, -2], 1)).toEqual([7, 5, 5]);
    expect(plus([5, 1, 5], [2, 3], -1)).toEqual([3, 0, 5]);
  });
});

describe('a first delivery before any confirmation', () => {
  test('that has come already opens the order, ends the wait for the supplier, and owes a notice of the rest', () => {
    const chased = [released, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, chased).when(done(0, [60, 20]));
    expect(state).toMatchObject({ status: 'open', openTask: 0, asked: 0 });
    expect(effects).toEqual([
      { cancel: ESCALATION_TIMER },
      { cancel: WATCH_TIMER },
      watch(TEST_NOW + 2 * DAY),
    ]);
  });

  test('confirmed after that as all that was meant, nothing more is waited for', () => {
    const part = [released, noticed(0, [60, 20])];
    expect(given(actor, part).when(confirmed([60, 20])).effects).toMatchObject([
      { send: 'reportConfirmation' },
      { cancel: WATCH_TIMER },
    ]);
    expect(given(actor, part).when(confirmed()).effects).toMatchObject([{ send: 'reportConfirmation' }]);
  });
});

describe('the wait for a notice', () => {
  test('that is running is not begun anew by what brings nothing to it', () => {
    const gap = [released, confirmed(), noticed(1, [10, 0])];
    // Delivery 0 is owed since 1 was heard of.
    expect(given(actor, gap).when(done(1, [10, 0])).effects).toEqual([]);
  });

  test('of a cancelled order ends with the last that is missing, and its task', () => {
    const closing = [...cancelling, cancelled(1), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, closing).when(noticed(0, [60, 20]));
    expect(state).toMatchObject({ status: 'closing', openTask: 0 });
    expect(effects).toMatchObject([
      { tell: 'expectReceipt' },
      { cancel: ESCALATION_TIMER },
      { cancel: WATCH_TIMER },
    ]);
    const two = [...cancelling, cancelled(2), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, two).when(noticed(0, [60, 20]))).toMatchObject({
      state: { openTask: 2 },
      effects: [{ tell: 'expectReceipt' }],
    });
  });

  test('once with a buyer is asked about no more', () => {
    const asked = [released, confirmed(), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, asked).when(rang(WATCH_TIMER))).toMatchObject({
      state: { tasks: 1 },
      effects: audited,
    });
  });

  test('is over where no notice is owed: a late timer is noted', () => {
    const covered = [released, confirmed(), noticed(0, [100, 20])];
    expect(given(actor, covered).when(rang(WATCH_TIMER)).effects).toMatchObject(audited);
    const short = [released, confirmed(), noticed(0, [50, 20], true), done(0, [50, 20])];
    expect(given(actor, short).when(rang(WATCH_TIMER)).effects).toMatchObject(audited);
  });

  test('and each time it is asked for is nothing that needs noting', () => {
    const open = [released, confirmed()];
    for (const history of [open, [...open, rang(WATCH_TIMER)], cancelling])
      expect(given(actor, history).when(rang(WATCH_TIMER)).effects).not.toContainEqual(
        expect.objectContaining({ audit: expect.anything() }),
      );
  });
});

describe('while it is cancelled', () => {
  const cancels = { send: 'cancelRemainder', partner: SUPPLIER_PORTAL, key: TEST_KEY, a: 0 };

  test('the portal is asked again, with how many deliveries are known', () => {
    expect(given(actor, cancelling).when(rang(WATCH_TIMER)).effects).toMatchObject([
      { ...cancels, b: 0 },
      { timer: WATCH_TIMER },
    ]);
    const known = [...cancelling, noticed(0, [1, 0]), noticed(2, [1, 0])];
    expect(given(actor, known).when(rang(WATCH_TIMER)).effects).toMatchObject([
      { ...cancels, b: 2 },
      { timer: WATCH_TIMER },
    ]);
  });

  test('its answer ends the wait, and the task', () => {
    const chased = [...cancelling, noticed(0, [1, 0]), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, chased).when(cancelled(1))).toMatchObject({
      state: { status: 'closing', openTask: 0 },
      effects: [{ cancel: ESCALATION_TIMER }, { cancel: WATCH_TIMER }],
    });
  });

  test.each<readonly [string, readonly PurchaseOrderInput[]]>([
    ['it has confirmed', [...cancelling, confirmed()]],
    ['it has shipped', [...cancelling, noticed(0, [60, 20])]],
    ['it has declined before', [...cancelling, declined]],
  ])('a supplier cannot decline where %s', (_what, history) => {
    const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(actor, history).when(declined);
    expect(effects).toMatchObject(audited);
    expect(state).toEqual(before);
  });

  test('more deliveries than an order can have are none', () => {
    expect(given(actor, cancelling).when(cancelled(99)).state.shipped).toBe(RECEIPTS_MAX);
  });

  test('a delivery that is written off is not waited for, nor counted as missing again', () => {
    const off = [...cancelling, cancelled(2), noticed(1, [60, 20]), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const after = given(actor, off).when(answered(BUYER_ANSWER.cancel, 2));
    expect(after.state).toMatchObject({ status: 'closing', openTask: 0, known: 3, ended: 1, announced: 3 });
    expect(given(actor, [...off, answered(BUYER_ANSWER.cancel, 2)]).when(done(1, [60, 20]))).toMatchObject({
      finished: true,
      state: { status: 'received-short' },
    });
  });
});

describe('the share that nobody misses', () => {
  // A tenth of 120 units.
  const ended = (units: readonly number[]) =>
    given(actor, [released, confirmed(), noticed(0, units, true)]).when(done(0, units)).state.status;

  test('is let go up to the last unit of it', () => {
    expect(ended([88, 20])).toBe('cancelling');
    expect(ended([87, 20])).toBe('short');
  });
});

describe('a buyer whose order is short', () => {
  const short = [released, confirmed(), noticed(0, [50, 20], true), done(0, [50, 20])];

  test('is not asked twice by what is heard of again', () => {
    expect(given(actor, short).when(done(0, [50, 20]))).toMatchObject({
      state: { status: 'short', tasks: 1 },
      effects: audited,
    });
  });

  test('has nothing to answer once a delivery has brought the rest after all', () => {
    const { state, effects } = given(actor, short).when(done(1, [50, 0]));
    expect(state).toMatchObject({ status: 'received', openTask: 0 });
    expect(effects.slice(0, 2)).toEqual([{ cancel: ESCALATION_TIMER }, { cancel: WATCH_TIMER }]);
  });

  test('is still asked where a delivery has brought a part of it', () => {
    const { state, effects } = given(actor, short).when(done(1, [20, 0]));
    expect(state).toMatchObject({ status: 'short', openTask: 1 });
    expect(effects).toEqual([]);
  });
});
