/**
 * What has been, for the whole run: one word of 32 bits a key, whose bits are events. Key = order x 8 + n.
 *
 * 1. Most orders come to one shipment, so the words of n = 0 lie dense, 4 bytes an order; those of other n in a map.
 */
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';

/** First size of the dense part, orders. A power of two. */
const ORDERS_MIN = 1024;

export interface SavedBits {
  readonly first: Int32Array;
  readonly others: ReadonlyMap<number, number>;
}

export class EventBits {
  private first = new Int32Array(ORDERS_MIN);
  private others = new Map<number, number>();
  /** Orders up to this one have been noted. */
  private used = 0;

  get(key: number): number {
    if (key % SHIPMENTS_MAX !== 0) return this.others.get(key) ?? 0;
    const order = key / SHIPMENTS_MAX;
    return order < this.used ? this.first[order]! : 0;
  }

  set(key: number, bits: number): void {
    if (key % SHIPMENTS_MAX !== 0) {
      this.others.set(key, bits);
      return;
    }
    const order = key / SHIPMENTS_MAX;
    if (order >= this.used) this.reach(order);
    this.first[order] = bits;
  }

  save(): SavedBits {
    return { first: this.first.slice(0, this.used), others: new Map(this.others) };
  }

  load(saved: SavedBits): void {
    const used = saved.first.length;
    this.first.fill(0, used, this.used);
    this.used = used;
    this.makeRoom();
    this.first.set(saved.first);
    this.others = new Map(saved.others);
  }

  private reach(order: number): void {
    this.used = order + 1;
    this.makeRoom();
  }

  private makeRoom(): void {
    if (this.used <= this.first.length) return;
    let size = this.first.length;
    while (size < this.used) size *= 2;
    const grown = new Int32Array(size);
    grown.set(this.first);
    this.first = grown;
  }
}
