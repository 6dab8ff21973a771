/**
 * The core and a carrier's translator share no code, and understand each other: whatever is said arrives as it was, but for
 * what is finer than a hundredth of a second. Shown by messages drawn from all that the process says.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CarrierToCore, LADING_EXCEPTION, MILESTONE, UNREAD } from '#orchestrator/contracts/carriers';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import { messageOfSet } from '#orchestrator/partners/x12/carrier/carrier-messages';
import { tenderSet } from '#orchestrator/partners/x12/carrier/tender-sets';
import {
  chargesWith,
  INSTANT,
  SMALL,
  TERMS,
  tenderWith,
  WHOLE,
} from '#testing/arbitraries/carrier-arbitraries';
import { runs } from '#testing/properties/properties';
import { type ByX12, setOf } from './event-writing.ts';
import { readTender } from './tender-reading.ts';

const ENDS = { partner: 101, carrier: 1, scac: 'HERN', shipper: 'DRAY', currency: 'USD' };
const CORE = { ...ENDS, name: 'Heron', placeName: (place: number) => `Place ${place}` };
const NOW = Date.UTC(2026, 2, 2, 12);

const CODE = fc.constantFrom('400', 'FUE', 'HAZ', 'MSC', 'DTL', 'EXP', 'RCL');
const CHARGES = chargesWith(CODE, { minLength: 1 });
/** Within what the elements of a 204 hold. */
const TENDER = tenderWith(CHARGES, {
  mode: fc.constantFrom('AIR', 'GROUND', 'TL', 'LTL', 'OCEAN', 'PARCEL', 'unknown'),
  weightGrams: fc.nat(99_999_999),
  handlingUnits: fc.nat(9999),
  offeredMinor: fc.nat(999_999_999),
  cutoff: fc.integer({ min: -1, max: 99_999 }),
  shipments: fc.uniqueArray(WHOLE, { minLength: 1, maxLength: 20 }),
});

const EXCEPTIONS = fc.array(
  fc.record({
    line: SMALL,
    kind: fc.constantFrom(...Object.values(LADING_EXCEPTION)),
    units: fc.integer({ min: 1, max: 9_999_999 }),
  }),
  { maxLength: 3 },
);

/** As the format carries instants. */
const carried = (at: number): number => at - (at % 10);

function understood(message: CarrierToCore): CarrierToCore {
  const read = messageOfSet(setOf(message as ByX12, ENDS, NOW), CORE, NOW);
  if (!read.ok) throw new Error(read.issues.map(({ text }) => text).join('\n'));
  return read.value;
}

function said<Kind extends CarrierToCore['kind']>(
  kind: Kind,
  key: number,
  a: number,
  b: number,
  body: Extract<CarrierToCore, { readonly kind: Kind }>['body'],
): CarrierToCore {
  return envelope(kind, PARTNER, 101, 0, 0, 101, 77, key, a, b, body) as unknown as CarrierToCore;
}

describe('from the core to a carrier', () => {
  test('an offer arrives as it was', () => {
    fc.assert(
      fc.property(TENDER, WHOLE, fc.integer({ min: 1, max: 99 }), (body, key, attempt) => {
        const message = envelope('offerTender', 14, key, PARTNER, 101, CORE_SENDER, 9, key, attempt, 1, body);
        const set = tenderSet(message, CORE);
        if (!set.ok) throw new Error(set.issues.map(({ text }) => text).join('\n'));
        const read = readTender(set.value, '000000009', ENDS);
        const arrived = { ...body, pickupAt: carried(body.pickupAt), respondBy: carried(body.respondBy) };
        const from = { fromType: 0, fromKey: 0 };
        expect(read).toEqual({ ok: true, message: { ...message, ...from, body: arrived } });
      }),
      { numRuns: runs(100) },
    );
  });

  test('a withdrawal names load and attempt', () => {
    const message = envelope('withdrawTender', 14, 8, PARTNER, 101, CORE_SENDER, 9, 8, 3, 1, null);
    const set = tenderSet(message, CORE);
    const read = set.ok ? readTender(set.value, '000000009', ENDS) : null;
    expect(read).toMatchObject({
      ok: true,
      message: { kind: 'withdrawTender', key: 8, a: 3, b: 1, counter: 9 },
    });
  });

  test('a 204 that leaves something out is put aside, and says what', () => {
    const body = fc.sample(TENDER, 1)[0]!;
    const message = envelope('offerTender', 14, 8, PARTNER, 101, CORE_SENDER, 9, 8, 1, 1, body);
    const set = tenderSet(message, CORE);
    if (!set.ok) throw new Error('not written');
    const references = set.value.references.filter(({ description }) => description !== 'LANE');
    expect(readTender({ ...set.value, references }, '000000009', ENDS)).toEqual({
      ok: false,
      reason: 'L11 ZZ LANE is no whole number: null',
    });
  });

  test.each(['FREE MINUTES', 'DETENTION PER HOUR'])('a 204 without %s is put aside, too', (name) => {
    const body = fc.sample(TENDER, 1)[0]!;
    const message = envelope('offerTender', 14, 8, PARTNER, 101, CORE_SENDER, 9, 8, 1, 1, body);
    const set = tenderSet(message, CORE);
    if (!set.ok) throw new Error('not written');
    const references = set.value.references.filter(({ description }) => description !== name);
    expect(readTender({ ...set.value, references }, '000000009', ENDS)).toMatchObject({
      ok: false,
      reason: `L11 ZZ ${name} is no whole number: null`,
    });
  });

  test('free time that is no whole minutes is refused, not cut', () => {
    const body = { ...fc.sample(TENDER, 1)[0]!, detention: { freeTimeMs: 90_000, perHourMinor: 1 } };
    const message = envelope('offerTender', 14, 8, PARTNER, 101, CORE_SENDER, 9, 8, 1, 1, body);
    expect(tenderSet(message, CORE).ok).toBe(false);
  });

  test('more shipments than a stop has room for are refused', () => {
    const body = { ...fc.sample(TENDER, 1)[0]!, shipments: Array.from({ length: 1000 }, (_, i) => i) };
    const message = envelope('offerTender', 14, 8, PARTNER, 101, CORE_SENDER, 9, 8, 1, 1, body);
    expect(tenderSet(message, CORE).ok).toBe(false);
  });
});

describe('from a carrier to the core', () => {
  test.each([
    said('tenderAccepted', 72, 3, 1, null),
    ...[1, 2, 3, 4, 5].map((reason) => said('tenderRejected', 72, 3, reason, null)),
    said('truckArrived', 72, 3, 1, { arrivedAt: NOW + 1_230 }),
  ])('$kind ($b) arrives as it was', (message) => {
    expect(understood(message)).toEqual(message);
  });

  test('a counter-offer arrives to the cent, with its detention terms', () => {
    fc.assert(
      fc.property(
        WHOLE,
        fc.integer({ min: 1, max: 99 }),
        fc.nat(999_999_999),
        TERMS,
        (key, n, asked, detention) => {
          const message = said('tenderCountered', key, n, asked, { detention });
          expect(understood(message)).toEqual(message);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test.each([
    ['free time', { events: [] }],
    ['rate', { charges: [{ code: '400', amount: '12.00' }] }],
  ])('a counter-offer that does not state its %s is put aside with the reason', (_name, change) => {
    const detention = { freeTimeMs: 60_000, perHourMinor: 1 };
    const set = setOf(said('tenderCountered', 72, 3, 1_200, { detention }) as ByX12, ENDS, NOW);
    if (set.id !== '990') throw new Error('no 990');
    const read = messageOfSet({ ...set, payload: { ...set.payload, ...change } }, CORE, NOW);
    expect(read.ok).toBe(false);
    expect(read.issues.map(({ text }) => text).join()).toContain('detention terms of the counter-offer');
  });

  /** Codes of the truckload and less-than-truckload carriers. */
  const STEPS = [
    ['CP', MILESTONE.pickedUp],
    ['AM', MILESTONE.pickedUp],
    ['AF', MILESTONE.departed],
    ['X6', MILESTONE.inTransit],
    ['P1', MILESTONE.inTransit],
    ['X4', MILESTONE.arrivedAtTerminal],
    ['SD', MILESTONE.delayed],
    ['AJ', MILESTONE.outForDelivery],
    ['X1', MILESTONE.arrivedAtDelivery],
    ['D1', MILESTONE.delivered],
    ['A7', MILESTONE.refused],
    ['OO', MILESTONE.lost],
    ['ZZ', MILESTONE.unknown],
    ['??', MILESTONE.unknown],
    ['DONE', MILESTONE.unknown],
  ] as const;

  test.each(STEPS)('status %s arrives as milestone %i', (rawCode, milestone) => {
    fc.assert(
      fc.property(INSTANT, fc.option(INSTANT), (occurredAt, estimatedAt) => {
        const body = { rawCode, occurredAt, estimatedAt };
        const arrived = {
          rawCode,
          occurredAt: carried(occurredAt),
          estimatedAt: estimatedAt === null ? null : carried(estimatedAt),
        };
        expect(understood(said('milestoneReported', 72, milestone, 1, body))).toEqual(
          said('milestoneReported', 72, milestone, 1, arrived),
        );
      }),
      { numRuns: runs(20) },
    );
  });

  test('a carrier of other words has its standard codes understood', () => {
    const body = { rawCode: 'out_for_delivery', occurredAt: NOW, estimatedAt: null };
    expect(understood(said('milestoneReported', 72, MILESTONE.outForDelivery, 1, body))).toMatchObject({
      a: MILESTONE.outForDelivery,
      body: { rawCode: 'AJ' },
    });
  });

  test('a proof of delivery keeps the condition of each shipment', () => {
    const shipments = Object.values(CONDITION).map((condition, i) => ({ shipment: 72 + 8 * i, condition }));
    const message = said('podReceived', 72, NOW, 1, { shipments });
    expect(understood(message)).toEqual(message);
  });

  test('units that differ arrive with their line and in which way', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(WHOLE, { minLength: 1, maxLength: 5 }),
        fc.array(EXCEPTIONS),
        (keys, found) => {
          const shipments = keys.map((shipment, i) => {
            const exceptions = found[i] ?? [];
            return exceptions.length === 0
              ? { shipment, condition: CONDITION.good }
              : { shipment, condition: CONDITION.good, exceptions };
          });
          const message = said('podReceived', 72, NOW, 1, { shipments });
          expect(understood(message)).toEqual(message);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('a letter of element 33 that nobody has agreed on is no difference: the set is put aside', () => {
    const exceptions = [{ line: 1, kind: LADING_EXCEPTION.short, units: 3 }];
    const shipments = [{ shipment: 72, condition: CONDITION.good, exceptions }];
    const set = setOf(said('podReceived', 72, NOW, 1, { shipments }) as ByX12, ENDS, NOW);
    const spoilt = JSON.parse(JSON.stringify(set).replace('"code":"P"', '"code":"W"'));
    const read = messageOfSet(spoilt, CORE, NOW);
    expect(read.ok).toBe(false);
    expect(read.issues[0]!.text).toMatch(/lading exception W/);
  });

  test('a proof of delivery that nobody can read arrives as such', () => {
    const message = said('podReceived', 72, NOW, 1, { shipments: [{ shipment: 72, condition: UNREAD }] });
    expect(understood(message)).toEqual(message);
  });

  test('a bill arrives to the cent', () => {
    fc.assert(
      fc.property(WHOLE, fc.nat(999_999_999), CHARGES, (key, total, charges) => {
        const message = said('freightBilled', key, total, 1, { invoice: key * 8 + 1, charges });
        expect(understood(message)).toEqual(message);
      }),
      { numRuns: runs(100) },
    );
  });

  test('an answer that names no attempt, a status without an instant: put aside with the reason', () => {
    const accepted = setOf(said('tenderAccepted', 72, 3, 1, null) as ByX12, ENDS, NOW);
    if (accepted.id !== '990') throw new Error('no 990');
    const nameless = { ...accepted, payload: { ...accepted.payload, identifications: [] } };
    const read = messageOfSet(nameless, CORE, NOW);
    expect(read.ok).toBe(false);
    expect(read.issues.map(({ text }) => text)).toContain('Heron: 990 000000077: attempt (N9 TN) is missing');
  });
});
