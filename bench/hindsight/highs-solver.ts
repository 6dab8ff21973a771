/**
 * HiGHS in WebAssembly as a solver of linear programs, with or without whole variables.
 *
 * 1. A fresh instance in a thread of its own for each program: a reused one has aborted, and its memory only grows.
 * 2. Whatever becomes of the thread (out of time, out of memory, an abort) is an answer: it gave up.
 */
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer } from './highs-thread.ts';
import type { LinearAnswer, LinearProgram, LinearSolver } from './linear-program.ts';

/** For one program, on the clock on the wall: long, for two runs of a pair must have the same prices on a busy machine, too. Source: assumption. */
const SECONDS = 300;
/** A solver that does not heed its own limit is ended so much later, ms. */
const GRACE_MS = 10_000;

/** @param seconds that one program may take */
export function highsSolver(seconds = SECONDS): LinearSolver {
  return (program) => solveInThread(program, seconds);
}

function solveInThread(program: LinearProgram, seconds: number): Promise<LinearAnswer | null> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./highs-thread.${extension}`, import.meta.url), {
    workerData: { program, seconds },
    // An abort in WebAssembly writes to its streams; what it says there is no result.
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (answer: ThreadAnswer): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), 1000 * seconds + GRACE_MS);
    worker.on('message', end);
    worker.on('error', () => end(null));
    worker.on('exit', () => end(null));
  });
}
