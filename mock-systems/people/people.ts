/**
 * The people of a run: who answers the core's tasks, when, and how. The core knows tasks and answers, nothing of this.
 *
 * 1. A role that nobody fills answers nothing: the task stays open, visible. Without a team a role is without limit: each task is
 *    answered after a drawn time. With one, tasks wait in a tray for a head in working hours (`Team`).
 * 2. A task is answered once; twice where a draw says so, and never where it is forgotten. People don't hear that the core has
 *    done without their answer: they give it all the same, late.
 * 3. An answer is a calendar event; state is plain data, part of every snapshot.
 */
import type { TaskForPerson } from '#orchestrator/contracts/tasks';
import type { Component, HandlerNo, Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Begun, DeskTask, WorkDone } from './desk-work.ts';
import { peopleStreams, RoleDraws } from './role-draws.ts';
import type { RoleSettings } from './settings.ts';
import { Team, type TeamEvents, type TeamState } from './team.ts';

/** @param ref of the task, as it was given; 0 = an actor's */
export type AnswerTask = (
  type: number,
  key: number,
  taskNo: number,
  answer: number,
  by: string,
  ref: number,
) => void;

interface Role {
  readonly no: number;
  readonly settings: RoleSettings;
  readonly draws: RoleDraws;
  /** null = without limit. */
  readonly team: Team | null;
}

interface PeopleState {
  readonly longestMs: number;
  /** By number of the role. */
  readonly teams: readonly (TeamState | null)[];
}

export class People implements Component {
  private readonly kernel: Kernel;
  private readonly answer: AnswerTask;
  private readonly worked: (work: WorkDone) => void;
  private readonly roles = new Map<string, Role>();
  private readonly byNo: Role[] = [];
  private readonly onAnswer: HandlerNo;
  private longestMs = 0;

  /** @param worked told of what was done, where touch time is measured */
  constructor(
    kernel: Kernel,
    random: Random,
    settings: readonly RoleSettings[],
    answer: AnswerTask,
    worked: (work: WorkDone) => void = () => {},
  ) {
    this.kernel = kernel;
    this.answer = answer;
    this.worked = worked;
    const events = this.teamEvents();
    const streams = peopleStreams(random);
    for (const each of settings) {
      const no = this.byNo.length;
      const draws = new RoleDraws(streams, each);
      const team = each.team === undefined ? null : new Team(no, each.team, draws, events);
      const role = { no, settings: each, draws, team };
      this.roles.set(each.role, role);
      this.byNo.push(role);
    }
    this.onAnswer = kernel.handler('people.answer', (_type, _key, payload) =>
      this.finish(payload as Begun, this.kernel.now),
    );
    kernel.component('people', this);
  }

  /** The longest that a team has taken to answer, from when the task fell into its tray; ms. */
  get longestAnswerMs(): number {
    return this.longestMs;
  }

  /**
   * Takes a task of an actor, or about one.
   * @param ref comes back with the answer
   * @returns whether somebody will do it
   */
  take(type: number, key: number, { role: name, kind, no, dueAt }: TaskForPerson, ref = 0): boolean {
    const role = this.roles.get(name);
    if (role === undefined) return false;
    const task = { type, key, kind, no, dueAt, ref, round: 0 as const };
    if (role.draws.isForgotten(task)) return false;
    this.give(role, task);
    return true;
  }

  save(): PeopleState {
    const teams = this.byNo.map(({ team }) => team?.save() ?? null);
    return { longestMs: this.longestMs, teams };
  }

  load(saved: unknown): void {
    const { longestMs, teams } = saved as PeopleState;
    this.longestMs = longestMs;
    for (const [no, state] of teams.entries()) if (state !== null) this.byNo[no]!.team!.load(state);
  }

  private teamEvents(): TeamEvents {
    const { kernel } = this;
    const teamOf = (no: number): Team => this.byNo[no]!.team!;
    const noticed = kernel.handler('people.noticed', (role, _key, payload) =>
      teamOf(role).noticed(payload as DeskTask, kernel.now),
    );
    const handled = kernel.handler('people.handled', (role, _key, payload) => {
      const team = teamOf(role);
      team.free();
      this.finish(payload as Begun, kernel.now);
      team.dispatch(kernel.now);
    });
    const opened = kernel.handler('people.opened', (role) => teamOf(role).opened(kernel.now));
    return {
      noticed: (at, task) => kernel.schedule(noticed, at, task.role, task.key, task),
      handled: (at, begun) => kernel.schedule(handled, at, begun.task.role, begun.task.key, begun),
      opened: (at, role) => kernel.schedule(opened, at, role),
    };
  }

  private give(role: Role, task: Omit<DeskTask, 'role' | 'arrivedAt' | 'arrival'>): void {
    const { now } = this.kernel;
    if (role.team !== null) {
      role.team.take(task, now);
      return;
    }
    const answerMs = role.draws.answerMs(task, task.round);
    const touchMs = Math.min(answerMs, role.draws.handlingMs(task, task.round, 1));
    const taken = { ...task, role: role.no, arrivedAt: now, arrival: 0 };
    const begun: Begun = { task: taken, begunAt: now + answerMs - touchMs, touchMs };
    this.kernel.schedule(this.onAnswer, now + answerMs, task.type, task.key, begun);
  }

  /** Somebody has done a task: says so, and may do it again. */
  private finish({ task, begunAt, touchMs }: Begun, now: number): void {
    const { type, key, kind, no, dueAt, ref, round, arrivedAt } = task;
    const role = this.byNo[task.role]!;
    const { draws, settings, team } = role;
    const answer = draws.answerGiven(task, round);
    if (settings.handling !== undefined) {
      const mistaken = answer !== draws.rightAnswer(kind);
      const trayMs = begunAt - arrivedAt;
      const about = { role: settings.role, type, key, kind, no, dueAt, round };
      this.worked({ ...about, trayMs, touchMs, answer, mistaken });
    }
    if (team !== null) this.longestMs = Math.max(this.longestMs, now - arrivedAt);
    this.answer(type, key, no, answer, settings.role, ref);
    if (round === 0 && draws.isDoubled(task)) this.give(role, { type, key, kind, no, dueAt, ref, round: 1 });
  }
}
