/** How loading a scenario ends early: with problems, each at its place. */
import type { Place } from './located.ts';
import type { Problem } from './source-files.ts';

/** Problems found on the way; `load.ts` catches it, so that nobody outside sees it. */
export class Stop extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('problems');
    this.problems = problems;
  }
}

/** @param place nothing = the file, or the option, as a whole */
export function at(file: string, message: string, place?: Place): Problem {
  return { line: 0, column: 0, file, ...place, message };
}
