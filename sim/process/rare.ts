/** What most processes never need, apart from them: a million small objects are cheaper than a million large ones. */
import type { Held, Pending, Waiter } from './ask.ts';

/** Units of a second, third ... resource. */
interface Holding {
  readonly of: Held;
  units: number;
}

export class Rare<R> {
  /** Interrupts to throw, one at each wait. */
  interrupts: Error[] = [];
  cancelled = false;
  /** It takes the turn that it was woken for first, up to its next wait. */
  turnFirst = false;
  /** Where it was when it was interrupted last; in words, or what it waited for, since nobody may ask. */
  disturbedAt: string | Pending = '';
  frozen = 0;
  /** Of a frozen hold. */
  remaining = 0.5;
  heldMore: Holding[] = [];
  joined: Waiter[] = [];
  result: R | undefined = undefined;
}
