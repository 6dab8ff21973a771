/** The section on cases -> what the core goes by. */
import type { CaseLimits } from '#orchestrator/model/cases';
import type { AnyOutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';

/** Source: assumption. */
const DRIFT = 0.2;

/** Nothing where exceptions are no cases. */
export function casesOf({ cases }: Pick<AnyOutboundScenario, 'cases'>): { readonly cases?: CaseLimits } {
  if (cases === undefined) return {};
  const { sla, highStake, drift } = cases;
  return {
    cases: {
      highStakeMinor: moneyMinor(highStake),
      slaMs: [sla.low, sla.medium, sla.high, sla.critical].map(durationMs),
      driftShare: drift ?? DRIFT,
    },
  };
}
