/**
 * Six weeks over 29 February 2028 and a change of clocks, run with the demand's clock in three zones and warehouses in two more: what is
 * promised, cut off and opened keeps to the clocks on the wall. Held against offsets written down by hand.
 */
import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '#sim/shifts/civil';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { expectCaught, type Inside } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

interface Change {
  readonly zone: string;
  /** Hours from UTC, before and after. */
  readonly before: number;
  readonly after: number;
  readonly at: string;
}

/** By hand. Sources: 15 U.S.C. 260a, Directive 2000/84/EC, Standard Time Act 1987 (NSW). */
const CHANGES: readonly Change[] = [
  { zone: 'America/Chicago', before: -6, after: -5, at: '2028-03-12T08:00Z' },
  { zone: 'Europe/Berlin', before: 1, after: 2, at: '2028-03-26T01:00Z' },
  { zone: 'Australia/Sydney', before: 11, after: 10, at: '2028-04-01T16:00Z' },
  { zone: 'America/Los_Angeles', before: -8, after: -7, at: '2028-03-12T10:00Z' },
  { zone: 'America/New_York', before: -5, after: -4, at: '2028-03-12T07:00Z' },
];

function wallOf(change: Change, instant: number): string {
  const hours = instant < Date.parse(change.at) ? change.before : change.after;
  return new Date(instant + hours * HOUR_MS).toISOString().slice(0, 16);
}

function worldIn(zone: string): OutboundWorld {
  const scenario = outboundScenario(
    distributorWith(
      ['start: 2026-03-02T00:00:00Z', 'start: 2028-02-25T00:00:00Z'],
      ['  days: 10', '  days: 40'],
      ['ordersPerDay: 2740', 'ordersPerDay: 6'],
      ...(zone === 'America/Chicago' ? [] : [['  zone: America/Chicago', `  zone: ${zone}`] as const]),
    ),
  );
  return { ...buildOutboundWorld(scenario, scenario.seed), partners: [] };
}

describe.each(CHANGES.slice(0, 3))('in $zone', (change) => {
  const world = worldIn(change.zone);

  test('every promise is for the end of a day there, on both sides of the change and on the leap day', () => {
    const promises: number[] = [];
    const watcher: BusinessWatcher = {
      name: 'promises',
      business: (_time, event, _owner, _type, _key, _n, a) => {
        if (event === 'orderPromised') promises.push(a);
      },
      save: () => null,
      load: () => {},
    };
    const twin = distributorTwin(world, { watchers: [watcher] });
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
    const walls = promises.map((at) => wallOf(change, at));
    expect(new Set(walls.map((wall) => wall.slice(11))).size).toBe(1);
    expect(walls.filter((wall) => wall.startsWith('2028-02-29')).length).toBeGreaterThan(0);
    const changedAt = Date.parse(change.at);
    expect(promises.filter((at) => at < changedAt).length).toBeGreaterThan(20);
    expect(promises.filter((at) => at > changedAt).length).toBeGreaterThan(20);
  });

  test('a promise by the offset that was in force before is caught', () => {
    expectCaught(
      'no-promise-past-cutoff',
      /promised for .*, which is not the end of a delivery day/,
      (twin) => {
        const source = (twin.systems.erp as Inside).source as Inside;
        source.zone = { offsetMsAt: () => change.before * HOUR_MS };
      },
      world,
    );
  });
});

describe('warehouses', () => {
  const { network } = worldIn('America/Chicago');
  // A month and a bit: over the leap day and the change of 12 March.
  const within = (at: number): boolean =>
    at >= Date.parse('2028-02-26T12:00Z') && at < Date.parse('2028-04-04T12:00Z');
  const zones = ['America/Los_Angeles', 'America/Chicago', 'America/New_York'];

  test.each(zones)(
    'node in %s: cut-offs are at 18:00 there, each working day once, 29 February too',
    (zone) => {
      const change = CHANGES.find((each) => each.zone === zone)!;
      const lane = network.lanes.find(
        ({ node, cutoffs }) => node === zones.indexOf(zone) && cutoffs.length > 0,
      )!;
      const walls = lane.cutoffs.filter(within).map((at) => wallOf(change, at));
      expect(new Set(walls.map((wall) => wall.slice(11)))).toEqual(new Set(['18:00']));
      expect(walls).toContain('2028-02-29T18:00');
      expect(new Set(walls).size).toBe(walls.length);
      // From 26 February to 3 April there are 38 days, of which 6 are Sundays.
      expect(walls.length).toBe(32);
    },
  );

  test.each(zones)('node in %s: docks open at 06:00 and close at 22:00 there', (zone) => {
    const change = CHANGES.find((each) => each.zone === zone)!;
    const docks = network.nodes[zones.indexOf(zone)]!.docks!;
    const opens = docks.filter((at, i) => i % 2 === 0 && within(at));
    const closes = docks.filter((at, i) => i % 2 === 1 && within(at));
    expect(new Set(opens.map((at) => wallOf(change, at).slice(11)))).toEqual(new Set(['06:00']));
    expect(new Set(closes.map((at) => wallOf(change, at).slice(11)))).toEqual(new Set(['22:00']));
    // Clocks are set forward in the night of a Sunday: from Saturday to Monday it is an hour less than two days.
    const gaps = opens.slice(1).map((at, i) => (at - opens[i]!) / HOUR_MS);
    expect(gaps.filter((hours) => hours % 24 !== 0)).toEqual([47]);
  });
});
