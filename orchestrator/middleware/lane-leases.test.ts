/** What a lane may send on whose leave: a lease that crosses a gate that shuts, one that is not needed, and what it reports. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { ReserveStock } from '../contracts/wms.ts';
import { instant } from '../model/instant.ts';
import { type Acknowledged, type LaneInput, OUTBOUND_MESSAGE } from './inputs.ts';
import { laneActor } from './lane.ts';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from './policy.ts';

function lane(change: Partial<PartnerPolicy> = {}) {
  return laneActor(() => ({ ...DEFAULT_PARTNER_POLICY, ...change }));
}
const RATE = { rate: { perSecond: 1, burst: 3 } };
const WINDOW_MS = DEFAULT_PARTNER_POLICY.breaker.windowMs;

function reserve(counter: number, key = TEST_KEY): ReserveStock {
  return envelope('reserveStock', 8, key, PARTNER, 0, 0, counter, key, counter, 0, {
    lines: [{ product: 0, units: counter }],
  });
}
const answer = (counter: number, status = 200): Acknowledged => input('acknowledged', null, counter, status);
const answerOf = (counter: number, key: number, status = 200): Acknowledged => ({
  ...answer(counter, status),
  key,
});
const shut: LaneInput = input('gateMoved', null, 1);
const opened: LaneInput = input('gateMoved', null, 0);
const granted = (tokens: number, probe = 0): LaneInput => input('leaseGranted', null, tokens, probe);
const settled = (counter: number): LaneInput => input('messageSettled', null, counter, TEST_KEY);
const turnAsked = (counter: number): LaneInput => input('turnAsked', null, counter, TEST_KEY);
const transmitted = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => ('transmit' in effect ? [effect.counter] : []));
const turns = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    'tell' in effect && effect.type === OUTBOUND_MESSAGE && effect.tell === 'turnGiven' ? [effect.key] : [],
  );
const asksGate = (effects: readonly Effect[]) =>
  effects.filter((effect) => 'tell' in effect && effect.tell === 'leaseAsked');

describe('with a rate', () => {
  test('a lease that crosses a gate that shuts is worth nothing: nothing is sent on it, then or later', () => {
    const crossed = [reserve(1), shut];
    const { state, effects } = given(lane(RATE), crossed).when(granted(2));
    expect(transmitted(effects)).toEqual([]);
    expect(state).toMatchObject({ tokens: 0, asked: true });
    expect(transmitted(given(lane(RATE), [...crossed, granted(2)]).when(opened).effects)).toEqual([]);
  });

  test('a gate that shuts sends nothing of what waits, and one that opens sends it on a lease alone', () => {
    const waits = [reserve(1), reserve(2, 23)];
    expect(transmitted(given(lane(RATE), waits).when(shut).effects)).toEqual([]);
    expect(transmitted(given(lane(RATE), [...waits, shut]).when(opened).effects)).toEqual([]);
    expect(transmitted(given(lane(RATE), [...waits, shut, opened]).when(granted(2)).effects)).toEqual([1, 2]);
  });

  test('a probe takes nothing of a lease', () => {
    const probing = [reserve(1), shut, granted(1, 1), opened, reserve(2, 23), granted(3)];
    const { state, effects } = given(lane(RATE), probing.slice(0, -1)).when(probing.at(-1)!);
    expect(transmitted(effects)).toEqual([2]);
    expect(state.tokens).toBe(2);
  });
});

describe('without a rate', () => {
  test('a lease that is not needed any more is not kept', () => {
    const late = [shut, reserve(1), opened];
    expect(transmitted(given(lane(), late.slice(0, -1)).when(opened).effects)).toEqual([1]);
    const { state, effects } = given(lane(), late).when(granted(1));
    expect(state).toMatchObject({ tokens: 0, asked: false });
    expect(effects).toEqual([]);
  });

  test('what a key that is free again sends is no probe', () => {
    const { state } = given(lane(), [reserve(1), reserve(2)]).when(answer(1));
    expect(state.outstanding).toMatchObject([{ message: { counter: 2 }, probe: false }]);
    const open = given(lane(), [shut, reserve(1)]).when(opened).state;
    expect(open.outstanding).toMatchObject([{ message: { counter: 1 }, probe: false }]);
  });
});

describe('in batches', () => {
  const batches = { batchEveryMs: 60_000 };

  test('one poll is set for all that waits for it', () => {
    const first = given(lane(batches)).when(reserve(1));
    expect(first.effects.filter((effect) => 'timer' in effect)).toHaveLength(1);
    expect(given(lane(batches), [reserve(1)]).when(reserve(2, 23)).effects).toEqual([]);
  });

  test('a poll of a partner with a rate sends no more than the lease allows', () => {
    const both = { ...batches, ...RATE };
    const poll: LaneInput = input('timer', null, 1);
    const at = instant(Math.ceil((TEST_NOW + 1) / 60_000) * 60_000);
    const { effects } = given(lane(both), [reserve(1), reserve(2, 23)]).when(poll, at);
    expect(transmitted(effects)).toEqual([]);
    expect(asksGate(effects)).toMatchObject([{ a: 2 }]);
  });
});

describe('what a lane reports', () => {
  const failure = (effects: readonly Effect[]) =>
    effects.filter((effect) => 'tell' in effect && effect.tell === 'attemptFailed');

  test('went well before a failure is told once', () => {
    const well = [reserve(1), answer(1), reserve(2), answer(2)];
    const failed = [...well, reserve(3), answer(3, 503)];
    expect(failure(given(lane(), failed.slice(0, -1)).when(failed.at(-1)!).effects)).toMatchObject([
      { b: 2 },
    ]);
    const again = [...failed, reserve(4, 23)];
    expect(failure(given(lane(), again).when(answerOf(4, 23, 503)).effects)).toMatchObject([{ b: 0 }]);
  });

  test('is kept where the trouble is the message’s own: the gate has not heard of it', () => {
    const refused = [reserve(1), answer(1), reserve(2), answer(2, 422), reserve(3, 23)];
    expect(failure(given(lane(), refused).when(answerOf(3, 23, 503)).effects)).toMatchObject([{ b: 1 }]);
  });

  test('went well goes as far back as the gate looks', () => {
    const well = [reserve(1), answer(1), reserve(2)];
    const failedAt = (ms: number) =>
      failure(given(lane(), well).when(answer(2, 503), instant(TEST_NOW + ms)).effects);
    expect(failedAt(WINDOW_MS)).toMatchObject([{ b: 1 }]);
    expect(failedAt(WINDOW_MS + 1)).toMatchObject([{ b: 0 }]);
  });

  test('has in hand when the gate moves, if that is anything', () => {
    const depth = { kpi: 'partnerDepth', value: 1, unit: 'messages' };
    expect(given(lane(), [reserve(1)]).when(shut).effects).toContainEqual(depth);
    expect(given(lane(), [reserve(1), answer(1)]).when(shut).effects).toEqual([]);
  });
});

describe('a message that was in trouble', () => {
  test('and is settled is known again', () => {
    const { effects } = given(lane(), [reserve(1), answer(1, 503), settled(1)]).when(reserve(1));
    expect(effects).toMatchObject([{ audit: 'repeatedMessage' }]);
  });

  test('asks for its turn once, also behind others', () => {
    const waits = [reserve(9), reserve(2), turnAsked(1)];
    expect(given(lane(), waits).when(turnAsked(1))).toMatchObject({
      state: { stagedCount: 2 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('comes behind what waits for the gate, and at once where nothing does', () => {
    const behind = given(lane(), [shut, reserve(2)]).when(turnAsked(1));
    expect(turns(behind.effects)).toEqual([]);
    expect(behind.state.staged[TEST_KEY]?.map(({ counter }) => counter)).toEqual([2, 1]);
    expect(turns(given(lane(), [shut]).when(turnAsked(1)).effects)).toEqual([1]);
  });
});

test('an acknowledgement without a word is one', () => {
  expect(given(lane(), [reserve(1)]).when(answer(1, 429)).effects).toContainEqual(
    expect.objectContaining({ tell: 'attemptThrottled' }),
  );
  expect(given(lane()).when(answer(1, 429)).effects).toMatchObject([
    { audit: 'lateAcknowledgement' },
    { tell: 'attemptThrottled' },
  ]);
});
