/** From the kernel to the table `events`: the kernel writes the recorder's rows where it has room for some, and calls it where not. */
import type { Kernel } from '#sim/kernel';
import { hears, type Recorder } from './recorder.ts';

export function recordEvents(kernel: Kernel, recorder: Recorder): void {
  if (recorder.eventLog !== undefined) {
    kernel.log(recorder.eventLog(kernel.handlerNames));
    return;
  }
  if (!hears(recorder, 'event')) return;
  kernel.observe({
    event: (_n, time, handler, priority, a, b) => recorder.event(time, handler, priority, a, b),
  });
}
