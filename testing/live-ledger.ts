/**
 * What the partners of a live proof have done, and what the core has put on record: counted by business key, beside the
 * idempotency keys by which repeats are known.
 *
 * 1. A call is done once for each idempotency key; a call without one is done each time it comes.
 * 2. What must happen once an order and happened never or twice is named, whatever keys the calls carried.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { PartnerCall } from './live-partner-server.ts';

/** Kinds of message that every order leads to, once. */
export const ONCE_AN_ORDER = [
  'requestRates',
  'shipOrder',
  'tenderLoad',
  'dispatchLoad',
  'payInvoice',
] as const;
const EVENTS_ONCE_AN_ORDER = ['orderPlanned', 'freightRated', 'freightMatched'] as const;
const POSTINGS_ONCE_AN_ORDER = ['freightAccrued', 'freightApproved', 'freightPaid'] as const;

interface Batch {
  readonly at: number;
  readonly key: number;
  readonly entries: readonly {
    readonly entry: string;
    readonly name?: string;
    readonly posting?: string;
    readonly amountMinor?: number;
  }[];
}

export class LiveLedger {
  /** Calls that came, and those of them that were known by their key. */
  calls = 0;
  repeats = 0;
  /** Messages that were done. */
  effects = 0;
  private readonly done = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private readonly amounts = new Map<string, number>();
  private readonly faults: string[] = [];
  private readonly promisedAt = new Map<number, number>();
  private readonly plannedAt = new Map<number, number>();

  /** Takes a call; true when it is to be done, false when it has been. */
  take({ to, id, body }: PartnerCall): boolean {
    this.calls += 1;
    const text = JSON.stringify(body);
    const before = id === null ? undefined : this.done.get(id);
    if (before !== undefined) {
      this.repeats += 1;
      if (before !== text) this.faults.push(`${id} came again with another body`);
      return false;
    }
    if (id !== null) this.done.set(id, text);
    if (to === 'journal') this.enter(body as Batch);
    else {
      this.effects += 1;
      const { kind, key } = body as Envelope;
      this.count(kind, key);
    }
    return true;
  }

  /** The partners see to it that this order is delivered well after this instant. */
  promise(order: number, at: number): void {
    this.promisedAt.set(order, at);
  }

  /**
   * Orders whose promise must have been missed: they were planned before it, so that their timer was set. All of them,
   * unless the machine is so slow that there is no time for a timer.
   */
  missed(orders: number): number[] {
    return Array.from({ length: orders }, (_, i) => i + 1).filter(
      (order) => this.plannedAt.get(order)! < this.promisedAt.get(order)!,
    );
  }

  /** How often that happened for that order. */
  countOf(what: string, order: number): number {
    return this.counts.get(`${what} ${order}`) ?? 0;
  }

  /** Sum of all postings of that name, minor units. */
  amountOf(posting: string): number {
    return this.amounts.get(posting) ?? 0;
  }

  /** What was lost, doubled or mixed up for the orders 1..n; empty when all is as it must be. */
  wrongs(orders: number): string[] {
    const wrongs = [...this.faults];
    for (let order = 1; order <= orders; order++) {
      for (const what of [...ONCE_AN_ORDER, ...EVENTS_ONCE_AN_ORDER, ...POSTINGS_ONCE_AN_ORDER]) {
        const count = this.countOf(what, order);
        if (count !== 1) wrongs.push(`${what} of order ${order}: ${count} times`);
      }
      const rung = this.countOf('promiseMissed', order);
      if (rung > 1) wrongs.push(`promiseMissed of order ${order}: ${rung} times`);
    }
    for (const order of this.missed(orders)) {
      if (this.countOf('promiseMissed', order) === 0) wrongs.push(`the timer of order ${order} never rang`);
    }
    return wrongs;
  }

  private enter({ at, key, entries }: Batch): void {
    for (const { name, posting, amountMinor = 0, entry } of entries) {
      if (name === 'orderPlanned') this.plannedAt.set(key, at);
      if (entry === 'event') this.count(name!, key);
      if (entry !== 'post') continue;
      this.count(posting!, key);
      this.amounts.set(posting!, this.amountOf(posting!) + amountMinor);
    }
  }

  private count(what: string, order: number): void {
    const at = `${what} ${order}`;
    this.counts.set(at, (this.counts.get(at) ?? 0) + 1);
  }
}
