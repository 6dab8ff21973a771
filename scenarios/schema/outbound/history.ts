/**
 * A history of orders of one's own, in a CSV file: which columns say what, on which clocks, and where its products and customers are
 * listed. Layout: `docs/guides/order-history.md`.
 */
import { z } from 'zod';
import { name, source } from './common.ts';

/** What a row says, by its column where the file calls it so. A row is a line of an order. */
export const HISTORY_COLUMNS = [
  'order',
  'released',
  'customer',
  'place',
  'promised',
  'product',
  'units',
] as const;
/** These may be missing. */
export const MORE_COLUMNS = ['class', 'requested'] as const;
export type HistoryColumn = (typeof HISTORY_COLUMNS)[number] | (typeof MORE_COLUMNS)[number];

/** Keys that name files. */
export const HISTORY_FILES = ['file', 'products', 'customers'] as const;

const file = z
  .string()
  .min(1)
  .max(1000)
  .regex(/\.(?:csv|CSV)$/, { error: 'a CSV file is needed, such as orders.csv' });

const columns = z
  .strictObject({
    order: name.optional().describe('The name of the order; rows of one order are its lines'),
    released: name.optional().describe('When it was released'),
    customer: name.optional().describe('Who ordered'),
    place: name.optional().describe('Where it goes: one of `network.places` with demand'),
    promised: name.optional().describe('Until when it was promised'),
    product: name.optional().describe('What was ordered'),
    units: name.optional().describe('How many'),
    class: name
      .optional()
      .describe('Of the customer: one of `network.customers.classes`; without the column it is drawn'),
    requested: name.optional().describe('The day asked for; without the column there is none'),
  } satisfies Readonly<Record<HistoryColumn, unknown>>)
  .describe('What the file calls its columns; nothing = by these names');

export const orderHistory = z
  .strictObject({
    file: file.describe('Relative to the file that says it'),
    columns: columns.optional(),
    zone: name.optional().describe('IANA time zone of instants without an offset; nothing = `demand.zone`'),
    products: file
      .optional()
      .describe(
        'Products there are, with unitWeight and unitPrice; nothing = those in the file, with drawn ones',
      ),
    customers: file.optional().describe('Customers there are, with class; nothing = those in the file'),
    source,
  })
  .describe('Orders of a CSV file, in the place of made ones');

export type OrderHistorySection = z.infer<typeof orderHistory>;
