/**
 * A resource: so many units that processes request, hold and release. Servers, dock doors, pickers, trucks.
 *
 * 1. Who waits is served in the order (priority, rule, request); nobody overtakes one that needs more units than are free.
 * 2. A request is granted in the instant in which it can be: when it is made, or by whatever makes it possible.
 * 3. Only a process that holds units can release them, once.
 * 4. Units out of service (`takeDown`) are never granted. Work on a unit that goes down either goes on to its end
 *    (`finish`) or stands still until a unit is back (`suspend`): the hold of the process is frozen, and it does not notice.
 *    Work that stands still goes before the line.
 * 5. Pre-emption: a more urgent request takes the unit of the least urgent holder. That one either stands still, goes back
 *    into the line at its old place and goes on where it was (`resume`), or has `Preempted` thrown at it (`interrupt`). Such
 *    a request also goes before less urgent work that stands still.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { checkOptions, checkWord } from '../options.ts';
import {
  type Ask,
  hold,
  type Pending,
  type Waiter,
  type WaitingProcess,
  type Yieldable,
} from '../process/ask.ts';
import { Preempted } from '../process/interrupt.ts';
import type { Process } from '../process/process.ts';
import type { Processes } from '../process/processes.ts';
import { byUrgency, Claim, NO_EVENT, type Outcome, type RequestOptions } from './claim.ts';
import { Holders, precedes } from './holders.ts';
import { QUEUE_RULES, type QueueRule, Request } from './request.ts';
import { WaitingLine } from './waiting-line.ts';

export interface ResourceOptions {
  /** Units, an integer >= 0; 1 by default. Infinity for a delay without a line. */
  readonly capacity?: number;
  readonly rule?: QueueRule;
  /** Places in the line: who finds it full balks. Infinity by default. */
  readonly queueLimit?: number;
  /** What happens to a holder when a more urgent request comes. Nothing by default: it ends its work. */
  readonly preemption?: 'none' | 'resume' | 'interrupt';
}

const NOBODY: readonly Claim[] = [];

const RESOURCE_OPTIONS: readonly (keyof ResourceOptions)[] = ['capacity', 'rule', 'queueLimit', 'preemption'];

/** What becomes of work on a unit that goes down. */
export type DownMode = 'finish' | 'suspend';

/** `withdrawn`: by a time-out, an interrupt, or because something else came first. */
export type Settlement = Outcome | 'withdrawn';

/** Told of all that a statistic or a breakdown needs. */
export interface ResourceWatcher {
  /** Units at work, or the length of the line, have changed. */
  changed(resource: Resource): void;
  /** A request has come to an end. `waited` is its time in line. */
  settled(outcome: Settlement, waited: number): void;
}

export class Resource implements Component {
  readonly name: string;
  readonly capacity: number;
  readonly rule: QueueRule;
  /** Units at work: granted, and not standing still. */
  inUse = 0;
  /** Units out of service, summed over all reasons: a machine may be broken outside of its shift. */
  down = 0;
  /** Units not out of service. */
  private inService: number;
  private readonly processes: Processes;
  private readonly queueLimit: number;
  private readonly preemption: 'none' | 'resume' | 'interrupt';
  private readonly line = new WaitingLine();
  /** Kept where units can be taken away. */
  private holders: Holders | null;
  private readonly watchers: ResourceWatcher[] = [];
  private requests = 0;
  /** The request without options, made when it is first needed: a rule may ask for some. */
  private plain: Ask<Outcome> | null = null;

  /** Use `Simulation.resource`. */
  constructor(processes: Processes, name: string, options: ResourceOptions = {}) {
    const { capacity = 1, rule = 'fifo', queueLimit = Infinity, preemption = 'none' } = options;
    assert(typeof name === 'string' && name !== '', 'a resource needs a name');
    checkOptions(options, RESOURCE_OPTIONS, `resource "${name}"`);
    checkWord(rule, QUEUE_RULES, `resource "${name}": rule`);
    checkWord(preemption, ['none', 'resume', 'interrupt'], `resource "${name}": preemption`);
    const whole = capacity === Infinity || (Number.isInteger(capacity) && capacity >= 0);
    assert(whole, `resource "${name}": capacity must be an integer >= 0 or Infinity, got ${capacity}`);
    assert(queueLimit >= 0, `resource "${name}": queueLimit must be >= 0, got ${queueLimit}`);
    this.processes = processes;
    this.name = name;
    this.capacity = capacity;
    this.inService = capacity;
    this.rule = rule;
    this.queueLimit = queueLimit;
    this.preemption = preemption;
    this.holders = preemption === 'none' ? null : new Holders();
  }

  /** Requests in line. */
  get queueLength(): number {
    return this.line.length;
  }

  /** Units not out of service. */
  get unitsInService(): number {
    return this.inService;
  }

  /** Units that a request would get at once; below 0 while more work than there are units in service. */
  get free(): number {
    return this.inService - this.inUse;
  }

  /**
   * Asks for units: `yield dock.request()`. Where it may balk or renege, look at the answer:
   * `if ((yield* dock.request({ patience: 30 })) !== 'granted') return`.
   */
  request(options?: RequestOptions): Ask<Outcome> {
    if (options !== undefined) return new Request(this, options);
    this.plain ??= new Request(this, {});
    return this.plain;
  }

  /**
   * Gives units back.
   * @param units all that the process holds by default
   * @param of the running process by default
   */
  release(units?: number, of?: Process): void {
    const process = of ?? this.processes.running(`release of resource "${this.name}", naming no process`);
    const held = process.holds(this);
    const given = units ?? held;
    if (held === 0 || !(given > 0 && given <= held && Number.isInteger(given)))
      this.refuseRelease(process, held, given);
    process.drop(this, given);
    if (this.holders === null) this.inUse -= given;
    else this.releaseClaims(this.holders, process, given);
    if (this.line.length > 0 || this.holders !== null) this.serve();
    if (this.watchers.length > 0) this.tellChanged();
  }

  /**
   * Request, hold, release, also if it is interrupted: `yield* machine.use(work)`.
   * @param duration of the work, >= 0
   */
  *use(duration: number, options?: RequestOptions): Generator<Yieldable, Outcome, unknown> {
    const sized = this.rule === 'shortest' ? { size: duration, ...options } : options;
    const outcome = yield* this.request(sized);
    if (outcome !== 'granted') return outcome;
    const process = this.processes.running('use');
    const claim = this.holders?.latestOf(process);
    try {
      yield hold(duration);
    } finally {
      // Not held any more if it was pre-empted by an interrupt.
      const held = this.holders === null || (claim !== undefined && this.holders.has(claim));
      if (held) this.release(sized?.units ?? 1);
      else this.processes.forgetInterrupt(process, this.name);
    }
    return outcome;
  }

  /**
   * Takes units out of service.
   * @param mode what becomes of the work on them
   */
  takeDown(units: number, mode: DownMode): void {
    const fits = Number.isInteger(units) && units > 0 && units <= this.capacity && this.capacity < Infinity;
    assert(
      fits,
      `resource "${this.name}": ${units} units can't go down, its capacity being ${this.capacity}`,
    );
    assert(
      mode === 'finish' || this.holders !== null,
      `resource "${this.name}": call trackHolders() before work can be suspended`,
    );
    this.setDown(this.down + units);
    if (mode === 'suspend') this.suspendExcess(units);
    this.makeWay();
  }

  /** Brings units back into service: first to work that stands still, then to the line. */
  bringUp(units: number): void {
    const fits = Number.isInteger(units) && units > 0 && units <= this.down;
    assert(fits, `resource "${this.name}": ${units} units can't come up, ${this.down} being down`);
    this.setDown(this.down - units);
    this.makeWay();
  }

  /** Registers a statistic, a breakdown ... */
  watch(watcher: ResourceWatcher): void {
    this.watchers.push(watcher);
    watcher.changed(this);
  }

  /** Needed before `takeDown` with `suspend`: keeps account of who works, from now on. */
  trackHolders(): void {
    if (this.holders !== null) return;
    assert(this.inUse === 0, `resource "${this.name}" is in use: give it its shifts and breakdowns before`);
    this.holders = new Holders();
  }

  /** All that is left of it while no process lives. */
  save(): readonly number[] {
    return [this.down, this.requests];
  }

  load(state: unknown): void {
    const [down, requests] = state as readonly [number, number];
    this.setDown(down);
    this.requests = requests;
  }

  private setDown(units: number): void {
    this.down = units;
    this.inService = Math.max(0, this.capacity - units);
  }

  /** @internal Not `begin`: a resource is nothing to yield. */
  beginRequest(waiter: Waiter, request: Request): Pending | null {
    const { units } = request;
    // In the common case there is nothing to be remembered.
    if (this.holders === null && this.line.length === 0 && units <= this.free) {
      this.inUse += units;
      waiter.process.gain(this, units);
      waiter.answer = 'granted';
      if (this.watchers.length > 0) this.tellServed(0);
      return null;
    }
    return this.beginClaim(waiter, request);
  }

  /** @internal A request leaves the line because its process stops waiting for it. */
  withdrawn(claim: Claim): void {
    if (claim.patience !== NO_EVENT) this.stopPatience(claim);
    this.line.remove(claim);
    this.tellSettled('withdrawn', this.processes.kernel.now - claim.since);
  }

  /** @internal Serves whoever nobody stands in the way of any more. */
  makeWay(): void {
    this.serve();
    this.tellChanged();
  }

  /** @internal */
  expired(claim: Claim): void {
    this.line.remove(claim);
    this.tellSettled('reneged', this.processes.kernel.now - claim.since);
    claim.waiter.wake('reneged');
    this.makeWay();
  }

  /** @internal Its place in the line, from 1. */
  placeOf(claim: Claim): number {
    return this.line.placeOf(claim);
  }

  private beginClaim(waiter: Waiter, request: Request): Pending | null {
    const { units, priority, patience } = request;
    this.requests += 1;
    const { now } = this.processes.kernel;
    const key = this.rule === 'lifo' ? -this.requests : request.key;
    const claim = new Claim(this, waiter, units, priority, key, this.requests, now);
    const hopeless = this.holders === null && units > this.free;
    const victims = !hopeless && this.isFirst(claim) ? this.roomFor(claim) : null;
    if (victims !== null) {
      this.grant(claim, victims);
      this.tellServed(0);
      // Victims may have had more units than it needed.
      if (victims.length > 0) this.makeWay();
      waiter.answer = 'granted';
      return null;
    }
    if (this.line.length >= Math.min(request.balkAt, this.queueLimit)) {
      this.tellSettled('balked', 0);
      waiter.answer = 'balked';
      return null;
    }
    this.line.add(claim);
    if (patience < Infinity) claim.patience = this.processes.timer(now + patience, waiter.process.id, claim);
    if (this.watchers.length > 0) this.tellChanged();
    return claim;
  }

  /** Takes released units from the latest claims of their process, wherever those stand. */
  private releaseClaims(holders: Holders, process: WaitingProcess, units: number): void {
    for (let left = units; left > 0; ) {
      const claim = holders.latestOf(process)!;
      const given = Math.min(left, claim.units);
      const state = holders.stateOf(claim);
      left -= given;
      claim.units -= given;
      if (state === 'working') this.inUse -= given;
      if (claim.units > 0) continue;
      holders.released(claim);
      if (state === 'preempted') this.line.remove(claim);
      if (state !== 'working') process.thaw();
    }
  }

  private isFirst(claim: Claim): boolean {
    const first = this.line.first();
    return first === undefined || byUrgency(claim, first) < 0;
  }

  /** The holders that a claim must take units from; null when it can't be served. */
  private roomFor(claim: Claim): readonly Claim[] | null {
    const missing = claim.units - this.free;
    if (this.holders === null) return missing <= 0 ? NOBODY : null;
    const suspended = this.holders.firstSuspended();
    const preempts = this.preemption !== 'none';
    if (suspended !== undefined && !(preempts && precedes(claim, suspended, this.keyOf(suspended))))
      return null;
    if (missing <= 0) return NOBODY;
    const victims = preempts
      ? this.holders.lessUrgent(claim, missing, (holder) => this.keyOf(holder))
      : NOBODY;
    return victims.length > 0 ? victims : null;
  }

  /** What the rule sorts a holder by now. */
  private keyOf(holder: Claim): number {
    return (this.rule === 'shortest' ? holder.waiter.process.remainingHold : undefined) ?? holder.key;
  }

  private grant(claim: Claim, victims: readonly Claim[]): void {
    for (const victim of victims) this.takeFrom(victim);
    this.inUse += claim.units;
    if (!claim.preempted) claim.waiter.process.gain(this, claim.units);
    this.holders?.add(claim);
    if (this.preemption !== 'interrupt') return;
    const reason = `process "${claim.waiter.process.name}"`;
    for (const { waiter } of victims)
      this.processes.interruptLater(waiter.process, new Preempted(this.name, reason));
  }

  private takeFrom(victim: Claim): void {
    const { process } = victim.waiter;
    this.inUse -= victim.units;
    if (this.preemption === 'interrupt') {
      this.holders!.remove(victim);
      process.drop(this, victim.units);
      return;
    }
    this.holders!.preempt(victim);
    victim.key = this.keyOf(victim);
    process.freeze();
    victim.preempted = true;
    this.line.add(victim);
  }

  /** Gives units to whoever may have some: work that stands still, then the line. */
  private serve(): void {
    if (this.holders === null) this.serveLine();
    else while (this.serveFirst() || this.resumeFirst()) {}
  }

  /** Where no unit is ever taken away, only the line is to be served. */
  private serveLine(): void {
    const { line } = this;
    for (let claim = line.first(); claim !== undefined && claim.units <= this.free; claim = line.first()) {
      line.shift();
      this.inUse += claim.units;
      claim.waiter.process.gain(this, claim.units);
      if (this.watchers.length > 0) this.tellServed(this.processes.kernel.now - claim.since);
      if (claim.patience !== NO_EVENT) this.stopPatience(claim);
      claim.waiter.wake('granted');
    }
  }

  private serveFirst(): boolean {
    const claim = this.line.first();
    if (claim === undefined) return false;
    const victims = this.roomFor(claim);
    if (victims === null) return false;
    this.line.shift();
    this.grant(claim, victims);
    if (claim.preempted) this.tellChanged();
    else this.tellServed(this.processes.kernel.now - claim.since);
    this.wakeServed(claim);
    return true;
  }

  private resumeFirst(): boolean {
    const claim = this.holders?.firstSuspended();
    if (claim === undefined || claim.units > this.free) return false;
    this.holders!.resume(claim);
    this.inUse += claim.units;
    claim.waiter.process.thaw();
    return true;
  }

  private wakeServed(claim: Claim): void {
    if (claim.patience !== NO_EVENT) this.stopPatience(claim);
    if (claim.preempted) {
      claim.preempted = false;
      claim.waiter.process.thaw();
    } else claim.waiter.wake('granted');
  }

  private stopPatience(claim: Claim): void {
    this.processes.cancelTimer(claim.patience);
    claim.patience = NO_EVENT;
  }

  /** Work on units that were told to finish goes on: no more stands still than goes down now. */
  private suspendExcess(units: number): void {
    const least = this.inUse - units;
    for (const claim of this.holders!.leastUrgentFirst()) {
      if (this.free >= 0 || this.inUse <= least) return;
      this.holders!.suspend(claim);
      this.inUse -= claim.units;
      claim.waiter.process.freeze();
    }
  }

  private tellServed(waited: number): void {
    if (this.watchers.length === 0) return;
    this.tellSettled('granted', waited);
    this.tellChanged();
  }

  private tellSettled(outcome: Settlement, waited: number): void {
    for (const watcher of this.watchers) watcher.settled(outcome, waited);
  }

  private tellChanged(): void {
    for (const watcher of this.watchers) watcher.changed(this);
  }

  private refuseRelease(process: Process, held: number, given: number): never {
    const what =
      held === 0
        ? 'it does not hold any. Released before? Granted to another process? Request not yielded, or answered "balked" or "reneged"?'
        : `it holds ${held}, and ${given} were to be released`;
    throw new AssertionError(`resource "${this.name}" released by process "${process.name}": ${what}`);
  }
}
