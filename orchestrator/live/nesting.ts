/**
 * How deep what comes from outside may be nested. `JSON.parse` takes any depth, but what walks by recursion (`JSON.stringify`, shapes that contain
 * themselves) overflows the stack at some thousand levels, and where exactly depends on who calls: a limit far below is the same for all.
 */

/** Levels. Source: assumption; some ten times what a message has. */
export const LEVELS_MAX = 100;

/** Level by level, each thing once: needs no stack, and ends where a thing contains itself. */
export function isTooDeep(said: unknown): boolean {
  let level: ReadonlySet<object> = new Set(thingsOf([said]));
  for (let levels = 0; levels < LEVELS_MAX; levels++) {
    if (level.size === 0) return false;
    const next = new Set<object>();
    for (const thing of level) for (const inner of thingsOf(Object.values(thing))) next.add(inner);
    level = next;
  }
  return level.size > 0;
}

function thingsOf(values: readonly unknown[]): object[] {
  return values.filter((each): each is object => typeof each === 'object' && each !== null);
}
