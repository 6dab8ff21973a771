/** Pickup and delivery of a 204: an S5 loop with two G62 for the window and one N1 loop for the place. */
import type { X12DateTime, X12Stop, X12StopLading } from '../../../contracts/x12-payloads.ts';
import type { TenderStop, WhenThere } from '../../carrier-shapes.ts';
import type { Mapping } from '../mapping.ts';
import { carriedText } from '../text.ts';
import { readTime } from '../time.ts';

export interface StopCodes {
  readonly reason: string;
  readonly reasons: ReadonlySet<string>;
  readonly entity: string;
  readonly earliest: readonly [dateQualifier: string, timeQualifier: string];
  readonly latest: readonly [dateQualifier: string, timeQualifier: string];
  /** Dates that stand for the whole window where the others are absent. */
  readonly scheduled: readonly string[];
}

export const PICKUP: StopCodes = {
  reason: 'CL',
  reasons: new Set(['CL', 'PL', 'LD']),
  entity: 'SF',
  earliest: ['37', 'I'],
  latest: ['38', 'K'],
  scheduled: ['69', '10'],
};

export const DELIVERY: StopCodes = {
  reason: 'CU',
  reasons: new Set(['CU', 'PU', 'UL']),
  entity: 'ST',
  earliest: ['53', 'G'],
  latest: ['54', 'L'],
  scheduled: ['70', '02'],
};

/** Element 66: a code that the shipper gives its places. */
const OWN_CODE = '93';
const NAME_MAX = 60;

export interface StopWeight {
  readonly kilograms: string | null;
  readonly handlingUnits: number | null;
}

export function stopOf(
  sequence: number,
  codes: StopCodes,
  stop: TenderStop,
  load: StopWeight,
  ladings: readonly X12StopLading[],
  mapping: Mapping,
): X12Stop {
  const { kilograms: weight, handlingUnits } = load;
  const known = weight !== null || handlingUnits !== null;
  const weightUnit = weight === null ? null : 'K';
  return {
    stop: { sequence, reason: codes.reason, weight, weightUnit, units: null, unit: null },
    references: [],
    dates: [...dateOf(codes.earliest, stop.earliest, mapping), ...dateOf(codes.latest, stop.latest, mapping)],
    weight: known
      ? { qualifier: 'G', unit: 'K', weight, ladingQuantity: handlingUnits, ladingQuantity2: null }
      : null,
    notes: [],
    parties: [partyOf(codes.entity, stop, mapping)],
    ladings,
    orders: [],
  };
}

export function dateOf(
  codes: readonly [dateQualifier: string, timeQualifier: string],
  when: WhenThere | null,
  mapping: Mapping,
): X12DateTime[] {
  if (when === null) return [];
  const { date, time, timeCode } = mapping.when(`date ${codes[0]}`, when);
  return [{ dateQualifier: codes[0], date, timeQualifier: time === null ? null : codes[1], time, timeCode }];
}

function partyOf(entity: string, stop: TenderStop, mapping: Mapping) {
  const id = mapping.code('place code', stop.placeCode, 2, 80);
  const place = {
    city: mapping.code('city', stop.city === null ? null : carriedText(stop.city, 30), 2, 30),
    state: mapping.code('state', stop.state, 2, 2),
    postal: mapping.code('postal code', stop.postal, 3, 15),
    country: mapping.code('country', stop.country, 2, 3),
  };
  const empty = Object.values(place).every((each) => each === null);
  return {
    name: {
      entity,
      name: carriedText(stop.name, NAME_MAX),
      idQualifier: id === null ? null : OWN_CODE,
      id,
    },
    addresses: [],
    place: empty ? null : place,
    contacts: [],
  };
}

export function tenderStopOf(codes: StopCodes, stop: X12Stop): TenderStop {
  const party = stop.parties[0];
  const scheduled = whenOf(stop.dates, codes.scheduled);
  return {
    placeCode: party?.name.id ?? null,
    name: party?.name.name ?? '',
    city: party?.place?.city ?? null,
    state: party?.place?.state ?? null,
    postal: party?.place?.postal ?? null,
    country: party?.place?.country ?? null,
    earliest: whenOf(stop.dates, [codes.earliest[0]]) ?? scheduled,
    latest: whenOf(stop.dates, [codes.latest[0]]) ?? scheduled,
  };
}

export function whenOf(dates: readonly X12DateTime[], qualifiers: readonly string[]): WhenThere | null {
  const found = dates.find((each) => each.dateQualifier !== null && qualifiers.includes(each.dateQualifier));
  if (found === undefined || found.date === null) return null;
  return readTime({ date: found.date, time: found.time, timeCode: found.timeCode });
}
