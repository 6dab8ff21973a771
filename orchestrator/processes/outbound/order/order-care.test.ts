/** What an order does for its customer: hurry, answer, say how it stands; and that it is kept for that once it is done. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { COMPLAINT, orderComplaint, shipmentComplaint } from '../../../contracts/complaint-key.ts';
import { SURE } from '../../../contracts/crm.ts';
import { CHANGE_REFUSAL, CONDITION, HOLD } from '../../../contracts/erp.ts';
import { CRM, ERP } from '../../../contracts/partners.ts';
import { CARE, caringNetwork } from '../care.fixture.ts';
import { COMPLAINT_CASE, type OrderInput, RETURN_ORDER, SHIPMENT, shipmentKey } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { PROMISED, rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { AFTERCARE_TIMER, ORDER_TABLE } from './order-state.ts';

const order = orderActor(caringNetwork());
const deaf = orderActor(smallNetwork());

const released = (hold: number = HOLD.none): OrderInput => input('salesOrderReleased', SALES, hold);
const rated: OrderInput = input('orderRated', { ratings: [rating(11)] }, 1);
const option = {
  node: 1,
  origin: 11,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  arrivesAt: PROMISED,
  freightMinor: 900,
  handlingMinor: 560,
  instructed: false,
};
const decided: OrderInput = input(
  'decided',
  { point: 'sourcing', policy: 'p', fallback: null, option },
  0,
  1,
);
const says = (kind: 'shipmentReserved' | 'shipmentShipped', ...units: number[]): OrderInput =>
  input(kind, { units }, 0) as OrderInput;
const delivered = (condition: number): OrderInput =>
  input('shipmentDelivered', { deliveredAt: TEST_NOW }, 0, condition);
const closed: OrderInput = input('shipmentClosed', null, 0, 8_600);
const urgent = (priority = 0, wantedBy = 99): OrderInput => input('urgencyChanged', null, priority, wantedBy);
const asked: OrderInput = input('promiseAsked', null, 1);
const stand = (complaint: number): OrderInput => input('standAsked', null, complaint);
const returned: OrderInput = input('returnAsked', null, 0);

const planned = [released(), rated, decided];
const reserved = [...planned, says('shipmentReserved', 10, 4)];
const shipped = [...reserved, says('shipmentShipped', 10, 4)];
const arrived = [...shipped, delivered(CONDITION.good)];
const done = [...arrived, closed];

describe('an order that becomes urgent', () => {
  const hurry = { tell: 'hurryShipment', type: SHIPMENT, key: shipmentKey(TEST_KEY, 0), a: 0, b: 99 };

  test.each([
    ['planned', planned],
    ['reserved', reserved],
  ])('has its %s shipments hurry', (_phase, history) => {
    expect(given(order, history).when(urgent())).toMatchObject({
      state: { priority: 0, care: { wantedBy: 99, hurries: 1 } },
      effects: [hurry, { event: 'orderHurried', n: 1, a: 0, b: 1 }],
    });
  });

  test('plans what is still open with it', () => {
    expect(given(order, [released()]).when(urgent())).toMatchObject({
      state: { priority: 0 },
      effects: [{ event: 'orderHurried', n: 1, a: 0, b: 0 }],
    });
    const plan = given(order, [released(), urgent(), rated]).when(decided).effects;
    expect(plan).toContainEqual(
      expect.objectContaining({ tell: 'planShipment', body: expect.objectContaining({ priority: 0 }) }),
    );
  });

  test.each([
    ['shipped', shipped],
    ['done', done],
  ])('once it is %s changes nothing: it is noted', (_phase, history) => {
    const { state, effects } = given(order, history).when(urgent());
    expect(effects).toMatchObject([{ audit: 'urgencyTooLate' }]);
    expect(state.priority).toBe(1);
  });

  test('again, is another hurry with a number of its own', () => {
    expect(given(order, [...reserved, urgent()]).when(urgent(2, 0)).effects).toMatchObject([
      {},
      { event: 'orderHurried', n: 2, a: 2, b: 1 },
    ]);
  });
});

describe('a question for the promise', () => {
  const answer = (at: number, sure: number) => [
    { event: 'promiseAnswered', n: 1, a: at, b: sure },
    { send: 'answerPromise', partner: CRM, key: TEST_KEY, a: at, b: sure, body: { question: 1 } },
  ];

  test.each([
    ['held', [released(HOLD.credit)], PROMISED, SURE.unknown],
    ['open', [released()], PROMISED, SURE.unknown],
    ['planned', planned, PROMISED, SURE.promised],
    [
      'late by a carrier',
      [...shipped, input('deliveryAtRisk', null, PROMISED + 7, 0)],
      PROMISED + 7,
      SURE.estimated,
    ],
    [
      'late, and later again',
      [...shipped, input('deliveryAtRisk', null, 7, 0), input('deliveryAtRisk', null, 9, 0)],
      9,
      SURE.estimated,
    ],
    ['delivered', arrived, TEST_NOW, SURE.delivered],
    ['done', done, TEST_NOW, SURE.delivered],
  ] as const)('of an order that is %s is answered at once', (_how, history, at, sure) => {
    expect(given(order, history as OrderInput[]).when(asked).effects).toEqual(answer(at, sure));
  });

  test('that comes before the order is answered when that is there', () => {
    expect(given(order, [asked]).when(released()).effects).toEqual(
      expect.arrayContaining([expect.objectContaining({ send: 'answerPromise' })]),
    );
  });

  test('makes no order where nobody hears of customers, and no complaint or return makes one', () => {
    expect(deaf.creates).not.toContain('promiseAsked');
    // Else one that is asked of half a year later would begin anew, and wait for ever.
    for (const kind of ['standAsked', 'returnAsked'] as const) expect(order.creates).not.toContain(kind);
  });
});

describe('how it stands', () => {
  test('is said to a complaint: value, what is to come, and of its shipment the condition', () => {
    const key = shipmentComplaint(shipmentKey(TEST_KEY, 0), COMPLAINT.damaged);
    expect(given(order, [...shipped, delivered(CONDITION.damaged)]).when(stand(key)).effects).toEqual([
      {
        tell: 'orderStands',
        type: COMPLAINT_CASE,
        key,
        a: PROMISED,
        b: CONDITION.damaged,
        body: {
          valueMinor: 8_600,
          comingUnits: 0,
          deliveredUnits: 14,
          lostUnits: 0,
          cancelledUnits: 0,
          estimatedAt: TEST_NOW,
          bill: null,
        },
      },
    ]);
    const late = orderComplaint(TEST_KEY, COMPLAINT.late);
    expect(given(order, planned).when(stand(late)).effects).toMatchObject([
      { b: -1, body: { comingUnits: 14, deliveredUnits: 0, estimatedAt: PROMISED } },
    ]);
  });

  test("is said of a bill: what was sent at the order's prices, what ERP has billed, and since when it is there", () => {
    const key = shipmentComplaint(shipmentKey(TEST_KEY, 0), COMPLAINT.bill);
    const bill = { dueMinor: 8_600, billedMinor: 8_600, deliveredAt: TEST_NOW };
    expect(given(order, done).when(stand(key)).effects).toMatchObject([{ body: { bill } }]);
    expect(given(order, arrived).when(stand(key)).effects).toMatchObject([
      { body: { bill: { ...bill, billedMinor: 0 } } },
    ]);
  });

  test('what did not arrive with a shipment is missing, not to come; it may not be sent back, and its bill may be as shipped', () => {
    const differing = (apartMinor: number): OrderInput =>
      input('shipmentDelivered', { deliveredAt: TEST_NOW, arrived: [8, 4], apartMinor }, 0, CONDITION.good);
    const short = orderComplaint(TEST_KEY, COMPLAINT.short);
    const ofBill = shipmentComplaint(shipmentKey(TEST_KEY, 0), COMPLAINT.bill);
    const history = [...shipped, differing(0)];
    expect(given(order, history).when(stand(short)).effects).toMatchObject([
      { body: { deliveredUnits: 12, comingUnits: 0, missingUnits: 2, estimatedAt: TEST_NOW } },
    ]);
    expect(given(order, history).when(returned).effects).toMatchObject([{ body: { units: [8, 4] } }]);
    expect(given(order, history).when(stand(ofBill)).effects).toMatchObject([
      { body: { bill: { dueMinor: 7_600 } } },
    ]);
    const tooMany: OrderInput = input(
      'shipmentDelivered',
      { deliveredAt: TEST_NOW, arrived: [12, 4], apartMinor: 1_000 },
      0,
      CONDITION.good,
    );
    expect(given(order, [...shipped, tooMany]).when(stand(ofBill)).effects).toMatchObject([
      { body: { deliveredUnits: 14, comingUnits: 0, bill: { dueMinor: 9_600 } } },
    ]);
    expect(given(order, [...shipped, differing(1_000)]).when(stand(ofBill)).effects).toMatchObject([
      { body: { bill: { dueMinor: 8_600 } } },
    ]);
  });

  test('what is lost has not been delivered', () => {
    const late = orderComplaint(TEST_KEY, COMPLAINT.late);
    expect(given(order, [...shipped, delivered(CONDITION.lost)]).when(stand(late)).effects).toMatchObject([
      { body: { deliveredUnits: 0, lostUnits: 14, comingUnits: 0, estimatedAt: 0 } },
    ]);
  });

  test('is said to a return: node, goods and prices of the shipment as it left', () => {
    expect(given(order, done).when(returned).effects).toEqual([
      {
        tell: 'deliveryStands',
        type: RETURN_ORDER,
        key: shipmentKey(TEST_KEY, 0),
        a: TEST_NOW,
        b: CONDITION.good,
        body: { node: 1, products: [0, 1], units: [10, 4], unitPriceMinor: [500, 900] },
      },
    ]);
    expect(given(order, reserved).when(returned).effects).toMatchObject([
      { a: 0, b: -1, body: { products: [], units: [] } },
    ]);
  });
});

describe('an order that is done', () => {
  test('is reported, and kept for its customer', () => {
    const { state, effects, finished } = given(order, arrived).when(closed);
    expect(state.status).toBe('aftercare');
    expect(finished).toBe(false);
    expect(effects).toMatchObject([
      { timer: AFTERCARE_TIMER, at: TEST_NOW + CARE.afterCareMs },
      { event: 'orderDone', n: 1, a: 14, b: 0 },
      { send: 'reportOrderDone' },
    ]);
  });

  test('is over when that time is', () => {
    const rang: OrderInput = input('timer', null, AFTERCARE_TIMER);
    expect(given(order, done).when(rang)).toMatchObject({ finished: true, effects: [] });
  });

  test('is over at once where nobody hears of customers', () => {
    expect(given(deaf, arrived).when(closed)).toMatchObject({ finished: true });
  });

  test('takes nothing but what its customer asks', () => {
    for (const each of [released(), rated, decided, closed, delivered(0)] as OrderInput[]) {
      expect(ORDER_TABLE.next('aftercare', each.kind)).toBeNull();
      expect(given(order, done).when(each).effects).toEqual([
        { audit: 'inputNotExpected', detail: `${each.kind} in status aftercare` },
      ]);
    }
  });

  // ERP cancels or changes what the core is just done with: refused by a rule after its hold, or closed with the last delivery.
  test('answers a cancellation once and each change, both too late', () => {
    const cancelled: OrderInput = input('orderCancelled', null);
    const changed: OrderInput = input('orderChanged', { change: 1 }, 0, 3);
    const notExpected = (each: OrderInput) => ({
      audit: 'inputNotExpected',
      detail: `${each.kind} in status aftercare`,
    });
    const { state } = given(order, done).when(cancelled);
    const gone = state.shipped.reduce((sum, units) => sum + units, 0);
    expect(gone).toBeGreaterThan(0);
    expect(given(order, done).when(cancelled).effects).toEqual([
      notExpected(cancelled),
      { send: 'answerCancellation', partner: ERP, key: TEST_KEY, a: 0, b: gone },
    ]);
    expect(given(order, [...done, cancelled]).when(cancelled).effects).toEqual([notExpected(cancelled)]);
    expect(given(order, done).when(changed).effects).toEqual([
      notExpected(changed),
      { event: 'changeAnswered', n: 1, a: CHANGE_REFUSAL.gone, b: 0 },
      {
        send: 'answerChange',
        partner: ERP,
        key: TEST_KEY,
        a: 0,
        b: 1,
        body: { reason: CHANGE_REFUSAL.gone },
      },
    ]);
    // Said again later than repeats are known: it is the same change.
    expect(given(order, [...done, changed]).when(changed).effects).toEqual([notExpected(changed)]);
  });
});

test('a state from before customers were heard is carried over', () => {
  const { care: _, ...old } = given(order).when(released()).state;
  expect(order.migrate(old, 3)).toMatchObject({ status: 'rating', care: null });
});

test('a state from before bills were disputed is carried over: nothing is known of its bills', () => {
  const { state } = given(order, arrived).when(closed);
  const { billedMinor: _, ...care } = state.care!;
  for (const from of [4, 5])
    expect(order.migrate({ ...state, care }, from)).toMatchObject({ care: { billedMinor: [] } });
  expect(order.migrate({ ...state, care: null }, 5)).toMatchObject({ care: null });
});

test('without a network that cares, what customers say is noted and changes nothing', () => {
  expect(given(deaf, reserved).when(urgent()).effects).toMatchObject([{ audit: 'urgencyRefused' }]);
});
