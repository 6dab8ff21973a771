/**
 * An ERP like Odoo. Documents and states: its models sale.order, purchase.order, stock.picking, stock.move and account.move; sequences as of a
 * fresh database, without the year, those of moves made up. Times of its jobs: assumption.
 */
import type { ErpProfile } from '../profile.ts';
import { HOUR_MS, MINUTE_MS, OFFICE_HOURS } from './times.ts';

export const ODOO: ErpProfile = {
  title: 'like Odoo',
  forms: [
    {
      name: 'sale.order',
      prefix: 'S',
      digits: 5,
      first: 1,
      states: ['draft', 'sale', 'sale, partially delivered', 'sale, fully delivered', 'done', 'cancel'],
    },
    {
      name: 'stock.picking',
      prefix: 'WH/OUT/',
      digits: 5,
      first: 1,
      states: ['done, to invoice', 'done, received by the customer', 'done, invoiced'],
    },
    { name: 'stock.move', prefix: 'SM', digits: 5, first: 1, states: ['done'] },
    { name: 'account.move', prefix: 'INV/', digits: 5, first: 1, states: ['posted'] },
    {
      name: 'purchase.order',
      prefix: 'P',
      digits: 5,
      first: 1,
      states: [
        'sent',
        'purchase',
        'purchase, partially received',
        'purchase, fully received',
        'done, fully billed',
        'cancel',
      ],
    },
    {
      name: 'stock.picking (receipt)',
      prefix: 'WH/IN/',
      digits: 5,
      first: 1,
      states: ['done, to bill', 'done, billed'],
    },
    { name: 'stock.move (receipt)', prefix: 'SMI', digits: 5, first: 1, states: ['done'] },
    { name: 'account.move (vendor bill)', prefix: 'BILL/', digits: 5, first: 1, states: ['posted'] },
    { name: 'account.move (accrued expense)', prefix: 'MISC/', digits: 5, first: 1, states: ['posted'] },
  ],
  // assumption: a connector that a scheduled action runs.
  batchEveryMs: 15 * MINUTE_MS,
  // assumption: by the same connector.
  stockRefreshEveryMs: 4 * HOUR_MS,
  // assumption: somebody confirms the quotation, at the office.
  creditJob: { everyMs: MINUTE_MS, inHours: true },
  // Each delivery is invoiced by itself, when it is due.
  billingJob: null,
  collective: false,
  hours: OFFICE_HOURS,
};
