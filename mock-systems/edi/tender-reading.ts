/**
 * A 204 as a carrier's translator understands it: an offer, or the withdrawal of one. Guide: docs/x12-guide.md.
 *
 * 1. A set that does not say what the guide wants is no order: the reason is answered, and nothing is done.
 */
import type { CoreToCarrier, FreightCharge, LoadTender } from '#orchestrator/contracts/carriers';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { X12LoadTender, X12Stop } from '#orchestrator/contracts/x12-payloads';
import { instantOf } from './instants.ts';
import type { EdiPartner } from './partner.ts';

/** Element 91 to the words of the rate table. */
const MODES: ReadonlyMap<string, string> = new Map([
  ['A', 'AIR'],
  ['J', 'GROUND'],
  ['M', 'TL'],
  ['LT', 'LTL'],
  ['R', 'RAIL'],
  ['S', 'OCEAN'],
  ['U', 'PARCEL'],
  ['X', 'INTERMODAL'],
]);
const CHARGE = 'CHARGE ';
const MINUTE_MS = 60_000;

export type ReadTender =
  | { readonly ok: true; readonly message: CoreToCarrier }
  | { readonly ok: false; readonly reason: string };

class Unclear extends Error {}

/** @param control ST-02: the shipper's running number of the message */
export function readTender(payload: X12LoadTender, control: string, partner: EdiPartner): ReadTender {
  try {
    return { ok: true, message: messageOf(payload, control, partner) };
  } catch (error) {
    if (error instanceof Unclear) return { ok: false, reason: error.message };
    throw error;
  }
}

function messageOf(payload: X12LoadTender, control: string, partner: EdiPartner): CoreToCarrier {
  const key = whole('B2-04', payload.shipment.shipmentId);
  const attempt = whole('L11 TN', reference(payload, 'TN', null));
  const counter = whole('ST-02', control);
  const to = [PARTNER, partner.partner] as const;
  switch (payload.purpose.code) {
    case '00': {
      const body = tenderOf(payload);
      return envelope('offerTender', 0, 0, ...to, CORE_SENDER, counter, key, attempt, partner.carrier, body);
    }
    case '01':
      return envelope(
        'withdrawTender',
        0,
        0,
        ...to,
        CORE_SENDER,
        counter,
        key,
        attempt,
        partner.carrier,
        null,
      );
    default:
      throw new Unclear(`purpose ${payload.purpose.code} (B2A-01) is not served`);
  }
}

function tenderOf(payload: X12LoadTender): LoadTender {
  const pickup = stopWith(payload, 'CL');
  const delivery = stopWith(payload, 'CU');
  const own = (name: string): number => whole(`L11 ZZ ${name}`, reference(payload, 'ZZ', name));
  const method = payload.routes[0]?.method ?? '';
  return {
    origin: placeOf(pickup),
    destination: placeOf(delivery),
    rate: own('RATE'),
    service: own('SERVICE'),
    mode: MODES.get(method) ?? 'unknown',
    transitDays: own('TRANSIT DAYS'),
    weightGrams: gramsOf(payload),
    handlingUnits: need('L3-11', payload.total?.ladingQuantity),
    dangerous: reference(payload, 'ZZ', 'DANGEROUS') === 'Y',
    pickupAt: whenOf(pickup.dates, '37'),
    respondBy: whenOf(payload.dates, '64'),
    offeredMinor: need('L3-05', payload.total?.chargeMinor),
    charges: chargesOf(payload),
    detention: { freeTimeMs: own('FREE MINUTES') * MINUTE_MS, perHourMinor: own('DETENTION PER HOUR') },
    lane: own('LANE'),
    cutoff: own('CUTOFF'),
    rank: own('RANK'),
    shipments: pickup.orders.map(({ order }) => whole('OID-01', order.reference)),
  };
}

function chargesOf({ references }: X12LoadTender): FreightCharge[] {
  return references.flatMap(({ qualifier, description, value }) =>
    qualifier === 'ZZ' && description?.startsWith(CHARGE)
      ? [{ code: description.slice(CHARGE.length), amountMinor: whole(`L11 ZZ ${description}`, value) }]
      : [],
  );
}

function gramsOf({ total }: X12LoadTender): number {
  const weight = need('L3-01', total?.weight);
  if (total?.weightUnit !== 'K')
    throw new Unclear(`weight in ${total?.weightUnit} (L3-12), not in kilograms`);
  const [kilos = '', fraction = ''] = weight.split('.');
  return whole('L3-01', `${kilos}${fraction.slice(0, 3).padEnd(3, '0')}`);
}

function stopWith({ stops }: X12LoadTender, reason: string): X12Stop {
  return need(
    `stop ${reason} (S5-02)`,
    stops.find(({ stop }) => stop.reason === reason),
  );
}

function placeOf({ parties }: X12Stop): number {
  return whole('N1-04', need('N1-04', parties[0]?.name.id).slice(1));
}

function whenOf(dates: X12LoadTender['dates'], qualifier: string): number {
  const found = need(
    `G62 ${qualifier}`,
    dates.find(({ dateQualifier }) => dateQualifier === qualifier),
  );
  return need(`instant of G62 ${qualifier}`, instantOf(found.date, found.time, found.timeCode));
}

function reference(
  { references }: X12LoadTender,
  qualifier: string,
  description: string | null,
): string | null {
  const found = references.find(
    (each) => each.qualifier === qualifier && (description === null || each.description === description),
  );
  return found?.value ?? null;
}

function whole(what: string, text: string | null): number {
  if (text === null || !/^-?\d{1,15}$/.test(text)) throw new Unclear(`${what} is no whole number: ${text}`);
  return Number(text);
}

function need<Value>(what: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Unclear(`${what} is missing`);
  return value;
}
