/** A receipt whose partners are out of step: what is said twice, too late or of the wrong node; how long it waits, and for whom. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, WMS } from '../../contracts/partners.ts';
import { DISCREPANCY } from '../../contracts/purchasing.ts';
import { instant } from '../../model/instant.ts';
import { answered, DAY, DUE_AT, HOUR, inboundSettings, rang } from './inbound.fixture.ts';
import { inboundReceiptActor } from './inbound-receipt.ts';
import { DESK_ANSWER } from './inbound-receipt-count.ts';
import { DOCK_APPOINTMENT, type InboundReceiptInput } from './inputs.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './waiting.ts';

const actor = inboundReceiptActor(inboundSettings());
const ETA = TEST_NOW + 3 * DAY;
const noticed: InboundReceiptInput = input(
  'shipmentNoticed',
  { units: [100, 20], handlingUnits: 4, last: true },
  0,
  ETA,
);
const expected = (open: readonly number[] = [100, 20]): InboundReceiptInput =>
  input('expectReceipt', { products: [3, 5], open, dueAt: DUE_AT }, 1, 0);
const delayed = (at: number): InboundReceiptInput => input('arrivalDelayed', null, 0, at);
const appointed: InboundReceiptInput = input('appointmentMade', null, 1, ETA);
const atGate = (node = 1, walkIn = 0): InboundReceiptInput => input('truckAtGate', null, node, walkIn);
const counted = (
  units: readonly number[] = [100, 20],
  damaged: readonly number[] = [0, 0],
  node = 1,
): InboundReceiptInput => input('receiptCounted', { units, damaged }, node, 1);
const putAway: InboundReceiptInput = input('receiptPutAway', null, 1, 120);
const watch = (at: number) => ({ timer: WATCH_TIMER, at });
const audited = [{ audit: 'inputNotExpected' }];
const task = (kind: string) => [
  { timer: ESCALATION_TIMER, at: TEST_NOW + 12 * HOUR },
  { task: kind, role: 'receiving-desk', no: 1, dueAt: TEST_NOW + 12 * HOUR },
];
const releases = (b: number, node = 1) => ({
  send: 'releaseReceipt',
  partner: WMS,
  key: TEST_KEY,
  a: node,
  b,
});
const there = [noticed, expected(), atGate()];
const unordered = [noticed, rang(WATCH_TIMER)];
const givenUp = [noticed, expected(), rang(WATCH_TIMER)];
const judging = [...there, counted([50, 20])];

describe('a truck', () => {
  test.each<readonly [string, readonly InboundReceiptInput[]]>([
    ['while its order is asked', [atGate()]],
    ['where no order answers', [...unordered, atGate()]],
    ['after it was given up', [...givenUp, atGate()]],
    ['while it is judged', judging],
    ['while it is put away', [...there, counted()]],
  ])('comes once: again %s is noted', (_when, history) => {
    const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(actor, history).when(atGate(2, 1));
    expect(effects).toMatchObject(audited);
    expect(state).toEqual(before);
  });

  test.each<readonly [string, readonly InboundReceiptInput[]]>([
    ['is judged', [noticed, expected(), counted([50, 20])]],
    ['is put away', [noticed, expected(), counted()]],
    ['waits for its notice alone', [delayed(ETA), expected(), counted(), putAway]],
  ])('that its count has overtaken says nothing more: the delivery %s', (_what, history) => {
    const { state, effects } = given(actor, history).when(atGate());
    expect(effects).toEqual([]);
    expect(state.atGateAt).toBe(0);
  });

  test.each<readonly [string, readonly InboundReceiptInput[]]>([
    ['no order answers for', unordered],
    ['was given up', givenUp],
  ])('that %s is counted all the same, and that is waited for', (_what, history) => {
    expect(given(actor, history).when(atGate()).effects).toEqual([watch(TEST_NOW + 2 * DAY)]);
  });

  test('while its order is asked is no reason to wait for a count yet', () => {
    expect(given(actor, [noticed]).when(atGate()).effects).toEqual([]);
    expect(given(actor, [noticed, atGate()]).when(rang(WATCH_TIMER)).effects).toEqual([
      expect.objectContaining({ audit: 'noPurchaseOrder' }),
      watch(TEST_NOW + 2 * DAY),
    ]);
  });

  test('that has not come when no order answers is waited for like any other', () => {
    expect(given(actor, [noticed]).when(rang(WATCH_TIMER)).effects).toEqual([
      expect.objectContaining({ audit: 'noPurchaseOrder' }),
      watch(ETA + 10 * DAY),
    ]);
  });

  test('of no order that never comes has no slot that could be given back', () => {
    const { state, effects } = given(actor, unordered).when(rang(WATCH_TIMER));
    expect(state.status).toBe('given-up');
    expect(effects.filter((each) => 'send' in each)).toEqual([]);
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'callOffAppointment' }));
  });

  test('that is given up and does not come after all is forgotten, and nothing rings any more', () => {
    expect(given(actor, givenUp).when(rang(WATCH_TIMER))).toMatchObject({
      finished: true,
      effects: [{ cancel: WATCH_TIMER }],
    });
  });
});

describe('the node', () => {
  const sentBack = { send: 'postGoodsReceipt', partner: ERP, b: DISCREPANCY.rejected };

  test.each<readonly [string, readonly InboundReceiptInput[], number]>([
    ['of the gate, where no order says one', [atGate(0), rang(WATCH_TIMER)], 0],
    ['of the count, where no truck was seen', [noticed, rang(WATCH_TIMER)], 2],
  ])('is that %s', (_which, history, node) => {
    expect(given(actor, history).when(counted([100, 20], [0, 0], 2)).effects).toEqual(
      expect.arrayContaining([releases(0, node), expect.objectContaining({ ...sentBack, a: node })]),
    );
  });

  test('is the order’s own, whatever gate the truck stands at', () => {
    expect(given(actor, [noticed, expected()]).when(atGate(2)).state.node).toBe(1);
    expect(given(actor, [atGate(2)]).when(expected()).state.node).toBe(1);
    expect(given(actor, there).when(counted([100, 20], [0, 0], 2)).effects).toContainEqual(releases(1, 1));
  });

  test('of a first count is kept against a second truck', () => {
    const { state } = given(actor, [counted([1, 1], [0, 0], 0)]).when(atGate(2));
    expect(state.node).toBe(0);
  });
});

test('a count that is said twice before the order answers is the first one', () => {
  const { state, effects } = given(actor, [counted([100, 20])]).when(counted([1, 1]));
  expect(effects).toMatchObject(audited);
  expect(state.units).toEqual([100, 20]);
});

describe('the tolerance', () => {
  test.each([
    ['just as far below the notice as may be', [95, 20], 'putting-away'],
    ['farther below', [94, 20], 'judging'],
    ['just as far above what is open as may be', [105, 20], 'putting-away'],
    ['farther above', [106, 20], 'judging'],
  ] as const)('of a count %s', (_what, units, status) => {
    expect(given(actor, there).when(counted(units)).state.status).toBe(status);
  });

  test('of what is damaged is a share of all that was counted', () => {
    expect(given(actor, there).when(counted([98, 20], [2, 0])).state.status).toBe('putting-away');
    expect(given(actor, there).when(counted([97, 20], [3, 0])).state.status).toBe('judging');
  });
});

describe('an appointment', () => {
  test('that is made when the truck is there changes no wait', () => {
    expect(given(actor, there).when(appointed)).toMatchObject({ state: { appointedAt: ETA }, effects: [] });
  });

  test('is moved by a delay, unless there is none to move', () => {
    const { effects } = given(actor, [delayed(ETA), expected()]).when(delayed(ETA + DAY));
    expect(effects).toEqual([watch(ETA + 11 * DAY)]);
    expect(given(actor, [noticed, expected()]).when(delayed(ETA + DAY)).effects).toContainEqual(
      expect.objectContaining({ tell: 'arrivalMoved', type: DOCK_APPOINTMENT }),
    );
  });
});

describe('the receiving desk', () => {
  test('is asked once, and no late timer asks it again', () => {
    expect(given(actor, there).when(rang(WATCH_TIMER)).effects).toEqual(task('notCounted'));
    for (const history of [[...there, rang(WATCH_TIMER)], judging])
      expect(given(actor, history).when(rang(WATCH_TIMER))).toMatchObject({
        state: { tasks: 1 },
        effects: audited,
      });
  });

  test('has the count waited for again, and goods that are not put away released again', () => {
    expect(given(actor, [...there, rang(WATCH_TIMER)]).when(answered(0, 1)).effects).toEqual([
      { cancel: ESCALATION_TIMER },
      watch(TEST_NOW + 2 * DAY),
    ]);
    const slow = [...there, counted(), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    expect(given(actor, slow.slice(0, -2)).when(rang(WATCH_TIMER)).effects).toEqual([
      releases(1),
      watch(TEST_NOW + DAY),
    ]);
    expect(given(actor, slow.slice(0, -1)).when(rang(WATCH_TIMER)).effects).toEqual(task('notPutAway'));
    expect(given(actor, slow).when(answered(0, 1)).effects).toEqual([
      { cancel: ESCALATION_TIMER },
      releases(1),
      watch(TEST_NOW + DAY),
    ]);
  });

  test.each([DESK_ANSWER.accept, DESK_ANSWER.sendBack])('judges, and the task is over: %i', (answer) => {
    const { state, effects } = given(actor, judging).when(answered(answer, 1));
    expect(state.openTask).toBe(0);
    expect(effects.slice(0, 2)).toEqual([{ cancel: ESCALATION_TIMER }, { cancel: WATCH_TIMER }]);
  });
});

test('how long goods took from the dock into stock is known only where the truck was seen', () => {
  const inStock = (history: readonly InboundReceiptInput[]) =>
    given(actor, history).when(putAway, instant(TEST_NOW + HOUR)).effects;
  const took = { kpi: 'dockToStock', value: HOUR, unit: 'ms' };
  expect(inStock([...there, counted()])).toContainEqual(took);
  expect(inStock([noticed, expected(), counted()])).not.toContainEqual(
    expect.objectContaining({ kpi: 'dockToStock' }),
  );
});
