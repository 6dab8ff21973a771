/**
 * Digests of the states that decisions see, each version of an actor once: several decisions see the same.
 *
 * 1. A state is known by the object and the version together: an actor that comes again under a key has another object, one that
 *    has taken an input another version.
 * 2. Forgets: what it does not know any more is computed again, and is the same. Its memory is fixed.
 */
import type { ViewReading } from './ports.ts';

/** A power of two. Source: assumption; the views of a scenario are one a node or lane. */
const PLACES = 256;

/** Two int32. */
export interface StateDigest {
  readonly one: number;
  readonly two: number;
}

interface Known extends StateDigest {
  readonly state: unknown;
  readonly version: number;
}

export class StateDigests {
  private readonly known: (Known | null)[] = new Array(PLACES).fill(null);

  of({ key, version, state }: ViewReading, compute: (state: unknown) => StateDigest): StateDigest {
    const place = key & (PLACES - 1);
    const known = this.known[place]!;
    if (known !== null && known.state === state && known.version === version) return known;
    const { one, two } = compute(state);
    const fresh = { one, two, state, version };
    // A text or a number is no object that could be known again.
    if (state !== null && typeof state === 'object') this.known[place] = fresh;
    return fresh;
  }
}
