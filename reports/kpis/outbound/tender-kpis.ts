/**
 * KPIs of tenders by the routing guide: what its first carrier takes, and what is refused of what was agreed by contract.
 *
 * 1. A carrier has a contract on a lane where the guide ranks any service of it there; what an order list has carried without a price
 *    is no tender at contract.
 * 2. The guide's first carrier is the first of those that may take the load: too heavy a load is nothing that a parcel carrier
 *    has refused. Where TMS tenders, it goes by its guide: whom it asks first. Where a third party does, there is no guide.
 */
import type { KpiScope, OutboundFacts } from './facts.ts';
import { ratio } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { TENDER_ANSWER } from './outcomes/tables.ts';

/** Loads that the guide's first carrier took, of those that the guide has a carrier for. */
export function rankOneAcceptance(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  { load }: KpiScope,
): number | null {
  const { tenders, loads } = outcomes;
  const first = firstCarriers(outcomes, facts);
  const took = new Uint8Array(loads.size);
  const asked = new Uint8Array(loads.size);
  for (let row = 0; row < tenders.size; row++) {
    const of = tenders.load[row]!;
    if (first[of]! < 0 || (load !== undefined && !load(of))) continue;
    asked[of] = 1;
    if (tenders.carrier[row] === first[of] && tenders.answer[row] === TENDER_ANSWER.accepted) took[of] = 1;
  }
  return ratio(sum(took), sum(asked));
}

/** By load; -1 = the guide has nobody for it. */
function firstCarriers(outcomes: OutboundOutcomes, facts: OutboundFacts): Int32Array {
  const { tenders, loads } = outcomes;
  const first = loads.firstOfGuide.slice(0, loads.size);
  const seen = new Uint8Array(loads.size);
  for (let row = 0; row < tenders.size; row++) {
    const load = tenders.load[row]!;
    if (seen[load] === 0 && tenders.byTms[row] === 1 && isContract(outcomes, facts, row))
      first[load] = tenders.carrier[row]!;
    seen[load] = 1;
  }
  return first;
}

/** @param of carriers; undefined = all */
export function contractRejection(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  of?: (carrier: number) => boolean,
): number | null {
  const { tenders } = outcomes;
  let offered = 0;
  let rejected = 0;
  for (let row = 0; row < tenders.size; row++) {
    if (of !== undefined && !of(tenders.carrier[row]!)) continue;
    if (!isContract(outcomes, facts, row)) continue;
    offered += 1;
    if (tenders.answer[row] === TENDER_ANSWER.rejected) rejected += 1;
  }
  return ratio(rejected, offered);
}

function isContract(
  { tenders, loads, shipments, orders }: OutboundOutcomes,
  { guideRank }: OutboundFacts,
  row: number,
): boolean {
  if (guideRank === undefined || tenders.priced[row] === 0) return false;
  const shipment = loads.shipment[tenders.load[row]!]!;
  const customer = orders.customer[shipments.order[shipment]!]!;
  return guideRank(shipments.node[shipment]!, customer, tenders.carrier[row]!) > 0;
}

function sum(of: Uint8Array): number {
  let total = 0;
  for (const each of of) total += each;
  return total;
}
