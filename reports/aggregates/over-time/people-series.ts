/**
 * What lies in the trays of people, slot by slot.
 *
 * 1. A task is open from when it is given until its first answer; a second one changes nothing.
 * 2. What a tray holds is shipments: a task about a load at the dock holds all of them, one about anything else one. Two tasks about one matter
 *    hold it once.
 * 3. Memory: a text for each task and each matter that is open, beside the slots of each role.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { RoleOverTime } from './over-time.ts';
import { Queue } from './queue.ts';
import { type Covered, LevelSeries, SumSeries } from './series.ts';
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
  readonly held: LevelSeries;
  /** What open tasks are about. */
  readonly matters: Map<string, Matter>;
  readonly answered: SumSeries;
  readonly worked: SumSeries;
}

interface Matter {
  tasks: number;
  readonly shipments: number;
}

interface OpenTask {
  readonly tray: Tray;
  readonly matter: string;
}

export class PeopleSeries {
  private readonly clock: SlotClock;
  private readonly shipmentsOf: (load: number) => number;
  private readonly trays = new Map<string, Tray>();
  private readonly tasks = new Map<string, OpenTask>();

  /** @param shipmentsOf a load at the dock; 0 = it is not there */
  constructor(clock: SlotClock, shipmentsOf: (load: number) => number) {
    this.clock = clock;
    this.shipmentsOf = shipmentsOf;
  }

  task(...[now, role, entityType, entityKey, , , state, body]: Parameters<Recorder['task']>): void {
    if (state === 'handled') {
      this.trayOf(role).worked.add((body as Worked).touchMs);
      return;
    }
    const matter = `${entityType}\t${entityKey}`;
    const task = `${matter}\t${(body as Numbered | null)?.no ?? 0}`;
    if (state === 'answered') {
      const open = this.tasks.get(task);
      if (open === undefined) return;
      this.tasks.delete(task);
      open.tray.open.leave(now);
      open.tray.answered.add(1);
      letGo(now, open);
      return;
    }
    const tray = this.trayOf(role);
    // Given again before it was answered: it is the same piece of paper.
    if (this.tasks.has(task)) return;
    this.tasks.set(task, { tray, matter });
    tray.open.enter(now);
    hold(now, tray, matter, entityType === 'load' ? this.shipmentsOf(entityKey) : 1);
  }

  /** By name. @param paidMs hours of the heads of a role, slot by slot; null = without limit */
  result(covered: Covered, paidMs: (role: string) => readonly number[] | null): RoleOverTime[] {
    return [...this.trays]
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([role, { open, held, answered, worked }]) => ({
        role,
        open: open.result(covered),
        held: held.means(covered),
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
      held: new LevelSeries(this.clock),
      matters: new Map<string, Matter>(),
      answered: new SumSeries(this.clock),
      worked: new SumSeries(this.clock),
    };
    this.trays.set(role, tray);
    return tray;
  }
}

function hold(now: number, { held, matters }: Tray, matter: string, shipments: number): void {
  const known = matters.get(matter);
  if (known !== undefined) {
    known.tasks += 1;
    return;
  }
  matters.set(matter, { tasks: 1, shipments });
  if (shipments > 0) held.change(now, shipments);
}

function letGo(now: number, { tray: { held, matters }, matter }: OpenTask): void {
  const known = matters.get(matter)!;
  known.tasks -= 1;
  if (known.tasks > 0) return;
  matters.delete(matter);
  if (known.shipments > 0) held.change(now, -known.shipments);
}
