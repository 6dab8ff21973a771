/**
 * Messages that the other side has not taken: kept once, in order per partner, offered again until taken.
 *
 * 1. A message leaves only when `offer` says the other side has it.
 * 2. Behind a kept message, later ones of the same partner wait: the order of sending is kept.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';

export interface OutboxSnapshot {
  readonly kept: readonly (readonly [partner: number, messages: readonly Envelope[]])[];
  readonly retries: readonly number[];
}

export class Outbox {
  private readonly offer: (message: Envelope) => boolean;
  private readonly partnerOf: (message: Envelope) => number;
  private readonly kept = new Map<number, Envelope[]>();
  /** Partners for whom another offer is already scheduled. */
  private readonly retries = new Set<number>();

  /**
   * @param offer false = not taken
   * @param partnerOf whose order of sending a message belongs to
   */
  constructor(offer: (message: Envelope) => boolean, partnerOf: (message: Envelope) => number) {
    this.offer = offer;
    this.partnerOf = partnerOf;
  }

  get size(): number {
    let size = 0;
    for (const messages of this.kept.values()) size += messages.length;
    return size;
  }

  /** True when the message was taken; false when it is kept. */
  hand(message: Envelope): boolean {
    const partner = this.partnerOf(message);
    const waiting = this.kept.get(partner);
    if (waiting !== undefined) {
      waiting.push(message);
      return false;
    }
    if (this.offer(message)) return true;
    this.kept.set(partner, [message]);
    return false;
  }

  /** True when the caller should schedule the next offer: none is scheduled yet. */
  armRetry(partner: number): boolean {
    if (this.retries.has(partner)) return false;
    this.retries.add(partner);
    return true;
  }

  /** Offers what is kept for a partner, oldest first; true when nothing is left. */
  retry(partner: number): boolean {
    this.retries.delete(partner);
    const waiting = this.kept.get(partner);
    if (waiting === undefined) return true;
    let count = 0;
    while (count < waiting.length && this.offer(waiting[count]!)) count += 1;
    if (count === waiting.length) this.kept.delete(partner);
    else this.kept.set(partner, waiting.slice(count));
    return count === waiting.length;
  }

  save(): OutboxSnapshot {
    return {
      kept: [...this.kept].map(([partner, messages]) => [partner, [...messages]] as const),
      retries: [...this.retries],
    };
  }

  load(saved: OutboxSnapshot): void {
    this.kept.clear();
    for (const [partner, messages] of saved.kept) this.kept.set(partner, [...messages]);
    this.retries.clear();
    for (const partner of saved.retries) this.retries.add(partner);
  }
}
