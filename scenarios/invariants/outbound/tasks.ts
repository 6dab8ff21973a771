/**
 * Tasks of people, from given to answered: none is left lying in silence.
 *
 * 1. task-escalated: each task that the core gives has a time to be answered in. Whoever waits longer for it has given the next role a
 *    task as well: not before its time, once, and not when it has been answered. Then it stays open, and is among what a report names.
 * 2. A task that its case holds back is escalated while nobody has it: once, and not again when it is given after all.
 * 3. As the run goes, a core that is behind with its work may be late with it; when nothing more can happen, nothing is left.
 * 4. Memory: the tasks that are open, and for a day those that were closed.
 */
import * as types from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { NEXT_ROLE } from '#orchestrator/core/open-task';
import type { HumanTask } from '#orchestrator/core/out';
import { DAY_MS } from '#sim/shifts/civil';
import { type CoreStates, violated } from './part.ts';
import { givesByRule, holdsBack, takesAnswer, waitsForAnswer } from './task-states.ts';

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

interface Given extends TaskInHand {
  /** A person has answered so that it is closed once the core has taken the answer. */
  readonly answered: boolean;
}

/** One that its case holds back and the next role has. */
interface Held {
  readonly type: number;
  readonly key: number;
  readonly no: number;
}

type Entity = string;
interface Saved {
  readonly given: ReadonlyMap<Entity, readonly Given[]>;
  readonly held: ReadonlyMap<Entity, Held>;
}

export class TaskRules {
  private readonly core: () => CoreStates;
  /** Exceptions are cases: a task may wait for what its case says of it, while its time runs. */
  private readonly hasCases: boolean;
  private given = new Map<Entity, readonly Given[]>();
  /** At most one task of an actor is open: the last. */
  private held = new Map<Entity, Held>();

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
      this.escalated({ type, key, no }, before, now, isTimely);
      return;
    }
    if (dueAt === null && givesByRule(type))
      violated(INVARIANT, `${kind} of ${entity}, its task ${no}: nobody is to answer it by any time`);
    const escalated = this.held.get(entity)?.no === no;
    if (escalated) this.held.delete(entity);
    const next = { type, key, role, kind, no, givenAt: now, dueAt, escalated, answered: false };
    this.given.set(entity, [...before, next]);
  }

  /** A person has answered. What that does is the core's; of a user's own actor it is taken for done. */
  answered(type: number, key: number, no: number): void {
    const entity = entityOf(type, key);
    const tasks = this.given.get(entity) ?? [];
    if (!givesByRule(type)) {
      this.keep(
        entity,
        tasks.filter((task) => task.no !== no),
      );
      return;
    }
    if (takesAnswer(type, this.stateOf(type, key), no))
      this.keep(
        entity,
        tasks.map((task) => (task.no === no ? { ...task, answered: true } : task)),
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
    return { given: new Map(this.given), held: new Map(this.held) };
  }

  load({ given, held }: Saved): void {
    this.given = new Map(given);
    this.held = new Map(held);
  }

  /** @param escalation its number is that of the escalation */
  private escalated(escalation: Held, before: readonly Given[], now: number, isTimely: boolean): void {
    const { type, key, no } = escalation;
    const entity = entityOf(type, key);
    const state = this.stateOf(type, key);
    const task = before.findLast((each) => waitsForAnswer(type, state, each.no));
    if (task === undefined) {
      this.escalatedUnseen(escalation, before);
      return;
    }
    if (task.escalated)
      violated(INVARIANT, `task ${no} of ${entity}: the next role has it, and nobody had it before`);
    // An actor takes its inputs in turn: where none waits, the answer has been taken.
    if (task.answered && this.core().backlog === 0)
      violated(
        INVARIANT,
        `${task.kind} of ${entity}, its task ${task.no}: the next role has it, and it has been answered`,
      );
    if (isTimely && now < task.dueAt!)
      violated(
        INVARIANT,
        `${task.kind} of ${entity}, its task ${task.no}: the next role has it before its time`,
      );
    this.given.set(
      entity,
      before.map((each) => (each === task ? { ...each, escalated: true } : each)),
    );
  }

  /** No task that anybody has waits for an answer: its case may hold one back. */
  private escalatedUnseen({ type, key, no }: Held, before: readonly Given[]): void {
    const entity = entityOf(type, key);
    const state = this.stateOf(type, key);
    const last = before.at(-1);
    if (last !== undefined && last.no === no - 1 && !last.escalated)
      violated(
        INVARIANT,
        `${last.kind} of ${entity}, its task ${last.no}: the next role has it, and it waits for no answer`,
      );
    const held = this.held.get(entity);
    const isFirst = held === undefined || !waitsForAnswer(type, state, held.no);
    if (!(this.hasCases && isFirst && holdsBack(state) && waitsForAnswer(type, state, no - 1)))
      violated(INVARIANT, `task ${no} of ${entity}: the next role has it, and nobody had it before`);
    this.held.set(entity, { type, key, no: no - 1 });
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
    for (const [entity, tasks] of this.given) {
      const left = tasks.filter(({ type, key, no }) => !givesByRule(type) || this.waits(type, key, no));
      if (left.length < tasks.length) this.keep(entity, left);
    }
    for (const [entity, { type, key, no }] of this.held)
      if (!this.waits(type, key, no)) this.held.delete(entity);
  }

  private waits(type: number, key: number, no: number): boolean {
    return waitsForAnswer(type, this.stateOf(type, key), no);
  }

  private stateOf(type: number, key: number): unknown {
    return this.core().state(type as ActorTypeNo, key);
  }

  private keep(entity: Entity, tasks: readonly Given[]): void {
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
