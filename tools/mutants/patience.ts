/**
 * Ends a hunt whose trial has no end: a bug may loop in the middle of a step, where nothing else can look.
 *
 * A thread of the hunt, which counts trials in shared memory. It goes by time of the processor, so that a busy machine is none the worse.
 */
import { workerData } from 'node:worker_threads';

/** Of the processor, for a trial. Source: assumption; it takes less than two. */
const SECONDS_MAX = 40;
const LOOK_MS = 500;

const trials = new Int32Array(workerData as SharedArrayBuffer);
let known = -1;
let since = process.cpuUsage();

setInterval(() => {
  const now = Atomics.load(trials, 0);
  if (now !== known) {
    known = now;
    since = process.cpuUsage();
  }
  const { user, system } = process.cpuUsage(since);
  if (user + system > SECONDS_MAX * 1e6) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
