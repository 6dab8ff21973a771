/**
 * What every mock system is: an Observer of what it is sent and an Observable of what it sends, on typed events.
 *
 * 1. One Subject in, one out; a message goes to its handler through a table, not through filters.
 * 2. State is plain data of the subclass, saved and loaded with the kernel.
 * 3. Nothing is answered from inside a delivery: what a system sends leaves through a calendar event of the
 *    assembly, so two systems never re-enter each other.
 * 4. A repeated message (same counter) is answered "already done" and its handler does not see it: known again for at
 *    least `IDEMPOTENCY_MS`, in whatever order messages come. Beyond that the system's business keys decide.
 * 5. Where somebody stands before it (`own-front.ts`), repeats are known before they reach him, and counters are given as he lets go.
 */
import { Subject } from 'rxjs';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { AssertionError } from '#sim/assert';
import type { Kernel } from '#sim/kernel';
import { MessageTally, type SavedTally } from './message-tally.ts';
import { type SavedSeen, SeenMessages } from './seen-messages.ts';

/** How long idempotency keys are kept: two days. Source: assumption (public APIs keep them for 24 hours or more). */
export const IDEMPOTENCY_MS = 2 * 86_400_000;

/** What a system answers to a delivery, as of HTTP. */
export type Status = 200 | 409;

/** Where a system's own mistakes are put on record, which it does not know of: what it was, where, of what, and more about it. */
export type MistakeLog = (kind: string, place: string, key: number, detail: object) => void;

/** What a mock is built with. */
export interface MockContext {
  readonly kernel: Kernel;
  readonly log: BusinessLog;
  /** Absent = they are on no record. */
  readonly mistakes?: MistakeLog;
}

type Handler = (message: Envelope) => void;

/** The doors of a system that somebody stands before. */
export interface Behind {
  /** It takes a message in. */
  readonly take: Handler;
  /** It says something to the core. */
  readonly say: (kind: string, key: number, a: number, b: number, body: unknown) => void;
}

/** Who stands before a system, and is told of what comes and goes first; false = that passes. */
export interface Front {
  takes(message: Envelope): boolean;
  says(kind: string, key: number, a: number, b: number, body: unknown): boolean;
}

interface Saved {
  readonly counter: number;
  readonly seen: SavedSeen;
  readonly applied: SavedTally;
  readonly state: unknown;
}

/** A Subject that says what it says to its one subscriber without a detour, which costs more than the saying. */
class Outlet extends Subject<Envelope> {
  override next(message: Envelope): void {
    const { observers } = this;
    if (observers.length === 1 && !this.isStopped && !this.closed) observers[0]!.next(message);
    else super.next(message);
  }
}

export abstract class MockSystem<State> {
  readonly partner: number;
  readonly name: string;
  /** Messages to this system. */
  readonly input = new Subject<Envelope>();
  /** Messages from this system. */
  readonly output = new Outlet();
  /** Messages that its handlers have been given, by its own count. */
  readonly applied = new MessageTally();
  protected readonly kernel: Kernel;
  protected readonly log: BusinessLog;
  private readonly handlers = new Map<string, Handler>();
  private counter = 0;
  private readonly seen = new SeenMessages(IDEMPOTENCY_MS);
  private front: Front | null = null;

  constructor(context: MockContext, partner: number, name: string) {
    this.kernel = context.kernel;
    this.log = context.log;
    this.partner = partner;
    this.name = name;
    this.input.subscribe((message) => this.take(message));
    context.kernel.component(`mock.${name}`, {
      save: (): Saved => ({
        counter: this.counter,
        seen: this.seen.save(),
        applied: this.applied.save(),
        state: this.saveState(),
      }),
      load: (saved) => {
        const { counter, seen, applied, state } = saved as Saved;
        this.counter = counter;
        this.seen.load(seen);
        this.applied.load(applied);
        this.loadState(state as State);
      },
    });
  }

  /** Messages that it has sent: their counters run from 1 to it. */
  get said(): number {
    return this.counter;
  }

  /** Plain data that the running system never writes into from now on. */
  protected abstract saveState(): State;
  /** Takes over a saved state. What it keeps of it, it never writes into. */
  protected abstract loadState(saved: State): void;

  protected on<Kind extends CoreToPartner['kind']>(
    kind: Kind,
    handler: (message: Extract<CoreToPartner, { readonly kind: Kind }>) => void,
  ): void {
    this.handlers.set(kind, handler as Handler);
  }

  /** Sends an event to the core. `key` is the business key. */
  protected send<Kind extends PartnerToCore['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<PartnerToCore, { readonly kind: Kind }>['body'],
  ): void {
    this.sendAs(kind, key, a, b, body);
  }

  /** Somebody stands before it from now on: once, before the first event. */
  putBefore<F extends Front>(make: (behind: Behind) => F): F {
    const front = make({
      take: (message) => this.handle(message),
      say: (kind, key, a, b, body) => this.emit(kind, key, a, b, body),
    });
    this.front = front;
    return front;
  }

  /** As `send`, of a kind that is not among ours. */
  protected sendAs(kind: string, key: number, a: number, b: number, body: unknown): void {
    if (this.front === null || !this.front.says(kind, key, a, b, body)) this.emit(kind, key, a, b, body);
  }

  private emit(kind: string, key: number, a: number, b: number, body: unknown): void {
    this.counter += 1;
    this.output.next(
      envelope(kind, PARTNER, this.partner, 0, 0, this.partner, this.counter, key, a, b, body),
    );
  }

  /** Takes a message in and answers it: 200 = taken, 409 = already done, and nothing happened. */
  take(message: Envelope): Status {
    if (!this.seen.note(message.counter, this.kernel.now)) return 409;
    this.applied.note(message.counter);
    if (this.front === null || !this.front.takes(message)) this.handle(message);
    return 200;
  }

  protected handle(message: Envelope): void {
    const handler = this.handlers.get(message.kind);
    if (handler === undefined) {
      throw new AssertionError(`${this.name} does not understand "${message.kind}" (order ${message.key})`);
    }
    handler(message);
  }
}
