/** What is thrown into a process that waits: by another process, or by a resource that takes its unit away. */

/** Thrown at the `yield` of a process that was interrupted. One that is not caught stops the run. */
export class Interrupt extends Error {
  override readonly name: string = 'Interrupt';
  /** Whatever the interrupter gave. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super(`interrupted: ${describe(reason)}`);
    this.reason = reason;
  }
}

/** A resource with `preemption: 'interrupt'` took the unit away: it is no longer held and must not be released. */
export class Preempted extends Interrupt {
  override readonly name = 'Preempted';
  /** Name of the resource. */
  readonly resource: string;

  constructor(resource: string, reason: string) {
    super(`${reason} took resource "${resource}"`);
    this.resource = resource;
  }
}

/** A reason may be anything, also a process or a resource, which JSON can't write. */
function describe(reason: unknown): string {
  if (reason instanceof Error) return reason.message;
  if (typeof reason !== 'object' || reason === null) return String(reason);
  const { name } = reason as { readonly name?: unknown };
  if (typeof name === 'string') return name;
  try {
    return JSON.stringify(reason);
  } catch {
    return reason.constructor?.name ?? 'an object';
  }
}
