/**
 * The line of files to one carrier or warehouse: the core's end, the partner's clerk, and the folders between them.
 *
 * 1. What goes by it stands in files, closed at whole multiples of the cut-off and picked up at those of the poll. What gate and dock say to
 *    each other, and what is hurried, goes by telephone, over the link (docs/files-guide.md).
 * 2. The answer to a transmission of the core's middleware is what the receipt says: taken (200), could not be read (422). A receipt that is
 *    missing is the middleware's time-out; what it transmits again goes again in the same file.
 * 3. A file that is not whole when it is picked up stays where it is until the next poll. One that the receiver has had is answered again;
 *    one that comes again under another number is another file to it, and each of its messages is known by its own number.
 * 4. Mappers, cut-offs, polls, numbers, receipts and fates are the same in both fidelities. Whether text is made is the business of the
 *    two sides alone.
 * 5. A core that is down looks into no folder: the file is still there at the next poll.
 */
import type { DeskState, FilesDesk } from '#mock-systems/files/desk';
import type { MockSystem } from '#mock-systems/mock-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ExchangeFile, FileReceipt, FileRecord } from '#orchestrator/contracts/exchange-files';
import { type IncomingState, NOTHING_IN, receiveFile } from '#orchestrator/partners/files/incoming';
import type { OutgoingFiles, OutgoingState } from '#orchestrator/partners/files/outgoing';
import type { FilesEnds, ReadRecord } from '#orchestrator/partners/files/reading';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Recorder } from '../../recording/recorder.ts';
import type { FilesLine } from '../../world/partner-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import { after, atOrAfter } from './batch-times.ts';
import type { Channel } from './channel.ts';
import { type Direction, type FilesLuck, TO_CORE, TO_PARTNER, type Voyage } from './files-luck.ts';
import type { FileDamage, FileParcel, FilesSide, ReceiptParcel } from './files-parcel.ts';
import { type FilesTally, NOTHING_HAPPENED } from './files-tally.ts';

const TAKEN = 200;
const REFUSED = 422;

interface Arrival {
  readonly parcel: FileParcel;
  readonly voyage: Voyage;
}

interface Answer {
  readonly receipt: FileReceipt;
  readonly voyage: Voyage;
}

interface Saved {
  readonly outgoing: OutgoingState;
  readonly incoming: IncomingState;
  readonly desk: DeskState;
  readonly cutoffAt: readonly [number, number];
  readonly tally: FilesTally;
}

/** What the core knows of the trade of the partner. */
export interface FilesTrade {
  /** Kinds that go by file, either way. */
  readonly kinds: ReadonlySet<string>;
  /** null where a cell has no place for it. */
  recordOf(message: Envelope): FileRecord | null;
  readRecord(record: FileRecord): ReadRecord<Envelope>;
}

export interface FilesChannelOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  /** Of the line: the partner's, or one of its places. */
  readonly name: string;
  readonly settings: FilesLine;
  readonly ends: FilesEnds;
  readonly trade: FilesTrade;
  readonly mock: MockSystem<unknown>;
  readonly outgoing: OutgoingFiles;
  readonly desk: FilesDesk;
  readonly luck: FilesLuck;
  /** How long a file may come again. */
  readonly keptMs: number;
  /** One way between a writer and the reader's folder. */
  readonly latencyMs: number;
  readonly coreSide: FilesSide;
  readonly partnerSide: FilesSide;
}

export class FilesChannel implements Channel {
  readonly partner: number;
  tally: FilesTally = { ...NOTHING_HAPPENED };

  private readonly options: FilesChannelOptions;
  private readonly kernel: Kernel;
  private core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };
  private incoming: IncomingState = NOTHING_IN;
  /** When the next file of each direction is closed; 0 = none is planned. */
  private readonly cutoffAt: [number, number] = [0, 0];
  private readonly onCutoff: HandlerNo;
  private readonly onFile: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onReceipt: HandlerNo;
  private readonly onOverdue: HandlerNo;
  private readonly onRefusal: HandlerNo;

  constructor(options: FilesChannelOptions) {
    const { kernel, mock } = options;
    this.options = options;
    this.kernel = kernel;
    this.partner = mock.partner;
    const name = `files-${options.name}`;
    this.onCutoff = kernel.handler(`${name}.cutoff`, (direction) => this.close(direction as Direction));
    this.onFile = kernel.handler(`${name}.file`, (direction, number, arrival) =>
      this.pickUp(direction as Direction, number, arrival as Arrival),
    );
    this.onAnswer = kernel.handler(`${name}.answer`, (direction, _number, answer) =>
      this.answer(direction as Direction, answer as Answer),
    );
    this.onReceipt = kernel.handler(`${name}.receipt`, (direction, number, parcel) =>
      this.receipted(direction as Direction, number, parcel as ReceiptParcel),
    );
    this.onOverdue = kernel.handler(`${name}.overdue`, () => {
      if (options.desk.waits) this.plan(TO_CORE);
    });
    this.onRefusal = kernel.handler(`${name}.refusal`, (attempt, _b, message) =>
      this.core.acknowledge(message as Envelope, attempt, REFUSED, null),
    );
    kernel.component(name, { save: () => this.save(), load: (saved) => this.load(saved as Saved) });
  }

  connectCore(core: CoreEnd): void {
    this.core = core;
  }

  carries(kind: string): boolean {
    return this.options.trade.kinds.has(kind);
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const { outgoing, mock, trade } = this.options;
    const record = trade.recordOf(message);
    this.record(message, from, mock.name);
    if (record !== null) {
      outgoing.offer({ message, attempt, record });
      this.plan(TO_PARTNER);
    } else this.kernel.schedule(this.onRefusal, this.kernel.now, attempt, 0, message);
  }

  post(message: Envelope): void {
    const { desk, mock } = this.options;
    desk.post(message);
    // Its body stands at the input that takes it.
    this.record({ ...message, body: null }, mock.name, 'core');
    this.plan(TO_CORE);
  }

  private plan(direction: Direction): void {
    if (this.cutoffAt[direction] > 0) return;
    const at = after(this.kernel.now, this.options.settings.cutoffEveryMs);
    this.cutoffAt[direction] = at;
    this.kernel.schedule(this.onCutoff, at, direction);
  }

  private close(direction: Direction): void {
    const { settings, desk, outgoing, luck } = this.options;
    const { now } = this.kernel;
    const slot = Math.floor(now / settings.cutoffEveryMs);
    this.cutoffAt[direction] = 0;
    if (luck.missesCutoff(direction, slot)) {
      this.tally.cutoffsMissed += 1;
      this.fault(direction, 'cutoffMissed', { slot });
      this.plan(direction);
      return;
    }
    const dispatches =
      direction === TO_PARTNER ? outgoing.close(slot, now) : desk.close(slot, now, settings.receiptTimeoutMs);
    for (const { file, slot: of, transmission } of dispatches)
      this.dispatch(direction, file, { slot: of, transmission, copy: 0 });
    if (direction === TO_CORE && dispatches.length > 0)
      this.kernel.schedule(this.onOverdue, now + settings.receiptTimeoutMs, direction);
  }

  private dispatch(direction: Direction, file: ExchangeFile, voyage: Voyage): void {
    const { luck } = this.options;
    const { tally } = this;
    const fate = luck.fateOf(direction, voyage, file.records.length);
    tally.files += 1;
    if (voyage.transmission > 1) tally.resent += 1;
    if (fate !== null) {
      tally[fate.kind] += 1;
      this.fault(direction, fate.kind, { file: file.number });
    }
    const readAt = this.readAt(this.kernel.now);
    switch (fate?.kind) {
      case undefined:
        this.put(direction, file, voyage, readAt, null);
        return;
      case 'lost':
        return;
      case 'halfWritten':
        this.put(direction, file, voyage, readAt, { kind: 'half' });
        this.put(direction, file, voyage, this.pollAfter(readAt), null);
        return;
      case 'overtaken':
        this.put(direction, file, voyage, this.behindTheNext(), null);
        return;
      case 'doubled':
        this.put(direction, file, voyage, readAt, null);
        this.put(direction, file, { ...voyage, copy: 1 }, this.readAt(this.kernel.now + fate.laterMs), null);
        return;
      case 'renamed': {
        const { desk, outgoing } = this.options;
        const other = (direction === TO_PARTNER ? outgoing : desk).underAnotherNumber(file);
        this.put(direction, file, voyage, readAt, null);
        this.put(direction, other, { ...voyage, copy: 1 }, this.readAt(this.kernel.now + fate.laterMs), null);
        return;
      }
      case 'late':
        this.put(direction, file, voyage, this.readAt(this.kernel.now + fate.laterMs), null);
        return;
      case 'recordSpoilt':
        this.put(direction, file, voyage, readAt, {
          kind: 'record',
          number: file.records[fate.record]!.number,
        });
    }
  }

  /** When what is put at an instant is picked up. */
  private readAt(putAt: number): number {
    const { latencyMs, settings } = this.options;
    return atOrAfter(putAt + latencyMs, settings.pollEveryMs);
  }

  private pollAfter(at: number): number {
    return after(at, this.options.settings.pollEveryMs);
  }

  /** A poll after that of a file which is closed at the next cut-off. */
  private behindTheNext(): number {
    return this.pollAfter(this.readAt(after(this.kernel.now, this.options.settings.cutoffEveryMs)));
  }

  private put(
    direction: Direction,
    file: ExchangeFile,
    voyage: Voyage,
    readAt: number,
    damage: FileDamage | null,
  ): void {
    const { coreSide, partnerSide } = this.options;
    const parcel = (direction === TO_PARTNER ? coreSide : partnerSide).write(file, damage);
    const arrival: Arrival = { parcel, voyage };
    this.kernel.schedule(this.onFile, readAt, direction, file.number, arrival);
  }

  private pickUp(direction: Direction, number: number, arrival: Arrival): void {
    const taken = direction === TO_PARTNER ? this.atPartner(arrival) : this.atCore(arrival);
    if (!taken) this.kernel.schedule(this.onFile, this.pollAfter(this.kernel.now), TO_CORE, number, arrival);
  }

  private atPartner({ parcel, voyage }: Arrival): boolean {
    const { partnerSide, desk, mock } = this.options;
    const reading = partnerSide.read(parcel);
    if (reading === null) {
      this.tally.incomplete += 1;
      return true;
    }
    const { repeat, messages, receipt, aside } = desk.receive(reading, this.kernel.now);
    if (repeat) this.tally.repeats += 1;
    this.tally.aside += aside.length;
    for (const message of messages) mock.take(message);
    this.planAnswer(TO_PARTNER, receipt, voyage);
    return true;
  }

  /** @returns whether the core is there to take it */
  private atCore({ parcel, voyage }: Arrival): boolean {
    const { coreSide, ends, trade, keptMs } = this.options;
    const reading = coreSide.read(parcel);
    if (reading === null) {
      this.tally.incomplete += 1;
      return true;
    }
    const { now } = this.kernel;
    const received = receiveFile(this.incoming, reading, ends, trade.readRecord, now, keptMs);
    for (const message of received.messages) {
      // It is down, and was when the first of these came: nothing of the file is taken.
      if (this.core.receive(message) === 'refused') return false;
    }
    this.incoming = received.state;
    if (received.repeat) this.tally.repeats += 1;
    if (received.gap) this.tally.gaps += 1;
    if (received.late) this.tally.outOfOrder += 1;
    this.tally.aside += received.aside.length;
    this.planAnswer(TO_CORE, received.receipt, voyage);
    return true;
  }

  /** @param direction of the file that is answered */
  private planAnswer(direction: Direction, receipt: FileReceipt | null, voyage: Voyage): void {
    if (receipt === null) return;
    const at = this.kernel.now + this.options.luck.receiptAfterMs(direction, voyage);
    const answer: Answer = { receipt, voyage };
    this.kernel.schedule(this.onAnswer, at, direction, receipt.file, answer);
  }

  private answer(direction: Direction, { receipt, voyage }: Answer): void {
    const { luck, coreSide, partnerSide } = this.options;
    const laterMs = luck.receiptDelayMs(direction, voyage);
    const back = direction === TO_PARTNER ? TO_CORE : TO_PARTNER;
    if (laterMs === null) {
      this.tally.receiptsLost += 1;
      this.fault(back, 'receiptLost', { file: receipt.file });
      return;
    }
    if (laterMs > 0) {
      this.tally.receiptsLate += 1;
      this.fault(back, 'receiptLate', { file: receipt.file });
    }
    const parcel = (direction === TO_PARTNER ? partnerSide : coreSide).writeReceipt(receipt);
    const readAt = this.readAt(this.kernel.now + laterMs);
    this.kernel.schedule(this.onReceipt, readAt, direction, receipt.file, parcel);
  }

  /** @param direction of the file that the receipt is for */
  private receipted(direction: Direction, _file: number, parcel: ReceiptParcel): void {
    const { coreSide, partnerSide, outgoing, desk } = this.options;
    const receipt = (direction === TO_PARTNER ? coreSide : partnerSide).readReceipt(parcel);
    if (receipt === null) return;
    if (direction === TO_CORE) {
      const again = desk.receipted(receipt);
      this.tally.recordsRefused += again;
      if (again > 0) this.plan(TO_CORE);
      return;
    }
    for (const { message, attempt, taken } of outgoing.receipted(receipt)) {
      if (!taken) this.tally.recordsRefused += 1;
      this.core.acknowledge(message, attempt, taken ? TAKEN : REFUSED, null);
    }
  }

  private fault(direction: Direction, kind: string, detail: object): void {
    const { recorder, name } = this.options;
    const way = direction === TO_PARTNER ? `core to ${name}` : `${name} to core`;
    recorder.fault(this.kernel.now, kind, `${way}, files`, null, detail);
  }

  /** On record as due when it is read if nothing happens to it. */
  private record(message: Envelope, from: string, to: string): void {
    const { recorder, settings } = this.options;
    const { now } = this.kernel;
    const dueAt = this.readAt(after(now, settings.cutoffEveryMs));
    const { kind, fromKey, toKey, sender, counter, key, a, b, body } = message;
    recorder.message(now, dueAt, kind, from, fromKey, to, toKey, sender, counter, key, a, b, body);
  }

  private save(): Saved {
    const { incoming, tally } = this;
    const { outgoing, desk } = this.options;
    const [toPartner, toCore] = this.cutoffAt;
    return {
      outgoing: outgoing.save(),
      incoming,
      desk: desk.save(),
      cutoffAt: [toPartner, toCore],
      tally: { ...tally },
    };
  }

  private load({ outgoing, incoming, desk, cutoffAt, tally }: Saved): void {
    this.options.outgoing.load(outgoing);
    this.options.desk.load(desk);
    this.incoming = incoming;
    [this.cutoffAt[TO_PARTNER], this.cutoffAt[TO_CORE]] = cutoffAt;
    this.tally = { ...tally };
  }
}
