/** 204 as a carrier reads it, and as a shipper's system in a mock writes it. */
import type { X12Segment } from 'node-x12';
import type {
  X12Hazard,
  X12LoadTender,
  X12OrderLine,
  X12Stop,
  X12StopLading,
} from '#orchestrator/contracts/x12-payloads';
import {
  readContact,
  readDate,
  readLading,
  readNote,
  readParties,
  readReference,
  readRoute,
  readTotal,
  readWeight,
  writeContact,
  writeDate,
  writeLading,
  writeNote,
  writeParty,
  writeReference,
  writeRoute,
  writeTotal,
  writeWeight,
} from './common.ts';
import { needText, needWhole, type Row, row, type SegmentReader, text } from './segments.ts';

/** Below an order line: nothing a carrier of the mock acts on. */
const BELOW_ORDER = ['G62', 'LAD', 'L5', 'AT8', 'G61', 'L11', 'LH1', 'LH2', 'LH3', 'LFH'];

export function readTender(reader: SegmentReader): X12LoadTender {
  const b2 = reader.need('B2');
  const b2a = reader.need('B2A');
  const references = reader.all('L11', readReference);
  const dates = reader.all('G62', readDate);
  const routes = reader.all('MS3', readRoute);
  reader.skip('AT5', 'PLD');
  const notes = reader.all('NTE', readNote);
  const parties = readParties(reader);
  const equipment = reader.loops('N7', (n7) => {
    reader.skip('MEA', 'M7');
    return { unit: { initial: text(n7, 1), number: needText(n7, 2), description: text(n7, 11) } };
  });
  const stops = reader.loops('S5', (s5) => readStop(s5, reader));
  return {
    shipment: { scac: text(b2, 2), shipmentId: text(b2, 4), payment: needText(b2, 6) },
    purpose: { code: needText(b2a, 1), application: text(b2a, 2) },
    references,
    dates,
    routes,
    notes,
    parties,
    equipment,
    stops,
    total: readTotal(reader),
  };
}

function readStop(s5: X12Segment, reader: SegmentReader): X12Stop {
  const references = reader.all('L11', readReference);
  const dates = reader.all('G62', readDate);
  const at8 = reader.maybe('AT8');
  reader.skip('LAD', 'AT5', 'PLD');
  const notes = reader.all('NTE', readNote);
  const parties = readParties(reader);
  const ladings = reader.loops('L5', (l5) => readStopLading(l5, reader));
  const orders = reader.loops('OID', (oid) => {
    reader.skip(...BELOW_ORDER);
    return { order: readOrder(oid) };
  });
  return {
    stop: {
      sequence: needWhole(s5, 1),
      reason: needText(s5, 2),
      weight: text(s5, 3),
      weightUnit: text(s5, 4),
      units: text(s5, 5),
      unit: text(s5, 6),
    },
    references,
    dates,
    weight: at8 === null ? null : readWeight(at8),
    notes,
    parties,
    ladings,
    orders,
  };
}

function readStopLading(l5: X12Segment, reader: SegmentReader): X12StopLading {
  const at8 = reader.maybe('AT8');
  const hazardous = reader.loops('G61', (g61) => ({
    contact: readContact(g61),
    references: reader.all('L11', readReference),
    hazards: reader.loops('LH1', (lh1) => readHazard(lh1, reader)),
  }));
  return { lading: readLading(l5), weight: at8 === null ? null : readWeight(at8), hazardous };
}

function readHazard(lh1: X12Segment, reader: SegmentReader): X12Hazard {
  const classes = reader.all('LH2', (lh2) => ({
    hazardClass: needText(lh2, 1),
    qualifier: needText(lh2, 2),
  }));
  const names = reader.all('LH3', (lh3) => ({ name: needText(lh3, 1), qualifier: text(lh3, 2) }));
  reader.skip('LFH');
  return {
    material: {
      unit: needText(lh1, 1),
      quantity: needWhole(lh1, 2),
      unNumber: text(lh1, 3),
      packingGroup: text(lh1, 10),
    },
    classes,
    names,
  };
}

function readOrder(oid: X12Segment): X12OrderLine {
  return {
    reference: text(oid, 1),
    purchaseOrder: text(oid, 2),
    unit: text(oid, 4),
    quantity: text(oid, 5),
    weightUnit: text(oid, 6),
    weight: text(oid, 7),
  };
}

export function writeTender(it: X12LoadTender): Row[] {
  const { shipment, purpose } = it;
  return [
    row('B2', { 2: shipment.scac, 4: shipment.shipmentId, 6: shipment.payment }),
    row('B2A', { 1: purpose.code, 2: purpose.application }),
    ...it.references.map(writeReference),
    ...it.dates.map(writeDate),
    ...it.routes.map(writeRoute),
    ...it.notes.map(writeNote),
    ...it.parties.flatMap(writeParty),
    ...it.equipment.map(({ unit }) => row('N7', { 1: unit.initial, 2: unit.number, 11: unit.description })),
    ...it.stops.flatMap(writeStop),
    ...writeTotal(it.total),
  ];
}

function writeStop(it: X12Stop): Row[] {
  const { stop, weight } = it;
  return [
    row('S5', {
      1: stop.sequence,
      2: stop.reason,
      3: stop.weight,
      4: stop.weightUnit,
      5: stop.units,
      6: stop.unit,
    }),
    ...it.references.map(writeReference),
    ...it.dates.map(writeDate),
    ...(weight === null ? [] : [writeWeight(weight)]),
    ...it.notes.map(writeNote),
    ...it.parties.flatMap(writeParty),
    ...it.ladings.flatMap(writeStopLading),
    ...it.orders.map(({ order }) =>
      row('OID', {
        1: order.reference,
        2: order.purchaseOrder,
        4: order.unit,
        5: order.quantity,
        6: order.weightUnit,
        7: order.weight,
      }),
    ),
  ];
}

function writeStopLading(it: X12StopLading): Row[] {
  const hazardous = it.hazardous.flatMap(({ contact, references, hazards }) => [
    writeContact(contact),
    ...references.map(writeReference),
    ...hazards.flatMap(writeHazard),
  ]);
  return [writeLading(it.lading), ...(it.weight === null ? [] : [writeWeight(it.weight)]), ...hazardous];
}

function writeHazard({ material, classes, names }: X12Hazard): Row[] {
  return [
    row('LH1', { 1: material.unit, 2: material.quantity, 3: material.unNumber, 10: material.packingGroup }),
    ...classes.map((each) => row('LH2', { 1: each.hazardClass, 2: each.qualifier })),
    ...names.map((each) => row('LH3', { 1: each.name, 2: each.qualifier })),
  ];
}
