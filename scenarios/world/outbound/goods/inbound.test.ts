/** What becomes of the section `inbound`: who sells what, what ERP buys, and when docks receive. */
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { inboundScenario, smallInbound } from '#testing/worlds/inbound-world';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../build.ts';
import { slotsOf, suppliersOf } from './inbound.ts';

const world = smallInbound();
const HOUR_MS = 3_600_000;

describe('suppliers', () => {
  const section = inboundScenario().inbound!;

  test('share the products by their shares, each of one', () => {
    const of = suppliersOf(section, 10_000, new Random(1));
    const shares = [0, 1, 2].map((no) => of.filter((each) => each === no).length / of.length);
    expect(shares[0]).toBeCloseTo(0.4, 1);
    expect(shares[1]).toBeCloseTo(0.35, 1);
    expect(shares[2]).toBeCloseTo(0.25, 1);
  });

  test('keep their products when there are more of them', () => {
    expect(suppliersOf(section, 40, new Random(1))).toEqual(
      suppliersOf(section, 60, new Random(1)).slice(0, 40),
    );
  });

  test('ship on their days and times', () => {
    const { departures } = world.inbound!.portal.suppliers[0]!;
    expect(new Date(departures[0]!).toISOString()).toBe('2026-03-03T00:00:00.000Z');
    // On Chicago's clocks, winter or summer.
    const days = new Set(departures.map((at) => new Date(at - 6 * HOUR_MS).getUTCDay()));
    expect([...days].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('ERP', () => {
  const { plans, periodEnds } = world.erp.procurement!;

  test('buys each product of the node from its supplier, at the levels that WMS would have gone by', () => {
    const bought = plans
      .flatMap(({ products }) => products.map(({ product }) => product))
      .sort((x, y) => x - y);
    expect(bought).toEqual(Array.from({ length: 40 }, (_, product) => product));
    const { reorderUnits, targetUnits, unitCostMinor } = plans[0]!.products[0]!;
    expect(reorderUnits).toBeLessThan(targetUnits);
    expect(unitCostMinor).toBeGreaterThan(0);
  });

  test('has WMS replenish nothing by itself', () => {
    for (const { stock } of world.wms.nodes) expect(stock!.replenishment).toEqual([]);
  });

  test('closes its books at the end of each month of the run', () => {
    expect(periodEnds.map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(['2026-04-01']);
  });
});

test('slots follow each other from each opening, as long as a whole one fits', () => {
  expect(
    slotsOf(
      [
        [0, 5 * HOUR_MS],
        [10 * HOUR_MS, 11 * HOUR_MS],
      ],
      2 * HOUR_MS,
      0,
      20 * HOUR_MS,
    ),
  ).toEqual([0, 2 * HOUR_MS]);
  const { slots, doors, offeredMax } = world.wms.nodes[0]!.receiving!;
  expect([doors, offeredMax]).toEqual([2, 8]);
  expect(slots.slice(1, 4).map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
    '13:00',
    '15:00',
    '17:00',
  ]);
});

test('without appointments no slot is offered', () => {
  const scenario = inboundScenario([], ['first-come']);
  expect(buildOutboundWorld(scenario, 1).wms.nodes[0]!.receiving!.offeredMax).toBe(0);
});

test('without the section there is nothing of it', () => {
  const built = buildOutboundWorld(outboundScenario(loadFrom('quickstart')), 1);
  expect([built.inbound, built.erp.procurement, built.names.suppliers]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(
    built.wms.nodes.every(
      ({ receiving, stock }) => receiving === undefined && stock!.replenishment.length === 1,
    ),
  ).toBe(true);
});
