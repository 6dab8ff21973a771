/**
 * Transit: late and early as often as the profile says, later with a worse carrier, and by the order's own luck. Shares
 * counted over many orders, within four standard errors.
 */
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { offeredLoad } from './carrier-load.ts';
import { AIR, BAD, CARRIER_PROFILES, LTL, NORMAL_MARKET, OCEAN, PARCEL, TRUCKLOAD } from './profiles.ts';
import type { CarrierProfile } from './settings.ts';
import { planTrip } from './trip-plan.ts';
import { loadOf, ORDERS, standardErrors } from './trips.fixture.ts';

describe('transit', () => {
  const behaviours = new CarrierBehaviours(new Random(9), NORMAL_MARKET, (order) => order);
  const daysOff = (profile: CarrierProfile): number[] => {
    const compiled = behaviours.compile({ ...profile, delivery: PLAIN.delivery });
    return Array.from({ length: ORDERS }, (_, order) => {
      const load = loadOf(order);
      planTrip(behaviours, compiled, load, START);
      return (load.deliveredAt - load.plannedAt) / DAY_MS;
    });
  };

  test.each(Object.values(CARRIER_PROFILES).map((profile) => [profile.name, profile] as const))(
    '%s is late and early as often as its profile says, and never beats half of the table',
    (_name, profile) => {
      const off = daysOff(profile);
      expect(
        standardErrors(off.filter((days) => days > 0).length / ORDERS, profile.transit.lateShare),
      ).toBeLessThan(4);
      expect(
        standardErrors(off.filter((days) => days < 0).length / ORDERS, profile.transit.earlyShare),
      ).toBeLessThan(4);
      expect(Math.min(...off)).toBeGreaterThanOrEqual(-2);
    },
  );

  test('an order that is late with a good carrier is late with a worse one', () => {
    const good = daysOff(PARCEL);
    const worse = daysOff(LTL);
    const worst = daysOff(BAD);
    expect(good.every((days, i) => days <= 0 || worse[i]! > 0)).toBe(true);
    expect(worse.every((days, i) => days <= 0 || worst[i]! > 0)).toBe(true);
  });

  test('mean lateness of the late is the published one: LTL 1.87 d, ocean 4.9 d', () => {
    const meanLate = (profile: CarrierProfile): number => {
      const late = daysOff(profile).filter((days) => days > 0);
      return late.reduce((sum, days) => sum + days, 0) / late.length;
    };
    expect(meanLate(LTL)).toBeCloseTo(1.87, 0);
    expect(Math.abs(meanLate(OCEAN) - 4.9)).toBeLessThan(0.3);
    expect(meanLate(AIR)).toBeGreaterThan(meanLate(TRUCKLOAD));
  });

  test('a carrier of several modes is as punctual as its mode; another mode is as its transit says', () => {
    const late = { ...PLAIN.transit, lateShare: 1, lateDays: { kind: 'constant', value: 3 } as const };
    const compiled = behaviours.compile({ ...PLAIN, transitOf: { AIR: late } });
    const off = ['AIR', 'GROUND'].map((mode) => {
      const load = offeredLoad(1, 1, tenderOf({ mode, shipments: [80] }), 10, 1);
      planTrip(behaviours, compiled, load, START);
      return (load.deliveredAt - load.plannedAt) / DAY_MS;
    });
    expect(off).toEqual([3, 0]);
  });

  test('luck is the order key, whatever the number of the order', () => {
    const at = (order: number, keyOf: (order: number) => number): number => {
      const bench = carrierBench({ profile: { ...PLAIN, transit: BAD.transit }, keyOf });
      bench.depart(order * 8);
      bench.kernel.run();
      return bench.log.find(({ event }) => event === 'loadDelivered')!.at;
    };
    expect(at(70, () => 5)).toBe(at(5, (order) => order));
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((order) => at(order, (each) => each))).size).toBeGreaterThan(
      2,
    );
  });
});
