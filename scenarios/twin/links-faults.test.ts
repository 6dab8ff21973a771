/**
 * The whole twin over links that fail: every order still comes to the outcome of the quiet run, side effects happen once
 * (the invariants of every run watch that), and a run can be copied in the midst of it.
 */
import { describe, expect, test } from 'vitest';
import { WMS } from '#orchestrator/contracts/partners';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { cheapestFeasible } from '#orchestrator/decisions/node-and-carrier';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from '#orchestrator/middleware/inputs';
import { keyedHash } from '#orchestrator/middleware/jitter';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from '#orchestrator/middleware/policy';
import { SMALL_WORLD_START, smallWorld } from '#testing/small-world';
import type { Fate, FaultPlan } from './fate.ts';
import { Twin } from './twin.ts';

const HOUR = 3_600_000;

function build(faults?: FaultPlan, policy: Partial<PartnerPolicy> = {}): Twin {
  return new Twin({
    world: smallWorld(),
    policy: cheapestFeasible,
    seed: 1,
    partnerPolicy: () => ({ ...DEFAULT_PARTNER_POLICY, ...policy }),
    ...(faults === undefined ? {} : { faults }),
  });
}

function ran(faults?: FaultPlan, policy: Partial<PartnerPolicy> = {}): Twin {
  const twin = build(faults, policy);
  twin.start();
  expect(twin.run()).toBe('empty');
  return twin;
}

const quiet = ran().digests();

/** A share of all transmissions, the same for the same message and attempt. */
function nowAndThen(fate: Fate, percent = 20): FaultPlan {
  return ({ counter }, attempt) => (keyedHash(3, counter, attempt) % 100 < percent ? fate : null);
}

describe('where links fail now and then', () => {
  test.each<[string, Fate]>([
    ['lost', { kind: 'lost' }],
    ['done, but the answer lost', { kind: 'answerLost' }],
    ['duplicated', { kind: 'duplicated', afterMs: 90_000 }],
    ['delayed beyond the time-out', { kind: 'delayed', byMs: 200_000 }],
    ['too many', { kind: 'rejected', status: 429, retryAfterMs: 120_000 }],
    ['too many, for who knows how long', { kind: 'rejected', status: 429, retryAfterMs: null }],
    ['broken', { kind: 'rejected', status: 503, retryAfterMs: null }],
  ])('%s: every order comes to the same end', (_words, fate) => {
    const twin = ran(nowAndThen(fate));
    expect(twin.digests().outcomeDigest).toBe(quiet.outcomeDigest);
    expect(twin.digests().digest).not.toBe(quiet.digest);
    expect(twin.host.living(OUTBOUND_MESSAGE as ActorTypeNo)).toEqual([]);
  });
});

test.each([
  ['a rate', { rate: { perSecond: 1, burst: 2 } }],
  ['batches', { batchEveryMs: 900_000 }],
] as const)('with %s and no failures every order comes to the same end', (_words, policy) => {
  expect(ran(undefined, policy).digests().outcomeDigest).toBe(quiet.outcomeDigest);
});

describe('a warehouse that is down for a day', () => {
  const from = SMALL_WORLD_START + HOUR;
  const down: FaultPlan = ({ toKey }, _attempt, now) =>
    toKey === WMS && now >= from && now < from + 24 * HOUR
      ? { kind: 'rejected', status: 503, retryAfterMs: null }
      : null;
  const policy = { breaker: { ...DEFAULT_PARTNER_POLICY.breaker, failuresMin: 2, windowMs: 4 * HOUR } };

  test('opens its breaker, and no other; every order comes to the same end, without a ticket', () => {
    const twin = build(down, policy);
    twin.start();
    twin.run({ until: from + 12 * HOUR });
    const status = twin.host.state<GateState>(PARTNER_GATE as ActorTypeNo, WMS)?.status;
    expect(['open', 'half-open']).toContain(status);
    expect(twin.host.living(PARTNER_GATE as ActorTypeNo)).toEqual([WMS]);
    expect(twin.host.keptMessages).toBeGreaterThan(5);
    expect(twin.run()).toBe('empty');
    expect(twin.digests().outcomeDigest).toBe(quiet.outcomeDigest);
  });

  test('a copy made at any of 12 instants goes on to the digests of the run never stopped', () => {
    const straight = ran(down, policy);
    for (let i = 0; i < 12; i++) {
      const source = build(down, policy);
      source.start();
      source.run({ until: from + i * 2.2 * HOUR });
      const copy = build(down, policy);
      copy.restore(structuredClone(source.snapshot()));
      copy.run();
      expect(copy.digests()).toEqual(straight.digests());
    }
  });
});

describe('a core that crashes', () => {
  test.each(Array.from({ length: 30 }, (_, i) => i * 83 + 13))(
    'for ten minutes after %i events, with links failing: nothing is lost and nothing is done twice',
    (events) => {
      const twin = build(nowAndThen({ kind: 'answerLost' }));
      twin.start();
      twin.run({ events });
      twin.host.crash();
      twin.run({ until: twin.kernel.now + 600_000 });
      twin.host.restart();
      expect(twin.run()).toBe('empty');
      expect(twin.digests().outcomeDigest).toBe(quiet.outcomeDigest);
    },
  );

  test.each([50, 333, 800, 1_500, 2_200])('without an outage, after %i events, is no crash', (events) => {
    const twin = build();
    twin.start();
    twin.run({ events });
    twin.host.crash();
    twin.host.restart();
    twin.run();
    expect(twin.digests().businessDigest).toBe(quiet.businessDigest);
  });
});
