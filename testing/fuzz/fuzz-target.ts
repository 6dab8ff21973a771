/**
 * A parser under fuzzing, as tests of Vitest: what once broke it, and inputs like its samples.
 *
 * 1. `judge` says what a finding is; and one that has not come back after a while hangs, and is ended.
 * 2. `npm test` has a fixed seed and few inputs. `npm run test:long` has a fresh seed and goes on for `DRAY_FUZZ_SECONDS` a parser (10
 *    where none are given); what it finds is kept in the corpus, and runs in every test from then on.
 */
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { long } from '../properties/properties.ts';
import { keep, keptInputs } from './corpus.ts';
import { judge } from './judge.ts';
import { inputsLike } from './mutations.ts';
import { Hang, within } from './within.ts';

export interface FuzzTarget {
  /** Of its folder in the corpus. */
  readonly name: string;
  /** Valid inputs, at least one. */
  readonly samples: readonly (string | Uint8Array)[];
  /** Words that mean something to this parser. */
  readonly words?: readonly string[];
  /** Reads, and throws what must not be. @returns what was made of it, whose size is held against the input's */
  readonly take: (input: Uint8Array) => unknown;
  /** Inputs of the short test. */
  readonly inputs?: number;
}

const INPUTS = 300;
const SHOWN_MAX = 300;
/** All inputs of a short test, and one that is kept, take well below a second. */
const HANG_MS = 30_000;
const LIMITS: SearchLimits = {
  budgetMs: long ? 1_000 * Number(process.env.DRAY_FUZZ_SECONDS ?? '10') : 0,
  hangMs: HANG_MS,
};
const TIMEOUT_MS = LIMITS.budgetMs + 2 * HANG_MS;

export interface SearchLimits {
  /** For as long it goes on, and keeps what it finds; 0 = for as many inputs as the target says. */
  readonly budgetMs: number;
  /** Beyond the budget. */
  readonly hangMs: number;
}

/** Declares the tests. */
export function fuzz(target: FuzzTarget): void {
  const { name, take } = target;
  describe(`fuzzing ${name}`, () => {
    test.each(keptInputs(name).map((kept) => [kept.name, kept.bytes] as const))(
      'what broke it once: %s',
      (_, bytes) => {
        within(HANG_MS, () => judge(take, bytes));
      },
    );
    test('inputs like its samples', () => search(target), TIMEOUT_MS);
  });
}

/** Throws the smallest input that is found to break it, with the seed and the path that lead there. */
export function search(target: FuzzTarget, { budgetMs, hangMs }: SearchLimits = LIMITS): void {
  let last: Uint8Array = Buffer.alloc(0);
  const property = fc.property(inputsOf(target), (input) => {
    last = input;
    judge(target.take, input);
  });
  const limits =
    budgetMs > 0
      ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: budgetMs }
      : { numRuns: target.inputs ?? INPUTS };
  try {
    const found = within(budgetMs + hangMs, () => fc.check(property, limits));
    if (!found.failed || found.counterexample === null) return;
    const { seed, counterexamplePath, counterexample, errorInstance } = found;
    const at = ` (seed ${seed}, path ${counterexamplePath})${kept(target, counterexample[0], budgetMs)}`;
    throw finding(target, counterexample[0], at, errorInstance);
  } catch (error) {
    if (error instanceof Hang) throw finding(target, last, kept(target, last, budgetMs), error);
    throw error;
  }
}

function inputsOf({ samples, words }: FuzzTarget): fc.Arbitrary<Uint8Array> {
  return inputsLike(
    samples.map((sample) => (typeof sample === 'string' ? Buffer.from(sample) : sample)),
    words,
  );
}

function kept({ name }: FuzzTarget, input: Uint8Array, budgetMs: number): string {
  return budgetMs > 0 ? `, kept as ${keep(name, input)}` : '';
}

function finding({ name }: FuzzTarget, input: Uint8Array, found: string, cause: unknown): Error {
  const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return new Error(`${name} breaks at ${shown(input)}${found}\n${why}`, { cause });
}

function shown(input: Uint8Array): string {
  const text = Buffer.from(input).toString('latin1');
  const more = text.length > SHOWN_MAX ? ` and ${text.length - SHOWN_MAX} bytes more` : '';
  return `${JSON.stringify(text.slice(0, SHOWN_MAX))}${more}`;
}
