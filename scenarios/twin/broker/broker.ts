/**
 * A log-like message broker as the way of partners' messages into the core: partitions by business key, read by a group of
 * consumers, who hand over what they read to the core.
 *
 * 1. Messages about one key lie in one partition, and are handed over in the order in which they were published. Only what goes to the
 *    dead-letter topic comes back behind what was published meanwhile.
 * 2. At least once: what the core has taken comes again where its reading was not committed; what it refuses, since it is down, is
 *    offered again. None is lost.
 * 3. A message that nobody can handle blocks its partition until it has been tried as often as is said; then it lies in the dead-letter
 *    topic, with one ticket, until it is repaired. What its partner sends again of it meanwhile goes there without another one.
 * 4. Polls are on the calendar only while there is something to read. A commit is no event: what counts is which one was the last.
 * 5. State is plain data: an entry for each message that is unread or uncommitted, and one for each that is in the dead-letter topic.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { keyedHash, messageId } from '#orchestrator/middleware/jitter';
import type { Component, HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { Receipt } from '../../host/simulated-host.ts';
import type { Recorder } from '../../recording/recorder.ts';
import type { BrokerSettings } from '../../world/broker-settings.ts';
import { type CoreEnd, type EntryWatch, messageNumber } from '../core-end.ts';
import type { TicketDesk } from '../ways/ticket-desk.ts';
import { NOBODY } from './assignment.ts';
import { ConsumerGroup, type SavedGroup } from './consumer-group.ts';
import { type LogRecord, PartitionLog, type SavedLog } from './partition-log.ts';

/** How long a consumer waits when the core has refused, ms. Source: assumption. */
const REFUSED_MS = 10_000;
/** Answers of `hand over`. */
const GOES_ON = 0;
const STAYS = 1;
const REFUSED = 2;

export interface BrokerTally {
  published: number;
  polls: number;
  /** Unread in all partitions, the most at any instant. */
  lagMax: number;
  rebalances: number;
  deaths: number;
  stalls: number;
  rewound: number;
  /** Tries of poison messages, and how many of these went to the dead-letter topic. */
  poisonTries: number;
  deadLettered: number;
  repaired: number;
}

interface Saved {
  readonly aside: readonly number[];
  readonly logs: readonly SavedLog[];
  readonly group: SavedGroup;
  readonly lag: number;
  readonly tally: BrokerTally;
}

export interface BrokerOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly settings: BrokerSettings;
  /** Where tickets of poison messages go; null = nobody is there, and they are repaired after a drawn time. */
  readonly desk: TicketDesk | null;
  readonly watch: EntryWatch | null;
}

export class Broker implements CoreEnd, Component {
  tally: BrokerTally = {
    published: 0,
    polls: 0,
    lagMax: 0,
    rebalances: 0,
    deaths: 0,
    stalls: 0,
    rewound: 0,
    poisonTries: 0,
    deadLettered: 0,
    repaired: 0,
  };

  private readonly options: BrokerOptions;
  private readonly kernel: Kernel;
  private readonly logs: readonly PartitionLog[];
  private readonly group: ConsumerGroup;
  private readonly onPoll: HandlerNo;
  private readonly onRepaired: HandlerNo;
  private readonly whether: RandomStream;
  private readonly redriveIn: RandomStream;
  private readonly redriveMs: Sampler | null;
  private end!: CoreEnd;
  private lag = 0;
  /** Messages in the dead-letter topic, by number. */
  private aside = new Set<number>();

  constructor(options: BrokerOptions) {
    const { kernel, recorder, random, settings, desk } = options;
    this.options = options;
    this.kernel = kernel;
    this.logs = Array.from({ length: settings.partitions }, () => new PartitionLog());
    this.group = new ConsumerGroup({
      kernel,
      recorder,
      random,
      settings,
      logs: this.logs,
      tally: this.tally,
      rewound: (messages) => {
        this.tally.rewound += messages;
        this.lag += messages;
      },
      wake: () => this.wakeAll(),
    });
    this.whether = random.stream('broker/poison');
    this.redriveIn = random.stream('broker/redrive');
    const { poison } = settings.faults;
    this.redriveMs = poison === null ? null : compile(poison.redriveMs);
    this.onPoll = kernel.handler('broker.poll', (consumer) => this.poll(consumer));
    this.onRepaired = kernel.handler('broker.repaired', (_partition, _key, message) =>
      this.repaired(message as Envelope),
    );
    desk?.whenDone('broker', (message) => this.repaired(message));
    kernel.component('broker', this);
  }

  /** In front of the core from now on. */
  before(end: CoreEnd): CoreEnd {
    this.end = end;
    return this;
  }

  /** Not after a restore. */
  start(): void {
    this.group.start();
  }

  /** A partner publishes; what does not come by the broker goes on. */
  receive(message: Envelope): Receipt {
    const { partners } = this.options.settings;
    if (partners !== null && !partners.includes(message.fromKey)) return this.end.receive(message);
    this.publish(message, false);
    return 'taken';
  }

  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    this.end.acknowledge(message, attempt, status, retryAfterMs);
  }

  save(): Saved {
    return {
      aside: [...this.aside],
      logs: this.logs.map((log) => log.save()),
      group: this.group.save(),
      lag: this.lag,
      tally: { ...this.tally },
    };
  }

  load(state: unknown): void {
    const { aside, logs, group, lag, tally } = state as Saved;
    this.aside = new Set(aside);
    logs.forEach((log, i) => {
      this.logs[i]!.load(log);
    });
    this.group.load(group);
    this.lag = lag;
    // The group counts in it, too.
    Object.assign(this.tally, tally);
  }

  private publish(message: Envelope, repaired: boolean): void {
    const partition = keyedHash(0, message.key, 0) % this.logs.length;
    const log = this.logs[partition]!;
    log.append(message, this.kernel.now, repaired);
    this.tally.published += 1;
    this.lag += 1;
    if (this.lag > this.tally.lagMax) this.tally.lagMax = this.lag;
    this.wake(partition);
  }

  /** Whoever reads this partition polls as soon as there is something to read. */
  private wake(partition: number): void {
    const owner = this.group.owners[partition]!;
    const log = this.logs[partition]!;
    if (owner === NOBODY || log.unread === 0) return;
    const consumer = this.group.consumers[owner]!;
    if (!consumer.up) return;
    const { pollEveryMs } = this.options.settings;
    const from = Math.max(
      this.kernel.now,
      consumer.freeAt,
      this.group.pausedUntil[partition]!,
      log.blockedUntil,
    );
    const pollAt = Math.ceil(from / pollEveryMs) * pollEveryMs;
    if (pollAt >= consumer.pollAt) return;
    consumer.pollAt = pollAt;
    this.kernel.schedule(this.onPoll, pollAt, owner);
  }

  private wakeAll(): void {
    for (let partition = 0; partition < this.logs.length; partition++) this.wake(partition);
  }

  private poll(no: number): void {
    const { group, kernel, options } = this;
    const { now } = kernel;
    const consumer = group.consumers[no]!;
    // It polls sooner, or is down, or has nothing to read any more.
    if (consumer.pollAt !== now) return;
    consumer.pollAt = Infinity;
    this.tally.polls += 1;
    const { batch, handleMs } = options.settings;
    const { length } = this.logs;
    const { first } = consumer;
    let left = batch;
    let refused = false;
    for (let i = 0; i < length && left > 0 && !refused; i++) {
      const partition = (first + i) % length;
      if (group.owners[partition] !== no || group.pausedUntil[partition]! > now) continue;
      const log = this.logs[partition]!;
      log.commitUpTo(group.committedAt(no));
      let answer = GOES_ON;
      while (left > 0 && answer === GOES_ON) {
        const record = log.next();
        if (record === undefined || log.blockedUntil > now) break;
        left -= 1;
        answer = this.handOver(log, record);
      }
      refused = answer === REFUSED;
      // Where it could not finish, it begins the next time.
      if (left === 0 || refused) consumer.first = partition;
    }
    consumer.freeAt = now + Math.max(1, refused ? REFUSED_MS : (batch - left) * handleMs);
    if (this.lag > 0) options.recorder.kpi(now, 'brokerLag', 'broker', 0, this.lag, 'messages');
    this.wakeAll();
  }

  private handOver(log: PartitionLog, record: LogRecord): number {
    const { now } = this.kernel;
    if (this.isPoison(record)) return this.tryPoison(log, record);
    const { message, publishedAt } = record;
    if (this.end.receive(message) === 'refused') return REFUSED;
    if (!record.handedOver) this.options.watch?.waited(message.sender, now - publishedAt);
    record.handedOver = true;
    this.readOn(log);
    return GOES_ON;
  }

  private readOn(log: PartitionLog): void {
    log.pass(this.kernel.now);
    this.lag -= 1;
  }

  private isPoison({ message, publishedAt, repaired }: LogRecord): boolean {
    const { poison, untilAt } = this.options.settings.faults;
    if (poison === null || repaired || publishedAt >= untilAt) return false;
    return this.whether.unit(identityOf(message), 0) < poison.share;
  }

  /** Again and again, with everything behind it waiting; then it is put aside. */
  private tryPoison(log: PartitionLog, record: LogRecord): number {
    const { settings, recorder } = this.options;
    const { now } = this.kernel;
    const { tries, retryMs } = settings.faults.poison!;
    if (!record.handedOver) {
      log.tries += 1;
      this.tally.poisonTries += 1;
      if (log.tries < tries) {
        log.blockedUntil = now + retryMs;
        return STAYS;
      }
      record.handedOver = true;
      recorder.fault(now, 'poison', 'broker', record.message.key, { kind: record.message.kind, tries });
      if (!this.aside.has(messageNumber(record.message))) this.putAside(record.message);
    }
    this.readOn(log);
    return GOES_ON;
  }

  private putAside(message: Envelope): void {
    const { desk } = this.options;
    this.tally.deadLettered += 1;
    this.aside.add(messageNumber(message));
    if (desk !== null) {
      desk.open('broker', 'poisonMessage', message);
      return;
    }
    const waitMs = this.redriveMs!.sample(this.redriveIn, identityOf(message), 0);
    const at = this.kernel.now + Math.max(1, Math.round(waitMs));
    this.kernel.schedule(this.onRepaired, at, 0, message.key, message);
  }

  private repaired(message: Envelope): void {
    this.tally.repaired += 1;
    this.aside.delete(messageNumber(message));
    this.publish(message, true);
  }
}

/** uint32 that names a message by what it says. */
function identityOf(message: Envelope): number {
  return keyedHash(messageId(message), message.b | 0, message.fromKey);
}
