/**
 * A line of claims in the order of urgency.
 *
 * 1. While claims come in that order (first in, first out of one priority) it is a ring: O(1) a claim. The first one out of
 *    order turns it into a binary heap, O(log n), until it is empty.
 * 2. A claim that left is only marked; it is taken out when it comes to the front, or when more than half of the line is
 *    such.
 */
import { byUrgency, type Claim } from './claim.ts';

/** Fewer left ones than this are never worth a sweep. */
const SWEEP_MIN = 64;
const MOVE_UP_FROM = 1024;

export class WaitingLine {
  /** Those that wait. */
  length = 0;
  private claims: (Claim | undefined)[] = [];
  /** First and one past the last of them. */
  private head = 0;
  private end = 0;
  private heap = false;
  private left = 0;

  add(claim: Claim): void {
    claim.waiting = true;
    this.length += 1;
    if (!this.heap && this.end > this.head && byUrgency(this.claims[this.end - 1]!, claim) > 0) {
      // A sorted list is a heap.
      this.moveUp();
      this.heap = true;
    }
    this.claims[this.end] = claim;
    this.end += 1;
    if (this.heap) this.rise(this.end - 1);
  }

  /** The most urgent one; undefined when nobody waits. */
  first(): Claim | undefined {
    while (this.end > this.head) {
      const claim = this.claims[this.head]!;
      if (claim.waiting) return claim;
      this.left -= 1;
      this.dropFirst();
    }
    return undefined;
  }

  /** Takes out the most urgent one, which `first` gave. */
  shift(): void {
    this.claims[this.head]!.waiting = false;
    this.length -= 1;
    this.dropFirst();
  }

  /** Takes out any one. */
  remove(claim: Claim): void {
    claim.waiting = false;
    this.length -= 1;
    this.left += 1;
    if (this.left > SWEEP_MIN && this.left > this.length) this.sweep();
  }

  /** Its place in the line, from 1. Cost O(n): for messages. */
  placeOf(claim: Claim): number {
    return this.waiting().filter((other) => byUrgency(other, claim) < 0).length + 1;
  }

  /** In order of urgency. Cost O(n log n): for tests. */
  inOrder(): readonly Claim[] {
    return this.waiting().sort(byUrgency);
  }

  private waiting(): Claim[] {
    return this.claims.slice(this.head, this.end).filter((claim) => claim!.waiting) as Claim[];
  }

  private dropFirst(): void {
    if (this.heap) this.dropTop();
    else {
      this.claims[this.head] = undefined;
      this.head += 1;
    }
    if (this.head === this.end) {
      this.head = 0;
      this.end = 0;
      this.heap = false;
    } else if (this.head > MOVE_UP_FROM && 2 * this.head > this.end) this.moveUp();
  }

  private dropTop(): void {
    this.end -= 1;
    const last = this.claims[this.end]!;
    this.claims[this.end] = undefined;
    if (this.end > 0) this.sink(last);
  }

  /** Puts a ring that has wandered back to the beginning. */
  private moveUp(): void {
    this.claims = this.claims.slice(this.head, this.end);
    this.head = 0;
    this.end = this.claims.length;
  }

  private rise(from: number): void {
    const { claims } = this;
    const claim = claims[from]!;
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (byUrgency(claims[above]!, claim) <= 0) break;
      claims[at] = claims[above];
      at = above;
    }
    claims[at] = claim;
  }

  /** Puts a claim in from the top. */
  private sink(claim: Claim): void {
    const { claims, end } = this;
    let at = 0;
    while (true) {
      let below = 2 * at + 1;
      if (below >= end) break;
      if (below + 1 < end && byUrgency(claims[below + 1]!, claims[below]!) < 0) below += 1;
      if (byUrgency(claim, claims[below]!) <= 0) break;
      claims[at] = claims[below];
      at = below;
    }
    claims[at] = claim;
  }

  /** Takes out all that have left. */
  private sweep(): void {
    this.claims = this.heap ? this.waiting().sort(byUrgency) : this.waiting();
    this.head = 0;
    this.end = this.claims.length;
    this.left = 0;
  }
}
