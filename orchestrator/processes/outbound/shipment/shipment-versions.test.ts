/** A shipment across versions of the code, and what of it counts in the outcome of a run. */
import { expect, test } from 'vitest';
import { given, input } from '#testing/core/given';
import { LADING_EXCEPTION } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { ERP, NEXT_ERP } from '../../../contracts/partners.ts';
import { type ShipmentInput, STOP_REASON } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { packed, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { ESCALATION_TIMER, type ShipmentState } from './shipment-state.ts';

const differences = { ruledMinorMax: 10_000, billShipped: true, oversBilled: false };
const shipment = shipmentActor({ ...smallNetwork(), proof: { copiesMax: 0, waived: false, differences } });
const missing = [{ line: 1, kind: LADING_EXCEPTION.short, units: 2 }];
const left: readonly ShipmentInput[] = [
  plan(),
  reserved(10, 4),
  input('hurryShipment', null, 0, MONDAY),
  input('moveToErp', null, NEXT_ERP),
  packed(9, 4),
  input('joinedLoad', null, 3, 0),
  input('shipmentBooked', null, 3, 2),
  input('goodsIssued', null, 1, 13),
];
const ended: readonly ShipmentInput[] = [
  ...left,
  input('stopDelivered', { exceptions: missing }, MONDAY, CONDITION.good),
  input('customerBilled', null, 8_100),
  input('deliveryCredited', null, 1_800),
];
const { state: now } = given(shipment, ended).when(input('claimSettled', null, 1_500));

test('keeps all that its version knew; of what it did not know nothing is made up', () => {
  const none = { exceptions: [], correctedMinor: 0 };
  const { shipComplete: _c, ...tenth } = now;
  const { exceptions: _x, correctedMinor: _m, ...seventh } = tenth;
  const { early: _y, ...sixth } = seventh;
  const { erp: _e, ...fifth } = sixth;
  const { wantedBy: _w, ...fourth } = fifth;
  const carried: readonly (readonly [from: number, old: object, then: Partial<ShipmentState>])[] = [
    [4, fourth, { ...none, early: null, erp: ERP, wantedBy: 0 }],
    [5, fifth, { ...none, early: null, erp: ERP }],
    [6, sixth, { ...none, early: null }],
    [7, seventh, none],
    [8, now, {}],
    [9, tenth, {}],
    [10, tenth, {}],
  ];
  expect(now).toMatchObject({ erp: NEXT_ERP, exceptions: missing, correctedMinor: 1_800 });
  for (const [from, old, then] of carried) expect(shipment.migrate(old, from)).toEqual({ ...now, ...then });
  const waits = { ...seventh, early: [packed(9, 4)], wantedBy: MONDAY };
  expect(shipment.migrate(waits, 7)).toEqual({ ...waits, ...none, shipComplete: false });
  expect(shipment.migrate({ ...fifth, wantedBy: MONDAY }, 5)).toMatchObject({ wantedBy: MONDAY });
});

test('of version 8 keeps the task that it has, and the number of its escalation', () => {
  const beyond: ShipmentInput = input('loadGivenUp', null, STOP_REASON.licenceUsedUp);
  const rang: ShipmentInput = input('timer', null, ESCALATION_TIMER);
  const waits = [plan(), reserved(10, 4), packed(10, 4), beyond, rang];
  for (const history of [waits.slice(0, -1), waits]) {
    const { state } = given(shipment, history.slice(0, -1)).when(history.at(-1)!);
    const { escalated: _e, ...old } = state;
    expect(shipment.migrate(old, 8)).toEqual(state);
  }
  const { state } = given(shipment, waits.slice(0, -1)).when(input('taskAnswered', null, 0, 1));
  const { escalated: _e, ...old } = { ...state, openTask: 1 };
  expect(shipment.migrate(old, 8)).toEqual(state);
});

const outcome = (state: ShipmentState): readonly unknown[] => {
  const seen: unknown[] = [];
  shipment.outcome(state, { name: (name) => seen.push(name), number: (n) => seen.push(n) });
  return seen;
};

test('counts with how it stands, node, carrier, units, condition and money', () => {
  const { state } = given(shipment, left).when(input('stopDelivered', null, MONDAY, CONDITION.damaged));
  expect(outcome(state)).toEqual(['claiming', 1, 2, 9, 4, CONDITION.damaged, 0, 0]);
});

test('counts with what its proof said was missing, too, and what was credited for that', () => {
  const proof = [1, LADING_EXCEPTION.short, 2, 1_800];
  expect(outcome(now)).toEqual(['closed', 1, 2, 9, 4, CONDITION.good, 8_100, 1_500, ...proof]);
});
