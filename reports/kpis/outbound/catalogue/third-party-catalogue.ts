/** What each KPI of freight that a third party arranges is: see `catalogue.ts`, of which these are part. */
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { CARRIERS, CONTROL } from './owners.ts';

const LEFT_OUT = 'a load that has left and is not advised yet is left out';

export const THIRD_PARTY_KPIS = {
  thirdPartyMargin: define(
    'Margin of the third party on freight',
    'share',
    'less',
    CARRIERS,
    '1 - agreed with those who drive / agreed with the third party, loads that it has arranged and advised',
    LEFT_OUT,
    ASSUMPTION,
  ),
  adviceLag: define(
    'Departure to shipping advice, mean',
    'ms',
    'less',
    CONTROL,
    'mean(load known to the core - load departed), loads that a third party has arranged',
    LEFT_OUT,
    ASSUMPTION,
  ),
} as const satisfies Record<string, KpiDefinition>;

export type ThirdPartyKpi = keyof typeof THIRD_PARTY_KPIS;
