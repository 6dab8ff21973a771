/** The telematics section of a scenario becomes what the mock does and what the core knows: figures in ms and tenths, by mode and carrier. */
import { expect, test } from 'vitest';
import { TRACK } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { smallTelematics, telematicsScenario } from '#testing/worlds/telematics-world';
import { settleBound } from '../bounds/settle-bound.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const world = smallTelematics({
  ordersPerDay: 10,
  set: ['systems.telematics.carriers={ Heron Freight: 0.25, Swallow Parcel: 0 }'],
});
const carrier = (name: string): number => world.names.carriers.indexOf(name);

test('devices are fitted by mode, and by carrier where that differs', () => {
  const { fitted, fittedOf, everyMs, readingsMax, skewMs, estimateError } = world.telematics!;
  expect(fitted).toMatchObject({ TL: 0.9, LTL: 0.5 });
  expect(fittedOf[carrier('Heron Freight')]).toBe(0.25);
  expect(fittedOf[carrier('Condor Truckload')]).toBe(null);
  expect([everyMs, readingsMax]).toEqual([4 * HOUR_MS, 24]);
  expect(skewMs).toEqual({ ms: { kind: 'exponential', mean: 2 * MINUTE_MS }, behindShare: 0.5 });
  expect(estimateError).toEqual({ kind: 'uniform', min: -0.1, max: 0.1 });
});

test('seasons are sorted instants, peaks tenths of a degree', () => {
  const { seasons, peakTenths, alarmAfterMs } = world.telematics!.excursions!;
  expect(seasons).toEqual([
    [Date.UTC(2026, 5, 1), 2.5],
    [Date.UTC(2026, 8, 1), 1],
  ]);
  expect(peakTenths).toEqual({ kind: 'uniform', min: 0, max: 80 });
  expect(alarmAfterMs).toBe(30 * MINUTE_MS);
});

test('the core knows who may have devices, how long silence is, what is tolerated and by when it is decided', () => {
  const { connected, missedMax, toleratedMs, decideWithinMs } = world.network.telematics!;
  expect(world.names.carriers.filter((_name, no) => connected[no])).toEqual([
    'Heron Freight',
    'Condor Truckload',
    'Kestrel Air',
    'Albatross Ocean',
    'Magpie Logistics',
  ]);
  expect([missedMax, toleratedMs, decideWithinMs]).toEqual([2, 15 * MINUTE_MS, 4 * HOUR_MS]);
});

test('a share of the products needs its temperature, whatever the others are', () => {
  const cold = world.network.products.filter(({ coldChain }) => coldChain === true).length;
  expect(cold / world.network.products.length).toBeCloseTo(0.1, 1);
  const plain = smallDistributor({ ordersPerDay: 10 });
  expect(world.network.products.map(({ unNumber }) => unNumber)).toEqual(
    plain.network.products.map(({ unNumber }) => unNumber),
  );
});

test('what has to be decided on at the quality desk is part of how long an order may take', () => {
  const scenario = telematicsScenario();
  const { coldChain: _, ...devices } = scenario.systems.telematics!;
  const warm = { ...scenario, systems: { ...scenario.systems, telematics: devices } };
  const linksOf = (of: typeof scenario): string[] => settleBound(of).chain.map(({ what }) => what);
  expect(linksOf(scenario)).toContain('the quality desk');
  expect(linksOf(warm)).not.toContain('the quality desk');
});

test('without the section there is no telematics: neither a system nor an actor', () => {
  const plain = smallDistributor({ ordersPerDay: 10 });
  expect([plain.telematics, plain.network.telematics]).toEqual([undefined, undefined]);
  const { systems, host } = distributorTwin(plain);
  expect(systems.telematics).toBe(null);
  expect(() => host.living(TRACK as ActorTypeNo)).toThrow(/no actor type/);
});
