/**
 * What takes units of a resource out of service: shifts, and breakdowns with their repair. Each is a process that runs for
 * ever: such a model is run until a time.
 *
 * 1. Reasons add up: a machine that is broken when its shift begins stays down until it is repaired.
 * 2. Each unit breaks by a clock of its own, which stands still while it is repaired. It counts either all time (`calendar`)
 *    or work (`use`): the share of the units in service that are at work, since nobody knows which of them work.
 */
import { assert } from '../assert.ts';
import type { EventHandle } from '../kernel.ts';
import { type Activity, type Ask, askBy, hold, type Pending, type Waiter } from '../process/ask.ts';
import { until } from '../process/combine.ts';
import type { Processes } from '../process/processes.ts';
import { type Numbers, nextOf } from '../random/draws.ts';
import type { OpenHours } from '../shifts/open-hours.ts';
import type { DownMode, Resource, ResourceWatcher } from './resource.ts';

export interface ShiftOptions {
  /** What becomes of work at closing time. */
  readonly atClose: DownMode;
  /** Units that have this shift; all by default. */
  readonly units?: number;
}

export interface BreakdownOptions {
  /** Times between the end of a repair and the next failure, >= 0: draws or a function. */
  readonly uptime: Numbers;
  /** Repair times, >= 0. */
  readonly repair: Numbers;
  /** What the uptime counts; `calendar` by default. */
  readonly clock?: 'calendar' | 'use';
  /** What becomes of the work on the unit; `suspend` by default. While a unit is idle the work goes on there. */
  readonly work?: DownMode;
  /** How many of its units break, each by itself; all by default. */
  readonly units?: number;
  /** Who repairs; nobody is needed by default. */
  readonly repairedBy?: Resource;
}

/** Opens and closes units of a resource; closes them at once, if this is not an open time. */
export function keepShifts(
  processes: Processes,
  resource: Resource,
  hours: OpenHours,
  options: ShiftOptions,
): Activity<void> {
  const { now } = processes.kernel;
  const { units = resource.capacity, atClose } = options;
  const fits = Number.isInteger(units) && units > 0 && units <= resource.capacity;
  assert(
    fits,
    `shifts of resource "${resource.name}": units must be an integer from 1 to its capacity ${resource.capacity}, got ${units}`,
  );
  // Fails where it never opens.
  if (hours.nextOpening(now) > now) resource.takeDown(units, atClose);
  return openAndClose(processes, resource, hours, { units, atClose });
}

function* openAndClose(
  { kernel }: Processes,
  resource: Resource,
  hours: OpenHours,
  { units, atClose }: Required<ShiftOptions>,
): Activity<void> {
  while (true) {
    const change = hours.nextChange(kernel.now);
    if (change === Infinity) return;
    yield until(change);
    if (hours.isOpen(change)) resource.bringUp(units);
    else resource.takeDown(units, atClose);
  }
}

/** Breaks one unit of a resource again and again: each unit has a clock of its own. */
export function* breakDown(
  processes: Processes,
  resource: Resource,
  options: BreakdownOptions,
): Activity<void> {
  const { clock = 'calendar', work = 'suspend', repairedBy } = options;
  const uptime = nextOf(options.uptime, `uptime of "${resource.name}"`);
  const repair = nextOf(options.repair, `repair of "${resource.name}"`);
  const wear = clock === 'use' ? new WearClock(processes, resource) : null;
  while (true) {
    if (wear === null) yield hold(uptime());
    else yield wear.spend(uptime());
    resource.takeDown(1, work);
    if (repairedBy === undefined) yield hold(repair());
    else yield* repairBy(repairedBy, repair(), resource);
    resource.bringUp(1);
  }
}

function* repairBy(crew: Resource, time: number, broken: Resource): Activity<void> {
  const outcome = yield* crew.use(time);
  assert(
    outcome === 'granted',
    `nobody repairs resource "${broken.name}": its request for "${crew.name}" ${outcome}. Give the crew no queueLimit`,
  );
}

/** A clock of one unit, that runs as fast as the units of its resource are at work on average. */
class WearClock implements ResourceWatcher, Pending {
  private readonly processes: Processes;
  private readonly resource: Resource;
  private rate = 0;
  /** Work that is left until the waiter is woken, as of the last change. */
  private work = 0;
  private last = 0;
  private waiter: Waiter | null = null;
  private event: EventHandle | null = null;

  constructor(processes: Processes, resource: Resource) {
    this.processes = processes;
    this.resource = resource;
    resource.watch(this);
  }

  /** Waits until so much unit-time of work has passed. */
  spend(work: number): Ask<void> {
    assert(
      work >= 0 && work < Infinity,
      `resource "${this.resource.name}": uptime must be >= 0, got ${work}`,
    );
    return askBy((waiter) => {
      this.waiter = waiter;
      this.work = work;
      this.last = this.processes.kernel.now;
      this.schedule();
      return this;
    });
  }

  changed({ inUse, unitsInService }: Resource): void {
    const rate = inUse === 0 ? 0 : Math.min(1, inUse / unitsInService);
    if (rate === this.rate) return;
    const { now } = this.processes.kernel;
    this.work -= (now - this.last) * this.rate;
    this.last = now;
    this.rate = rate;
    this.schedule();
  }

  settled(): void {}

  expire(): void {
    this.event = null;
    const { waiter } = this;
    this.waiter = null;
    waiter?.wake(undefined);
  }

  withdraw(): void {
    this.waiter = null;
    this.schedule();
  }

  where(): string {
    return `for resource "${this.resource.name}" to work for ${this.work}`;
  }

  private schedule(): void {
    if (this.event !== null) this.processes.cancelTimer(this.event);
    this.event = null;
    if (this.waiter === null || this.rate === 0) return;
    const at = this.last + Math.max(0, this.work) / this.rate;
    this.event = this.processes.timer(Math.max(at, this.processes.kernel.now), this.waiter.process.id, this);
  }
}
