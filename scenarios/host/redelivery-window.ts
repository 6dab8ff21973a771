/**
 * De-duplication of inputs by (sender, counter) over a stated window.
 *
 * 1. Within the last `WINDOW` counters of a sender, a repeat is known for certain.
 * 2. An older counter is `beyond`: the window can't tell, so business keys and the transition table decide.
 * 3. Memory is fixed per sender, whatever the length of the run.
 */

/** Counters remembered per sender. */
export const WINDOW = 4096;

const WORDS = WINDOW / 32;

export type Seen = 'new' | 'repeat' | 'beyond';

interface Sender {
  /** Highest counter seen. */
  highest: number;
  readonly bits: Uint32Array;
}

export interface RedeliverySnapshot {
  readonly senders: readonly (readonly [sender: number, highest: number, bits: Uint32Array])[];
}

export class RedeliveryWindow {
  private readonly senders = new Map<number, Sender>();
  /** Whose message came last: it is often the next one's, too. */
  private lastSender = -1;
  private last: Sender | null = null;

  /** Notes a message; says whether it has been seen. Counters start at 1. */
  note(sender: number, counter: number): Seen {
    const known = this.last !== null && this.lastSender === sender ? this.last : this.senderOf(sender);
    if (counter <= known.highest - WINDOW) return 'beyond';
    if (counter > known.highest) this.advance(known, counter);
    const at = counter % WINDOW;
    const word = at >>> 5;
    const bit = 1 << (at & 31);
    if ((known.bits[word]! & bit) !== 0) return 'repeat';
    known.bits[word]! |= bit;
    return 'new';
  }

  private senderOf(sender: number): Sender {
    let known = this.senders.get(sender);
    if (known === undefined) {
      known = { highest: 0, bits: new Uint32Array(WORDS) };
      this.senders.set(sender, known);
    }
    this.lastSender = sender;
    this.last = known;
    return known;
  }

  private advance(known: Sender, counter: number): void {
    if (counter - known.highest >= WINDOW) known.bits.fill(0);
    else {
      // One counter after the other, in nearly every case.
      for (let c = known.highest + 1; c <= counter; c++) {
        const at = c % WINDOW;
        known.bits[at >>> 5]! &= ~(1 << (at & 31));
      }
    }
    known.highest = counter;
  }

  save(): RedeliverySnapshot {
    return { senders: [...this.senders].map(([sender, s]) => [sender, s.highest, s.bits.slice()] as const) };
  }

  load(saved: RedeliverySnapshot): void {
    const had = new Map(this.senders);
    this.senders.clear();
    this.last = null;
    for (const [sender, highest, bits] of saved.senders) {
      const known = had.get(sender) ?? { highest, bits: new Uint32Array(WORDS) };
      known.highest = highest;
      known.bits.set(bits);
      this.senders.set(sender, known);
    }
  }
}
