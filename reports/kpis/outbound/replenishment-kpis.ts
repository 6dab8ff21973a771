/**
 * KPIs of replenished stores: whether goods are on the shelf, what it costs when they are not, and how transfers come.
 *
 * 1. Of the whole run only; null where there are no stores, and where nothing of the kind has happened.
 */

import type { ReplenishmentKpi } from './catalogue/replenishment-catalogue.ts';
import type { OutboundFacts } from './facts.ts';
import { ratio } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

export function replenishmentKpis(
  { storeBooks }: Pick<OutboundOutcomes, 'storeBooks'>,
  { endAt }: Pick<OutboundFacts, 'endAt'>,
): Record<ReplenishmentKpi, number | null> {
  const { sums } = storeBooks;
  const due = sums.transfersDone + storeBooks.overdueAt(endAt);
  return {
    shelfAvailability: ratio(sums.hoursInStock, sums.hoursOpen),
    salesLost: ratio(sums.lostUnits, sums.soldUnits + sums.lostUnits),
    salesLostValue: sums.closings === 0 ? null : sums.lostMinor,
    storeInventoryDays: ratio(sums.closingUnits, sums.soldUnits),
    transfersOnTime: ratio(sums.transfersOnTime, due),
    transferFill: ratio(sums.orderedUnits, sums.proposedUnits),
  };
}
