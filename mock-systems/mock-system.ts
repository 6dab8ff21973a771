/**
 * What every mock system is: an Observer of what it is sent and an Observable of what it sends, on typed events.
 *
 * 1. One Subject in, one out; a message goes to its handler through a table, not through filters.
 * 2. State is plain data of the subclass, saved and loaded with the kernel.
 * 3. Nothing is answered from inside a delivery: what a system sends leaves through a calendar event of the
 *    assembly, so two systems never re-enter each other.
 * 4. A repeated message (same sender and counter) is dropped before its handler sees it.
 */
import { Subject } from 'rxjs';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/outbound';
import { AssertionError } from '#sim/assert';
import type { Kernel } from '#sim/kernel';

/** What a mock is built with. */
export interface MockContext {
  readonly kernel: Kernel;
  readonly log: BusinessLog;
}

type Handler = (message: Envelope) => void;

interface Saved {
  readonly counter: number;
  readonly received: number;
  readonly state: unknown;
}

export abstract class MockSystem<State> {
  readonly partner: number;
  readonly name: string;
  /** Messages to this system. */
  readonly input = new Subject<Envelope>();
  /** Messages from this system. */
  readonly output = new Subject<Envelope>();
  protected readonly kernel: Kernel;
  protected readonly log: BusinessLog;
  protected abstract state: State;
  private readonly handlers = new Map<string, Handler>();
  private counter = 0;
  /** Highest counter of the core taken in. The core hands over in order per partner, so a lower one is a repeat. */
  private received = 0;

  constructor(context: MockContext, partner: number, name: string) {
    this.kernel = context.kernel;
    this.log = context.log;
    this.partner = partner;
    this.name = name;
    this.input.subscribe((message) => this.take(message));
    context.kernel.component(`mock.${name}`, {
      save: (): Saved => ({ counter: this.counter, received: this.received, state: this.saveState() }),
      load: (saved) => {
        const { counter, received, state } = saved as Saved;
        this.counter = counter;
        this.received = received;
        this.loadState(state as State);
      },
    });
  }

  /** Plain copy of the state, not shared with the running system. */
  protected abstract saveState(): State;
  /** Takes over a saved state without keeping a reference to it. */
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
    this.counter += 1;
    this.output.next(
      envelope(kind, PARTNER, this.partner, 0, 0, this.partner, this.counter, key, a, b, body),
    );
  }

  private take(message: Envelope): void {
    if (message.counter <= this.received) return;
    this.received = message.counter;
    const handler = this.handlers.get(message.kind);
    if (handler === undefined) {
      throw new AssertionError(`${this.name} does not understand "${message.kind}" (order ${message.key})`);
    }
    handler(message);
  }
}
