/**
 * Pickup: the truck comes as it was called for, departs once, and detention is charged as tendered. Cases on a profile in
 * which nothing is left to chance.
 */
import { describe, expect, test } from 'vitest';
import { APPOINTMENT_MS } from '#orchestrator/contracts/carriers';
import { NO_DETENTION } from '#orchestrator/contracts/detention';
import { DAY_MS } from '#sim/shifts/civil';
import { carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { PICKUP } from './trips.fixture.ts';

const HOUR_MS = 3_600_000;

describe('pickup', () => {
  test('the truck comes when it was called for, once, and is told again to who calls again', () => {
    const { tell, until, of, carrier } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    for (let i = 0; i < 2; i++) tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(3 * DAY_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP]);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    expect(of('truckArrived')).toHaveLength(2);
    expect(carrier.ledger.trucks).toBe(1);
  });

  test('a late truck is late by its distribution', () => {
    const profile = {
      ...PLAIN,
      pickup: { ...PLAIN.pickup, lateShare: 1, lateMs: { kind: 'constant', value: HOUR_MS } as const },
    };
    const { tell, until, of } = carrierBench({ profile });
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(3 * DAY_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP + HOUR_MS]);
  });

  test.each([
    [2 * HOUR_MS, 0],
    [2 * HOUR_MS + 1, 6000],
    [5 * HOUR_MS, 18_000],
  ])('a truck that stood %d ms is charged %d: each hour begun beyond two', (standMs, detentionMinor) => {
    const { depart, kernel, of, carrier } = carrierBench();
    depart(80, {}, standMs);
    kernel.run();
    const [bill] = of('freightBilled');
    expect(bill!.a).toBe(100_000 + detentionMinor);
    expect(bill!.body.charges.filter(({ code }) => code === 'DTL')).toEqual(
      detentionMinor === 0 ? [] : [{ code: 'DTL', amountMinor: detentionMinor }],
    );
    expect(carrier.ledger.detentionMinor).toBe(detentionMinor);
  });

  test('a truck that stands is charged for as was tendered, whatever the carrier has in its own tariff', () => {
    const { depart, kernel, of } = carrierBench();
    depart(80, { detention: { freeTimeMs: HOUR_MS, perHourMinor: 2_500 } }, 3 * HOUR_MS);
    depart(88, { detention: NO_DETENTION, pickupAt: START + 3 * DAY_MS }, 5 * HOUR_MS);
    kernel.run();
    expect(of('freightBilled').map(({ key, a }) => [key, a])).toEqual([
      [80, 105_000],
      [88, 100_000],
    ]);
  });

  test.each([
    [APPOINTMENT_MS, 18_000],
    [APPOINTMENT_MS + 1, 0],
  ])(
    'a truck that came %d ms late and stood five hours is charged %d: a missed appointment is its own cost',
    (lateMs, minor) => {
      const deviationMs = { kind: 'constant', value: lateMs } as const;
      const profile = { ...PLAIN, pickup: { ...PLAIN.pickup, deviationMs } };
      const { tell, until, kernel, carrier } = carrierBench({ profile });
      tell('offerTender', 80, 1, 0, tenderOf());
      until(DAY_MS);
      tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
      until(PICKUP + lateMs + 5 * HOUR_MS);
      tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
      kernel.run();
      expect(carrier.ledger.detentionMinor).toBe(minor);
    },
  );

  test('a truck that came early waits at its own cost until pickup', () => {
    const profile = {
      ...PLAIN,
      pickup: { ...PLAIN.pickup, deviationMs: { kind: 'constant', value: -5 * HOUR_MS } as const },
    };
    const { tell, until, kernel, of } = carrierBench({ profile });
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(PICKUP + HOUR_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP - 5 * HOUR_MS]);
    tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    kernel.run();
    expect(of('freightBilled')[0]!.a).toBe(100_000);
  });

  test('a truck departs once, and not before it is there', () => {
    const { tell, until, events } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    expect(events()).not.toContain('loadDeparted');
    until(PICKUP);
    for (let i = 0; i < 2; i++) tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    until(30 * DAY_MS);
    expect(events().filter((event) => event === 'loadDeparted' || event === 'loadDelivered')).toEqual([
      'loadDeparted',
      'loadDelivered',
    ]);
  });
});
