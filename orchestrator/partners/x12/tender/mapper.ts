/**
 * Between a tender and a 204.
 *
 * 1. The load's key is B2-04; the attempt goes in L11 TN and comes back in the 990's N9; the shipper's reference is L11 SI.
 * 2. The rated amount is L3-05 (N2). The set has no element for a currency: L11 ZZ with description CURRENCY says it, and
 *    without one the default does.
 * 3. The set has no element for detention terms either: L11 ZZ FREE MINUTES and DETENTION PER HOUR, the rate in hundredths.
 * 4. Weight is written in kilograms, exact to the gram, and read in any unit.
 * 5. A tender has one pickup and one delivery: of more stops the first pickup and the last delivery are read, and reported.
 */
import type {
  X12LoadTender,
  X12Reference,
  X12Stop,
  X12StopLading,
  X12Total,
} from '../../../contracts/x12-payloads.ts';
import type { Tender, TenderPurpose } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import { detentionFrom, detentionReferences } from '../detention.ts';
import type { X12Issue } from '../issues.ts';
import { type MapperOptions, Mapping } from '../mapping.ts';
import { carriedText } from '../text.ts';
import { grams, hundredths, kilograms, minorOfHundredths } from '../units.ts';
import { hazmatOfLading, ladingOfHazmat } from './hazmat.ts';
import { codeOfEquipment, codeOfMode, equipmentOfCode, modeOfCode } from './modes.ts';
import {
  DELIVERY,
  dateOf,
  PICKUP,
  type StopCodes,
  type StopWeight,
  stopOf,
  tenderStopOf,
  whenOf,
} from './stops.ts';

const PURPOSE_CODES: Readonly<Record<TenderPurpose, string>> = {
  original: '00',
  cancel: '01',
  change: '04',
  replace: '05',
};
const CURRENCY = 'CURRENCY';
const RESPOND_BY: readonly [string, string] = ['64', '1'];
/** N7-02 is mandatory, and a tender names no trailer: what real files write there. */
const NO_EQUIPMENT_NUMBER = 'ZZ';
/** L3-11 and AT8-04 have seven digits; L3-01 and AT8-03 have ten, three of them after the point of kilograms. */
const UNITS_MAX = 9_999_999;
const GRAMS_MAX = 9_999_999_999;
/** Ladings of a stop. */
const HAZMAT_MAX = 99;

export function tenderToX12(tender: Tender, options: MapperOptions): Result<X12LoadTender, X12Issue> {
  const mapping = new Mapping(options, `204 of load ${tender.loadKey}`);
  const handlingUnits = mapping.count('number of handling units', tender.handlingUnits, UNITS_MAX);
  const weightGrams = mapping.count('weight', tender.weightGrams, GRAMS_MAX);
  const load = { kilograms: weightGrams === null ? null : kilograms(weightGrams), handlingUnits };
  return mapping.issues.result<X12LoadTender>({
    shipment: {
      scac: mapping.code('SCAC', tender.carrierScac, 2, 4),
      shipmentId: mapping.key('load key', tender.loadKey, 1, 30),
      payment: 'PP',
    },
    purpose: { code: PURPOSE_CODES[tender.purpose], application: 'LT' },
    references: referencesOf(tender, mapping),
    dates: dateOf(RESPOND_BY, tender.respondBy, mapping),
    routes: routesOf(tender, mapping),
    notes: [],
    parties: [],
    equipment: equipmentOf(tender, mapping),
    stops: [
      stopOf(1, PICKUP, tender.pickup, load, ladingsOf(tender, mapping), mapping),
      stopOf(2, DELIVERY, tender.delivery, load, [], mapping),
    ],
    total: totalOf(tender, load, mapping),
  });
}

function totalOf(tender: Tender, load: StopWeight, mapping: Mapping): X12Total {
  const { ratedMinor, currency } = tender;
  const weight = load.kilograms;
  return {
    weight,
    weightQualifier: weight === null ? null : 'G',
    rate: null,
    rateQualifier: null,
    chargeMinor:
      ratedMinor === null
        ? null
        : mapping.exact('rated amount', ratedMinor, hundredths(ratedMinor, currency)),
    ladingQuantity: load.handlingUnits,
    weightUnit: 'K',
  };
}

function ladingsOf(tender: Tender, mapping: Mapping): X12StopLading[] {
  const { hazmat, pickup } = tender;
  const contact = carriedText(pickup.name, 60) ?? 'SHIPPER';
  if (hazmat.length > HAZMAT_MAX) mapping.needed(`room for ${hazmat.length} substances`, null);
  return hazmat.map((goods, i) => ladingOfHazmat(goods, i + 1, contact, mapping));
}

function referencesOf(tender: Tender, mapping: Mapping): X12Reference[] {
  const { attempt, shipperRef, currency, detention } = tender;
  const list: X12Reference[] = [];
  if (attempt !== null) list.push({ value: String(attempt), qualifier: 'TN', description: null });
  if (shipperRef !== null) {
    const value = mapping.key('shipper reference', shipperRef, 1, 30);
    list.push({ value, qualifier: 'SI', description: null });
  }
  list.push({ value: mapping.key('currency', currency, 3, 3), qualifier: 'ZZ', description: CURRENCY });
  if (detention !== null) list.push(...detentionReferences(detention, currency, mapping));
  return list;
}

function routesOf(tender: Tender, mapping: Mapping): X12LoadTender['routes'] {
  if (tender.mode === null) return [];
  const method = mapping.code('mode', codeOfMode(tender.mode), 1, 2);
  const scac = mapping.code('SCAC', tender.carrierScac, 2, 4) ?? 'ZZZZ';
  return method === null ? [] : [{ scac, routing: 'B', city: null, method, state: null }];
}

function equipmentOf(tender: Tender, mapping: Mapping): X12LoadTender['equipment'] {
  if (tender.equipment === null) return [];
  const description = mapping.code('equipment', codeOfEquipment(tender.equipment), 2, 2);
  return description === null ? [] : [{ unit: { initial: null, number: NO_EQUIPMENT_NUMBER, description } }];
}

export interface TenderReading extends MapperOptions {
  readonly currencyDefault: string;
}

export function tenderFromX12(payload: X12LoadTender, options: TenderReading): Result<Tender, X12Issue> {
  const { shipment, purpose, stops } = payload;
  const mapping = new Mapping(options, `204 of load ${shipment.shipmentId ?? 'unknown'}`);
  const loadKey = mapping.needed('shipment id (B2-04)', shipment.shipmentId);
  const kind = purposeOf(purpose.code, mapping);
  const pickup = stopFor(PICKUP, stops, mapping);
  const delivery = stopFor(DELIVERY, stops.toReversed(), mapping);
  if (stops.length > 2)
    mapping.remark('only first pickup and last delivery are used, of stops', `${stops.length}`);
  if (loadKey === null || kind === null || pickup === null || delivery === null) {
    return mapping.issues.result<Tender>(null);
  }
  return mapping.issues.result<Tender>({
    purpose: kind,
    loadKey,
    carrierScac: shipment.scac,
    pickup: tenderStopOf(PICKUP, pickup),
    delivery: tenderStopOf(DELIVERY, delivery),
    respondBy: whenOf(payload.dates, [RESPOND_BY[0]]),
    hazmat: pickup.ladings.flatMap(hazmatOfLading),
    ...referencedBy([...payload.references, ...pickup.references]),
    ...loadOf(payload, pickup, mapping),
    ...ratedBy(payload, options.currencyDefault, mapping),
  });
}

function referencedBy(references: readonly X12Reference[]): Pick<Tender, 'attempt' | 'shipperRef'> {
  const value = (qualifier: string) => references.find((each) => each.qualifier === qualifier)?.value ?? null;
  return { attempt: attemptOf(value('TN')), shipperRef: value('SI') };
}

function loadOf(
  payload: X12LoadTender,
  pickup: X12Stop,
  mapping: Mapping,
): Pick<Tender, 'weightGrams' | 'handlingUnits' | 'equipment' | 'mode'> {
  const method = payload.routes.find((each) => each.method !== null)?.method ?? null;
  const description =
    payload.equipment.find((each) => each.unit.description !== null)?.unit.description ?? null;
  const { weight } = pickup;
  const units = payload.total?.ladingQuantity ?? weight?.ladingQuantity ?? weight?.ladingQuantity2;
  return {
    weightGrams: weightOf(payload, pickup, mapping),
    handlingUnits: units ?? null,
    equipment: description === null ? null : equipmentOfCode(description),
    mode: method === null ? null : modeOfCode(method),
  };
}

function ratedBy(
  payload: X12LoadTender,
  currencyDefault: string,
  mapping: Mapping,
): Pick<Tender, 'ratedMinor' | 'currency' | 'detention'> {
  const { references, total } = payload;
  const named = references.find((each) => each.qualifier === 'ZZ' && each.description === CURRENCY);
  const currency = named?.value ?? currencyDefault;
  const charge = total?.chargeMinor ?? null;
  const ratedMinor =
    charge === null ? null : mapping.exact('charge (L3-05)', charge, minorOfHundredths(charge, currency));
  return { ratedMinor, currency, detention: detentionFrom(references, currency, mapping) };
}

/** An attempt as L11 or N9 carries it; null for anything else. */
export function attemptOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

function purposeOf(code: string, mapping: Mapping): TenderPurpose | null {
  const found = Object.entries(PURPOSE_CODES).find(([, each]) => each === code);
  return mapping.needed(`meaning of purpose ${code} (B2A-01)`, found?.[0] as TenderPurpose | undefined);
}

function stopFor(codes: StopCodes, stops: readonly X12Stop[], mapping: Mapping): X12Stop | null {
  const found = stops.find(({ stop }) => codes.reasons.has(stop.reason));
  return mapping.needed(`stop with reason ${[...codes.reasons].join(' or ')} (S5-02)`, found);
}

/** Of the whole load, in the unit that is said nearest to it. */
function weightOf(payload: X12LoadTender, pickup: X12Stop, mapping: Mapping): number | null {
  const { total } = payload;
  const units = [total?.weightUnit, pickup.weight?.unit, pickup.stop.weightUnit];
  const weight = total?.weight ?? pickup.weight?.weight ?? pickup.stop.weight;
  if (weight === null || weight === undefined) return null;
  const unit = units.find((each) => each !== null && each !== undefined) ?? '';
  const inGrams = grams(weight, unit);
  if (inGrams === null) mapping.remark('weight is left out: no unit that is known', `${weight} ${unit}`);
  return inGrams;
}
