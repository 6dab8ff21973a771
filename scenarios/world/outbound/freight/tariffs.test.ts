/** A tariff becomes a rate line on every lane it serves, priced and timed by distance. Shown on the distributor's, by hand. */
import { describe, expect, test } from 'vitest';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import type { GuideRow } from '../../../schema/outbound/network.ts';
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

describe('a guide by lane', () => {
  const { network } = outboundScenario(distributorWith());
  const { regions, kmBetween } = placesOf(network);
  const LANES: readonly GuideRow[] = [
    { from: 'DC Reno', to: 'East', rank: 2, carrier: 'Swallow Parcel' },
    { from: 'DC Reno', to: 'East', rank: 1, carrier: 'Condor Truckload' },
    { from: '*', to: 'DE', rank: 1, carrier: 'Kestrel Air' },
  ];

  function guided(lanes = LANES, tariffs = network.tariffs) {
    const routingGuide = {
      general: ['Heron Freight', 'Kestrel Air'],
      lanes: [...lanes],
      source: 'assumption',
    };
    const { guide, capacity, services } = tariffsOf(
      { ...network, tariffs, routingGuide },
      regions,
      kmBetween,
    );
    const on = (from: string, to: string): string[] =>
      guide
        .find(({ origin, region }) => network.places[origin]!.name === from && regions[region] === to)!
        .ranked.map(({ carrier, service }) => `${network.carriers[carrier]!.name}, ${services[service]}`);
    return { on, guide, capacity };
  }

  test('ranks the carriers of its rows by rank, and on other lanes those of the general list', () => {
    const { on } = guided();
    expect(on('Reno', 'East')).toEqual(['Condor Truckload, dry van', 'Swallow Parcel, ground']);
    expect(on('Dallas', 'Germany')).toEqual(['Kestrel Air, international']);
    for (const [from, to] of [
      ['Reno', 'West'],
      ['Dallas', 'East'],
    ] as const)
      expect(on(from, to)).toEqual(['Heron Freight, standard', 'Kestrel Air, next day']);
  });

  test('a carrier by one service, by those of a mode, or by all: each once, at its best rank', () => {
    const [air] = network.tariffs.filter(({ carrier }) => carrier === 'Kestrel Air');
    const tariffs = [...network.tariffs, { ...air!, service: 'slow', mode: 'OCEAN' as const }];
    const ranked = (...said: Partial<GuideRow>[]): string[] => {
      const rows = said.map((each, i) => ({
        from: '*',
        to: 'East',
        carrier: 'Kestrel Air',
        ...each,
        rank: i + 1,
      }));
      return guided(rows, tariffs).on('Reno', 'East');
    };
    const [fast, slow] = ['Kestrel Air, next day', 'Kestrel Air, slow'];
    expect(ranked({})).toEqual([fast, slow]);
    expect(ranked({ service: 'slow' })).toEqual([slow]);
    expect(ranked({ mode: 'OCEAN' })).toEqual([slow]);
    expect(ranked({ mode: 'OCEAN' }, {})).toEqual([slow, fast]);
  });

  test('contracts are with the carriers of the guide of a lane', () => {
    const { capacity } = guided();
    expect(capacity.map(({ origin, region }) => [network.places[origin]!.name, regions[region]])).toEqual([
      ['Reno', 'East'],
    ]);
  });
});
