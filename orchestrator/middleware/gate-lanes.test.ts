/** Whom a gate speaks to: every lane when it shuts and when it opens, once; and who has taken back what was asked, nobody else. */
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { TEST_NOW } from '#testing/core/given';
import { envelope } from '../contracts/envelope.ts';
import type { Instant } from '../model/instant.ts';
import { gateActor } from './gate.ts';
import { emptyGate } from './gate-state.ts';
import { type GateInput, LANES_PER_PARTNER, OUTBOUND_MESSAGE, PARTNER_GATE, PARTNER_LANE } from './inputs.ts';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from './policy.ts';

const PARTNER_NO = 5;
const LANE = 83;
const POLICY: PartnerPolicy = {
  ...DEFAULT_PARTNER_POLICY,
  breaker: { failuresMin: 2, failurePercentMin: 50, windowMs: 60_000, openMs: 30_000, probes: 1 },
};
const RATE: PartnerPolicy = { ...POLICY, rate: { perSecond: 2, burst: 1 } };

function said<Kind extends GateInput['kind']>(
  kind: Kind,
  type: number,
  key: number,
  a = 0,
  b = 0,
): GateInput {
  return envelope(kind, type, key, PARTNER_GATE, PARTNER_NO, 0, 1, PARTNER_NO, a, b, null) as GateInput;
}
const asks = (wanted = 1, lane = LANE) => said('leaseAsked', PARTNER_LANE, lane, wanted);
const retries = (message: number) => said('retryAsked', OUTBOUND_MESSAGE, message);
const withdraws = (message: number) => said('retryWithdrawn', OUTBOUND_MESSAGE, message);
const fails = said('attemptFailed', PARTNER_LANE, LANE);
const throttles = (until: number) => said('attemptThrottled', PARTNER_LANE, LANE, until);
const passes = said('probePassed', PARTNER_LANE, LANE);
const timer = (id: number) => said('timer', PARTNER_GATE, PARTNER_NO, id);
const [REFILL, RESUME] = [0, 1];

/** The gate after these inputs, the last of them at `ms`; signals left out. */
function having(policy: PartnerPolicy, inputs: readonly GateInput[], ms = 0) {
  const actor = gateActor(() => policy);
  const state = emptyGate(PARTNER_NO);
  let effects: readonly Effect[] = [];
  for (const [i, each] of inputs.entries()) {
    const now = (TEST_NOW + (i === inputs.length - 1 ? ms : 0)) as Instant;
    const out = new CollectingOut(now);
    actor.step(state, each, now, out);
    effects = out.effects.filter((effect) => !('kpi' in effect || 'audit' in effect));
  }
  return { state, effects };
}
const everyLane = (shut: number): readonly Effect[] =>
  Array.from({ length: LANES_PER_PARTNER }, (_, i) => ({
    tell: 'gateMoved',
    type: PARTNER_LANE,
    key: PARTNER_NO * LANES_PER_PARTNER + i,
    a: shut,
    b: 0,
  }));
const toLanes = (effects: readonly Effect[]) =>
  effects.filter((effect) => 'tell' in effect && effect.tell === 'gateMoved');
const grants = (type: number, key: number, tokens: number, probe = 0): Effect => ({
  tell: 'leaseGranted',
  type,
  key,
  a: tokens,
  b: probe,
});

describe('every lane hears', () => {
  test('that the partner wants a pause, and no token is waited for meanwhile', () => {
    expect(having(POLICY, [throttles(TEST_NOW + 9_000)]).effects).toEqual([
      ...everyLane(1),
      { cancel: REFILL },
      { timer: RESUME, at: TEST_NOW + 9_000 },
    ]);
  });

  test('that the pause is over, before anybody is granted anything', () => {
    const history = [throttles(TEST_NOW + 9_000), asks(3), timer(RESUME)];
    expect(having(POLICY, history, 9_000).effects).toEqual([...everyLane(0), grants(PARTNER_LANE, LANE, 3)]);
  });

  test('once that it is shut: a paused one that opens is shut already', () => {
    const { state, effects } = having(POLICY, [throttles(TEST_NOW + 1), fails, fails]);
    expect(state.status).toBe('open');
    expect(toLanes(effects)).toEqual([]);
    expect(effects).toEqual([{ cancel: REFILL }, { timer: RESUME, at: TEST_NOW + 30_000 }]);
  });

  test('nothing of probes: it is shut until they have passed', () => {
    const halfOpen = [fails, fails, timer(RESUME)];
    expect(toLanes(having(POLICY, halfOpen, 30_000).effects)).toEqual([]);
    const closing = [...halfOpen, asks(), passes];
    expect(toLanes(having(POLICY, closing).effects)).toEqual(everyLane(0));
  });
});

test('openings are counted, each of them', () => {
  const opened = [fails, fails];
  expect(having(POLICY, opened).state.openings).toBe(1);
  const again = [...opened, timer(RESUME), asks(), said('attemptFailed', PARTNER_LANE, LANE, 1)];
  expect(having(POLICY, again).state).toMatchObject({ status: 'open', openings: 2, window: [] });
});

test('what failed before it closed again is forgotten', () => {
  const closed = [fails, fails, timer(RESUME), asks(), passes];
  expect(having(POLICY, [...closed, fails]).state.status).toBe('closed');
  expect(having(POLICY, [...closed, fails, fails]).state.status).toBe('open');
});

describe('an ask that is taken back', () => {
  test('is the one of that message, among others', () => {
    const waiting = [fails, fails, retries(1), retries(2), retries(3)];
    const { state, effects } = having(POLICY, [...waiting, withdraws(2)]);
    expect(effects).toEqual([grants(OUTBOUND_MESSAGE, 2, 0)]);
    expect(state.asks.map(({ key }) => key)).toEqual([1, 3]);
  });

  test('is no lane’s, though that has the same number', () => {
    const waiting = [fails, fails, asks(1, LANE), retries(LANE)];
    const { state, effects } = having(POLICY, [...waiting, withdraws(LANE)]);
    expect(effects).toEqual([grants(OUTBOUND_MESSAGE, LANE, 0)]);
    expect(state.asks).toMatchObject([{ retry: false, key: LANE }]);
  });

  test('and is not there takes nobody else’s', () => {
    const { state, effects } = having(POLICY, [fails, fails, retries(1), withdraws(2)]);
    expect(effects).toEqual([]);
    expect(state.asks).toMatchObject([{ retry: true, key: 1 }]);
  });
});

test('the timers of a gate are told apart by number', () => {
  expect(gateActor(() => POLICY).timers).toEqual(['refill', 'resume']);
  // A bucket that fills opens no pause, nor does the end of one wait for a token.
  const paused = [throttles(TEST_NOW + 9_000), asks()];
  expect(having(RATE, [...paused, timer(REFILL)]).state.status).toBe('paused');
  expect(having(RATE, [...paused, timer(RESUME)], 9_000).state.status).toBe('closed');
});
