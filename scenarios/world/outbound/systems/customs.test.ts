/** The customs section of a scenario becomes what the mock does and what the core knows: figures in ms and minor units, by country. */
import { expect, test } from 'vitest';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import { CUSTOMS_ENTRY } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { customsBetween } from '#orchestrator/model/customs';
import { customsScenario, smallCustoms } from '#testing/worlds/customs-world';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from '../build.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const scenario = customsScenario();
const world = buildOutboundWorld(scenario, 1);
const country = (name: string): number => world.names.countries.indexOf(name);

test('countries that are named stop what comes in, the others nothing', () => {
  const { countries } = world.customs!;
  expect(countries.map((regime) => regime !== null)).toEqual(
    world.names.countries.map((name) => ['CA', 'MX', 'DE'].includes(name)),
  );
  expect(world.network.customs!.map((terms) => terms?.preArrival ?? null)).toEqual(
    world.names.countries.map((name) => ({ CA: true, MX: true, DE: false })[name] ?? null),
  );
});

test('a desk has its hours, on the clocks of its place, and is open after the end of the run', () => {
  const { desk } = world.customs!.countries[country('MX')]!;
  // Monday, 2 March 2026, 08:00 to 18:00 in Monterrey.
  expect(desk[0]).toEqual([Date.UTC(2026, 2, 2, 14), Date.UTC(2026, 2, 3, 0)]);
  expect(desk.at(-1)![1]).toBe(Number.MAX_SAFE_INTEGER);
});

test('exams have their shares, times and fees; the core knows how long each usually takes', () => {
  const { exams, tightening, abandonAfterMs } = world.customs!.countries[country('DE')]!;
  expect(exams.map(({ kind, share }) => [kind, share])).toEqual([
    [CUSTOMS_HOLD.documentReview, 0.01],
    [CUSTOMS_HOLD.xray, 0.02],
    [CUSTOMS_HOLD.tailgate, 0.007],
    [CUSTOMS_HOLD.intensive, 0.003],
  ]);
  expect(exams[1]!.feeMinor).toEqual({ kind: 'uniform', min: 15_000, max: 35_000 });
  expect(tightening).toEqual([[Date.UTC(2026, 2, 9), 4]]);
  expect(abandonAfterMs).toBe(15 * DAY_MS);
  const { usualHoldMs, answerGraceMs } = world.network.customs![country('DE')]!;
  expect(usualHoldMs[CUSTOMS_HOLD.xray]).toBe(2.5 * DAY_MS);
  expect(usualHoldMs[CUSTOMS_HOLD.intensive]).toBe(18.5 * DAY_MS);
  expect(answerGraceMs).toBe(3 * DAY_MS);
});

test('a border lies between a node and a customer abroad, and nowhere at home', () => {
  const { network } = world;
  const at = (name: string): number => network.customers.findIndex((each) => each.country === country(name));
  expect(customsBetween(network, 0, at('US'))).toBe(null);
  expect(customsBetween(network, 0, at('CA'))).toBe(network.customs![country('CA')]);
});

test('without the section there is no customs: neither a system nor an actor', () => {
  const plain = smallDistributor({ ordersPerDay: 10 });
  expect([plain.customs, plain.network.customs]).toEqual([undefined, undefined]);
  const { systems, host } = distributorTwin(plain);
  expect(systems.customs).toBe(null);
  expect(() => host.living(CUSTOMS_ENTRY as ActorTypeNo)).toThrow(/no actor type/);
  const guarded = distributorTwin(smallCustoms({ ordersPerDay: 10 }));
  expect(guarded.systems.customs).not.toBe(null);
  expect(guarded.host.living(CUSTOMS_ENTRY as ActorTypeNo)).toEqual([]);
});
