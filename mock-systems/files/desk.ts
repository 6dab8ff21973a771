/**
 * A partner's clerk of files: takes the shipper's records to the partner's system, and what that says into files.
 *
 * 1. A file is taken once. A repeat is known by its number and gets the receipt of the first.
 * 2. What the clerk puts out waits for a receipt: none in time, and the same file is put again under its number. A record that the
 *    shipper could not read goes again in a new file.
 * 3. The clerk gives up after `TIMES_MAX` times; the last `KEPT` numbers are remembered, and what is older counts as seen.
 * 4. Plain state, no reference to what changes shared with a saved copy.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type {
  ExchangeFile,
  FileReading,
  FileReceipt,
  FileRecord,
} from '#orchestrator/contracts/exchange-files';

export type OrderRead =
  | { readonly ok: true; readonly message: Envelope }
  | { readonly ok: false; readonly reason: string };

/** What the clerk of a carrier, or of a warehouse, knows of its trade. */
export interface Trade {
  /** Names of the two ends in files. */
  readonly mailbox: string;
  readonly shipper: string;
  readOrder(record: FileRecord): OrderRead;
  reportOf(message: Envelope): FileRecord;
}

/** More files than come in the time after which nobody puts an old one again. */
const KEPT = 2_048;
const TIMES_MAX = 50;

interface Sent {
  readonly file: ExchangeFile;
  readonly slot: number;
  readonly sentAt: number;
  readonly times: number;
}

/** A record that waits for the next file. */
interface Waiting {
  readonly record: FileRecord;
  /** How often it has been in a file that it could not be read from. */
  readonly refusals: number;
}

export interface DeskState {
  readonly number: number;
  readonly waiting: readonly Waiting[];
  readonly sent: readonly Sent[];
  /** Of records that could not be read before, how often, by their numbers. */
  readonly refusals: readonly (readonly [number: number, times: number])[];
  readonly receipts: readonly FileReceipt[];
  readonly lastTaken: number;
}

export interface DeskDispatch {
  readonly file: ExchangeFile;
  readonly slot: number;
  readonly transmission: number;
}

export interface DeskReceived {
  readonly repeat: boolean;
  readonly messages: readonly Envelope[];
  readonly receipt: FileReceipt | null;
  /** Why records mean nothing. */
  readonly aside: readonly string[];
}

export class FilesDesk {
  private number = 0;
  private waiting: Waiting[] = [];
  private sent = new Map<number, Sent>();
  private refusals = new Map<number, number>();
  /** What was answered, by the number of the file, in the order in which they came. */
  private receipts = new Map<number, FileReceipt>();
  private lastTaken = 0;
  private readonly trade: Trade;

  constructor(trade: Trade) {
    this.trade = trade;
  }

  /** For the next file. */
  post(message: Envelope): void {
    this.waiting.push({ record: this.trade.reportOf(message), refusals: 0 });
  }

  /** Files that are put out now: those without a receipt for `timeoutMs`, then a new one if anything waits. */
  close(slot: number, now: number, timeoutMs: number): DeskDispatch[] {
    const dispatches: DeskDispatch[] = [];
    for (const [number, each] of this.sent) {
      if (now - each.sentAt < timeoutMs) continue;
      if (each.times >= TIMES_MAX) {
        this.sent.delete(number);
        continue;
      }
      const again = { ...each, sentAt: now, times: each.times + 1 };
      this.sent.set(number, again);
      dispatches.push({ file: again.file, slot: again.slot, transmission: again.times });
    }
    if (this.waiting.length > 0) dispatches.push(this.closeNew(slot, now));
    return dispatches;
  }

  private closeNew(slot: number, now: number): DeskDispatch {
    const { mailbox, shipper } = this.trade;
    this.number += 1;
    const records = this.waiting.map(({ record }) => record);
    for (const { record, refusals } of this.waiting)
      if (refusals > 0) this.refusals.set(record.number, refusals);
    this.waiting = [];
    const file = { sender: mailbox, receiver: shipper, number: this.number, createdAt: now, records };
    this.sent.set(file.number, { file, slot, sentAt: now, times: 1 });
    return { file, slot, transmission: 1 };
  }

  /** The same records under the next number, as if they had never been put. Its receipt says nothing new. */
  underAnotherNumber(file: ExchangeFile): ExchangeFile {
    this.number += 1;
    return { ...file, number: this.number };
  }

  receive({ file, refused }: FileReading, now: number): DeskReceived {
    const known = this.receipts.get(file.number);
    if (known !== undefined || file.number <= this.lastTaken - KEPT)
      return { repeat: true, messages: [], receipt: known ?? null, aside: [] };
    const messages: Envelope[] = [];
    const aside: string[] = [];
    for (const record of file.records) {
      const read = this.trade.readOrder(record);
      if (read.ok) messages.push(read.message);
      else aside.push(read.reason);
    }
    const { mailbox, shipper } = this.trade;
    const ends = { sender: mailbox, receiver: shipper };
    const receipt = { ...ends, file: file.number, at: now, taken: file.records.length, refused };
    this.receipts.set(file.number, receipt);
    if (this.receipts.size > KEPT) this.receipts.delete(this.receipts.keys().next().value!);
    this.lastTaken = Math.max(this.lastTaken, file.number);
    return { repeat: false, messages, receipt, aside };
  }

  /** @returns how many records go again */
  receipted({ file: number, refused }: FileReceipt): number {
    const found = this.sent.get(number);
    if (found === undefined) return 0;
    this.sent.delete(number);
    let again = 0;
    for (const record of found.file.records) {
      const refusals = (this.refusals.get(record.number) ?? 0) + 1;
      this.refusals.delete(record.number);
      if (!refused.includes(record.number) || refusals > TIMES_MAX) continue;
      this.waiting.push({ record, refusals });
      again += 1;
    }
    return again;
  }

  /** Something waits for a receipt. */
  get waits(): boolean {
    return this.sent.size > 0;
  }

  save(): DeskState {
    return {
      number: this.number,
      waiting: this.waiting.slice(),
      sent: [...this.sent.values()],
      refusals: [...this.refusals],
      receipts: [...this.receipts.values()],
      lastTaken: this.lastTaken,
    };
  }

  load({ number, waiting, sent, refusals, receipts, lastTaken }: DeskState): void {
    this.number = number;
    this.waiting = waiting.slice();
    this.sent = new Map(sent.map((each) => [each.file.number, each]));
    this.refusals = new Map(refusals);
    this.receipts = new Map(receipts.map((each) => [each.file, each]));
    this.lastTaken = lastTaken;
  }
}
