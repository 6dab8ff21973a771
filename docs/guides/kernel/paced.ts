import { setTimeout } from 'node:timers/promises';
import { hold, runPaced, Simulation } from 'dray/sim';

const sim = new Simulation();
sim.process(
  'train',
  (function* () {
    for (const station of ['north', 'centre', 'south']) {
      yield hold(100);
      console.log(`${station} at ${sim.now}`);
    }
  })(),
);
// The kernel reads no clock of its own.
const clock = {
  nowMs: () => performance.now(),
  sleepUntil: async (ms: number) => setTimeout(Math.max(0, ms - performance.now())),
};
const { end, instants } = await runPaced(sim.kernel, { clock, unitsPerMs: 2 });
console.log(`${instants} instants, then the calendar was ${end}`);
