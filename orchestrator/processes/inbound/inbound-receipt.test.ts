/** The receipt: made by whatever is heard of it first, counted, judged, put away; what comes late or twice changes nothing. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, WMS } from '../../contracts/partners.ts';
import { DISCREPANCY } from '../../contracts/purchasing.ts';
import type { Instant } from '../../model/instant.ts';
import { answered, DAY, DUE_AT, HOUR, inboundSettings, rang } from './inbound.fixture.ts';
import { inboundReceiptActor } from './inbound-receipt.ts';
import { DESK_ANSWER } from './inbound-receipt-count.ts';
import {
  DELIVERY_END,
  DELIVERY_LAST,
  DOCK_APPOINTMENT,
  deliveryOf,
  type InboundReceiptInput,
  PURCHASE_ORDER,
  purchaseOrderOf,
} from './inputs.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from './waiting.ts';

const actor = inboundReceiptActor(inboundSettings());
const ETA = TEST_NOW + 3 * DAY;
const noticed: InboundReceiptInput = input(
  'shipmentNoticed',
  { units: [100, 20], handlingUnits: 4, last: true },
  0,
  ETA,
);
const expected = (open: readonly number[] = [100, 20], supplier = 0): InboundReceiptInput =>
  input('expectReceipt', { products: [3, 5], open, dueAt: DUE_AT }, 1, supplier);
const delayed = (at: number): InboundReceiptInput => input('arrivalDelayed', null, 0, at);
const atGate = (walkIn = 0): InboundReceiptInput => input('truckAtGate', null, 1, walkIn);
const counted = (units: readonly number[], damaged: readonly number[] = [0, 0]): InboundReceiptInput =>
  input('receiptCounted', { units, damaged }, 1, 1);
const putAway = (units: number): InboundReceiptInput => input('receiptPutAway', null, 1, units);

const PO = { type: PURCHASE_ORDER, key: purchaseOrderOf(TEST_KEY), a: deliveryOf(TEST_KEY) };
const tellsNotice = { tell: 'deliveryNoticed', ...PO, b: DELIVERY_LAST.last, body: { units: [100, 20] } };
const tellsHeard = { tell: 'deliveryNoticed', ...PO, b: DELIVERY_LAST.notNoticed, body: { units: [] } };
const tellsDone = (end: number, units: readonly number[], announced: readonly number[] = [100, 20]) => ({
  tell: 'deliveryDone',
  ...PO,
  b: end,
  body: { announced, units },
});
const releases = (b: number) => ({ send: 'releaseReceipt', partner: WMS, key: TEST_KEY, a: 1, b });
const posts = (b: number, units: readonly number[], damaged: readonly number[] = [0, 0]) => ({
  send: 'postGoodsReceipt',
  partner: ERP,
  key: TEST_KEY,
  a: 1,
  b,
  body: { units, damaged },
});
const audited = [{ audit: 'inputNotExpected' }];
const there = [noticed, expected(), atGate()];

describe('a delivery that is announced', () => {
  test('is told to its purchase order, whose answer is waited for', () => {
    expect(given(actor).when(noticed)).toMatchObject({
      state: { status: 'asking' },
      effects: [{ timer: WATCH_TIMER, at: TEST_NOW + 4 * HOUR }, tellsNotice],
    });
  });

  test('is given an appointment when the order has said what it is', () => {
    expect(given(actor, [noticed]).when(expected())).toMatchObject({
      state: { status: 'expected' },
      effects: [
        { cancel: WATCH_TIMER },
        {
          tell: 'makeAppointment',
          type: DOCK_APPOINTMENT,
          key: TEST_KEY,
          a: 1,
          b: ETA,
          body: {
            supplier: 0,
            dueAt: DUE_AT,
            expected: { products: [3, 5], units: [100, 20], handlingUnits: 4 },
          },
        },
        { timer: WATCH_TIMER, at: ETA + 10 * DAY },
      ],
    });
  });

  test('twice is announced once', () => {
    expect(given(actor, [noticed, expected()]).when(noticed).effects).toMatchObject(audited);
  });

  test('and delayed moves its appointment; sooner than before is no delay', () => {
    expect(given(actor, [noticed, expected()]).when(delayed(ETA + DAY)).effects).toEqual([
      { tell: 'arrivalMoved', type: DOCK_APPOINTMENT, key: TEST_KEY, a: 0, b: ETA + DAY },
      { timer: WATCH_TIMER, at: ETA + 11 * DAY },
    ]);
    expect(given(actor, [noticed, expected()]).when(delayed(ETA)).effects).toMatchObject(audited);
  });

  test('is waited for from its slot, where that is later than the estimate: its truck is told to come for it', () => {
    const appointed = (at: number): InboundReceiptInput => input('appointmentMade', null, 1, at);
    expect(given(actor, [noticed, expected()]).when(appointed(ETA + 2 * DAY)).effects).toEqual([
      { timer: WATCH_TIMER, at: ETA + 12 * DAY },
    ]);
    const soon = given(actor, [noticed, expected()]).when(appointed(ETA - DAY));
    expect(soon.effects).toEqual([{ timer: WATCH_TIMER, at: ETA + 10 * DAY }]);
    const later = [noticed, expected(), appointed(ETA + 2 * DAY)];
    expect(given(actor, later).when(delayed(ETA + DAY)).effects).toContainEqual({
      timer: WATCH_TIMER,
      at: ETA + 12 * DAY,
    });
    expect(given(actor, [...there, appointed(ETA)]).when(counted([100, 20])).state.status).toBe(
      'putting-away',
    );
  });

  test('of the version before is waited for from its estimate until it gets another slot', () => {
    const { appointedAt: _slot, ...before } = given(actor, [noticed]).when(expected()).state;
    expect(actor.migrate(before, 1)).toEqual({ ...before, appointedAt: 0 });
  });

  test('whose truck never comes is lost: the slot is given back, the order is told', () => {
    const lost = [noticed, expected(), rang(WATCH_TIMER)];
    const { state, effects } = given(actor, lost.slice(0, -1)).when(lost[2]!);
    expect(state.status).toBe('given-up');
    expect(given(actor, lost).when(rang(WATCH_TIMER))).toMatchObject({
      state: { status: 'lost' },
      finished: true,
    });
    expect(effects).toEqual([
      { cancel: WATCH_TIMER },
      { event: 'receiptLost', n: 1, a: 120, b: ETA },
      { tell: 'callOffAppointment', type: DOCK_APPOINTMENT, key: TEST_KEY, a: 0, b: 0 },
      tellsDone(DELIVERY_END.lost, []),
      // Longer than an answer takes: what is at the gate has to be counted first.
      { timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY },
    ]);
  });

  test('heard of by a delay alone, and lost: WMS hears that nothing will come', () => {
    const { effects } = given(actor, [delayed(ETA), expected()]).when(rang(WATCH_TIMER));
    expect(effects).toContainEqual({ send: 'cancelSlot', partner: WMS, key: TEST_KEY, a: 1, b: 0 });
  });

  test('whose truck is at the gate as it is given up goes back, and the order is told once', () => {
    const crossed = [noticed, expected(), rang(WATCH_TIMER), atGate(1)];
    const { effects, finished } = given(actor, crossed).when(counted([100, 20]));
    expect(finished).toBe(true);
    expect(effects).toEqual(expect.arrayContaining([releases(0), posts(DISCREPANCY.rejected, [0, 0])]));
    expect(effects.filter((effect) => 'tell' in effect)).toEqual([]);
    expect(given(actor, crossed).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ task: 'notCounted' }),
    );
  });
});

describe('a delivery that comes before its notice', () => {
  test.each([
    ['at the gate', atGate()],
    ['counted', counted([100, 20])],
    ['delayed', delayed(ETA)],
  ] as const)('%s: its order is asked what it is', (_name, first) => {
    expect(given(actor).when(first).effects).toEqual([
      tellsHeard,
      { timer: WATCH_TIMER, at: TEST_NOW + 4 * HOUR },
    ]);
  });

  test('is judged by what is open of the order', () => {
    const { state, effects } = given(actor, [atGate(), counted([100, 20])]).when(expected());
    expect(state.status).toBe('putting-away');
    expect(effects).toEqual(expect.arrayContaining([releases(1), posts(DISCREPANCY.none, [100, 20])]));
  });

  test('takes the notice when that comes, and needs no appointment any more', () => {
    const { state, effects } = given(actor, [atGate(), expected()]).when(noticed);
    expect(state).toMatchObject({ status: 'at-gate', isNoticed: true });
    expect(effects).toEqual([tellsNotice]);
  });

  test('delayed first, it keeps the later estimate, and gets its appointment with the notice', () => {
    const { state, effects } = given(actor, [delayed(ETA + DAY), expected()]).when(noticed);
    expect(state.estimatedAt).toBe(ETA + DAY);
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'makeAppointment', b: ETA + DAY }));
  });
});

describe('a truck at the gate', () => {
  test.each([
    ['in time', 0],
    ['without its slot', 1],
  ] as const)('%s is told to the appointment', (_name, walkIn) => {
    expect(given(actor, [noticed, expected()]).when(atGate(walkIn))).toMatchObject({
      state: { status: 'at-gate' },
      effects: [
        { tell: 'truckCame', type: DOCK_APPOINTMENT, key: TEST_KEY, a: walkIn, b: 0 },
        { timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY },
      ],
    });
  });

  test('comes once, and is not delayed any more', () => {
    for (const late of [atGate(1), delayed(ETA + DAY), expected()]) {
      const { state, effects } = given(actor, there).when(late);
      expect(state.status).toBe('at-gate');
      expect(effects).toMatchObject(audited);
    }
  });

  test('that is not counted is the receiving desk’s, some times; then its task stays open', () => {
    expect(given(actor, there).when(rang(WATCH_TIMER)).effects).toContainEqual(
      expect.objectContaining({ task: 'notCounted', role: 'receiving-desk', no: 1 }),
    );
    const history: InboundReceiptInput[] = [...there];
    for (let no = 1; no <= TASKS_MAX; no++) history.push(rang(WATCH_TIMER), answered(0, no));
    expect(given(actor, history.slice(0, -1)).when(history.at(-1)!)).toMatchObject({
      state: { status: 'at-gate', openTask: TASKS_MAX },
      effects: [{ audit: 'askedOftenEnough' }],
    });
    expect(given(actor, history).when(counted([100, 20])).state).toMatchObject({
      status: 'putting-away',
      openTask: 0,
    });
  });
});

describe('a count', () => {
  test.each([
    ['as announced', counted([100, 20])],
    ['short within tolerance', counted([96, 20])],
    ['with few damaged', counted([98, 20], [2, 0])],
  ] as const)('%s goes into stock at once', (_name, count) => {
    const { units, damaged } = count.body as { units: number[]; damaged: number[] };
    expect(given(actor, there).when(count)).toMatchObject({
      state: { status: 'putting-away' },
      effects: [
        { cancel: WATCH_TIMER },
        releases(1),
        { timer: WATCH_TIMER, at: TEST_NOW + DAY },
        posts(DISCREPANCY.none, units, damaged),
      ],
    });
  });

  test.each([
    ['short beyond tolerance', counted([94, 20]), 6, 0],
    ['with more than announced', counted([100, 22]), -2, 0],
    ['with many damaged', counted([90, 20], [10, 0]), 0, 10],
    ['of a line that was not ordered', counted([100, 20, 7], [0, 0, 0]), -7, 0],
    ['of nothing', counted([0, 0]), 120, 0],
  ] as const)('%s is for the receiving desk', (_name, count, missing, damaged) => {
    const { state, effects } = given(actor, there).when(count);
    expect(state.status).toBe('judging');
    expect(effects).toContainEqual({ event: 'receiptDiscrepant', n: 1, a: missing, b: damaged });
    expect(effects).toContainEqual(expect.objectContaining({ task: 'discrepancy', role: 'receiving-desk' }));
    expect(effects.filter((effect) => 'send' in effect)).toEqual([]);
  });

  test('as announced, but more than is open of the order, is for the receiving desk', () => {
    const history = [noticed, expected([60, 20]), atGate()];
    expect(given(actor, history).when(counted([100, 20])).state.status).toBe('judging');
  });

  test('of nothing on a truck that nobody announced, is for the receiving desk, too', () => {
    expect(given(actor, [atGate(1), expected()]).when(counted([0, 0])).state.status).toBe('judging');
  });

  test('is held to the terms of its supplier', () => {
    const exact = [noticed, expected([100, 20], 1), atGate()];
    expect(given(actor, exact).when(counted([99, 20])).state.status).toBe('judging');
  });

  test('may overtake the truck: the appointment hears of it all the same', () => {
    const { state, effects } = given(actor, [noticed, expected()]).when(counted([100, 20]));
    expect(state.status).toBe('putting-away');
    expect(effects[0]).toMatchObject({ tell: 'truckCame', a: 0 });
    const late = given(actor, [noticed, expected(), counted([100, 20])]).when(atGate());
    expect(late).toMatchObject({ state: { status: 'putting-away', atGateAt: 0 }, effects: [] });
  });

  test('counts once', () => {
    expect(given(actor, [...there, counted([50, 20])]).when(counted([100, 20]))).toMatchObject({
      state: { status: 'judging', units: [50, 20] },
      effects: audited,
    });
  });
});

describe('the receiving desk', () => {
  const judging = [...there, counted([50, 20], [3, 0])];

  test('accepts: what is good goes into stock', () => {
    const { state, effects } = given(actor, judging).when(answered(DESK_ANSWER.accept, 1));
    expect(state.status).toBe('putting-away');
    expect(effects).toEqual(
      expect.arrayContaining([releases(1), posts(DISCREPANCY.accepted, [50, 20], [3, 0])]),
    );
  });

  test('sends all of it back: ERP and the order hear that nothing was taken', () => {
    const { effects, finished } = given(actor, judging).when(answered(DESK_ANSWER.sendBack, 1));
    expect(finished).toBe(true);
    expect(effects).toEqual(
      expect.arrayContaining([
        releases(0),
        posts(DISCREPANCY.rejected, [0, 0], [3, 0]),
        tellsDone(DELIVERY_END.sentBack, [0, 0]),
      ]),
    );
  });

  test('can’t accept where nothing is good', () => {
    const nothing = [...there, counted([0, 0], [100, 20])];
    expect(given(actor, nothing).when(answered(DESK_ANSWER.accept, 1)).state.status).toBe('sent-back');
  });

  test('that does not answer is escalated once; both tasks may still be answered, no other', () => {
    const escalated = [...judging, rang(ESCALATION_TIMER)];
    expect(given(actor, judging).when(rang(ESCALATION_TIMER)).effects).toEqual([
      { task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(given(actor, escalated).when(rang(ESCALATION_TIMER)).effects).toMatchObject(audited);
    for (const no of [1, 2])
      expect(given(actor, escalated).when(answered(0, no)).state.status).toBe('putting-away');
    expect(given(actor, escalated).when(answered(0, 3)).effects).toMatchObject(audited);
  });

  test('a late notice is passed on to the order even now', () => {
    const blind = [atGate(), expected([200, 20]), counted([100, 20], [50, 0])];
    expect(given(actor, blind.slice(0, -1)).when(blind.at(-1)!).state.status).toBe('judging');
    expect(given(actor, blind).when(noticed).effects).toEqual([tellsNotice]);
  });
});

describe('goods on their way into stock', () => {
  const released = [...there, counted([100, 20])];

  test('end it when they may be picked, and say how long that took from the gate', () => {
    const at = (TEST_NOW + 5 * HOUR) as Instant;
    expect(given(actor, released).when(putAway(120), at)).toMatchObject({
      finished: true,
      effects: [
        { cancel: WATCH_TIMER },
        { kpi: 'dockToStock', value: 5 * HOUR, unit: 'ms' },
        tellsDone(DELIVERY_END.putAway, [100, 20]),
      ],
    });
  });

  test('other than were released are noted', () => {
    expect(given(actor, released).when(putAway(119)).effects).toContainEqual({
      audit: 'putAwayDiffers',
      detail: 'released 120, put away 119',
    });
  });

  test('that are not put away are asked for again, then by the receiving desk', () => {
    expect(given(actor, released).when(rang(WATCH_TIMER)).effects).toEqual([
      releases(1),
      { timer: WATCH_TIMER, at: TEST_NOW + DAY },
    ]);
    const asked = [...released, rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, asked.slice(0, -1)).when(asked.at(-1)!).effects).toContainEqual(
      expect.objectContaining({ task: 'notPutAway', role: 'receiving-desk' }),
    );
    expect(given(actor, asked).when(answered(0, 1)).effects).toContainEqual(releases(1));
  });

  test('put away before anybody released them, are not', () => {
    expect(given(actor, there).when(putAway(120)).effects).toMatchObject(audited);
  });
});

describe('a delivery that is over before its notice', () => {
  const blind = [atGate(1), expected(), counted([100, 20])];
  const over = [...blind, putAway(120)];

  test('is told to be over, and waits to pass the notice on', () => {
    const { state, effects, finished } = given(actor, blind).when(putAway(120));
    expect([state.status, finished]).toEqual(['unannounced', false]);
    expect(effects).toContainEqual(tellsDone(DELIVERY_END.putAway, [100, 20], []));
    expect(given(actor, over).when(noticed)).toMatchObject({
      state: { status: 'put-away' },
      effects: [tellsNotice, { cancel: WATCH_TIMER }],
      finished: true,
    });
    for (const late of [putAway(120), rang(WATCH_TIMER), counted([1, 1])])
      expect(given(actor, over).when(late).effects).toMatchObject(audited);
  });

  test('waits a while longer when its order has ended, and takes the notice without a word', () => {
    const ended: InboundReceiptInput = input('purchaseOrderEnded', null, 0);
    expect(given(actor, over).when(ended).effects).toEqual([{ timer: WATCH_TIMER, at: TEST_NOW + 2 * DAY }]);
    expect(given(actor, [...over, ended]).when(noticed)).toMatchObject({
      effects: [{ cancel: WATCH_TIMER }],
      finished: true,
    });
    expect(given(actor, [...over, ended]).when(rang(WATCH_TIMER)).state.status).toBe('put-away');
  });

  test('sent back, ends as that', () => {
    const back = [atGate(1), expected(), counted([0, 0], [100, 20]), answered(DESK_ANSWER.sendBack, 1)];
    expect(given(actor, back).when(noticed).state.status).toBe('sent-back');
  });
});

describe('a delivery that no purchase order answers for', () => {
  const unordered = [noticed, rang(WATCH_TIMER)];

  test('goes back when it has been counted', () => {
    const { effects, finished } = given(actor, [...unordered, atGate(1)]).when(counted([100, 20]));
    expect(finished).toBe(true);
    expect(effects).toEqual(
      expect.arrayContaining([
        { event: 'receiptDiscrepant', n: 1, a: 0, b: 0 },
        releases(0),
        posts(DISCREPANCY.rejected, [0, 0]),
      ]),
    );
    const early = given(actor, [noticed, atGate(1), counted([100, 20])]).when(rang(WATCH_TIMER));
    expect(early.state.status).toBe('sent-back');
  });

  test('is an ordinary one if the order answers after all', () => {
    expect(given(actor, unordered).when(expected()).state.status).toBe('expected');
  });

  test('is lost if it never comes, and a task if it stands at the gate', () => {
    const never = [...unordered, rang(WATCH_TIMER)];
    expect(given(actor, never).when(rang(WATCH_TIMER)).state.status).toBe('lost');
    const { state, effects } = given(actor, [...unordered, atGate(1)]).when(rang(WATCH_TIMER));
    expect(state.status).toBe('unordered');
    expect(effects).toContainEqual(expect.objectContaining({ task: 'notCounted' }));
  });
});
