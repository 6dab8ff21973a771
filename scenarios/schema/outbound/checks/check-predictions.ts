/** What the format of `delayPrediction` and `billAudit` can't say by itself: that there is something to ask about, and that a prediction means something. */
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkPredictions(scenario: OutboundScenario, found: Findings): void {
  const { delayPrediction, billAudit, limits, systems } = scenario;
  const byThirdParty = systems.threePl?.freight !== undefined;
  if (byThirdParty && delayPrediction !== undefined)
    found.report(
      ['delayPrediction'],
      'the third party sends loads off (`systems.threePl.freight`): the orchestrator sees none depart. Take one of them out',
    );
  if (byThirdParty && billAudit !== undefined)
    found.report(
      ['billAudit'],
      'the third party bills all freight by its tariff (`systems.threePl.freight`): no carrier’s bill comes. Take one of them out',
    );
  if (delayPrediction === undefined) return;
  const { lateBy } = delayPrediction;
  if (durationMs(lateBy) <= durationMs(limits.slaRisk))
    found.report(
      ['delayPrediction', 'lateBy'],
      `${lateBy} late is no risk by limits.slaRisk, ${limits.slaRisk}: a prediction would change nothing. Make it longer`,
    );
}
