/**
 * A state told as what has changed since an earlier version: of thousands of numbers that a decision sees, few have.
 *
 * 1. `changed(whole, changes)` gives the state again, whatever it was.
 * 2. Told so are objects of single values and lists of numbers, as long as keys and lengths stay what they were and not too much
 *    has changed. Everything else is told whole.
 */

/** By field that changed: the new value; of a list, places and the numbers there now. */
export type Changes = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, unknown>>;
type Kept = Int32Array | Float64Array | string | number | boolean | null | undefined;

/** Of a list, beyond which it is not worth telling places. */
const SHARE_MAX = 0.25;

/** A state as it was when it was last written. */
export class KeptState {
  private readonly keys: readonly string[];
  private readonly values: Kept[];

  private constructor(keys: readonly string[], values: Kept[]) {
    this.keys = keys;
    this.values = values;
  }

  /** Null: it can't be told by its changes. */
  static of(state: unknown): KeptState | null {
    if (state === null || typeof state !== 'object' || Array.isArray(state) || ArrayBuffer.isView(state))
      return null;
    const keys = Object.keys(state);
    const values: Kept[] = [];
    for (const key of keys) {
      const value = (state as Fields)[key];
      if (Array.isArray(value)) {
        const kept = keptList(value);
        if (kept === null) return null;
        values.push(kept);
      } else if (typeof value === 'object' && value !== null) return null;
      else values.push(value as Kept);
    }
    return keys.length === 0 ? null : new KeptState(keys, values);
  }

  /** What must be told of another state, which is kept from now on; null: it must be told whole, and kept anew. */
  changesTo(state: unknown): Changes | null {
    const { keys, values } = this;
    const changes: Record<string, unknown> = {};
    let i = 0;
    for (const key in state as Fields) {
      if (keys[i] !== key) return null;
      const value = (state as Fields)[key];
      const kept = values[i];
      if (kept instanceof Int32Array || kept instanceof Float64Array) {
        if (!Array.isArray(value) || value.length !== kept.length) return null;
        const change = kept instanceof Int32Array ? changedInts(kept, value) : changesIn(kept, value);
        if (change === null) return null;
        if (change[0].length > 0) changes[key] = change;
      } else if (typeof value === 'object' && value !== null) return null;
      else if (value !== kept) {
        changes[key] = value;
        values[i] = value as Kept;
      }
      i += 1;
    }
    return i === keys.length ? changes : null;
  }
}

/** Null: not all are numbers. */
function keptList(list: readonly unknown[]): Int32Array | Float64Array | null {
  const ints = new Int32Array(list.length);
  let whole = true;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (typeof value !== 'number') return null;
    ints[i] = value;
    if (ints[i] !== value) whole = false;
  }
  return whole ? ints : Float64Array.from(list as readonly number[]);
}

/** Places and numbers; null: there are too many of them, or not all are numbers. */
function changesIn(kept: Float64Array, list: readonly unknown[]): [number[], number[]] | null {
  const places: number[] = [];
  const numbers: number[] = [];
  const max = kept.length * SHARE_MAX;
  for (let i = 0; i < kept.length; i++) {
    const value = list[i];
    if (value === kept[i]) continue;
    if (typeof value !== 'number' || places.length >= max) return null;
    places.push(i);
    numbers.push(value);
    kept[i] = value;
  }
  return [places, numbers];
}

/** As `changesIn`; null also where a number is no int32 any more. */
function changedInts(kept: Int32Array, list: readonly unknown[]): [number[], number[]] | null {
  const { length } = kept;
  const max = length * SHARE_MAX;
  const places: number[] = [];
  const numbers: number[] = [];
  for (let i = 0; i < length; i++) {
    const value = list[i];
    if (value === kept[i]) continue;
    if (typeof value !== 'number' || (value | 0) !== value || places.length >= max) return null;
    places.push(i);
    numbers.push(value);
    kept[i] = value;
  }
  return [places, numbers];
}

/** The state of which these are the changes to another. */
export function changed(whole: unknown, changes: Changes): unknown {
  const state: Record<string, unknown> = { ...(whole as Fields) };
  for (const [key, change] of Object.entries(changes)) {
    if (!Array.isArray(change)) {
      state[key] = change;
      continue;
    }
    const [places, numbers] = change as [number[], number[]];
    const list = (state[key] as number[]).slice();
    for (let i = 0; i < places.length; i++) list[places[i]!] = numbers[i]!;
    state[key] = list;
  }
  return state;
}
