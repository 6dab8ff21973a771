/**
 * Whole runs on a history of orders, with all invariants on. Orders that quickstart makes, written as a file of other people's names, come
 * again as they were; they settle; and a copy of the run goes on the same way.
 */
import { describe, expect, test } from 'vitest';

import { Random } from '#sim/random/random';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { buildAnyOutbound } from '../../world/outbound/build-any.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { outboundPolicies } from '../deciders/outbound-decider.ts';
import { sourceOf } from '../landscape.ts';
import { OutboundTwin } from '../outbound-twin.ts';

const DAYS = ['thresholds=[]', 'demand.days=2'];
const made = outboundScenario(loadFrom('quickstart', {}, { set: DAYS }));
const madeWorld = buildOutboundWorld(made, 1);
const { startAt } = madeWorld;

/** All orders of a world. */
function ordersOf(world: OutboundWorld) {
  const source = sourceOf(world.demand, new Random(1));
  const orders = [];
  for (let order = source.next(); order !== null; order = source.next()) orders.push(order);
  return orders;
}

const original = ordersOf(madeWorld);

/** Last orders first, so that nothing is in order; instants in UTC. */
const FILE = [
  'order,released,customer,place,promised,product,units',
  ...original
    .toReversed()
    .flatMap(({ no, releaseAt, sales }) =>
      sales.lines.map(({ product, units }) =>
        [
          `SO ${no}`,
          new Date(releaseAt).toISOString(),
          `customer ${sales.customer}`,
          madeWorld.names.places[sales.destination],
          new Date(sales.promisedAt).toISOString(),
          `item ${product}`,
          units,
        ].join(','),
      ),
    ),
].join('\n');

function built(text = FILE): OutboundWorld {
  const set = [...DAYS, 'demand.history={ file: orders.csv, source: x }'];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const found = buildAnyOutbound(scenario, 1, { read: () => text });
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  expect(found.warnings).toEqual([]);
  return found.world;
}

function twinOf(world: OutboundWorld): OutboundTwin {
  const policies = outboundPolicies({ sourcing: 'cheapest-feasible' }, world.decidedBy);
  return new OutboundTwin({ world, policies, seed: 1 });
}

const world = built();

test('orders come again as they were, under their names', () => {
  expect(original.length).toBeGreaterThan(100);
  const { names } = world;
  const told = ordersOf(world).map(({ no, releaseAt, sales }) => ({
    id: names.order(no),
    releaseAt,
    customer: names.customers[sales.customer],
    place: names.places[sales.destination],
    promisedAt: sales.promisedAt,
    lines: sales.lines.map(({ product, units }) => [names.products[product], units]),
  }));
  expect(told).toEqual(
    original.map(({ no, releaseAt, sales }) => ({
      id: `SO ${no}`,
      releaseAt,
      customer: `customer ${sales.customer}`,
      place: names.places[sales.destination],
      promisedAt: sales.promisedAt,
      lines: sales.lines.map(({ product, units }) => [`item ${product}`, units]),
    })),
  );
});

test('stock and bounds go by what the history brings, not by what is written beside it', () => {
  const twice = built(FILE.replaceAll(/,(\d+)$/gm, (_, units) => `,${10 * Number(units)}`));
  const units = (of: OutboundWorld): number => of.erp.stock.reduce((sum, each) => sum + each.units, 0);
  expect(units(twice)).toBeGreaterThan(8 * units(world));
});

describe('a run', () => {
  const whole = twinOf(world);
  whole.start();

  test('settles every order, and a copy of it at any instant goes on the same way', () => {
    whole.run({ until: startAt + 30 * 3_600_000 });
    const snapshot = structuredClone(whole.snapshot());
    expect(whole.run()).toBe('empty');
    const copy = twinOf(world);
    copy.restore(snapshot);
    expect(copy.run()).toBe('empty');
    expect(copy.digests()).toEqual(whole.digests());
  });

  test('an order taken out of the file changes no other order', () => {
    const gone = original[40]!.no;
    const less = built(
      FILE.split('\n')
        .filter((row) => !row.startsWith(`SO ${gone},`))
        .join('\n'),
    );
    const keys = (of: OutboundWorld) =>
      new Map(ordersOf(of).map(({ no, drawKey }) => [of.names.order(no), drawKey]));
    const [before, after] = [keys(world), keys(less)];
    expect(after.size).toBe(before.size - 1);
    for (const [id, key] of after) expect(before.get(id)).toBe(key);
  });
});
