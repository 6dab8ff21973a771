/**
 * Figures of what is open, by key: a fixed number of fields each, in one typed array; a slot is used again when its key is
 * dropped. `at(key)` is the place of the first field, and holds until the next `open`.
 */
import { IntMap } from '#sim/int-map';

/** There is no such key. */
export const NONE = -1;
const SLOTS_MIN = 64;

export interface SavedFigures {
  readonly places: Int32Array;
  readonly free: readonly number[];
  readonly values: Float64Array;
}

export class Figures {
  /** All figures. Of a double from the first: a write makes no object. */
  values: Float64Array;
  private readonly places = new IntMap();
  private free: number[] = [];
  private end = 0;
  private readonly initial: readonly number[];
  /** The key last asked for, and its place: several rules ask for the key of one event. */
  private lastKey = NONE;
  private lastPlace = NONE;

  /** @param initial value of each field when a key is opened */
  constructor(initial: readonly number[]) {
    this.initial = initial;
    this.values = new Float64Array(SLOTS_MIN * initial.length);
  }

  get size(): number {
    return this.places.size;
  }

  /** Place of a key's fields, or `NONE`. */
  at(key: number): number {
    if (key === this.lastKey) return this.lastPlace;
    const place = this.places.get(key, NONE);
    this.lastKey = key;
    this.lastPlace = place;
    return place;
  }

  open(key: number): number {
    const { initial } = this;
    const place = this.free.pop() ?? this.append();
    for (let i = 0; i < initial.length; i++) this.values[place + i] = initial[i]!;
    this.places.set(key, place);
    this.lastKey = key;
    this.lastPlace = place;
    return place;
  }

  drop(key: number): void {
    const place = this.at(key);
    if (place === NONE) return;
    this.places.delete(key);
    this.free.push(place);
    this.lastKey = NONE;
  }

  /** In no order that means anything. */
  forEach(visit: (key: number, place: number) => void): void {
    this.places.forEach(visit);
  }

  keys(): number[] {
    const keys: number[] = [];
    this.forEach((key) => {
      keys.push(key);
    });
    return keys;
  }

  save(): SavedFigures {
    return { places: this.places.save(), free: this.free.slice(), values: this.values.slice(0, this.end) };
  }

  load(saved: SavedFigures): void {
    this.places.load(saved.places);
    this.lastKey = NONE;
    this.free = saved.free.slice();
    this.end = saved.values.length;
    if (this.values.length < this.end) {
      let size = SLOTS_MIN * this.initial.length;
      while (size < this.end) size *= 2;
      this.values = new Float64Array(size);
    }
    this.values.set(saved.values);
  }

  private append(): number {
    const place = this.end;
    this.end += this.initial.length;
    if (this.end > this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    return place;
  }
}
