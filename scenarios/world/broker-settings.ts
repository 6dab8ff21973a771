/**
 * A log-like message broker between partners and the core, as plain data of a world.
 *
 * 1. Times are integer ms; numbers of partitions and consumers whole and at least 1.
 * 2. Partners are numbers; a partner that is not named reaches the core without the broker.
 */
import type { Distribution } from '#sim/random/distributions';

/** How often a consumer fails, and for how long. */
export interface ConsumerOutages {
  /** From the end of one to the next one of the same consumer. */
  readonly everyMs: Distribution;
  readonly lastsMs: Distribution;
}

/** A message that no consumer can handle, until it has been repaired. */
export interface PoisonSettings {
  /** Of the messages, in [0, 1]. */
  readonly share: number;
  /** So often it is tried before it goes to the dead-letter topic, >= 1. */
  readonly tries: number;
  readonly retryMs: number;
  /** From the dead-letter topic back to the end of its partition. */
  readonly redriveMs: Distribution;
}

export interface BrokerFaults {
  /** Epoch ms; from here on nothing goes wrong. */
  readonly untilAt: number;
  /** A consumer dies and forgets how far it had read. */
  readonly deaths: ConsumerOutages | null;
  /** A consumer stands still; for longer than the session timeout, the group takes it for dead. */
  readonly stalls: ConsumerOutages | null;
  readonly poison: PoisonSettings | null;
}

export interface BrokerSettings {
  /** null = every partner. */
  readonly partners: readonly number[] | null;
  readonly partitions: number;
  readonly consumers: number;
  /** Consumers poll at whole multiples of this. */
  readonly pollEveryMs: number;
  /** Messages of one poll, at most. */
  readonly batch: number;
  /** Of one message, by its consumer, before the next poll. */
  readonly handleMs: number;
  /** What was read is committed at whole multiples of this, by the next poll. */
  readonly commitEveryMs: number;
  /** Whether a consumer commits what it has read when a partition is taken from it. */
  readonly commitsOnRevoke: boolean;
  readonly sessionTimeoutMs: number;
  /** So long nobody reads the partitions of a rebalance. */
  readonly rebalanceMs: number;
  /** Only partitions that change hands stand still; otherwise all of them. */
  readonly cooperative: boolean;
  /** From when on there are so many consumers. */
  readonly scaling: readonly { readonly at: number; readonly consumers: number }[];
  readonly faults: BrokerFaults;
}
