/** Frozen copies of plain data: what a user's part is given. What may be large is copied where it is looked at. */

/** Shares nothing with the original that could be changed. */
export function frozenCopy<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const plain = value.every((each) => each === null || typeof each !== 'object');
    return Object.freeze(plain ? value.slice() : value.map(frozenCopy)) as T;
  }
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) copy[key] = frozenCopy(each);
  return Object.freeze(copy) as T;
}

/** The same, but each object and list in it is copied when it is first read. To be read before the original changes. */
export function lazyCopy<T extends object>(value: T): T {
  const copy = {};
  for (const [key, each] of Object.entries(value)) {
    if (each === null || typeof each !== 'object')
      Object.defineProperty(copy, key, { value: each, enumerable: true });
    else Object.defineProperty(copy, key, { get: once(each), enumerable: true });
  }
  return Object.freeze(copy) as T;
}

/** Of a view: its state, and what is in that. */
export function frozenView<View extends { readonly state: unknown }>(view: View): View {
  const { state, ...rest } = view;
  if (state === null || typeof state !== 'object') return Object.freeze({ ...view });
  return Object.freeze({ ...rest, state: lazyCopy(state) }) as unknown as View;
}

function once(value: object): () => unknown {
  let copy: unknown;
  return () => {
    copy ??= frozenCopy(value);
    return copy;
  };
}
