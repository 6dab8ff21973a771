/**
 * Workers that were given up for dead and are not: each finishes a step that another has done meanwhile.
 *
 * 1. A zombie steps the same input on the state as it was before that input, by the time that it was told then. What it comes to
 *    is held, and leaves only if it may commit.
 * 2. It may not: the actor has counted an input since, or is gone. Nothing of it happens, and it goes on record.
 * 3. A crash ends zombies as it ends everything else that has not committed.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Instant } from '#orchestrator/model/instant';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Recorder } from '../recording/recorder.ts';
import type { ActorRegistry, Registered } from './actor-registry.ts';
import { copyJson } from './copy-json.ts';
import type { CoreClock } from './core-clock.ts';
import type { HeldOut } from './held-out.ts';
import type { HostOut } from './host-out.ts';
import type { HostBooks } from './signals.ts';

/**
 * How long after its commit a step's zombie comes to its own, ms; -1 = it leaves none. A function of its arguments alone.
 * @param n inputs that the actor had counted before
 */
export type ZombiePlan = (message: Envelope, type: number, key: number, n: number, now: number) => number;

/** A step under way at a worker that nobody waits for any more. */
interface HalfDone {
  readonly message: Envelope;
  /** Before the input; null = the actor was not there yet. */
  readonly state: unknown;
  /** Inputs that it had counted. */
  readonly version: number;
  readonly at: number;
  /** What the core's clock showed. */
  readonly clockAt: number;
}

interface Host {
  readonly kernel: Kernel;
  readonly actors: ActorRegistry;
  readonly out: HostOut;
  readonly held: HeldOut;
  readonly books: HostBooks;
  readonly clock: CoreClock | null;
  readonly recorder: Recorder;
  readonly isDown: () => boolean;
  readonly noteInput: (registered: Registered, slot: number, key: number, message: Envelope) => void;
}

export class Zombies {
  /** Commits that were refused. */
  refused = 0;
  private readonly host: Host;
  private readonly plan: ZombiePlan;
  private readonly onFinish: HandlerNo;

  constructor(host: Host, plan: ZombiePlan) {
    this.host = host;
    this.plan = plan;
    this.onFinish = host.kernel.handler('host.zombie', (type, key, halfDone) =>
      this.finish(type, key, halfDone as HalfDone),
    );
    host.kernel.component('zombies', {
      save: () => this.refused,
      load: (refused) => {
        this.refused = refused as number;
      },
    });
  }

  /** Before a step. @param slot of its actor; -1 = it is not there yet */
  leave({ actor, store }: Registered, slot: number, key: number, message: Envelope, clockAt: number): void {
    const { kernel, recorder } = this.host;
    const at = kernel.now;
    const version = slot < 0 ? 0 : store.versionOf(slot);
    const lateMs = this.plan(message, actor.type, key, version, at);
    if (lateMs < 0) return;
    const state = slot < 0 ? null : copyJson(store.read(slot));
    const halfDone: HalfDone = { message, state, version, at, clockAt };
    recorder.fault(at, 'zombie', 'core', key, { actor: actor.name, kind: message.kind, lateMs });
    kernel.schedule(this.onFinish, at + lateMs, actor.type, key, halfDone);
  }

  private finish(type: number, key: number, { message, state, version, at, clockAt }: HalfDone): void {
    const { kernel, actors, out, held, books, clock, isDown } = this.host;
    if (isDown()) return;
    const shown = clock === null ? 0 : clock.now;
    const registered = actors.of(type);
    const { actor, store } = registered;
    const draft = state === null ? registered.wide(actor.initial(key)) : copyJson(state);
    out.now = at;
    if (clock !== null) clock.now = clockAt;
    out.begin(actor, store, key, store.find(key));
    try {
      actor.step(draft, message, at as Instant, held);
    } finally {
      out.end();
      out.now = kernel.now;
      if (clock !== null) clock.now = shown;
    }
    if (this.mayCommit(registered, key, version)) this.commit(registered, key, message, draft);
    else {
      held.discard();
      this.refused += 1;
      books.audit(kernel.now, 'staleCommitRefused', actor.name, key, `${message.kind}, input ${version + 1}`);
    }
  }

  /** The actor still stands where the step began. */
  private mayCommit({ store }: Registered, key: number, version: number): boolean {
    const slot = store.find(key);
    return slot >= 0 && store.versionOf(slot) === version;
  }

  private commit(registered: Registered, key: number, message: Envelope, draft: unknown): void {
    const { out, held, noteInput } = this.host;
    const { actor, store } = registered;
    const found = store.find(key);
    const slot = found < 0 ? store.create(key, draft) : found;
    store.replace(slot, draft);
    out.begin(actor, store, key, slot);
    noteInput(registered, slot, key, message);
    held.release();
    out.end();
  }
}
