/**
 * Calls of a carrier's API as the carrier understands them. Guide: docs/rest-guide.md.
 *
 * 1. A call that lacks something is answered 400, one of no known path 404; nothing is done then.
 */
import type { CoreToCarrier, FreightCharge, LoadTender } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Json, JsonObject, RestRequest } from '#orchestrator/contracts/rest-payloads';

export interface ApiPartner {
  readonly partner: number;
  readonly carrier: number;
  /** ISO 4217, of two decimal places. */
  readonly currency: string;
}

export type ReadRequest =
  | { readonly ok: true; readonly message: CoreToCarrier }
  | { readonly ok: false; readonly status: 400 | 404; readonly reason: string };

class BadRequest extends Error {}

const MINUTE_MS = 60_000;

const PATHS: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^\/loads\/(\d+)\/tenders$/, 'tender'],
  ['DELETE', /^\/loads\/(\d+)\/tenders\/(\d+)$/, 'withdrawal'],
  ['POST', /^\/loads\/(\d+)\/pickups$/, 'pickup'],
  ['POST', /^\/loads\/(\d+)\/releases$/, 'release'],
  ['POST', /^\/loads\/(\d+)\/status-requests$/, 'statusRequest'],
  ['POST', /^\/loads\/(\d+)\/expedites$/, 'expedite'],
  ['POST', /^\/loads\/(\d+)\/holds$/, 'hold'],
  ['DELETE', /^\/loads\/(\d+)\/holds\/(\d+)$/, 'driveOn'],
  ['POST', /^\/loads\/(\d+)\/hand-overs$/, 'handOver'],
  ['POST', /^\/loads\/(\d+)\/invoice-requests$/, 'billRequest'],
  ['POST', /^\/invoices\/(\d+)\/disputes$/, 'dispute'],
  ['POST', /^\/shipments\/(\d+)\/claims$/, 'claim'],
];

export function readRequest(request: RestRequest, partner: ApiPartner): ReadRequest {
  for (const [method, path, operation] of PATHS) {
    const found = request.method === method ? path.exec(request.path) : null;
    if (found === null) continue;
    try {
      const message = messageOf(operation, found.slice(1).map(Number), request, partner);
      return { ok: true, message };
    } catch (error) {
      if (error instanceof BadRequest) return { ok: false, status: 400, reason: error.message };
      throw error;
    }
  }
  return { ok: false, status: 404, reason: `${request.method} ${request.path} is not served` };
}

function messageOf(
  operation: string,
  [first = 0, second = 0]: readonly number[],
  { idempotencyKey, body }: RestRequest,
  { partner, carrier }: ApiPartner,
): CoreToCarrier {
  const number = /^dray-([1-9]\d{0,14})$/.exec(idempotencyKey)?.[1];
  if (number === undefined) throw new BadRequest('an idempotency key is needed');
  const of = <Kind extends CoreToCarrier['kind'], Body>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    of_: Body,
  ) => envelope(kind, 0, 0, PARTNER, partner, CORE_SENDER, Number(number), key, a, b, of_);
  switch (operation) {
    case 'tender':
      return of('offerTender', first, whole(body, 'attempt'), carrier, tenderOf(body));
    case 'withdrawal':
      return of('withdrawTender', first, second, carrier, null);
    case 'pickup':
      return of('dispatchTruck', first, whole(body, 'attempt'), carrier, {
        pickupAt: instant(body, 'pickupAt'),
      });
    case 'release':
      return of('releaseTruck', first, whole(body, 'attempt'), carrier, {
        shipments: wholes(body, 'shipments'),
        takenOverFrom: whole(body, 'takenOverFrom'),
      });
    case 'statusRequest':
      return of('requestStatus', first, whole(body, 'number'), carrier, null);
    case 'expedite':
      return of('requestExpedite', first, amount(body, 'offered'), carrier, null);
    case 'hold':
      return of('requestHold', first, whole(body, 'attempt'), carrier, null);
    case 'driveOn':
      return of('driveOn', first, second, carrier, null);
    case 'handOver':
      return of('handOver', first, whole(body, 'attempt'), whole(body, 'to'), null);
    case 'billRequest':
      return of('requestBill', first, whole(body, 'number'), carrier, null);
    case 'dispute': {
      const codes = list(body, 'codes').map((code) => String(code));
      return of('disputeInvoice', whole(body, 'load'), amount(body, 'expected'), first, { codes });
    }
    default: {
      const condition = whole(body, 'condition');
      return of('fileClaim', first, amount(body, 'claimed'), whole(body, 'load'), { condition });
    }
  }
}

function tenderOf(body: JsonObject): LoadTender {
  return {
    origin: whole(body, 'origin'),
    destination: whole(body, 'destination'),
    rate: whole(body, 'rate'),
    service: whole(body, 'service'),
    mode: String(body.mode),
    transitDays: whole(body, 'transitDays'),
    weightGrams: whole(body, 'weightGrams'),
    handlingUnits: whole(body, 'handlingUnits'),
    dangerous: body.dangerous === true,
    pickupAt: instant(body, 'pickupAt'),
    respondBy: instant(body, 'respondBy'),
    offeredMinor: amount(body, 'offered'),
    charges: list(body, 'charges').map(chargeOf),
    detention: termsOf(object('detention', body.detention)),
    lane: whole(body, 'lane'),
    cutoff: whole(body, 'cutoff'),
    rank: whole(body, 'rank'),
    shipments: wholes(body, 'shipments'),
  };
}

function termsOf(terms: JsonObject): DetentionTerms {
  return { freeTimeMs: whole(terms, 'freeMinutes') * MINUTE_MS, perHourMinor: amount(terms, 'perHour') };
}

function chargeOf(value: Json): FreightCharge {
  const charge = object('charges', value);
  return { code: String(charge.code), amountMinor: minor('charges', charge) };
}

function whole(from: JsonObject, field: string): number {
  const value = from[field];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new BadRequest(`${field}: a whole number`);
  return value;
}

function wholes(from: JsonObject, field: string): number[] {
  return list(from, field).map((each) => {
    if (typeof each !== 'number') throw new BadRequest(`${field}: whole numbers`);
    return each;
  });
}

function instant(from: JsonObject, field: string): number {
  const at = Date.parse(String(from[field]));
  if (Number.isNaN(at)) throw new BadRequest(`${field}: an instant`);
  return at;
}

function amount(from: JsonObject, field: string): number {
  return minor(field, object(field, from[field]));
}

function minor(field: string, { amount: text }: JsonObject): number {
  const found = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(text));
  if (found === null) throw new BadRequest(`${field}: an amount`);
  const [, sign, units, cents = ''] = found;
  const value = Number(`${units}${cents.padEnd(2, '0')}`);
  return sign === '-' && value !== 0 ? -value : value;
}

function list(from: JsonObject, field: string): readonly Json[] {
  const value = from[field];
  if (!Array.isArray(value)) throw new BadRequest(`${field}: a list`);
  return value;
}

function object(field: string, value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRequest(`${field}: an object`);
  return value as JsonObject;
}
