/** The case: opened, classified, decided, given to a role, escalated, resolved once an opening; and what comes late, twice or never. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { LOAD } from '../../core/actor-types.ts';
import { NEXT_ROLE } from '../../core/open-task.ts';
import type { HumanTask } from '../../core/out.ts';
import type { CaseLimits } from '../../model/cases.ts';
import { instant } from '../../model/instant.ts';
import { CASE_TASKS, caseActor } from './case.ts';
import { CASE_TABLE, type CaseStatus } from './case-state.ts';
import {
  caseKey,
  EXCEPTION,
  EXCEPTION_CLASSES,
  EXCEPTION_NAMES,
  exceptionOf,
  RESOLVED_BY,
  SEVERITY,
  severityOf,
} from './classes.ts';
import { type CaseInput, type Detected, STANDS } from './inputs.ts';

const HOUR_MS = 3_600_000;
const LIMITS: CaseLimits = {
  highStakeMinor: 1_000_000,
  slaMs: [48, 24, 8, 2].map((hours) => hours * HOUR_MS),
  driftShare: 0.2,
};
const actor = caseActor(LIMITS);
const SHORT_PICK = EXCEPTION_NAMES[exceptionOf(TEST_KEY)];
const ATTEND_MS = EXCEPTION_CLASSES[TEST_KEY]!.attendMs;

const task = (no: number): HumanTask => ({
  role: 'track-and-trace',
  kind: 'noNews',
  no,
  dueAt: instant(TEST_NOW + HOUR_MS),
  detail: '',
});
const found: Detected = { type: LOAD, key: 88, occurredAt: TEST_NOW - 5, stakeMinor: 700, task: null };
const detected = (changes: Partial<Detected> = {}, kept = 0, stands = 0): CaseInput =>
  input('exceptionDetected', { ...found, ...changes }, kept, stands);
const seen = detected();
const kept = detected({ task: task(1) }, 1);
const rang: CaseInput = input('timer', null, 0);
const handled = (by: number, stands = 0): CaseInput => input('exceptionHandled', null, by, stands);
const over = (stands: number = STANDS.over): CaseInput => input('exceptionOver', null, 1, stands);
const escalated: CaseInput = input('exceptionEscalated', null);
const answer = (no: number): CaseInput => input('taskAnswered', null, 0, no);
const decided = (remedy: string, index: number, attempt = 1): CaseInput =>
  input(
    'decided',
    { point: 'exception', policy: 'p', fallback: null, option: { remedy, answer: index } },
    0,
    attempt,
  );

describe('a case', () => {
  test('is opened and classified, and the process is left to it for its time', () => {
    expect(SHORT_PICK).toBe('licenceUsedUp');
    expect(ATTEND_MS).toBe(null);
    const key = EXCEPTION.delay;
    const state = actor.initial(key);
    const out = new CollectingOut(TEST_NOW);
    actor.step(state, { ...seen, key } as CaseInput, TEST_NOW, out);
    expect(out.effects).toEqual([
      { event: 'caseOpened', n: 1, a: EXCEPTION.delay, b: TEST_NOW - 5 },
      { event: 'caseClassified', n: 1, a: SEVERITY.medium, b: 700 },
      { timer: 0, at: TEST_NOW + 168 * HOUR_MS },
    ]);
    const later = new CollectingOut(TEST_NOW);
    actor.step(state, { ...rang, key } as CaseInput, TEST_NOW, later);
    expect(later.effects).toMatchObject([
      { timer: 0, at: TEST_NOW + 24 * HOUR_MS },
      { task: 'exceptionCase', role: 'track-and-trace', no: 1, dueAt: TEST_NOW + 24 * HOUR_MS },
    ]);
    const late = new CollectingOut(TEST_NOW);
    actor.step(state, { ...rang, key } as CaseInput, TEST_NOW, late);
    expect(late.effects).toMatchObject([
      { event: 'caseEscalated', n: 1, a: EXCEPTION.delay },
      { task: 'exceptionCase', role: 'supervisor', no: 2, dueAt: null },
    ]);
  });

  test('asks what to do about a task that is kept', () => {
    expect(given(actor).when(kept).effects.slice(2)).toMatchObject([
      { cancel: 0 },
      { ask: 'exception', attempt: 1, context: { task: 'noNews', round: 1, type: LOAD, key: 88, no: 1 } },
    ]);
  });

  test('leaves the task to a person; the process sees to the time where it is due', () => {
    expect(given(actor, [kept]).when(decided('person', -1))).toMatchObject({
      state: { status: 'with-role' },
      effects: [{ tell: 'taskReleased', type: LOAD, key: 88, body: task(1) }, { cancel: 0 }],
    });
  });

  test('answers the task where a remedy is recommended, and says so when it is over', () => {
    const history = [kept, decided('wait', 0)];
    expect(given(actor, [kept]).when(decided('wait', 0)).effects).toMatchObject([
      { event: 'caseRemedied', n: 1, b: 0 },
      { tell: 'remedyChosen', type: LOAD, key: 88, a: 0, b: 1, body: { by: 1 } },
    ]);
    expect(given(actor, history).when(handled(RESOLVED_BY.recommendation, STANDS.over)).effects).toEqual([
      { cancel: 0 },
      { event: 'caseResolved', n: 1, a: RESOLVED_BY.recommendation, b: TEST_KEY },
      { cancel: 0 },
    ]);
  });

  test('answers the actor that waits even when the matter is over meanwhile', () => {
    expect(given(actor, [kept, over()]).when(decided('wait', 0)).effects).toMatchObject([
      { tell: 'taskReleased', body: task(1) },
    ]);
  });

  test('says who did the last thing about it', () => {
    const history = [kept, decided('wait', 0), handled(RESOLVED_BY.recommendation)];
    const again = detected({ task: task(2) }, 1);
    const { effects } = given(actor, [
      ...history,
      again,
      decided('person', -1, 2),
      handled(RESOLVED_BY.person),
    ]).when(over());
    expect(effects[0]).toMatchObject({ event: 'caseResolved', a: RESOLVED_BY.person });
  });

  test('hears of the escalation of its process once', () => {
    const history = [kept, decided('person', -1)];
    expect(given(actor, history).when(escalated).effects).toMatchObject([
      { cancel: 0 },
      { event: 'caseEscalated', n: 1 },
    ]);
    expect(given(actor, [...history, escalated]).when(escalated).effects).toEqual([]);
  });

  test('opens again as its next number', () => {
    expect(given(actor, [seen, over()]).when(seen).effects[0]).toMatchObject({ event: 'caseOpened', n: 2 });
  });

  test('counts its tasks over all openings: what is answered and comes again is not new', () => {
    const over1 = handled(RESOLVED_BY.recommendation, STANDS.over);
    const history = [kept, decided('wait', 0), over1];
    expect(
      given(actor, history)
        .when(detected({ task: task(2) }, 1))
        .effects.at(-1),
    ).toMatchObject({
      ask: 'exception',
      attempt: 2,
      context: { round: 2, no: 2 },
    });
  });

  test('noticed and over in one step is opened and resolved', () => {
    expect(
      given(actor)
        .when(detected({}, 0, STANDS.over))
        .effects.slice(-2),
    ).toMatchObject([{ event: 'caseResolved', n: 1, a: RESOLVED_BY.rule }, { cancel: 0 }]);
  });

  test('ends with its entity', () => {
    expect(given(actor, [seen]).when(over(STANDS.finished)).finished).toBe(true);
    expect(given(actor, [seen, over()]).when(over(STANDS.finished))).toMatchObject({
      finished: true,
      effects: [],
    });
  });

  test('an answer to a task that it never gave changes nothing', () => {
    expect(given(actor, [seen]).when(answer(1)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'taskAnswered in status in-process' },
    ]);
  });
});

describe('the table of classes', () => {
  test('gives every class a role, and each that a case gives a task is a role of its tasks', () => {
    const roles = CASE_TASKS.map(({ role }) => role as string);
    expect(EXCEPTION_CLASSES).toHaveLength(Object.keys(EXCEPTION).length);
    expect(roles).toContain(NEXT_ROLE);
    for (const { role, attendMs } of EXCEPTION_CLASSES) if (attendMs !== null) expect(roles).toContain(role);
  });

  test('is a step more severe where much is at stake, and never beyond the last', () => {
    expect(severityOf(EXCEPTION.delay, 99, 100)).toBe(SEVERITY.medium);
    expect(severityOf(EXCEPTION.delay, 100, 100)).toBe(SEVERITY.high);
    expect(severityOf(EXCEPTION.papersRefused, 100, 100)).toBe(SEVERITY.critical);
  });

  test('keys tell entity and class apart', () => {
    expect(exceptionOf(caseKey(88, EXCEPTION.noNews))).toBe(EXCEPTION.noNews);
    expect(caseKey(88, EXCEPTION.noNews)).not.toBe(caseKey(89, EXCEPTION.noNews));
    expect(caseKey(2 ** 30, EXCEPTION.stockDrift)).toBeLessThan(2 ** 31);
  });
});

const HISTORIES: Readonly<Record<Exclude<CaseStatus, 'ended'>, readonly CaseInput[]>> = {
  new: [],
  'in-process': [seen],
  deciding: [kept],
  'with-role': [kept, decided('person', -1)],
  'with-next-role': [kept, decided('person', -1), escalated],
  resolved: [seen, over()],
};

test('what the table does not know is noted and changes nothing, in every status', () => {
  const every = [seen, rang, handled(2), over(), escalated, answer(1), decided('wait', 0)];
  for (const [status, history] of Object.entries(HISTORIES)) {
    if (history.length === 0) continue;
    for (const each of every) {
      if (CASE_TABLE.next(status as CaseStatus, each.kind) !== null) continue;
      const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(actor, history).when(each);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state).toEqual(before);
    }
  }
});

test('whatever comes, in whatever order: as often resolved as opened, or once less, and every kept task is answered at most once', () => {
  const any = fc.constantFrom<CaseInput>(
    seen,
    kept,
    detected({ task: task(1) }),
    rang,
    handled(1),
    handled(2, STANDS.over),
    over(),
    escalated,
    answer(1),
    decided('wait', 0),
    decided('person', -1),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 25 }), (inputs) => {
      const state = actor.initial(TEST_KEY);
      const out = new CollectingOut(TEST_NOW);
      for (const each of [seen, ...inputs]) actor.step(state, each, TEST_NOW, out);
      const count = (name: string): number =>
        out.effects.filter(
          (each) =>
            ('event' in each && each.event === name) ||
            ('tell' in each && each.tell === name) ||
            ('ask' in each && each.ask === name),
        ).length;
      expect(count('caseOpened') - count('caseResolved')).toBe(state.status === 'resolved' ? 0 : 1);
      const keptTasks = inputs.filter((each) => each === kept).length;
      expect(count('taskReleased') + count('remedyChosen')).toBeLessThanOrEqual(keptTasks);
      expect(count('caseEscalated')).toBeLessThanOrEqual(count('caseOpened'));
    }),
  );
});
