/** What each KPI of replenished stores is: see `catalogue.ts`, of which these are part. */
import { AS_OF_END } from './censoring.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const STORES = 'store operations';
const PLANNING = 'replenishment planning';
const ASSUMPTION = 'A: assumption';

export const REPLENISHMENT_KPIS = {
  shelfAvailability: {
    title: 'On-shelf availability',
    unit: 'share',
    better: 'more',
    owner: STORES,
    formula:
      'hours of products with anything on the shelf as the hour begins / hours of products while stores are open',
    censoring: 'a trading day that is not over is left out',
    source: ASSUMPTION,
  },
  salesLost: {
    title: 'Sales lost to empty shelves',
    unit: 'share',
    better: 'less',
    owner: STORES,
    formula: 'units asked for and not there / units asked for',
    censoring: 'a trading day that is not over is left out',
    source: ASSUMPTION,
  },
  salesLostValue: {
    title: 'Sales lost to empty shelves, value',
    unit: 'money',
    better: 'less',
    owner: STORES,
    formula: 'units asked for and not there x sales price',
    censoring: 'a trading day that is not over is left out',
    source: ASSUMPTION,
  },
  storeInventoryDays: {
    title: 'Days of stock in stores',
    unit: 'days',
    better: 'less',
    owner: PLANNING,
    formula: 'mean units on shelves at closing / mean units sold a day',
    censoring: 'a trading day that is not over is left out',
    source: ASSUMPTION,
  },
  transfersOnTime: {
    title: 'Transfers to stores on time',
    unit: 'share',
    better: 'more',
    owner: PLANNING,
    formula: 'transfers accounted for by when they were due, with anything received / transfers due',
    censoring: 'open past its due time counts as late; open before it is left out',
    source: ASSUMPTION,
  },
  transferFill: {
    title: 'Proposed units ordered from nodes',
    unit: 'share',
    better: 'more',
    owner: PLANNING,
    formula: 'units ordered / units proposed, after fair share',
    censoring: AS_OF_END,
    source: ASSUMPTION,
  },
} as const satisfies Record<string, KpiDefinition>;

export type ReplenishmentKpi = keyof typeof REPLENISHMENT_KPIS;
