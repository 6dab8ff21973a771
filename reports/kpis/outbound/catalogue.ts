/**
 * What each KPI of outbound fulfilment is: unit, which way is better, who answers for it, formula, where the formula is from.
 * The keys are the names everywhere: tables, `run.json`, reports, `dray list`.
 *
 * 1. A KPI stands in the `...-catalogue.ts` of what it is about; a catalogue of a new matter is entered here, at the end.
 *
 * Sources: S = SCOR, K = a source read and named in the domain notes, A = an assumption of this project: no standard was found.
 */

import { CARE_KPIS } from './care-catalogue.ts';
import { CASE_KPIS } from './case-catalogue.ts';
import { COST_KPIS } from './cost-catalogue.ts';
import { CUSTOMS_KPIS } from './customs-catalogue.ts';
import { DIFFERENCE_KPIS } from './difference-catalogue.ts';
import { EXCEPTION_KPIS } from './exception-catalogue.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { LOAD_KPIS } from './load-catalogue.ts';
import { ORDER_KPIS } from './order-catalogue.ts';
import { PROOF_KPIS } from './proof-catalogue.ts';
import { RECEIPT_KPIS } from './receipt-catalogue.ts';
import { REPLENISHMENT_KPIS } from './replenishment-catalogue.ts';
import { ROUTE_KPIS } from './route-catalogue.ts';
import { SHIPMENT_KPIS } from './shipment-catalogue.ts';
import { TELEMATICS_KPIS } from './telematics-catalogue.ts';
import { THIRD_PARTY_KPIS } from './third-party-catalogue.ts';

export type { Better, OutboundKpiUnit } from './kpi-definition.ts';

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
} as const satisfies Record<string, KpiDefinition>;

export type OutboundKpi = keyof typeof OUTBOUND_KPIS;
export type OutboundKpis = Readonly<Record<OutboundKpi, number | null>>;

export const OUTBOUND_KPI_NAMES = Object.keys(OUTBOUND_KPIS) as readonly OutboundKpi[];
