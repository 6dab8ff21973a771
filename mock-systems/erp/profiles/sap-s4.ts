/**
 * An ERP like SAP S/4HANA. Documents, statuses and blocks: SAP's data model of sales (VBAK, LIKP, MKPF/MATDOC, VBRK with GBSTK, CMGST, WBSTK, FKSTK) and
 * of purchasing (EKKO/EKPO with PROCSTAT, ELIKZ, EREKZ, LOEKZ, EKES, LIKP, MATDOC, RBKP with RBSTAT) and the number ranges that it is delivered
 * with. Times of its jobs: assumption.
 */
import type { ErpProfile } from '../profile.ts';
import { DAY_MS, HOUR_MS, OFFICE_HOURS } from './times.ts';

export const SAP_S4: ErpProfile = {
  title: 'like SAP S/4HANA',
  forms: [
    {
      name: 'sales order',
      prefix: '',
      digits: 10,
      first: 1,
      states: [
        'overall status A, credit status B (blocked)',
        'overall status A (not yet processed)',
        'overall status B (partly processed)',
        'overall status B, delivery status C',
        'overall status C (completely processed)',
        'overall status C, rejected',
      ],
    },
    {
      name: 'outbound delivery',
      prefix: '',
      digits: 10,
      first: 80_000_000,
      states: [
        'goods movement status C, billing status A',
        'proof of delivery confirmed, billing status A',
        'billing status C',
      ],
    },
    { name: 'material document', prefix: '', digits: 10, first: 4_900_000_000, states: ['posted (601)'] },
    { name: 'billing document', prefix: '', digits: 10, first: 90_000_000, states: ['posting status C'] },
    {
      name: 'purchase order',
      prefix: '',
      digits: 10,
      first: 4_500_000_000,
      states: [
        'processing status 05 (release completed)',
        'processing status 05, order acknowledged (confirmation AB)',
        'partly delivered',
        'delivery completed (ELIKZ)',
        'delivery completed, final invoice (EREKZ)',
        'deleted (LOEKZ)',
      ],
    },
    {
      name: 'inbound delivery',
      prefix: '',
      digits: 10,
      first: 180_000_000,
      states: ['goods movement status C', 'goods movement status C, invoice received'],
    },
    { name: 'material document', prefix: '', digits: 10, first: 5_000_000_000, states: ['posted (101)'] },
    {
      name: 'supplier invoice',
      prefix: '',
      digits: 10,
      first: 5_105_600_000,
      states: ['status 5 (posted)'],
    },
    {
      name: 'journal entry (GR/IR accrual)',
      prefix: '',
      digits: 10,
      first: 100_000_000,
      states: ['posted'],
    },
  ],
  // IDocs leave as documents are saved.
  batchEveryMs: null,
  // assumption: the stock comparison with a decentralised warehouse, at night.
  stockRefreshEveryMs: DAY_MS,
  // assumption: blocked documents are checked again by a job.
  creditJob: { everyMs: HOUR_MS, inHours: false },
  // assumption: the billing due list is worked off each night; what goes to one payer is one document.
  billingJob: { everyMs: DAY_MS, inHours: false },
  collective: true,
  hours: OFFICE_HOURS,
};
