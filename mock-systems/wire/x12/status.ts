/** 214 as a carrier writes it and a shipper reads it. */
import type { X12Segment } from 'node-x12';
import type { X12ShipmentStatus, X12StatusDetail } from '#orchestrator/contracts/x12-payloads';
import {
  readParties,
  readReference,
  readRoute,
  readWeight,
  writeParty,
  writeReference,
  writeRoute,
  writeWeight,
} from './common.ts';
import { needText, needWhole, type Row, row, type SegmentReader, text, whole } from './segments.ts';

export function readStatus(reader: SegmentReader): X12ShipmentStatus {
  const b10 = reader.need('B10');
  const references = reader.all('L11', readReference);
  const parties = readParties(reader);
  const routes = reader.all('MS3', readRoute);
  const lines = reader.loops('LX', (lx) => ({
    line: { number: needWhole(lx, 1) },
    statuses: reader.loops('AT7', (at7) => readDetail(at7, reader)),
    references: reader.all('L11', readReference),
    exceptions: reader.all('Q7', (q7) => ({
      code: needText(q7, 1),
      packaging: text(q7, 2),
      quantity: whole(q7, 3),
    })),
    weights: reader.all('AT8', readWeight),
  }));
  return {
    shipment: { carrierReference: text(b10, 1), shipmentId: text(b10, 2), scac: needText(b10, 3) },
    references,
    parties,
    routes,
    lines,
  };
}

function readDetail(at7: X12Segment, reader: SegmentReader): X12StatusDetail {
  const ms1 = reader.maybe('MS1');
  const ms2 = reader.maybe('MS2');
  return {
    status: {
      status: text(at7, 1),
      reason: text(at7, 2),
      appointment: text(at7, 3),
      appointmentReason: text(at7, 4),
      date: text(at7, 5),
      time: text(at7, 6),
      timeCode: text(at7, 7),
    },
    place: ms1 === null ? null : { city: text(ms1, 1), state: text(ms1, 2), country: text(ms1, 3) },
    equipment: ms2 === null ? null : { scac: text(ms2, 1), number: text(ms2, 2), description: text(ms2, 3) },
  };
}

export function writeStatus(it: X12ShipmentStatus): Row[] {
  const { shipment } = it;
  return [
    row('B10', { 1: shipment.carrierReference, 2: shipment.shipmentId, 3: shipment.scac }),
    ...it.references.map(writeReference),
    ...it.parties.flatMap(writeParty),
    ...it.routes.map(writeRoute),
    ...it.lines.flatMap((line) => [
      row('LX', { 1: line.line.number }),
      ...line.statuses.flatMap(writeDetail),
      ...line.references.map(writeReference),
      ...line.exceptions.map((each) => row('Q7', { 1: each.code, 2: each.packaging, 3: each.quantity })),
      ...line.weights.map(writeWeight),
    ]),
  ];
}

function writeDetail({ status, place, equipment }: X12StatusDetail): Row[] {
  const rows = [
    row('AT7', {
      1: status.status,
      2: status.reason,
      3: status.appointment,
      4: status.appointmentReason,
      5: status.date,
      6: status.time,
      7: status.timeCode,
    }),
  ];
  if (place !== null) rows.push(row('MS1', { 1: place.city, 2: place.state, 3: place.country }));
  if (equipment !== null) {
    rows.push(row('MS2', { 1: equipment.scac, 2: equipment.number, 3: equipment.description }));
  }
  return rows;
}
