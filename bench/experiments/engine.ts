/** How V8 is set by the command line, the lanes of experiments and searches, and the benchmarks. See ADR 0035. */
import { setFlagsFromString } from 'node:v8';

/**
 * Objects are made young, all of them. V8 watches where objects are made and moves places whose objects have lived long to the old
 * generation; a run's places make both kinds (a message that is answered at once, one that waits for days), and what dies there
 * is found by a full collection only.
 */
export function settleEngine(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
