/**
 * What the core sends to a partner by file: messages wait for the cut-off, files for their receipt.
 *
 * 1. A message is in one place: waiting, or in one open file. It leaves with the receipt that says what became of its record.
 * 2. A message that is transmitted again while its file is open has that file put again, whole and under its number, so that the partner
 *    knows a repeat. Otherwise it goes into a new one.
 * 3. A file without a receipt is forgotten after `keptMs`: nobody waits for it any more.
 * 4. Plain state; entries are replaced, never changed, so that a saved copy may share them.
 */
import type { Envelope } from '../../contracts/envelope.ts';
import type { ExchangeFile, FileReceipt, FileRecord } from '../../contracts/exchange-files.ts';
import type { FilesEnds } from './reading.ts';

export interface WaitingRecord {
  readonly message: Envelope;
  readonly attempt: number;
  readonly record: FileRecord;
}

interface OpenFile {
  readonly file: ExchangeFile;
  readonly waiting: readonly WaitingRecord[];
  /** Names it beside its number: the cut-off that it was closed at. */
  readonly slot: number;
  readonly closedAt: number;
  readonly transmissions: number;
  readonly again: boolean;
}

/** A file that is put into the partner's folder now. */
export interface FileDispatch {
  readonly file: ExchangeFile;
  readonly slot: number;
  /** From 1. */
  readonly transmission: number;
}

/** What became of a message. */
export interface RecordVerdict {
  readonly message: Envelope;
  readonly attempt: number;
  readonly taken: boolean;
}

export interface OutgoingState {
  readonly number: number;
  readonly waiting: readonly WaitingRecord[];
  readonly open: readonly OpenFile[];
}

export class OutgoingFiles {
  private number = 0;
  /** By the message's number. */
  private readonly waiting = new Map<number, WaitingRecord>();
  /** By the file's number. */
  private readonly open = new Map<number, OpenFile>();
  /** The file that a message is in. */
  private readonly fileOf = new Map<number, number>();
  private readonly ends: FilesEnds;
  private readonly keptMs: number;

  constructor(ends: FilesEnds, keptMs: number) {
    this.ends = ends;
    this.keptMs = keptMs;
  }

  /** Takes a transmission in. */
  offer(each: WaitingRecord): void {
    const { counter } = each.message;
    const inFile = this.fileOf.get(counter);
    if (inFile === undefined) {
      this.waiting.set(counter, each);
      return;
    }
    const open = this.open.get(inFile)!;
    const waiting = open.waiting.map((other) => (other.message.counter === counter ? each : other));
    this.open.set(inFile, { ...open, waiting, again: true });
  }

  /** The files of this cut-off: those put again in the order in which they were closed, then a new one. */
  close(slot: number, now: number): readonly FileDispatch[] {
    const dispatches: FileDispatch[] = [];
    for (const [number, open] of this.open) {
      if (open.again) {
        const again = { ...open, again: false, transmissions: open.transmissions + 1 };
        this.open.set(number, again);
        dispatches.push({ file: open.file, slot: open.slot, transmission: again.transmissions });
      } else if (now - open.closedAt >= this.keptMs) this.forget(number, open);
    }
    if (this.waiting.size > 0) dispatches.push(this.closeNew(slot, now));
    return dispatches;
  }

  private closeNew(slot: number, now: number): FileDispatch {
    const { mailbox, shipper } = this.ends;
    this.number += 1;
    const waiting = [...this.waiting.values()];
    const records = waiting.map(({ record }) => record);
    const file = { sender: shipper, receiver: mailbox, number: this.number, createdAt: now, records };
    this.open.set(file.number, { file, waiting, slot, closedAt: now, transmissions: 1, again: false });
    for (const counter of this.waiting.keys()) this.fileOf.set(counter, file.number);
    this.waiting.clear();
    return { file, slot, transmission: 1 };
  }

  /** The same records as another file: whoever puts it twice may not know that it is the same. Nobody waits for its receipt. */
  underAnotherNumber(file: ExchangeFile): ExchangeFile {
    this.number += 1;
    return { ...file, number: this.number };
  }

  /** A receipt has come. One for a file that is not open says nothing new. */
  receipted({ file, refused }: FileReceipt): readonly RecordVerdict[] {
    const open = this.open.get(file);
    if (open === undefined) return [];
    this.forget(file, open);
    return open.waiting.map(({ message, attempt }) => ({
      message,
      attempt,
      taken: !refused.includes(message.counter),
    }));
  }

  private forget(number: number, { waiting }: OpenFile): void {
    this.open.delete(number);
    for (const { message } of waiting) this.fileOf.delete(message.counter);
  }

  save(): OutgoingState {
    return { number: this.number, waiting: [...this.waiting.values()], open: [...this.open.values()] };
  }

  load({ number, waiting, open }: OutgoingState): void {
    this.number = number;
    this.waiting.clear();
    this.open.clear();
    this.fileOf.clear();
    for (const each of waiting) this.waiting.set(each.message.counter, each);
    for (const each of open) {
      this.open.set(each.file.number, each);
      for (const { message } of each.waiting) this.fileOf.set(message.counter, each.file.number);
    }
  }
}
