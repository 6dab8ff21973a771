/**
 * What each KPI of outbound fulfilment is: unit, which way is better, who answers for it, formula, where the formula is from.
 * The keys are the names everywhere: tables, `run.json`, reports, `dray list`.
 *
 * 1. A KPI stands in the `...-catalogue.ts` of what it is about; a catalogue of a new matter is entered here, at the end.
 *
 * Sources: S = SCOR, K = a source read and named in the domain notes, A = an assumption of this project: no standard was found.
 */

import { CARE_KPIS } from './catalogue/care-catalogue.ts';
import { CASE_KPIS } from './catalogue/case-catalogue.ts';
import { CASH_KPIS } from './catalogue/cash-catalogue.ts';
import { COST_KPIS } from './catalogue/cost-catalogue.ts';
import { CUSTOMS_KPIS } from './catalogue/customs-catalogue.ts';
import { DIFFERENCE_KPIS } from './catalogue/difference-catalogue.ts';
import { EXCEPTION_KPIS } from './catalogue/exception-catalogue.ts';
import type { KpiDefinition } from './catalogue/kpi-definition.ts';
import { LOAD_KPIS } from './catalogue/load-catalogue.ts';
import { ORDER_KPIS } from './catalogue/order-catalogue.ts';
import { PICKUP_SLOT_KPIS } from './catalogue/pickup-slot-catalogue.ts';
import { PROOF_KPIS } from './catalogue/proof-catalogue.ts';
import { RECEIPT_KPIS } from './catalogue/receipt-catalogue.ts';
import { REPLENISHMENT_KPIS } from './catalogue/replenishment-catalogue.ts';
import { ROUTE_KPIS } from './catalogue/route-catalogue.ts';
import { SHIPMENT_KPIS } from './catalogue/shipment-catalogue.ts';
import { TELEMATICS_KPIS } from './catalogue/telematics-catalogue.ts';
import { THIRD_PARTY_KPIS } from './catalogue/third-party-catalogue.ts';

export type { Better, OutboundKpiUnit } from './catalogue/kpi-definition.ts';

export const OUTBOUND_KPIS = {
  ...ORDER_KPIS,
  ...SHIPMENT_KPIS,
  ...LOAD_KPIS,
  ...EXCEPTION_KPIS,
  ...COST_KPIS,
  ...RECEIPT_KPIS,
  ...CARE_KPIS,
  ...CASE_KPIS,
  ...CUSTOMS_KPIS,
  ...TELEMATICS_KPIS,
  ...PROOF_KPIS,
  ...DIFFERENCE_KPIS,
  ...REPLENISHMENT_KPIS,
  ...ROUTE_KPIS,
  ...THIRD_PARTY_KPIS,
  ...CASH_KPIS,
  ...PICKUP_SLOT_KPIS,
} as const satisfies Record<string, KpiDefinition>;

export type OutboundKpi = keyof typeof OUTBOUND_KPIS;
export type OutboundKpis = Readonly<Record<OutboundKpi, number | null>>;

export const OUTBOUND_KPI_NAMES = Object.keys(OUTBOUND_KPIS) as readonly OutboundKpi[];
