/**
 * Amounts by key, remembered for a while: for `keptMs` at least from when they were set. At most two such spans are held.
 *
 * 1. Two generations: when the young one is `keptMs` old, it becomes the old one and the old one is forgotten. No event
 *    and no clock of their own; nothing is walked through.
 */
export interface RecentAmounts {
  young: Map<number, number>;
  old: Map<number, number>;
  /** When the young become the old. */
  turnAt: number;
}

export function noAmounts(): RecentAmounts {
  return { young: new Map(), old: new Map(), turnAt: 0 };
}

export function amountOf({ young, old }: RecentAmounts, key: number): number | undefined {
  return young.get(key) ?? old.get(key);
}

export function remember(
  recent: RecentAmounts,
  key: number,
  amountMinor: number,
  now: number,
  keptMs: number,
): void {
  if (now >= recent.turnAt) {
    // Nothing came for so long that the young ones are past their time, too.
    recent.old = now >= recent.turnAt + keptMs ? new Map() : recent.young;
    recent.young = new Map();
    recent.turnAt = now + keptMs;
  }
  recent.young.set(key, amountMinor);
}

/** Not shared with the original. */
export function copyAmounts({ young, old, turnAt }: RecentAmounts): RecentAmounts {
  return { young: new Map(young), old: new Map(old), turnAt };
}
