/**
 * De-duplication of inputs by (sender, counter) over a stated window.
 *
 * 1. A message is known again for at least `REDELIVERY_MS` after it came, whatever came since and in whatever order; and as
 *    long as fewer than `KEPT_COUNT` of its sender came since, so that an outage of the sender makes nothing forgotten.
 * 2. What comes again later than that is new: business keys and the transition table decide.
 * 3. Memory: two generations a sender, with a bit for each of its messages in at most twice that time, or twice that number.
 */
import { CounterSet, type SavedCounters } from '#sim/counter-set';

/** Source: assumption, the same two days that partners keep idempotency keys for. */
export const REDELIVERY_MS = 2 * 86_400_000;
/** Source: assumption. */
const KEPT_COUNT = 4096;

export type Seen = 'new' | 'repeat';

interface Sender {
  /** When `recent` was begun. */
  since: number;
  /** How many are in `recent`. */
  count: number;
  recent: CounterSet;
  older: CounterSet;
}

interface SavedSender {
  readonly sender: number;
  readonly since: number;
  readonly count: number;
  readonly recent: SavedCounters;
  readonly older: SavedCounters;
}

export interface RedeliverySnapshot {
  readonly senders: readonly SavedSender[];
}

export class RedeliveryWindow {
  private readonly senders = new Map<number, Sender>();
  /** Whose message came last: it is often the next one's, too. */
  private lastSender = -1;
  private last: Sender | null = null;

  /** Notes a message; says whether it has been seen. Counters start at 1, `now` never goes back. */
  note(sender: number, counter: number, now: number): Seen {
    const known = this.last !== null && this.lastSender === sender ? this.last : this.senderOf(sender, now);
    if (known.count >= KEPT_COUNT && now - known.since >= REDELIVERY_MS) {
      known.older = known.recent;
      known.recent = new CounterSet();
      known.since = now;
      known.count = 0;
    }
    if (known.recent.has(counter) || known.older.has(counter)) return 'repeat';
    known.recent.add(counter);
    known.count += 1;
    return 'new';
  }

  private senderOf(sender: number, now: number): Sender {
    let known = this.senders.get(sender);
    if (known === undefined) {
      known = { since: now, count: 0, recent: new CounterSet(), older: new CounterSet() };
      this.senders.set(sender, known);
    }
    this.lastSender = sender;
    this.last = known;
    return known;
  }

  save(): RedeliverySnapshot {
    return {
      senders: [...this.senders].map(([sender, { since, count, recent, older }]) => ({
        sender,
        since,
        count,
        recent: recent.save(),
        older: older.save(),
      })),
    };
  }

  load(saved: RedeliverySnapshot): void {
    this.senders.clear();
    this.last = null;
    for (const { sender, since, count, recent, older } of saved.senders)
      this.senders.set(sender, {
        since,
        count,
        recent: CounterSet.from(recent),
        older: CounterSet.from(older),
      });
  }
}
