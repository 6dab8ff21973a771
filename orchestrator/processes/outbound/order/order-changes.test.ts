/**
 * A customer wants less or more of a line, another day, or another place: done as far as it is not too late, and answered once in either
 * case. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { ERP, NEXT_ERP } from '../../../contracts/partners.ts';
import { routeTerms } from '../../replenishment/routes.fixture.ts';
import { type OrderInput, SHIPMENT, SHIPMENTS_MAX, STOP_REASON, shipmentKey } from '../inputs.ts';
import { INSTRUCTED, LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  cancelled,
  changed,
  decided,
  option,
  PROMISED,
  planned,
  rated,
  rating,
  released,
  reserved,
  ring,
  SALES,
  says,
  shipped,
  sourced,
  stopped,
  tellStop,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import { BACKORDER_TIMER, type OrderState, PROMISE_TIMER } from './order-state.ts';

const network = smallNetwork();
/** A third customer, at the other place, in the country of the first. */
const neighbour = {
  ...network,
  customers: [...network.customers, { no: 2, place: 21, country: 0, deniedParty: false }],
};
const order = orderActor(neighbour);
const LATER = PROMISED + 86_400_000;
const PLACE = 21;

/** What ERP and the books hear of a change. */
function answers(no: number, reason: number, units = 0): Effect[] {
  const a = reason === CHANGE_REFUSAL.none ? 1 : 0;
  return [
    { event: 'changeAnswered', n: no, a: reason, b: units },
    { send: 'answerChange', partner: ERP, key: TEST_KEY, a, b: no, body: { reason } },
  ];
}
const made = (no: number, units = 0): Effect[] => answers(no, CHANGE_REFUSAL.none, units);
const tellReduce = (n: number, change: number, ...units: number[]): Effect => ({
  tell: 'reduceShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: change,
  b: 0,
  body: { units },
});
const tellHold = (n: number, place: number = SALES.destination): Effect => ({
  tell: 'holdDelivery',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: place,
  b: 0,
});
const tellDeliverAs = (n: number, place: number, promisedAt: number): Effect => ({
  tell: 'deliverAs',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: place,
  b: promisedAt,
});
const reducedTo = (n: number, change: number, ...units: number[]): OrderInput =>
  input('shipmentReduced', { units }, n, change) as OrderInput;
const tooLate = (n: number): OrderInput => input('shipmentTooLate', null, n);
const dated = (at: number, change = 1): OrderInput => input('deliveryDateChanged', null, at, change);
const placed = (place: number, change = 1): OrderInput => input('shipToChanged', null, place, change);
const held = (n: number, refusal: number = CHANGE_REFUSAL.none): OrderInput =>
  input('deliveryHeld', null, n, refusal);

/** Six of the first line at one node, four at the other; all of the second at the first. */
const split = [
  ...planned,
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 1),
  says('shipmentReserved', 1, 4),
];

describe('less of a line', () => {
  test('is taken from what is open', () => {
    expect(given(order, [released()]).when(changed(0, 2))).toMatchObject({
      state: { ordered: [2, 4], open: [2, 4] },
      effects: made(1, -8),
    });
  });

  test('then from what waits for stock; with nothing left waiting the timer is stopped', () => {
    const history = [
      ...planned,
      says('shipmentReserved', 0, 6, 4),
      ...sourced(1, 1),
      stopped(1, STOP_REASON.noStock),
    ];
    expect(given(order, history).when(changed(0, 6))).toMatchObject({
      state: { ordered: [6, 4], backordered: [0, 0] },
      effects: [{ cancel: BACKORDER_TIMER }, ...made(1, -4)],
    });
    // All that is open was the surplus: the rest waits on.
    expect(given(order, history).when(changed(0, 7))).toMatchObject({
      state: { ordered: [7, 4], backordered: [1, 0] },
      effects: made(1, -3),
    });
  });

  test('then the warehouse is asked to hold less, and what it frees is wanted no more', () => {
    expect(given(order, reserved).when(changed(0, 7))).toMatchObject({
      state: { ordered: [10, 4], status: 'fulfilling' },
      effects: [tellReduce(0, 1, 7, 4)],
    });
    expect(given(order, [...reserved, changed(0, 7)]).when(reducedTo(0, 1, 7, 4))).toMatchObject({
      state: { ordered: [7, 4], open: [0, 0], allocated: [7, 4], cancelled: [0, 0] },
      effects: made(1, -3),
    });
  });

  test('waits for a reservation that is not answered: what that lacks is taken first', () => {
    expect(given(order, planned).when(changed(0, 7)).effects).toEqual([]);
    const asked = [...planned, changed(0, 7)];
    expect(given(order, asked).when(says('shipmentReserved', 0, 7, 4))).toMatchObject({
      state: { ordered: [7, 4], open: [0, 0] },
      effects: made(1, -3),
    });
    expect(given(order, asked).when(says('shipmentReserved', 0, 9, 4)).effects).toEqual([
      tellReduce(0, 1, 7, 4),
    ]);
  });

  test('waits while what is missing is sourced, and then comes from the shipment that was sourced last', () => {
    const rating1 = [...planned, says('shipmentReserved', 0, 6, 4)];
    expect(given(order, rating1).when(changed(0, 5)).effects).toEqual([]);
    const deciding = [...rating1, changed(0, 5), rated(2, rating(11)), decided(2, option(1))];
    expect(given(order, deciding).when(says('shipmentReserved', 1, 4)).effects).toEqual([
      tellStop(1, STOP_REASON.changedByCustomer),
    ]);
    const gone = [
      ...deciding,
      says('shipmentReserved', 1, 4),
      stopped(1, STOP_REASON.changedByCustomer),
    ] as const;
    expect(given(order, gone.slice(0, -1)).when(gone.at(-1)!)).toMatchObject({
      state: { ordered: [10, 4], open: [4, 0] },
      effects: [tellReduce(0, 1, 5, 4)],
    });
    expect(given(order, gone).when(reducedTo(0, 1, 5, 4))).toMatchObject({
      state: { ordered: [5, 4], open: [0, 0], allocated: [5, 4], cancelled: [0, 0] },
      effects: made(1, -5),
    });
  });

  test('a shipment of which nothing would be left is stopped, as late as it can be', () => {
    expect(given(order, split).when(changed(0, 6)).effects).toEqual([
      tellStop(1, STOP_REASON.changedByCustomer),
    ]);
    // It has left: the other one is asked for all of it.
    const late = given(order, [...split, changed(0, 6)]).when(tooLate(1));
    expect(late).toMatchObject({ state: { ordered: [10, 4] }, effects: [tellReduce(0, 1, 2, 4)] });
    const asked = [...split, changed(0, 6), tooLate(1)];
    expect(given(order, asked).when(reducedTo(0, 1, 2, 4)).effects).toEqual(made(1, -4));
  });

  test('what is at work already is called back where no other shipment has enough, and the rest of it is sourced anew', () => {
    const asked = [...reserved, changed(0, 7)];
    expect(given(order, asked).when(reducedTo(0, 1, 10, 4))).toMatchObject({
      state: { ordered: [10, 4], stopping: 1, status: 'fulfilling' },
      effects: [tellStop(0, STOP_REASON.changedByCustomer)],
    });
    const back = given(order, [...asked, reducedTo(0, 1, 10, 4)]).when(
      stopped(0, STOP_REASON.changedByCustomer),
    );
    expect(back.effects.slice(0, 2)).toEqual(made(1, -3));
    expect(back).toMatchObject({
      state: { ordered: [7, 4], open: [7, 4], status: 'rating', nodesTried: [] },
      effects: [{}, {}, { send: 'requestRating', body: { origins: [10, 11] } }, {}],
    });
  });

  test('one that is at work is left alone where another one has enough', () => {
    const busy = [...split, changed(0, 8), reducedTo(1, 1, 4)];
    expect(given(order, [...split, changed(0, 8)]).when(reducedTo(1, 1, 4)).effects).toEqual([
      tellReduce(0, 1, 4, 4),
    ]);
    expect(given(order, busy).when(reducedTo(0, 1, 4, 4)).effects).toEqual(made(1, -2));
    // That one is at work, too: the one sourced last comes back.
    const both = given(order, busy).when(reducedTo(0, 1, 6, 4));
    expect(both.effects).toEqual([tellStop(1, STOP_REASON.changedByCustomer)]);
  });

  test('what left before it could be called back is refused; what another one freed for it is sourced again', () => {
    const freed = [...split, changed(0, 4), stopped(1, STOP_REASON.changedByCustomer)];
    const called = [...freed, reducedTo(0, 1, 6, 4)];
    expect(given(order, freed).when(reducedTo(0, 1, 6, 4)).effects).toEqual([
      tellStop(0, STOP_REASON.changedByCustomer),
    ]);
    const late = given(order, called).when(tooLate(0));
    expect(late.effects.slice(0, 2)).toEqual(answers(1, CHANGE_REFUSAL.gone));
    expect(late).toMatchObject({
      state: { ordered: [10, 4], open: [4, 0], status: 'rating', nodesTried: [] },
      effects: [{}, {}, { send: 'requestRating', body: { origins: [10, 11] } }, {}],
    });
  });

  test('what could not be sourced again is not called back', () => {
    const atAttempt = (attempt: number, backordered: number): readonly Effect[] => {
      const { state } = given(order, reserved).when(changed(0, 7));
      const late = { ...state, attempt, ordered: [10, 4 + backordered], backordered: [0, backordered] };
      return givenState(order, late).when(reducedTo(0, 1, 10, 4)).effects;
    };
    const calledBack = [tellStop(0, STOP_REASON.changedByCustomer)];
    expect(atAttempt(SHIPMENTS_MAX, 0)).toEqual(answers(1, CHANGE_REFUSAL.atWork));
    expect(atAttempt(SHIPMENTS_MAX - 1, 0)).toEqual(calledBack);
    // What waits for stock is to be sourced as well.
    expect(atAttempt(SHIPMENTS_MAX - 1, 2)).toEqual(answers(1, CHANGE_REFUSAL.atWork));
    expect(atAttempt(SHIPMENTS_MAX - 2, 2)).toEqual(calledBack);
  });

  test('nothing is called back where that would not do', () => {
    const halves = [...planned, says('shipmentReserved', 0, 6, 2), ...sourced(1, 1)];
    const left = [...halves, says('shipmentReserved', 1, 4, 2), changed(0, 5), reducedTo(1, 1, 4, 2)];
    expect(given(order, left.slice(0, -1)).when(left.at(-1)!).effects).toEqual([tellReduce(0, 1, 1, 2)]);
    const gone = given(order, left).when(says('shipmentShipped', 0, 6, 2));
    expect(gone.effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
  });

  test('one that was at work and stops by itself is not called back any more', () => {
    const busy = [...split, changed(0, 8), reducedTo(1, 1, 4), stopped(1, STOP_REASON.noStock)];
    expect(given(order, busy.slice(0, -1)).when(busy.at(-1)!).state).toMatchObject({ stopping: 0 });
    const { state } = given(order, busy.slice(0, -1)).when(busy.at(-1)!);
    expect(state.changes).toMatchObject({ late: 0 });
  });

  test('is refused beyond what has not left', () => {
    const gone = [...split, says('shipmentShipped', 0, 6, 4)];
    expect(given(order, gone).when(changed(0, 5)).effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
    expect(given(order, shipped).when(changed(0, 2)).effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
    const cancelledToo = given(order, [...shipped, cancelled]).when(changed(0, 2));
    expect(cancelledToo.effects).toEqual(answers(1, CHANGE_REFUSAL.over));
  });

  test('what was cancelled of it counts no more: the rest comes to what is wanted', () => {
    const cancelledFour = [...split, stopped(1, STOP_REASON.refusedByRule)];
    const five = [...cancelledFour, changed(0, 5)];
    expect(given(order, cancelledFour).when(changed(0, 5)).effects).toEqual([tellReduce(0, 1, 5, 4)]);
    expect(given(order, five).when(reducedTo(0, 1, 5, 4))).toMatchObject({
      state: { ordered: [9, 4], allocated: [5, 4], cancelled: [4, 0], open: [0, 0] },
      effects: made(1, -1),
    });
    expect(given(order, cancelledFour).when(changed(0, 6)).effects).toEqual(made(1));
    expect(given(order, cancelledFour).when(changed(0, 8)).state).toMatchObject({
      ordered: [12, 4],
      open: [2, 0],
    });
  });

  test('that leaves while it is asked is refused', () => {
    const asked = [...reserved, changed(0, 7)];
    const left = given(order, asked).when(says('shipmentShipped', 0, 10, 4));
    expect(left.effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
    expect(left.state.shipped).toEqual([10, 4]);
  });

  test('whose order is cancelled meanwhile is answered before that', () => {
    const both = given(order, [...reserved, changed(0, 7)]).when(cancelled);
    expect(both.effects.slice(1)).toEqual([
      ...answers(1, CHANGE_REFUSAL.over),
      tellStop(0, STOP_REASON.cancelledByCustomer),
    ]);
    // What the warehouse has freed by then is cancelled with the rest.
    const late = given(order, [...reserved, changed(0, 7), cancelled]).when(reducedTo(0, 1, 7, 4));
    expect(late.state.cancelled).toEqual([3, 0]);
    expect(late.effects).toEqual([
      { event: 'lineCancelled', n: 1, a: 3, b: STOP_REASON.cancelledByCustomer },
    ]);
  });

  test('to nothing, before anything is planned, ends it with the answer of TMS', () => {
    const history = [released(), changed(0, 0), changed(1, 0, 2)];
    expect(given(order, history).when(rated(1, rating(10)))).toMatchObject({ finished: true });
    expect(given(order, [released(), rated(1), changed(0, 0)]).when(changed(1, 0, 2))).toMatchObject({
      finished: true,
    });
  });
});

describe('more of a line', () => {
  test('is opened and sourced, from any node', () => {
    const { state, effects } = given(order, reserved).when(changed(1, 9));
    expect(state).toMatchObject({ status: 'rating', ordered: [10, 9], open: [0, 5] });
    expect(effects).toMatchObject([
      ...made(1, 5),
      { send: 'requestRating', body: { origins: [10, 11] } },
      {},
    ]);
  });

  test('is refused past shipping, and for a line that is not there', () => {
    expect(given(order, shipped).when(changed(0, 99)).effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
    expect(given(order, reserved).when(changed(5, 1)).effects).toEqual(answers(1, CHANGE_REFUSAL.unknown));
    expect(given(order, reserved).when(changed(0, -1)).effects).toEqual(answers(1, CHANGE_REFUSAL.unknown));
  });

  describe('whose customer takes no partial shipment', () => {
    const whole = [released({ shipComplete: true }), ...sourced(0, 0)];
    const inHouse = [...whole, says('shipmentReserved', 0, 10, 4)];
    const calledBack = tellStop(0, STOP_REASON.changedByCustomer);
    const rates = { send: 'requestRating', body: { origins: [10, 11] } };

    test('goes with the rest: what is in a warehouse is called back, and sourced anew with it', () => {
      const asked = given(order, inHouse).when(changed(1, 9));
      expect(asked.state).toMatchObject({
        status: 'fulfilling',
        ordered: [10, 9],
        open: [0, 5],
        stopping: 1,
      });
      expect(asked.effects).toEqual([...made(1, 5), calledBack]);
      const back = stopped(0, STOP_REASON.changedByCustomer);
      const { state, effects } = given(order, [...inHouse, changed(1, 9)]).when(back);
      expect(state).toMatchObject({ status: 'rating', open: [10, 9] });
      expect(effects).toMatchObject([rates, {}]);
    });

    test('waits for a reservation that is not answered yet', () => {
      expect(given(order, whole).when(changed(1, 9)).effects).toEqual(made(1, 5));
      const heard = given(order, [...whole, changed(1, 9)]).when(says('shipmentReserved', 0, 10, 4));
      expect(heard.effects).toEqual([calledBack]);
    });

    test('goes by itself where the goods can be stopped no more: they are told once', () => {
      const meanwhile = [...inHouse, changed(1, 9)];
      const { state, effects } = given(order, meanwhile).when(tooLate(0));
      expect(state).toMatchObject({ open: [0, 5], stopping: 0 });
      expect(effects).toMatchObject([rates, {}]);
      const left = given(order, [...meanwhile, says('shipmentShipped', 0, 10, 4)]);
      expect(left.when(tooLate(0)).effects).toMatchObject([rates, {}]);
    });

    test('so does what less of it has freed, and more that overtakes that', () => {
      const history = [...inHouse, changed(0, 5, 1), changed(0, 8, 2)];
      const { state, effects } = given(order, history).when(reducedTo(0, 1, 5, 4));
      expect(state).toMatchObject({ ordered: [8, 4], open: [3, 0], stopping: 1 });
      expect(effects).toEqual([...answers(1, CHANGE_REFUSAL.overtaken), ...made(2, -2), calledBack]);
    });

    test('goes by itself rather than leave the customer with nothing: sourcings or tries are used up', () => {
      const { state } = given(order, whole).when(says('shipmentReserved', 0, 10, 4));
      const effectsOf = (known: Partial<OrderState>): readonly Effect[] =>
        givenState(order, structuredClone({ ...state, ...known })).when(changed(1, 9)).effects;
      expect(effectsOf({ attempt: SHIPMENTS_MAX - 2 })).toEqual([...made(1, 5), calledBack]);
      expect(effectsOf({ attempt: SHIPMENTS_MAX - 1 })).toMatchObject([...made(1, 5), rates, {}]);
      expect(effectsOf({ backorderTries: LIMITS.backorderTriesMax - 1 })).toEqual([
        ...made(1, 5),
        calledBack,
      ]);
      expect(effectsOf({ backorderTries: LIMITS.backorderTriesMax })).toMatchObject([
        ...made(1, 5),
        rates,
        {},
      ]);
    });

    test('waits with what waits for stock', () => {
      const { state } = given(order, whole.slice(0, 1)).when(changed(1, 5));
      const waits = { ...state, status: 'fulfilling' as const, open: [0, 0], backordered: [10, 5] };
      const asked = givenState(order, waits).when(changed(0, 12, 2));
      expect(asked.state).toMatchObject({ ordered: [12, 5], open: [0, 0], backordered: [12, 5] });
      expect(asked.effects).toEqual(made(2, 2));
    });

    test('is opened at once where nothing is in a warehouse', () => {
      const { state, effects } = given(order, whole.slice(0, 1)).when(changed(1, 9));
      expect(state).toMatchObject({ ordered: [10, 9], open: [10, 9] });
      expect(effects).toEqual(made(1, 5));
    });
  });
});

describe('several changes of one order', () => {
  test('are answered one after another, each once', () => {
    const two = [...reserved, changed(0, 7), changed(1, 2, 2)];
    expect(given(order, two).when(reducedTo(0, 1, 7, 4)).effects).toEqual([
      ...made(1, -3),
      tellReduce(0, 2, 7, 2),
    ]);
    expect(given(order, [...two, reducedTo(0, 1, 7, 4)]).when(reducedTo(0, 2, 7, 2)).effects).toEqual(
      made(2, -2),
    );
  });

  test('that overtake each other: the later one of the same line stands', () => {
    const later = [released(), changed(0, 6, 2)];
    expect(given(order, later).when(changed(0, 8, 1))).toMatchObject({
      state: { ordered: [6, 4] },
      effects: answers(1, CHANGE_REFUSAL.overtaken),
    });
    // Of another line it is another matter.
    expect(given(order, later).when(changed(1, 3, 1)).effects).toEqual(made(1, -1));
    // Both would wait: the first is not begun any more.
    expect(given(order, [...planned, changed(0, 8, 1)]).when(changed(0, 9, 2)).effects).toEqual(
      answers(1, CHANGE_REFUSAL.overtaken),
    );
    const waiting = [...planned, changed(0, 8, 1), changed(0, 9, 2)];
    expect(given(order, waiting).when(says('shipmentReserved', 0, 10, 4)).effects).toEqual([
      tellReduce(0, 2, 9, 4),
    ]);
  });

  test('are asked of the warehouse in ascending numbers, also where one has overtaken another', () => {
    const overtaken = [...reserved, changed(1, 2, 2), changed(0, 7, 1)];
    expect(given(order, [...reserved]).when(changed(1, 2, 2)).effects).toEqual([tellReduce(0, 1, 10, 2)]);
    expect(given(order, overtaken).when(reducedTo(0, 1, 10, 2)).effects).toEqual([
      ...made(2, -2),
      tellReduce(0, 2, 7, 2),
    ]);
    // What it says again of the first answers nothing of the second.
    const both = [...overtaken, reducedTo(0, 1, 10, 2)];
    expect(given(order, both).when(reducedTo(0, 1, 10, 2)).effects).toEqual([]);
    expect(given(order, [...both, reducedTo(0, 1, 10, 2)]).when(reducedTo(0, 2, 7, 2)).effects).toEqual(
      made(1, -3),
    );
  });

  test('one that is said again is known by its number', () => {
    for (const history of [
      [released(), changed(0, 6)],
      [...planned, changed(0, 6)],
    ])
      expect(given(order, history).when(changed(0, 6)).effects).toEqual([
        { audit: 'inputNotExpected', detail: expect.stringContaining('orderChanged') },
      ]);
  });

  test('what came before the order itself is heard after it, by the ERP that has it', () => {
    const early = [changed(0, 6), dated(LATER, 2), placed(PLACE, 3)];
    const { state, effects } = given(order, early).when({ ...released(), fromKey: NEXT_ERP });
    expect(state).toMatchObject({ ordered: [6, 4], promisedAt: PROMISED, destination: SALES.destination });
    expect(effects.filter((each) => 'send' in each && each.send === 'answerChange')).toMatchObject([
      { partner: NEXT_ERP, a: 1, b: 1 },
    ]);
    // Another day or place waits for what is being rated.
    expect(state.changes).toMatchObject({ waiting: [{ no: 2 }, { no: 3 }] });
  });
});

describe('another day', () => {
  const promiseOf = ({ promisedAt }: OrderState): number => promisedAt;

  test('is promised at once where nothing is planned', () => {
    expect(given(order, [released({}, 1)]).when(dated(LATER))).toMatchObject({
      state: { promisedAt: LATER },
      effects: [{ timer: PROMISE_TIMER, at: LATER }, ...made(1)],
    });
  });

  test('waits for every shipment that has not left, and then goes for all of them', () => {
    expect(given(order, split).when(dated(LATER)).effects).toEqual([tellHold(0), tellHold(1)]);
    const one = given(order, [...split, dated(LATER)]).when(held(0));
    expect([promiseOf(one.state), one.effects]).toEqual([PROMISED, []]);
    const all = given(order, [...split, dated(LATER), held(0)]).when(held(1));
    expect(promiseOf(all.state)).toBe(LATER);
    expect(all.effects).toEqual([
      { timer: PROMISE_TIMER, at: LATER },
      tellDeliverAs(0, SALES.destination, LATER),
      tellDeliverAs(1, SALES.destination, LATER),
      ...made(1),
    ]);
  });

  test('calls back what is with a load: it is made when that has stopped, and what comes of it goes by the new day', () => {
    const asked = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad)];
    expect(given(order, asked.slice(0, -1)).when(asked.at(-1)!).effects).toEqual([]);
    expect(given(order, asked).when(held(1)).effects).toEqual([tellStop(0, STOP_REASON.changedByCustomer)]);
    const back = given(order, [...asked, held(1)]).when(stopped(0, STOP_REASON.changedByCustomer));
    expect(back.effects.slice(0, 4)).toEqual([
      { timer: PROMISE_TIMER, at: LATER },
      tellDeliverAs(1, SALES.destination, LATER),
      ...made(1),
    ]);
    expect(back.state).toMatchObject({ promisedAt: LATER, open: [6, 4], status: 'rating' });
  });

  test('that has left before it could be called back is refused: the others go on as they were', () => {
    const asked = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad), held(1)];
    expect(given(order, asked).when(says('shipmentShipped', 0, 6, 4))).toMatchObject({
      state: { promisedAt: PROMISED },
      effects: [tellDeliverAs(1, SALES.destination, PROMISED), ...answers(1, CHANGE_REFUSAL.gone)],
    });
  });

  test('calls back all that are too far, if each of them can be sourced again', () => {
    const both = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad)];
    const late = held(1, CHANGE_REFUSAL.withLoad);
    expect(given(order, both).when(late)).toMatchObject({
      state: { stopping: 3 },
      effects: [tellStop(0, STOP_REASON.changedByCustomer), tellStop(1, STOP_REASON.changedByCustomer)],
    });
    const { state } = given(order, both.slice(0, -1)).when(both.at(-1)!);
    const few = givenState(order, { ...state, attempt: SHIPMENTS_MAX - 1 }).when(late);
    expect(few.effects).toEqual(answers(1, CHANGE_REFUSAL.withLoad));
  });

  test('calls back what a planner can do nothing for, and ends that task: it is sourced with the rest', () => {
    const none = [...reserved, changed(1, 9), rated(2)];
    expect(given(order, none.slice(0, -1)).when(none.at(-1)!).state.status).toBe('no-route');
    const noRoute = [...none, dated(LATER, 2), held(0, CHANGE_REFUSAL.withLoad)];
    const called = given(order, noRoute.slice(0, -1)).when(noRoute.at(-1)!);
    expect(called.state).toMatchObject({ status: 'fulfilling', openTask: 0, stopping: 1 });
    const back = given(order, noRoute).when(stopped(0, STOP_REASON.changedByCustomer));
    expect(back.state).toMatchObject({ status: 'rating', open: [10, 9] });
  });

  test('to the day that it is promised for is made, and nobody is asked', () => {
    expect(given(order, split).when(dated(PROMISED)).effects).toEqual(made(1));
    expect(given(order, split).when(placed(SALES.destination)).effects).toEqual(made(1));
  });

  test('a refused one leaves nothing of it to the next', () => {
    const sooner = [...split, dated(PROMISED - 1), held(0, CHANGE_REFUSAL.withLoad), held(1)];
    const next = [...sooner, dated(LATER, 2), held(0)];
    expect(given(order, next).when(held(1)).effects).toEqual([
      { timer: PROMISE_TIMER, at: LATER },
      tellDeliverAs(0, SALES.destination, LATER),
      tellDeliverAs(1, SALES.destination, LATER),
      ...made(2),
    ]);
  });

  test('nothing is called back for a sooner day, nor where another shipment has left', () => {
    const sooner = PROMISED - 1;
    const asked = [...split, dated(sooner), held(0, CHANGE_REFUSAL.withLoad)];
    expect(given(order, asked).when(held(1))).toMatchObject({
      state: { promisedAt: PROMISED },
      effects: [tellDeliverAs(1, SALES.destination, PROMISED), ...answers(1, CHANGE_REFUSAL.withLoad)],
    });
    const left = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad)];
    expect(given(order, left).when(held(1, CHANGE_REFUSAL.gone)).effects).toEqual(
      answers(1, CHANGE_REFUSAL.gone),
    );
  });

  test('is made also where another shipment has stopped after that', () => {
    const asked = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad)];
    const { effects } = given(order, asked).when(stopped(1, STOP_REASON.noRoute));
    expect(effects[0]).toEqual(tellStop(0, STOP_REASON.changedByCustomer));
  });

  test('that is called off while what it called back is on its way back is answered, and nothing is stopped twice', () => {
    const called = [...split, dated(LATER), held(0, CHANGE_REFUSAL.withLoad), held(1)];
    const { effects } = given(order, called).when(cancelled);
    expect(effects.filter((each) => 'tell' in each)).toEqual([
      tellDeliverAs(1, SALES.destination, PROMISED),
      tellStop(1, STOP_REASON.cancelledByCustomer),
    ]);
  });

  test('of a shipment that stops meanwhile: nobody is told there, and its units wait for the new day', () => {
    const asked = [...split, dated(LATER), held(1)];
    const { state, effects } = given(order, asked).when(stopped(0, STOP_REASON.noRoute));
    expect(effects.slice(1, 4)).toEqual([tellDeliverAs(1, SALES.destination, LATER), ...made(1)]);
    expect(state).toMatchObject({ backordered: [6, 4], promisedAt: LATER });
    // It had agreed: nothing is left to be told.
    const first = [...split, dated(LATER), held(0), stopped(0, STOP_REASON.noRoute)];
    expect(given(order, first).when(held(1)).effects.slice(1, 4)).toEqual([
      tellDeliverAs(1, SALES.destination, LATER),
      ...made(1),
    ]);
  });

  test('is refused once part of it has left, and when that day is over', () => {
    const gone = [...split, says('shipmentShipped', 0, 6, 4)];
    expect(given(order, gone).when(dated(LATER)).effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
    expect(
      given(order, [...split, dated(LATER), held(1)]).when(says('shipmentShipped', 0, 6, 4)).effects,
    ).toEqual([tellDeliverAs(1, SALES.destination, PROMISED), ...answers(1, CHANGE_REFUSAL.gone)]);
    expect(given(order, reserved).when(dated(TEST_NOW)).effects).toEqual(answers(1, CHANGE_REFUSAL.past));
    expect(given(order, shipped).when(dated(LATER)).effects).toEqual(answers(1, CHANGE_REFUSAL.gone));
  });

  test('moves no promise that was missed already, but the clock of what has not left', () => {
    const missed = [...reserved, ring(PROMISE_TIMER), dated(LATER)];
    expect(given(order, missed).when(held(0)).effects).toEqual([
      { timer: PROMISE_TIMER, at: LATER + LIMITS.workGraceMs },
      tellDeliverAs(0, SALES.destination, LATER),
      ...made(1),
    ]);
  });

  test('whose order is cancelled meanwhile: who waits goes on, and stops', () => {
    const asked = [...split, dated(LATER), held(0)];
    expect(given(order, asked).when(cancelled).effects.slice(1)).toEqual([
      tellDeliverAs(0, SALES.destination, PROMISED),
      ...answers(1, CHANGE_REFUSAL.over),
      tellStop(0, STOP_REASON.cancelledByCustomer),
      tellStop(1, STOP_REASON.cancelledByCustomer),
    ]);
    // What it says after that answers nothing.
    expect(given(order, [...asked, cancelled]).when(held(1)).effects).toEqual([]);
  });
});

describe('another place', () => {
  test('is for what is planned from then on, and for what waits for it', () => {
    const all = given(order, [...reserved, placed(PLACE)]).when(held(0));
    expect(all).toMatchObject({
      state: { destination: PLACE },
      effects: [tellDeliverAs(0, PLACE, PROMISED), ...made(1)],
    });
    expect(given(order, reserved).when(placed(PLACE)).effects).toEqual([tellHold(0, PLACE)]);
    const again = given(order, [...reserved, placed(PLACE), held(0)]).when(changed(0, 12, 2));
    expect(again.effects).toContainEqual(
      expect.objectContaining({
        send: 'requestRating',
        body: expect.objectContaining({ destination: PLACE }),
      }),
    );
  });

  test('may have a way where the first had none: it is rated there', () => {
    const noRoute = [released(), rated(1)];
    const { state, effects } = given(order, noRoute).when(placed(PLACE));
    expect(state).toMatchObject({ status: 'rating', destination: PLACE, openTask: 0 });
    expect(effects).toMatchObject([
      {},
      ...made(1),
      { send: 'requestRating', body: { destination: PLACE } },
      {},
    ]);
  });

  test('abroad, without a lane, or where nobody is delivered to, is not known', () => {
    const abroad = orderActor(network);
    for (const [actor, place] of [
      [order, 22],
      [order, 10],
      [abroad, PLACE],
      [orderActor({ ...neighbour, lanes: neighbour.lanes.filter(({ no }) => no !== 3) }), PLACE],
    ] as const)
      expect(given(actor, reserved).when(placed(place)).effects).toEqual(answers(1, CHANGE_REFUSAL.unknown));
  });

  test("of what an order list or a store's route prescribes is nobody's to change, nor the store's day", () => {
    const listed = [released({ instructed: INSTRUCTED }, 1)];
    expect(given(order, listed).when(placed(PLACE)).effects).toEqual(answers(1, CHANGE_REFUSAL.prescribed));
    const toStore = orderActor({ ...neighbour, routes: { ...routeTerms(), storeOf: [0] } });
    for (const wish of [placed(PLACE), dated(LATER)])
      expect(given(toStore, reserved).when(wish).effects).toEqual(answers(1, CHANGE_REFUSAL.prescribed));
  });
});

describe('what shipments say out of turn', () => {
  test.each([
    ['is not reserved', planned, reducedTo(0, 1, 10, 4)],
    ['has left', shipped, reducedTo(0, 1, 10, 4)],
    ['has left', shipped, held(0)],
    ['is not there', reserved, held(3)],
  ] as const)('of a shipment that %s changes nothing', (_why, history, late) => {
    expect(given(order, history).when(late).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('that it waits, when nobody asked, changes nothing; that it holds less, does', () => {
    expect(given(order, reserved).when(held(0)).effects).toEqual([]);
    expect(given(order, reserved).when(reducedTo(0, 1, 8, 4)).state).toMatchObject({
      open: [2, 0],
      status: 'rating',
    });
  });
});

test('an order of before version 9 has no changes', () => {
  const { state } = given(order, reserved.slice(0, -1)).when(reserved.at(-1)!);
  const { changes: _, ...eighth } = state;
  expect(order.migrate(eighth, 8)).toEqual(state);
});
