/**
 * Acceptance: shares are those of the settings, draws are exogenous, every state takes a repeat and a withdrawal. Shares are
 * counted over many lanes and cut-offs; a tolerance is three standard errors.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LoadTender, REJECTION } from '#orchestrator/contracts/carriers';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { BAD, LTL, NORMAL_MARKET, PARCEL, TRUCKLOAD } from './profiles.ts';
import { type CarrierProfile, type MarketSettings, WEEK_MS } from './settings.ts';
import { answerTender, OUTCOME, type TenderAnswer } from './tender-answer.ts';

const TENDERS = 20_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function answers(
  profile: CarrierProfile,
  fields: Partial<LoadTender> = {},
  market: MarketSettings = NORMAL_MARKET,
  round = 1,
): TenderAnswer[] {
  const behaviours = new CarrierBehaviours(new Random(5), market, (order) => order);
  const compiled = behaviours.compile(profile);
  const own = behaviours.streams.tender.sub(2);
  return Array.from({ length: TENDERS }, (_, i) =>
    answerTender(
      behaviours,
      compiled,
      own,
      tenderOf({ lane: i % 100, cutoff: Math.floor(i / 100), ...fields }),
      i,
      round,
      START,
    ),
  );
}

function share(list: readonly TenderAnswer[], holds: (answer: TenderAnswer) => boolean): number {
  return list.filter(holds).length / list.length;
}

function expectShare(found: number, expected: number, count = TENDERS): void {
  expect(Math.abs(found - expected)).toBeLessThan(3 * Math.sqrt((expected * (1 - expected)) / count));
}

const turnedDown = ({ outcome }: TenderAnswer): boolean =>
  outcome === OUTCOME.rejected || outcome === OUTCOME.countered;

/** Never silent: shares of rejection are then those of the market. */
const SPEAKING: CarrierProfile = {
  ...TRUCKLOAD,
  acceptance: { ...TRUCKLOAD.acceptance, silentShare: 0 },
};

describe('shares', () => {
  test.each([
    ['soft', 0.043],
    ['normal', 0.06],
    ['tight', 0.23],
  ] as const)('a %s market rejects %d of tenders', (kind, expected) => {
    const market = { ...NORMAL_MARKET, weeks: [kind] };
    expectShare(share(answers(SPEAKING, {}, market), turnedDown), expected);
  });

  test('the market may change by week', () => {
    const market = {
      ...NORMAL_MARKET,
      weeks: ['soft', 'tight', 'soft'],
      weeksFrom: START - WEEK_MS,
    } as const;
    expectShare(share(answers(SPEAKING, {}, market), turnedDown), 0.23);
    const later = { ...market, weeksFrom: START - 20 * WEEK_MS };
    expectShare(share(answers(SPEAKING, {}, later), turnedDown), 0.043);
  });

  test('short lead time and a place down the guide raise it, by their factors', () => {
    const short = { pickupAt: START + DAY_MS / 2 };
    expectShare(share(answers(SPEAKING, short), turnedDown), 0.12);
    expectShare(share(answers(SPEAKING, { rank: 3 }), turnedDown), 0.12);
    expectShare(share(answers(SPEAKING, { ...short, rank: 3 }), turnedDown), 0.24);
  });

  test('what short lead time adds is put down to it, and nothing else is', () => {
    const short = answers(SPEAKING, { pickupAt: START + DAY_MS / 2 });
    const blamed = share(
      short,
      ({ outcome, b }) => outcome === OUTCOME.rejected && b === REJECTION.shortLeadTime,
    );
    expectShare(blamed, 0.06 * (1 - SPEAKING.acceptance.counterShare));
    expect(share(answers(SPEAKING), ({ b }) => b === REJECTION.shortLeadTime)).toBe(0);
  });

  test('silence, late acceptance and counter-offers have their shares', () => {
    const { acceptance } = BAD;
    const all = answers(BAD);
    expectShare(
      share(all, ({ at }) => at === -1),
      acceptance.silentShare * (1 - acceptance.lateAcceptanceShare),
    );
    const neverSilent = answers({ ...BAD, acceptance: { ...acceptance, silentShare: 0 } });
    expectShare(share(neverSilent, turnedDown), 0.18);
    expectShare(
      share(neverSilent, ({ outcome }) => outcome === OUTCOME.countered),
      0.18 * acceptance.counterShare,
    );
  });

  test('a counter-offer asks for more than was offered', () => {
    const asked = answers(BAD).filter(({ outcome }) => outcome === OUTCOME.countered);
    expect(Math.min(...asked.map(({ b }) => b))).toBeGreaterThan(100_000);
    expect(Math.max(...asked.map(({ b }) => b))).toBeLessThanOrEqual(160_000);
  });

  test('dangerous goods are rejected, always and for that reason, by who does not take them', () => {
    expect(
      answers(PARCEL, { dangerous: true }).every(
        ({ outcome, b }) => outcome === OUTCOME.rejected && b === REJECTION.dangerousGoods,
      ),
    ).toBe(true);
    expect(share(answers(LTL, { dangerous: true }), ({ b }) => b === REJECTION.dangerousGoods)).toBe(0);
  });
});

describe('draws', () => {
  test('belong to carrier, lane, cut-off and rank: not to the load, its size, or the time of the offer', () => {
    const behaviours = new CarrierBehaviours(new Random(5), NORMAL_MARKET, (order) => order);
    const compiled = behaviours.compile(BAD);
    fc.assert(
      fc.property(
        fc.nat(99),
        fc.nat(400),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(1000),
        fc.nat(1_000_000),
        (lane, cutoff, rank, order, weightGrams) => {
          const outcome = (fields: Partial<LoadTender>, orderKey: number): number =>
            answerTender(
              behaviours,
              compiled,
              behaviours.streams.tender.sub(4),
              tenderOf({ lane, cutoff, rank, ...fields }),
              orderKey,
              1,
              START,
            ).outcome;
          expect(outcome({ weightGrams, shipments: [order * 8] }, order)).toBe(outcome({}, 1));
        },
      ),
    );
  });

  test('a lane without cut-offs is drawn by its order', () => {
    const at = (order: number): number => {
      const { kernel, of, tell } = carrierBench({ profile: BAD });
      tell('offerTender', order * 8, 1, 0, tenderOf({ cutoff: -1, shipments: [order * 8] }));
      kernel.run();
      return (of('tenderAccepted')[0]?.at ?? 0) - START;
    };
    expect(new Set([1, 2, 3, 4, 5, 6].map(at)).size).toBeGreaterThan(2);
  });

  test('are the same whatever the order of offers, and whichever tender of the load it is', () => {
    const outcomes = (keys: readonly number[], firstAttempt: number): unknown[] => {
      const { kernel, tell, sent } = carrierBench({ profile: BAD });
      for (const key of keys)
        tell('offerTender', key, firstAttempt, 0, tenderOf({ cutoff: key, shipments: [key] }));
      kernel.run();
      return sent
        .map(({ kind, key, at, b }) => [key, kind, at, kind === 'tenderAccepted' ? 0 : b] as const)
        .sort(([a], [b]) => a - b);
    };
    const keys = Array.from({ length: 60 }, (_, i) => 8 * (i + 1));
    expect(outcomes([...keys].reverse(), 3)).toEqual(outcomes(keys, 1));
  });

  test('are new in each round: a carrier that is asked again accepts at last', () => {
    const profile = { ...PLAIN, acceptance: { ...BAD.acceptance, silentShare: 0, rejectionFactor: 10 } };
    const { kernel, of, tell } = carrierBench({ profile });
    for (let attempt = 1; of('tenderAccepted').length === 0 && attempt < 100; attempt++) {
      tell('offerTender', 80, attempt, 0, tenderOf({ respondBy: kernel.now + DAY_MS }));
      kernel.run();
    }
    expect(of('tenderAccepted')).toHaveLength(1);
    const first = answers(profile, {}, NORMAL_MARKET, 1).map(({ outcome }) => outcome);
    const second = answers(profile, {}, NORMAL_MARKET, 2).map(({ outcome }) => outcome);
    expect(second).not.toEqual(first);
  });

  test('move together: who rejects in a soft market rejects in a tight one', () => {
    const soft = answers(SPEAKING, {}, { ...NORMAL_MARKET, weeks: ['soft'] });
    const tight = answers(SPEAKING, {}, { ...NORMAL_MARKET, weeks: ['tight'] });
    expect(soft.every((answer, i) => !turnedDown(answer) || turnedDown(tight[i]!))).toBe(true);
  });
});

const always = (fields: Partial<CarrierProfile['acceptance']>): CarrierProfile => ({
  ...PLAIN,
  acceptance: { ...PLAIN.acceptance, ...fields },
});
const REJECTS = always({ rejectionFactor: 1000, counterShare: 0 });
const COUNTERS = always({
  rejectionFactor: 1000,
  counterShare: 1,
  counterMarkup: { kind: 'constant', value: 0.1 },
});
const CERTAIN: MarketSettings = { ...NORMAL_MARKET, rejectionShareMax: 1 };
const SILENT = always({ silentShare: 1, lateAcceptanceShare: 0 });
const LATE = always({
  silentShare: 1,
  lateAcceptanceShare: 1,
  lateAcceptanceMs: { kind: 'constant', value: 60_000 },
});

describe('the tender desk', () => {
  test('an acceptance is told and written down once; the same offer again is told it again', () => {
    const { kernel, tell, sent, log } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    tell('offerTender', 80, 1, 0, tenderOf());
    kernel.run();
    expect(sent.map(({ kind, a, b }) => [kind, a, b])).toEqual([['tenderAccepted', 1, 0]]);
    tell('offerTender', 80, 1, 0, tenderOf());
    expect(sent).toHaveLength(2);
    expect(log).toMatchObject([{ event: 'tenderAccepted', key: 80, n: 1, a: 0, b: 100_000 }]);
  });

  test('a rejection and a counter-offer, the same', () => {
    for (const [profile, kind, b] of [
      [REJECTS, 'tenderRejected', REJECTION.noCapacity],
      [COUNTERS, 'tenderCountered', 110_000],
    ] as const) {
      const { kernel, tell, sent, log } = carrierBench({
        market: CERTAIN,
        profile: {
          ...profile,
          acceptance: {
            ...profile.acceptance,
            reasonWeights: { noCapacity: 1, noEquipment: 0, price: 0 },
          },
        },
      });
      for (let i = 0; i < 2; i++) {
        tell('offerTender', 80, 1, 0, tenderOf());
        kernel.run();
      }
      expect(sent.map((message) => [message.kind, message.a, message.b])).toEqual([
        [kind, 1, b],
        [kind, 1, b],
      ]);
      expect(log).toMatchObject([{ event: kind, n: 1, a: 0, b }]);
    }
  });

  /** Its own tariff: two hours free, then 60 an hour. */
  test.each([
    ['as tendered, where its own are no better for it', 2 * HOUR_MS, 6_000, 2 * HOUR_MS, 6_000],
    ['as tendered, where those are better for it', HOUR_MS, 7_000, HOUR_MS, 7_000],
    ['its own, where it was to stand longer for nothing', 2 * HOUR_MS + MINUTE_MS, 9_000, 2 * HOUR_MS, 6_000],
    ['its own, where it was to be paid less', HOUR_MS, 5_999, 2 * HOUR_MS, 6_000],
  ])(
    'a counter-offer states its terms: %s; taken, they are what it bills by',
    (_name, free, rate, asked, paid) => {
      const { kernel, tell, of, until, carrier } = carrierBench({ market: CERTAIN, profile: COUNTERS });
      const tender = tenderOf({ detention: { freeTimeMs: free, perHourMinor: rate } });
      for (let i = 0; i < 2; i++) {
        tell('offerTender', 80, 1, 0, tender);
        until(DAY_MS);
      }
      const detention = { freeTimeMs: asked, perHourMinor: paid };
      expect(of('tenderCountered').map(({ body }) => body)).toEqual([{ detention }, { detention }]);
      tell('dispatchTruck', 80, 1, 0, { pickupAt: tender.pickupAt });
      kernel.run({ until: tender.pickupAt + asked + 1 });
      tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
      expect(carrier.ledger.detentionMinor).toBe(paid);
    },
  );

  test('the silent never answer; a late acceptance comes after the time to respond', () => {
    const silent = carrierBench({ profile: SILENT });
    silent.tell('offerTender', 80, 1, 0, tenderOf());
    silent.kernel.run();
    expect(silent.sent).toEqual([]);
    const late = carrierBench({ profile: LATE });
    late.tell('offerTender', 80, 1, 0, tenderOf());
    late.kernel.run();
    expect(late.of('tenderAccepted').map(({ at }) => at)).toEqual([tenderOf().respondBy + 60_001]);
  });

  test('a late acceptance of an offer that was replaced by another to the same carrier is not made', () => {
    const { kernel, tell, of } = carrierBench({ profile: LATE });
    const respondBy = START + DAY_MS;
    tell('offerTender', 80, 1, 0, tenderOf());
    tell('offerTender', 80, 4, 0, tenderOf({ respondBy }));
    kernel.run();
    expect(of('tenderAccepted').map(({ a, at }) => [a, at])).toEqual([[4, respondBy + 60_001]]);
    tell('offerTender', 80, 1, 0, tenderOf());
    kernel.run();
    expect(of('tenderAccepted')).toHaveLength(1);
  });

  test('an offer can be withdrawn before its answer: none comes, not even to a repeat', () => {
    const { kernel, tell, sent, log, carrier } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    tell('withdrawTender', 80, 1, 0, null);
    tell('withdrawTender', 80, 1, 0, null);
    tell('offerTender', 80, 1, 0, tenderOf());
    kernel.run();
    expect(sent).toEqual([]);
    expect(log).toMatchObject([{ event: 'tenderWithdrawn', n: 1, a: 0, b: 0 }]);
    expect(carrier.ledger).toMatchObject({ offersWithdrawn: 1, bookingsCancelled: 0, accepted: 0 });
  });

  test.each(['accepted', 'called', 'at the door'])('a booking can be cancelled when %s', (when) => {
    const { kernel, tell, of, log, carrier, until } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    if (when !== 'accepted') tell('dispatchTruck', 80, 1, 0, { pickupAt: START + 2 * DAY_MS });
    if (when === 'at the door') until(2 * DAY_MS);
    tell('withdrawTender', 80, 1, 0, null);
    tell('withdrawTender', 80, 1, 0, null);
    tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + 3 * DAY_MS });
    kernel.run();
    expect(log.at(-1)).toMatchObject({ event: 'tenderWithdrawn', n: 1, b: 1 });
    expect(of('truckArrived')).toHaveLength(when === 'at the door' ? 1 : 0);
    expect(carrier.ledger).toMatchObject({ bookingsCancelled: 1, departures: 0 });
  });

  test('on the way, after a rejection, and of another tender, a withdrawal has no effect', () => {
    const moving = carrierBench();
    moving.depart(80);
    moving.tell('withdrawTender', 80, 1, 0, null);
    moving.kernel.run();
    expect(moving.events()).toContain('loadDelivered');
    expect(moving.events()).not.toContain('tenderWithdrawn');
    const rejected = carrierBench({ profile: REJECTS, market: CERTAIN });
    rejected.tell('offerTender', 80, 1, 0, tenderOf());
    rejected.kernel.run();
    rejected.tell('withdrawTender', 80, 1, 0, null);
    expect(rejected.events()).toEqual(['tenderRejected']);
    const other = carrierBench();
    other.tell('offerTender', 80, 2, 0, tenderOf());
    other.tell('withdrawTender', 80, 1, 0, null);
    other.kernel.run();
    expect(other.events()).toEqual(['tenderAccepted']);
  });

  test('who calls the truck takes the counter-offer: that price is billed, on the line haul', () => {
    const { kernel, depart, of } = carrierBench({ profile: COUNTERS, market: CERTAIN });
    depart(80);
    kernel.run();
    expect(of('freightBilled')[0]).toMatchObject({
      a: 110_000,
      body: {
        charges: [
          { code: '400', amountMinor: 90_000 },
          { code: 'FUE', amountMinor: 20_000 },
        ],
      },
    });
  });

  test('a truck called for an earlier tender does not come', () => {
    const { kernel, tell, of, carrier } = carrierBench();
    for (const attempt of [1, 2]) {
      tell('offerTender', 80, attempt, 0, tenderOf());
      kernel.run();
    }
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + 2 * DAY_MS });
    kernel.run();
    expect(of('truckArrived')).toEqual([]);
    expect(carrier.ledger.trucks).toBe(0);
  });

  test('who calls a truck for a load never offered is told', () => {
    const { kernel, tell } = carrierBench();
    kernel.call(START, () => tell('dispatchTruck', 80, 1, 0, { pickupAt: START }));
    expect(() => kernel.run()).toThrow(/carrier 0: truck called for load 80/);
  });
});
