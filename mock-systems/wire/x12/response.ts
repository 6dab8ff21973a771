/** 990 as a carrier writes it and a shipper reads it. */
import type { X12TenderResponse } from '#orchestrator/contracts/x12-payloads';
import { readIdentification, writeIdentification } from './common.ts';
import { needText, type Row, row, type SegmentReader, text } from './segments.ts';

export function readResponse(reader: SegmentReader): X12TenderResponse {
  const b1 = reader.need('B1');
  const identifications = reader.all('N9', readIdentification);
  reader.skip('G62', 'N7');
  return {
    answer: { scac: text(b1, 1), shipmentId: needText(b1, 2), date: text(b1, 3), action: text(b1, 4) },
    identifications,
    charges: reader.all('L9', (l9) => ({ code: needText(l9, 1), amount: needText(l9, 2) })),
    events: reader.all('V9', (v9) => ({
      code: needText(v9, 1),
      description: text(v9, 2),
      date: text(v9, 3),
      time: text(v9, 4),
      reason: text(v9, 8),
    })),
    remarks: reader.all('K1', (k1) => ({ message1: needText(k1, 1), message2: text(k1, 2) })),
  };
}

export function writeResponse(it: X12TenderResponse): Row[] {
  const { answer } = it;
  return [
    row('B1', { 1: answer.scac, 2: answer.shipmentId, 3: answer.date, 4: answer.action }),
    ...it.identifications.map(writeIdentification),
    ...it.charges.map((each) => row('L9', { 1: each.code, 2: each.amount })),
    ...it.events.map((each) =>
      row('V9', { 1: each.code, 2: each.description, 3: each.date, 4: each.time, 8: each.reason }),
    ),
    ...it.remarks.map((each) => row('K1', { 1: each.message1, 2: each.message2 })),
  ];
}
