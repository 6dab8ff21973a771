/** What each KPI of cash tied up is: see `catalogue.ts`, of which these are part. */
import { define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { FINANCE } from './owners.ts';

export const CASH_KPIS = {
  inventoryDays: define(
    'Days of inventory',
    'days',
    'less',
    FINANCE,
    'mean value of the stock in the cost period / value issued a day; both at sales value',
    'the cost period is cut at the end of the run',
    'S: SCOR AM.2.2',
  ),
  receivableDays: define(
    'Days until customers pay, by their terms',
    'days',
    'less',
    FINANCE,
    'mean(bill - goods issue + terms of the class), shipments billed to customers with terms, weighted by value issued. Customers pay in no run: their terms count',
    'what has left and is not billed is left out',
    'S: SCOR AM.2.1, days sales outstanding, from goods issue',
  ),
  payableDays: define(
    'Days until suppliers are paid, by their terms',
    'days',
    'more',
    FINANCE,
    'mean(invoice - count at the dock + terms of the supplier), receipts invoiced by suppliers with terms, weighted by amount. Suppliers are paid in no run: their terms count',
    'what is counted and not invoiced is left out',
    'S: SCOR AM.2.3, days payable outstanding, from receipt',
  ),
  cashToCash: define(
    'Cash to cash',
    'days',
    'less',
    FINANCE,
    'inventoryDays + receivableDays - payableDays; nothing where one of them is',
    'as the three',
    'K: cio.com (PRTM), SCOR AM.1.1',
  ),
} as const satisfies Record<string, KpiDefinition>;

export type CashKpi = keyof typeof CASH_KPIS;
