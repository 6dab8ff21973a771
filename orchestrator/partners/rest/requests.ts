/**
 * What the core wants of a carrier, as calls of its API. Guide: docs/rest-guide.md.
 *
 * 1. The idempotency key is the core's number of the message: a call that is made again is the same call.
 */
import type { CoreToCarrier, LoadTender } from '../../contracts/carriers.ts';
import type { JsonObject, RestRequest } from '../../contracts/rest-payloads.ts';
import { decimalOfMinor } from '../x12/units.ts';

const MINUTE_MS = 60_000;

export function requestOf(message: CoreToCarrier, currency: string): RestRequest {
  const { method, path, body } = callOf(message, (amountMinor) => amountOf(amountMinor, currency));
  return { method, path, idempotencyKey: `dray-${message.counter}`, body };
}

type Call = Pick<RestRequest, 'method' | 'path' | 'body'>;
type Amount = (amountMinor: number) => JsonObject;

function callOf(message: CoreToCarrier, amount: Amount): Call {
  const { kind, key, a, b } = message;
  const load = `/loads/${key}`;
  switch (kind) {
    case 'offerTender':
      return post(`${load}/tenders`, { attempt: a, ...tenderOf(message.body, amount) });
    case 'withdrawTender':
      return { method: 'DELETE', path: `${load}/tenders/${a}`, body: {} };
    case 'dispatchTruck':
      return post(`${load}/pickups`, { attempt: a, pickupAt: instant(message.body.pickupAt) });
    case 'releaseTruck':
      return post(`${load}/releases`, {
        attempt: a,
        shipments: message.body.shipments,
        takenOverFrom: message.body.takenOverFrom,
      });
    case 'requestStatus':
      return post(`${load}/status-requests`, { number: a });
    case 'requestExpedite':
      return post(`${load}/expedites`, { offered: amount(a) });
    case 'requestHold':
      return post(`${load}/holds`, { attempt: a });
    case 'driveOn':
      return { method: 'DELETE', path: `${load}/holds/${a}`, body: {} };
    case 'handOver':
      return post(`${load}/hand-overs`, { attempt: a, to: b });
    case 'requestBill':
      return post(`${load}/invoice-requests`, { number: a });
    case 'disputeInvoice':
      return post(`/invoices/${b}/disputes`, { load: key, expected: amount(a), codes: message.body.codes });
    case 'fileClaim':
      return post(`/shipments/${key}/claims`, {
        load: b,
        claimed: amount(a),
        condition: message.body.condition,
      });
  }
}

function post(path: string, body: JsonObject): Call {
  return { method: 'POST', path, body };
}

function tenderOf(body: LoadTender, amount: Amount): JsonObject {
  const { pickupAt, respondBy, offeredMinor, charges, detention, ...plain } = body;
  return {
    ...plain,
    pickupAt: instant(pickupAt),
    respondBy: instant(respondBy),
    offered: amount(offeredMinor),
    charges: charges.map(({ code, amountMinor }) => ({ code, ...amount(amountMinor) })),
    detention: { freeMinutes: freeMinutes(detention.freeTimeMs), perHour: amount(detention.perHourMinor) },
  };
}

function freeMinutes(freeTimeMs: number): number {
  const minutes = freeTimeMs / MINUTE_MS;
  if (!Number.isInteger(minutes)) throw new RangeError(`free time is whole minutes, got ${freeTimeMs} ms`);
  return minutes;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function amountOf(amountMinor: number, currency: string): JsonObject {
  const amount = decimalOfMinor(amountMinor, currency);
  if (amount === null) throw new RangeError(`an amount is a whole number of minor units, got ${amountMinor}`);
  return { amount, currency };
}
