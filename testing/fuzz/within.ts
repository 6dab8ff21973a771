/** Code that may never come back, ended from outside. */
import { Script } from 'node:vm';

const RUN = Symbol.for('dray.fuzz.run');
const script = new Script(`globalThis[Symbol.for('dray.fuzz.run')]()`);

/**
 * What `run` gives. Throws where it has not come back in time, whatever it is at: a loop, a pattern that backtracks. It must be
 * synchronous.
 */
export function within<Result>(ms: number, run: () => Result): Result {
  const global = globalThis as { [RUN]?: () => Result };
  global[RUN] = run;
  try {
    return script.runInThisContext({ timeout: ms }) as Result;
  } catch (error) {
    if (isTimeout(error)) throw new Hang(`has not come back within ${ms / 1_000} s`);
    throw error;
  } finally {
    delete global[RUN];
  }
}

export class Hang extends Error {
  override readonly name = 'Hang';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
