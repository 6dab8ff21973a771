/**
 * KPIs with a warm-up: of the orders released after it, to their ends. Why so: docs/adr/0027-a-warm-up-leaves-out-orders.md.
 *
 * 1. A shipment counts with its order, a load with that of its first shipment, a person's work with what it was about.
 * 2. An order's cost is its part of every pot of the whole run: stock, machines and platform are there for the others, too.
 * 3. What belongs to no order (docks, customs' queues, tenders, tickets of nobody's) has no value.
 */
import type { OutboundKpis } from './catalogue.ts';
import type { KpiScope, OutboundFacts } from './facts.ts';
import { scopedKpis } from './kpis.ts';
import type { LandedCosts } from './landed-cost.ts';
import { ratio } from './measures.ts';
import { orderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { TOUCHED } from './outcomes/touch-work.ts';

/** @param fromAt orders released before are left out, epoch ms */
export function outboundKpisAfter(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  costs: LandedCosts,
  fromAt: number,
): OutboundKpis {
  const scope = ordersFrom(outcomes, fromAt);
  const kpis = scopedKpis(outcomes, orderView(outcomes, facts.endAt), facts, scope, costs);
  return { ...kpis, touchPerOrder: touchPerOrder(outcomes, scope, kpis.orders ?? 0) };
}

type Scoped = Required<KpiScope>;

export function ordersFrom({ orders, shipments, loads, epoch }: OutboundOutcomes, fromAt: number): Scoped {
  const order = (row: number): boolean => epoch + 1000 * orders.releasedAt[row]! >= fromAt;
  const shipment = (row: number): boolean => row >= 0 && order(shipments.order[row]!);
  return { order, shipment, load: (row) => shipment(loads.shipment[row]!) };
}

/** null = it is not measured of any role. */
function touchPerOrder(
  { work, measured }: OutboundOutcomes,
  { order, shipment, load }: Scoped,
  orders: number,
): number | null {
  if (measured.size === 0) return null;
  const counts = {
    [TOUCHED.order]: order,
    [TOUCHED.shipment]: shipment,
    [TOUCHED.load]: load,
    [TOUCHED.other]: () => false,
  };
  let touchMs = 0;
  for (let i = 0; i < work.size; i++) {
    const kind = work.kind[i] as keyof typeof counts;
    if (counts[kind](work.row[i]!)) touchMs += work.touchMs[i]!;
  }
  return ratio(touchMs, orders);
}
