/**
 * The consumers of the broker's group: who is there, who reads which partition, and what happens when one of them is lost.
 *
 * 1. A member that dies or stands still for longer than the session timeout is put out of the group; what it had read and not
 *    committed comes again, to whoever gets its partitions.
 * 2. A rebalance takes time, in which nobody reads the partitions it is about: all of them, or, where it is cooperative, those
 *    that change hands.
 * 3. What goes wrong is drawn by consumer and by which time it is. Nothing goes wrong after the faults' end, and whoever was down
 *    comes back: at last there is a member.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Recorder } from '../../recording/recorder.ts';
import type { BrokerSettings } from '../../world/broker-settings.ts';
import { assigned, NOBODY } from './assignment.ts';
import { OUTAGE_KINDS, OutageDraws } from './consumer-outages.ts';
import type { PartitionLog } from './partition-log.ts';

const DIED = 0;
const KINDS = OUTAGE_KINDS.length;

export interface Consumer {
  up: boolean;
  /** As the group sees it. */
  member: boolean;
  /** It has forgotten how far it had read. */
  lost: boolean;
  downSince: number;
  /** Outages so far: tells a session timeout whose it is. */
  outages: number;
  /** It can't poll before. */
  freeAt: number;
  /** When it will poll; Infinity = nothing is to be read. */
  pollAt: number;
  /** Partition that it reads first. */
  first: number;
}

export interface SavedGroup {
  readonly wanted: number;
  readonly owners: readonly number[];
  readonly pausedUntil: readonly number[];
  readonly consumers: readonly Consumer[];
}

export interface GroupTally {
  rebalances: number;
  deaths: number;
  stalls: number;
}

export interface GroupOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly settings: BrokerSettings;
  readonly logs: readonly PartitionLog[];
  readonly tally: GroupTally;
  /** So many messages will be read once more. */
  readonly rewound: (messages: number) => void;
  /** Whoever can read now should. */
  readonly wake: () => void;
}

export class ConsumerGroup {
  owners: number[];
  /** By partition. */
  pausedUntil: number[];
  consumers: Consumer[];
  private readonly options: GroupOptions;
  private readonly kernel: Kernel;
  private readonly draws: OutageDraws;
  private wanted: number;
  private readonly onDown: HandlerNo;
  private readonly onTimeout: HandlerNo;
  private readonly onUp: HandlerNo;
  private readonly onScale: HandlerNo;

  constructor(options: GroupOptions) {
    const { kernel, settings, random } = options;
    this.options = options;
    this.kernel = kernel;
    this.draws = new OutageDraws(random, settings.faults);
    this.wanted = settings.consumers;
    const most = Math.max(this.wanted, ...settings.scaling.map((step) => step.consumers));
    this.consumers = Array.from({ length: most }, (_, no) => ({
      up: true,
      member: no < this.wanted,
      lost: false,
      downSince: 0,
      outages: 0,
      freeAt: 0,
      pollAt: Infinity,
      first: 0,
    }));
    this.owners = assigned(Array(settings.partitions).fill(NOBODY), this.members());
    this.pausedUntil = Array(settings.partitions).fill(0);
    this.onDown = kernel.handler('broker.down', (consumer, which) => this.down(consumer, which));
    this.onTimeout = kernel.handler('broker.timeout', (consumer, no) => this.timeout(consumer, no));
    this.onUp = kernel.handler('broker.up', (consumer) => this.back(consumer));
    this.onScale = kernel.handler('broker.scale', (_a, step) => this.scale(step));
  }

  /** Puts what is planned, and the first outages, on the calendar; not after a restore. */
  start(): void {
    this.options.settings.scaling.forEach(({ at }, step) => {
      this.kernel.schedule(this.onScale, at, 0, step);
    });
    for (let no = 0; no < this.consumers.length; no++)
      for (let kind = 0; kind < KINDS; kind++) this.planOutage(no, kind, 0, this.kernel.now);
  }

  /** Reading is committed up to here. @param no of the consumer */
  committedAt(no: number): number {
    const { up, downSince } = this.consumers[no]!;
    const { commitEveryMs } = this.options.settings;
    const until = up ? this.kernel.now : downSince;
    return Math.floor(until / commitEveryMs) * commitEveryMs;
  }

  save(): SavedGroup {
    return {
      wanted: this.wanted,
      owners: this.owners.slice(),
      pausedUntil: this.pausedUntil.slice(),
      consumers: this.consumers.map((each) => ({ ...each })),
    };
  }

  load({ wanted, owners, pausedUntil, consumers }: SavedGroup): void {
    this.wanted = wanted;
    this.owners = owners.slice();
    this.pausedUntil = pausedUntil.slice();
    this.consumers = consumers.map((each) => ({ ...each }));
  }

  private members(): number[] {
    return this.consumers.flatMap(({ member }, no) => (member ? [no] : []));
  }

  private planOutage(consumer: number, kind: number, n: number, from: number): void {
    const afterMs = this.draws.nextMs(kind, consumer, n);
    if (afterMs === null || from + afterMs >= this.options.settings.faults.untilAt) return;
    this.kernel.schedule(this.onDown, from + afterMs, consumer, n * KINDS + kind);
  }

  private down(no: number, which: number): void {
    const { kernel, options } = this;
    const kind = which % KINDS;
    const n = Math.floor(which / KINDS);
    const lastsMs = this.draws.lastsMs(kind, no, n);
    this.planOutage(no, kind, n + 1, kernel.now + lastsMs);
    const consumer = this.consumers[no]!;
    // Nothing more can happen to who is down, or has not been started.
    if (!consumer.up || !consumer.member) return;
    Object.assign(consumer, {
      up: false,
      lost: kind === DIED,
      downSince: kernel.now,
      outages: consumer.outages + 1,
      pollAt: Infinity,
    });
    if (kind === DIED) options.tally.deaths += 1;
    else options.tally.stalls += 1;
    options.recorder.fault(kernel.now, OUTAGE_KINDS[kind]!, `consumer ${no}`, null, { lastsMs });
    const { sessionTimeoutMs } = options.settings;
    kernel.schedule(this.onUp, kernel.now + lastsMs, no);
    if (sessionTimeoutMs < lastsMs)
      kernel.schedule(this.onTimeout, kernel.now + sessionTimeoutMs, no, consumer.outages);
  }

  /** No heartbeat for so long: the group goes on without it. */
  private timeout(no: number, outage: number): void {
    const consumer = this.consumers[no]!;
    if (consumer.up || !consumer.member || consumer.outages !== outage) return;
    this.putOut(no);
    this.rebalance('unplanned');
  }

  private back(no: number): void {
    const consumer = this.consumers[no]!;
    consumer.up = true;
    const { lost, member } = consumer;
    consumer.lost = false;
    if (member && !lost) {
      this.options.wake();
      return;
    }
    // It comes as somebody new: what it had, it has no more.
    if (member) this.putOut(no, consumer.downSince);
    if (no >= this.wanted) return;
    consumer.member = true;
    this.rebalance(member ? 'unplanned' : 'planned');
  }

  private scale(step: number): void {
    this.wanted = this.options.settings.scaling[step]!.consumers;
    this.consumers.forEach((consumer, no) => {
      if (no >= this.wanted && consumer.member) {
        if (consumer.up) consumer.member = false;
        else this.putOut(no);
      } else if (no < this.wanted && consumer.up) consumer.member = true;
    });
    this.rebalance('planned');
  }

  /** @param downSince its reading is committed up to the last commit before */
  private putOut(no: number, downSince = this.consumers[no]!.downSince): void {
    this.consumers[no]!.member = false;
    const { commitEveryMs } = this.options.settings;
    const committedAt = Math.floor(downSince / commitEveryMs) * commitEveryMs;
    this.owners.forEach((owner, partition) => {
      if (owner !== no) return;
      this.takeBack(partition, committedAt);
      this.owners[partition] = NOBODY;
    });
  }

  private takeBack(partition: number, committedAt: number): void {
    const log = this.options.logs[partition]!;
    log.commitUpTo(committedAt);
    this.options.rewound(log.rewind());
  }

  private rebalance(why: 'planned' | 'unplanned'): void {
    const members = this.members();
    // Whoever comes back next takes all.
    if (members.length === 0) return;
    const { settings, tally, recorder, wake } = this.options;
    const { now } = this.kernel;
    const before = this.owners;
    this.owners = assigned(before, members);
    tally.rebalances += 1;
    let paused = 0;
    for (let partition = 0; partition < before.length; partition++) {
      if (settings.cooperative && before[partition] === this.owners[partition]) continue;
      paused += 1;
      this.pausedUntil[partition] = now + settings.rebalanceMs;
      this.revoke(partition, before[partition]!);
    }
    const kind = why === 'planned' ? 'rebalance-planned' : 'rebalance-unplanned';
    recorder.fault(now, kind, 'broker', null, { members: members.length, paused });
    wake();
  }

  private revoke(partition: number, from: number): void {
    if (from === NOBODY) return;
    // Who stands still does not hear of it, and commits nothing.
    const commits = this.options.settings.commitsOnRevoke && this.consumers[from]!.up;
    this.takeBack(partition, commits ? this.kernel.now : this.committedAt(from));
  }
}
