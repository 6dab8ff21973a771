/**
 * A customer wants an order on another day, or at another place: done as far as it is not too late, and answered once in either case. Read
 * each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, TEST_NOW } from '#testing/core/given';
import { CHANGE_REFUSAL } from '../../../contracts/erp.ts';
import { routeTerms } from '../../replenishment/routes.fixture.ts';
import { SHIPMENTS_MAX, STOP_REASON } from '../inputs.ts';
import { INSTRUCTED, LIMITS } from '../network.fixture.ts';
import {
  cancelled,
  changed,
  PROMISED,
  rated,
  released,
  reserved,
  ring,
  SALES,
  says,
  shipped,
  stopped,
  tellStop,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import {
  answers,
  dated,
  held,
  LATER,
  made,
  neighbour,
  network,
  order,
  PLACE,
  placed,
  split,
  tellDeliverAs,
  tellHold,
} from './order-changes.fixture.ts';
import { type OrderState, PROMISE_TIMER } from './order-state.ts';

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
