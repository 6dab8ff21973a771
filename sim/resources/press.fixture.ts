/** What tests of pre-emption are told by: jobs that come to one resource at a time. */
import { type Activity, hold } from '../process/ask.ts';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { ResourceOptions } from './resource.ts';

/** A resource `press`, and a log. */
export function pressWorld(preemption: 'resume' | 'interrupt', options: ResourceOptions = {}) {
  const sim = new Simulation();
  const press = sim.resource('press', { ...options, preemption });
  const log: string[] = [];
  const note = (what: string) => log.push(`${sim.now} ${what}`);
  /** Comes at a time and works; notes its end, or that it lost its unit. */
  function comes(name: string, at: number, work: number, request?: RequestOptions) {
    function* job(): Activity<void> {
      yield hold(at);
      try {
        yield* press.use(work, request);
        note(`${name} is done`);
      } catch (error) {
        note(`${name}: ${(error as Error).message}`);
      }
    }
    return sim.process(name, job());
  }
  return { sim, press, log, note, comes };
}
