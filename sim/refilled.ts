/**
 * An array of numbers that is to hold what another one holds: filled again where it is as long, else a copy. Restoring snapshot
 * after snapshot into one model then allocates next to nothing.
 */
interface Numbers<From> {
  readonly length: number;
  set(from: From): void;
}

export function refilled<Kind extends Numbers<From>, From extends { readonly length: number; slice(): Kind }>(
  own: Kind,
  from: From,
): Kind {
  if (own.length !== from.length) return from.slice();
  own.set(from);
  return own;
}
