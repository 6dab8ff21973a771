/**
 * What is said to and by each partner, slot by slot: how much, how often again, how long it is under way, how long answers take, and what
 * goes wrong.
 *
 * 1. Answer: from what the core has said last of something (an order, a shipment, a load), retries left out, to what the partner says of
 *    it next. What takes the partner hours by its business takes that here, too.
 * 2. Retry: a transmission of a message that was transmitted before. One that comes after thousands of other messages counts as new.
 * 3. Memory: slots, and so many questions and messages a partner at a time. Where two have the same place, the older one is forgotten.
 */
import { Answers, type Thirds } from './answers.ts';
import type { PartnerOverTime, PartnerThird } from './over-time.ts';
import { type Covered, MostSeries, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

/** A power of 2. Source: assumption. */
const QUESTIONS = 2048;
/** A power of 2: of so many messages of the core, to whomever, it is known whether they were transmitted before. Source: assumption. */
const REMEMBERED = 16_384;

export class PartnerSeries {
  readonly no: number;
  readonly throttled: SumSeries;
  readonly deadLetters: SumSeries;
  readonly faults: SumSeries;
  private readonly clock: SlotClock;
  private readonly thirds: Thirds;
  private readonly sent: SumSeries;
  private readonly retries: SumSeries;
  private readonly received: SumSeries;
  private readonly wayMs: SumSeries;
  private readonly wayMsMost: MostSeries;
  private readonly answers: Answers;
  /** What was asked about, when, and by which kind of message: by key, cut to the places there are. */
  private readonly askedKey = new Float64Array(QUESTIONS).fill(-1);
  private readonly askedAt = new Float64Array(QUESTIONS);
  private readonly askedKind: string[] = new Array<string>(QUESTIONS).fill('');
  /** Numbers of messages that have been transmitted: by number, cut to the places there are. */
  private readonly transmitted = new Int32Array(REMEMBERED).fill(-1);

  constructor(no: number, clock: SlotClock, thirds: Thirds) {
    this.no = no;
    this.clock = clock;
    this.thirds = thirds;
    this.throttled = new SumSeries(clock);
    this.deadLetters = new SumSeries(clock);
    this.faults = new SumSeries(clock);
    this.sent = new SumSeries(clock);
    this.retries = new SumSeries(clock);
    this.received = new SumSeries(clock);
    this.wayMs = new SumSeries(clock);
    this.wayMsMost = new MostSeries(clock);
    this.answers = new Answers(clock, thirds);
  }

  /** The core says something. @param counter the running number of the message */
  told(sentAt: number, dueAt: number, kind: string, counter: number, key: number): void {
    this.way(dueAt - sentAt);
    const number = counter & (REMEMBERED - 1);
    if (this.transmitted[number] === counter) {
      this.retries.add(1);
      return;
    }
    this.transmitted[number] = counter;
    this.sent.add(1);
    const place = key & (QUESTIONS - 1);
    this.askedKey[place] = key;
    this.askedAt[place] = sentAt;
    this.askedKind[place] = kind;
  }

  /** The partner says something. */
  heard(sentAt: number, dueAt: number, key: number): void {
    this.way(dueAt - sentAt);
    this.received.add(1);
    const place = key & (QUESTIONS - 1);
    if (this.askedKey[place] !== key) return;
    this.askedKey[place] = -1;
    this.answers.add(sentAt, this.askedKind[place]!, dueAt - this.askedAt[place]!);
  }

  result({ slots }: Covered): PartnerOverTime {
    const sent = this.sent.first(slots);
    const retries = this.retries.first(slots);
    const received = this.received.first(slots);
    const { firstFrom, firstUntil, lastFrom, lastUntil } = this.thirds;
    return {
      no: this.no,
      sent,
      retries,
      received,
      wayMsMean: this.wayMs.first(slots).map((ms, slot) => {
        const said = sent[slot]! + retries[slot]! + received[slot]!;
        return said === 0 ? null : Math.round(ms / said);
      }),
      wayMsMax: this.wayMsMost.first(slots),
      ...this.answers.bySlot(slots),
      throttled: this.throttled.first(slots),
      deadLetters: this.deadLetters.first(slots),
      faults: this.faults.first(slots),
      first: this.third('first', firstFrom, firstUntil),
      last: this.third('last', lastFrom, lastUntil),
      answerDrift: this.answers.drift(),
    };
  }

  /** Counts are those of the slots that begin in it. */
  private third(which: 'first' | 'last', from: number, until: number): PartnerThird {
    const [begin, end] = [from, until].map((at) => this.clock.indexOf(at)) as [number, number];
    return {
      sent: this.sent.between(begin, end),
      retries: this.retries.between(begin, end),
      deadLetters: this.deadLetters.between(begin, end),
      faults: this.faults.between(begin, end),
      answerMsP50: this.answers.quantile(0.5, which),
      answerMsP95: this.answers.quantile(0.95, which),
    };
  }

  private way(ms: number): void {
    this.wayMs.add(ms);
    this.wayMsMost.add(ms);
  }
}
