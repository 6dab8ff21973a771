/**
 * A shipment beyond its licence: it stays packed until the export desk has said what becomes of it. Read each test as given
 * inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_NOW } from '#testing/core/given';
import { type ShipmentInput, STOP_REASON } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';
import {
  beyondLicence,
  booked,
  cancelAtWms,
  deskSays,
  joined,
  moved,
  N,
  NETWORK,
  onLoad,
  picked,
  releasedBy,
  staged,
  stop,
  toOrder,
} from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { LICENCE_ANSWER } from './shipment-licence.ts';
import { ESCALATION_TIMER } from './shipment-state.ts';

const shipment = shipmentActor(NETWORK);

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
