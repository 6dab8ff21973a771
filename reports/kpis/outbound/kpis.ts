/**
 * KPIs of outbound fulfilment from its outcomes: all of a run, or by node, carrier, lane or customer class.
 *
 * 1. Only what is in `catalogue.ts`, by its definition there; a share without a denominator is null.
 * 2. Landed cost is null unless costs are given: docs/landed-cost.md.
 */

import { careKpis } from './care-kpis.ts';
import { caseKpis } from './case-kpis.ts';
import { cashKpis } from './cash-kpis.ts';
import { CARE_KPIS, type CareKpi } from './catalogue/care-catalogue.ts';
import { CASE_KPIS, type CaseKpi } from './catalogue/case-catalogue.ts';
import { CASH_KPIS, type CashKpi } from './catalogue/cash-catalogue.ts';
import { CUSTOMS_KPIS, type CustomsKpi } from './catalogue/customs-catalogue.ts';
import { PICKUP_SLOT_KPIS, type PickupSlotKpi } from './catalogue/pickup-slot-catalogue.ts';
import { RECEIPT_KPIS, type ReceiptKpi } from './catalogue/receipt-catalogue.ts';
import { REPLENISHMENT_KPIS, type ReplenishmentKpi } from './catalogue/replenishment-catalogue.ts';
import { ROUTE_KPIS, type RouteKpi } from './catalogue/route-catalogue.ts';
import { TELEMATICS_KPIS, type TelematicsKpi } from './catalogue/telematics-catalogue.ts';
import { THIRD_PARTY_KPIS, type ThirdPartyKpi } from './catalogue/third-party-catalogue.ts';
import type { OutboundKpis } from './catalogue.ts';
import { customsKpis } from './customs-kpis.ts';
import { differenceKpis } from './difference-kpis.ts';
import { exceptionKpis } from './exception-kpis.ts';
import type { KpiScope, OutboundFacts } from './facts.ts';
import { freightKpis } from './freight-kpis.ts';
import type { LandedCosts } from './landed-cost.ts';
import { loadKpis, tenderShares } from './load-kpis.ts';
import { ratio } from './measures.ts';
import { orderKpis } from './order-kpis.ts';
import { type OrderView, orderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { touchMsPerOrder } from './people-kpis.ts';
import { pickupSlotKpis } from './pickup-slot-kpis.ts';
import { proofKpis } from './proof-kpis.ts';
import { receiptKpis } from './receipt-kpis.ts';
import { replenishmentKpis } from './replenishment-kpis.ts';
import { routeEmissions, routeKpis } from './route-kpis.ts';
import { shipmentKpis } from './shipment-kpis.ts';
import { telematicsKpis } from './telematics-kpis.ts';
import { thirdPartyKpis } from './third-party-kpis.ts';

const YEAR_MS = 365 * 86_400_000;

/** KPIs of the whole run. O(orders + shipments + loads), and sorting. */
export function computeOutboundKpis(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  costs: LandedCosts | null = null,
): OutboundKpis {
  const view = orderView(outcomes, facts.endAt);
  const kpis = scopedKpis(outcomes, view, facts, {}, costs);
  return {
    ...kpis,
    ...tenderShares(outcomes, facts),
    ...receiptKpis(outcomes, facts),
    ...customsKpis(outcomes),
    ...telematicsKpis(outcomes),
    ...careKpis(outcomes, facts),
    ...caseKpis(outcomes),
    ...replenishmentKpis(outcomes, facts),
    ...routeKpis(outcomes),
    ...thirdPartyKpis(outcomes),
    ...pickupSlotKpis(outcomes),
    ...(facts.co2eKgPerRouteKm === undefined
      ? {}
      : { co2eKg: (kpis.co2eKg ?? 0) + routeEmissions(outcomes, facts.co2eKgPerRouteKm) }),
    inventoryTurns: inventoryTurns(outcomes, facts.endAt),
    ...cashKpis(outcomes, facts),
    messagesPerOrder: facts.messages === null ? null : ratio(facts.messages, kpis.orders ?? 0),
    tasksPerOrder: ratio(tasksGiven(outcomes), kpis.orders ?? 0),
    touchPerOrder: touchMsPerOrder(outcomes),
  };
}

export type Breakdown = 'node' | 'carrier' | 'lane' | 'class';

export interface OutboundGroup {
  readonly no: number;
  readonly kpis: OutboundKpis;
}

/**
 * KPIs by node, carrier, lane or customer class. An order belongs to the group of its first shipment that left (or of its
 * customer); a shipment or load to its own. Orders of which nothing left are in no group, but in that of their class. Loads of
 * one class there are none: what is about loads is null there.
 */
export function outboundKpisBy(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  breakdown: Breakdown,
  costs: LandedCosts | null = null,
): OutboundGroup[] {
  const view = orderView(outcomes, facts.endAt);
  const groupOf = grouping(outcomes, view, facts, breakdown);
  const present = new Set<number>();
  for (let row = 0; row < outcomes.orders.size; row++) present.add(groupOf.order(row));
  for (let row = 0; row < outcomes.loads.size; row++) present.add(groupOf.load(row));
  present.delete(-1);
  return [...present]
    .sort((a, b) => a - b)
    .map((no) => {
      const scope: KpiScope = {
        order: (row) => groupOf.order(row) === no,
        shipment: (row) => groupOf.shipment(row) === no,
        load: (row) => groupOf.load(row) === no,
      };
      const kpis = scopedKpis(outcomes, view, facts, scope, costs);
      const shares =
        breakdown === 'carrier' ? tenderShares(outcomes, facts, (carrier) => carrier === no) : {};
      return { no, kpis: { ...kpis, ...(breakdown === 'class' ? LOADS_UNKNOWN : {}), ...shares } };
    });
}

interface Grouping {
  order(row: number): number;
  shipment(row: number): number;
  load(row: number): number;
}

function grouping(
  { orders, shipments, loads }: OutboundOutcomes,
  view: OrderView,
  facts: OutboundFacts,
  breakdown: Breakdown,
): Grouping {
  if (breakdown === 'class') {
    const order = (row: number): number => facts.classOf(orders.customer[row]!);
    return { order, shipment: (row) => order(shipments.order[row]!), load: () => -1 };
  }
  const load = (row: number): number => {
    if (row < 0) return -1;
    if (breakdown === 'carrier') return loads.carrier[row]!;
    return breakdown === 'lane' ? loads.lane[row]! : shipments.node[loads.shipment[row]!]!;
  };
  const shipment = (row: number): number => {
    if (row < 0) return -1;
    return breakdown === 'node' ? shipments.node[row]! : load(shipments.load[row]!);
  };
  return { order: (row) => shipment(view.firstShipment[row]!), shipment, load };
}

/** Of orders, shipments and loads in scope; what is of the whole run only is null. */
export function scopedKpis(
  outcomes: OutboundOutcomes,
  view: OrderView,
  facts: OutboundFacts,
  scope: KpiScope,
  costs: LandedCosts | null,
): OutboundKpis {
  return {
    landedCostPerOrder: costs === null ? null : landedCostPerOrder(view, scope, costs),
    otifCharges: otifCharges(scope, costs),
    ...orderKpis(outcomes, view, scope, facts.endAt),
    ...shipmentKpis(outcomes, facts, scope),
    ...loadKpis(outcomes, facts, scope),
    ...freightKpis(outcomes, scope),
    ...proofKpis(outcomes, scope),
    ...differenceKpis(outcomes, scope),
    ...exceptionKpis(outcomes, scope, facts.endAt),
    // Of the whole run only.
    tenderRejection: null,
    contractRejection: null,
    tenderCounter: null,
    tenderSilence: null,
    inventoryTurns: null,
    ...NO_CASH,
    messagesPerOrder: null,
    tasksPerOrder: null,
    touchPerOrder: null,
    ...NO_RECEIPTS,
    ...NO_CUSTOMS,
    ...NO_TELEMATICS,
    ...NO_CARE,
    ...NO_CASES,
    ...NO_STORES,
    ...NO_ROUTES,
    ...NO_THIRD_PARTY,
    ...NO_PICKUP_SLOTS,
  };
}

function landedCostPerOrder(
  view: OrderView,
  { order }: KpiScope,
  { totalByOrder }: LandedCosts,
): number | null {
  let minor = 0;
  let shipped = 0;
  for (let row = 0; row < totalByOrder.length; row++) {
    if (order !== undefined && !order(row)) continue;
    minor += totalByOrder[row]!;
    if (view.issuedAt[row]! >= 0) shipped += 1;
  }
  return ratio(minor, shipped);
}

function otifCharges({ order }: KpiScope, costs: LandedCosts | null): number | null {
  const charges = costs?.otifChargesByOrder;
  if (charges === undefined) return null;
  return charges.reduce((sum, minor, row) => (order === undefined || order(row) ? sum + minor : sum), 0);
}

function inventoryTurns({ stock }: OutboundOutcomes, endAt: number): number | null {
  const mean = stock?.meanMinor(endAt) ?? null;
  const periodMs = stock?.periodMs(endAt) ?? 0;
  if (stock === null || mean === null || mean <= 0 || periodMs === 0) return null;
  return (stock.issuedMinor * (YEAR_MS / periodMs)) / mean;
}

function tasksGiven({ roles }: OutboundOutcomes): number {
  let given = 0;
  for (const tasks of roles.values()) given += tasks.given;
  return given;
}

const NO_RECEIPTS = Object.fromEntries(Object.keys(RECEIPT_KPIS).map((name) => [name, null])) as Record<
  ReceiptKpi,
  null
>;

const NO_CASH = Object.fromEntries(Object.keys(CASH_KPIS).map((name) => [name, null])) as Record<
  CashKpi,
  null
>;

const NO_CASES = Object.fromEntries(Object.keys(CASE_KPIS).map((name) => [name, null])) as Record<
  CaseKpi,
  null
>;

const NO_CARE = Object.fromEntries(Object.keys(CARE_KPIS).map((name) => [name, null])) as Record<
  CareKpi,
  null
>;

const NO_STORES = Object.fromEntries(Object.keys(REPLENISHMENT_KPIS).map((name) => [name, null])) as Record<
  ReplenishmentKpi,
  null
>;

const NO_ROUTES = Object.fromEntries(Object.keys(ROUTE_KPIS).map((name) => [name, null])) as Record<
  RouteKpi,
  null
>;

const NO_THIRD_PARTY = Object.fromEntries(
  Object.keys(THIRD_PARTY_KPIS).map((name) => [name, null]),
) as Record<ThirdPartyKpi, null>;

const NO_PICKUP_SLOTS = Object.fromEntries(
  Object.keys(PICKUP_SLOT_KPIS).map((name) => [name, null]),
) as Record<PickupSlotKpi, null>;

const NO_CUSTOMS = Object.fromEntries(Object.keys(CUSTOMS_KPIS).map((name) => [name, null])) as Record<
  CustomsKpi,
  null
>;

const NO_TELEMATICS = Object.fromEntries(Object.keys(TELEMATICS_KPIS).map((name) => [name, null])) as Record<
  TelematicsKpi,
  null
>;

const LOADS_UNKNOWN: Partial<OutboundKpis> = {
  loads: null,
  detentionCost: null,
  freightCost: null,
};
