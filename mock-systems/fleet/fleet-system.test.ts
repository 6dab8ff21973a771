/** The fleet: delays travel along a route, what is not taken comes back, and everything is done and paid once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { STOP_REFUSAL } from '#orchestrator/contracts/fleet';
import { runs } from '#testing/properties/properties';
import { CALLED, fleetBench, HOUR, MINUTE } from './fleet.fixture.ts';

describe('a route', () => {
  const bench = fleetBench();
  bench.drive();

  test('leaves no sooner than planned, waits for a window, and goes on when the goods are off', () => {
    expect(bench.of('routeDeparted')).toMatchObject([{ at: HOUR, a: 0, b: 2 }]);
    expect(bench.of('stopArrived').map(({ at, n, a }) => [at, n, a])).toEqual([
      [2 * HOUR, 1, 0],
      // Open at three, 15 minutes of work, an hour on the road.
      [4 * HOUR + 15 * MINUTE, 2, 1],
    ]);
    expect(bench.of('stopServed').map(({ at, b }) => [at, b])).toEqual([
      [3 * HOUR + 15 * MINUTE, 5],
      [4 * HOUR + 30 * MINUTE, 5],
    ]);
    expect(bench.of('routeReturned')).toMatchObject([{ at: 6.5 * HOUR, a: 240, b: 0 }]);
  });

  test('is paid by route, stop and km', () => {
    expect(bench.of('routeCharged')).toMatchObject([{ a: 1_000 + 2 * 100 + 360 }]);
    expect(bench.fleet.ledger).toEqual({ routes: 1, km: 240, costMinor: 1_560, delivered: 3, handedBack: 0 });
  });

  test('is paid in whole minor units, whatever parts of one a stop costs', () => {
    const parts = fleetBench({ costs: { perRouteMinor: 1_000.3, perStopMinor: 100.4, perKmMinor: 1.5 } });
    parts.drive();
    expect(parts.of('routeCharged')).toMatchObject([{ a: 1_561 }]);
  });

  test('is told stop by stop, and in full when the vehicle is back', () => {
    expect(bench.heard('vehicleAtStop').map(({ a }) => a)).toEqual([1, 2]);
    expect(bench.heard('stopServed').map(({ body }) => body)).toEqual([
      { shipments: [{ shipment: 10, condition: CONDITION.good }] },
      { shipments: [20, 30].map((shipment) => ({ shipment, condition: CONDITION.good })) },
    ]);
    expect(bench.heard('vehicleReturned')).toMatchObject([{ b: 1_560, body: { aboard: [] } }]);
  });
});

test('a delay travels along: twice the time on the road, and the first stop is missed by as much', () => {
  const bench = fleetBench({ traffic: { kind: 'constant', value: 4 } });
  bench.drive();
  expect(bench.of('stopArrived').map(({ at, b }) => [at, b])).toEqual([
    [5 * HOUR, HOUR],
    [9 * HOUR + 15 * MINUTE, -2 * HOUR - 45 * MINUTE],
  ]);
});

describe('a stop takes nothing', () => {
  test('that is reached too late; the goods come back, and the next stop is served', () => {
    const bench = fleetBench({ traffic: { kind: 'constant', value: 4 }, lateRefusedShare: 1 });
    bench.drive();
    expect(bench.of('stopRefused')).toMatchObject([{ n: 1, a: 0, b: STOP_REFUSAL.late }]);
    expect(bench.of('shipmentDelivered').map(({ key }) => key)).toEqual([20, 30]);
    expect(bench.heard('vehicleReturned')).toMatchObject([{ body: { aboard: [10] } }]);
  });

  test('where the store can not receive', () => {
    const bench = fleetBench({ refusedShare: 1 });
    bench.drive();
    expect(bench.of('stopRefused').map(({ b }) => b)).toEqual([1, 1].map(() => STOP_REFUSAL.cannotReceive));
    expect(bench.of('routeReturned')).toMatchObject([{ b: 3 }]);
  });

  test("that the driver's hours don't reach any more", () => {
    const bench = fleetBench({ dutyMsMax: 5 * HOUR });
    bench.drive();
    expect(bench.of('stopRefused')).toMatchObject([{ n: 2, a: 1, b: STOP_REFUSAL.notReached }]);
    expect(bench.of('routeReturned')).toMatchObject([{ a: 120, b: 2 }]);
  });
});

test('a vehicle breaks down once, when it has driven so far, and is late from there on', () => {
  const bench = fleetBench({ kmBetweenBreakdowns: 100 });
  bench.drive();
  const [broke] = bench.of('vehicleBrokeDown');
  expect(bench.of('vehicleBrokeDown')).toHaveLength(1);
  expect(broke).toMatchObject({ n: 1, b: 2 * HOUR });
  expect(bench.of('routeReturned')[0]!.at).toBeGreaterThan(6.5 * HOUR);
});

describe('what was brought back', () => {
  const bench = fleetBench({ refusedShare: 1 });
  bench.drive();
  bench.tell('handBack', { shipments: [10, 99] });
  bench.tell('handBack', { shipments: [10, 99] });

  test('is handed to the warehouse as refused, once, and said again to who asks again', () => {
    expect(bench.of('shipmentDelivered')).toMatchObject([{ key: 10, b: CONDITION.refused }]);
    expect(bench.heard('handedBack').map(({ body }) => body)).toEqual(
      [1, 2].map(() => ({ shipments: [10] })),
    );
  });
});

describe('who asks again', () => {
  test('hears again where the vehicle is, and nothing is done twice', () => {
    const bench = fleetBench();
    bench.tell('callVehicle', CALLED);
    bench.tell('callVehicle', CALLED);
    expect(bench.heard('vehicleAtDock')).toHaveLength(2);
    bench.tell('releaseVehicle', { shipments: [10] });
    bench.tell('releaseVehicle', { shipments: [10] });
    bench.tell('requestRoute', null);
    bench.kernel.run();
    bench.tell('requestRoute', null);
    expect(bench.of('routeDeparted')).toMatchObject([{ b: 1 }]);
    expect(bench.of('stopArrived')).toHaveLength(1);
    expect(bench.heard('vehicleReturned')).toHaveLength(2);
    expect(bench.of('routeCharged')).toHaveLength(1);
  });

  test('a vehicle that is not wanted goes nowhere', () => {
    const bench = fleetBench();
    bench.tell('callVehicle', CALLED);
    bench.tell('withdrawVehicle', null);
    bench.tell('releaseVehicle', { shipments: [10] });
    bench.kernel.run();
    expect(bench.written).toEqual([]);
  });
});

test('whatever happens on the road: each shipment is delivered or comes back, and a copy of the middle goes on alike', () => {
  const trouble = {
    traffic: { kind: 'lognormal', mu: 0, sigma: 1 },
    lateRefusedShare: 0.5,
    refusedShare: 0.3,
    damagedShare: 0.2,
    kmBetweenBreakdowns: 300,
    dutyMsMax: 9 * HOUR,
  } as const;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 12 }), (seed, hour) => {
      const bench = fleetBench(trouble, seed);
      bench.tell('callVehicle', CALLED);
      bench.tell('releaseVehicle', { shipments: [10, 20, 30] });
      bench.kernel.run({ until: CALLED.departAt + hour * HOUR });
      const copy = fleetBench(trouble, seed);
      copy.kernel.restore(bench.kernel.snapshot());
      bench.kernel.run();
      copy.kernel.run();
      const delivered = bench.of('shipmentDelivered').length;
      expect(delivered + bench.of('routeReturned')[0]!.b).toBe(3);
      expect(copy.fleet.ledger).toEqual(bench.fleet.ledger);
    }),
    { numRuns: runs(50) },
  );
});
