/** A tariff becomes a rate line on every lane it serves, priced and timed by distance. Shown on the distributor's, by hand. */
import { describe, expect, test } from 'vitest';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { placesOf } from './places.ts';
import { tariffsOf } from './tariffs.ts';

function tariffs(...edits: (readonly [string, string])[]) {
  const { network } = outboundScenario(distributorWith(...edits));
  const { regions, kmBetween } = placesOf(network);
  const made = tariffsOf(network, regions, kmBetween);
  const place = (name: string): number => network.places.findIndex((each) => each.name === name);
  const carrier = (name: string): number => network.carriers.findIndex((each) => each.name === name);
  const lines = (from: string, to: string, by: string) =>
    made.lines.filter(
      ({ origin, destination, carrier: no }) =>
        origin === place(from) &&
        'place' in destination &&
        destination.place === place(to) &&
        no === carrier(by),
    );
  return {
    ...made,
    table: made.lines,
    regions,
    place,
    carrier,
    lines,
    km: kmBetween(place('Reno'), place('Boston')),
  };
}

describe('lines', () => {
  const { lines, km } = tariffs();

  test('by weight and distance: a rate a kilogram, at least the minimum', () => {
    const [ltl] = lines('Reno', 'Boston', 'Heron Freight');
    expect(km).toBeGreaterThan(4500);
    expect(ltl).toMatchObject({
      mode: 'LTL',
      maxWeightGrams: 6_000_000,
      minimumChargeMinor: 6800,
      transitDays: Math.ceil(km / 750),
    });
    expect(ltl!.ratePerKgMinor).toBeCloseTo(11 + (9 * km) / 1000, 9);
  });

  test('by the load: what the truck costs for the distance is the least charge', () => {
    const [truck] = lines('Reno', 'Boston', 'Condor Truckload');
    expect(truck).toMatchObject({ ratePerKgMinor: 0, minimumChargeMinor: 25_000 + 135 * km });
    const [near] = lines('Dallas', 'Dallas', 'Condor Truckload');
    expect(near).toMatchObject({ minimumChargeMinor: 45_000, transitDays: 1 });
  });

  test('across a border only those that are for it, with their extra days', () => {
    const services = lines('Reno', 'Hamburg', 'Kestrel Air').map((line) => line.transitDays);
    expect(services).toHaveLength(1);
    expect(lines('Reno', 'Hamburg', 'Swallow Parcel')).toEqual([]);
    expect(lines('Reno', 'Boston', 'Albatross Ocean')).toEqual([]);
  });

  test('no line to where nobody is', () => {
    const { lines: none } = tariffs(['-79.38, demand: 0.7', '-79.38']);
    expect(none('Reno', 'Toronto', 'Kestrel Air')).toEqual([]);
  });
});

describe('guide and contracts', () => {
  test('a lane has the carriers of the guide that serve it, in its order', () => {
    const { guide, place, regions, carrier } = tariffs();
    const ranked = (from: string, region: string): number[] =>
      guide
        .find((lane) => lane.origin === place(from) && lane.region === regions.indexOf(region))!
        .ranked.map((each) => each.carrier);
    expect(ranked('Reno', 'East')).toEqual(
      ['Swallow Parcel', 'Condor Truckload', 'Heron Freight', 'Magpie Logistics', 'Kestrel Air'].map(carrier),
    );
    expect(ranked('Reno', 'Germany')).toEqual(
      ['Heron Freight', 'Kestrel Air', 'Albatross Ocean'].map(carrier),
    );
  });

  test('a contract is for every lane that its carrier serves, and no other', () => {
    const { capacity, carrier, place } = tariffs();
    expect(new Set(capacity.map((each) => each.carrier))).toEqual(new Set([carrier('Condor Truckload')]));
    // Four regions at home, from three nodes.
    expect(capacity).toHaveLength(12);
    expect(capacity[0]).toMatchObject({ origin: place('Reno'), loadsPerWeek: 60 });
  });

  test('two nodes of one place have rates, guide and contracts in common', () => {
    const apart = tariffs();
    const together = tariffs(['      place: Dallas\n', '      place: Reno\n']);
    const origins = new Set(together.guide.map(({ origin }) => origin));
    expect(new Set(together.table.map(({ no }) => no)).size).toBe(together.table.length);
    expect(origins).toEqual(new Set([apart.place('Reno'), apart.place('Harrisburg')]));
    expect(together.capacity).toHaveLength(8);
    const keys = together.lines('Reno', 'Boston', 'Heron Freight');
    expect(keys).toHaveLength(1);
  });
});
