/**
 * Freight that ERP pays: what is approved and waits for its date, and what was paid of late.
 *
 * 1. A load's freight is paid once. A repeated approval of what was paid in the last `keptMs` is known as such.
 */
import { amountOf, copyAmounts, noAmounts, type RecentAmounts, remember } from './recent-amounts.ts';

export interface SavedPayments {
  readonly waiting: ReadonlySet<number>;
  readonly paid: RecentAmounts;
}

export class FreightPayments {
  /** Loads whose freight waits for its payment date. */
  private waiting = new Set<number>();
  private paid = noAmounts();
  private readonly keptMs: number;

  constructor(keptMs: number) {
    this.keptMs = keptMs;
  }

  /** @returns `waiting`: nothing to do; a number: it was paid, that much; `new`: it waits from now on. */
  approve(load: number): 'new' | 'waiting' | number {
    if (this.waiting.has(load)) return 'waiting';
    const paid = amountOf(this.paid, load);
    if (paid !== undefined) return paid;
    this.waiting.add(load);
    return 'new';
  }

  pay(load: number, minor: number, now: number): void {
    this.waiting.delete(load);
    remember(this.paid, load, minor, now, this.keptMs);
  }

  save(): SavedPayments {
    return { waiting: new Set(this.waiting), paid: copyAmounts(this.paid) };
  }

  load({ waiting, paid }: SavedPayments): void {
    this.waiting = new Set(waiting);
    this.paid = copyAmounts(paid);
  }
}
