/**
 * Which task waits for an answer, by the state of its actor: that which it names, as long as its status says so, too. Read each row as a
 * status in which somebody is to answer task 3, and one in which nobody is any more.
 */
import { expect, test } from 'vitest';
import * as types from '#orchestrator/core/actor-types';
import { takesAnswer, waitsForAnswer } from './task-states.ts';

test.each([
  ['a case that its role has', types.CASE, 'with-role', 'in-process'],
  ['a case that the next role has', types.CASE, 'with-next-role', 'resolved'],
  ['goods that were too warm', types.QUALITY_CASE, 'open', 'decided'],
  ['goods that have arrived too warm', types.QUALITY_CASE, 'arrived', 'closed'],
  ['goods of which that was heard when they had been delivered', types.QUALITY_CASE, 'late', 'closed'],
  ['goods that were too warm and are lost', types.QUALITY_CASE, 'lost', 'closed'],
  ['a complaint', types.COMPLAINT_CASE, 'with-person', 'answered'],
  ['a return', types.RETURN_ORDER, 'with-person', 'crediting'],
  ['a shipment beyond its licence', types.SHIPMENT, 'awaiting-licence', 'booked'],
  ['a delivery that differs', types.SHIPMENT, 'reconciling', 'billing'],
  ['a shipment that the warehouse has not packed', types.SHIPMENT, 'picked', 'packed'],
  ['a shipment that the warehouse has not put back', types.SHIPMENT, 'stopping', 'stopped'],
])('%s waits for the answer to its task, and for no other', (_what, type, status, over) => {
  expect(waitsForAnswer(type, { status, openTask: 3 }, 3)).toBe(true);
  expect(waitsForAnswer(type, { status, openTask: 3 }, 2)).toBe(false);
  expect(waitsForAnswer(type, { status: over, openTask: 3 }, 3)).toBe(false);
  expect(waitsForAnswer(type, undefined, 3)).toBe(false);
});

test('an answer closes the task of a shipment that is not packed, but for its last', () => {
  const answered = (status: string, tasks: number): boolean =>
    takesAnswer(types.SHIPMENT, { status, tasks, openTask: tasks }, tasks);
  expect([answered('reserving', 4), answered('reserving', 5)]).toEqual([true, false]);
  expect(answered('reconciling', 5)).toBe(true);
});
