/**
 * The carrier as a whole: a run that is stopped, copied and continued is the run never stopped; repeats of every command leave
 * ledger, log and digest of business as they were; nothing is remembered for ever; profiles that can't be right are refused.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import {
  type CarrierBench,
  type CarrierBenchOptions,
  carrierBench,
  PLAIN,
  START,
  tenderOf,
} from './carrier-bench.fixture.ts';
import { invoiceOf } from './freight-bill.ts';
import { BAD, CARRIER_PROFILES, LTL, TRUCKLOAD } from './profiles.ts';
import type { CarrierProfile } from './settings.ts';

const LOADS = 25;
const LAST_DAY = 120;

/** What a simple core would say on a day: a pure function of the day and of what has been said. */
function playDay(bench: CarrierBench, day: number): void {
  const keys = Array.from({ length: LOADS }, (_, i) => 8 * (i + 1));
  const { tell } = bench;
  for (const key of keys) {
    const from = Math.floor(key / 40);
    const pickupAt = START + (from + 3) * DAY_MS;
    if (day === from)
      tell('offerTender', key, 1, 0, tenderOf({ cutoff: key, shipments: [key, key + 1], pickupAt }));
    if (day === from + 2) tell('dispatchTruck', key, 1, 0, { pickupAt });
    if (day === from + 4) tell('releaseTruck', key, 1, 0, { shipments: [key, key + 1], takenOverFrom: -1 });
    if (day === from + 5) tell('requestExpedite', key, 900, 0, null);
    if (day === from + 6) tell('requestStatus', key, 1, 0, null);
    if (day === from + 6 && key % 16 === 0) tell('withdrawTender', key, 1, 0, null);
    if (day === from + 25) tell('disputeInvoice', key, 90_000, invoiceOf(key), { codes: ['400'] });
    if (day === from + 25) tell('fileClaim', key, 4000, key, { condition: 1 });
  }
}

function play(bench: CarrierBench, fromDay: number, untilDay: number, times = 1): void {
  for (let day = fromDay; day < untilDay; day++) {
    for (let i = 0; i < times; i++) playDay(bench, day);
    bench.until((day + 1) * DAY_MS);
  }
}

/** Answers to most offers; all else goes wrong as often as with the bad one. */
const LIVELY: CarrierProfile = {
  ...BAD,
  acceptance: { ...PLAIN.acceptance, rejectionFactor: 1 },
  pickup: { ...BAD.pickup, lateShare: 0 },
};
const lively = (seed = 7): CarrierBenchOptions => ({ profile: LIVELY, seed });

describe('snapshots', () => {
  test('a run copied at any day and continued elsewhere is the run never stopped', () => {
    const whole = carrierBench(lively());
    play(whole, 0, LAST_DAY);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (day) => {
        const first = carrierBench(lively());
        play(first, 0, day);
        const { told } = first;
        const snapshot = first.kernel.snapshot();
        // The running one goes on and must not touch the copy.
        play(first, day, LAST_DAY);
        const second = carrierBench(lively());
        second.kernel.restore(snapshot);
        second.told = told;
        play(second, day, LAST_DAY);
        expect(second.kernel.digest.hex()).toBe(whole.kernel.digest.hex());
        expect(second.carrier.ledger).toEqual(whole.carrier.ledger);
        expect(second.log).toEqual(whole.log.slice(whole.log.length - second.log.length));
      }),
      { numRuns: 12 },
    );
  });
});

describe('repeats', () => {
  test('every command said twice: the same business events, the same ledger', () => {
    for (const seed of [1, 2, 3]) {
      const once = carrierBench(lively(seed));
      play(once, 0, LAST_DAY);
      const twice = carrierBench(lively(seed));
      play(twice, 0, LAST_DAY, 2);
      expect(twice.log).toEqual(once.log);
      expect(twice.carrier.ledger).toEqual(once.carrier.ledger);
      expect(once.log.length).toBeGreaterThan(200);
    }
  });

  test('each business event is written once', () => {
    const bench = carrierBench(lively());
    play(bench, 0, LAST_DAY);
    const names = bench.log.map(({ event, key, n }) => `${event} ${key}#${n}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('memory', () => {
  const offerMany = (bench: CarrierBench, from: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const key = 8 * (from + i);
      bench.depart(key, { pickupAt: bench.kernel.now + DAY_MS });
      bench.kernel.run({ until: bench.kernel.now + DAY_MS });
    }
  };

  test('does not grow with the run: what is finished is forgotten after its time', () => {
    const profile = { ...PLAIN, memoryMs: 10 * DAY_MS };
    const bench = carrierBench({ profile });
    offerMany(bench, 1, 40);
    const early = bench.carrier.remembered;
    offerMany(bench, 41, 100);
    expect(bench.carrier.remembered).toBe(early);
    expect(early).toBeLessThan(20);
    bench.tell('fileClaim', 8, 100, 8, { condition: 1 });
    bench.kernel.run();
    expect(bench.of('claimAnswered').map(({ a }) => a)).toEqual([0]);
  });

  test('offers that were rejected, or never answered, are forgotten too', () => {
    const profile = {
      ...PLAIN,
      memoryMs: 10 * DAY_MS,
      acceptance: { ...BAD.acceptance, silentShare: 0.5, lateAcceptanceShare: 0, rejectionFactor: 1000 },
    };
    const bench = carrierBench({ profile });
    for (let day = 0; day < 100; day++) {
      bench.tell('offerTender', 8 * (day + 1), 1, 0, tenderOf({ cutoff: day, shipments: [8 * (day + 1)] }));
      bench.until((day + 1) * DAY_MS);
    }
    expect(bench.carrier.remembered).toBeLessThanOrEqual(13);
  });
});

describe('profiles', () => {
  test.each(Object.values(CARRIER_PROFILES).map((profile) => [profile.name, profile] as const))(
    '%s can be run: most of its loads arrive and are billed',
    (_name, profile) => {
      const bench = carrierBench({ profile, seed: 11 });
      play(bench, 0, LAST_DAY);
      bench.kernel.run();
      const { accepted, departures, deliveries, losses, bills } = bench.carrier.ledger;
      expect(accepted).toBeGreaterThan(LOADS / 3);
      expect(deliveries + losses).toBe(departures);
      expect(bills).toBe(deliveries);
      expect(departures).toBeGreaterThan(LOADS / 4);
    },
  );

  test.each<[string, CarrierProfile, RegExp]>([
    [
      'a share over 1',
      { ...LTL, transit: { ...LTL.transit, lateShare: 0.9 } },
      /carrier ltl: transit.lateShare \+ earlyShare must be from 0 to 1, got 1.04/,
    ],
    [
      'a route that does not end',
      { ...LTL, reporting: { ...LTL.reporting, route: LTL.reporting.route.slice(0, -1) } },
      /carrier ltl: reporting.route must rise in "at" from 0 to 1 and end with "delivered"/,
    ],
    [
      'unknown codes without any',
      { ...LTL, reporting: { ...LTL.reporting, unknownCodes: [] } },
      /carrier ltl: reporting.unknownCodes is empty/,
    ],
    [
      'a distribution that is none',
      { ...TRUCKLOAD, claims: { ...TRUCKLOAD.claims, answerMs: { kind: 'exponential', mean: 0 } } },
      /carrier truckload: claims.answerMs/,
    ],
  ])('%s is refused by name', (_what, profile, message) => {
    expect(() => carrierBench({ profile })).toThrow(message);
  });
});
