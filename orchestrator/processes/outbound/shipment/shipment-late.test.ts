/**
 * What a shipment hears in the midst of something else, and what it then still knows: while it is being stopped, while it waits for a licence,
 * of its first sourcing, and of customers who hear of every delay.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Instructed } from '../../../contracts/erp.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { caringNetwork } from '../care.fixture.ts';
import { LOAD, ORDER, SHIPMENTS_MAX, type ShipmentInput, STOP_REASON, WAVE_PLAN } from '../inputs.ts';
import { INSTRUCTED, MONDAY, smallNetwork } from '../network.fixture.ts';
import { N, packed, picked, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { ESCALATION_TIMER } from './shipment-state.ts';

const small = smallNetwork();
const shipment = shipmentActor(small);
const CUTOFF = MONDAY + 17 * 3_600_000;
const DAY_MS = 86_400_000;

const joined = (load: number, cutoff = 0): ShipmentInput => input('joinedLoad', null, load, cutoff);
const booked = (load: number, carrier = 2): ShipmentInput => input('shipmentBooked', null, load, carrier);
const issued = (units: number): ShipmentInput => input('goodsIssued', null, 1, units);
const arrived = (condition: number): ShipmentInput => input('stopDelivered', null, MONDAY, condition);
const stop: ShipmentInput = input('stopShipment', null, STOP_REASON.cancelledByCustomer);
const releasedBy = (done: number): ShipmentInput => input('shipmentReleased', null, 1, done);
const atRisk = (at: number): ShipmentInput => input('deliveryAtRisk', null, at, 0);
const beyondLicence: ShipmentInput = input('loadGivenUp', null, STOP_REASON.licenceUsedUp);
const rang: ShipmentInput = input('timer', null, ESCALATION_TIMER);

const inWave = [plan(), reserved(10, 4)];
const staged = [...inWave, picked(10, 4), packed(10, 4)];
const onLoad = [...staged, joined(3), booked(3)];
const unexpected = [expect.objectContaining({ audit: 'inputNotExpected' })];

describe('while it is being stopped', () => {
  test('it takes in where it is, for the case that it was too late', () => {
    const history = [...staged, stop, joined(5), joined(-1), booked(6, 1), releasedBy(0)];
    const { state } = given(shipment, history.slice(0, -1)).when(history.at(-1)!);
    expect(state).toMatchObject({ status: 'booked', load: 6, carrier: 1, stopReason: 0, orderAsked: false });
    // Asked once more, it leaves the load that it is on by then.
    expect(given(shipment, history).when(stop)).toMatchObject({
      state: { status: 'stopping', stopReason: STOP_REASON.cancelledByCustomer },
      effects: [{ tell: 'leaveLoad', type: LOAD, key: 6 }, { send: 'cancelShipment' }],
    });
    expect(given(shipment, [...history, issued(14)]).when(arrived(CONDITION.good)).state.status).toBe(
      'billing',
    );
  });

  test('it knows the load that it has joined, be that the first of all, and none by being told to take the next', () => {
    for (const load of [5, 0])
      expect(
        given(shipment, [...staged, stop, joined(load), joined(-1)]).when(releasedBy(0)).state.load,
      ).toBe(load);
  });

  test('it takes the word of WMS that goods have left, also where fewer units did than it held', () => {
    expect(given(shipment, [...inWave, stop]).when(issued(9)).state.status).toBe('in-transit');
  });

  test('it holds no more than was picked or packed, and gives that back', () => {
    for (const [each, units] of [
      [picked(8, 4), [8, 4]],
      [packed(9, 1), [9, 1]],
    ] as const) {
      const { effects, state } = given(shipment, [...inWave, stop, each]).when(releasedBy(1));
      expect(effects[0]).toMatchObject({ tell: 'stockMoved', b: -1, body: { units } });
      expect(state.status).toBe('stopped');
    }
  });

  test('a cancellation before its reservation is the reason, also where nothing is there', () => {
    const gaveUp = [plan(), stop, reserved(10, 4)];
    expect(given(shipment, gaveUp).when(releasedBy(1)).effects).toMatchObject([
      { tell: 'stockMoved' },
      { tell: 'shipmentStopped', b: STOP_REASON.cancelledByCustomer },
    ]);
    expect(given(shipment, gaveUp).when(releasedBy(0)).effects).toMatchObject([{ tell: 'shipmentTooLate' }]);
  });
});

describe('a packed shipment', () => {
  test('that is booked takes no next cut-off: it is on its load', () => {
    const { state, effects } = given(shipment, onLoad).when(joined(-1, 0));
    expect(effects).toEqual(unexpected);
    expect(state.load).toBe(3);
    expect(given(shipment, onLoad).when(joined(0, 1)).state.load).toBe(0);
  });

  test('keeps what was packed of it, and says what is missing; more than it had it never has', () => {
    const { state, effects } = given(shipment, [...inWave, picked(10, 3)]).when(packed(99, 2));
    expect(state).toMatchObject({ units: [10, 2], handlingUnits: 2, weightGrams: 2_300 });
    expect(effects[0]).toMatchObject({
      tell: 'shipmentShort',
      type: ORDER,
      a: N,
      b: 1,
      body: { units: [10, 2] },
    });
  });

  test('of which nothing is left joins no load', () => {
    expect(given(shipment, [...inWave, picked(10, 4)]).when(packed(0, 0)).effects).toMatchObject([
      { tell: 'shipmentStopped', b: STOP_REASON.noStock },
    ]);
  });

  test('whose goods leave is told with what it held, and a difference goes on record only where there is one', () => {
    const { effects } = given(shipment, onLoad).when(issued(14));
    expect(effects).not.toContainEqual(expect.objectContaining({ audit: 'unitsDiffer' }));
    expect(given(shipment, onLoad).when(issued(15)).effects).toContainEqual({
      audit: 'unitsDiffer',
      detail: 'WMS issued 15, the shipment held 14',
    });
  });
});

describe('beyond a licence', () => {
  const waiting = [...onLoad, beyondLicence];

  test('it has left its load, and may wait again on another with a task of its own', () => {
    expect(given(shipment, waiting.slice(0, -1)).when(beyondLicence).state).toMatchObject({
      load: -1,
      consolidation: -1,
      tasks: 1,
      openTask: 1,
    });
    // Escalated: nothing to cancel, and nothing to leave.
    const { state, effects } = given(shipment, [...waiting, rang]).when(stop);
    expect(state).toMatchObject({ status: 'stopping', tasks: 2 });
    expect(effects).toMatchObject([{ send: 'cancelShipment' }]);
  });

  test('it leaves the load that it hears of meanwhile', () => {
    expect(given(shipment, [...waiting, joined(4)]).when(stop).effects).toMatchObject([
      { cancel: ESCALATION_TIMER },
      { tell: 'leaveLoad', type: LOAD, key: 4 },
      { send: 'cancelShipment' },
    ]);
  });

  test('an answer to a task before its own, or after its escalation, is none', () => {
    for (const no of [0, 2])
      expect(given(shipment, waiting).when(input('taskAnswered', null, 0, no))).toMatchObject({
        state: { status: 'awaiting-licence' },
        effects: unexpected,
      });
  });
});

describe('a delay', () => {
  test('is told to its order every time where customers are heard, under the numbers of their notices', () => {
    const heard = shipmentActor(caringNetwork());
    const left = [...onLoad, issued(14), atRisk(70)];
    expect(given(heard, left).when(atRisk(80)).effects).toMatchObject([
      { send: 'reportSlaRisk', a: 80, body: { notice: 2 } },
      { tell: 'deliveryAtRisk', type: ORDER, key: 0, a: 80, b: N },
    ]);
  });
});

describe('of its first sourcing', () => {
  const FIRST = SHIPMENTS_MAX * 3;
  const levelling: Network = { ...small, levelsWorkload: true };
  const joins = (network: Network, instructed: Instructed | null = null, key = FIRST) => {
    const own = { ...plan({ instructed }), key };
    const effects = given(shipmentActor(network), [own]).when({ ...reserved(10, 4), key }).effects;
    return effects.find((each) => 'tell' in each && each.type === WAVE_PLAN);
  };

  test('it says which other nodes could send it, unless somebody has said which one is to', () => {
    // It is at node 1.
    expect(joins(levelling)).toMatchObject({ tell: 'joinWave', a: FIRST, body: { others: 0b01 } });
    expect(joins(levelling, INSTRUCTED)).not.toHaveProperty('body.others');
    expect(joins(levelling, null, FIRST + 1)).not.toHaveProperty('body.others');
    expect(joins(small)).not.toHaveProperty('body.others');
  });
});

describe('a claim', () => {
  test('is made of the very first carrier as of any other', () => {
    const carried = [...staged, joined(3), booked(3, 0), issued(14)];
    expect(given(shipment, carried).when(arrived(CONDITION.lost)).effects.at(-1)).toMatchObject({
      tell: 'openClaim',
      a: 3,
      b: 0,
    });
  });
});

describe('it must be staged', () => {
  test('once it is reserved: its wave plan hears nothing of it before', () => {
    expect(given(shipment, [plan()]).when(input('hurryShipment', null, 0, 5)).effects).toEqual([]);
  });

  const staging = (wantedBy: number, now: number): unknown => {
    const hurry: ShipmentInput = input('hurryShipment', null, 0, wantedBy);
    const { effects } = given(shipment, [plan(), hurry]).when(reserved(10, 4), instant(now));
    return effects.find((each) => 'tell' in each && each.type === WAVE_PLAN);
  };

  test.for([
    ['by the first cut-off from now, where nobody wants it by then', 0, TEST_NOW, CUTOFF],
    ['by one that is now', 0, CUTOFF, CUTOFF],
    ['by the next, where that is over', 0, CUTOFF + 1, CUTOFF + DAY_MS],
    ['by when it is wanted, where that is sooner', CUTOFF - 1, TEST_NOW, CUTOFF - 1],
    ['by the cut-off, where that is sooner than it is wanted', CUTOFF + 1, TEST_NOW, CUTOFF],
  ] as const)('%s', ([, wantedBy, now, by]) => {
    expect(staging(wantedBy, now)).toMatchObject({ tell: 'joinWave', key: 1, a: TEST_KEY, b: by });
  });
});
