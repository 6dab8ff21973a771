/**
 * A planted bug: plain data, laid over a copy of the product.
 *
 * 1. `find` stands in `file` exactly once; a test holds every one of them to the sources as they are.
 * 2. What it says of invariants is what is expected; what a search finds is in `docs/mutants.md`.
 */
import type { GroundName } from './grounds.ts';

export interface Mutant {
  readonly id: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** What is wrong now, in one sentence. */
  readonly bug: string;
  /** Where it is searched for, in turn. */
  readonly grounds: readonly GroundName[];
  /** Invariants that may be broken by it; any other finding counts as well. */
  readonly expected: readonly string[];
}

/** The text with the bug in it. Throws, naming mutant and file, where it stands in it not exactly once. */
export function mutated({ id, file, find, replace }: Mutant, text: string): string {
  const at = text.indexOf(find);
  if (at < 0) throw new Error(`mutant ${id}: ${file} has no ${JSON.stringify(find)}. Write it anew`);
  if (text.indexOf(find, at + 1) >= 0)
    throw new Error(`mutant ${id}: ${file} has ${JSON.stringify(find)} more than once. Say more of the line`);
  if (find === replace) throw new Error(`mutant ${id} changes nothing`);
  return text.slice(0, at) + replace + text.slice(at + find.length);
}
