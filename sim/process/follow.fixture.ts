/** What tests of combined waits are told by: activities that are followed to their end. */
import { Simulation } from '../simulation.ts';
import type { Activity } from './ask.ts';

/** A simulation, and a log of who was where when. */
export function world() {
  const sim = new Simulation();
  const log: unknown[] = [];
  /** Runs an activity to its end and notes when that is and what it came to. */
  function follow(activity: () => Activity): void {
    sim.process(
      'follower',
      (function* () {
        const result = yield* activity();
        log.push([sim.now, result]);
      })(),
    );
  }
  /** Does something at a time. */
  function at(time: number, work: () => void): void {
    sim.kernel.call(time, work);
  }
  return { sim, log, follow, at };
}
