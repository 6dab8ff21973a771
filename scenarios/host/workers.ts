/**
 * Brings inputs to their steps: at once where the platform takes no time, else past a free worker and the actor's step before.
 *
 * 1. Nothing is stepped from inside another step. What a step says to an actor arrives at that instant, in the order of all else
 *    that the calendar holds for it.
 * 2. A crash loses no input: what had not committed is stepped again. Without an outage (restarted at the instant of the
 *    crash) nothing happens later than it would have.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { type Job, PlatformQueue, type PlatformQueueSnapshot } from './platform-queue.ts';
import type { PlatformModel } from './ports.ts';

/** Commits come before anything else of their instant, so that the next step sees a free actor and worker. */
const COMMIT_PRIORITY = -1;

/** An input on its way from one step to another. One object serves many. */
interface Arrival {
  type: number;
  key: number;
  message: Envelope;
}

/** Steps an actor, and commits the step. */
interface Steps {
  step(type: number, key: number, message: Envelope): void;
}

export class Workers {
  /** Sum and maximum of the time that inputs waited for a worker or for their actor, ms. */
  waitedMs = 0;
  waitedMsMax = 0;
  /** Instant of the crash; null = the core is running. */
  crashedAt: number | null = null;
  /** Of an input, for its actor. */
  readonly onInput: HandlerNo;

  private readonly kernel: Kernel;
  private readonly queue: PlatformQueue;
  private stepper!: Steps;
  private readonly onCommit: HandlerNo;
  private readonly latencyMs: number;
  /** No limit and no latency: an input is stepped where it arrives. */
  private readonly instantaneous: boolean;
  /** Inputs that the step under way has led to, for this instant: they arrive when it has committed. */
  private readonly arrivals: Arrival[] = [];
  private arriving = 0;

  constructor(kernel: Kernel, { workers, stepLatencyMs, storeLatencyMs }: PlatformModel) {
    this.kernel = kernel;
    this.queue = new PlatformQueue(workers);
    this.latencyMs = stepLatencyMs + storeLatencyMs;
    this.instantaneous = workers === 0 && this.latencyMs === 0;
    this.onInput = kernel.handler('host.input', (type, key, message) =>
      this.arrive(type, key, message as Envelope),
    );
    this.onCommit = kernel.handler('host.commit', (type, key) => this.commit(type, key));
  }

  /** Before the first input. */
  serve(stepper: Steps): void {
    this.stepper = stepper;
  }

  get isDown(): boolean {
    return this.crashedAt !== null;
  }

  /** Inputs that wait for a worker or for their actor. */
  get backlog(): number {
    return this.queue.depth;
  }

  arrive(type: number, key: number, message: Envelope): void {
    if (this.instantaneous && this.crashedAt === null && this.queue.idle) {
      this.stepper.step(type, key, message);
      return;
    }
    this.queue.add(type, key, message, this.kernel.now);
    this.startReady();
  }

  /**
   * Of a step, for this instant. Behind whatever the calendar still holds for it; where that is nothing, the calendar need not
   * be asked.
   */
  readonly inputOfStep = (type: number, key: number, message: Envelope): void => {
    const { kernel } = this;
    if (this.latencyMs === 0 || kernel.nextTime <= kernel.now) {
      kernel.schedule(this.onInput, kernel.now, type, key, message);
      return;
    }
    if (this.arriving === this.arrivals.length) this.arrivals.push({ type, key, message });
    else {
      const arrival = this.arrivals[this.arriving]!;
      arrival.type = type;
      arrival.key = key;
      arrival.message = message;
    }
    this.arriving += 1;
  };

  private arriveAll(): void {
    for (let i = 0; i < this.arriving; i++) {
      const { type, key, message } = this.arrivals[i]!;
      this.arrive(type, key, message);
    }
    this.arriving = 0;
  }

  private startReady(): void {
    if (this.crashedAt !== null) return;
    const { now } = this.kernel;
    for (let job = this.queue.take(); job !== null; job = this.queue.take()) {
      const waited = now - job.arrivedAt;
      this.waitedMs += waited;
      if (waited > this.waitedMsMax) this.waitedMsMax = waited;
      this.work(job, now + this.latencyMs);
    }
  }

  /** A worker is at work on it until `commitAt`. */
  private work(job: Job, commitAt: number): void {
    const { type, key } = job;
    job.commitAt = commitAt;
    job.commit = this.kernel.scheduleCancellable(
      this.onCommit,
      commitAt,
      type,
      key,
      undefined,
      COMMIT_PRIORITY,
    );
  }

  private commit(type: number, key: number): void {
    const job = this.queue.of(type, key);
    this.stepper.step(type, key, job.message);
    this.queue.done(job);
    this.startReady();
    if (this.arriving > 0) this.arriveAll();
  }

  /** Takes the inputs of a cancelled timer out of the queue. @param timer -1 = of all its timers */
  withdrawTimer(type: number, key: number, timer: number): void {
    this.queue.withdrawTimer(type, key, timer);
  }

  /**
   * The orchestrator dies. What had not committed is stepped again after `restart`; inbox, timers and states, with the
   * messages that lanes keep, survive. What partners answer meanwhile does not reach it.
   */
  crash(): void {
    assert(this.crashedAt === null, 'crash() while it is down');
    this.crashedAt = this.kernel.now;
    for (const { commit } of this.queue.lost()) this.kernel.cancel(commit);
  }

  restart(): void {
    assert(this.crashedAt !== null, 'restart() while it is running');
    const outage = this.kernel.now > this.crashedAt!;
    this.crashedAt = null;
    const lost = this.queue.lost();
    if (outage) for (const job of lost.reverse()) this.queue.again(job);
    else for (const job of lost) this.work(job, job.commitAt);
    this.startReady();
  }

  save(): PlatformQueueSnapshot {
    return this.queue.save();
  }

  load(saved: PlatformQueueSnapshot): void {
    this.queue.load(saved);
    this.arriving = 0;
  }
}
