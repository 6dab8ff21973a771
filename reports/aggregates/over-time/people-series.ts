/**
 * What lies in the trays of people, slot by slot.
 *
 * 1. A task is open from when it is given until its first answer; a second one changes nothing.
 * 2. Memory: a text for each task that is open, beside the slots of each role.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { RoleOverTime } from './over-time.ts';
import { Queue } from './queue.ts';
import { type Covered, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

/** As the host hands tasks and answers over. */
interface Numbered {
  readonly no: number;
}

/** As people hand their work over. */
interface Worked {
  readonly touchMs: number;
}

interface Tray {
  readonly open: Queue;
  readonly answered: SumSeries;
  readonly worked: SumSeries;
}

export class PeopleSeries {
  private readonly clock: SlotClock;
  private readonly trays = new Map<string, Tray>();
  /** Tasks that are open, and whose they are. */
  private readonly tasks = new Map<string, Tray>();

  constructor(clock: SlotClock) {
    this.clock = clock;
  }

  task(...[now, role, entityType, entityKey, , , state, body]: Parameters<Recorder['task']>): void {
    if (state === 'handled') {
      this.trayOf(role).worked.add((body as Worked).touchMs);
      return;
    }
    const task = `${entityType}\t${entityKey}\t${(body as Numbered | null)?.no ?? 0}`;
    if (state === 'answered') {
      const tray = this.tasks.get(task);
      if (tray === undefined) return;
      this.tasks.delete(task);
      tray.open.leave(now);
      tray.answered.add(1);
      return;
    }
    const tray = this.trayOf(role);
    // Given again before it was answered: it is the same piece of paper.
    if (this.tasks.has(task)) return;
    this.tasks.set(task, tray);
    tray.open.enter(now);
  }

  /** By name. @param paidMs hours of the heads of a role, slot by slot; null = without limit */
  result(covered: Covered, paidMs: (role: string) => readonly number[] | null): RoleOverTime[] {
    return [...this.trays]
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([role, { open, answered, worked }]) => ({
        role,
        open: open.result(covered),
        answered: answered.first(covered.slots),
        workedMs: worked.first(covered.slots),
        paidMs: paidMs(role),
      }));
  }

  private trayOf(role: string): Tray {
    const known = this.trays.get(role);
    if (known !== undefined) return known;
    const tray = {
      open: new Queue(this.clock),
      answered: new SumSeries(this.clock),
      worked: new SumSeries(this.clock),
    };
    this.trays.set(role, tray);
    return tray;
  }
}
