/** Roles and a kernel around them, for the tests of people: every answer and piece of work is written down. */
import type { TaskForPerson } from '#orchestrator/contracts/tasks';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import type { WorkDone } from './desk-work.ts';
import { People } from './people.ts';
import type { RoleSettings, TeamSettings } from './settings.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** A Monday, 00:00 UTC. */
export const MONDAY = Date.UTC(2026, 2, 2);

export const OFFICE = {
  zone: 'UTC',
  week: { days: 'mon-fri', hours: ['08:00-17:00'] },
} as const;

export interface Answered {
  readonly at: number;
  readonly key: number;
  readonly no: number;
  readonly answer: number;
  readonly by: string;
}

export interface TimedWork extends WorkDone {
  readonly doneAt: number;
}

export interface Bench {
  readonly kernel: Kernel;
  readonly people: People;
  readonly answers: Answered[];
  readonly works: TimedWork[];
  /** A task of actor type 1, given at an instant. */
  give(at: number, key: number, task?: Partial<TaskForPerson>): void;
}

/** One planner in office hours who needs 10 minutes a task and notices it at once. */
export function planner(team: Partial<TeamSettings> = {}, rest: Partial<RoleSettings> = {}): RoleSettings {
  return {
    role: 'planner',
    unansweredShare: 0,
    answerMs: null,
    answers: {},
    handling: { ms: { kind: 'constant', value: 10 * MINUTE_MS }, byKind: {} },
    team: { staff: 1, hours: OFFICE, noticeMs: { kind: 'constant', value: 0 }, fatigue: null, ...team },
    ...rest,
  };
}

interface Given {
  readonly key: number;
  readonly task: TaskForPerson;
}

export function bench(roles: readonly RoleSettings[], seed: number | string = 1): Bench {
  const kernel = new Kernel({ start: MONDAY });
  const answers: Answered[] = [];
  const works: TimedWork[] = [];
  const people = new People(
    kernel,
    new Random(seed),
    roles,
    (_type, key, no, answer, by) => answers.push({ at: kernel.now, key, no, answer, by }),
    (work) => works.push({ ...work, doneAt: kernel.now }),
  );
  const onGiven = kernel.handler('test.given', (_a, _b, payload) => {
    const { key, task } = payload as Given;
    people.take(1, key, task);
  });
  const give: Bench['give'] = (at, key, task = {}) =>
    kernel.schedule(onGiven, at, key, 0, {
      key,
      task: { role: 'planner', kind: 'noRoute', no: 1, dueAt: null, ...task },
    });
  return { kernel, people, answers, works, give };
}
