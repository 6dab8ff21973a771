/** What each KPI of deliveries that differ from what was shipped is: see `catalogue.ts`, of which these are part. */
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { CARRIERS, FINANCE } from './owners.ts';

export const DIFFERENCE_KPIS = {
  deliveredAsShipped: define(
    'Delivered as shipped',
    'share',
    'more',
    CARRIERS,
    'shipments that arrived with the units that left, none of them damaged / shipments that arrived in good condition',
    'shipments on their way at the end are left out',
    ASSUMPTION,
  ),
  differencesByRule: define(
    'Settled by rule, of deliveries that differ',
    'share',
    'more',
    FINANCE,
    'shipments whose differing units were settled by rule / those settled',
    'what is not settled by the end is left out',
    ASSUMPTION,
  ),
  differenceLagMean: define(
    'Proof to settlement of a difference, mean',
    'ms',
    'less',
    FINANCE,
    'mean(difference settled - proof of delivery read), shipments that differ',
    'what is not settled by the end is left out, however long it has waited',
    ASSUMPTION,
  ),
  differingToBillMean: define(
    'Delivery to bill, of shipments that differ, mean',
    'ms',
    'less',
    FINANCE,
    'mean(customer billed - delivery), shipments whose units differ from what was shipped',
    'what is not billed by the end is left out, however long it has waited',
    ASSUMPTION,
  ),
  creditedForDeliveries: define(
    'Billed, not arrived and credited',
    'money',
    'less',
    FINANCE,
    'sum of the credit notes for units that were billed as shipped and did not arrive well',
    'what is not credited by the end is left out',
    ASSUMPTION,
  ),
} as const satisfies Record<string, KpiDefinition>;

export type DifferenceKpi = keyof typeof DIFFERENCE_KPIS;
