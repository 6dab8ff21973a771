/** A user's part while it is called: whose messages are about it, and which of its functions runs. */

/** A part while it is called. */
export interface GuardedPart {
  /** `policy "mine"`, for messages. */
  readonly title: string;
  readonly file: string;
  /** Itself and what it imports by relative path. */
  readonly files: ReadonlySet<string>;
}

export interface Call {
  readonly part: GuardedPart;
  /** Function of the definition; null = the part is being loaded. */
  readonly hook: string | null;
}
