/**
 * A carrier's EDI desk: takes the shipper's 204s to the carrier's system and what that says to the shipper, in interchanges.
 *
 * 1. An interchange is taken once. A repeat is known by its control number and gets the answer of the first.
 * 2. What the desk sends waits for a 997: none in time, and the same interchange goes again under its number. A set that the
 *    shipper rejects goes again in a new interchange.
 * 3. It gives up after `sentMax` times; the last `KEPT` control numbers are remembered, and what is older counts as seen.
 * 4. Plain state, no reference shared with a saved copy.
 */
import type { CoreToCarrier } from '#orchestrator/contracts/carriers';
import type { X12Group, X12Interchange, X12Reading, X12Set } from '#orchestrator/contracts/x12-interchange';
import type { X12Acknowledgement } from '#orchestrator/contracts/x12-payloads';
import { type ByX12, setOf } from './event-writing.ts';
import { dateAndTime } from './instants.ts';
import type { EdiPartner } from './partner.ts';
import { readTender } from './tender-reading.ts';

/** More than come in the time after which nobody sends an old one again: 50 times, two hours apart, one every five minutes. */
const KEPT = 2_048;
const SENT_MAX = 50;
const GROUPS: readonly (readonly [set: string, functionalId: string])[] = [
  ['990', 'GF'],
  ['214', 'QM'],
  ['210', 'IM'],
];

interface Waiting {
  readonly set: X12Set;
  /** How often it has been sent in an interchange that was rejected. */
  readonly rejections: number;
}

interface Sent {
  readonly interchange: X12Interchange;
  readonly slot: number;
  readonly sentAt: number;
  readonly times: number;
  readonly waiting: readonly Waiting[];
  /** Control numbers of the groups that no 997 has come for. */
  readonly unanswered: readonly number[];
}

interface Taken {
  readonly control: number;
  readonly acknowledgements: readonly X12Acknowledgement[];
}

export interface DeskState {
  readonly control: number;
  readonly group: number;
  readonly waiting: readonly Waiting[];
  readonly sent: readonly Sent[];
  /** The last control numbers and what was answered, the oldest first. */
  readonly taken: readonly Taken[];
  readonly lastTaken: number;
}

export interface DeskDispatch {
  readonly interchange: X12Interchange;
  readonly slot: number;
  readonly transmission: number;
}

export interface DeskReceived {
  readonly repeat: boolean;
  readonly messages: readonly CoreToCarrier[];
  readonly acknowledgements: readonly X12Acknowledgement[];
  /** Sets that the shipper rejected: they go again. */
  readonly rejected: number;
  /** Reasons why sets were put aside. */
  readonly aside: readonly string[];
}

export class EdiDesk {
  private state: Omit<DeskState, 'taken'> = { control: 0, group: 0, waiting: [], sent: [], lastTaken: 0 };
  /** What the last control numbers were answered, in the order in which they came. */
  private readonly taken = new Map<number, readonly X12Acknowledgement[]>();
  private readonly partner: EdiPartner;

  constructor(partner: EdiPartner) {
    this.partner = partner;
  }

  /** For the next interchange. */
  post(message: ByX12, now: number): void {
    const waiting = { set: setOf(message, this.partner, now), rejections: 0 };
    this.state = { ...this.state, waiting: [...this.state.waiting, waiting] };
  }

  /** Interchanges that go out now: those without a 997 for `timeoutMs`, then a new one if anything waits. */
  close(slot: number, now: number, timeoutMs: number): DeskDispatch[] {
    const dispatches: DeskDispatch[] = [];
    const sent: Sent[] = [];
    for (const each of this.state.sent) {
      if (now - each.sentAt < timeoutMs) sent.push(each);
      else if (each.times < SENT_MAX) {
        const again = { ...each, sentAt: now, times: each.times + 1 };
        sent.push(again);
        dispatches.push({ interchange: again.interchange, slot: again.slot, transmission: again.times });
      }
    }
    let { control, group } = this.state;
    const { waiting } = this.state;
    if (waiting.length > 0) {
      control += 1;
      const groups = GROUPS.flatMap(([id, functionalId]) => {
        const sets = waiting.filter(({ set }) => set.id === id).map(({ set }) => set);
        if (sets.length === 0) return [];
        group += 1;
        return [this.group(functionalId, group, sets, now)];
      });
      const interchange = this.interchange(control, groups, now);
      const unanswered = groups.map((each) => each.control);
      sent.push({ interchange, slot, sentAt: now, times: 1, waiting, unanswered });
      dispatches.push({ interchange, slot, transmission: 1 });
    }
    this.state = { ...this.state, control, group, waiting: [], sent };
    return dispatches;
  }

  receive({ interchange, acknowledgements }: X12Reading): DeskReceived {
    const { control, groups } = interchange;
    const known = this.taken.get(control);
    if (known !== undefined || control <= this.state.lastTaken - KEPT) {
      const nothing = { messages: [], rejected: 0, aside: [] };
      return { repeat: true, ...nothing, acknowledgements: known ?? [] };
    }
    this.remember(control, acknowledgements);
    const messages: CoreToCarrier[] = [];
    const aside: string[] = [];
    let rejected = 0;
    for (const set of groups.flatMap(({ sets }) => sets)) {
      if (set.id === '997') rejected += this.answered(set.payload);
      else if (set.id === '204') {
        const read = readTender(set.payload, set.control, this.partner);
        if (read.ok) messages.push(read.message);
        else aside.push(read.reason);
      } else aside.push(`a carrier takes no set ${set.id}`);
    }
    return { repeat: false, messages, acknowledgements, rejected, aside };
  }

  private remember(control: number, acknowledgements: readonly X12Acknowledgement[]): void {
    const { taken } = this;
    taken.set(control, acknowledgements);
    if (taken.size > KEPT) taken.delete(taken.keys().next().value!);
    this.state = { ...this.state, lastTaken: Math.max(this.state.lastTaken, control) };
  }

  /** The interchange that carries 997s. */
  acknowledgement(acknowledgements: readonly X12Acknowledgement[], now: number): X12Interchange {
    const control = this.state.control + 1;
    const group = this.state.group + 1;
    this.state = { ...this.state, control, group };
    const sets = acknowledgements.map((payload, at) => ({
      id: '997' as const,
      control: String(at + 1).padStart(4, '0'),
      payload,
    }));
    return this.interchange(control, [this.group('FA', group, sets, now)], now);
  }

  /** @returns how many sets of the group were rejected */
  private answered({ group: { control }, sets, outcome }: X12Acknowledgement): number {
    const found = this.state.sent.find(({ unanswered }) => unanswered.includes(control));
    if (found === undefined) return 0;
    const unanswered = found.unanswered.filter((each) => each !== control);
    const others = this.state.sent.filter((each) => each !== found);
    const left = unanswered.length === 0 ? others : [...others, { ...found, unanswered }];
    const inGroup = found.interchange.groups.find((each) => each.control === control)!.sets;
    const again = found.waiting
      .filter(({ set, rejections }) => {
        if (!inGroup.some((each) => each.control === set.control) || rejections >= SENT_MAX) return false;
        const said = sets.find((each) => Number(each.set.control) === Number(set.control));
        // A 997 may leave out the sets that it has nothing to say of.
        const code = said === undefined ? outcome.code : said.outcome.code;
        return code !== 'A' && code !== 'E' && (said !== undefined || code !== 'P');
      })
      .map((each) => ({ ...each, rejections: each.rejections + 1 }));
    this.state = { ...this.state, sent: left, waiting: [...this.state.waiting, ...again] };
    return again.length;
  }

  private group(functionalId: string, control: number, sets: readonly X12Set[], now: number): X12Group {
    const { scac, shipper } = this.partner;
    const { date, time } = dateAndTime(now);
    const header = { sender: scac, receiver: shipper, date, time: time.slice(0, 4), control };
    return { functionalId, ...header, version: '004010', sets };
  }

  private interchange(control: number, groups: readonly X12Group[], now: number): X12Interchange {
    const { scac, shipper } = this.partner;
    const { date, time } = dateAndTime(now);
    return {
      senderQualifier: '02',
      sender: scac,
      receiverQualifier: 'ZZ',
      receiver: shipper,
      date: date.slice(2),
      time: time.slice(0, 4),
      version: '00401',
      control,
      acknowledgement: '0',
      usage: 'P',
      groups,
    };
  }

  /** Something waits for a 997. */
  get waits(): boolean {
    return this.state.sent.length > 0;
  }

  /** What is said and waits is replaced, never changed: a copy shares what nobody writes to. */
  save(): DeskState {
    const taken = [...this.taken].map(([control, acknowledgements]) => ({ control, acknowledgements }));
    return { ...this.state, taken };
  }

  load({ taken, ...state }: DeskState): void {
    this.state = state;
    this.taken.clear();
    for (const { control, acknowledgements } of taken) this.taken.set(control, acknowledgements);
  }
}
