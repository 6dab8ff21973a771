/**
 * 210, freight details and invoice. Amounts are N2: hundredths, their decimal point implied.
 *
 * Source: X12 004010 guide of kputnam/stupidedi (BSD-3-Clause); C3 and R3 are mandatory there and absent in real files.
 */
import type { X12FreightInvoice, X12InvoiceLine } from '../../../contracts/x12-payloads.ts';
import { CHARGE_CODES, CORRECTIONS, PAYMENT_METHODS, WEIGHT_UNITS } from '../codes.ts';
import { an, dt, id, nn, opt, r } from '../elements.ts';
import { loop, many, maybe, one, segment } from '../grammar.ts';
import { G62, L3, L5, N9, PARTY } from '../segments.ts';

const B3 = segment<X12FreightInvoice['invoice']>('B3', 13, {
  invoiceNo: an(2, 76, 1, 22),
  shipmentId: opt(an(3, 145, 1, 30)),
  payment: id(4, 146, 2, 2, PAYMENT_METHODS),
  date: dt(6),
  netAmountDueMinor: nn(7, 193, 1, 12),
  correction: opt(id(8, 202, 2, 2, CORRECTIONS)),
  deliveryDate: opt(dt(9)),
  deliveryQualifier: opt(id(10, 374, 3, 3)),
  scac: opt(id(11, 140, 2, 4)),
});

const L0 = segment<X12InvoiceLine['quantities'][number]>('L0', 15, {
  lineItem: opt(nn(1, 213, 1, 3)),
  weight: opt(r(4, 81, 1, 10)),
  weightQualifier: opt(id(5, 187, 1, 2)),
  ladingQuantity: opt(nn(8, 80, 1, 7)),
  packaging: opt(id(9, 211, 3, 3)),
  weightUnit: opt(id(11, 188, 1, 1, WEIGHT_UNITS)),
});

const L1 = segment<X12InvoiceLine['charges'][number]>('L1', 21, {
  lineItem: opt(nn(1, 213, 1, 3)),
  rate: opt(r(2, 60, 1, 9)),
  rateQualifier: opt(id(3, 122, 2, 2)),
  chargeMinor: opt(nn(4, 58, 1, 12)),
  code: opt(id(8, 150, 3, 3, CHARGE_CODES)),
  description: opt(an(12, 276, 2, 25)),
});

const LINE = loop<X12InvoiceLine>(
  {
    line: one(segment<X12InvoiceLine['line']>('LX', 1, { number: nn(1, 554, 1, 6) })),
    identifications: many(N9, 5),
    ladings: many(L5, 30),
    quantities: many(L0, 10),
    charges: many(L1, 10),
  },
  ['L4', 'L7', 'K1', 'POD', 'H1'],
);

export const FREIGHT_INVOICE = loop<X12FreightInvoice>(
  {
    invoice: one(B3),
    currency: maybe(segment<NonNullable<X12FreightInvoice['currency']>>('C3', 4, { code: id(1, 100, 3, 3) })),
    identifications: many(N9, 300),
    dates: many(G62, 6),
    parties: many(PARTY, 10),
    lines: many(LINE, 9999),
    total: maybe(L3),
  },
  ['B3A', 'ITD', 'R3', 'H3', 'K1', 'N7', 'C2', 'V9'],
);
