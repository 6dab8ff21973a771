/**
 * The least that a load could have cost by speed or lateness is no more than by asking for speed at any instant, or never, each tried; no load of a run
 * betters its own, whoever predicts.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nullRecorder } from '#scenarios/recording/recorder';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { Random } from '#sim/random/random';
import { predictingWorld } from '#testing/worlds/prediction-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { lateMinor, leastOfLoad, withoutSpeed } from './delay-bound.ts';
import { DelayNotes, type DelayOutcome } from './delay-notes.ts';

const aboard = fc.array(fc.record({ promisedAt: fc.nat(60), lateMinor: fc.nat(50) }), {
  minLength: 1,
  maxLength: 3,
});

test('asking for speed at no instant costs less, nor does never asking; asking at once costs just that', () => {
  const times = fc.record({ askedAt: fc.nat(30), leftMs: fc.nat(30) });
  const speed = fc.record({ priceMinor: fc.nat(60), remainingFactor: fc.constantFrom(0, 0.3, 0.5, 0.9, 1) });
  fc.assert(
    fc.property(times, speed, aboard, ({ askedAt, leftMs }, offer, things) => {
      const withoutAt = askedAt + leftMs;
      const load = { askedAt, withoutAt, speed: offer, aboard: things };
      const least = leastOfLoad(load);
      const costs = [lateMinor(things, withoutAt)];
      for (let at = askedAt; at < withoutAt; at++) {
        const cameAt = at + Math.max(1, Math.round((withoutAt - at) * offer.remainingFactor));
        costs.push(offer.priceMinor + lateMinor(things, cameAt));
        // What is known afterwards of a load that was sped up is no sooner than the truth, and bounds it as well.
        const known = withoutSpeed(cameAt, at, offer.remainingFactor);
        expect(known).toBeLessThanOrEqual(Math.max(withoutAt, cameAt));
        expect(leastOfLoad({ ...load, withoutAt: known })).toBeLessThanOrEqual(costs.at(-1)!);
      }
      expect(least).toBeLessThanOrEqual(Math.min(...costs));
      expect(leastOfLoad({ ...load, speed: null })).toBe(costs[0]);
    }),
  );
});

/** @param acceptedShare of requests for speed that carriers accept; absent = as the scenario says */
async function ran(set: readonly string[], acceptedShare?: number): Promise<readonly DelayOutcome[]> {
  const days = [
    'demand.days=2',
    'demand.ordersPerDay=80',
    'costs.latePenalty=0.5',
    'limits.expediteMax=5 USD',
  ];
  const built = predictingWorld([...days, ...set], ['delay-prediction']);
  const carriers = built.carriers.map((each) => ({
    ...each,
    expedite: { ...each.expedite, acceptedShare: acceptedShare ?? each.expedite.acceptedShare },
  }));
  const world = { ...built, carriers };
  const notes = new DelayNotes(world, new Random(1));
  const recorder = Object.assign(Object.create(nullRecorder), notes.hears);
  const policies = [outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy)];
  const [arm] = await runOutboundArms({ world, policies, seed: 1, recorderFor: () => recorder });
  return notes.delivered(arm!.outcomes);
}

describe('loads of a run', async () => {
  const never = await ran(['delayPolicy=never-expedite']);
  const predicted = await ran(['delayPolicy=expedite-where-worth', 'delayPrediction.policy=by-pace']);

  test('cost none of them less than its own bound, and some of them more, whoever predicts', () => {
    for (const loads of [never, predicted]) {
      expect(loads.length).toBeGreaterThan(50);
      for (const { came, least } of loads) expect(came).toBeGreaterThanOrEqual(least);
      expect(loads.some(({ came, least }) => came > least)).toBe(true);
    }
  });

  test('have the same bound, sped up or not', () => {
    const slow = new Map(never.map((each) => [each.load, each]));
    const spedUp = predicted.filter(({ load, came }) => slow.has(load) && slow.get(load)!.came !== came);
    expect(spedUp.length).toBeGreaterThan(2);
    for (const { load, least } of spedUp) expect([load, least]).toEqual([load, slow.get(load)!.least]);
  });

  test('have nothing to gain where no carrier goes faster', async () => {
    const refused = await ran(['delayPolicy=expedite-where-worth', 'delayPrediction.policy=by-pace'], 0);
    expect(refused.length).toBeGreaterThan(50);
    for (const { came, least } of refused) expect(came).toBe(least);
  });
});
