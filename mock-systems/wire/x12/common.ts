/** Segments and loops that several sets share. */
import type { X12Segment } from 'node-x12';
import type {
  X12Contact,
  X12DateTime,
  X12Identification,
  X12Lading,
  X12Note,
  X12Party,
  X12Reference,
  X12Route,
  X12Total,
  X12Weight,
} from '#orchestrator/contracts/x12-payloads';
import { needText, type Row, row, type SegmentReader, text, whole } from './segments.ts';

export function readReference(segment: X12Segment): X12Reference {
  return { value: text(segment, 1), qualifier: text(segment, 2), description: text(segment, 3) };
}

export function writeReference(it: X12Reference): Row {
  return row('L11', { 1: it.value, 2: it.qualifier, 3: it.description });
}

export function readIdentification(segment: X12Segment): X12Identification {
  return { qualifier: needText(segment, 1), value: text(segment, 2), description: text(segment, 3) };
}

export function writeIdentification(it: X12Identification): Row {
  return row('N9', { 1: it.qualifier, 2: it.value, 3: it.description });
}

export function readDate(segment: X12Segment): X12DateTime {
  return {
    dateQualifier: text(segment, 1),
    date: text(segment, 2),
    timeQualifier: text(segment, 3),
    time: text(segment, 4),
    timeCode: text(segment, 5),
  };
}

export function writeDate(it: X12DateTime): Row {
  return row('G62', { 1: it.dateQualifier, 2: it.date, 3: it.timeQualifier, 4: it.time, 5: it.timeCode });
}

export function readRoute(segment: X12Segment): X12Route {
  return {
    scac: needText(segment, 1),
    routing: text(segment, 2),
    city: text(segment, 3),
    method: text(segment, 4),
    state: text(segment, 5),
  };
}

export function writeRoute(it: X12Route): Row {
  return row('MS3', { 1: it.scac, 2: it.routing, 3: it.city, 4: it.method, 5: it.state });
}

export function readNote(segment: X12Segment): X12Note {
  return { reference: text(segment, 1), text: needText(segment, 2) };
}

export function writeNote(it: X12Note): Row {
  return row('NTE', { 1: it.reference, 2: it.text });
}

export function readContact(segment: X12Segment): X12Contact {
  return {
    function: needText(segment, 1),
    name: needText(segment, 2),
    numberQualifier: text(segment, 3),
    number: text(segment, 4),
  };
}

export function writeContact(it: X12Contact): Row {
  return row('G61', { 1: it.function, 2: it.name, 3: it.numberQualifier, 4: it.number });
}

export function readParties(reader: SegmentReader): X12Party[] {
  return reader.loops('N1', (n1) => {
    reader.skip('N2');
    const addresses = reader.all('N3', (n3) => ({ line1: needText(n3, 1), line2: text(n3, 2) }));
    const n4 = reader.maybe('N4');
    const contacts = reader.all('G61', readContact);
    reader.skip('N9');
    return {
      name: { entity: needText(n1, 1), name: text(n1, 2), idQualifier: text(n1, 3), id: text(n1, 4) },
      addresses,
      place:
        n4 === null
          ? null
          : { city: text(n4, 1), state: text(n4, 2), postal: text(n4, 3), country: text(n4, 4) },
      contacts,
    };
  });
}

export function writeParty(it: X12Party): Row[] {
  const { name, addresses, place, contacts } = it;
  const n4 =
    place === null ? [] : [row('N4', { 1: place.city, 2: place.state, 3: place.postal, 4: place.country })];
  return [
    row('N1', { 1: name.entity, 2: name.name, 3: name.idQualifier, 4: name.id }),
    ...addresses.map((each) => row('N3', { 1: each.line1, 2: each.line2 })),
    ...n4,
    ...contacts.map(writeContact),
  ];
}

export function readWeight(segment: X12Segment): X12Weight {
  return {
    qualifier: text(segment, 1),
    unit: text(segment, 2),
    weight: text(segment, 3),
    ladingQuantity: whole(segment, 4),
    ladingQuantity2: whole(segment, 5),
  };
}

export function writeWeight(it: X12Weight): Row {
  return row('AT8', {
    1: it.qualifier,
    2: it.unit,
    3: it.weight,
    4: it.ladingQuantity,
    5: it.ladingQuantity2,
  });
}

export function readLading(segment: X12Segment): X12Lading {
  return {
    lineItem: whole(segment, 1),
    description: text(segment, 2),
    commodity: text(segment, 3),
    commodityQualifier: text(segment, 4),
    packaging: text(segment, 5),
  };
}

export function writeLading(it: X12Lading): Row {
  return row('L5', {
    1: it.lineItem,
    2: it.description,
    3: it.commodity,
    4: it.commodityQualifier,
    5: it.packaging,
  });
}

export function readTotal(reader: SegmentReader): X12Total | null {
  const l3 = reader.maybe('L3');
  if (l3 === null) return null;
  return {
    weight: text(l3, 1),
    weightQualifier: text(l3, 2),
    rate: text(l3, 3),
    rateQualifier: text(l3, 4),
    chargeMinor: whole(l3, 5),
    ladingQuantity: whole(l3, 11),
    weightUnit: text(l3, 12),
  };
}

export function writeTotal(it: X12Total | null): Row[] {
  if (it === null) return [];
  const { weight, weightQualifier, rate, rateQualifier, chargeMinor, ladingQuantity, weightUnit } = it;
  return [
    row('L3', {
      1: weight,
      2: weightQualifier,
      3: rate,
      4: rateQualifier,
      5: chargeMinor,
      11: ladingQuantity,
      12: weightUnit,
    }),
  ];
}
