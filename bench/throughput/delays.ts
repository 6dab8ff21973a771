/** Tables of delays, made in the same way as in `hold/peer.cpp`, so that drawing random numbers is not measured. */

/** Entries of a table: a power of two. */
export const TABLE = 1 << 16;

export type Delays =
  | 'exponential'
  | 'constant'
  | 'ticks'
  | 'bimodal'
  | 'pareto'
  | 'half-zero'
  /** Exponential, beside one event that is far off: a horizon, a claims timer. */
  | 'exponential, one far event';

function delayOf(kind: Delays, u: number, n: number): number {
  switch (kind) {
    case 'exponential':
    case 'exponential, one far event':
      return -Math.log(u);
    case 'constant':
      return 1;
    case 'ticks':
      return Math.floor(u * 10);
    case 'bimodal':
      return u < 0.9 ? u * 0.1 : 100 + u;
    case 'pareto':
      return 1 / u ** (1 / 1.1) - 1;
    case 'half-zero':
      return n % 2 === 0 ? 0 : -Math.log(u);
  }
}

export function delayTable(kind: Delays): Float64Array {
  const delays = new Float64Array(TABLE);
  let state = 0x9e3779b9;
  for (let n = 0; n < TABLE; n++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    delays[n] = delayOf(kind, ((state >>> 0) + 0.5) / 4294967296, n);
  }
  return delays;
}
