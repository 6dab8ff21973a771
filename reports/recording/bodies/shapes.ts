/**
 * The lists of keys of the objects in bodies, each numbered when it is first used.
 *
 * 1. Numbers depend on the order of the bodies alone, so that equal runs give equal bytes.
 * 2. Bounded: objects that have more keys, or come in more shapes, are maps rather than records and carry their keys.
 */

/** Of one object. Source: assumption; records here have some twenty. */
const KEYS_MAX = 64;
/** Of one recording. Source: assumption; runs of the library have some hundred. */
const SHAPES_MAX = 4096;

export interface Shape {
  readonly number: number;
  readonly keys: readonly string[];
  /** By key: the shape that the value there, or the objects in it, had last. A guess that saves a look-up. */
  readonly inner: (Shape | null)[];
  /** What the object was when it was not of this shape, last. */
  other: Shape | null;
}

export class Shapes {
  private readonly shapes = new Map<string, Shape>();
  private readonly onNew: (keys: string) => void;

  /** @param onNew told of every new shape in the order of their numbers: a JSON list of keys */
  constructor(onNew: (keys: string) => void) {
    this.onNew = onNew;
  }

  /** Null: a map. Cost: a text of all keys. */
  of(keys: readonly string[]): Shape | null {
    if (keys.length > KEYS_MAX || isIndex(keys[0])) return null;
    const text = JSON.stringify(keys);
    const known = this.shapes.get(text);
    if (known !== undefined) return known;
    if (this.shapes.size === SHAPES_MAX) return null;
    const shape: Shape = { number: this.shapes.size, keys, inner: keys.map(() => null), other: null };
    this.shapes.set(text, shape);
    this.onNew(text);
    return shape;
  }
}

/** An object that has such keys lists them first. */
function isIndex(key: string | undefined): boolean {
  return key !== undefined && /^\d/.test(key);
}
