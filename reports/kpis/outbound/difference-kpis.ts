/** KPIs of deliveries that differ from what was shipped; null where none does. Definitions: `difference-catalogue.ts`. */
import type { DifferenceKpi } from './catalogue/difference-catalogue.ts';
import type { KpiScope } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION } from './outcomes/tables.ts';

export function differenceKpis(
  outcomes: OutboundOutcomes,
  scope: KpiScope,
): Record<DifferenceKpi, number | null> {
  const { shipment } = scope;
  const { differences } = outcomes.differenceBooks;
  const { shipments } = outcomes;
  const settlement = new Sample();
  const bill = new Sample();
  const sums = { rows: 0, settled: 0, byRule: 0, creditedMinor: 0 };
  for (let row = 0; row < differences.size; row++) {
    const of = differences.shipment[row]!;
    if (shipment !== undefined && !shipment(of)) continue;
    sums.rows += 1;
    sums.creditedMinor += differences.creditedMinor[row]!;
    if (shipments.billedAt[of]! >= 0) bill.add(shipments.billedAt[of]! - shipments.deliveredAt[of]!);
    if (differences.settledAt[row]! < 0) continue;
    sums.settled += 1;
    if (differences.byPerson[row] === 0) sums.byRule += 1;
    settlement.add(differences.settledAt[row]! - differences.readAt[row]!);
  }
  return {
    deliveredAsShipped: sums.rows === 0 ? null : asShipped(outcomes, sums.rows, scope),
    differencesByRule: ratio(sums.byRule, sums.settled),
    differenceLagMean: settlement.meanMs(),
    differingToBillMean: bill.meanMs(),
    creditedForDeliveries: sums.rows === 0 ? null : sums.creditedMinor,
  };
}

function asShipped(
  { shipments }: OutboundOutcomes,
  differing: number,
  { shipment }: KpiScope,
): number | null {
  let good = 0;
  for (let row = 0; row < shipments.size; row++) {
    if (shipment !== undefined && !shipment(row)) continue;
    if (shipments.deliveredAt[row]! >= 0 && shipments.condition[row] === CONDITION.good) good += 1;
  }
  return ratio(good - differing, good);
}
