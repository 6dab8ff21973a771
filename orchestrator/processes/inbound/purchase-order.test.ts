/** The purchase order: sent, confirmed, chased, received in parts, cancelled. It ends once, and only when nothing is under way. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, SUPPLIER_PORTAL } from '../../contracts/partners.ts';
import { PURCHASE_END } from '../../contracts/purchasing.ts';
import type { Instant } from '../../model/instant.ts';
import {
  answered,
  cancelled,
  confirmed,
  DAY,
  DUE_AT,
  declined,
  HOUR,
  heardOf,
  inboundSettings,
  noticed,
  ORDERED,
  rang,
  released,
  SHIP_AT,
} from './inbound.fixture.ts';
import { DELIVERY_END, INBOUND_RECEIPT, type PurchaseOrderInput, receiptKey } from './inputs.ts';
import { purchaseOrderActor } from './purchase-order.ts';
import { BUYER_ANSWER } from './purchase-order-waiting.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from './waiting.ts';

const actor = purchaseOrderActor(inboundSettings());
const done = (n: number, units: readonly number[], end: number = DELIVERY_END.putAway): PurchaseOrderInput =>
  input('deliveryDone', { announced: units, units }, n, end);

const sent = {
  send: 'sendPurchaseOrder',
  partner: SUPPLIER_PORTAL,
  key: TEST_KEY,
  a: 0,
  b: DUE_AT,
  body: { supplier: 0, node: 1, lines: ORDERED, dueAt: DUE_AT },
};
const cancels = (known: number) => ({
  send: 'cancelRemainder',
  partner: SUPPLIER_PORTAL,
  key: TEST_KEY,
  a: 0,
  b: known,
});
const reports = (end: number, missing: number) => [
  { event: 'purchaseOrderDone', n: 1, a: end, b: missing },
  { send: 'reportPurchaseOrderDone', partner: ERP, key: TEST_KEY, a: end, b: missing },
];
const audited = [{ audit: 'inputNotExpected' }];

describe('a purchase order that was released', () => {
  test('is sent to the supplier, and an answer is waited for', () => {
    const { state, effects } = given(actor).when(released);
    expect(state.status).toBe('sent');
    expect(effects).toEqual([sent, { timer: WATCH_TIMER, at: TEST_NOW + DAY }]);
  });

  test('is sent again when there is no answer, then a buyer is asked, then the supervisor', () => {
    expect(given(actor, [released]).when(rang(WATCH_TIMER)).effects).toContainEqual(sent);
    const asked = [released, rang(WATCH_TIMER)];
    expect(given(actor, asked).when(rang(WATCH_TIMER)).effects).toEqual([
      { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
      { task: 'orderUnanswered', role: 'buyer', no: 1, dueAt: TEST_NOW + 12 * HOUR },
    ]);
    expect(given(actor, [...asked, rang(WATCH_TIMER)]).when(rang(ESCALATION_TIMER)).effects).toEqual([
      { task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null },
    ]);
  });

  test('a buyer has it sent again or cancelled; the last answer cancels it, whatever it says', () => {
    const asked = [released, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    const again = given(actor, asked).when(answered(BUYER_ANSWER.waitOn, 1));
    expect(again).toMatchObject({ state: { status: 'sent', openTask: 0 } });
    expect(again.effects).toContainEqual(sent);
    const over = given(actor, asked).when(answered(BUYER_ANSWER.cancel, 1));
    expect(over.state.status).toBe('cancelling');
    expect(over.effects).toContainEqual(cancels(0));
    const history: PurchaseOrderInput[] = [released];
    for (let no = 1; no <= TASKS_MAX; no++)
      history.push(rang(WATCH_TIMER), rang(WATCH_TIMER), answered(BUYER_ANSWER.waitOn, no));
    expect(given(actor, history.slice(0, -1)).when(history.at(-1)!).state.status).toBe('cancelling');
  });

  test('ends at once when it is declined', () => {
    expect(given(actor, [released]).when(declined)).toMatchObject({
      state: { status: 'declined' },
      effects: [{ cancel: WATCH_TIMER }, ...reports(PURCHASE_END.declined, 120)],
      finished: true,
    });
  });

  test('confirmed with nothing at all, it is declined', () => {
    const { state, effects } = given(actor, [released]).when(confirmed([0, 0]));
    expect(state.status).toBe('declined');
    expect(effects).toEqual(expect.arrayContaining(reports(PURCHASE_END.declined, 120)));
  });
});

describe('a confirmation', () => {
  test('goes to ERP, cut to what was ordered, and notices are waited for from the promised day on', () => {
    expect(given(actor, [released]).when(confirmed([90, 25]))).toMatchObject({
      state: { status: 'open', confirmed: [90, 20] },
      effects: [
        {
          send: 'reportConfirmation',
          partner: ERP,
          key: TEST_KEY,
          a: 0,
          b: SHIP_AT,
          body: { units: [90, 20] },
        },
        { cancel: WATCH_TIMER },
        { timer: WATCH_TIMER, at: SHIP_AT + 2 * DAY },
      ],
    });
  });

  test('is taken once: another one, or a late refusal, changes nothing', () => {
    for (const late of [confirmed([1, 1]), declined]) {
      const { state, effects } = given(actor, [released, confirmed([90, 20])]).when(late);
      expect(state).toMatchObject({ status: 'open', confirmed: [90, 20] });
      expect(effects).toMatchObject(audited);
    }
  });

  test('may come after the first delivery was announced', () => {
    const history = [released, noticed(0, [60, 20])];
    expect(given(actor, history.slice(0, 1)).when(history[1]!).state.status).toBe('open');
    const { state, effects } = given(actor, history).when(confirmed());
    expect(state).toMatchObject({ status: 'open', isConfirmed: true });
    expect(effects).toMatchObject([{ send: 'reportConfirmation' }]);
  });
});

describe('a delivery', () => {
  const open = [released, confirmed()];

  test('is told what it is, with what is open of the order beside what others bring', () => {
    const first = given(actor, open).when(noticed(0, [60, 20]));
    expect(first.effects[0]).toEqual({
      tell: 'expectReceipt',
      type: INBOUND_RECEIPT,
      key: receiptKey(TEST_KEY, 0),
      a: 1,
      b: 0,
      body: { products: [3, 5], open: [100, 20], dueAt: DUE_AT },
    });
    const second = given(actor, [...open, noticed(0, [60, 20])]).when(noticed(1, [40, 0], true));
    expect(second.effects[0]).toMatchObject({ key: receiptKey(TEST_KEY, 1), body: { open: [40, 0] } });
  });

  test('announced again changes nothing', () => {
    const { state, effects } = given(actor, [...open, noticed(0, [60, 20])]).when(noticed(0, [60, 20]));
    expect(state.coming).toEqual([60, 20]);
    expect(effects).toMatchObject(audited);
  });

  test('that was heard of before its notice is told once, and counts once', () => {
    const { state, effects } = given(actor, [...open, heardOf(0)]).when(noticed(0, [60, 20], true));
    expect(state).toMatchObject({ coming: [60, 20], isLast: true });
    expect(effects.filter((effect) => 'tell' in effect)).toEqual([]);
  });

  test('that brings all ends the order', () => {
    const history = [...open, noticed(0, [100, 20], true)];
    expect(given(actor, history).when(done(0, [100, 20]))).toMatchObject({
      finished: true,
      state: { status: 'received', received: [100, 20] },
    });
    expect(given(actor, history).when(done(0, [100, 20])).effects).toEqual(
      expect.arrayContaining(reports(PURCHASE_END.received, 0)),
    );
  });

  test('without its notice hears of the end of the order; one that is lost does not', () => {
    const ends = {
      tell: 'purchaseOrderEnded',
      type: INBOUND_RECEIPT,
      key: receiptKey(TEST_KEY, 0),
      a: 0,
      b: 0,
    };
    const { effects } = given(actor, [...open, heardOf(0)]).when(done(0, [100, 20]));
    expect(effects).toContainEqual(ends);
    const lost = [...open, heardOf(0), done(0, [0, 0], DELIVERY_END.lost), noticed(1, [100, 20])];
    const last = given(actor, lost).when(done(1, [100, 20]));
    expect(last.finished).toBe(true);
    expect(last.effects.filter((effect) => 'tell' in effect)).toEqual([]);
  });

  test('ended twice counts once', () => {
    const history = [...open, noticed(0, [60, 20]), done(0, [60, 20])];
    const { state, effects } = given(actor, history).when(done(0, [60, 20]));
    expect(state.received).toEqual([60, 20]);
    expect(effects).toMatchObject(audited);
  });

  test('keeps the order open while another one is under way', () => {
    const history = [...open, noticed(0, [100, 20]), noticed(1, [5, 0], true)];
    const { state } = given(actor, history).when(done(0, [100, 20]));
    expect(state.status).toBe('open');
    expect(given(actor, [...history, done(0, [100, 20])]).when(done(1, [5, 0])).state.status).toBe(
      'received',
    );
  });

  test('tells of those before it: one that nobody has heard of is asked for, though all else has come', () => {
    const history = [...open, noticed(1, [100, 20], true), done(1, [100, 20])];
    const { state, effects } = given(actor, history).when(rang(WATCH_TIMER));
    expect(state.status).toBe('open');
    expect(effects).toMatchObject([{ send: 'askForNotice', a: 0, b: 1 }, { timer: WATCH_TIMER }]);
  });

  test('of what was confirmed, short as that is, ends the order short', () => {
    const history = [released, confirmed([60, 20]), noticed(0, [60, 20], true)];
    expect(given(actor, history).when(done(0, [60, 20])).effects).toEqual(
      expect.arrayContaining(reports(PURCHASE_END.receivedShort, 40)),
    );
  });
});

describe('no notice', () => {
  const open = [released, confirmed()];

  test('is asked for, then a buyer waits on or cancels', () => {
    const { effects } = given(actor, open).when(rang(WATCH_TIMER), (SHIP_AT + 2 * DAY) as Instant);
    expect(effects).toEqual([
      { send: 'askForNotice', partner: SUPPLIER_PORTAL, key: TEST_KEY, a: 0, b: 1 },
      { timer: WATCH_TIMER, at: SHIP_AT + 4 * DAY },
    ]);
    const asked = [...open, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, asked.slice(0, -1)).when(asked.at(-1)!).effects).toContainEqual(
      expect.objectContaining({ task: 'noNotice', role: 'buyer', no: 1 }),
    );
    expect(given(actor, asked).when(answered(BUYER_ANSWER.waitOn, 1)).state.status).toBe('open');
    expect(given(actor, asked).when(answered(BUYER_ANSWER.cancel, 1)).state.status).toBe('cancelling');
  });

  test('asked for anew after a person has said so, it is numbered on', () => {
    const asked = [...open, rang(WATCH_TIMER), rang(WATCH_TIMER), answered(BUYER_ANSWER.waitOn, 1)];
    expect(given(actor, asked).when(rang(WATCH_TIMER)).effects).toMatchObject([
      { send: 'askForNotice', b: 2 },
      { timer: WATCH_TIMER },
    ]);
  });

  test('is not owed while all that was confirmed is under way, and again when that brought less', () => {
    const { effects } = given(actor, open).when(noticed(0, [100, 20]));
    expect(effects.filter((effect) => 'timer' in effect)).toEqual([]);
    const less = given(actor, [...open, noticed(0, [100, 20])]).when(done(0, [80, 20]));
    expect(less.effects).toEqual([{ timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY }]);
  });

  test('that comes after all ends the task: its answer is late', () => {
    const history = [...open, rang(WATCH_TIMER), rang(WATCH_TIMER), noticed(0, [60, 20])];
    const { state, effects } = given(actor, history).when(answered(BUYER_ANSWER.cancel, 1));
    expect(state.status).toBe('open');
    expect(effects).toMatchObject(audited);
  });
});

describe('a supplier that is done, and short', () => {
  const short = (units: readonly number[]) => [released, confirmed(), noticed(0, units, true)];

  test('is let go without asking within the share that nobody misses', () => {
    const { state, effects } = given(actor, short([95, 15])).when(done(0, [95, 15]));
    expect(state.status).toBe('cancelling');
    expect(effects).toContainEqual(cancels(1));
    expect(given(actor, [...short([95, 15]), done(0, [95, 15])]).when(cancelled(1))).toMatchObject({
      state: { status: 'received-short' },
      effects: expect.arrayContaining(reports(PURCHASE_END.receivedShort, 10)),
      finished: true,
    });
  });

  test('beyond it, a buyer waits for the rest or cancels it', () => {
    const history = [...short([80, 20]), done(0, [80, 20])];
    const { state, effects } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
    expect(state.status).toBe('short');
    expect(effects).toContainEqual(expect.objectContaining({ task: 'shortDelivery', role: 'buyer' }));
    const waits = given(actor, history).when(answered(BUYER_ANSWER.waitOn, 1));
    expect(waits.state).toMatchObject({ status: 'open', isLast: false });
    expect(waits.effects).toContainEqual({ timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY });
    expect(given(actor, history).when(answered(BUYER_ANSWER.cancel, 1)).effects).toContainEqual(cancels(1));
  });

  test('that ships more after all needs no buyer', () => {
    const history = [...short([80, 20]), done(0, [80, 20]), noticed(1, [20, 0], true)];
    const { state } = given(actor, history).when(done(1, [20, 0]));
    expect(state.status).toBe('received');
  });
});

describe('a cancelled remainder', () => {
  const cancelling = [
    released,
    confirmed(),
    rang(WATCH_TIMER),
    rang(WATCH_TIMER),
    answered(BUYER_ANSWER.cancel, 1),
  ];

  test('of which nothing was shipped ends the order', () => {
    expect(given(actor, cancelling).when(cancelled(0)).effects).toEqual(
      expect.arrayContaining(reports(PURCHASE_END.neverShipped, 120)),
    );
  });

  test('waits for what has been shipped, and asks for a notice of it', () => {
    const closing = [...cancelling, cancelled(1)];
    const { state, effects } = given(actor, cancelling).when(cancelled(1));
    expect(state.status).toBe('closing');
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: SHIP_AT + 2 * DAY });
    expect(given(actor, closing).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ send: 'askForNotice' }),
    );
    expect(given(actor, [...closing, noticed(0, [60, 20])]).when(done(0, [60, 20]))).toMatchObject({
      finished: true,
      state: { status: 'received-short' },
    });
  });

  test('heard of beyond what the portal said has been shipped, those before it are asked for', () => {
    const closing = [...cancelling, cancelled(1), noticed(0, [60, 20])];
    const { state, effects } = given(actor, closing).when(noticed(2, [10, 0]));
    expect(state.status).toBe('closing');
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY });
  });

  test('a shipped delivery that nobody hears of is given up by a buyer', () => {
    const history = [...cancelling, cancelled(1), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, history).when(answered(BUYER_ANSWER.waitOn, 2)).state.status).toBe('closing');
    expect(given(actor, history).when(answered(BUYER_ANSWER.cancel, 2)).state.status).toBe('received-short');
  });

  test('that the portal does not answer is asked again, and stays open behind its last task', () => {
    const history: PurchaseOrderInput[] = [...cancelling];
    for (let no = 2; no <= TASKS_MAX + 1; no++)
      history.push(rang(WATCH_TIMER), rang(WATCH_TIMER), answered(0, no));
    const { state, effects } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
    expect(state).toMatchObject({ status: 'cancelling', openTask: TASKS_MAX + 1 });
    expect(effects).toMatchObject([{ audit: 'askedOftenEnough' }]);
    expect(given(actor, history).when(cancelled(0)).state.status).toBe('never-shipped');
  });

  test('crossed by a refusal, it waits for its answer, and ends declined', () => {
    const history = [
      released,
      rang(WATCH_TIMER),
      rang(WATCH_TIMER),
      answered(BUYER_ANSWER.cancel, 1),
      declined,
    ];
    expect(given(actor, history.slice(0, -1)).when(declined)).toMatchObject({
      state: { status: 'cancelling' },
      effects: [],
    });
    expect(given(actor, history).when(cancelled(0)).state.status).toBe('declined');
  });
});

test('what no row takes is noted, and changes nothing', () => {
  const wrong: readonly PurchaseOrderInput[] = [
    released,
    cancelled(0),
    answered(0, 1),
    rang(ESCALATION_TIMER),
  ];
  for (const each of wrong) {
    const { state, effects } = given(actor, [released, confirmed()]).when(each);
    expect(effects).toMatchObject(audited);
    expect(state).toEqual(given(actor, [released]).when(confirmed()).state);
  }
});
