/**
 * Segments that more than one transaction set uses. Elements that no process needs are left out: they are not read.
 *
 * Source: lengths, types and positions of X12 004010 as in kputnam/stupidedi (BSD-3-Clause).
 */
import type {
  X12Address,
  X12Contact,
  X12DateTime,
  X12Equipment,
  X12Identification,
  X12Lading,
  X12Name,
  X12Party,
  X12Place,
  X12Reference,
  X12Route,
  X12Total,
  X12Weight,
} from '../../contracts/x12-payloads.ts';
import { DATE_QUALIFIERS, METHOD_CODES, TIME_CODE_SET, TIME_QUALIFIERS, WEIGHT_UNITS } from './codes.ts';
import { an, dt, id, nn, opt, r, tm } from './elements.ts';
import { loop, many, maybe, one, segment } from './grammar.ts';

export const L11 = segment<X12Reference>('L11', 3, {
  value: opt(an(1, 127, 1, 30)),
  qualifier: opt(id(2, 128, 2, 3)),
  description: opt(an(3, 352, 1, 80)),
});

export const N9 = segment<X12Identification>('N9', 7, {
  qualifier: id(1, 128, 2, 3),
  value: opt(an(2, 127, 1, 30)),
  description: opt(an(3, 369, 1, 45)),
});

export const G62 = segment<X12DateTime>('G62', 5, {
  dateQualifier: opt(id(1, 432, 2, 2, DATE_QUALIFIERS)),
  date: opt(dt(2)),
  timeQualifier: opt(id(3, 176, 1, 2, TIME_QUALIFIERS)),
  time: opt(tm(4)),
  timeCode: opt(id(5, 623, 2, 2, TIME_CODE_SET)),
});

export const MS3 = segment<X12Route>('MS3', 5, {
  scac: id(1, 140, 2, 4),
  routing: opt(id(2, 133, 1, 2)),
  city: opt(an(3, 19, 2, 30)),
  method: opt(id(4, 91, 1, 2, METHOD_CODES)),
  state: opt(id(5, 156, 2, 2)),
});

const N1 = segment<X12Name>('N1', 6, {
  entity: id(1, 98, 2, 3),
  name: opt(an(2, 93, 1, 60)),
  idQualifier: opt(id(3, 66, 1, 2)),
  id: opt(an(4, 67, 2, 80)),
});

const N3 = segment<X12Address>('N3', 2, {
  line1: an(1, 166, 1, 55),
  line2: opt(an(2, 166, 1, 55)),
});

const N4 = segment<X12Place>('N4', 6, {
  city: opt(an(1, 19, 2, 30)),
  state: opt(id(2, 156, 2, 2)),
  postal: opt(id(3, 116, 3, 15)),
  country: opt(id(4, 26, 2, 3)),
});

export const G61 = segment<X12Contact>('G61', 5, {
  function: id(1, 366, 2, 2),
  name: an(2, 93, 1, 60),
  numberQualifier: opt(id(3, 365, 2, 2)),
  number: opt(an(4, 364, 1, 80)),
});

export const PARTY = loop<X12Party>(
  { name: one(N1), addresses: many(N3, 2), place: maybe(N4), contacts: many(G61, 3) },
  ['N2', 'N9'],
);

export const N7 = segment<X12Equipment>('N7', 24, {
  initial: opt(an(1, 206, 1, 4)),
  number: an(2, 207, 1, 10),
  description: opt(id(11, 40, 2, 2)),
});

export const AT8 = segment<X12Weight>('AT8', 7, {
  qualifier: opt(id(1, 187, 1, 2)),
  unit: opt(id(2, 188, 1, 1, WEIGHT_UNITS)),
  weight: opt(r(3, 81, 1, 10)),
  ladingQuantity: opt(nn(4, 80, 1, 7)),
  ladingQuantity2: opt(nn(5, 80, 1, 7)),
});

export const L5 = segment<X12Lading>('L5', 10, {
  lineItem: opt(nn(1, 213, 1, 3)),
  description: opt(an(2, 79, 1, 50)),
  commodity: opt(an(3, 22, 1, 30)),
  commodityQualifier: opt(id(4, 23, 1, 1)),
  packaging: opt(an(5, 103, 3, 5)),
});

export const L3 = segment<X12Total>('L3', 15, {
  weight: opt(r(1, 81, 1, 10)),
  weightQualifier: opt(id(2, 187, 1, 2)),
  rate: opt(r(3, 60, 1, 9)),
  rateQualifier: opt(id(4, 122, 2, 2)),
  chargeMinor: opt(nn(5, 58, 1, 12)),
  ladingQuantity: opt(nn(11, 80, 1, 7)),
  weightUnit: opt(id(12, 188, 1, 1, WEIGHT_UNITS)),
});
