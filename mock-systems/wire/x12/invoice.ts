/** 210 as a carrier writes it and a shipper reads it. */
import type { X12FreightInvoice, X12InvoiceLine } from '#orchestrator/contracts/x12-payloads';
import {
  readDate,
  readIdentification,
  readLading,
  readParties,
  readTotal,
  writeDate,
  writeIdentification,
  writeLading,
  writeParty,
  writeTotal,
} from './common.ts';
import { needText, needWhole, type Row, row, type SegmentReader, text, whole } from './segments.ts';

export function readInvoice(reader: SegmentReader): X12FreightInvoice {
  const b3 = reader.need('B3');
  const c3 = reader.maybe('C3');
  const identifications = reader.all('N9', readIdentification);
  const dates = reader.all('G62', readDate);
  reader.skip('R3', 'H3', 'K1');
  const parties = readParties(reader);
  reader.skip('N7');
  const lines = reader.loops('LX', (lx) => readLine(needWhole(lx, 1), reader));
  return {
    invoice: {
      invoiceNo: needText(b3, 2),
      shipmentId: text(b3, 3),
      payment: needText(b3, 4),
      date: needText(b3, 6),
      netAmountDueMinor: needWhole(b3, 7),
      correction: text(b3, 8),
      deliveryDate: text(b3, 9),
      deliveryQualifier: text(b3, 10),
      scac: text(b3, 11),
    },
    currency: c3 === null ? null : { code: needText(c3, 1) },
    identifications,
    dates,
    parties,
    lines,
    total: readTotal(reader),
  };
}

function readLine(number: number, reader: SegmentReader): X12InvoiceLine {
  const identifications = reader.all('N9', readIdentification);
  const ladings = reader.all('L5', readLading);
  const quantities = reader.all('L0', (l0) => ({
    lineItem: whole(l0, 1),
    weight: text(l0, 4),
    weightQualifier: text(l0, 5),
    ladingQuantity: whole(l0, 8),
    packaging: text(l0, 9),
    weightUnit: text(l0, 11),
  }));
  const charges = reader.all('L1', (l1) => ({
    lineItem: whole(l1, 1),
    rate: text(l1, 2),
    rateQualifier: text(l1, 3),
    chargeMinor: whole(l1, 4),
    code: text(l1, 8),
    description: text(l1, 12),
  }));
  reader.skip('L4', 'L7');
  return { line: { number }, identifications, ladings, quantities, charges };
}

export function writeInvoice(it: X12FreightInvoice): Row[] {
  const { invoice, currency } = it;
  return [
    row('B3', {
      2: invoice.invoiceNo,
      3: invoice.shipmentId,
      4: invoice.payment,
      6: invoice.date,
      7: invoice.netAmountDueMinor,
      8: invoice.correction,
      9: invoice.deliveryDate,
      10: invoice.deliveryQualifier,
      11: invoice.scac,
    }),
    ...(currency === null ? [] : [row('C3', { 1: currency.code })]),
    ...it.identifications.map(writeIdentification),
    ...it.dates.map(writeDate),
    ...it.parties.flatMap(writeParty),
    ...it.lines.flatMap(writeLine),
    ...writeTotal(it.total),
  ];
}

function writeLine(it: X12InvoiceLine): Row[] {
  return [
    row('LX', { 1: it.line.number }),
    ...it.identifications.map(writeIdentification),
    ...it.ladings.map(writeLading),
    ...it.quantities.map((each) =>
      row('L0', {
        1: each.lineItem,
        4: each.weight,
        5: each.weightQualifier,
        8: each.ladingQuantity,
        9: each.packaging,
        11: each.weightUnit,
      }),
    ),
    ...it.charges.map((each) =>
      row('L1', {
        1: each.lineItem,
        2: each.rate,
        3: each.rateQualifier,
        4: each.chargeMinor,
        8: each.code,
        12: each.description,
      }),
    ),
  ];
}
