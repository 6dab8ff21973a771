/** What a log says of a candidate stands beside what the candidate brought. Shown on the twin; and where the two have no decision in common. */
import { expect, test } from 'vitest';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { inNetwork } from '#scenarios/twin/deciders/decision-rules';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { loggedRun } from '../training/learning/logged-cases.ts';
import { firsts } from '../training/learning/off-policy-truth.ts';
import { type LoggedPair, offPolicyOfPairs } from './off-policy-of-pairs.ts';

const FLOOR = 0.1;

async function pairOf(seed: number): Promise<LoggedPair> {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set: ['demand.maxOrders=60'] }));
  const world = buildOutboundWorld(scenario, seed);
  const named = (sourcing: string) => outboundPolicies({ sourcing }, namesForAll(scenario));
  const [tries, other] = [named('fastest-feasible'), named('cheapest-feasible')];
  const policies = { ...tries, exploration: { point: 'sourcing' as const, floor: FLOOR } };
  const judged = inNetwork(other.by, world.network).sourcing;
  const plan = { world, point: 'sourcing' as const, seed };
  return {
    log: firsts(await loggedRun({ ...plan, policies, other: judged })),
    truth: firsts(await loggedRun({ ...plan, policies: other })),
  };
}

const pairs = [await pairOf(1), await pairOf(2), await pairOf(3)];

test('the truth is what the candidate brought, and estimates are costs as it is', () => {
  const told = offPolicyOfPairs('sourcing', FLOOR, pairs)!;
  const means = pairs.map(
    ({ truth }) => truth.reduce((sum, { costMinor }) => sum + costMinor, 0) / truth.length,
  );
  expect(told.truth.mean).toBeCloseTo(means.reduce((sum, mean) => sum + mean, 0) / 3, 6);
  expect(told.replications).toBe(3);
  expect(told.decisions).toBe(pairs.flatMap(({ log }) => log.filter(({ other }) => other! >= 0)).length);
  for (const { mean, low, high } of [told.logged, told.ips, told.snips, told.dr!]) {
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(mean).toBeGreaterThan(0.4 * told.truth.mean);
    expect(mean).toBeLessThan(2.5 * told.truth.mean);
  }
  const logs = pairs.flatMap(({ log }) => log);
  expect(told.logged.mean).toBeCloseTo(
    logs.reduce((sum, { costMinor }) => sum + costMinor, 0) / logs.length,
    6,
  );
});

test('a candidate that would have done nothing that the log did is told nothing of', () => {
  const apart = pairs.map(({ log, truth }) => ({ truth, log: log.map((each) => ({ ...each, other: -1 })) }));
  expect(offPolicyOfPairs('sourcing', FLOOR, apart)).toBeNull();
});
