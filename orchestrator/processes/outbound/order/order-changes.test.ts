/**
 * A customer wants less or more of a line: done as far as it is not too late, and answered once in either case. Another day or place is in
 * `order-terms.test.ts`. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState } from '#testing/core/given';
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { NEXT_ERP } from '../../../contracts/partners.ts';
import { SHIPMENTS_MAX, STOP_REASON } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';
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
  SALES,
  says,
  shipped,
  sourced,
  stopped,
  tellStop,
} from './order.fixture.ts';
import {
  answers,
  dated,
  held,
  LATER,
  made,
  order,
  PLACE,
  placed,
  reducedTo,
  split,
  tellReduce,
  tooLate,
} from './order-changes.fixture.ts';
import { BACKORDER_TIMER, type OrderState } from './order-state.ts';

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
