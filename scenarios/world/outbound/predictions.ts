/** What the core asks beside its own rules -> what it goes by, and what carriers write down for those who judge it. */
import type { MarketSettings } from '#mock-systems/carriers/settings';
import type { Network } from '#orchestrator/model/network';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import { durationMs } from '../../schema/units.ts';

type Asking = Pick<OutboundScenario, 'delayPrediction' | 'billAudit'>;

/** Nothing where nobody asks. */
export function predictionTerms({
  delayPrediction,
  billAudit,
}: Asking): Pick<Network, 'predictsDelays' | 'auditsBills'> {
  return {
    ...(delayPrediction === undefined
      ? {}
      : { predictsDelays: { lateByMs: durationMs(delayPrediction.lateBy) } }),
    ...(billAudit === undefined ? {} : { auditsBills: true as const }),
  };
}

/** Who judges bills is judged by which of them are wrong. */
export function mistakesToldOf({ billAudit }: Asking): Pick<MarketSettings, 'tellsMistakes'> {
  return billAudit === undefined ? {} : { tellsMistakes: true };
}
