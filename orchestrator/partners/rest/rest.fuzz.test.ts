/**
 * What must hold of any text that comes to the webhook or as an answer: nothing throws; an event is a message or says why it is none, in
 * words of bounded length; of a message all numbers are whole; a text that was touched is not signed any more. Shown by texts like the
 * events of every kind.
 */
import { describe, expect, test } from 'vitest';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { decodeEvent, decodeResponse } from './codec.ts';
import { readEvent } from './events.ts';
import { hmacSha256Hex, isSigned } from './webhook.ts';

const HERON = { partner: 100, carrier: 0, currency: 'USD' };
const AT = '2026-03-04T08:00:00Z';
const amount = { amount: '123.45', currency: 'USD' };
const detention = { freeMinutes: 120, perHour: amount };
const exceptions = [{ line: 1, kind: 'short', units: 2 }];

const EVENTS: Readonly<Record<string, unknown>> = {
  'tender.accepted': { load: 72, attempt: 1 },
  'tender.rejected': { load: 72, attempt: 1, reason: 'price' },
  'tender.countered': { load: 72, attempt: 1, asked: amount, detention },
  'truck.arrived': { load: 72, attempt: 1, arrivedAt: AT },
  'shipment.status': { load: 72, status: 'in_transit', occurredAt: AT, estimatedAt: null },
  'shipment.delivered': {
    ...{ load: 72, deliveredAt: AT },
    shipments: [{ shipment: 9, condition: 1, exceptions }],
  },
  'expedite.answered': { load: 72, done: true, estimatedAt: AT },
  'hold.answered': { load: 72, held: true, readyAt: AT, earned: amount },
  'invoice.issued': { load: 72, invoice: 5, total: amount, charges: [{ code: '400', ...amount }] },
  'invoice.corrected': { load: 72, invoice: 5, total: amount },
  'claim.answered': { shipment: 9, credited: amount },
};
const samples = Object.entries(EVENTS).map(([type, data], i) =>
  JSON.stringify({ id: `evt_${i + 1}`, type, data }),
);

test('every sample is a message', () => {
  for (const text of samples) expect(readEvent(decodeEvent(text)!, HERON)).toMatchObject({ ok: true });
});

fuzz({
  name: 'rest-events',
  samples,
  words: [...Object.keys(EVENTS), 'evt_1', 'USD', 'JPY', '123.456', AT, '"data":null', '[[]]', '"\\ud800"'],
  take: (input) => {
    const text = Buffer.from(input).toString();
    const response = decodeResponse({ status: 200, headers: [['retry-after', text]], body: text });
    const event = decodeEvent(text);
    if (event === null) return response;
    const read = readEvent(event, HERON);
    if (!read.ok) expect(read.reason.length).toBeLessThan(1_000);
    else
      for (const number of [read.message.counter, read.message.key, read.message.a, read.message.b])
        expect(number).toSatisfy(Number.isSafeInteger);
    return { response, read };
  },
});

const SECRET = 'a secret of a rehearsal';
const signed = samples[0]!;
const signature = hmacSha256Hex(SECRET, `evt_1.1.${signed}`);

fuzz({
  name: 'webhook-signature',
  samples: [signature],
  words: [signature, signature.slice(0, -1)],
  take: (input) => {
    const said = Buffer.from(input).toString();
    const whose = isSigned(SECRET, { id: 'evt_1', timestampSeconds: 1, signature: said }, signed);
    expect(whose).toBe(said.split(' ').includes(signature));
  },
});

fuzz({
  name: 'webhook-text',
  samples: [signed],
  take: (input) => {
    const text = Buffer.from(input).toString();
    const whose = isSigned(SECRET, { id: 'evt_1', timestampSeconds: 1, signature }, text);
    expect(whose).toBe(text === signed);
  },
});

describe('a seal', () => {
  test('is of its id and time, too', () => {
    expect(isSigned(SECRET, { id: 'evt_1', timestampSeconds: 1, signature }, signed)).toBe(true);
    expect(isSigned(SECRET, { id: 'evt_2', timestampSeconds: 1, signature }, signed)).toBe(false);
    expect(isSigned(SECRET, { id: 'evt_1', timestampSeconds: 2, signature }, signed)).toBe(false);
  });
});
