/** Decision point `order-priority`, described. */
import { columnOf, flag } from '../features.ts';
import {
  emergencyKept,
  ORDER_PRIORITY_POLICIES,
  type OrderPriorityContext,
  type OrderPriorityOption,
} from '../order-priority.ts';
import { everywhere, type PointDescription } from '../point.ts';

const HOUR_MS = 3_600_000;
const PERCENT = 100;
/** So much of what is typical: beyond it a float32 need not count. */
const PERCENT_MAX = 100_000;
const column = columnOf<OrderPriorityContext, OrderPriorityOption>();

function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(PERCENT_MAX, Math.round((PERCENT * part) / whole));
}

const ORDER_PRIORITY_COLUMNS = [
  column('rank', 'rank', '0 is the most urgent', ({ option }) => option.rank),
  column('erp', '0 or 1', '1 where ERP says so', ({ option }) => flag(option.erp)),
  column(
    'raised',
    'ranks',
    'more urgent than ERP says; less than 0 = less urgent',
    ({ context, option }) => context.erpRank - option.rank,
  ),
  column('left', 'hours', 'until the promise, rounded down; less than 0 = it is over', ({ now, context }) =>
    Math.floor((context.promisedAt - now) / HOUR_MS),
  ),
  column('waited', 'hours', 'since release, rounded down', ({ context }) =>
    Math.floor(context.waitedMs / HOUR_MS),
  ),
  column('lines', 'lines', 'of the order', ({ context }) => context.lines),
  column('units', 'pieces', 'of the order', ({ context }) => context.units),
  column('weight', 'kg', 'of the order, rounded', ({ context }) => Math.round(context.weightGrams / 1000)),
  column('value', '% of the mean order', 'rounded, at most 100,000', ({ context }) =>
    percent(context.valueMinor, context.typicalMinor),
  ),
  column('lineValue', '% of the mean line', 'of a line on average, rounded, at most 100,000', ({ context }) =>
    percent(context.valueMinor, context.lines * context.typicalLineMinor),
  ),
  column('shipComplete', '0 or 1', '1 where the customer takes no partial shipment', ({ context }) =>
    flag(context.shipComplete),
  ),
] as const;

export const ORDER_PRIORITY: PointDescription<OrderPriorityContext, OrderPriorityOption> = {
  name: 'order-priority',
  decides:
    'how urgent an order is, before anything of it is planned: its rank puts it in order where a wave can not take all that must go by the same cut-off',
  about: 'the priority of orders',
  context: {
    customer: ['number', 'who ordered'],
    destination: ['number', 'place of delivery'],
    erpRank: ['rank', 'as ERP released it, by the class of its customer; 0 is the most urgent'],
    releasedAt: ['epoch ms', 'by ERP'],
    promisedAt: ['epoch ms', 'to the customer'],
    waitedMs: ['ms', 'since release: it was held, or lacked a weight'],
    lines: ['lines', 'with open units'],
    units: ['pieces', 'open, all lines'],
    weightGrams: ['g', 'of what is open'],
    valueMinor: ['minor units', 'of what is open'],
    typicalMinor: ['minor units', 'of an order in this network, the mean that the scenario expects'],
    typicalLineMinor: ['minor units', 'of an order line, likewise'],
    shipComplete: ['yes or no', 'the customer takes no partial shipment'],
  },
  option: {
    rank: ['rank', '0 to 3, and what ERP says; 0 is the most urgent'],
    erp: ['yes or no', 'this is what ERP says'],
  },
  views: null,
  rules: [everywhere(emergencyKept, 'what ERP releases as an emergency (rank 0) keeps its rank')],
  policies: ORDER_PRIORITY_POLICIES,
  baseline: 'as-erp-says',
  features: { version: 1, columns: ORDER_PRIORITY_COLUMNS },
};
