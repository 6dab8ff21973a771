/** The return: authorised or refused by rule, received as announced or not, credited once and never too much. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { RETURN_REASON, RETURN_REFUSAL } from '../../contracts/crm.ts';
import { CONDITION } from '../../contracts/erp.ts';
import { CRM, ERP, WMS } from '../../contracts/partners.ts';
import { orderOf, sourcingOf } from '../../contracts/shipment-key.ts';
import type { Instant } from '../../model/instant.ts';
import { CARE, caringNetwork } from '../outbound/care.fixture.ts';
import { ORDER } from '../outbound/inputs.ts';
import type { ReturnInput } from './inputs.ts';
import { RETURN_ANSWER, returnOrderActor } from './return-order.ts';
import { RETURN_END, RETURN_TABLE, type ReturnStatus } from './return-order-state.ts';

const LIMITS = CARE.returns!;
const NODE = 1;
const order = returnOrderActor(caringNetwork(), LIMITS);

const asked = (units: readonly number[] = [4, 2], reason: number = RETURN_REASON.unwanted): ReturnInput =>
  input('returnRequested', { units }, reason);
const stands = (
  deliveredAt: number = TEST_NOW,
  condition: number = CONDITION.good,
  products: readonly number[] = [0, 1],
): ReturnInput =>
  input(
    'deliveryStands',
    { node: NODE, products, units: [10, 2], unitPriceMinor: [500, 900] },
    deliveredAt,
    condition,
  );
const NOTHING = { node: -1, products: [], units: [], unitPriceMinor: [] };
const came = (good: number[], scrapped: number[] = [0, 0], strangeUnits = 0): ReturnInput =>
  input('returnReceived', { good, scrapped, strangeUnits }, good[0]! + good[1]!, scrapped[0]! + scrapped[1]!);
const there: ReturnInput = input('returnArrived', null, NODE);
const issued = (minor: number): ReturnInput => input('creditNoteIssued', null, minor);
const rang: ReturnInput = input('timer', null, 0);
const answer = (a: number, no = 1): ReturnInput => input('taskAnswered', null, a, no);
const refused = (why: number) => [
  { cancel: 0 },
  { event: 'returnRefused', n: 1, a: why, b: 0 },
  { send: 'answerReturn', partner: CRM, key: TEST_KEY, a: 0, b: why },
];
const creditOf = (minor: number, units: number) => ({
  send: 'issueCreditNote',
  partner: ERP,
  key: TEST_KEY,
  a: minor,
  b: units,
});
const closedWith = (minor: number, why: number, units: number) => [
  { event: 'returnClosed', n: 1, a: minor, b: why },
  { send: 'reportReturnDone', partner: CRM, key: TEST_KEY, a: minor, b: units },
];

const authorised = [asked(), stands()];
const differs = [...authorised, came([3, 2])];
const crediting = [...authorised, came([4, 2])];

describe('a request', () => {
  test('asks the order what was delivered', () => {
    expect(given(order).when(asked()).effects).toMatchObject([
      { tell: 'returnAsked', type: ORDER, key: orderOf(TEST_KEY), a: sourcingOf(TEST_KEY) },
      { timer: 0 },
    ]);
  });

  test('in order is authorised: customer and node hear of it', () => {
    expect(given(order, [asked()]).when(stands()).effects).toEqual([
      { event: 'returnAuthorised', n: 1, a: 6, b: NODE },
      { send: 'expectReturn', partner: WMS, key: TEST_KEY, a: NODE, b: TEST_KEY, body: { units: [4, 2] } },
      { send: 'answerReturn', partner: CRM, key: TEST_KEY, a: 1, b: TEST_KEY },
      { timer: 0, at: TEST_NOW + LIMITS.neverCameMs },
    ]);
  });

  test.each([
    ['of what has not left', asked(), input('deliveryStands', NOTHING, 0, -1), RETURN_REFUSAL.notDelivered],
    [
      'of what came damaged, and was not billed',
      asked(),
      stands(TEST_NOW, CONDITION.damaged),
      RETURN_REFUSAL.notDelivered,
    ],
    ['too late', asked(), stands(TEST_NOW - LIMITS.withinMs - 1), RETURN_REFUSAL.tooLate],
    ['of more than was delivered', asked([4, 3]), stands(), RETURN_REFUSAL.units],
    ['of a line that was not delivered', asked([1, 1, 1]), stands(), RETURN_REFUSAL.units],
    ['of nothing', asked([0, 0]), stands(), RETURN_REFUSAL.units],
    ['of half a unit', asked([0.5, 0]), stands(), RETURN_REFUSAL.units],
    ['of less than nothing', asked([-1, 2]), stands(), RETURN_REFUSAL.units],
    ['of dangerous goods', asked(), stands(TEST_NOW, CONDITION.good, [0, 2]), RETURN_REFUSAL.dangerousGoods],
  ])('%s is refused', (_what, request, delivery, why) => {
    expect(given(order, [request]).when(delivery)).toMatchObject({ finished: true, effects: refused(why) });
  });

  test('of the last day, and beside dangerous goods that stay, is authorised', () => {
    expect(given(order, [asked()]).when(stands(TEST_NOW - LIMITS.withinMs)).state.status).toBe(
      'awaiting-goods',
    );
    expect(given(order, [asked([4, 0])]).when(stands(TEST_NOW, CONDITION.good, [0, 2])).state.status).toBe(
      'awaiting-goods',
    );
  });

  test('of an order that is long gone is refused', () => {
    expect(given(order, [asked()]).when(rang)).toMatchObject({
      finished: true,
      effects: refused(RETURN_REFUSAL.tooLate),
    });
  });

  test('of what has left and is not known to be there is looked at each day, by the day of the request', () => {
    const day = 86_400_000;
    expect(given(order, [asked()]).when(stands(0, -1))).toMatchObject({
      state: { status: 'checking' },
      effects: [{ timer: 0, at: TEST_NOW + day }],
    });
    expect(given(order, [asked(), stands(0, -1)]).when(rang).effects).toMatchObject([
      { tell: 'returnAsked', type: ORDER },
      { timer: 0 },
    ]);
    const late = given(order, [asked(), stands(0, -1), rang]);
    const muchLater = (TEST_NOW + LIMITS.withinMs + day) as Instant;
    expect(late.when(stands(TEST_NOW - day), muchLater).state.status).toBe('awaiting-goods');
  });

  test('of what nobody knows to be there after two weeks is refused', () => {
    const days = Array.from({ length: 14 }, () => [stands(0, -1), rang]).flat();
    expect(given(order, [asked(), ...days]).when(stands(0, -1))).toMatchObject({
      finished: true,
      effects: refused(RETURN_REFUSAL.notDelivered),
    });
  });

  test('said again changes nothing', () => {
    expect(given(order, authorised).when(asked([10, 2]))).toMatchObject({
      state: { units: [4, 2] },
      effects: [{ audit: 'returnAskedAgain' }],
    });
  });
});

describe('goods', () => {
  test('as announced are credited in full', () => {
    expect(given(order, authorised).when(came([4, 2])).effects).toEqual([{ cancel: 0 }, creditOf(3_800, 6)]);
  });

  test.each([
    ["unwanted are the customer's own", RETURN_REASON.unwanted, 2_400],
    ["defective are the seller's", RETURN_REASON.defective, 3_800],
  ])('scrapped that were %s', (_what, reason, minor) => {
    expect(given(order, [asked([4, 2], reason), stands()]).when(came([3, 1], [1, 1])).effects).toEqual([
      { cancel: 0 },
      creditOf(minor, 6),
    ]);
  });

  test('all scrapped by the customer are closed without a credit', () => {
    expect(given(order, authorised).when(came([0, 0], [4, 2]))).toMatchObject({
      finished: true,
      effects: [{ cancel: 0 }, ...closedWith(0, RETURN_END.nothingToCredit, 6)],
    });
  });

  test.each([
    ['fewer', came([3, 2]), 3, 5],
    ['more', came([9, 2]), 9, 11],
    ['something else beside', came([4, 2], [0, 0], 1), 4, 6],
  ])(
    'not as announced (%s) are a task, and credited for what was authorised of them',
    (_what, parcel, good, units) => {
      const { effects } = given(order, authorised).when(parcel);
      expect(effects).toMatchObject([
        { cancel: 0 },
        { event: 'returnDiffers', a: units },
        { timer: 0 },
        { task: 'returnDiffers', role: 'customer-service', no: 1, dueAt: TEST_NOW + LIMITS.answerWithinMs },
      ]);
      expect(
        given(order, [...authorised, parcel]).when(answer(RETURN_ANSWER.creditWhatCame)).effects,
      ).toEqual([{ cancel: 0 }, creditOf(Math.min(good, 4) * 500 + 1_800, units)]);
      expect(given(order, [...authorised, parcel]).when(answer(RETURN_ANSWER.creditNothing))).toMatchObject({
        finished: true,
        effects: [{ cancel: 0 }, ...closedWith(0, RETURN_END.byPerson, units)],
      });
    },
  );

  test("that a person leaves lying are a supervisor's as well, once; either may answer", () => {
    expect(given(order, differs).when(rang).effects).toEqual([
      { task: 'returnDiffers', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(given(order, [...differs, rang]).when(rang).effects).toEqual([]);
    for (const no of [1, 2])
      expect(given(order, [...differs, rang]).when(answer(0, no)).state.status).toBe('crediting');
    for (const no of [0, 2])
      expect(given(order, differs).when(answer(0, no))).toMatchObject({
        state: { status: 'with-person' },
        effects: [{ audit: 'inputNotExpected' }],
      });
    const over = [...differs, answer(RETURN_ANSWER.creditWhatCame)];
    expect(given(order, over).when(answer(0)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('of which nothing is worth anything are not credited, whatever a person says', () => {
    const scrap = [...authorised, came([0, 0], [4, 3])];
    expect(given(order, scrap).when(answer(RETURN_ANSWER.creditWhatCame))).toMatchObject({
      finished: true,
      effects: [{ cancel: 0 }, ...closedWith(0, RETURN_END.byPerson, 7)],
    });
  });

  test('that are told of again are on record, and credited once', () => {
    for (const history of [differs, crediting])
      expect(given(order, history).when(came([4, 2])).effects).toMatchObject([
        { audit: 'returnReceivedAgain' },
      ]);
  });

  test('that are there are waited for however long the bench takes, and graded then', () => {
    expect(given(order, authorised).when(there)).toMatchObject({
      state: { status: 'at-bench' },
      effects: [{ cancel: 0 }],
    });
    expect(given(order, [...authorised, there]).when(rang).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
    expect(given(order, [...authorised, there]).when(came([4, 2])).effects).toEqual([creditOf(3_800, 6)]);
    expect(given(order, crediting).when(there).effects).toEqual([]);
  });

  test('that never come are waited for so long', () => {
    expect(given(order, authorised).when(rang)).toMatchObject({
      finished: true,
      effects: closedWith(0, RETURN_END.neverCame, 0),
    });
  });
});

test('a credit note ends it, with what ERP has said', () => {
  expect(given(order, crediting).when(issued(3_500))).toMatchObject({
    finished: true,
    effects: [{ post: 'customerCredited', amountMinor: 3_500 }, ...closedWith(3_500, RETURN_END.credited, 6)],
  });
  expect(given(order, crediting).when(issued(0)).effects).toEqual(
    closedWith(0, RETURN_END.nothingToCredit, 6),
  );
});

test('of version 1 it is taken over, with its task or without, escalated or not', () => {
  for (const history of [authorised, differs, [...differs, rang], crediting]) {
    const { state } = given(order, history.slice(0, -1)).when(history.at(-1)!);
    const { openTask: _o, escalated: _e, ...old } = state;
    expect(order.migrate(old, 1)).toEqual(state);
  }
  expect(() => order.migrate({}, 0)).toThrow('return-order state of version 0 is unknown');
});

const HISTORIES: Readonly<
  Record<Exclude<ReturnStatus, 'new' | 'refused' | 'credited' | 'closed'>, ReturnInput[]>
> = {
  checking: [asked()],
  'awaiting-goods': authorised,
  'at-bench': [...authorised, there],
  'with-person': differs,
  crediting,
};
const EVERY_INPUT = [asked(), stands(), there, came([4, 2]), issued(1), rang, answer(0)];

test('what the table does not know is noted and changes nothing, in every status', () => {
  for (const [status, history] of Object.entries(HISTORIES)) {
    for (const each of EVERY_INPUT) {
      if (RETURN_TABLE.next(status as ReturnStatus, each.kind) !== null) continue;
      const before = given(order, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(order, history).when(each);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state).toEqual(before);
    }
  }
});

test('whatever comes, in whatever order: answered once, ended once, credited once and no more than was asked back is worth', () => {
  const units = fc.integer({ min: 0, max: 12 });
  const any = fc.oneof(
    fc.constantFrom(asked(), asked([10, 2]), stands(), stands(0, -1), there, rang),
    fc
      .tuple(units, units, units, units, fc.integer({ min: 0, max: 1 }))
      .map(([a, b, c, d, e]) => came([a, b], [c, d], e)),
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })).map(([a, no]) => answer(a, no)),
    fc.integer({ min: 0, max: 9_000 }).map(issued),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(RETURN_REASON)),
      fc.array(any, { maxLength: 20 }),
      (reason, inputs) => {
        const state = order.initial(TEST_KEY);
        const out = new CollectingOut(TEST_NOW);
        for (const each of [asked([4, 2], reason), ...inputs])
          if (!order.finished(state)) order.step(state, each, TEST_NOW, out);
        const sent = (kind: string) => out.effects.filter((each) => 'send' in each && each.send === kind);
        expect(sent('answerReturn').length).toBeLessThanOrEqual(1);
        expect(sent('reportReturnDone').length).toBeLessThanOrEqual(1);
        expect(sent('issueCreditNote').length).toBeLessThanOrEqual(1);
        for (const each of sent('issueCreditNote')) {
          expect((each as { a: number }).a).toBeGreaterThan(0);
          expect((each as { a: number }).a).toBeLessThanOrEqual(3_800);
        }
        if (state.status === 'refused') expect(sent('expectReturn')).toEqual([]);
      },
    ),
  );
});
