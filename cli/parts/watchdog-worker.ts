/**
 * The thread of the watchdog. Where the main thread stays inside one call of a part for too long, it halts the main thread as a
 * debugger does, reads off where that is, and has the main thread say so and end.
 */
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { LOOK_MS, STUCK, type Watched } from './watched.ts';

const { beat, limitMs } = workerData as Watched;
let last = 0;
let sinceMs = 0;

setInterval(() => {
  const now = Atomics.load(beat, 0);
  if (now !== last || now % 2 === 0) {
    last = now;
    sinceMs = performance.now();
  } else if (performance.now() - sinceMs > limitMs) {
    sinceMs = Infinity;
    halt();
  }
}, LOOK_MS);

function halt(): void {
  const session = new Session();
  const urls = new Map<string, string>();
  session.connectToMainThread();
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => {
    urls.set(scriptId, url);
  });
  session.on('Debugger.paused', ({ params: { callFrames } }) => {
    const places = callFrames.map(({ location: { scriptId, lineNumber, columnNumber } }) => [
      urls.get(scriptId) ?? '',
      lineNumber + 1,
      (columnNumber ?? 0) + 1,
    ]);
    const expression = `globalThis[Symbol.for('${STUCK}')](${JSON.stringify(places)})`;
    session.post('Debugger.evaluateOnCallFrame', { callFrameId: callFrames[0]!.callFrameId, expression });
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}
