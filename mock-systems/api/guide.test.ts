/**
 * The core and a carrier's web API share no code, and understand each other: whatever is said arrives as it was, by reference
 * and as text. Shown by messages drawn from all that the process says, and by hostile text.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiCodec } from '#mock-systems/wire/rest/codec';
import {
  type CarrierToCore,
  type CoreToCarrier,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
} from '#orchestrator/contracts/carriers';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { RestRequest } from '#orchestrator/contracts/rest-payloads';
import { decodeEvent, decodeResponse, encodeRequest } from '#orchestrator/partners/rest/codec';
import { readEvent } from '#orchestrator/partners/rest/events';
import { requestOf } from '#orchestrator/partners/rest/requests';
import {
  AMOUNT,
  chargesWith,
  INSTANT,
  SMALL,
  TERMS,
  tenderWith,
  WHOLE,
} from '#testing/arbitraries/carrier-arbitraries';
import { runs } from '#testing/properties/properties';
import { eventOf } from './event-writing.ts';
import { readRequest } from './request-reading.ts';

const ENDS = { partner: 100, carrier: 0, currency: 'USD' };
const CODE = fc.constantFrom('400', 'FUE', 'HAZ', 'DTL', 'RES');
const CHARGES = chargesWith(CODE);
const TENDER = tenderWith(CHARGES);

const asked = (
  kind: CoreToCarrier['kind'],
  key: number,
  a: number,
  b: number,
  body: unknown,
): CoreToCarrier =>
  envelope(kind, 0, 0, PARTNER, 100, CORE_SENDER, 9, key, a, b, body) as unknown as CoreToCarrier;

const COMMAND: fc.Arbitrary<CoreToCarrier> = fc.oneof(
  fc.tuple(WHOLE, SMALL, TENDER).map(([key, a, body]) => asked('offerTender', key, a, 0, body)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('withdrawTender', key, a, 0, null)),
  fc
    .tuple(WHOLE, SMALL, INSTANT)
    .map(([key, a, pickupAt]) => asked('dispatchTruck', key, a, 0, { pickupAt })),
  fc
    .tuple(WHOLE, SMALL, fc.array(WHOLE))
    .map(([k, a, shipments]) => asked('releaseTruck', k, a, 0, { shipments, takenOverFrom: a - 1 })),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('requestHold', key, a, 0, null)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('requestBill', key, a, 0, null)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('driveOn', key, a, 0, null)),
  fc.tuple(WHOLE, SMALL, SMALL).map(([key, a, b]) => asked('handOver', key, a, b, null)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('requestStatus', key, a, 0, null)),
  fc.tuple(WHOLE, AMOUNT).map(([key, a]) => asked('requestExpedite', key, a, 0, null)),
  fc.tuple(WHOLE, AMOUNT, WHOLE).map(([key, a, b]) => asked('disputeInvoice', key, a, b, { codes: ['400'] })),
  fc.tuple(WHOLE, AMOUNT, WHOLE).map(([key, a, b]) => asked('fileClaim', key, a, b, { condition: 1 })),
);

const said = (kind: CarrierToCore['kind'], key: number, a: number, b: number, body: unknown): CarrierToCore =>
  envelope(kind, PARTNER, 100, 0, 0, 100, 7, key, a, b, body) as unknown as CarrierToCore;

const WORDS = [
  ['picked_up', MILESTONE.pickedUp],
  ['in_transit', MILESTONE.inTransit],
  ['delivery_delayed', MILESTONE.delayed],
  ['out_for_delivery', MILESTONE.outForDelivery],
  ['delivered', MILESTONE.delivered],
  ['return_to_sender', MILESTONE.refused],
  ['failure', MILESTONE.lost],
  ['ready_for_pickup', MILESTONE.unknown],
] as const;

const EXCEPTIONS = fc.array(
  fc.record({ line: SMALL, kind: fc.constantFrom(...Object.values(LADING_EXCEPTION)), units: SMALL }),
);

const EVENT: fc.Arbitrary<CarrierToCore> = fc.oneof(
  fc.tuple(WHOLE, SMALL).map(([key, a]) => said('tenderAccepted', key, a, 0, null)),
  fc
    .tuple(WHOLE, SMALL, fc.constantFrom(...Object.values(REJECTION)))
    .map(([key, a, b]) => said('tenderRejected', key, a, b, null)),
  fc
    .tuple(WHOLE, SMALL, AMOUNT, TERMS)
    .map(([key, a, b, detention]) => said('tenderCountered', key, a, b, { detention })),
  fc
    .tuple(WHOLE, SMALL, INSTANT)
    .map(([key, a, arrivedAt]) => said('truckArrived', key, a, 0, { arrivedAt })),
  fc
    .tuple(WHOLE, fc.constantFrom(...WORDS), INSTANT, fc.option(INSTANT))
    .map(([key, [rawCode, a], occurredAt, estimatedAt]) =>
      said('milestoneReported', key, a, 0, { rawCode, occurredAt, estimatedAt }),
    ),
  fc
    .tuple(WHOLE, INSTANT, fc.constantFrom(...Object.values(CONDITION)), EXCEPTIONS)
    .map(([key, a, condition, exceptions]) =>
      said('podReceived', key, a, 0, {
        shipments: [
          { shipment: key, condition },
          { shipment: key + 1, condition, exceptions },
        ],
      }),
    ),
  fc.tuple(WHOLE, fc.nat(1), INSTANT).map(([key, a, b]) => said('expediteAnswered', key, a, b, null)),
  fc
    .tuple(WHOLE, fc.nat(1), INSTANT, AMOUNT)
    .map(([key, a, readyAt, earnedMinor]) => said('holdAnswered', key, a, 0, { readyAt, earnedMinor })),
  fc
    .tuple(WHOLE, AMOUNT, WHOLE, CHARGES)
    .map(([key, a, invoice, charges]) => said('freightBilled', key, a, 0, { invoice, charges })),
  fc.tuple(WHOLE, AMOUNT, WHOLE).map(([key, a, b]) => said('invoiceCorrected', key, a, b, null)),
  fc.tuple(WHOLE, AMOUNT, WHOLE).map(([key, a, b]) => said('disputeRejected', key, a, b, null)),
  fc.tuple(WHOLE, AMOUNT).map(([key, a]) => said('claimAnswered', key, a, 0, null)),
);

describe('what the core asks', () => {
  test('arrives as it was, by reference and through the handlers', async () => {
    await fc.assert(
      fc.asyncProperty(COMMAND, async (message) => {
        const request = requestOf(message, 'USD');
        expect(readRequest(request, ENDS)).toEqual({ ok: true, message });
        let arrived: RestRequest | null = null;
        const answer = await apiCodec.respond(encodeRequest(request), (call) => {
          arrived = call;
          return { status: 202, retryAfterSeconds: null, body: {} };
        });
        expect(arrived).toEqual(request);
        expect(decodeResponse(answer)).toEqual({ status: 202, retryAfterSeconds: null, body: {} });
      }),
      { numRuns: runs(100) },
    );
  });

  test('and is answered with what the carrier says', async () => {
    const call = encodeRequest(requestOf(asked('withdrawTender', 72, 1, 0, null), 'USD'));
    const busy = { status: 503, retryAfterSeconds: 90, body: { error: 'busy' } };
    expect(decodeResponse(await apiCodec.respond(call, () => busy))).toEqual(busy);
  });

  test('of a path that nobody serves is answered 404, cut off 400, and nothing is done', async () => {
    const never = () => {
      throw new Error('served');
    };
    const call = encodeRequest(requestOf(asked('requestStatus', 72, 1, 0, null), 'USD'));
    const status = async (change: Partial<typeof call>) =>
      (await apiCodec.respond({ ...call, ...change }, never)).status;
    expect(await status({ path: '/loads/72/pictures' })).toBe(404);
    expect(await status({ body: call.body.slice(0, -1) })).toBe(400);
    expect(await status({ body: '[]' })).toBe(400);
  });

  test('an offer without detention terms is refused with a reason', () => {
    const { value: message } = fc.sample(TENDER, 1).map((body) => ({
      value: asked('offerTender', 72, 1, 0, body),
    }))[0]!;
    const request = requestOf(message, 'USD');
    const { detention: _, ...body } = request.body;
    expect(readRequest({ ...request, body }, ENDS)).toMatchObject({
      status: 400,
      reason: 'detention: an object',
    });
  });

  test('without what it needs is refused with a reason', () => {
    const request = requestOf(asked('requestStatus', 72, 1, 0, null), 'USD');
    expect(readRequest({ ...request, body: {} }, ENDS)).toMatchObject({
      status: 400,
      reason: 'number: a whole number',
    });
    expect(readRequest({ ...request, idempotencyKey: '' }, ENDS)).toMatchObject({ ok: false, status: 400 });
    expect(readRequest({ ...request, path: '/' }, ENDS)).toMatchObject({ ok: false, status: 404 });
  });
});

describe('what a carrier reports', () => {
  test('arrives as it was, by reference and as text', () => {
    fc.assert(
      fc.property(EVENT, (message) => {
        const event = eventOf(message, ENDS);
        expect(readEvent(event, ENDS)).toEqual({ ok: true, message });
        expect(decodeEvent(apiCodec.writeEvent(event))).toEqual(event);
      }),
      { numRuns: runs(200) },
    );
  });

  test('cut off anywhere is no event', () => {
    const text = apiCodec.writeEvent(eventOf(said('tenderAccepted', 72, 1, 0, null), ENDS));
    for (let length = 0; length < text.length; length++)
      expect(decodeEvent(text.slice(0, length))).toBeNull();
    for (const other of [
      'null',
      '[]',
      '{}',
      '{"id":1,"type":"x","data":{}}',
      '{"id":"1","type":"x","data":3}',
    ])
      expect(decodeEvent(other)).toBeNull();
  });

  test('a counter-offer that does not state its detention terms is put aside with the reason', () => {
    const detention = { freeTimeMs: 60_000, perHourMinor: 100 };
    const event = eventOf(said('tenderCountered', 72, 1, 500, { detention }), ENDS);
    for (const [terms, reason] of [
      [null, 'detention is not terms: null'],
      [{ freeMinutes: 60 }, 'perHour is not an amount: undefined'],
      [{ perHour: { amount: '1.00', currency: 'USD' } }, 'freeMinutes is not a whole number: undefined'],
    ] as const)
      expect(readEvent({ ...event, data: { ...event.data, detention: terms } }, ENDS)).toEqual({
        ok: false,
        reason: `tender.countered evt_7: ${reason}`,
      });
  });

  test('of another currency, without a number, or of no known type is put aside with the reason', () => {
    const event = eventOf(said('claimAnswered', 72, 500, 0, null), ENDS);
    expect(readEvent({ ...event, id: 'evt_x' }, ENDS)).toMatchObject({ ok: false });
    expect(readEvent({ ...event, type: 'horse' }, ENDS)).toEqual({
      ok: false,
      reason: 'horse evt_7: no such type of event',
    });
    const yen = { ...event, data: { ...event.data, credited: { amount: '5.00', currency: 'JPY' } } };
    expect(readEvent(yen, ENDS)).toMatchObject({
      reason:
        'claim.answered evt_7: credited is not an exact amount in USD: {"amount":"5.00","currency":"JPY"}',
    });
  });
});
