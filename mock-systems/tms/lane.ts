/** A lane as one number: from a place to a place, or to a region. Both are below 2^20. */
export function laneKey(origin: number, destination: number): number {
  return origin * 0x100000 + destination;
}
