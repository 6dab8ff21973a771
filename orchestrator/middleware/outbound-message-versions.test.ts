/** States of a message in trouble as earlier versions wrote them go on as ones of today. */
import { describe, expect, test } from 'vitest';
import { given, givenState } from '#testing/core/given';
import type { OutboundMessageInput } from './inputs.ts';
import { actor, drop, granted, later, POLICY, person, turn, WAYS } from './outbound-message.fixture.ts';

/** A state as it was when each death was one task. */
function versionTwo(way: readonly OutboundMessageInput[]) {
  const { state } = given(actor, way.slice(0, -1)).when(way.at(-1)!);
  const { tasks: _tasks, openTask: _openTask, escalated: _escalated, ...old } = state;
  return old;
}

describe('a state of version 2', () => {
  test('that is dead has its task open, under the number of its death', () => {
    const dead = actor.migrate(versionTwo(WAYS.dead), 2);
    expect(dead).toEqual(given(actor, WAYS.dead.slice(0, -1)).when(WAYS.dead.at(-1)!).state);
    expect(givenState(actor, dead).when(person(drop)).finished).toBe(true);
  });

  test('that is not dead has none open', () => {
    expect(actor.migrate(versionTwo(WAYS.queued), 2)).toMatchObject({ tasks: 1, openTask: 0 });
    expect(actor.migrate(versionTwo(WAYS.waiting), 2)).toMatchObject({ tasks: 0, openTask: 0 });
  });
});

describe('a state of version 1', () => {
  const versionOne = (way: readonly OutboundMessageInput[]): unknown => {
    const { attemptsBefore: _unknown, ...old } = versionTwo(way);
    return old;
  };

  test('that waits for its turn may be sent, however late', () => {
    const state = actor.migrate(versionOne(WAYS.queued), 1);
    const queued = givenState(actor, state);
    queued.when(turn, later(10 * POLICY.repeatsKnownMs));
    expect(queued.when(granted(), later(10 * POLICY.repeatsKnownMs)).state.status).toBe('in-flight');
  });

  test('that asks for leave is taken for sent', () => {
    for (const way of [WAYS.asking, [...WAYS.queued, turn]]) {
      const asking = givenState(actor, actor.migrate(versionOne(way), 1));
      expect(asking.when(granted(), later(POLICY.repeatsKnownMs + 1)).state.status).toBe('dying');
    }
  });
});
