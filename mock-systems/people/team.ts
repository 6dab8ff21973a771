/**
 * The people of one role and their in-tray: so many heads, working hours, one task a head at a time.
 *
 * 1. Work conserving: in working hours no head is idle while a task that was noticed waits. A task is begun in working hours only;
 *    one that is not done when they end is gone on with when they begin again, by the same head.
 * 2. What is due first is begun first; among equals, what came first.
 * 3. Memory is what lies in the tray. Forgotten tasks don't lie in it.
 */
import { assert } from '#sim/assert';
import { WorkingCalendar } from '#sim/shifts/working-calendar';
import { type Begun, type DeskTask, goesBefore } from './desk-work.ts';
import type { RoleDraws } from './role-draws.ts';
import type { TeamSettings } from './settings.ts';

export interface TeamState {
  readonly busy: number;
  readonly arrivals: number;
  /** When it is looked into the tray at the beginning of working hours; -1 = nothing waits for that. */
  readonly wakeAt: number;
  /** The next to do is last. */
  readonly tray: readonly DeskTask[];
}

/** Puts a team's events on the calendar. */
export interface TeamEvents {
  noticed(at: number, task: DeskTask): void;
  handled(at: number, begun: Begun): void;
  opened(at: number, role: number): void;
}

export class Team {
  private readonly role: number;
  private readonly settings: TeamSettings;
  private readonly draws: RoleDraws;
  private readonly events: TeamEvents;
  private readonly calendar: WorkingCalendar | null;
  private busy = 0;
  private arrivals = 0;
  private wakeAt = -1;
  private tray: DeskTask[] = [];

  constructor(role: number, settings: TeamSettings, draws: RoleDraws, events: TeamEvents) {
    const { staff, hours } = settings;
    assert(Number.isInteger(staff) && staff > 0, `staff must be a whole number >= 1, got ${staff}`);
    this.role = role;
    this.settings = settings;
    this.draws = draws;
    this.events = events;
    this.calendar = hours === null ? null : new WorkingCalendar(hours);
  }

  /** A task falls into the tray: somebody will notice it. */
  take(task: Omit<DeskTask, 'role' | 'arrivedAt' | 'arrival'>, now: number): void {
    this.arrivals += 1;
    const noticeMs = this.draws.noticeMs(task, task.round);
    const { type, key, kind, no, dueAt, ref, round } = task;
    this.events.noticed(this.afterWork(now, noticeMs), {
      role: this.role,
      type,
      key,
      kind,
      no,
      dueAt,
      ref,
      arrivedAt: now,
      arrival: this.arrivals,
      round,
    });
  }

  noticed(task: DeskTask, now: number): void {
    this.insert(task);
    this.dispatch(now);
  }

  /** A head is done with a task. */
  free(): void {
    this.busy -= 1;
  }

  opened(now: number): void {
    this.wakeAt = -1;
    this.dispatch(now);
  }

  /** Gives out what waits, while there is a free head and it is working time. */
  dispatch(now: number): void {
    while (this.busy < this.settings.staff && this.tray.length > 0) {
      if (this.calendar !== null && !this.calendar.isOpen(now)) {
        this.wake(this.calendar.nextOpening(now));
        return;
      }
      this.begin(this.tray.pop()!, now);
    }
  }

  save(): TeamState {
    const { busy, arrivals, wakeAt, tray } = this;
    return { busy, arrivals, wakeAt, tray: tray.slice() };
  }

  load({ busy, arrivals, wakeAt, tray }: TeamState): void {
    this.busy = busy;
    this.arrivals = arrivals;
    this.wakeAt = wakeAt;
    this.tray = tray.slice();
  }

  private begin(task: DeskTask, now: number): void {
    this.busy += 1;
    const touchMs = this.draws.handlingMs(task, task.round, this.fatigue());
    this.events.handled(this.afterWork(now, touchMs), { task, begunAt: now, touchMs });
  }

  private fatigue(): number {
    const { fatigue } = this.settings;
    return fatigue === null ? 1 : Math.min(fatigue.factorMax, 1 + fatigue.perQueued * this.tray.length);
  }

  /** When so much working time has passed. */
  private afterWork(now: number, workMs: number): number {
    return this.calendar === null ? now + workMs : this.calendar.addWorking(now, workMs);
  }

  private wake(at: number): void {
    if (this.wakeAt === at) return;
    this.wakeAt = at;
    this.events.opened(at, this.role);
  }

  private insert(task: DeskTask): void {
    const { tray } = this;
    let low = 0;
    let high = tray.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (goesBefore(task, tray[middle]!)) low = middle + 1;
      else high = middle;
    }
    tray.splice(low, 0, task);
  }
}
