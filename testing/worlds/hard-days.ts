/** What a run must come through alike, or at all: a core that blinks, and links that lose and repeat. */
import { keyedHash } from '#orchestrator/middleware/jitter';
import type { FaultPlan } from '#scenarios/twin/faults/fate';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';

/** Of all messages and answers 4 % are lost each, and 2 % of messages come twice. */
export const LOSSY_LINKS: FaultPlan = ({ counter }, attempt) => {
  const percent = (keyedHash(7, counter, attempt) >>> 0) % 100;
  if (percent < 4) return { kind: 'lost' };
  if (percent < 8) return { kind: 'answerLost' };
  return percent < 10 ? { kind: 'duplicated', afterMs: 90_000 } : null;
};

/**
 * Runs to its `steps`th step; at every `every`th on the way the core dies and is back at the same instant.
 * @returns how often
 */
export function runBlinking(twin: OutboundTwin, steps: number, every: number): number {
  let blinks = 0;
  for (let n = 97; n < steps; n += every) {
    while (twin.host.steps < n && twin.run({ events: 1 }) === 'events');
    twin.host.crash();
    twin.host.restart();
    blinks += 1;
  }
  return blinks;
}
