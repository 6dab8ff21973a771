/** A warm-up leaves some orders to count: it is over before the last of them come, and before the run ends. */
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import { type AnyOutboundScenario, isRecorded } from '../scenario.ts';

const DAY_MS = 86_400_000;

export function checkWarmUp(scenario: AnyOutboundScenario, found: Findings): void {
  const { warmUp, horizon } = scenario;
  if (warmUp === undefined) return;
  const ms = durationMs(warmUp);
  if (ms >= durationMs(horizon)) {
    found.report(['warmUp'], `after ${warmUp} the run has ended: the horizon is ${horizon}. Make it shorter`);
    return;
  }
  if (isRecorded(scenario)) return;
  const { days } = scenario.demand;
  if (ms >= days * DAY_MS)
    found.report(
      ['warmUp'],
      `after ${warmUp} no order comes any more: there are ${days} days of demand. Make it shorter, or give demand.days more`,
    );
}
