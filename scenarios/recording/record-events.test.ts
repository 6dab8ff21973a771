/** What a kernel writes into a recorder's rows is what it would have told in calls. */
import { expect, test } from 'vitest';
import { EVENT_CELLS, type EventLog, Kernel } from '#sim/kernel';
import { recordEvents } from './record-events.ts';
import { nullRecorder, type Recorder } from './recorder.ts';

type Line = Parameters<Recorder['event']>;

/** Three handlers, one registered after recording has begun; as many events as are asked for. */
function ran(recorder: Recorder, events: number): void {
  const kernel = new Kernel({ start: 1_000 });
  const first = kernel.handler('first', (a) => {
    if (a < events)
      kernel.schedule(second, kernel.now + (a % 3), a + 1, -0.5, undefined, a % 2 === 0 ? -1 : 5);
  });
  recordEvents(kernel, recorder);
  const second = kernel.handler('second', (a) => kernel.schedule(first, kernel.now, a));
  kernel.schedule(first, 1_500, 0, 2 ** 40);
  kernel.run();
}

/** Of rows that were taken away, and those that still stand there. */
function logging(
  capacity: number,
  lines: Line[],
): { readonly recorder: Recorder; readonly rest: () => void } {
  let names: readonly string[] = [];
  const log: EventLog = {
    cells: new Float64Array(EVENT_CELLS * capacity),
    used: 0,
    full() {
      for (let i = 0; i < log.used; i += EVENT_CELLS) {
        const [time, handler, priority, a, b] = log.cells.subarray(i, i + EVENT_CELLS);
        lines.push([time!, names[handler!]!, priority!, a!, b!]);
      }
      log.used = 0;
    },
  };
  const eventLog = (handlers: readonly string[]): EventLog => {
    names = handlers;
    return log;
  };
  return { recorder: { ...nullRecorder, eventLog }, rest: () => log.full() };
}

test.each([1, 4, 1_000])('with room for %i rows', (capacity) => {
  const told: Line[] = [];
  ran({ ...nullRecorder, event: (...line) => told.push(line) }, 20);
  const written: Line[] = [];
  const { recorder, rest } = logging(capacity, written);
  ran(recorder, 20);
  rest();
  expect(told).toHaveLength(41);
  expect(written).toEqual(told);
});
