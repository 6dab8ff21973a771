/**
 * What a step says about itself: business events, postings, KPI samples, audit notes, tasks.
 * `HostBooks` writes them down; `HeldSignals` keeps those of a step that may still be rolled back.
 */

import { POSTINGS, type Posting } from '#orchestrator/core/out';
import { codeOf, MultisetDigest } from '#sim/digest';
import type { Recorder } from '../recording/recorder.ts';

export interface SignalSink {
  business(
    now: number,
    event: string,
    owner: string,
    entityType: string,
    entityKey: number,
    entityN: number,
    a: number,
    b: number,
  ): void;
  post(now: number, posting: Posting, amountMinor: number, entityType: string, entityKey: number): void;
  kpi(now: number, name: string, entityType: string, entityKey: number, value: number, unit: string): void;
  audit(now: number, subject: string, entityType: string, entityKey: number, detail: string): void;
  task(
    now: number,
    role: string,
    entityType: string,
    entityKey: number,
    kind: string,
    no: number,
    dueAt: number | null,
    detail: string,
  ): void;
}

/** One held call: the method and its arguments, as plain data. */
export type HeldSignal = readonly [method: keyof SignalSink, args: readonly unknown[]];

export class HeldSignals implements SignalSink {
  readonly held: HeldSignal[] = [];

  business(...args: Parameters<SignalSink['business']>): void {
    this.held.push(['business', args]);
  }

  post(...args: Parameters<SignalSink['post']>): void {
    this.held.push(['post', args]);
  }

  kpi(...args: Parameters<SignalSink['kpi']>): void {
    this.held.push(['kpi', args]);
  }

  audit(...args: Parameters<SignalSink['audit']>): void {
    this.held.push(['audit', args]);
  }

  task(...args: Parameters<SignalSink['task']>): void {
    this.held.push(['task', args]);
  }
}

/** Writes held signals down in the order in which they were given. */
export function release(held: readonly HeldSignal[], sink: SignalSink): void {
  for (const [method, args] of held)
    (sink[method] as (...args: readonly unknown[]) => void).call(sink, ...args);
}

/** Is shown every business event as it is written: invariants, KPIs as the run goes. */
export type BusinessWatcher = Pick<SignalSink, 'business'>;

export interface BooksSnapshot {
  readonly business: readonly number[];
  readonly ledger: readonly (readonly [Posting, number])[];
}

/** Writes signals to the recording, the business digest and the ledger's sums. */
export class HostBooks implements SignalSink {
  /** Business events by virtual time, entity and n, in whatever order they were written. */
  readonly businessDigest = new MultisetDigest();
  /** Amounts posted so far, minor units, by posting. */
  readonly ledger = new Map<Posting, number>();
  private readonly recorder: Recorder;
  private readonly currency: string;
  private readonly watchers: readonly BusinessWatcher[];

  constructor(recorder: Recorder, currency: string, watchers: readonly BusinessWatcher[]) {
    this.recorder = recorder;
    this.currency = currency;
    this.watchers = watchers;
  }

  business(...args: Parameters<SignalSink['business']>): void {
    const [now, event, owner, entityType, entityKey, entityN, a, b] = args;
    const digest = this.businessDigest;
    digest.begin(codeOf(event));
    digest.number(now);
    digest.number(codeOf(entityType));
    digest.number(entityKey);
    digest.number(entityN);
    digest.number(a);
    digest.number(b);
    digest.end();
    this.recorder.business(now, event, owner, entityType, entityKey, entityN, a, b);
    for (const watcher of this.watchers)
      watcher.business(now, event, owner, entityType, entityKey, entityN, a, b);
  }

  post(now: number, posting: Posting, amountMinor: number, entityType: string, entityKey: number): void {
    if (!(Number.isSafeInteger(amountMinor) && amountMinor > 0)) {
      throw new RangeError(
        `posting ${posting} of ${entityType} ${entityKey}: not a positive amount: ${amountMinor}`,
      );
    }
    this.ledger.set(posting, (this.ledger.get(posting) ?? 0) + amountMinor);
    const [debit, credit] = POSTINGS[posting];
    this.recorder.ledger(now, debit, credit, amountMinor, this.currency, entityType, entityKey, posting);
  }

  kpi(now: number, name: string, entityType: string, entityKey: number, value: number, unit: string): void {
    this.recorder.kpi(now, name, entityType, entityKey, value, unit);
  }

  audit(now: number, subject: string, entityType: string, entityKey: number, detail: string): void {
    this.recorder.audit(now, subject, entityType, entityKey, detail);
  }

  task(...args: Parameters<SignalSink['task']>): void {
    const [now, role, entityType, entityKey, kind, no, dueAt, detail] = args;
    this.recorder.task(now, role, entityType, entityKey, kind, dueAt, 'open', { no, detail });
  }

  save(): BooksSnapshot {
    return { business: this.businessDigest.save(), ledger: [...this.ledger] };
  }

  load(saved: BooksSnapshot): void {
    this.businessDigest.load(saved.business);
    this.ledger.clear();
    for (const [posting, amount] of saved.ledger) this.ledger.set(posting, amount);
  }
}
