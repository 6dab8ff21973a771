/**
 * Bills, disputes and claims: what is right, each kind of error by itself, the shares over many orders (within four standard
 * errors), and one answer for one question.
 */
import { describe, expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { type CarrierBench, carrierBench, PLAIN, tenderOf } from './carrier-bench.fixture.ts';
import { offeredLoad } from './carrier-load.ts';
import { BILL_ERROR, type Bill, billOf, invoiceOf } from './freight-bill.ts';
import { NORMAL_MARKET, TRUCKLOAD } from './profiles.ts';
import type { CarrierProfile, FreightSettings, MarketSettings } from './settings.ts';

const ORDERS = 20_000;
type ErrorKind = keyof FreightSettings['errorWeights'];
const NO_ERRORS = { rate: 0, accessorial: 0, duplicate: 0, fuel: 0, weight: 0 };

function withFreight(fields: Partial<FreightSettings>): CarrierProfile {
  return { ...PLAIN, freight: { ...PLAIN.freight, ...fields } };
}

const wrongBy = (kind: ErrorKind, fields: Partial<FreightSettings> = {}): CarrierProfile =>
  withFreight({ errorShare: 1, errorWeights: { ...NO_ERRORS, [kind]: 1 }, ...fields });

function billed(profile: CarrierProfile, tender = {}): CarrierBench {
  const bench = carrierBench({ profile });
  bench.depart(80, tender);
  bench.kernel.run();
  return bench;
}

const charge = (code: string, amountMinor: number): unknown => ({ code, amountMinor });

describe('bills', () => {
  test('as agreed, by charge, two days after delivery, under the number of the load', () => {
    const { of, log, carrier } = billed(PLAIN);
    expect(of('freightBilled')).toMatchObject([
      {
        key: 80,
        a: 100_000,
        b: 0,
        body: { invoice: invoiceOf(80), charges: [charge('400', 80_000), charge('FUE', 20_000)] },
      },
    ]);
    expect(log.at(-1)).toMatchObject({ event: 'freightBilled', entity: 'load', n: 1, a: 100_000, b: 0 });
    const delivered = log.find(({ event }) => event === 'loadDelivered')!;
    expect(log.at(-1)!.at - delivered.at).toBe(2 * DAY_MS);
    expect(carrier.ledger).toMatchObject({ bills: 1, duplicateBills: 0, billedMinor: 100_000 });
  });

  test('that are too high are written down before they are sent, where bills are judged; a duplicate is none', () => {
    const written = (kind: ErrorKind, market: MarketSettings): CarrierBench['log'] => {
      const bench = carrierBench({ profile: wrongBy(kind), market });
      bench.depart(80);
      bench.kernel.run();
      return bench.log.filter(({ event }) => event.startsWith('freightBill'));
    };
    const judged: MarketSettings = { ...NORMAL_MARKET, tellsMistakes: true };
    const [mistaken, bill] = written('rate', judged);
    expect(mistaken).toMatchObject({
      event: 'freightBillMistaken',
      a: bill!.a - 100_000,
      b: BILL_ERROR.rate,
    });
    const events = (kind: ErrorKind, market: MarketSettings): string[] =>
      written(kind, market).map(({ event }) => event);
    expect(events('rate', judged)).toEqual(['freightBillMistaken', 'freightBilled']);
    expect(events('duplicate', judged)).toEqual(['freightBilled', 'freightBilled']);
    expect(events('rate', NORMAL_MARKET)).toEqual(['freightBilled']);
  });

  test('not before the proof of delivery', () => {
    const { of } = billed({
      ...PLAIN,
      delivery: { ...PLAIN.delivery, podLagMs: { kind: 'constant', value: 9 * DAY_MS } },
    });
    expect(of('freightBilled')[0]!.at).toBe(of('podReceived')[0]!.at);
  });

  test('never what was offered for nothing', () => {
    expect(billed(PLAIN, { offeredMinor: 0, charges: [] }).of('freightBilled')).toEqual([]);
  });

  test('what was offered for nothing is remembered until its proof of delivery is out', () => {
    const delivery = { ...PLAIN.delivery, podLagMs: { kind: 'constant', value: 9 * DAY_MS } } as const;
    const bench = carrierBench({ profile: { ...PLAIN, delivery, memoryMs: DAY_MS } });
    bench.depart(80, { offeredMinor: 0, charges: [] });
    bench.until(7 * DAY_MS);
    bench.depart(88, { offeredMinor: 0, charges: [], pickupAt: bench.kernel.now + DAY_MS });
    bench.kernel.run();
    expect(bench.of('podReceived').map(({ key }) => key)).toEqual([80, 88]);
  });

  const factor = { kind: 'constant', value: 0.1 } as const;
  test.each<[ErrorKind, Partial<FreightSettings>, unknown[]]>([
    ['rate', { rateError: factor }, [charge('400', 88_000), charge('FUE', 20_000)]],
    ['weight', { weightError: factor }, [charge('400', 88_000), charge('FUE', 20_000)]],
    ['fuel', { fuelError: factor }, [charge('400', 80_000), charge('FUE', 22_000)]],
    [
      'accessorial',
      { accessorialError: factor },
      [charge('400', 80_000), charge('FUE', 20_000), charge('RCL', 8_000)],
    ],
  ])('wrong by %s', (kind, fields, charges) => {
    const { of } = billed(wrongBy(kind, fields));
    expect(of('freightBilled').map(({ body }) => body.charges)).toEqual([charges]);
  });

  test('wrong by fuel where none was agreed: fuel is charged', () => {
    const { of } = billed(wrongBy('fuel', { fuelError: factor }), {
      charges: [{ code: '400', amountMinor: 100_000 }],
    });
    expect(of('freightBilled')[0]!.body.charges).toEqual([charge('400', 100_000), charge('FUE', 10_000)]);
  });

  test('a duplicate is the same bill under the same number, once more', () => {
    const { of, log, carrier } = billed(wrongBy('duplicate'));
    const [first, second, ...more] = of('freightBilled');
    expect(more).toEqual([]);
    expect([second!.a, second!.body]).toEqual([first!.a, first!.body]);
    expect(second!.at - first!.at).toBe(DAY_MS);
    expect(log.filter(({ event }) => event === 'freightBilled').map(({ n }) => n)).toEqual([1, 2]);
    expect(carrier.ledger).toMatchObject({ bills: 1, duplicateBills: 1 });
  });

  test('errors and their kinds have their shares', () => {
    const behaviours = new CarrierBehaviours(new Random(2), NORMAL_MARKET, (order) => order);
    const profile = behaviours.compile(TRUCKLOAD);
    const bills: Bill[] = [];
    for (let order = 0; order < ORDERS; order++)
      bills.push(billOf(behaviours, profile, offeredLoad(1, 1, tenderOf(), order, 1)));
    const wrong = bills.filter(({ error }) => error !== BILL_ERROR.none);
    expectShare(wrong.length / ORDERS, 0.06, ORDERS);
    const weights = { rate: 0.3, accessorial: 0.3, duplicate: 0.15, fuel: 0.1, weight: 0.15 };
    for (const [kind, weight] of Object.entries(weights)) {
      const found = wrong.filter(({ error }) => error === BILL_ERROR[kind as ErrorKind]).length;
      expectShare(found / wrong.length, weight, wrong.length);
    }
    expect(bills.every(({ totalMinor, rightMinor }) => totalMinor >= rightMinor)).toBe(true);
    expect(
      wrong.every(
        ({ error, totalMinor, rightMinor }) => totalMinor > rightMinor === (error !== BILL_ERROR.duplicate),
      ),
    ).toBe(true);
  });
});

function expectShare(found: number, expected: number, count: number): void {
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / count));
}

describe('disputes', () => {
  const RATE = { rateError: { kind: 'constant', value: 0.1 } } as const;
  const disputed = (profile: CarrierProfile, expectedMinor = 100_000): CarrierBench => {
    const bench = billed(profile);
    for (let i = 0; i < 2; i++)
      bench.tell('disputeInvoice', 80, expectedMinor, invoiceOf(80), { codes: ['400'] });
    bench.kernel.run();
    bench.tell('disputeInvoice', 80, expectedMinor, invoiceOf(80), { codes: ['400'] });
    return bench;
  };

  test('a wrong bill is corrected to what is right, once, and the answer stays', () => {
    const { of, log, carrier } = disputed(wrongBy('rate', { ...RATE, correctedShare: 1 }), 90_000);
    expect(of('invoiceCorrected').map(({ a, b }) => [a, b])).toEqual([
      [100_000, invoiceOf(80)],
      [100_000, invoiceOf(80)],
    ]);
    expect(log.filter(({ event }) => event === 'invoiceCorrected')).toMatchObject([
      { n: 1, a: 100_000, b: 0 },
    ]);
    expect(carrier.ledger.corrections).toBe(1);
  });

  test('or the carrier stands by it', () => {
    const { of, carrier } = disputed(wrongBy('rate', { ...RATE, correctedShare: 0 }));
    expect(of('disputeRejected').map(({ a, b }) => [a, b])).toEqual([
      [108_000, invoiceOf(80)],
      [108_000, invoiceOf(80)],
    ]);
    expect(carrier.ledger.corrections).toBe(0);
  });

  test('of a right bill it gives up what is disputed, or not', () => {
    expect(disputed(withFreight({ concededShare: 1 }), 90_000).of('invoiceCorrected')[0]!.a).toBe(90_000);
    expect(disputed(withFreight({ concededShare: 0 }), 90_000).of('disputeRejected')[0]!.a).toBe(100_000);
  });

  test('a dispute keeps the load in memory until it is answered', () => {
    const profile = {
      ...withFreight({ concededShare: 1, disputeAnswerMs: { kind: 'constant', value: 6 * DAY_MS } }),
      memoryMs: 9 * DAY_MS,
    };
    const bench = billed(profile);
    bench.until(16 * DAY_MS);
    bench.tell('disputeInvoice', 80, 90_000, invoiceOf(80), { codes: ['400'] });
    bench.until(19 * DAY_MS);
    bench.tell('offerTender', 88, 1, 0, tenderOf());
    bench.kernel.run();
    expect(bench.of('invoiceCorrected')).toHaveLength(1);
  });

  test('of another number, or before there is a bill, nobody answers', () => {
    const bench = carrierBench();
    bench.tell('disputeInvoice', 80, 1, invoiceOf(80), { codes: [] });
    bench.depart(80);
    bench.tell('disputeInvoice', 80, 1, invoiceOf(80), { codes: [] });
    bench.kernel.run();
    bench.tell('disputeInvoice', 80, 1, invoiceOf(88), { codes: [] });
    bench.kernel.run();
    expect([...bench.of('invoiceCorrected'), ...bench.of('disputeRejected')]).toEqual([]);
  });
});

describe('claims', () => {
  const withClaims = (
    delivery: Partial<CarrierProfile['delivery']>,
    claims: Partial<CarrierProfile['claims']>,
  ): CarrierProfile => ({
    ...PLAIN,
    delivery: { ...PLAIN.delivery, ...delivery },
    claims: { ...PLAIN.claims, ...claims },
  });
  const claimed = (profile: CarrierProfile, load = 80): CarrierBench => {
    const bench = billed(profile);
    for (let i = 0; i < 2; i++) bench.tell('fileClaim', 80, 5000, load, { condition: CONDITION.damaged });
    bench.kernel.run();
    bench.tell('fileClaim', 80, 5000, load, { condition: CONDITION.damaged });
    return bench;
  };
  const credits = (bench: CarrierBench): number[] => bench.of('claimAnswered').map(({ a }) => a);

  test('for damage or loss: in full, in part, or denied; once, and the answer stays', () => {
    for (const broken of [{ damagedShare: 1 }, { lostShare: 1 }]) {
      const full = claimed(withClaims(broken, { fullShare: 1, partShare: 0 }));
      expect(credits(full)).toEqual([5000, 5000]);
      expect(full.of('claimAnswered')[0]!.at).toBe(full.log.at(-1)!.at);
      expect(full.log.filter(({ event }) => event === 'claimAnswered')).toMatchObject([
        { entity: 'shipment', key: 80, n: 1, a: 5000, b: 0 },
      ]);
      expect(full.carrier.ledger).toMatchObject({ claimsAnswered: 1, creditedMinor: 5000 });
      const part = withClaims(broken, {
        fullShare: 0,
        partShare: 1,
        partCredit: { kind: 'constant', value: 0.25 },
      });
      expect(credits(claimed(part))).toEqual([1250, 1250]);
      expect(credits(claimed(withClaims(broken, { fullShare: 0, partShare: 0 })))).toEqual([0, 0]);
    }
  });

  test('what arrived well, was refused, or was on another load, is denied', () => {
    const all = { fullShare: 1, partShare: 0 };
    expect(credits(claimed(withClaims({}, all)))).toEqual([0, 0]);
    expect(credits(claimed(withClaims({ refusedShare: 1 }, all)))).toEqual([0, 0]);
    expect(credits(claimed(withClaims({ damagedShare: 1 }, all), 88))).toEqual([0, 0]);
  });

  test('answers of the profile come in its shares', () => {
    const profile = withClaims({ damagedShare: 1 }, { fullShare: 0.5, partShare: 0.3 });
    const bench = carrierBench({ profile });
    const shipments = Array.from({ length: 2000 }, (_, i) => 8 * (i + 1));
    bench.depart(8, { shipments });
    bench.kernel.run();
    for (const shipment of shipments)
      bench.tell('fileClaim', shipment, 1000, 8, { condition: CONDITION.damaged });
    bench.kernel.run();
    const found = credits(bench);
    expectShare(found.filter((credit) => credit === 1000).length / 2000, 0.5, 2000);
    expectShare(found.filter((credit) => credit === 0).length / 2000, 0.2, 2000);
  });
});
