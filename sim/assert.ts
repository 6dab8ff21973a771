/** Assertions: a programmer's fault, never a partner's. They are on in every run, also in production. */

/** A broken precondition of the kernel or of code built on it. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws unless `condition` holds. Build costly messages at the call, inside an `if`, not as an argument. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
