/**
 * The X12 connection to one carrier: the core's end, the carrier's EDI desk, and the mailboxes between them.
 *
 * 1. Tenders, answers, status and bills go in interchanges, closed at the instants of the batch and read at those of the
 *    poll; everything else the carrier and the core say goes by the carrier's portal, over the link (docs/x12-guide.md).
 * 2. The answer to a transmission of the core's middleware is what the 997 says: accepted (200), rejected (422). A 997 that is
 *    missing is the middleware's time-out; what it transmits again goes again in the same interchange.
 * 3. Mappers, batches, control numbers, 997s and resends are the same in both fidelities. Whether bytes are made is the
 *    business of the two packing sides alone.
 * 4. A core that is down reads no mailbox: the interchange is still there at the next poll.
 */

import type { DeskState, EdiDesk } from '#mock-systems/edi/desk';
import { BY_X12, type ByX12 } from '#mock-systems/edi/event-writing';
import type { MockSystem } from '#mock-systems/mock-system';
import type { OfferTender, WithdrawTender } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { X12Interchange } from '#orchestrator/contracts/x12-interchange';
import type { X12Acknowledgement } from '#orchestrator/contracts/x12-payloads';
import { type IncomingState, NOTHING_IN, receive } from '#orchestrator/partners/x12/carrier/incoming';
import {
  acknowledged,
  acknowledgementOut,
  close,
  NOTHING_OUT,
  type OutgoingState,
  offer,
} from '#orchestrator/partners/x12/carrier/outgoing';
import { tenderSet } from '#orchestrator/partners/x12/carrier/tender-sets';
import type { TradingPartner } from '#orchestrator/partners/x12/carrier/trading-partner';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Recorder } from '../../recording/recorder.ts';
import type { X12Settings } from '../../world/partner-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import { after, atOrAfter } from './batch-times.ts';
import type { Channel } from './channel.ts';
import { type Direction, TO_CARRIER, TO_CORE, type Voyage, type X12Luck } from './x12-luck.ts';
import type { Damage, PackingSide, X12Parcel } from './x12-parcel.ts';
import { NOTHING_HAPPENED, type X12Tally } from './x12-tally.ts';

/** How long the core waits for a 997 at all: as long as its middleware may try. */
const OPEN_MS = 2 * 86_400_000;
const ACCEPTED = 200;
const REJECTED = 422;
const TO_X12: ReadonlySet<string> = new Set(['offerTender', 'withdrawTender']);
const FROM_X12: ReadonlySet<string> = new Set(BY_X12);

interface Arrival {
  readonly parcel: X12Parcel;
  /** null for 997s: nobody answers them. */
  readonly voyage: Voyage | null;
}

interface Answer {
  readonly acknowledgements: readonly X12Acknowledgement[];
  readonly voyage: Voyage;
}

interface Saved {
  readonly outgoing: OutgoingState;
  readonly incoming: IncomingState;
  readonly desk: DeskState;
  readonly batchAt: readonly [number, number];
  readonly tally: X12Tally;
}

export interface X12ChannelOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly settings: X12Settings;
  readonly partner: TradingPartner;
  readonly mock: MockSystem<unknown>;
  readonly desk: EdiDesk;
  readonly luck: X12Luck;
  /** One way between a sender and the receiver's mailbox. */
  readonly latencyMs: number;
  readonly coreSide: PackingSide;
  readonly carrierSide: PackingSide;
}

export class X12Channel implements Channel {
  readonly partner: number;
  tally: X12Tally = { ...NOTHING_HAPPENED };

  private readonly options: X12ChannelOptions;
  private readonly kernel: Kernel;
  private core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };
  private outgoing: OutgoingState = NOTHING_OUT;
  private incoming: IncomingState = NOTHING_IN;
  /** When the next batch of each direction is closed; 0 = none is planned. */
  private readonly batchAt: [number, number] = [0, 0];
  private readonly onBatch: HandlerNo;
  private readonly onArrival: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onOverdue: HandlerNo;
  private readonly onRefusal: HandlerNo;

  constructor(options: X12ChannelOptions) {
    const { kernel, mock } = options;
    this.options = options;
    this.kernel = kernel;
    this.partner = mock.partner;
    const name = `x12-${mock.name}`;
    this.onBatch = kernel.handler(`${name}.batch`, (direction) => this.closeBatch(direction as Direction));
    this.onArrival = kernel.handler(`${name}.arrival`, (direction, _control, arrival) => {
      if (direction === TO_CARRIER) this.atCarrier(arrival as Arrival);
      else this.atCore(arrival as Arrival);
    });
    this.onAnswer = kernel.handler(`${name}.answer`, (direction, _slot, answer) =>
      this.answer(direction as Direction, answer as Answer),
    );
    this.onOverdue = kernel.handler(`${name}.overdue`, () => {
      if (options.desk.waits) this.planBatch(TO_CORE);
    });
    this.onRefusal = kernel.handler(`${name}.refusal`, (attempt, _b, message) =>
      this.core.acknowledge(message as Envelope, attempt, REJECTED, null),
    );
    kernel.component(name, { save: () => this.save(), load: (saved) => this.load(saved as Saved) });
  }

  connectCore(core: CoreEnd): void {
    this.core = core;
  }

  carries(kind: string): boolean {
    return TO_X12.has(kind) || FROM_X12.has(kind);
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const { partner, mock } = this.options;
    const mapped = tenderSet(message as OfferTender | WithdrawTender, partner);
    this.record(message, from, mock.name);
    if (mapped.ok) {
      this.outgoing = offer(this.outgoing, { message, attempt, payload: mapped.value });
      this.planBatch(TO_CARRIER);
    } else this.kernel.schedule(this.onRefusal, this.kernel.now, attempt, 0, message);
  }

  post(message: Envelope): void {
    const { desk, mock } = this.options;
    desk.post(message as ByX12, this.kernel.now);
    // Its body stands at the input that takes it.
    this.record({ ...message, body: null }, mock.name, 'core');
    this.planBatch(TO_CORE);
  }

  private planBatch(direction: Direction): void {
    if (this.batchAt[direction] > 0) return;
    const at = after(this.kernel.now, this.options.settings.batchEveryMs);
    this.batchAt[direction] = at;
    this.kernel.schedule(this.onBatch, at, direction);
  }

  private closeBatch(direction: Direction): void {
    const { settings, desk, partner } = this.options;
    const { now } = this.kernel;
    const slot = Math.floor(now / settings.batchEveryMs);
    this.batchAt[direction] = 0;
    if (direction === TO_CARRIER) {
      const closed = close(this.outgoing, partner, slot, now, OPEN_MS);
      this.outgoing = closed.state;
      for (const each of closed.dispatches) this.dispatch(direction, each.interchange, each);
      return;
    }
    const dispatches = desk.close(slot, now, settings.acknowledgementTimeoutMs);
    for (const each of dispatches) this.dispatch(direction, each.interchange, each);
    if (dispatches.length > 0)
      this.kernel.schedule(this.onOverdue, now + settings.acknowledgementTimeoutMs, direction);
  }

  private dispatch(
    direction: Direction,
    interchange: X12Interchange,
    { slot, transmission }: { readonly slot: number; readonly transmission: number },
  ): void {
    const { luck } = this.options;
    const { tally } = this;
    const voyage: Voyage = { slot, transmission, copy: 0 };
    const controls = interchange.groups.flatMap(({ sets }) => sets.map(({ control }) => control));
    const fate = luck.fateOf(direction, voyage, controls);
    tally.interchanges += 1;
    if (transmission > 1) tally.resent += 1;
    if (fate === null) {
      this.carry(direction, interchange, voyage, 0, null);
      return;
    }
    tally[fate.kind] += 1;
    this.fault(direction, fate.kind, interchange.control);
    switch (fate.kind) {
      case 'lost':
        return;
      case 'duplicated':
        this.carry(direction, interchange, voyage, 0, null);
        this.carry(direction, interchange, { ...voyage, copy: 1 }, fate.afterMs, null);
        return;
      case 'delayed':
        this.carry(direction, interchange, voyage, fate.byMs, null);
        return;
      case 'rejected':
      case 'quarantined':
        this.carry(direction, interchange, voyage, 0, fate.damage);
    }
  }

  private carry(
    direction: Direction,
    interchange: X12Interchange,
    voyage: Voyage | null,
    laterMs: number,
    damage: Damage | null,
  ): void {
    const { latencyMs, settings, coreSide, carrierSide } = this.options;
    const parcel = (direction === TO_CARRIER ? coreSide : carrierSide).pack(interchange, damage);
    const arrival: Arrival = { parcel, voyage };
    const readAt = atOrAfter(this.kernel.now + latencyMs + laterMs, settings.pollEveryMs);
    this.kernel.schedule(this.onArrival, readAt, direction, interchange.control, arrival);
  }

  private atCarrier({ parcel, voyage }: Arrival): void {
    const { carrierSide, desk, mock } = this.options;
    const reading = carrierSide.unpack(parcel);
    if (reading === null) return;
    const { repeat, messages, acknowledgements, rejected, aside } = desk.receive(reading);
    if (repeat) this.tally.repeats += 1;
    this.tally.aside += aside.length;
    this.tally.setsRejected += rejected;
    for (const message of messages) mock.take(message);
    if (rejected > 0) this.planBatch(TO_CORE);
    if (voyage !== null) this.planAnswer(TO_CARRIER, acknowledgements, voyage);
  }

  private atCore(arrival: Arrival): void {
    const { coreSide, partner, settings } = this.options;
    const { now } = this.kernel;
    const reading = coreSide.unpack(arrival.parcel);
    if (reading === null) return;
    const received = receive(this.incoming, reading, partner, now);
    for (const message of received.messages) {
      if (this.core.receive(message) !== 'refused') continue;
      // It is down, and was when the first of these came: nothing of the interchange is taken.
      const again = after(now, settings.pollEveryMs);
      this.kernel.schedule(this.onArrival, again, TO_CORE, reading.interchange.control, arrival);
      return;
    }
    this.incoming = received.state;
    if (received.repeat) this.tally.repeats += 1;
    if (received.gap) this.tally.gaps += 1;
    this.tally.aside += received.aside.length;
    for (const acknowledgement of received.verdicts) this.judged(acknowledgement);
    if (arrival.voyage !== null) this.planAnswer(TO_CORE, received.acknowledgements, arrival.voyage);
  }

  private judged(acknowledgement: X12Acknowledgement): void {
    const { state, verdicts } = acknowledged(this.outgoing, acknowledgement);
    this.outgoing = state;
    for (const { message, attempt, accepted } of verdicts) {
      if (!accepted) this.tally.setsRejected += 1;
      this.core.acknowledge(message, attempt, accepted ? ACCEPTED : REJECTED, null);
    }
  }

  /** @param direction of the interchange that is answered */
  private planAnswer(
    direction: Direction,
    acknowledgements: readonly X12Acknowledgement[],
    voyage: Voyage,
  ): void {
    if (acknowledgements.length === 0) return;
    const at = this.kernel.now + this.options.luck.acknowledgesAfterMs(direction, voyage);
    const answer: Answer = { acknowledgements, voyage };
    this.kernel.schedule(this.onAnswer, at, direction, voyage.slot, answer);
  }

  private answer(direction: Direction, { acknowledgements, voyage }: Answer): void {
    const { luck, desk, partner } = this.options;
    const { now } = this.kernel;
    let interchange: X12Interchange;
    if (direction === TO_CARRIER) interchange = desk.acknowledgement(acknowledgements, now);
    else {
      const written = acknowledgementOut(this.outgoing, partner, acknowledgements, now);
      this.outgoing = written.state;
      ({ interchange } = written);
    }
    const back = direction === TO_CARRIER ? TO_CORE : TO_CARRIER;
    const laterMs = luck.acknowledgementDelayMs(direction, voyage);
    if (laterMs === null) {
      this.tally.acknowledgementsLost += 1;
      this.fault(back, 'acknowledgementLost', interchange.control);
      return;
    }
    if (laterMs > 0) {
      this.tally.acknowledgementsDelayed += 1;
      this.fault(back, 'acknowledgementDelayed', interchange.control);
    }
    this.carry(back, interchange, null, laterMs, null);
  }

  private fault(direction: Direction, kind: string, control: number): void {
    const { recorder, mock } = this.options;
    const way = direction === TO_CARRIER ? `core to ${mock.name}` : `${mock.name} to core`;
    recorder.fault(this.kernel.now, kind, `${way}, x12`, null, { interchange: control });
  }

  /** On record as due when it is read if nothing happens to it. */
  private record(message: Envelope, from: string, to: string): void {
    const { recorder, settings, latencyMs } = this.options;
    const { now } = this.kernel;
    const dueAt = atOrAfter(after(now, settings.batchEveryMs) + latencyMs, settings.pollEveryMs);
    const { kind, fromKey, toKey, sender, counter, key, a, b, body } = message;
    recorder.message(now, dueAt, kind, from, fromKey, to, toKey, sender, counter, key, a, b, body);
  }

  private save(): Saved {
    const { outgoing, incoming, tally } = this;
    const [toCarrier, toCore] = this.batchAt;
    const desk = this.options.desk.save();
    return { outgoing, incoming, desk, batchAt: [toCarrier, toCore], tally: { ...tally } };
  }

  private load({ outgoing, incoming, desk, batchAt, tally }: Saved): void {
    this.outgoing = outgoing;
    this.incoming = incoming;
    this.options.desk.load(desk);
    [this.batchAt[TO_CARRIER], this.batchAt[TO_CORE]] = batchAt;
    this.tally = { ...tally };
  }
}
