/** Ranks of the routing guide for KPIs are those that TMS rates by, of the library's networks. */
import { expect, test } from 'vitest';
import { Tariff } from '#mock-systems/tms/tariff';
import { originsFrom } from '#orchestrator/model/network';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { guideFacts } from './guide-facts.ts';

const world = buildOutboundWorld(outboundScenario(distributorWith()), 1);
const GRAMS = [1_000, 100_000, 5_000_000];

test('are the best that TMS rates a carrier with, at any weight; 0 where it is not in the guide', () => {
  const { network, tms } = world;
  const tariff = new Tariff(tms);
  const { guideRank } = guideFacts(world);
  const seen = new Set<number>();
  for (let customer = 0; customer < 60; customer++) {
    for (const [no, node] of network.nodes.entries()) {
      const origins = originsFrom(node);
      const rated = GRAMS.flatMap((weightGrams) =>
        tariff.rateLoad({
          origins,
          destination: network.customers[customer]!.place,
          weightGrams,
          handlingUnits: 1,
          dangerous: false,
          pickupsAt: origins.map(() => world.startAt),
        }),
      );
      for (const { carrier, guideRank: rank } of rated) {
        const ranks = rated.filter((each) => each.carrier === carrier).map((each) => each.guideRank);
        expect(guideRank!(no, customer, carrier), `rank ${rank}`).toBe(Math.min(...ranks));
        seen.add(rank);
      }
    }
  }
  expect(seen.size).toBeGreaterThan(3);
  expect(guideRank!(0, 0, 99)).toBe(0);
});

test('of two services of a carrier the better one counts', () => {
  const [lane] = world.tms.guide;
  const ranked = [1, 0, 1].map((carrier, service) => ({ carrier, service }));
  const { guideRank } = guideFacts({ ...world, tms: { ...world.tms, guide: [{ ...lane!, ranked }] } });
  const node = world.network.nodes.findIndex(({ place }) => place === lane!.origin);
  const customer = world.network.customers.findIndex(
    ({ place }) => world.tms.regionOf[place] === lane!.region,
  );
  expect([0, 1, 2].map((carrier) => guideRank!(node, customer, carrier))).toEqual([2, 1, 0]);
});

test('nothing where a third party arranges the freight, or there is no guide', () => {
  expect(guideFacts({ ...world, tms: { ...world.tms, guide: [] } })).toEqual({});
  expect(guideFacts({ ...world, freight: {} as never })).toEqual({});
});
