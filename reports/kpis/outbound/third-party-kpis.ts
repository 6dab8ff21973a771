/** KPIs of freight that a third party arranges: of the whole run only; null where nobody does. */

import type { ThirdPartyKpi } from './catalogue/third-party-catalogue.ts';
import { ratio } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

export function thirdPartyKpis({
  thirdPartyBooks: { sums },
}: Pick<OutboundOutcomes, 'thirdPartyBooks'>): Record<ThirdPartyKpi, number | null> {
  return {
    thirdPartyMargin: ratio(sums.soldMinor - sums.boughtMinor, sums.soldMinor),
    adviceLag: ratio(sums.unheardMs, sums.loads),
  };
}
