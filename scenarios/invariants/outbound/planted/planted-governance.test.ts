/** A governed model that is obeyed when it is off, or raised by nobody: the run stops at it. */
import { describe, expect, test } from 'vitest';
import { governedWorld, order } from '#testing/runs/governed-run';
import { modelArm, scoresOf } from '#testing/runs/model-run';
import { type Inside, type Plant, replaced, Saboteur } from '#testing/worlds/outbound-plants';
import type { AnswerSource } from '../../../host/ports.ts';
import { OutboundTwin } from '../../../twin/outbound-twin.ts';
import { InvariantViolation } from '../../invariant-violation.ts';

/** At once, so that a run need not wait. */
const answers: AnswerSource = {
  kind: 'recorded',
  find: ({ features, rows }) => ({
    kind: 'answered',
    scores: scoresOf(features, rows),
    action: null,
    confidence: null,
    propensity: null,
  }),
};
const KILLED = governedWorld({ orders: [order(50, 'kill')] });

function stoppedBy(plant: Plant): InvariantViolation | null {
  const saboteur = new Saboteur();
  const twin = new OutboundTwin({
    world: KILLED,
    policies: modelArm(answers),
    seed: 1,
    watchers: [saboteur],
  });
  plant(twin, saboteur);
  twin.start();
  try {
    expect(twin.run()).toBe('empty');
    return null;
  } catch (error) {
    let cause = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    if (cause instanceof InvariantViolation) return cause;
    throw error;
  }
}

const ACTIVE = { mode: 'active', canaryShare: 0, salt: 'model' };

describe('off-never-obeyed', () => {
  test('a kill as it is stops nothing but the model', () => {
    expect(stoppedBy(() => {})).toBe(null);
  });

  test.each<[string, RegExp, Plant]>([
    [
      'a decider that has not heard of the kill',
      /order \d+: sourcing by "model" as active; it is off on record/,
      ({ oversight }) => replaced(oversight as Inside, 'rolloutOf', () => ACTIVE),
    ],
    [
      'an answer in flight that is obeyed after it',
      /order \d+: sourcing by "model" as off; it is off on record/,
      ({ host }) => replaced((host as Inside).desk.outside, 'stands', () => true),
    ],
  ])('%s', (_what, message, plant) => {
    const violation = stoppedBy(plant);
    expect([violation?.invariant, violation?.message]).toEqual([
      'off-never-obeyed',
      expect.stringMatching(message),
    ]);
  });
});

test('raised-by-person: a monitor that leads a model up', () => {
  const violation = stoppedBy((twin, saboteur) => {
    let done = false;
    saboteur.act = (event) => {
      if (event !== 'orderDone' || done) return;
      done = true;
      const model = { key: 5, name: 'another', point: 'sourcing', digest: 'x' };
      const note = { at: twin.kernel.now, share: 0, by: 'late', reason: 'better than ever' } as const;
      twin.host.noteMode(model, { ...note, n: 1, from: 'shadow', to: 'shadow', cause: 'start' });
      twin.host.noteMode(model, { ...note, n: 2, from: 'shadow', to: 'active', cause: 'monitor' });
    };
  });
  expect([violation?.invariant, violation?.message]).toEqual([
    'raised-by-person',
    expect.stringMatching(/model 5: shadow to active by note 2, and its cause is monitor/),
  ]);
});
