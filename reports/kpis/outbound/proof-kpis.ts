/** KPIs of proofs of delivery; null where nobody looks at them. Definitions: `proof-catalogue.ts`. */

import type { ProofKpi } from './catalogue/proof-catalogue.ts';
import type { KpiScope } from './facts.ts';
import { eachLoad } from './load-kpis.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION, LOAD_FLAG } from './outcomes/tables.ts';

export function proofKpis(outcomes: OutboundOutcomes, scope: KpiScope): Record<ProofKpi, number | null> {
  const { loads } = outcomes;
  const lag = new Sample();
  const sums = { settled: 0, right: 0, waived: 0 };
  eachLoad(outcomes, scope, (row) => {
    const proofAt = loads.proofAt[row]!;
    if (proofAt < 0) return;
    sums.settled += 1;
    lag.add(proofAt - loads.deliveredAt[row]!);
    if ((loads.flags[row]! & LOAD_FLAG.proofWaived) !== 0) sums.waived += 1;
    else if (loads.proofsUnread[row] === 0) sums.right += 1;
  });
  return {
    proofRightFirstTime: ratio(sums.right, sums.settled),
    proofLagMean: lag.meanMs(),
    proofsWaived: ratio(sums.waived, sums.settled),
    billedUnsigned: sums.settled === 0 ? null : unsignedMinor(outcomes, scope),
  };
}

function unsignedMinor({ shipments }: OutboundOutcomes, { shipment }: KpiScope): number {
  let minor = 0;
  for (let row = 0; row < shipments.size; row++) {
    if (shipment !== undefined && !shipment(row)) continue;
    if (shipments.billedAt[row]! >= 0 && shipments.condition[row] !== CONDITION.good)
      minor += shipments.valueMinor[row]!;
  }
  return minor;
}
