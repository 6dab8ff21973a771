/**
 * The shipment, whatever comes: every row of its table, what comes out of turn, and units that only shrink, from one
 * history for each status and any inputs after it.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { LADING_EXCEPTION } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { ORDER, type ShipmentInput } from '../inputs.ts';
import { MONDAY } from '../network.fixture.ts';
import {
  arrived,
  atRisk,
  beyondLicence,
  billed,
  booked,
  credited,
  deskSays,
  givenUp,
  inWave,
  issued,
  joined,
  left,
  NETWORK,
  onFloor,
  onLoad,
  packed,
  picked,
  plan,
  releasedBy,
  reserved,
  staged,
  stop,
} from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { SHIPMENT_TABLE, type ShipmentState, type ShipmentStatus } from './shipment-state.ts';

const shipment = shipmentActor(NETWORK);
const differing: ShipmentInput = input(
  'stopDelivered',
  { exceptions: [{ line: 0, kind: LADING_EXCEPTION.short, units: 1 }] },
  MONDAY,
  CONDITION.good,
);

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

test('a state from before shipments could hurry is carried over', () => {
  const { wantedBy: _, ...old } = given(shipment).when(plan()).state;
  expect(shipment.migrate(old, 4)).toMatchObject({ status: 'reserving', wantedBy: 0 });
});
