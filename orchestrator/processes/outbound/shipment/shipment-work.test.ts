/**
 * A shipment that is not packed long after its promise: WMS is asked again what it owes an answer to, and its desk looks. Read each test as
 * given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { WMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import type { ShipmentInput } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';
import {
  arrived,
  beyondLicence,
  billed,
  cancelAtWms,
  deskSays,
  givenUp,
  inWave,
  issued,
  left,
  NETWORK,
  onFloor,
  onLoad,
  PLAN,
  packed,
  picked,
  plan,
  releasedBy,
  reserved,
  staged,
  stop,
} from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { ESCALATION_TIMER } from './shipment-state.ts';

const shipment = shipmentActor(NETWORK);
const chased = (): ShipmentInput => input('chaseShipment', null);
const rang: ShipmentInput = input('timer', null, ESCALATION_TIMER);
const task = (no: number): Effect[] => [
  { timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
  { task: 'notPacked', role: 'warehouse-desk', no, dueAt: TEST_NOW + LIMITS.taskEscalationMs },
];
const reserveAgain = (shipComplete = 0): Effect => ({
  send: 'reserveStock',
  partner: WMS,
  key: TEST_KEY,
  a: 1,
  b: shipComplete,
  body: {
    lines: [
      { product: 0, units: 10 },
      { product: 0, units: 4 },
    ],
  },
});
const stopping = [...inWave, stop];

describe('WMS is asked again, and a person looks', () => {
  test.each([
    ['for the reservation', [plan()], [reserveAgain(), ...task(1)]],
    ['to put it back', stopping, [cancelAtWms, ...task(1)]],
    ['for nothing: it picks', inWave, task(1)],
    ['for nothing: it packs', onFloor, task(1)],
  ] as const)('%s', (_what, history, effects) => {
    expect(given(shipment, history).when(chased()).effects).toEqual(effects);
  });

  test('asked as it was asked first', () => {
    const whole = plan({ shipComplete: true });
    expect(given(shipment).when(whole).effects).toEqual([reserveAgain(1)]);
    expect(given(shipment, [whole]).when(chased()).effects[0]).toEqual(reserveAgain(1));
  });

  test('with one task at a time', () => {
    expect(given(shipment, [plan(), chased()]).when(chased()).effects).toEqual([]);
  });
});

describe('after the promise', () => {
  const LATE = (PLAN.promisedAt + 1) as Instant;
  const clock: Effect = { timer: ESCALATION_TIMER, at: LATE + LIMITS.workGraceMs };
  const before: Effect = { cancel: ESCALATION_TIMER };

  test.each([
    ['what is planned', [], plan()],
    ['what is reserved', [plan()], reserved(10, 4)],
    ['what is picked', inWave, picked(10, 4)],
    ['what is to stop', inWave, stop],
    ['what is to stop, packed', staged, stop],
    ['what its load gives up', staged, givenUp],
  ] as const)('%s has its own clock', (_what, history, input) => {
    expect(given(shipment, history).when(input, LATE).effects.at(-1)).toEqual(clock);
    expect(given(shipment, history).when(input).effects).not.toContainEqual(
      expect.objectContaining({ timer: ESCALATION_TIMER }),
    );
  });

  test.each([
    ['packed', onFloor, packed(10, 4)],
    ['put back', stopping, releasedBy(1)],
    ['gone', stopping, releasedBy(0)],
  ] as const)('what is %s has none any more', (_what, history, input) => {
    expect(given(shipment, history).when(input, LATE).effects.at(-1)).toEqual(before);
    expect(given(shipment, history).when(input).effects).not.toContainEqual(before);
  });

  test('it rings as the chase of the order does', () => {
    expect(given(shipment, [plan()]).when(rang).effects).toEqual([reserveAgain(), ...task(1)]);
  });

  test('another day takes the clock away: the order has one for that', () => {
    const later = LATE + 30 * 86_400_000;
    const moved = (at: Instant): readonly Effect[] =>
      given(shipment, inWave).when(input('deliverAs', null, PLAN.destination, later), at).effects;
    expect(moved(LATE)).toEqual([before]);
    expect(moved(TEST_NOW)).toEqual([]);
    const open = given(shipment, [...inWave, chased()]);
    expect(open.when(input('deliverAs', null, PLAN.destination, later), LATE).effects).toEqual([]);
  });
});

test.each([
  ['packed', staged],
  ['with a load', onLoad],
  ['beyond a licence', [...staged, beyondLicence]],
  ['on its way', left],
] as const)('one that is %s is not of the warehouse any more', (_where, history) => {
  expect(given(shipment, history).when(chased()).effects).toEqual([]);
});

describe('its task', () => {
  test('is escalated once', () => {
    const open = [...inWave, chased()];
    expect(given(shipment, open).when(rang).effects).toMatchObject([
      { task: 'notPacked', role: 'supervisor', no: 2 },
    ]);
    expect(given(shipment, [...open, rang]).when(rang).effects).toEqual([]);
  });

  test('is escalated while it stops, too', () => {
    expect(given(shipment, [...stopping, chased()]).when(rang).effects).toMatchObject([
      { task: 'notPacked', role: 'supervisor', no: 2 },
    ]);
  });

  test('answered, WMS is asked again and has as long again', () => {
    const again: Effect = { timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.workGraceMs };
    for (const [history, asked] of [
      [[plan()], [reserveAgain()]],
      [inWave, []],
      [stopping, [cancelAtWms]],
    ] as const) {
      const answered = given(shipment, [...history, chased()]).when(deskSays(0));
      expect(answered.state.openTask).toBe(0);
      expect(answered.effects).toEqual([...asked, again]);
      expect(given(shipment, [...history, chased(), deskSays(0)]).when(rang).effects).toEqual([
        ...asked,
        ...task(2),
      ]);
      expect(given(shipment, [...history, chased()]).when(deskSays(0, 9)).effects).toMatchObject([
        { audit: 'inputNotExpected' },
      ]);
    }
  });

  test('stays open after so many, whatever is said', () => {
    const rounds: ShipmentInput[] = [...inWave, chased()];
    for (let no = 1; no < 5; no++) rounds.push(deskSays(0, no), rang);
    expect(given(shipment, rounds).when(deskSays(0, 5))).toMatchObject({
      state: { openTask: 5 },
      effects: [{ audit: 'askedOftenEnough' }],
    });
  });

  test.each([
    ['it is reserved', [plan()], reserved(10, 4)],
    ['it is picked', inWave, picked(10, 4)],
    ['it is packed', onFloor, packed(10, 4)],
    ['it is put back', stopping, releasedBy(1)],
    ['it could not be stopped', stopping, releasedBy(0)],
    ['it has left', stopping, issued()],
    ['it is to stop', inWave, stop],
  ] as const)('ends when %s', (_why, history, input) => {
    const { state, effects } = given(shipment, [...history, chased()]).when(input);
    expect(state.openTask).toBe(0);
    expect(effects.at(-1)).toEqual({ cancel: ESCALATION_TIMER });
  });

  test('is none of those that it has later', () => {
    const differs = [...inWave, chased(), ...onLoad.slice(2), issued()];
    expect(given(shipment, [...differs, arrived(0)]).when(billed).state.openTask).toBe(0);
    const licence = given(shipment, [...inWave, chased(), ...staged.slice(2)]).when(beyondLicence);
    expect(licence.state).toMatchObject({ openTask: 2, status: 'awaiting-licence' });
  });
});
