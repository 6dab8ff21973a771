/**
 * What stays of finished actors of one type: key and time, for the claims horizon, and nothing else.
 * Oldest first, so that forgetting costs O(1) an actor.
 */
export class Tombstones {
  private readonly horizonMs: number;
  private readonly finishedAt = new Map<number, number>();

  constructor(horizonMs: number) {
    this.horizonMs = horizonMs;
  }

  get size(): number {
    return this.finishedAt.size;
  }

  add(key: number, now: number): void {
    this.finishedAt.set(key, now);
    for (const [oldest, at] of this.finishedAt) {
      if (at + this.horizonMs >= now) break;
      this.finishedAt.delete(oldest);
    }
  }

  has(key: number, now: number): boolean {
    const at = this.finishedAt.get(key);
    return at !== undefined && at + this.horizonMs >= now;
  }

  save(): readonly (readonly [number, number])[] {
    return [...this.finishedAt];
  }

  load(saved: readonly (readonly [number, number])[]): void {
    this.finishedAt.clear();
    for (const [key, at] of saved) this.finishedAt.set(key, at);
  }
}
