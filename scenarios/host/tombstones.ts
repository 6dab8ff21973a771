/**
 * What stays of finished actors of one type: key and time, for the claims horizon, and nothing else.
 * Oldest first, so that forgetting costs O(1) an actor.
 */
export class Tombstones {
  private readonly horizonMs: number;
  private readonly finishedAt = new Map<number, number>();
  /** When the oldest finished; Infinity while there is none. */
  private oldestAt = Infinity;

  constructor(horizonMs: number) {
    this.horizonMs = horizonMs;
  }

  get size(): number {
    return this.finishedAt.size;
  }

  add(key: number, now: number): void {
    this.finishedAt.set(key, now);
    if (now < this.oldestAt) this.oldestAt = now;
    if (this.oldestAt + this.horizonMs < now) this.forget(now);
  }

  private forget(now: number): void {
    for (const [key, at] of this.finishedAt) {
      this.oldestAt = at;
      if (at + this.horizonMs >= now) return;
      this.finishedAt.delete(key);
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
    this.oldestAt = saved[0]?.[1] ?? Infinity;
    for (const [key, at] of saved) this.finishedAt.set(key, at);
  }
}
