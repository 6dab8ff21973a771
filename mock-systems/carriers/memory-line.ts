/**
 * Keys in the order in which they may be forgotten: plain data, amortised O(1).
 *
 * 1. Times never fall along the line. A key may stand in it more than once: only the time that its owner still has counts.
 * 2. A `Map` in the order of insertion would do, but walks over all that was deleted before its first entry.
 */
export interface MemoryLine {
  keys: number[];
  times: number[];
  /** Entries before this one have been taken. */
  head: number;
}

/** Taken entries are kept until there are so many, and more than half of all. */
const TAKEN_MAX = 1024;

export function emptyLine(): MemoryLine {
  return { keys: [], times: [], head: 0 };
}

export function copyLine({ keys, times, head }: MemoryLine): MemoryLine {
  return { keys: keys.slice(head), times: times.slice(head), head: 0 };
}

export function append(line: MemoryLine, key: number, at: number): void {
  line.keys.push(key);
  line.times.push(at);
}

/** Takes from the line all that has a time before this one. */
export function takeBefore(line: MemoryLine, before: number, take: (key: number, at: number) => void): void {
  const { keys, times } = line;
  while (line.head < keys.length && times[line.head]! < before) {
    take(keys[line.head]!, times[line.head]!);
    line.head += 1;
  }
  if (line.head < TAKEN_MAX || 2 * line.head < keys.length) return;
  keys.splice(0, line.head);
  times.splice(0, line.head);
  line.head = 0;
}
