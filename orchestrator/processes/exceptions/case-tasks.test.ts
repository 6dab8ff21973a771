/** Whose a case is: who has it when, for how long, once; and whose word about it counts. */
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { input, TEST_NOW } from '#testing/core/given';
import { LOAD } from '../../core/actor-types.ts';
import type { HumanTask } from '../../core/out.ts';
import type { CaseLimits } from '../../model/cases.ts';
import { instant } from '../../model/instant.ts';
import { caseActor } from './case.ts';
import { type CaseState, SLA_TIMER } from './case-state.ts';
import { EXCEPTION, RESOLVED_BY } from './classes.ts';
import { type CaseInput, type Detected, STANDS } from './inputs.ts';

const HOUR_MS = 3_600_000;
const LIMITS: CaseLimits = {
  highStakeMinor: 1_000_000,
  slaMs: [48, 24, 8, 2].map((hours) => hours * HOUR_MS),
  driftShare: 0.2,
};

/** The case of this class after these inputs, and what the last of them leads to. */
function caseAfter(exception: number, ...inputs: readonly CaseInput[]) {
  const actor = caseActor(LIMITS);
  const state: CaseState = actor.initial(exception);
  let effects: readonly Effect[] = [];
  for (const each of inputs) {
    const out = new CollectingOut(TEST_NOW);
    actor.step(state, { ...each, key: exception } as CaseInput, TEST_NOW, out);
    effects = out.effects;
  }
  return { state, effects, finished: actor.finished(state) };
}

const task = (no: number): HumanTask => ({
  role: 'claims-desk',
  kind: 'claimUnanswered',
  no,
  dueAt: instant(TEST_NOW + HOUR_MS),
  detail: '',
});
const found: Detected = { type: LOAD, key: 88, occurredAt: TEST_NOW - 5, stakeMinor: 700, task: null };
const detected = (changes: Partial<Detected> = {}, kept = 0): CaseInput =>
  input('exceptionDetected', { ...found, ...changes }, kept, STANDS.open);
const seen = detected();
const given = (no = 1) => detected({ task: task(no) });
const kept = (no = 1) => detected({ task: task(no) }, 1);
const rang: CaseInput = input('timer', null, SLA_TIMER);
const handled: CaseInput = input('exceptionHandled', null, RESOLVED_BY.person, STANDS.open);
const over: CaseInput = input('exceptionOver', null, 1, STANDS.over);
const escalated: CaseInput = input('exceptionEscalated', null);
const answer = (no: number): CaseInput => input('taskAnswered', null, 0, no);
const decided = (attempt: number, option: object | null): CaseInput =>
  input('decided', { point: 'exception', policy: 'p', fallback: null, option }, 0, attempt);
const toPerson = (attempt = 1) => decided(attempt, { remedy: 'person', answer: -1 });
const { claimSilent, delay, licenceUsedUp } = EXCEPTION;
const released = (no: number) => ({ tell: 'taskReleased', type: LOAD, key: 88, a: 0, b: 0, body: task(no) });
const audited = [{ audit: 'inputNotExpected' }];
const isEscalation = (effect: Effect): boolean => 'event' in effect && effect.event === 'caseEscalated';

describe('the time that the process has by itself', () => {
  test('runs from the beginning, and is not begun anew by what happens again', () => {
    expect(caseAfter(delay, seen).effects.at(-1)).toEqual({ timer: SLA_TIMER, at: TEST_NOW + 168 * HOUR_MS });
    expect(caseAfter(delay, seen, seen).effects).toEqual([]);
    expect(caseAfter(delay, seen, over, seen).effects.at(-1)).toEqual({
      timer: SLA_TIMER,
      at: TEST_NOW + 168 * HOUR_MS,
    });
  });

  test('that the role has is its own: what happens again stays with it, and its answer counts', () => {
    for (const rings of [[rang], [rang, rang]]) {
      const before = caseAfter(delay, seen, ...rings).state;
      const { state, effects } = caseAfter(delay, seen, ...rings, seen);
      expect(effects).toEqual([]);
      expect(state).toEqual(before);
      expect(caseAfter(delay, seen, ...rings, seen, answer(1)).effects).not.toMatchObject(audited);
    }
  });

  test('is none where the process gives the task itself', () => {
    expect(caseAfter(licenceUsedUp, seen).effects.filter((each) => 'timer' in each)).toEqual([]);
  });

  test('over, the role has it; once it answers, nobody is hurried', () => {
    expect(caseAfter(delay, seen, rang).state.status).toBe('with-role');
    const looked = caseAfter(delay, seen, rang, answer(1));
    expect(looked).toMatchObject({
      state: { status: 'in-process', by: RESOLVED_BY.person },
      effects: [{ cancel: SLA_TIMER }],
    });
    expect(caseAfter(delay, seen, rang, answer(1), answer(2)).effects).toMatchObject(audited);
  });
});

describe('the next role', () => {
  test('has it once an opening, whoever sends it there', () => {
    const first = caseAfter(delay, seen, rang, rang);
    expect(first.effects.filter(isEscalation)).toHaveLength(1);
    expect(caseAfter(delay, seen, rang, escalated).effects.filter(isEscalation)).toHaveLength(1);
    const again = [seen, rang, rang, handled, rang] as const;
    expect(caseAfter(delay, ...again).state.status).toBe('with-role');
    expect(caseAfter(delay, ...again, rang).effects.filter(isEscalation)).toEqual([]);
    expect(caseAfter(delay, ...again, escalated).effects.filter(isEscalation)).toEqual([]);
    expect(caseAfter(delay, ...again, over, seen, rang, rang).effects.filter(isEscalation)).toMatchObject([
      { n: 2, a: delay },
    ]);
  });

  test('does not have what the process is at, or what is with it already', () => {
    expect(caseAfter(delay, seen, escalated)).toMatchObject({
      state: { status: 'in-process', escalations: 0 },
      effects: [],
    });
    expect(caseAfter(delay, seen, rang, escalated, escalated)).toMatchObject({
      state: { status: 'with-next-role' },
      effects: [],
    });
  });
});

describe('an answer', () => {
  test('to a task of an opening before says nothing of the one that is open', () => {
    const late = caseAfter(delay, seen, rang, over, seen, rang, answer(1));
    expect(late).toMatchObject({
      state: { status: 'with-role', openTask: 2, by: RESOLVED_BY.rule },
      effects: audited,
    });
    expect(caseAfter(delay, seen, rang, over, seen, rang, answer(1), rang).effects).toMatchObject([
      { event: 'caseEscalated', n: 2 },
      { task: 'exceptionCase', role: 'supervisor', no: 3 },
    ]);
  });

  test('to its own task says nothing of the actor’s, and nothing once the process is at it again', () => {
    expect(caseAfter(claimSilent, seen, rang, given(), answer(1))).toMatchObject({
      state: { status: 'with-role', task: task(1) },
      effects: audited,
    });
    expect(caseAfter(delay, seen, rang, handled, answer(1)).effects).toMatchObject(audited);
  });

  test('counts by either number once the next role has it', () => {
    for (const no of [1, 2])
      expect(caseAfter(delay, seen, rang, rang, answer(no)).state).toMatchObject({
        status: 'in-process',
        openTask: 0,
        by: RESOLVED_BY.person,
      });
  });
});

test('of version 1 it is taken over, with its task or the actor’s, escalated or not', () => {
  const actor = caseActor(LIMITS);
  const own = [[seen], [seen, rang], [seen, rang, rang]];
  for (const history of [...own, [given()], [given(), escalated], [seen, rang, given()]]) {
    const { state } = caseAfter(delay, ...history);
    const { openTask: _o, escalated: _e, ...old } = state;
    expect(actor.migrate(old, 1)).toEqual(state);
  }
  expect(() => actor.migrate({}, 0)).toThrow('case state of version 0 is unknown');
});

describe('a task of the process', () => {
  test('needs no time of the case: its actor sees to that', () => {
    expect(caseAfter(claimSilent, given()).effects.at(-1)).toEqual({ cancel: SLA_TIMER });
  });

  test('that is answered is the case’s no more', () => {
    const { state, effects } = caseAfter(claimSilent, given(3), handled);
    expect(state).toMatchObject({ status: 'in-process', task: null, by: RESOLVED_BY.person });
    expect(effects).toEqual([{ cancel: SLA_TIMER }]);
  });

  test('counts as a round of it, and what is no task does not', () => {
    expect(caseAfter(claimSilent, seen, seen, given(), kept(2)).state.rounds).toBe(2);
  });
});

describe('a question', () => {
  test('is one at a time: a task that comes while it is open is a person’s', () => {
    expect(caseAfter(claimSilent, kept(1), kept(2)).effects).toEqual([released(2)]);
    // It is still open, and answered for the first one.
    expect(caseAfter(claimSilent, kept(1), kept(2), toPerson()).effects[0]).toEqual(released(1));
  });

  test('is answered once, by its number', () => {
    expect(caseAfter(claimSilent, kept(1), toPerson(2))).toMatchObject({
      state: { status: 'deciding' },
      effects: audited,
    });
    expect(caseAfter(claimSilent, kept(1), toPerson(), toPerson()).effects).toMatchObject(audited);
    expect(caseAfter(claimSilent, kept(1), toPerson(), handled, kept(2), toPerson(1)).effects).toMatchObject(
      audited,
    );
  });

  test('that nobody can answer leaves the task to the person', () => {
    expect(caseAfter(claimSilent, kept(1), decided(1, null))).toMatchObject({
      state: { status: 'with-role' },
      effects: [released(1), { cancel: SLA_TIMER }],
    });
  });

  test('of a matter that is over meanwhile leaves it to nobody’s time', () => {
    expect(caseAfter(claimSilent, kept(1), over, toPerson())).toMatchObject({
      state: { status: 'resolved', asking: null },
      effects: [released(1)],
    });
  });
});

test('a word about what is resolved changes nothing', () => {
  const { state, effects } = caseAfter(delay, seen, rang, over, answer(1));
  expect(effects).toMatchObject(audited);
  expect(state).toMatchObject({ status: 'resolved', by: RESOLVED_BY.rule });
});

test('a case is made by what is detected, and ends with its entity alone', () => {
  expect(caseActor(LIMITS)).toMatchObject({ name: 'case', creates: ['exceptionDetected'] });
  const gone: CaseInput = input('exceptionOver', null, 0, STANDS.finished);
  expect(caseAfter(delay, seen, over).finished).toBe(false);
  expect(caseAfter(delay, seen, over, gone).finished).toBe(true);
});
