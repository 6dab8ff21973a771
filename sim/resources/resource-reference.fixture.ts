/**
 * A resource as its rules say, in the plainest way: lists that are sorted anew whenever somebody may be served, and a clock
 * that looks through all there is for what comes next. Written without a look at `resource.ts`, for random programs whose
 * times never coincide but by cause.
 */

export interface Job {
  readonly gap: number;
  readonly units: number;
  readonly priority: number;
  readonly size: number;
  readonly due: number;
  readonly patience: number;
  readonly balkAt: number;
  /** Time with all units, then with `part` units less. */
  readonly work: number;
  readonly part: number;
  readonly rest: number;
}

export interface Program {
  readonly capacity: number;
  readonly rule: 'fifo' | 'lifo' | 'shortest' | 'earliest-due';
  readonly queueLimit: number;
  readonly preemption: 'none' | 'resume' | 'interrupt';
  /** What each process does, one job after another. */
  readonly processes: readonly (readonly Job[])[];
  readonly interrupts: readonly { readonly at: number; readonly who: number }[];
  readonly outages: readonly {
    readonly at: number;
    readonly length: number;
    readonly units: number;
    readonly mode: 'finish' | 'suspend';
  }[];
}

/** What was seen of a run. */
export interface Seen {
  /** By process: what happened to it when. */
  readonly logs: readonly (readonly [number, string])[][];
  /** Processes in the order in which they were granted units. */
  readonly grants: readonly number[];
  /** Of those granted, the time in line. */
  readonly waits: readonly number[];
  /** Integrals over time: requests in line, units at work. */
  readonly queued: number;
  readonly worked: number;
}

/** A request and what became of it. */
interface Ticket {
  readonly who: number;
  readonly job: Job;
  readonly n: number;
  readonly since: number;
  units: number;
  key: number;
  state: 'waiting' | 'working' | 'suspended' | 'pushed back' | 'over';
}

interface Actor {
  next: number;
  phase: 'gap' | 'line' | 'work' | 'rest' | 'between' | 'end';
  /** End of what it does, if it goes on as now; what is left of it, if it stands still. */
  ends: number;
  left: number;
  ticket: Ticket | null;
}

export function simulate(program: Program): Seen {
  return new Reference(program).run();
}

class Reference {
  private readonly program: Program;
  private readonly actors: Actor[];
  private readonly tickets: Ticket[] = [];
  private readonly timed: { readonly at: number; work(): void }[] = [];
  private readonly logs: (readonly [number, string])[][];
  private readonly grants: number[] = [];
  private readonly waits: number[] = [];
  private now = 0;
  private down = 0;
  private queued = 0;
  private worked = 0;

  constructor(program: Program) {
    this.program = program;
    this.logs = program.processes.map(() => []);
    this.actors = program.processes.map(() => ({
      next: -1,
      phase: 'end',
      ends: Infinity,
      left: 0,
      ticket: null,
    }));
    for (const { at, who } of program.interrupts)
      this.timed.push({ at, work: () => this.interrupt(who % this.actors.length) });
    for (const { at, length, units, mode } of program.outages) {
      this.timed.push({ at, work: () => this.takeDown(units, mode) });
      this.timed.push({ at: at + length, work: () => this.bringUp(units) });
    }
  }

  run(): Seen {
    this.actors.forEach((_, who) => void this.nextJob(who));
    while (this.step()) {}
    const { logs, grants, waits, queued, worked } = this;
    return { logs, grants, waits, queued, worked };
  }

  private step(): boolean {
    const due: { at: number; work(): void }[] = [...this.timed];
    this.actors.forEach(({ ends }, who) => void due.push({ at: ends, work: () => this.goOn(who) }));
    for (const ticket of this.inState('waiting'))
      due.push({ at: ticket.since + ticket.job.patience, work: () => this.renege(ticket) });
    due.sort((a, b) => a.at - b.at);
    const first = due[0];
    if (first === undefined || first.at === Infinity) return false;
    const elapsed = first.at - this.now;
    this.queued += elapsed * this.line().length;
    this.worked += elapsed * this.inUse();
    this.now = first.at;
    const planned = this.timed.indexOf(first);
    if (planned >= 0) this.timed.splice(planned, 1);
    first.work();
    this.settle();
    return true;
  }

  private inState(...states: Ticket['state'][]): Ticket[] {
    return this.tickets.filter(({ state }) => states.includes(state));
  }

  private inUse(): number {
    return this.inState('working').reduce((sum, { units }) => sum + units, 0);
  }

  private free(): number {
    return Math.max(0, this.program.capacity - this.down) - this.inUse();
  }

  private line(): Ticket[] {
    return this.inState('waiting', 'pushed back').sort(before);
  }

  /** What counts for a holder now: for the shortest job first, what is left of it. */
  private keyNow({ who, key }: Ticket): number {
    const { phase, ends, left } = this.actors[who]!;
    if (this.program.rule !== 'shortest' || (phase !== 'work' && phase !== 'rest')) return key;
    return ends === Infinity ? left : ends - this.now;
  }

  private beats(ticket: Ticket, holder: Ticket): boolean {
    const byPriority = ticket.job.priority - holder.job.priority;
    return byPriority < 0 || (byPriority === 0 && ticket.key < this.keyNow(holder));
  }

  /** Whose units it takes if it is served now; null if it can't be. */
  private victims(ticket: Ticket): Ticket[] | null {
    const { preemption } = this.program;
    const [stopped] = this.inState('suspended').sort(before);
    if (stopped !== undefined && (preemption === 'none' || !this.beats(ticket, stopped))) return null;
    const victims: Ticket[] = [];
    let free = this.free();
    if (free >= ticket.units) return victims;
    if (preemption === 'none') return null;
    const beaten = this.inState('working').filter((holder) => this.beats(ticket, holder));
    beaten.sort((a, b) => b.job.priority - a.job.priority || this.keyNow(b) - this.keyNow(a) || b.n - a.n);
    for (const holder of beaten) {
      if (free >= ticket.units) break;
      victims.push(holder);
      free += holder.units;
    }
    if (free < ticket.units) return null;
    // Whoever turns out not to be needed keeps its units.
    return victims.filter((victim) => {
      if (free - victim.units < ticket.units) return true;
      free -= victim.units;
      return false;
    });
  }

  /** As long as somebody may be served, somebody is. */
  private settle(): void {
    while (true) {
      const [first] = this.line();
      const victims = first === undefined ? null : this.victims(first);
      if (victims !== null) {
        this.serve(first!, victims);
        continue;
      }
      const [stopped] = this.inState('suspended').sort(before);
      if (stopped === undefined || stopped.units > this.free()) return;
      stopped.state = 'working';
      this.thaw(stopped.who);
    }
  }

  private serve(ticket: Ticket, victims: readonly Ticket[]): void {
    const first = ticket.state === 'waiting';
    for (const victim of victims) this.evict(victim);
    ticket.state = 'working';
    if (!first) {
      this.thaw(ticket.who);
      return;
    }
    this.grants.push(ticket.who);
    this.waits.push(this.now - ticket.since);
    this.log(ticket.who, 'granted');
    this.begin(ticket.who, 'work', ticket.job.work);
  }

  private evict(victim: Ticket): void {
    const actor = this.actors[victim.who]!;
    if (this.program.preemption === 'resume') {
      victim.key = this.keyNow(victim);
      victim.state = 'pushed back';
      this.freeze(victim.who);
      return;
    }
    victim.state = 'over';
    // It hears of it at its next wait.
    this.log(victim.who, 'preempted');
    actor.ticket = null;
    this.nextJob(victim.who);
  }

  private begin(who: number, phase: Actor['phase'], length: number): void {
    Object.assign(this.actors[who]!, { phase, left: length, ends: this.now + length });
  }

  private freeze(who: number): void {
    const actor = this.actors[who]!;
    if (actor.phase !== 'work' && actor.phase !== 'rest') return;
    if (actor.ends !== Infinity) actor.left = actor.ends - this.now;
    actor.ends = Infinity;
  }

  private thaw(who: number): void {
    const actor = this.actors[who]!;
    actor.ends = this.now + actor.left;
  }

  private goOn(who: number): void {
    const actor = this.actors[who]!;
    const job = this.program.processes[who]![actor.next]!;
    if (actor.phase === 'gap') this.request(who, job);
    else if (actor.phase === 'work') {
      this.log(who, 'half');
      actor.ticket!.units -= job.part;
      Object.assign(actor, { phase: 'between', ends: Infinity });
      if (job.part > 0) this.settle();
      if (actor.ticket === null) return;
      this.begin(who, 'rest', job.rest);
      if (actor.ticket.state !== 'working') this.freeze(who);
    } else {
      this.log(who, 'done');
      actor.ticket!.state = 'over';
      this.nextJob(who);
    }
  }

  private request(who: number, job: Job): void {
    const n = this.tickets.length + 1;
    const key = { fifo: 0, lifo: -n, shortest: job.size, 'earliest-due': job.due }[this.program.rule];
    const ticket: Ticket = { who, job, n, since: this.now, units: job.units, key, state: 'waiting' };
    const others = this.line().length;
    this.tickets.push(ticket);
    const actor = this.actors[who]!;
    Object.assign(actor, { phase: 'line', ends: Infinity, ticket });
    if (this.line()[0] === ticket && this.victims(ticket) !== null) return;
    if (others < Math.min(job.balkAt, this.program.queueLimit)) return;
    ticket.state = 'over';
    this.log(who, 'balked');
    this.nextJob(who);
  }

  private renege(ticket: Ticket): void {
    ticket.state = 'over';
    this.log(ticket.who, 'reneged');
    this.nextJob(ticket.who);
  }

  private interrupt(who: number): void {
    const actor = this.actors[who]!;
    if (actor.phase === 'end') return;
    if (actor.ticket !== null) actor.ticket.state = 'over';
    this.log(who, 'interrupted');
    this.nextJob(who);
  }

  private nextJob(who: number): void {
    const actor = this.actors[who]!;
    actor.next += 1;
    actor.ticket = null;
    const job = this.program.processes[who]![actor.next];
    if (job === undefined) Object.assign(actor, { phase: 'end', ends: Infinity });
    else this.begin(who, 'gap', job.gap);
  }

  private takeDown(units: number, mode: 'finish' | 'suspend'): void {
    this.down += units;
    // No more stands still than goes down.
    for (let left = units; mode === 'suspend' && left > 0 && this.free() < 0; ) {
      const last = this.inState('working').sort(before).at(-1);
      if (last === undefined) return;
      last.state = 'suspended';
      left -= last.units;
      this.freeze(last.who);
    }
  }

  private bringUp(units: number): void {
    this.down -= units;
  }

  private log(who: number, what: string): void {
    this.logs[who]!.push([this.now, what]);
  }
}

function before(a: Ticket, b: Ticket): number {
  return a.job.priority - b.job.priority || a.key - b.key || a.n - b.n;
}
