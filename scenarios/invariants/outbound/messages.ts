/**
 * What passes between core and partners, counted on the way, against what both ends say they have done with it.
 *
 * 1. applied-once: what the core takes from a partner is what that partner has sent, each message once, and each is stepped or put
 *    aside once; what a partner has been given to do is what the core has sent it, each once, but for dead letters. A dead letter
 *    has one ticket for each of its deaths. Sent again so late that the partner's idempotency keys are gone, it is given to do
 *    once more, and business keys keep it from being done twice: that `side-effect-once` sees to.
 * 2. duplicate-changes-nothing: a message that the core knows already leaves it as it was.
 * 3. While a run goes on there may be less at the far end than at the near one, never more; at the end it is the same.
 * 4. Memory: three numbers a partner and direction, one for each dead letter that nobody has answered, and one for each that is
 *    still in trouble.
 */
import { MessageTally, type SavedTally, tallyUpTo } from '#mock-systems/message-tally';
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import type { PartnerPort } from '../../host/ports.ts';
import type { Receipt } from '../../host/simulated-host.ts';
import type { CoreEnd } from '../../twin/core-end.ts';
import { MessagePace } from './message-pace.ts';
import { type CoreStates, increasing, type PartnerSystems, type Rules, violated } from './part.ts';

const APPLIED = 'applied-once';
/** A letter's number: its death x 4, and whether it has its ticket, and an answer. */
const DEATH = 4;
const TICKET = 1;
const ANSWERED = 2;
/** Whose first transmission others judge. */
const HEARD: ReadonlySet<string> = new Set(['answerCancellation', 'answerQuery', 'confirmAppointment']);
/** Sent so long after a partner first had it, it may arrive unknown: it may be under way for the other half. */
const LATE_MS = IDEMPOTENCY_MS / 2;

interface Saved {
  readonly taken: readonly (SavedTally | null)[];
  readonly sent: readonly (SavedTally | null)[];
  readonly dead: readonly number[];
  readonly again: readonly number[];
  readonly knownSince: ReadonlyMap<number, number>;
  readonly letters: ReadonlyMap<number, number>;
  readonly tickets: ReadonlyMap<number, number>;
  readonly waits: ReadonlyMap<number, number>;
}

export class MessageRules implements CoreEnd, PartnerPort {
  readonly rules: Rules = {
    messageDeadLettered: (_time, letter, death, partner) => this.died(letter, death, partner),
    deadLetterResent: (_time, letter, death, partner) => {
      this.settled(letter, death, 'deadLetterResent');
      this.dead[partner]! -= 1;
    },
    deadLetterDropped: (_time, letter, death) => this.settled(letter, death, 'deadLetterDropped'),
  };
  /** Business events so far. */
  events = 0;
  private readonly core: () => CoreStates;
  /** 1 = a message is being handed over, and may be stepped before it is taken. */
  private underWay = 0;
  private now: () => number = () => 0;
  private end: CoreEnd | null = null;
  private wire: PartnerPort | null = null;
  /** By partner number: messages from it, messages to it, and letters to it that have died and were not sent again. */
  private taken: (MessageTally | undefined)[] = [];
  private sent: (MessageTally | undefined)[] = [];
  private dead: number[] = [];
  /** By partner number: letters sent again to it so late that it may have been given them once more. */
  private again: number[] = [];
  /** Since when the partner may know a letter that has died, until that is no more. */
  private knownSince = new Map<number, number>();
  /** Dead letters that wait for a person. */
  private letters = new Map<number, number>();
  /** The number of the ticket of its last death. */
  private tickets = new Map<number, number>();
  private readonly pace: MessagePace;
  private readonly heard: (message: Envelope) => void;
  /** The core's clock is not off. */
  private paced = true;
  /** Messages pass here as they leave the core; with `leavingFor`, there. */
  private leavesHere = true;

  /** @param heard first transmissions of what ERP is told of cancellations, customs to its queries, and suppliers of their slots */
  constructor(core: () => CoreStates, heard: (message: Envelope) => void = () => {}) {
    this.core = core;
    this.heard = heard;
    this.pace = new MessagePace(core);
  }

  /** Nobody is held to a pace that is not his. */
  unpaced(): void {
    this.paced = false;
  }

  /** Ways carry messages on in an order of their own: the core is held to its pace in front of them. */
  leavingFor(ways: PartnerPort): PartnerPort {
    this.leavesHere = false;
    return {
      transmit: (message, attempt, from) => {
        if (this.paced) this.pace.transmitted(message, attempt, this.now());
        ways.transmit(message, attempt, from);
      },
    };
  }

  /** Stands between the two from now on. */
  between(end: CoreEnd, wire: PartnerPort, now: () => number): void {
    this.now = now;
    this.end = end;
    this.wire = wire;
  }

  receive(message: Envelope): Receipt {
    const core = this.core();
    const { steps, backlog } = core;
    const { events } = this;
    this.underWay = 1;
    const receipt = this.end!.receive(message);
    this.underWay = 0;
    if (receipt === 'taken') this.tallyOf(this.taken, message.sender).note(message.counter);
    else if (steps !== core.steps || backlog !== core.backlog || events !== this.events)
      violated(
        'duplicate-changes-nothing',
        `${message.kind} ${message.counter} of partner ${message.sender} about ${message.key} was answered "${receipt}", and the core has gone on by it`,
      );
    return receipt;
  }

  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    if (this.paced) this.pace.answered(message, status, retryAfterMs, this.now());
    this.end!.acknowledge(message, attempt, status, retryAfterMs);
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    if (this.paced && this.leavesHere) this.pace.transmitted(message, attempt, this.now());
    if (attempt === 1 && HEARD.has(message.kind)) this.heard(message);
    if (attempt === 1) this.tallyOf(this.sent, message.toKey).note(message.counter);
    else if (this.knownSince.size > 0) this.noteAgain(message);
    this.wire!.transmit(message, attempt, from);
  }

  /** Somebody is asked to look at a dead letter. */
  ticket(letter: number, no: number): void {
    const known = this.letters.get(letter);
    if (known === undefined || known % DEATH !== 0)
      violated(
        APPLIED,
        `outbound message ${letter}: ticket ${no}; ${stateOf(known)}, each death has one ticket`,
      );
    this.letters.set(letter, known + TICKET);
    this.tickets.set(letter, no);
  }

  /** Somebody has said what becomes of it: by the number of its ticket, or of the escalation of that. An answer may come late, or twice. */
  answered(letter: number, no: number): void {
    const known = this.letters.get(letter);
    if (known !== undefined && no >= (this.tickets.get(letter) ?? Infinity))
      this.letters.set(letter, known | ANSWERED);
  }

  /** Nobody has more than was sent. */
  daily({ all }: PartnerSystems): void {
    this.pace.daily(this.now());
    let taken = 0;
    for (const { partner, name, said, applied } of all) {
      const fromIt = this.taken[partner]?.count ?? 0;
      const toIt = this.sent[partner]?.count ?? 0;
      taken += fromIt;
      if (fromIt > said)
        violated(APPLIED, `the core has taken ${fromIt} messages of ${name}, which sent ${said}`);
      if (applied.count > toIt + (this.again[partner] ?? 0))
        violated(APPLIED, `${name} was given ${applied.count} messages to do, the core sent it ${toIt}`);
    }
    const { appliedMessages } = this.core();
    if (appliedMessages > taken + this.underWay)
      violated(APPLIED, `the core applied ${appliedMessages} messages of partners, it took ${taken}`);
    for (const letter of this.knownSince.keys())
      if (this.letterOf(letter) === undefined) this.knownSince.delete(letter);
  }

  /** When nothing more can happen. */
  atEnd({ all }: PartnerSystems): void {
    let taken = 0;
    for (const system of all) {
      const { partner, name, said } = system;
      const fromIt = this.tallyOf(this.taken, partner);
      taken += fromIt.count;
      if (!fromIt.equals(tallyUpTo(said)))
        violated(
          APPLIED,
          `${name} sent messages 1 to ${said}; the core took ${fromIt.count} of its messages, and not each of these once`,
        );
      this.checkSent(system);
    }
    const { appliedMessages } = this.core();
    if (appliedMessages !== taken)
      violated(
        APPLIED,
        `the core took ${taken} messages of partners, ${appliedMessages} were stepped or put aside at the end`,
      );
    for (const [letter, state] of this.letters)
      if ((state & TICKET) === 0) violated(APPLIED, `outbound message ${letter} is dead and has no ticket`);
  }

  save(): Saved {
    return {
      taken: savedOf(this.taken),
      sent: savedOf(this.sent),
      dead: this.dead.slice(),
      again: this.again.slice(),
      knownSince: new Map(this.knownSince),
      letters: new Map(this.letters),
      tickets: new Map(this.tickets),
      waits: this.pace.save(),
    };
  }

  load(saved: Saved): void {
    this.taken = loadedOf(saved.taken);
    this.sent = loadedOf(saved.sent);
    this.dead = saved.dead.slice();
    this.again = saved.again.slice();
    this.knownSince = new Map(saved.knownSince);
    this.letters = new Map(saved.letters);
    this.tickets = new Map(saved.tickets);
    this.pace.load(saved.waits);
  }

  /** The partner may have had a dead letter: only the answer need be lost for it to die. */
  private checkSent({ partner, name, applied }: PartnerSystems['all'][number]): void {
    const sent = this.tallyOf(this.sent, partner);
    const dead = this.dead[partner] ?? 0;
    const more = applied.count - sent.count;
    if (dead === 0 && more === 0 ? sent.equals(applied) : more >= -dead && more <= (this.again[partner] ?? 0))
      return;
    violated(
      APPLIED,
      `the core sent ${name} ${sent.count} messages, ${dead} of which are dead letters; it was given ${applied.count} to do, and not each once`,
    );
  }

  private died(letter: number, death: number, partner: number): void {
    const known = this.letters.get(letter);
    if (known !== undefined)
      increasing('outbound message', letter, 'messageDeadLettered', Math.floor(known / DEATH), death);
    this.letters.set(letter, death * DEATH);
    this.tickets.delete(letter);
    this.dead[partner] = (this.dead[partner] ?? 0) + 1;
    if (!this.knownSince.has(letter)) this.knownSince.set(letter, this.letterOf(letter)!.firstSentAt);
  }

  /** At most once in as long as a partner knows a message. */
  private noteAgain({ counter, toKey }: Envelope): void {
    const since = this.knownSince.get(counter);
    const now = this.now();
    if (since === undefined || now - since < LATE_MS) return;
    this.knownSince.set(counter, now);
    this.again[toKey] = (this.again[toKey] ?? 0) + 1;
  }

  private letterOf(letter: number): OutboundMessageState | undefined {
    return this.core().state<OutboundMessageState>(OUTBOUND_MESSAGE as ActorTypeNo, letter);
  }

  private settled(letter: number, death: number, event: string): void {
    const known = this.letters.get(letter);
    if (known === undefined || Math.floor(known / DEATH) !== death || (known & TICKET) === 0)
      violated(APPLIED, `outbound message ${letter}: ${event} ${death}; ${stateOf(known)}`);
    if ((known & ANSWERED) === 0)
      violated('authority-kept', `outbound message ${letter}: ${event} ${death}, and no person has answered`);
    this.letters.delete(letter);
    this.tickets.delete(letter);
  }

  private tallyOf(tallies: (MessageTally | undefined)[], partner: number): MessageTally {
    const known = tallies[partner];
    if (known !== undefined) return known;
    while (tallies.length < partner) tallies.push(undefined);
    const tally = new MessageTally();
    tallies[partner] = tally;
    return tally;
  }
}

function stateOf(known: number | undefined): string {
  if (known === undefined) return 'it is not dead';
  return `it has died ${Math.floor(known / DEATH)} times and has ${known & TICKET} tickets for that`;
}

function savedOf(tallies: readonly (MessageTally | undefined)[]): (SavedTally | null)[] {
  return Array.from(tallies, (tally) => tally?.save() ?? null);
}

function loadedOf(saved: readonly (SavedTally | null)[]): (MessageTally | undefined)[] {
  return saved.map((each) => {
    if (each === null) return undefined;
    const tally = new MessageTally();
    tally.load(each);
    return tally;
  });
}
