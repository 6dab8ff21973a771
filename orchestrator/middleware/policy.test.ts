/** A policy that can't be worked with is refused by partner and name, at the first message to that partner. */
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { input } from '#testing/core/given';
import type { Instant } from '../model/instant.ts';
import { gateActor } from './gate.ts';
import { middlewareActors } from './middleware.ts';
import { checkPolicy, DEFAULT_PARTNER_POLICY, type PartnerPolicy } from './policy.ts';
import { verdictOf } from './status.ts';

const { backOff, breaker } = DEFAULT_PARTNER_POLICY;

describe('a policy', () => {
  test('of the house is one', () => {
    expect(() => checkPolicy(2, DEFAULT_PARTNER_POLICY)).not.toThrow();
  });

  test.each<[Partial<PartnerPolicy>, RegExp]>([
    [{ timeoutMs: 0 }, /partner 2: timeoutMs must be a whole number >= 1, got 0/],
    [{ repeatsKnownMs: 0.5 }, /repeatsKnownMs must be a whole number >= 1, got 0\.5/],
    [
      { giveUpAfterMs: 500, repeatsKnownMs: 500 },
      /partner 2: repeatsKnownMs must be > giveUpAfterMs \(500\), got 500/,
    ],
    [{ retriesMax: 1.5 }, /retriesMax must be a whole number >= 0, got 1\.5/],
    [{ rate: { perSecond: 0, burst: 5 } }, /rate\.perSecond must be a whole number >= 1/],
    [{ rate: { perSecond: 2, burst: 0 } }, /rate\.burst must be a whole number >= 1/],
    [{ batchEveryMs: 0 }, /batchEveryMs must be a whole number >= 1/],
    [{ backOff: { ...backOff, factor: 0.5 } }, /backOff\.factor must be >= 1, got 0\.5/],
    [{ backOff: { ...backOff, jitterPercent: 101 } }, /backOff\.jitterPercent must be in 0\.\.100, got 101/],
    [{ breaker: { ...breaker, probes: 0 } }, /breaker\.probes must be a whole number >= 1/],
    [{ breaker: { ...breaker, failurePercentMin: -1 } }, /breaker\.failurePercentMin must be in 0\.\.100/],
  ])('of %j is refused', (change, says) => {
    expect(() => checkPolicy(2, { ...DEFAULT_PARTNER_POLICY, ...change })).toThrow(says);
  });

  test('is asked for once a partner, and checked then', () => {
    const asked: number[] = [];
    const [gate] = middlewareActors((partner) => {
      asked.push(partner);
      return { ...DEFAULT_PARTNER_POLICY, timeoutMs: partner === 9 ? -1 : 5 };
    });
    const failed = input('attemptFailed', null, 0, 0);
    const state = gate!.initial(3);
    const now = 1_000 as Instant;
    for (let i = 0; i < 3; i++) gate!.step(state, failed, now, new CollectingOut(now));
    expect(asked).toEqual([3]);
    expect(() => gate!.step(gate!.initial(9), failed, now, new CollectingOut(now))).toThrow(
      /partner 9: timeoutMs/,
    );
  });
});

test.each([
  [200, 'done'],
  [202, 'done'],
  [409, 'done'],
  [429, 'throttled'],
  [0, 'failed'],
  [408, 'failed'],
  [500, 'failed'],
  [503, 'failed'],
  [302, 'failed'],
  [400, 'refused'],
  [404, 'refused'],
  [422, 'refused'],
] as const)('status %i means the message is %s', (status, verdict) => {
  expect(verdictOf(status)).toBe(verdict);
});

test('state of a version that never was is refused', () => {
  for (const actor of middlewareActors(() => DEFAULT_PARTNER_POLICY))
    expect(() => actor.migrate({}, 0)).toThrow(new RegExp(`${actor.name} state of version 0 is unknown`));
  expect(gateActor(() => DEFAULT_PARTNER_POLICY).finished({} as never)).toBe(false);
});

describe('each setting', () => {
  const { rate: _, ...house } = DEFAULT_PARTNER_POLICY;
  const rated = { ...house, rate: { perSecond: 2, burst: 5 }, batchEveryMs: 60_000 };
  /** The policy with one setting of it changed. */
  const withSetting = (name: string, value: number): PartnerPolicy => {
    const [group, inner] = name.split('.') as [keyof PartnerPolicy, string | undefined];
    return inner === undefined
      ? { ...rated, [group]: value }
      : { ...rated, [group]: { ...(rated[group] as object), [inner]: value } };
  };

  test.each([
    ['timeoutMs', 1],
    ['retriesMax', 0],
    ['giveUpAfterMs', 0],
    ['repeatsKnownMs', rated.giveUpAfterMs + 1],
    ['taskEscalationMs', 1],
    ['backOff.baseMs', 1],
    ['backOff.maxMs', 1],
    ['rate.perSecond', 1],
    ['rate.burst', 1],
    ['breaker.failuresMin', 1],
    ['breaker.windowMs', 1],
    ['breaker.openMs', 1],
    ['breaker.probes', 1],
    ['batchEveryMs', 1],
    ['jitterSalt', -0x80000000],
    ['backOff.factor', 1],
    ['backOff.jitterPercent', 0],
    ['breaker.failurePercentMin', 0],
  ])('%s may be as small as %i, and no smaller', (name, least) => {
    expect(() => checkPolicy(2, withSetting(name, least))).not.toThrow();
    expect(() => checkPolicy(2, withSetting(name, least - 1))).toThrow(`partner 2: ${name} must be`);
    expect(() => checkPolicy(2, withSetting(name, Number.NaN))).toThrow('must be');
  });

  test.each(['backOff.jitterPercent', 'breaker.failurePercentMin'])('%s is a share', (name) => {
    expect(() => checkPolicy(2, withSetting(name, 100))).not.toThrow();
    expect(() => checkPolicy(2, withSetting(name, 100.5))).toThrow(`${name} must be in 0..100, got 100.5`);
  });
});

test.each([
  [199, 'failed'],
  [299, 'done'],
  [300, 'failed'],
  [399, 'failed'],
  [407, 'refused'],
  [499, 'refused'],
] as const)('status %i, at the edge of its class, means the message is %s', (status, verdict) => {
  expect(verdictOf(status)).toBe(verdict);
});
