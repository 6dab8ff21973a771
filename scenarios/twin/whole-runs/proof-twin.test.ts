/**
 * Whole runs of a distributor whose proofs of delivery are looked at, with every invariant watched: what can't be read is asked for again;
 * held until one can be, nothing is billed that did not arrive well; done without by rule, it is billed sooner, and some of it was not well.
 */
import { describe, expect, test } from 'vitest';
import { LOAD } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { proofKpis } from '#reports/kpis/outbound/proof-kpis';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { smallProofs } from '#testing/worlds/proof-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const HOUR_MS = 3_600_000;
const DAYS = { days: 3, ordersPerDay: 150 };
const OFTEN = ['systems.proof.unread=0.6', 'systems.proof.copies=1'];
const BY_RULE = [...OFTEN, 'systems.proof.otherwise=bill'];

function ran(world: OutboundWorld) {
  const outcomes = new OutboundOutcomes();
  const twin = distributorTwin(world, { watchers: [outcomes] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, outcomes, kpis: proofKpis(outcomes, {}) };
}

function deliveries({ shipments }: OutboundOutcomes): string[] {
  return Array.from(
    { length: shipments.size },
    (_, row) => `${shipments.deliveredAt[row]} ${shipments.condition[row]}`,
  );
}

const held = ran(smallProofs({ ...DAYS, set: OFTEN }));
const byRule = ran(smallProofs({ ...DAYS, set: BY_RULE }));

describe('proofs that nobody can read', () => {
  test('are asked for until one can be read, and every load is over', () => {
    expect(held.kpis.proofRightFirstTime).toBeLessThan(0.55);
    expect(held.kpis.proofsWaived).toBe(0);
    expect(held.twin.host.living(LOAD as ActorTypeNo)).toEqual([]);
  });

  test('held, nothing is billed that did not arrive well; by rule it is billed sooner, and some of it had not (the moral)', () => {
    expect(held.kpis.billedUnsigned).toBe(0);
    expect(byRule.kpis.proofsWaived).toBeGreaterThan(0.2);
    expect(byRule.kpis.proofLagMean!).toBeLessThan(held.kpis.proofLagMean!);
    expect(byRule.kpis.billedUnsigned!).toBeGreaterThan(0);
  });

  test('change nothing of what arrives, when and how', () => {
    expect(deliveries(byRule.outcomes)).toEqual(deliveries(held.outcomes));
  });
});

test('the moral of unread-proofs: another copy costs minutes, a rule that does without bills what had not arrived well', () => {
  const more = { days: 3, ordersPerDay: 300 };
  const asked = ran(smallProofs(more)).kpis;
  const first = ['systems.proof.otherwise=bill', 'systems.proof.copies=0'];
  const done = ran(smallProofs({ ...more, set: first })).kpis;
  expect(asked.proofLagMean! - done.proofLagMean!).toBeGreaterThan(0);
  expect(asked.proofLagMean! - done.proofLagMean!).toBeLessThan(HOUR_MS);
  expect(asked.billedUnsigned).toBe(0);
  expect(done.billedUnsigned!).toBeGreaterThan(0);
});

test('where all can be read and none is missing, what is delivered and billed is as if nobody looked', () => {
  const none = ran(smallDistributor(DAYS));
  expect(none.kpis.proofLagMean).toBe(null);
  const all = ran(smallProofs({ ...DAYS, set: ['systems.proof.unread=0', 'systems.proof.missing=0'] }));
  expect(all.kpis).toMatchObject({ proofRightFirstTime: 1, proofsWaived: 0, billedUnsigned: 0 });
  expect(deliveries(all.outcomes)).toEqual(deliveries(none.outcomes));
});

test('a copy of a run that goes on has the same end', () => {
  const world = smallProofs({ ...DAYS, set: OFTEN });
  const first = distributorTwin(world);
  first.start();
  first.run({ until: world.startAt + 4 * 86_400_000 });
  const snapshot = first.snapshot();
  const second = distributorTwin(world);
  second.restore(snapshot);
  for (const twin of [first, second]) expect(twin.run()).toBe('empty');
  expect(second.kernel.digest).toEqual(first.kernel.digest);
});
