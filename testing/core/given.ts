/**
 * Tests of actors read as sentences: `given(actor, [inputs]).when(input).then([effects])`.
 *
 * 1. What is given is folded through `step` itself: a test can't start from a state that inputs can't reach,
 *    unless it says so with `givenState`.
 * 2. `then` compares all effects of the last step, in order.
 */

import type { Envelope } from '#orchestrator/contracts/envelope';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import type { Instant } from '#orchestrator/model/instant';
import { assert } from '#sim/assert';
import { CollectingOut, type Effect } from './collecting-out.ts';

/** Key of the actor under test and of every input made by `input`. */
export const TEST_KEY = 7;

/** Virtual time of a step unless the test says otherwise: 2026-01-05T08:00:00Z. */
export const TEST_NOW = 1_767_600_000_000 as Instant;

/** An input as a partner or another actor would send it. */
export function input<Kind extends string, Body>(kind: Kind, body: Body, a = 0, b = 0): Envelope<Kind, Body> {
  return envelope(kind, PARTNER, 1, 0, 0, 1, 1, TEST_KEY, a, b, body);
}

export interface Outcome<State> {
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly finished: boolean;
}

export interface When<State, Input extends Envelope> {
  /** Steps one input at `now`. */
  when(input: Input, now?: Instant): Outcome<State>;
}

/** The actor after these inputs, all at `TEST_NOW`. */
export function given<State, Input extends Envelope>(
  actor: Actor<State, Input>,
  inputs: readonly Input[] = [],
): When<State, Input> {
  const state = actor.initial(TEST_KEY);
  for (const [i, each] of inputs.entries()) {
    assert(i > 0 || actor.creates.includes(each.kind), `${actor.name} is not created by "${each.kind}"`);
    actor.step(state, each, TEST_NOW, new CollectingOut(TEST_NOW));
    assert(
      !actor.finished(state) || i === inputs.length - 1,
      `${actor.name} has finished before all that is given`,
    );
  }
  return givenState(actor, state);
}

/** The actor in a state written down by the test. */
export function givenState<State, Input extends Envelope>(
  actor: Actor<State, Input>,
  state: State,
): When<State, Input> {
  return {
    when: (last, now = TEST_NOW) => {
      const out = new CollectingOut(now);
      actor.step(state, last, now, out);
      return { state, effects: out.effects, finished: actor.finished(state) };
    },
  };
}
