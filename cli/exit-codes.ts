/** Exit codes of every command. They are part of the interface: scripts and CI depend on them. */
export const EXIT = {
  done: 0,
  /** A fault of Dray itself. */
  internal: 1,
  /** Wrong usage or invalid input. */
  usage: 2,
  /** An invariant did not hold. */
  violated: 3,
  /** A replay gave other digests. */
  replayDiffers: 98,
  /** A threshold of the scenario was missed. */
  thresholdMissed: 99,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the user can mend: printed without a stack, ends with exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The short reason behind a failed system call. */
export function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
