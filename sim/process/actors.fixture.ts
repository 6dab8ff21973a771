/** What tests of interrupts and cancellation are told by: actors that do something to others at a time. */
import { Simulation } from '../simulation.ts';
import { hold } from './ask.ts';
import type { Process } from './process.ts';

/** A simulation, and a log of who was where when. */
export function world() {
  const sim = new Simulation();
  const log: string[] = [];
  const note = (what: string) => log.push(`${sim.now} ${what}`);
  /** Does something at a time, as a process. */
  function at(time: number, work: () => void): Process<void> {
    return sim.process(
      'actor',
      (function* () {
        yield hold(time);
        work();
      })(),
    );
  }
  return { sim, log, note, at };
}
