/**
 * A partition of the broker's log: what was published, in order; how far its consumer has read, and how far that is committed.
 *
 * 1. A message leaves the log when its reading is committed; until then a rewind brings it back.
 * 2. Reading is committed up to an instant: what was read later is not.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';

const UNREAD = -1;

export interface LogRecord {
  readonly message: Envelope;
  readonly publishedAt: number;
  /** It has been through the dead-letter topic, and is whole again. */
  readonly repaired: boolean;
  /** When its consumer last read it, or -1. */
  readAt: number;
  /** The core has had it before. */
  handedOver: boolean;
}

export interface SavedLog {
  readonly records: readonly LogRecord[];
  readonly read: number;
  readonly tries: number;
  readonly blockedUntil: number;
}

export class PartitionLog {
  private records: LogRecord[] = [];
  /** Of `records`, from the front: those that were read and are not committed. */
  private read = 0;
  /** Of the first unread one. */
  tries = 0;
  /** Nobody reads on before. */
  blockedUntil = 0;

  append(message: Envelope, publishedAt: number, repaired: boolean): void {
    this.records.push({ message, publishedAt, repaired, readAt: UNREAD, handedOver: false });
  }

  get unread(): number {
    return this.records.length - this.read;
  }

  /** The first one that was not read. */
  next(): LogRecord | undefined {
    return this.records[this.read];
  }

  /** Goes on behind the first one. */
  pass(now: number): void {
    this.records[this.read]!.readAt = now;
    this.read += 1;
    this.tries = 0;
  }

  /** What was read up to an instant, it included, will not come again. */
  commitUpTo(instant: number): void {
    let done = 0;
    while (done < this.read && this.records[done]!.readAt <= instant) done += 1;
    if (done === 0) return;
    this.records.splice(0, done);
    this.read -= done;
  }

  /** What is not committed will be read once more. @returns how many messages that is */
  rewind(): number {
    const again = this.read;
    this.read = 0;
    if (again > 0) this.tries = 0;
    return again;
  }

  save(): SavedLog {
    const { read, tries, blockedUntil } = this;
    return { records: this.records.map((record) => ({ ...record })), read, tries, blockedUntil };
  }

  load({ records, read, tries, blockedUntil }: SavedLog): void {
    this.records = records.map((record) => ({ ...record }));
    this.read = read;
    this.tries = tries;
    this.blockedUntil = blockedUntil;
  }
}
