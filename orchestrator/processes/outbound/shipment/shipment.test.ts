/** The shipment actor: every row of its table, stopping at any point, and what comes late or out of turn. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { LADING_EXCEPTION } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { ERP, WMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import {
  CLAIM,
  CONSOLIDATION,
  LOAD,
  ORDER,
  type ShipmentInput,
  type ShipmentPlan,
  STOCK_VIEW,
  STOP_REASON,
  WAVE_PLAN,
} from '../inputs.ts';
import { INSTRUCTED, LIMITS, MONDAY, smallNetwork } from '../network.fixture.ts';
import { N, PLAN, packed, picked, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { LICENCE_ANSWER } from './shipment-licence.ts';
import {
  ESCALATION_TIMER,
  SHIPMENT_TABLE,
  type ShipmentState,
  type ShipmentStatus,
} from './shipment-state.ts';

/** Proofs may say other units than were shipped: that is credited when somebody has looked. */
const network = {
  ...smallNetwork(),
  proof: {
    copiesMax: 0,
    waived: false,
    differences: { ruledMinorMax: -1, billShipped: true, oversBilled: false },
  },
};
const shipment = shipmentActor(network);
const CUTOFF = MONDAY + 17 * 3_600_000;

const joined = (load: number, cutoff = 0): ShipmentInput => input('joinedLoad', null, load, cutoff);
const booked = (load = 3): ShipmentInput => input('shipmentBooked', null, load, 2);
const issued = (units = 14): ShipmentInput => input('goodsIssued', null, 1, units);
const arrived = (condition: number): ShipmentInput => input('stopDelivered', null, MONDAY, condition);
const differing: ShipmentInput = input(
  'stopDelivered',
  { exceptions: [{ line: 0, kind: LADING_EXCEPTION.short, units: 1 }] },
  MONDAY,
  CONDITION.good,
);
const billed: ShipmentInput = input('customerBilled', null, 8_600);
const credited: ShipmentInput = input('claimSettled', null, 4_000);
const stop: ShipmentInput = input('stopShipment', null, STOP_REASON.cancelledByCustomer);
const releasedBy = (done: number): ShipmentInput => input('shipmentReleased', null, 1, done);
const givenUp: ShipmentInput = input('loadGivenUp', null, STOP_REASON.refusedByRule);
const beyondLicence: ShipmentInput = input('loadGivenUp', null, STOP_REASON.licenceUsedUp);
const deskSays = (answer: number, no = 1): ShipmentInput => input('taskAnswered', null, answer, no);
const atRisk: ShipmentInput = input('deliveryAtRisk', null, 99, 0);

const inWave = [plan(), reserved(10, 4)];
const onFloor = [...inWave, picked(10, 4)];
const staged = [...onFloor, packed(10, 4)];
const onLoad = [...staged, joined(3), booked()];
const left = [...onLoad, issued()];

const toOrder = (tell: string, a: number, b: number, body?: unknown): Effect => ({
  tell,
  type: ORDER,
  key: 0,
  a,
  b,
  ...(body === undefined ? {} : { body }),
});
const cancelAtWms: Effect = { send: 'cancelShipment', partner: WMS, key: TEST_KEY, a: 1, b: 0 };
const moved = (way: number, units: number[]): Effect => ({
  tell: 'stockMoved',
  type: STOCK_VIEW,
  key: 1,
  a: 0,
  b: way,
  body: { products: [0, 0], units },
});

describe('reservation', () => {
  test('is asked of WMS', () => {
    expect(given(shipment).when(plan({ shipComplete: true })).effects).toEqual([
      {
        send: 'reserveStock',
        partner: WMS,
        key: TEST_KEY,
        a: 1,
        b: 1,
        body: {
          lines: [
            { product: 0, units: 10 },
            { product: 0, units: 4 },
          ],
        },
      },
    ]);
    expect(given(shipment).when(plan()).effects).toMatchObject([{ b: 0 }]);
  });

  test('tells view, order and wave plan what there is', () => {
    expect(given(shipment, [plan()]).when(reserved(10, 0)).effects).toEqual([
      moved(1, [10, 0]),
      toOrder('shipmentReserved', N, 4, { units: [10, 0] }),
      { tell: 'joinWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: CUTOFF, body: { lines: 1, priority: 1 } },
    ]);
  });

  test('of nothing stops it', () => {
    const { effects, finished } = given(shipment, [plan()]).when(reserved(0, 0));
    expect(effects).toEqual([toOrder('shipmentStopped', N, STOP_REASON.noStock)]);
    expect(finished).toBe(true);
  });

  test('never gives more than was asked for', () => {
    expect(given(shipment, [plan()]).when(reserved(99, -1)).state.units).toEqual([10, 0]);
  });

  test('where no cut-off is left, it should be staged by the promise', () => {
    const { effects } = given(shipmentActor(smallNetwork({ cutoffs: [] })), [plan()]).when(reserved(10, 4));
    expect(effects.at(-1)).toMatchObject({ tell: 'joinWave', b: PLAN.promisedAt });
  });
});

describe('picking and packing', () => {
  test('short units go back to the order; all short, it stops', () => {
    expect(given(shipment, inWave).when(picked(10, 4)).effects).toEqual([]);
    expect(given(shipment, inWave).when(picked(9, 1)).effects).toEqual([
      toOrder('shipmentShort', N, 4, { units: [9, 1] }),
    ]);
    expect(given(shipment, inWave).when(picked(0, 0))).toMatchObject({
      effects: [toOrder('shipmentStopped', N, STOP_REASON.noStock)],
      finished: true,
    });
    expect(given(shipment, onFloor).when(packed(0, 0))).toMatchObject({ finished: true });
  });

  test('packed before it is known to be picked: it goes on, and the late message is no news', () => {
    const before = [plan(), reserved(6, 4)];
    const overtaken = given(shipment, before).when(packed(6, 3));
    expect(overtaken.state.status).toBe('packed');
    expect(overtaken.effects).toContainEqual(expect.objectContaining({ tell: 'shipmentShort', b: 1 }));
    const late = given(shipment, [...before, packed(6, 3)]).when(picked(6, 3));
    expect(late).toMatchObject({ state: { status: 'packed' }, effects: [] });
  });

  test('packed, it joins the consolidation of its lane and the first cut-off from now', () => {
    const { effects } = given(shipment, onFloor).when(packed(10, 4));
    expect(effects).toEqual([
      {
        tell: 'joinLoad',
        type: CONSOLIDATION,
        key: 2,
        a: 2,
        b: 0,
        body: {
          shipment: TEST_KEY,
          customer: 0,
          destination: 20,
          promisedAt: PLAN.promisedAt,
          weightGrams: 2_300,
          handlingUnits: 2,
          dangerous: false,
          documents: false,
          valueMinor: 8_600,
          products: [],
          units: [],
          instructed: null,
          planned: PLAN.planned,
        },
      },
    ]);
    const next = given(shipment, onFloor).when(packed(10, 4), (CUTOFF + 1) as Instant);
    expect(next.effects).toMatchObject([{ key: 4 + 2, b: 1 }]);
  });

  test('dangerous goods, what crosses a border and what needs a licence are said to be that', () => {
    const body = (changes: Partial<ShipmentPlan>): unknown => {
      const history = [plan(changes), reserved(10, 4), picked(10, 4)];
      return given(shipment, history).when(packed(10, 4)).effects[0];
    };
    expect(body({ products: [0, 2] })).toMatchObject({ body: { dangerous: true, documents: false } });
    expect(body({ products: [0, 1] })).toMatchObject({
      body: { documents: true, products: [0, 1], units: [10, 4] },
    });
    expect(body({ customer: 1 })).toMatchObject({ body: { dangerous: false, documents: true } });
  });

  test('without a cut-off it is a load of its own, at once', () => {
    const alone = shipmentActor(smallNetwork({ cutoffs: [] }));
    const instructed = INSTRUCTED;
    const history = [plan({ instructed }), reserved(10, 4), picked(10, 4)];
    const { state, effects } = given(alone, history).when(packed(10, 4));
    expect(effects).toMatchObject([
      {
        tell: 'formLoad',
        type: LOAD,
        key: TEST_KEY,
        body: { lane: 2, node: 1, cutoff: -1, shipments: [{ shipment: TEST_KEY, instructed }] },
      },
    ]);
    expect(state.load).toBe(TEST_KEY);
  });

  test('too late for its cut-off, it takes the next; after the last, it is a load of its own', () => {
    expect(given(shipment, staged).when(joined(-1, 0)).effects).toMatchObject([
      { tell: 'joinLoad', key: 4 + 2, b: 1 },
    ]);
    expect(given(shipment, staged).when(joined(-1, 4)).effects).toMatchObject([{ tell: 'formLoad' }]);
  });
});

describe('the way to the customer', () => {
  test('goods issue is told to the order and to ERP', () => {
    const units = [10, 4];
    expect(given(shipment, onLoad).when(issued())).toMatchObject({
      state: { status: 'in-transit', load: 3, carrier: 2 },
      effects: [
        toOrder('shipmentShipped', N, 14, { units }),
        {
          send: 'reportGoodsIssue',
          partner: ERP,
          key: TEST_KEY,
          a: 1,
          b: 14,
          body: { lines: [0, 2], units },
        },
      ],
    });
    expect(given(shipment, onLoad).when(issued(13)).effects[0]).toMatchObject({ audit: 'unitsDiffer' });
  });

  test('goods may leave before the booking is heard of; a load may change its carrier', () => {
    expect(given(shipment, [...staged, issued()]).when(booked()).state).toMatchObject({
      status: 'in-transit',
      carrier: 2,
    });
    expect(given(shipment, onLoad).when(input('shipmentBooked', null, 3, 1)).state.carrier).toBe(1);
  });

  const tellsCustomer = (estimatedAt: number, notice: number): Effect => ({
    send: 'reportSlaRisk',
    partner: ERP,
    key: TEST_KEY,
    a: estimatedAt,
    b: PLAN.promisedAt,
    body: { notice },
  });

  test('a risk is passed on to its customer and its order', () => {
    for (const history of [left, onLoad])
      expect(given(shipment, history).when(atRisk).effects).toEqual([
        tellsCustomer(99, 1),
        toOrder('deliveryAtRisk', 99, N),
      ]);
  });

  test('news of a risk goes to the customer under the next number; the order has heard of it', () => {
    const again: ShipmentInput = input('deliveryAtRisk', null, 77, 0);
    expect(given(shipment, [...left, atRisk]).when(again).effects).toEqual([tellsCustomer(77, 2)]);
  });

  test('a risk to what has been delivered is none', () => {
    const { effects } = given(shipment, [...left, arrived(CONDITION.good)]).when(atRisk);
    expect(effects).toEqual([expect.objectContaining({ audit: 'inputNotExpected' })]);
  });

  test('delivered in good condition, it is billed and closes', () => {
    const { effects } = given(shipment, left).when(arrived(CONDITION.good));
    expect(effects).toEqual([
      toOrder('shipmentDelivered', N, CONDITION.good, { deliveredAt: MONDAY }),
      {
        send: 'reportDelivery',
        partner: ERP,
        key: TEST_KEY,
        a: MONDAY,
        b: CONDITION.good,
        body: { lines: [0, 2], units: [10, 4] },
      },
    ]);
    expect(given(shipment, [...left, arrived(CONDITION.good)]).when(billed)).toMatchObject({
      effects: [toOrder('shipmentClosed', N, 8_600)],
      finished: true,
    });
  });

  test.each([
    ['damaged', CONDITION.damaged],
    ['lost', CONDITION.lost],
  ])('%s: the carrier is claimed from, and it closes with the answer', (_name, condition) => {
    const { effects } = given(shipment, left).when(arrived(condition));
    expect(effects.slice(2)).toEqual([
      { tell: 'openClaim', type: CLAIM, key: TEST_KEY, a: 3, b: 2, body: { condition, valueMinor: 8_600 } },
    ]);
    expect(given(shipment, [...left, arrived(condition)]).when(credited)).toMatchObject({
      state: { creditedMinor: 4_000 },
      effects: [toOrder('shipmentClosed', N, 0)],
      finished: true,
    });
  });

  test('refused goods come back as well', () => {
    expect(given(shipment, left).when(arrived(CONDITION.refused)).effects.slice(2)).toMatchObject([
      { send: 'returnToStock', partner: WMS, key: TEST_KEY, a: 1, b: 1, body: { units: [10, 4] } },
      moved(-1, [10, 4]),
      { tell: 'openClaim' },
    ]);
  });

  test('with nothing to claim, or nobody to claim it from, it is written off at once', () => {
    const worthless = [plan({ unitPriceMinor: [0, 0] }), ...left.slice(1)];
    for (const history of [worthless, [...staged, issued()]]) {
      const { effects, finished } = given(shipment, history).when(arrived(CONDITION.lost));
      expect(effects.at(-1)).toEqual(toOrder('shipmentClosed', N, 0));
      expect(finished).toBe(true);
    }
  });
});

describe('a delivery that overtakes the goods issue', () => {
  test.each([
    ['booked', onLoad],
    ['staged', staged],
  ])('%s, is kept, and told to nobody', (_name, history) => {
    expect(given(shipment, history).when(arrived(CONDITION.good))).toMatchObject({
      state: { status: 'awaiting-issue', deliveredAt: MONDAY, condition: CONDITION.good },
      effects: [],
    });
  });

  test.each(Object.entries(CONDITION))(
    '%s: with the goods issue it is as if it had come after it',
    (_name, condition) => {
      const inTurn = given(shipment, onLoad).when(issued());
      const then = given(shipment, [...onLoad, issued()]).when(arrived(condition));
      const early = given(shipment, [...onLoad, arrived(condition)]).when(issued());
      expect(early.effects).toEqual([...inTurn.effects, ...then.effects]);
      expect(early.state).toEqual(then.state);
    },
  );

  test('its order may no more stop it, and WMS is not asked', () => {
    const kept = [...onLoad, arrived(CONDITION.good)];
    expect(given(shipment, kept).when(stop).effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    expect(given(shipment, [...kept, stop]).when(issued()).state.status).toBe('billing');
  });

  test('of what was to be stopped, says that it is too late; what WMS says of that is no news', () => {
    const { state, effects } = given(shipment, [...onLoad, stop]).when(arrived(CONDITION.good));
    expect(state).toMatchObject({ status: 'awaiting-issue', stopReason: 0 });
    expect(effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    const kept = [...onLoad, stop, arrived(CONDITION.good)];
    expect(given(shipment, kept).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...kept, releasedBy(0)]).when(issued()).state.status).toBe('billing');
    const released = given(shipment, kept).when(releasedBy(1));
    expect(released.effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('in whatever order what happens to it is heard of, order and ERP hear the same, the goods issue first', () => {
    const before = [plan(), reserved(10, 4), packed(10, 4)];
    const parts = ['joined', 'booked', 'arrived', 'issued', 'picked', 'stop', 'released'] as const;
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...parts], { minLength: parts.length }),
        fc.constantFrom(...Object.values(CONDITION)),
        (shuffled, condition) => {
          const turns = [
            ['booked', 'arrived'],
            ['stop', 'released'],
          ];
          const order: string[] = [...shuffled];
          // A load's news come in turn, and an answer after its question.
          for (const [first, second] of turns) {
            const at = [order.indexOf(first!), order.indexOf(second!)].sort((x, y) => x - y);
            order[at[0]!] = first!;
            order[at[1]!] = second!;
          }
          const said: Readonly<Record<string, ShipmentInput>> = {
            joined: joined(3),
            booked: booked(),
            arrived: arrived(condition),
            issued: issued(),
            picked: picked(10, 4),
            stop,
            released: releasedBy(0),
          };
          const state = shipment.initial(TEST_KEY);
          const out = new CollectingOut(TEST_NOW);
          for (const each of [...before, ...order.map((part) => said[part]!)]) {
            shipment.step(state, each, TEST_NOW, out);
            seen.add(state.status);
          }
          expect(state.status).toBe(condition === CONDITION.good ? 'billing' : 'claiming');
          expect(state).toMatchObject({ load: 3, carrier: 2, condition, deliveredAt: MONDAY, stopReason: 0 });
          const kinds = (where: (effect: Effect) => string | false) =>
            out.effects.map(where).filter((kind) => kind !== false);
          expect(kinds((effect) => 'send' in effect && effect.partner === ERP && effect.send)).toEqual([
            'reportGoodsIssue',
            'reportDelivery',
          ]);
          const told = kinds((effect) => 'tell' in effect && effect.type === ORDER && effect.tell);
          expect(told.filter((kind) => kind !== 'shipmentTooLate').slice(-2)).toEqual([
            'shipmentShipped',
            'shipmentDelivered',
          ]);
          expect(told.filter((kind) => kind === 'shipmentTooLate')).toHaveLength(1);
        },
      ),
      { numRuns: runs(500) },
    );
    expect(seen).toContain('awaiting-issue');
  });
});

describe('stopping', () => {
  test('before the reservation is answered, it is remembered', () => {
    expect(given(shipment, [plan()]).when(stop).effects).toEqual([]);
    expect(given(shipment, [plan(), stop]).when(reserved(10, 4))).toMatchObject({
      state: { status: 'stopping' },
      effects: [moved(1, [10, 4]), cancelAtWms],
    });
    expect(given(shipment, [plan(), stop]).when(reserved(0, 0)).effects).toEqual([
      toOrder('shipmentStopped', N, STOP_REASON.cancelledByCustomer),
    ]);
  });

  const leaves = (type: number, key: number): Effect => ({ tell: 'leaveLoad', type, key, a: TEST_KEY, b: 0 });
  test.each([
    ['waiting for its wave', inWave, [{ tell: 'leaveWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: 0 }]],
    ['on the floor', onFloor, []],
    ['staged', staged, [leaves(CONSOLIDATION, 2)]],
    ['on a load', [...staged, joined(3)], [leaves(LOAD, 3)]],
    ['booked', onLoad, [leaves(LOAD, 3)]],
  ])('%s, it leaves, asks WMS, and is stopped when WMS says so', (_name, history, first) => {
    expect(given(shipment, history).when(stop)).toMatchObject({
      state: { status: 'stopping' },
      effects: [...first, cancelAtWms],
    });
    expect(given(shipment, [...history, stop]).when(releasedBy(1))).toMatchObject({
      effects: [moved(-1, [10, 4]), toOrder('shipmentStopped', N, STOP_REASON.cancelledByCustomer)],
      finished: true,
    });
  });

  test('its load is given up: the goods go back to stock, its order hears why', () => {
    expect(given(shipment, onLoad).when(givenUp).effects).toEqual([cancelAtWms]);
    expect(given(shipment, [...onLoad, givenUp]).when(releasedBy(1)).effects).toContainEqual(
      toOrder('shipmentStopped', N, STOP_REASON.refusedByRule),
    );
  });

  test('too late: it says so and goes on', () => {
    expect(given(shipment, [...onLoad, stop]).when(releasedBy(0))).toMatchObject({
      state: { status: 'booked' },
      effects: [toOrder('shipmentTooLate', N, 0)],
    });
    expect(given(shipment, [...onLoad, stop, releasedBy(0)]).when(issued()).effects[0]).toMatchObject({
      tell: 'shipmentShipped',
    });
  });

  test('the goods leave while WMS is being asked: it says so once', () => {
    const { effects } = given(shipment, [...onLoad, stop]).when(issued());
    expect(effects.map((effect) => 'tell' in effect && effect.tell)).toContain('shipmentTooLate');
    expect(given(shipment, [...onLoad, stop, issued()]).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...onLoad, stop, issued()]).when(releasedBy(1)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('an order that did not ask hears nothing of a stop that its load wanted; one that asks meanwhile does', () => {
    expect(given(shipment, [...onLoad, givenUp]).when(releasedBy(0)).effects).toEqual([]);
    expect(given(shipment, [...onLoad, givenUp, stop]).when(releasedBy(0)).effects).toEqual([
      toOrder('shipmentTooLate', N, 0),
    ]);
  });

  test('after the goods have left it is too late', () => {
    for (const history of [left, [...left, arrived(0)], [...left, arrived(1)]]) {
      expect(given(shipment, history).when(stop).effects).toEqual([toOrder('shipmentTooLate', N, 0)]);
    }
  });

  test('what crosses it is taken in and changes nothing', () => {
    const asked = [...inWave, stop];
    for (const each of [picked(10, 4), packed(10, 4), joined(3), joined(-1), booked(), stop, givenUp]) {
      expect(given(shipment, asked).when(each)).toMatchObject({ state: { status: 'stopping' }, effects: [] });
    }
    expect(given(shipment, [...asked, picked(8, 4)]).when(releasedBy(1)).effects[0]).toEqual(
      moved(-1, [8, 4]),
    );
  });
});

describe('beyond a licence', () => {
  const waiting = [...onLoad, beyondLicence];

  test.each([
    ['booked', onLoad],
    ['staged', staged],
  ])('%s, it stays packed, and the export desk has the task', (_name, history) => {
    expect(given(shipment, history).when(beyondLicence)).toMatchObject({
      state: { status: 'awaiting-licence', load: -1 },
      effects: [
        { timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
        { task: 'licenceUsedUp', role: 'export-desk', no: 1 },
      ],
    });
  });

  test.each([
    ['to be sourced again', LICENCE_ANSWER.sourceAgain, STOP_REASON.licenceUsedUp],
    ['for good', LICENCE_ANSWER.cancel, STOP_REASON.refusedByRule],
  ])('no answer makes it travel: its stock goes back, %s', (_name, answer, reason) => {
    expect(given(shipment, waiting).when(deskSays(answer))).toMatchObject({
      state: { status: 'stopping' },
      effects: [{ cancel: ESCALATION_TIMER }, cancelAtWms],
    });
    expect(given(shipment, [...waiting, deskSays(answer)]).when(releasedBy(1))).toMatchObject({
      effects: [moved(-1, [10, 4]), toOrder('shipmentStopped', N, reason)],
      finished: true,
    });
  });

  test('nobody answers: a supervisor has it, and either answer counts; one to another task does not', () => {
    const escalated = [...waiting, input('timer', null, ESCALATION_TIMER) as ShipmentInput];
    expect(given(shipment, waiting).when(escalated.at(-1)!).effects).toEqual([
      expect.objectContaining({ task: 'licenceUsedUp', role: 'supervisor', no: 2 }),
    ]);
    for (const no of [1, 2])
      expect(given(shipment, escalated).when(deskSays(0, no)).state.status).toBe('stopping');
    expect(given(shipment, escalated).when(deskSays(0, 3))).toMatchObject({
      state: { status: 'awaiting-licence' },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('tasks are counted on: what answers the one of the wait before answers nothing', () => {
    const again = [...waiting, deskSays(0), releasedBy(0)];
    expect(given(shipment, again).when(beyondLicence).effects).toContainEqual(
      expect.objectContaining({ task: 'licenceUsedUp', role: 'export-desk', no: 2 }),
    );
    expect(given(shipment, [...again, beyondLicence]).when(deskSays(0, 1))).toMatchObject({
      state: { status: 'awaiting-licence' },
      effects: [{ audit: 'inputNotExpected' }],
    });
    expect(given(shipment, [...again, beyondLicence]).when(deskSays(0, 2)).state.status).toBe('stopping');
  });

  test('its order may stop it meanwhile; what the load and the floor say late changes nothing', () => {
    expect(given(shipment, waiting).when(stop)).toMatchObject({
      state: { status: 'stopping' },
      effects: [{ cancel: ESCALATION_TIMER }, cancelAtWms],
    });
    for (const each of [picked(10, 4), joined(3), booked()])
      expect(given(shipment, waiting).when(each)).toMatchObject({
        state: { status: 'awaiting-licence' },
        effects: [],
      });
  });
});

const HISTORIES: Readonly<
  Record<Exclude<ShipmentStatus, 'new' | 'closed' | 'stopped'>, readonly ShipmentInput[]>
> = {
  reserving: [plan()],
  reserved: inWave,
  picked: onFloor,
  packed: staged,
  booked: onLoad,
  'awaiting-licence': [...onLoad, beyondLicence],
  stopping: [...onLoad, stop],
  'awaiting-issue': [...onLoad, arrived(CONDITION.good)],
  'in-transit': left,
  billing: [...left, arrived(CONDITION.good)],
  reconciling: [...left, differing, billed],
  crediting: [...left, differing, billed, deskSays(0)],
  claiming: [...left, arrived(CONDITION.lost)],
};
const EVERY_INPUT: readonly ShipmentInput[] = [
  plan(),
  reserved(10, 4),
  picked(10, 4),
  packed(10, 4),
  joined(3),
  booked(),
  issued(),
  arrived(CONDITION.good),
  billed,
  credited,
  input('deliveryCredited', null, 500),
  differing,
  stop,
  releasedBy(1),
  givenUp,
  beyondLicence,
  atRisk,
  deskSays(0),
  deskSays(1, 2),
  input('timer', null, 0),
];

test('what the table does not know is noted and changes nothing, in every status', () => {
  for (const [status, history] of Object.entries(HISTORIES)) {
    for (const each of EVERY_INPUT) {
      if (SHIPMENT_TABLE.next(status as ShipmentStatus, each.kind) !== null) continue;
      const before = given(shipment, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(shipment, history).when(each);
      expect(before.status).toBe(status);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state).toEqual(before);
    }
  }
});

const someUnits = fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 });
const anyInput: fc.Arbitrary<ShipmentInput> = fc.oneof(
  fc.constantFrom(...EVERY_INPUT),
  someUnits.map((units) => reserved(...units)),
  someUnits.map((units) => picked(...units)),
  someUnits.map((units) => packed(...units)),
  fc.integer({ min: -1, max: 9 }).map((load) => joined(load)),
  fc.integer({ min: 0, max: 3 }).map(arrived),
  fc.constantFrom(0, 1).map(releasedBy),
);
const ALL = Object.values(HISTORIES);

test('whatever comes, nothing throws, units only shrink, and the order gets one end and one answer to a stop', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.array(anyInput, { maxLength: 30 }), (history, inputs) => {
      const state: ShipmentState = shipment.initial(TEST_KEY);
      const said: string[] = [];
      let stops = 0;
      let before = [10, 4];
      for (const each of [...history, ...inputs]) {
        if (shipment.finished(state)) break;
        if (each.kind === 'stopShipment') stops += 1;
        const out = new CollectingOut(TEST_NOW);
        shipment.step(state, each, TEST_NOW, out);
        for (const effect of out.effects) {
          if ('tell' in effect && effect.type === ORDER) said.push(effect.tell);
        }
        expect(state.units.every((units, line) => units >= 0 && units <= before[line]!)).toBe(true);
        if (state.units.length > 0) before = [...state.units];
      }
      const count = (kind: string): number => said.filter((each) => each === kind).length;
      expect(count('shipmentStopped') + count('shipmentClosed')).toBe(shipment.finished(state) ? 1 : 0);
      expect(count('shipmentShipped')).toBeLessThanOrEqual(1);
      expect(count('shipmentTooLate')).toBeLessThanOrEqual(stops);
    }),
  );
});

describe('a shipment in a hurry', () => {
  const hurry: ShipmentInput = input('hurryShipment', null, 0, CUTOFF - 5);

  test('tells its wave plan where it waits for a wave', () => {
    expect(given(shipment, inWave).when(hurry)).toMatchObject({
      state: { priority: 0 },
      effects: [
        { tell: 'hurryWave', type: WAVE_PLAN, key: 1, a: TEST_KEY, b: CUTOFF - 5, body: { priority: 0 } },
      ],
    });
  });

  test('joins its wave with the new priority once it is reserved', () => {
    expect(given(shipment, [plan(), hurry]).when(reserved(10, 4)).effects).toContainEqual({
      tell: 'joinWave',
      type: WAVE_PLAN,
      key: 1,
      a: TEST_KEY,
      b: CUTOFF - 5,
      body: { lines: 2, priority: 0 },
    });
  });

  test('that is being picked, or has left, goes on as it was', () => {
    for (const history of [onFloor, staged, onLoad, left]) {
      const { state, effects } = given(shipment, history).when(hurry);
      expect(effects).toMatchObject([{ audit: 'urgencyTooLate' }]);
      expect(state.priority).toBe(1);
    }
  });
});

test('a state from before shipments could hurry is carried over', () => {
  const { wantedBy: _, ...old } = given(shipment).when(plan()).state;
  expect(shipment.migrate(old, 4)).toMatchObject({ status: 'reserving', wantedBy: 0 });
});
