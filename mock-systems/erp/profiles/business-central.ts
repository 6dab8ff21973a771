/**
 * An ERP like Microsoft Dynamics 365 Business Central. Documents and statuses: sales header, posted warehouse shipment, posted sales
 * shipment, posted sales invoice, and the same of purchases; number series like those of its demonstration company. Times of its jobs: assumption.
 */
import type { ErpProfile } from '../profile.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, OFFICE_HOURS } from './times.ts';

export const BUSINESS_CENTRAL: ErpProfile = {
  title: 'like Business Central',
  forms: [
    {
      name: 'sales order',
      prefix: 'S-ORD',
      digits: 6,
      first: 101_001,
      states: [
        'Pending Approval',
        'Released',
        'Released, partially shipped',
        'Released, completely shipped',
        'posted and deleted',
        'Open, rejected',
      ],
    },
    {
      name: 'posted warehouse shipment',
      prefix: 'S-SHPTW',
      digits: 6,
      first: 107_001,
      states: ['shipped, not invoiced', 'shipped, delivery confirmed', 'shipped, invoiced'],
    },
    { name: 'posted sales shipment', prefix: 'S-SHPT', digits: 6, first: 102_001, states: ['posted'] },
    { name: 'posted sales invoice', prefix: 'PS-INV', digits: 6, first: 103_001, states: ['posted'] },
    {
      name: 'purchase order',
      prefix: 'P-ORD',
      digits: 6,
      first: 106_001,
      states: [
        'Released',
        'Released, confirmed by the vendor',
        'Released, partially received',
        'Released, completely received',
        'posted and deleted',
        'Open, deleted',
      ],
    },
    {
      name: 'posted warehouse receipt',
      prefix: 'P-RCPTW',
      digits: 6,
      first: 107_001,
      states: ['received, not invoiced', 'received, invoiced'],
    },
    { name: 'posted purchase receipt', prefix: 'P-RCPT', digits: 6, first: 107_001, states: ['posted'] },
    { name: 'posted purchase invoice', prefix: 'P-INV', digits: 6, first: 108_001, states: ['posted'] },
    { name: 'G/L entry (accrual)', prefix: 'G', digits: 5, first: 1, states: ['posted'] },
  ],
  // assumption: its job queue sends what has changed.
  batchEveryMs: 5 * MINUTE_MS,
  stockRefreshEveryMs: DAY_MS, // assumption
  // assumption: an approval workflow, answered at the office.
  creditJob: { everyMs: MINUTE_MS, inHours: true },
  // assumption: invoices are posted by the job queue, each by itself, at the office.
  billingJob: { everyMs: HOUR_MS, inHours: true },
  collective: false,
  hours: OFFICE_HOURS,
};
