/**
 * Tasks of people, from given to answered: none is left lying in silence.
 *
 * 1. task-escalated: each task that the core gives has a time to be answered in. Whoever waits longer for it has given the next role a
 *    task as well: not before its time, and once. Then it stays open, and is among what a report names.
 * 2. As the run goes, a core that is behind with its work may be late with it; when nothing more can happen, nothing is left.
 * 3. Memory: the tasks that are open, and for a day those that were closed.
 */
import * as types from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { NEXT_ROLE } from '#orchestrator/core/open-task';
import type { HumanTask } from '#orchestrator/core/out';
import { DAY_MS } from '#sim/shifts/civil';
import { type CoreStates, violated } from './part.ts';
import { givesByRule, waitsForAnswer } from './task-states.ts';

const INVARIANT = 'task-escalated';
/** As the run goes, a day later at the latest. Source: assumption. */
const GRACE_MS = DAY_MS;

/** One that nobody has answered. */
export interface TaskInHand {
  readonly type: number;
  readonly key: number;
  readonly role: string;
  readonly kind: string;
  readonly no: number;
  readonly givenAt: number;
  /** null = by no certain time: that of a user's own actor. */
  readonly dueAt: number | null;
  /** The next role has it as well. */
  readonly escalated: boolean;
}

type Entity = string;
type Saved = ReadonlyMap<Entity, readonly TaskInHand[]>;

export class TaskRules {
  private readonly core: () => CoreStates;
  /** Exceptions are cases: a task may wait for what its case says of it, while its time runs. */
  private readonly hasCases: boolean;
  private given = new Map<Entity, readonly TaskInHand[]>();

  constructor(core: () => CoreStates, hasCases: boolean) {
    this.core = core;
    this.hasCases = hasCases;
  }

  /** A person is given something to do. @param isTimely times of the core are those of the run */
  task(type: number, key: number, task: HumanTask, now: number, isTimely: boolean): void {
    const { role, kind, no, dueAt } = task;
    const entity = entityOf(type, key);
    const before = this.given.get(entity) ?? [];
    if (role === NEXT_ROLE && dueAt === null && givesByRule(type)) {
      this.escalated(entity, before, no, now, isTimely);
      return;
    }
    if (dueAt === null && givesByRule(type))
      violated(INVARIANT, `${kind} of ${entity}, its task ${no}: nobody is to answer it by any time`);
    const late = this.hasCases && dueAt !== null && dueAt < now;
    const next: TaskInHand = { type, key, role, kind, no, givenAt: now, dueAt, escalated: late };
    this.given.set(entity, [...before, next]);
  }

  /** A person has answered. What that does is the core's; of a user's own actor it is taken for done. */
  answered(type: number, key: number, no: number): void {
    if (givesByRule(type)) return;
    const entity = entityOf(type, key);
    this.keep(
      entity,
      (this.given.get(entity) ?? []).filter((task) => task.no !== no),
    );
  }

  /** Forgets what is over. @param isTimely what should have happened by now has happened */
  daily(now: number, isTimely: boolean): void {
    const { backlog, isDown = false } = this.core();
    this.prune();
    if (isTimely && !isDown && backlog === 0) this.judge(now - GRACE_MS);
  }

  /** When nothing more can happen. */
  atEnd(): void {
    this.prune();
    this.judge(Infinity);
  }

  /** What people have and have not answered, the oldest first. */
  open(): readonly TaskInHand[] {
    this.prune();
    return [...this.given.values()].flat().sort((x, y) => x.givenAt - y.givenAt);
  }

  save(): Saved {
    return new Map(this.given);
  }

  load(saved: Saved): void {
    this.given = new Map(saved);
  }

  private escalated(
    entity: Entity,
    before: readonly TaskInHand[],
    no: number,
    now: number,
    isTimely: boolean,
  ): void {
    const task = before.at(-1);
    if (task === undefined || task.escalated) {
      if (this.hasCases) return;
      violated(INVARIANT, `task ${no} of ${entity}: the next role has it, and nobody had it before`);
    }
    if (isTimely && now < task.dueAt!)
      violated(
        INVARIANT,
        `${task.kind} of ${entity}, its task ${task.no}: the next role has it before its time`,
      );
    this.given.set(entity, [...before.slice(0, -1), { ...task, escalated: true }]);
  }

  private judge(dueBefore: number): void {
    for (const [entity, tasks] of this.given)
      for (const { type, kind, no, dueAt, escalated } of tasks)
        if (givesByRule(type) && !escalated && dueAt! < dueBefore)
          violated(
            INVARIANT,
            `${kind} of ${entity}, its task ${no}, was due ${new Date(dueAt!).toISOString()}: nobody has answered, and the next role does not have it`,
          );
  }

  /** O(tasks that are open or were closed since the last time). */
  private prune(): void {
    const core = this.core();
    for (const [entity, tasks] of this.given) {
      const left = tasks.filter(
        ({ type, key, no }) =>
          !givesByRule(type) || waitsForAnswer(type, core.state(type as ActorTypeNo, key), no),
      );
      if (left.length < tasks.length) this.keep(entity, left);
    }
  }

  private keep(entity: Entity, tasks: readonly TaskInHand[]): void {
    if (tasks.length === 0) this.given.delete(entity);
    else this.given.set(entity, tasks);
  }
}

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(types).map(([name, type]) => [type, name.toLowerCase().replaceAll('_', '-')]),
);

function entityOf(type: number, key: number): Entity {
  return `${NAMES.get(type) ?? `actor of type ${type}`} ${key}`;
}
