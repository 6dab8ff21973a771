/**
 * What leads a model down, and what up: monitors down only and only with evidence, persons up only and only through the gate, a kill at
 * once. And whatever happens in whatever order, nobody but a person has raised it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { MODES } from '../rollout.ts';
import { type AnswerSeen, Governor, type ModeNote } from './governor.ts';
import { OFF, type Stage, stageOf, usualStages } from './mode-plan.ts';
import type { MonitorSettings } from './monitor.ts';

const HOUR_MS = 3_600_000;

const STAGES: readonly Stage[] = [
  OFF,
  { mode: 'shadow', share: 0, afterMs: 0, answersMin: 0 },
  { mode: 'canary', share: 0.2, afterMs: 24 * HOUR_MS, answersMin: 10 },
  { mode: 'active', share: 0, afterMs: 48 * HOUR_MS, answersMin: 20 },
];

const monitor = (changes: Partial<MonitorSettings> = {}): MonitorSettings => ({
  of: 'fallbacks',
  limit: { kind: 'mean', most: 0.1, samplesMin: 5, sigmas: 2 },
  window: 20,
  referenceRows: 0,
  columns: [],
  times: 2,
  response: 'step-down',
  ...changes,
});

const governor = (monitors: readonly MonitorSettings[] = [], first = 3): Governor =>
  new Governor({ stages: STAGES, first, monitors, columns: ['amount', 'weight'] });

const answer = (changes: Partial<AnswerSeen> = {}): AnswerSeen => ({
  latencyMs: 50,
  fellBack: false,
  score: 1,
  features: () => [100, 2],
  committed: { minor: 100, baselineMinor: 100 },
  // Where it begins.
  askedUnder: 1,
  ...changes,
});

function answers(to: Governor, count: number, changes: Partial<AnswerSeen> = {}): void {
  for (let i = 0; i < count; i++) to.answered(answer({ askedUnder: to.changes, ...changes }));
}

const promote = { do: 'promote', by: 'planner', reason: 'good' } as const;
const modeOf = (of: Governor): string => of.rollout('m').mode;

describe('a monitor', () => {
  test('steps down by one stage, at the second look, with its reason', () => {
    const one = governor([monitor()]);
    one.begin(0);
    answers(one, 20, { fellBack: true });
    expect(one.check(HOUR_MS)).toEqual([]);
    expect(one.check(2 * HOUR_MS)).toEqual([
      {
        n: 2,
        at: 2 * HOUR_MS,
        from: 'active',
        to: 'canary',
        share: 0.2,
        cause: 'monitor',
        by: 'fallbacks',
        reason: 'fallbacks 1, at most 0.1, 20 samples',
      },
    ]);
  });

  test('has nothing to say of too few, and begins anew in the next stage', () => {
    const one = governor([monitor({ times: 1 })]);
    one.begin(0);
    answers(one, 4, { fellBack: true });
    expect(one.check(1)).toEqual([]);
    answers(one, 1, { fellBack: true });
    expect(one.check(2)).toHaveLength(1);
    expect(one.check(3)).toEqual([]);
    answers(one, 4, { fellBack: true });
    expect(one.check(4)).toEqual([]);
  });

  test('does not see, and no gate counts, what was asked for in the stage before', () => {
    const one = governor([monitor({ times: 1 })], 1);
    one.begin(0);
    answers(one, 10);
    expect(one.order(24 * HOUR_MS, promote)).toMatchObject({ to: 'canary' });
    const inFlight = one.changes - 1;
    answers(one, 30, { askedUnder: inFlight, fellBack: true });
    expect(one.check(25 * HOUR_MS)).toEqual([]);
    const late = 99 * HOUR_MS;
    expect(one.order(late, promote)).toMatchObject({
      cause: 'refused',
      reason: expect.stringMatching(/0 .*20|20/),
    });
    answers(one, 20);
    expect(one.order(late, promote)).toMatchObject({ to: 'active' });
  });

  test('that trembles about its limit is not raised by it', () => {
    const one = governor([monitor({ window: 5 })]);
    one.begin(0);
    for (let look = 1; look < 20; look++) {
      answers(one, 5, { fellBack: look % 2 === 0 });
      expect(one.check(look)).toEqual([]);
    }
  });

  test('leads straight off, or warns once until it is within again', () => {
    const off = governor([monitor({ response: 'off', times: 1 })]);
    off.begin(0);
    answers(off, 5, { fellBack: true });
    expect(off.check(1)).toMatchObject([{ from: 'active', to: 'off' }]);
    const warns = governor([monitor({ response: 'warn', times: 1, window: 5 })]);
    warns.begin(0);
    const look = (fellBack: boolean): number => {
      answers(warns, 5, { fellBack });
      return warns.check(1).length;
    };
    expect([true, true, false, true].map(look)).toEqual([1, 0, 0, 1]);
    expect(modeOf(warns)).toBe('active');
  });

  test('counts outcomes of decisions that were made in this stage, and those of the baseline always', () => {
    const late = monitor({
      of: 'late',
      limit: { kind: 'above', most: 0.1, samplesMin: 5, sigmas: 2 },
      times: 1,
    });
    const one = governor([late]);
    one.begin(0);
    for (let i = 0; i < 9; i++) {
      one.outcome('late', 'baseline', 0, 0, 1);
      one.outcome('late', 'model', one.changes - 1, 1, 1);
    }
    expect(one.check(1)).toEqual([]);
    for (let i = 0; i < 9; i++) one.outcome('late', 'model', one.changes, 1, 1);
    expect(one.check(2)).toMatchObject([{ to: 'canary', by: 'late' }]);
  });

  test('of inputs names the column that has shifted', () => {
    const drift = monitor({ of: 'input-drift', referenceRows: 50, window: 50, times: 1, columns: [1] });
    const one = governor([{ ...drift, limit: { ...drift.limit, most: 0.25 } }]);
    one.begin(0);
    for (let i = 0; i < 100; i++) one.answered(answer({ features: () => [i * 7, i % 10] }));
    expect(one.check(1)).toEqual([]);
    for (let i = 0; i < 50; i++) one.answered(answer({ features: () => [i * 7, 50 + (i % 10)] }));
    expect(one.check(2)).toMatchObject([{ reason: expect.stringMatching(/^input-drift \(weight\) \d/) }]);
  });
});

describe('a person', () => {
  test('promotes by one stage, through its gate', () => {
    const one = governor([], 1);
    one.begin(0);
    expect(one.order(HOUR_MS, promote)).toMatchObject({
      cause: 'refused',
      reason: '1 h in this stage, 24 h are needed',
    });
    expect(one.order(24 * HOUR_MS, promote)).toMatchObject({
      cause: 'refused',
      reason: '0 answers seen in this stage, 10 are needed',
    });
    answers(one, 10);
    expect(one.order(24 * HOUR_MS, promote)).toMatchObject({
      cause: 'person',
      from: 'shadow',
      to: 'canary',
      share: 0.2,
    });
    expect(modeOf(one)).toBe('canary');
  });

  test('can not promote what a monitor holds against it', () => {
    const one = governor([monitor({ response: 'warn', times: 1 })], 1);
    one.begin(0);
    answers(one, 20, { fellBack: true });
    one.check(1);
    expect(one.order(99 * HOUR_MS, promote)).toMatchObject({
      cause: 'refused',
      reason: 'fallbacks beyond its limit',
    });
  });

  test('kills at once, from every stage; and what is off comes back by one stage', () => {
    for (const first of [1, 2, 3]) {
      const one = governor([], first);
      one.begin(0);
      expect(one.order(5, { do: 'kill', by: 'operator', reason: 'stop' })).toMatchObject({
        cause: 'kill',
        to: 'off',
      });
      expect(one.order(6, { do: 'step-down', by: 'operator', reason: 'stop' })).toMatchObject({
        cause: 'refused',
      });
      expect(one.order(7, promote)).toMatchObject({ cause: 'person', from: 'off', to: 'shadow' });
    }
  });
});

test('the usual stages have the canary that the model is said to be, and it begins in its own', () => {
  const stages = usualStages({ mode: 'canary', canaryShare: 0.3, salt: 'm' });
  expect(stages.map(({ mode }) => mode)).toEqual(['off', 'shadow', 'canary', 'active']);
  expect(stageOf(stages, { mode: 'canary', canaryShare: 0.3 })).toBe(2);
  expect(stageOf(stages, { mode: 'canary', canaryShare: 0.4 })).toBe(-1);
  expect(usualStages({ mode: 'active', canaryShare: 0, salt: 'm' })).toHaveLength(3);
});

test('a canary of nobody is a stage as well: it begins there', () => {
  const none = { mode: 'canary', canaryShare: 0, salt: 'm' } as const;
  expect(stageOf(usualStages(none), none)).toBe(2);
});

/** What may happen to a governor, in any order. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('answers' as const), fellBack: fc.boolean() }),
  fc.record({ kind: fc.constant('check' as const) }),
  fc.record({
    kind: fc.constant('order' as const),
    do: fc.constantFrom('promote' as const, 'step-down' as const, 'kill' as const),
  }),
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function apply(to: Governor, now: number, what: Happening): readonly ModeNote[] {
  if (what.kind === 'check') return to.check(now);
  if (what.kind === 'order') return [to.order(now, { do: what.do, by: 'planner', reason: 'so' })];
  answers(to, 8, { fellBack: what.fellBack });
  return [];
}

test('only a person raises it, notes follow on one another, and a copy goes on alike', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), fc.nat(59), (all, cut) => {
      const one = governor([monitor(), monitor({ of: 'committed', response: 'off' })], 2);
      const copy = governor([monitor(), monitor({ of: 'committed', response: 'off' })], 2);
      let last = one.begin(0);
      all.forEach((what, i) => {
        if (i === cut) copy.load(one.save());
        const notes = apply(one, i * 12 * HOUR_MS, what);
        if (i >= cut) expect(apply(copy, i * 12 * HOUR_MS, what)).toEqual(notes);
        for (const note of notes) {
          expect([note.n, note.from]).toEqual([last.n + 1, last.to]);
          const raised = MODES.indexOf(note.to) - MODES.indexOf(note.from);
          expect(raised <= 0 || (raised === 1 && note.cause === 'person')).toBe(true);
          last = note;
        }
        expect(modeOf(one)).toBe(last.to);
      });
    }),
    { numRuns: runs(60) },
  );
});
