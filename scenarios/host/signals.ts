/** What a step says about itself: business events, postings, KPI samples, audit notes, tasks; written down once. */

import { POSTINGS, type Posting } from '#orchestrator/core/out';
import { codeOf, MultisetDigest } from '#sim/digest';
import type { Component } from '#sim/kernel';
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

/** Throws unless the amount can be posted: a safe integer > 0. */
export function checkPosting(
  posting: Posting,
  amountMinor: number,
  entityType: string,
  entityKey: number,
): void {
  if (!(Number.isSafeInteger(amountMinor) && amountMinor > 0)) {
    throw new RangeError(
      `posting ${posting} of ${entityType} ${entityKey}: not a positive amount: ${amountMinor}`,
    );
  }
}

/** Is shown every business event as it is written: invariants, KPIs as the run goes. Its state is part of snapshots. */
export interface BusinessWatcher extends Pick<SignalSink, 'business'>, Component {
  /** Names its state in snapshots. */
  readonly name: string;
  /** Is shown every posting as well. */
  posted?(posting: Posting, amountMinor: number, entityKey: number): void;
}

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
  private readonly watchers: BusinessWatcher[];

  constructor(recorder: Recorder, currency: string, watchers: readonly BusinessWatcher[]) {
    this.recorder = recorder;
    this.currency = currency;
    this.watchers = [...watchers];
  }

  /** Shows it what is written from now on as well, after those that watch already. */
  showTo(watcher: BusinessWatcher): void {
    if (!this.watchers.includes(watcher)) this.watchers.push(watcher);
  }

  business(
    now: number,
    event: string,
    owner: string,
    entityType: string,
    entityKey: number,
    entityN: number,
    a: number,
    b: number,
  ): void {
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
    checkPosting(posting, amountMinor, entityType, entityKey);
    this.ledger.set(posting, (this.ledger.get(posting) ?? 0) + amountMinor);
    for (const watcher of this.watchers) watcher.posted?.(posting, amountMinor, entityKey);
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

  /** A person's answer, beside the task it answers. */
  taskAnswered(
    now: number,
    role: string,
    entityType: string,
    entityKey: number,
    no: number,
    answer: number,
  ): void {
    this.recorder.task(now, role, entityType, entityKey, 'answer', null, 'answered', { no, answer });
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
