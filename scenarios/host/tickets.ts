/** Inputs that come to nothing: one that a step throws at, or that no actor can take. The run stops there, or goes on with a ticket. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { codeOf } from '#sim/digest';
import type { Kernel } from '#sim/kernel';
import type { HostOptions } from './host-options.ts';
import type { HostBooks } from './signals.ts';

/** A parked input: nothing of it happened, somebody must look. */
export interface Ticket {
  readonly no: number;
  readonly at: number;
  /** Type of the actor it was for; `none` where no actor takes it. */
  readonly actor: string;
  readonly key: number;
  readonly message: Envelope;
  readonly error: string;
}

export class Tickets {
  readonly list: Ticket[] = [];
  private readonly kernel: Kernel;
  private readonly books: HostBooks;
  private readonly onThrow: HostOptions['onThrow'];

  constructor(kernel: Kernel, books: HostBooks, onThrow: HostOptions['onThrow']) {
    this.kernel = kernel;
    this.books = books;
    this.onThrow = onThrow;
  }

  /** Nothing of the input has happened: the run stops there, or goes on with a ticket. */
  fault(actor: string, message: Envelope, reason: string, cause: unknown): void {
    const { kind, key, sender, counter } = message;
    const what = `${actor} ${key} failed on "${kind}" (message ${sender}/${counter}): ${reason}`;
    if (this.onThrow === 'stop') throw new Error(what, { cause });
    const no = this.list.length + 1;
    this.list.push({ no, at: this.kernel.now, actor, key, message, error: reason });
    const digest = this.kernel.digest;
    digest.int(codeOf('inputParked'));
    digest.number(sender);
    digest.number(counter);
    this.books.audit(this.kernel.now, 'inputParked', actor, key, `ticket ${no}: ${what}`);
  }

  load(saved: readonly Ticket[]): void {
    this.list.splice(0, this.list.length, ...saved);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
