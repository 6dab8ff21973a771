/**
 * Stops a part that never answers. It runs in the main thread and can't be interrupted from there, so that a thread of its own
 * watches: see `watchdog-worker.ts`. A call costs two additions.
 */
import { closeSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { EXIT } from '../exit-codes.ts';
import { faultAt, hookPlace, partRuns, untrapped, watchCalls } from './guard.ts';
import type { Call } from './guarded-part.ts';
import { LIMIT_MS, STUCK, type Watched } from './watched.ts';

type Frame = readonly [url: string, line: number, column: number];

/** Told before the process ends, so that nothing is left half-written. */
const atStop: ((error: Error) => void)[] = [];
let watching = false;

/** @param work must not wait for anything */
export function beforeStop(work: (error: Error) => void): void {
  atStop.push(work);
}

/** Starts it, once for the life of the process. It keeps no process alive. */
export function startWatchdog(): void {
  if (watching) return;
  watching = true;
  const beat = new Int32Array(new SharedArrayBuffer(4));
  watchCalls((inside) => {
    if ((beat[0]! % 2 !== 0) === inside) Atomics.add(beat, 0, 2);
    else Atomics.add(beat, 0, 1);
  });
  Object.defineProperty(globalThis, Symbol.for(STUCK), { value: stuck });
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const workerData: Watched = { beat, limitMs: LIMIT_MS };
  const worker = new Worker(new URL(`./watchdog-worker.${extension}`, import.meta.url), { workerData });
  worker.unref();
}

/** Called in the halted main thread; never comes back. */
function stuck(frames: readonly Frame[]): void {
  if (!partRuns()) return;
  untrapped((call) => stop(call, frames));
}

function stop({ part, hook }: Call, frames: readonly Frame[]): void {
  const frame = frames.find(([url]) => url.startsWith('file:') && part.files.has(fileURLToPath(url)));
  const place =
    frame === undefined
      ? hookPlace(part, hook)
      : { file: fileURLToPath(frame[0]), line: frame[1], column: frame[2] };
  const what = hook ?? 'loading it';
  const fault = faultAt(
    place,
    part,
    `${what} has not answered within ${LIMIT_MS / 1000} s: it is in a loop that does not end`,
  );
  for (const work of atStop) work(fault);
  writeSync(2, `${fault.message}\n`);
  // Node would add that it waits for a debugger.
  closeSync(2);
  // Without the handlers of an ordinary exit: they would wait for the debugger to leave.
  (process as unknown as { reallyExit(code: number): never }).reallyExit(EXIT.usage);
}
