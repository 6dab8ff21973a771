/**
 * Is every link of a chain as it was written? The first that is not is named, and what of it was changed where that can be told.
 *
 * 1. Behind a link that is broken nothing is known: every hash follows from it.
 */
import { AuditChain, type AuditRecord } from '#orchestrator/decisions/audit-record';
import { modeJudge } from '#orchestrator/decisions/governance/mode-record';
import { CellError } from '#reports/export/plain-rows';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import type { Link } from './links.ts';

export interface Verified {
  /** In words; null = nothing is. */
  readonly wrong: string | null;
  /** As they were written, up to there. */
  readonly decisions: number;
  readonly notes: number;
  /** Last hash of them. */
  readonly head: string;
}

/** A chain, and what is to be said of it. */
export interface Judged {
  /** Whose it is. */
  readonly name: string;
  readonly wrong: string | null;
  /** Where nothing is wrong. */
  readonly right: string;
}

/** @param head that the chain must end in; null = nobody knows it */
export function verifyChain(links: Iterable<Link>, head: string | null): Verified {
  const chain = new AuditChain();
  const isAgainstItsMode = modeJudge();
  const ahead = new Ahead(links);
  let decisions = 0;
  let notes = 0;
  const found = (wrong: string | null): Verified => ({ wrong, decisions, notes, head: chain.head });
  let disobeyed: string | null = null;
  for (let link = ahead.take(); link !== null; link = ahead.take()) {
    const before = chain.head;
    if (chain.add(link.record) !== link.hash) {
      const what = changedIn(link, before, ahead.next, head);
      chain.load(before);
      return found(`changed at ${link.place}: ${what}. What comes after it is not verified`);
    }
    const { question, place, record } = link;
    if (question !== null && question.digest !== record.inputDigest)
      return found(
        `changed at ${place}: its context, options or views are not what its inputDigest was made of (${record.inputDigest}; what stands there gives ${question.digest}). What comes after it is not verified`,
      );
    if (isAgainstItsMode(record)) disobeyed ??= `${place}: by a model whose mode on record does not allow it`;
    if (question === null) notes += 1;
    else decisions += 1;
  }
  if (ahead.stopped !== null)
    return found(
      `changed: ${ahead.stopped}${ahead.stopped.endsWith('?') ? '' : '.'} What comes after it is not verified`,
    );
  return found(disobeyed);
}

/** What was changed in a link that does not fit, in words. */
function changedIn(
  { record, hash, question }: Link,
  before: string,
  next: Link | null,
  head: string | null,
): string {
  if (question !== null) {
    if (hashAfter(before, { ...record, inputDigest: question.digest }) === hash)
      return 'its inputDigest is not what was written; its context, options and views are';
    if (hashAfter(before, { ...record, candidates: question.options }) === hash)
      return `its candidates are not what was written: it has ${question.options} options`;
    if (hashAfter(before, { ...record, removed: question.ruledOut }) === hash)
      return `its removed is not what was written: hard rules removed ${question.ruledOut} options`;
  }
  const own = hashAfter(before, record);
  if (next === null ? head === own : hashAfter(own, next.record) === next.hash)
    return 'its auditHash is not what was written; the rest of it is';
  if (next === null ? head === before : hashAfter(before, next.record) === next.hash)
    return 'it was put in, and is no part of the chain';
  return 'it is not what was written, or one before it was taken out or put elsewhere';
}

function hashAfter(head: string, record: AuditRecord): string {
  const chain = new AuditChain();
  chain.load(head);
  return chain.add(record);
}

/** Links with the one that follows; ends where a row is not as it was written. */
class Ahead {
  next: Link | null;
  /** Why it ended before its end, in words; null = it did not. */
  stopped: string | null = null;
  private readonly links: Iterator<Link>;

  constructor(links: Iterable<Link>) {
    this.links = links[Symbol.iterator]();
    this.next = this.read();
  }

  take(): Link | null {
    const { next } = this;
    if (next !== null) this.next = this.read();
    return next;
  }

  private read(): Link | null {
    if (this.stopped !== null) return null;
    try {
      const { done, value } = this.links.next();
      return done === true ? null : value;
    } catch (error) {
      if (!(error instanceof CellError || error instanceof UnreadableRecording)) throw error;
      this.stopped = error.message;
      return null;
    }
  }
}
