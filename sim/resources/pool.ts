/**
 * A pool: named members with skills, of whom a process asks for one who has what it needs. Pickers, drivers, trucks.
 *
 * 1. Of the members that are free and fit, the one with the fewest skills is given, so that the versatile stay free; among
 *    those, the one who has been idle the longest.
 * 2. Requests are served in the order (priority, request); one that no free member fits does not hold up the others.
 * 3. Members off duty are not given; one who goes off duty at work ends that work.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { checkOptions, describe } from '../options.ts';
import { type Activity, type Ask, askBy, type WaitingProcess } from '../process/ask.ts';
import { until } from '../process/combine.ts';
import type { Processes } from '../process/processes.ts';
import { checkHours, type OpenHours } from '../shifts/open-hours.ts';
import { type LevelWatcher, Line } from './line.ts';

export interface MemberOptions {
  readonly name: string;
  readonly skills?: readonly string[];
  /** When on duty; always by default. */
  readonly hours?: OpenHours;
}

export interface PoolRequest {
  /** All of these; none by default. */
  readonly skills?: readonly string[];
  /** Lower first; 0 by default. */
  readonly priority?: number;
}

/** One of a pool. */
export class Member {
  readonly name: string;
  readonly skills: ReadonlySet<string>;
  onDuty = true;
  /** Who it works for; null when it is free. */
  holder: WaitingProcess | null = null;
  /** @internal Counts releases: the smallest has been idle the longest. */
  idleSince = 0;

  constructor({ name, skills = [] }: MemberOptions) {
    this.name = name;
    this.skills = new Set(skills);
  }

  /** Whether it has all of these. */
  can(skills: readonly string[]): boolean {
    return skills.every((skill) => this.skills.has(skill));
  }
}

export class Pool implements Component {
  readonly name: string;
  readonly members: readonly Member[];
  private readonly processes: Processes;
  private readonly line: Line<PoolRequest>;
  private readonly watchers: LevelWatcher[] = [];
  private releases = 0;

  /** Use `Simulation.pool`. */
  constructor(processes: Processes, name: string, members: readonly MemberOptions[]) {
    assert(members.length > 0, `pool "${name}" needs at least one member`);
    this.processes = processes;
    this.name = name;
    for (const options of members) {
      checkOptions(options, ['name', 'skills', 'hours'], `member of pool "${name}"`);
      const { skills = [], hours } = options;
      assert(
        Array.isArray(skills),
        `member "${options.name}" of pool "${name}": skills must be a list, got ${describe(skills)}`,
      );
      if (hours !== undefined) checkHours(hours, `member "${options.name}" of pool "${name}"`);
    }
    this.members = members.map((options) => new Member(options));
    const names = new Set(members.map((member) => member.name));
    assert(names.size === members.length, `pool "${name}": two members have one name`);
    this.line = new Line(`for a member of pool "${name}"`, this.watchers);
    for (const [i, { hours }] of members.entries()) {
      if (hours === undefined) continue;
      const member = this.members[i]!;
      // Fails where it never begins.
      member.onDuty = hours.nextOpening(processes.kernel.now) === processes.kernel.now;
      processes.start(`duty of ${member.name}`, this.keepDuty(member, hours));
    }
  }

  /** Members at work. */
  get busy(): number {
    return this.members.filter(({ holder }) => holder !== null).length;
  }

  /** Requests in line. */
  get queueLength(): number {
    return this.line.length;
  }

  /** Asks for a member: `const picker = yield* pickers.request({ skills: ['forklift'] })`. */
  request(request: PoolRequest = {}): Ask<Member> {
    checkOptions(request, ['skills', 'priority'], `request of pool "${this.name}"`);
    const { skills = [], priority = 0 } = request;
    if (!this.members.some((member) => member.can(skills))) throw this.nobody(skills);
    assert(!Number.isNaN(priority), `pool "${this.name}": priority is NaN`);
    return askBy((waiter) => this.line.join(waiter, request, () => this.serve()));
  }

  /** Gives a member back; by the process that asked for it, once. */
  release(member: Member): void {
    if (!this.members.includes(member)) {
      const what = member instanceof Member ? `member "${member.name}" of another pool` : describe(member);
      throw new AssertionError(`pool "${this.name}": release which of its members? Got ${what}`);
    }
    const process = this.processes.running(`release of member "${member.name}"`);
    if (member.holder !== process) {
      const whose = member.holder === null ? 'it is free' : `process "${member.holder.name}" has it`;
      throw new AssertionError(
        `pool "${this.name}": member "${member.name}" released by process "${process.name}", but ${whose}`,
      );
    }
    process.drop(member, 1);
    member.holder = null;
    this.releases += 1;
    member.idleSince = this.releases;
    this.serve();
    this.tellChanged();
  }

  /** Registers a statistic: of members at work. */
  watch(watcher: LevelWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this.busy);
  }

  /** All that is left of it while no process lives. */
  save(): readonly number[] {
    return [this.releases, ...this.members.map((member) => member.idleSince)];
  }

  load(state: unknown): void {
    const [releases, ...idle] = state as readonly number[];
    this.releases = releases!;
    for (const [i, member] of this.members.entries()) member.idleSince = idle[i]!;
  }

  private *keepDuty(member: Member, hours: OpenHours): Activity<void> {
    const { kernel } = this.processes;
    while (true) {
      const change = hours.nextChange(kernel.now);
      if (change === Infinity) return;
      yield until(change);
      member.onDuty = hours.isOpen(change);
      if (member.onDuty) this.serve();
    }
  }

  private serve(): void {
    if (!this.members.some(isFree)) return;
    const places = [...this.line].sort((a, b) => (a.wants.priority ?? 0) - (b.wants.priority ?? 0));
    for (const place of places) {
      const member = this.bestFor(place.wants.skills ?? []);
      if (member === undefined) continue;
      const { process } = place.waiter;
      member.holder = process;
      process.gain(member, 1);
      this.line.serve(place, member);
      this.tellChanged();
    }
  }

  private bestFor(skills: readonly string[]): Member | undefined {
    let best: Member | undefined;
    for (const member of this.members) {
      if (!isFree(member) || !member.can(skills)) continue;
      if (best === undefined || this.rather(member, best)) best = member;
    }
    return best;
  }

  private rather(member: Member, than: Member): boolean {
    const versatility = member.skills.size - than.skills.size;
    return versatility < 0 || (versatility === 0 && member.idleSince < than.idleSince);
  }

  private nobody(skills: readonly string[]): AssertionError {
    const known = [...new Set(this.members.flatMap((member) => [...member.skills]))].sort().join(', ');
    return new AssertionError(
      `pool "${this.name}": no member has the skills ${skills.join(' and ')} together. Skills there are: ${known || 'none'}`,
    );
  }

  private tellChanged(): void {
    const { busy } = this;
    for (const watcher of this.watchers) watcher.changed(busy);
  }
}

function isFree(member: Member): boolean {
  return member.holder === null && member.onDuty;
}
