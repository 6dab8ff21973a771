/**
 * Which consumer of a group reads which partition.
 *
 * 1. Every partition has one owner among the members; two members differ by one partition at most.
 * 2. Sticky: a partition moves only where 1 calls for it.
 */

export const NOBODY = -1;

/**
 * @param owners of each partition, `NOBODY` where there is none
 * @param members of the group, at least one, ascending
 * @returns the owners from now on
 */
export function assigned(owners: readonly number[], members: readonly number[]): number[] {
  const most = Math.ceil(owners.length / members.length);
  /** So many members may hold `most`; where all come out even, that is everyone. */
  let full = owners.length - (most - 1) * members.length;
  const held = new Map(members.map((member) => [member, 0]));
  const next = owners.map((owner) => {
    const has = held.get(owner);
    if (has === undefined || has >= most || (has === most - 1 && full === 0)) return NOBODY;
    if (has === most - 1) full -= 1;
    held.set(owner, has + 1);
    return owner;
  });
  return next.map((owner) => {
    if (owner !== NOBODY) return owner;
    const least = leastOf(held);
    held.set(least, held.get(least)! + 1);
    return least;
  });
}

/** Who holds least; of several the first. */
function leastOf(held: ReadonlyMap<number, number>): number {
  let least = NOBODY;
  let has = Infinity;
  for (const [member, count] of held) {
    if (count >= has) continue;
    least = member;
    has = count;
  }
  return least;
}
