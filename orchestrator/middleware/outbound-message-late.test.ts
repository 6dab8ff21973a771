/** Answers to a message in trouble that come late, twice or without a word: each attempt counts once, and no lease is lost. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { ReserveStock } from '../contracts/wms.ts';
import type { Instant } from '../model/instant.ts';
import { type OutboundMessageInput, PARTNER_GATE } from './inputs.ts';
import { outboundMessageActor } from './outbound-message.ts';
import { DEFAULT_PARTNER_POLICY } from './policy.ts';

const PARTNER_NO = 5;
const POLICY = { ...DEFAULT_PARTNER_POLICY, retriesMax: 2 };
const actor = outboundMessageActor(() => POLICY);
const message: ReserveStock = envelope('reserveStock', 8, 1, PARTNER, PARTNER_NO, 0, TEST_KEY, 17, 1, 3, {
  lines: [{ product: 0, units: 3 }],
});
const carry = (status: number, probe = false): OutboundMessageInput =>
  input('carryMessage', { message, sentAt: TEST_NOW, retryAfterMs: null, probe }, status);
const rang: OutboundMessageInput = input('timer', null, 0);
const granted = (tokens = 1, probe = 0): OutboundMessageInput => input('leaseGranted', null, tokens, probe);
const answer = (status: number, attempt: number): OutboundMessageInput =>
  input('acknowledged', { attempt, retryAfterMs: null }, TEST_KEY, status);
const bare = (status: number): OutboundMessageInput => input('acknowledged', null, TEST_KEY, status);
const toGate = (kind: string): Effect => ({ tell: kind, type: PARTNER_GATE, key: PARTNER_NO, a: 0, b: 0 });
const lateAnswer = { audit: 'lateAcknowledgement' };

const waiting = [carry(503)];
const asking = [...waiting, rang];
const inFlight = [...asking, granted()];
const returning = [...asking, answer(200, 1)];
const settling = [...waiting, answer(200, 1)];

describe('a failure', () => {
  test('of an attempt that was given up already counts no second time', () => {
    const timedOut = [...inFlight, rang];
    const { state, effects } = given(actor, timedOut).when(answer(503, 2));
    expect(effects).toMatchObject([lateAnswer]);
    expect(state).toMatchObject({ status: 'waiting', failures: 2, attempts: 2 });
  });

  test('without a word is of the first attempt', () => {
    expect(given(actor, inFlight).when(bare(503)).effects).toMatchObject([lateAnswer]);
    expect(given(actor, waiting).when(bare(200)).state.status).toBe('settling');
  });

  test('that is a throttle is no retry: the message lives as long as it may', () => {
    let history: readonly OutboundMessageInput[] = [carry(429)];
    for (let attempt = 2; attempt <= POLICY.retriesMax + 3; attempt++)
      history = [...history, rang, granted(), answer(429, attempt)];
    const { state } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
    expect(state).toMatchObject({ status: 'waiting', failures: 0 });
  });
});

describe('what the partner has', () => {
  test('and says again is late, wherever the message waits to be let go', () => {
    for (const history of [settling, returning]) {
      const before = given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(actor, history).when(answer(200, 1));
      expect(effects).toMatchObject([lateAnswer]);
      expect(state).toEqual(before);
    }
  });

  test('was no probe that passed, where the probe had failed before', () => {
    const failedProbe = [carry(503, true)];
    expect(given(actor, failedProbe).when(answer(200, 1)).effects).not.toContainEqual(toGate('probePassed'));
    const probing = [...asking, granted(1, 1)];
    expect(given(actor, probing).when(answer(200, 1)).effects).toContainEqual(toGate('probePassed'));
  });
});

describe('a lease', () => {
  const long = (TEST_NOW + POLICY.repeatsKnownMs + 1) as Instant;

  test('that comes much too late to a message that is delivered makes no dead letter of it', () => {
    const { state, effects } = given(actor, returning).when(granted(), long);
    expect(state.status).toBe('settling');
    expect(effects).not.toContainEqual(expect.objectContaining({ audit: 'tooLateToRepeat' }));
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'messageSettled' }));
  });

  test('that comes to who has not asked is noted, however late', () => {
    for (const now of [TEST_NOW, long]) {
      const { state, effects } = given(actor, waiting).when(granted(), now);
      expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
      expect(state.status).toBe('waiting');
    }
  });
});
