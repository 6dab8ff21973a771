/** From the kernel to the table `events`: the kernel fills the recorder's columns where it has some, and calls it where not. */
import type { Kernel } from '#sim/kernel';
import type { Recorder } from './recorder.ts';

export function recordEvents(kernel: Kernel, recorder: Recorder): void {
  if (recorder.eventLog !== undefined) {
    kernel.log(recorder.eventLog(kernel.handlerNames));
    return;
  }
  kernel.observe({
    event: (_n, time, handler, priority, a, b) => recorder.event(time, handler, priority, a, b),
  });
}
