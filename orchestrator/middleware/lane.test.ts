/**
 * The lane: two steps a message when all is well; order a key; what goes wrong is handed over, and what is late or
 * makes no sense is noted and changes nothing.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { ReserveStock } from '../contracts/wms.ts';
import type { Instant } from '../model/instant.ts';
import {
  type Acknowledged,
  type AcknowledgementDetail,
  LANES_PER_PARTNER,
  type LaneInput,
  laneKey,
  OUTBOUND_MESSAGE,
  PARTNER_GATE,
} from './inputs.ts';
import { laneActor } from './lane.ts';
import { emptyLane, type LaneState, laneDepth } from './lane-state.ts';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from './policy.ts';

/** `given` makes actor `TEST_KEY`: lane 7 of partner 0. */
const PARTNER_NO = 0;
const TIMEOUT = DEFAULT_PARTNER_POLICY.timeoutMs;

function lane(change: Partial<PartnerPolicy> = {}) {
  return laneActor(() => ({ ...DEFAULT_PARTNER_POLICY, ...change }));
}

/** A message numbered `counter` about order `key`. */
function reserve(counter: number, key = TEST_KEY, a = counter): ReserveStock {
  return envelope('reserveStock', 8, key, PARTNER, PARTNER_NO, 0, counter, key, a, 0, {
    lines: [{ product: 0, units: a }],
  });
}

function answer(counter: number, status: number, detail: AcknowledgementDetail | null = null): Acknowledged {
  return input('acknowledged', detail, counter, status);
}

const timer = (id: number) => input('timer', null, id);
const shut = input('gateMoved', null, 1);
const opened = input('gateMoved', null, 0);
const granted = (tokens: number, probe = 0) => input('leaseGranted', null, tokens, probe);
const settled = (counter: number) => input('messageSettled', null, counter, TEST_KEY);

const transmits = (counter: number): Effect => ({ transmit: 'reserveStock', counter, attempt: 1 });
const asksFor = (wanted: number, answers = 0): Effect => ({
  tell: 'leaseAsked',
  type: PARTNER_GATE,
  key: PARTNER_NO,
  a: wanted,
  b: answers,
});
/** Counters of what is staged of a key. */
const staged = (state: LaneState, key = TEST_KEY) => (state.staged[key] ?? []).map(({ counter }) => counter);
const tellsGate = (kind: string, a = 0, b = 0): Effect => ({
  tell: kind,
  type: PARTNER_GATE,
  key: PARTNER_NO,
  a,
  b,
});

/** What is told of a message in trouble, without the signals. */
function told(effects: readonly Effect[]): Effect[] {
  return effects.filter((effect) => !('kpi' in effect));
}

describe('a message', () => {
  test('is transmitted at once; its acknowledgement ends it', () => {
    const first = given(lane()).when(reserve(1));
    expect(first.effects).toEqual([{ timer: 0, at: TEST_NOW + TIMEOUT }, transmits(1)]);
    const second = given(lane(), [reserve(1)]).when(answer(1, 200), (TEST_NOW + 40) as Instant);
    expect(second.effects).toEqual([{ cancel: 0 }]);
    expect(second.state).toMatchObject({ outstanding: [], latencyMs: 40, answers: 1, timeoutAt: 0 });
  });

  test.each([202, 409])('is done with status %i, too', (status) => {
    expect(given(lane(), [reserve(1)]).when(answer(1, status)).effects).toEqual([{ cancel: 0 }]);
  });

  test('of another key goes beside it, on the one timer', () => {
    expect(given(lane(), [reserve(1)]).when(reserve(2, 23)).effects).toEqual([transmits(2)]);
    const { effects, state } = given(lane(), [reserve(1), reserve(2, 23)]).when(answer(1, 200));
    expect(effects).toEqual([]);
    expect(state.timeoutAt).toBe(TEST_NOW + TIMEOUT);
  });

  test('of the same key waits for the acknowledgement, and the one after it too', () => {
    const waiting = [reserve(1), reserve(2), reserve(3)];
    expect(given(lane(), waiting.slice(0, 1)).when(reserve(2)).effects).toEqual([]);
    expect(given(lane(), waiting).when(answer(1, 200)).effects).toEqual([transmits(2)]);
    const { state } = given(lane(), [...waiting, answer(1, 200)]).when(answer(2, 200));
    expect(state.outstanding.map(({ message }) => message.counter)).toEqual([3]);
    expect(laneDepth(state)).toBe(1);
  });

  test('that comes a second time is noted: on its way, waiting, in trouble, or done lately', () => {
    for (const before of [
      [reserve(1)],
      [reserve(9), reserve(1)],
      [reserve(1), answer(1, 503)],
      [reserve(1), answer(1, 200)],
    ]) {
      expect(given(lane(), before).when(reserve(1)).effects).toEqual([
        { audit: 'repeatedMessage', detail: 'reserveStock, message 1, order 7' },
      ]);
    }
  });

  test('that says the same as the last one of its key in hand is noted and goes no further', () => {
    expect(given(lane(), [reserve(1, TEST_KEY, 5)]).when(reserve(2, TEST_KEY, 5)).effects).toEqual([
      { audit: 'repeatedCommand', detail: 'reserveStock, message 2, order 7' },
    ]);
    // Something else came between: to say it again means something.
    const { state } = given(lane(), [reserve(1, TEST_KEY, 5), reserve(2, TEST_KEY, 6)]).when(
      reserve(3, TEST_KEY, 5),
    );
    expect(staged(state)).toEqual([2, 3]);
    // The first is done: a new command.
    const done = given(lane(), [reserve(1, TEST_KEY, 5), answer(1, 200)]).when(reserve(2, TEST_KEY, 5));
    expect(done.state.outstanding).toHaveLength(1);
    const body = { ...reserve(2, TEST_KEY, 5), body: { lines: [{ product: 1, units: 5 }] } };
    expect(given(lane(), [reserve(1, TEST_KEY, 5)]).when(body).state.stagedCount).toBe(1);
  });
});

describe('trouble', () => {
  const carried = (counter: number, status: number, sentAt: number, retryAfterMs: number | null = null) => ({
    tell: 'carryMessage',
    type: OUTBOUND_MESSAGE,
    key: counter,
    a: status,
    b: 0,
    body: { message: reserve(counter), sentAt, retryAfterMs, probe: false },
  });

  test.each([
    [503, null, tellsGate('attemptFailed', 0, 0)],
    [429, 9_000, tellsGate('attemptThrottled', TEST_NOW + 9_000, 0)],
    [429, null, tellsGate('attemptThrottled', TEST_NOW + DEFAULT_PARTNER_POLICY.backOff.baseMs, 0)],
  ] as const)(
    'status %i, retry after %s: its own actor carries it, the gate knows',
    (status, retryAfterMs, gate) => {
      const detail = retryAfterMs === null ? null : { attempt: 1, retryAfterMs };
      const { effects, state } = given(lane(), [reserve(1)]).when(answer(1, status, detail));
      expect(told(effects)).toEqual([carried(1, status, TEST_NOW, retryAfterMs), gate, { cancel: 0 }]);
      expect(state.troubled).toEqual({ [TEST_KEY]: 1 });
      expect(effects).toContainEqual({ kpi: 'partnerDepth', value: 1, unit: 'messages' });
    },
  );

  test('a refusal is the trouble of the message, not of the partner', () => {
    expect(told(given(lane(), [reserve(1)]).when(answer(1, 422)).effects)).toEqual([
      carried(1, 422, TEST_NOW),
      { cancel: 0 },
    ]);
  });

  test('no answer in time: what is overdue is handed over, the timer goes on for the rest', () => {
    const under = givenState(lane(), emptyLane(TEST_KEY));
    under.when(reserve(1));
    under.when(reserve(2, 23), (TEST_NOW + 5) as Instant);
    const { effects, state } = under.when(timer(0), (TEST_NOW + TIMEOUT) as Instant);
    expect(told(effects)).toEqual([
      carried(1, 0, TEST_NOW),
      tellsGate('attemptFailed', 0, 0),
      { timer: 0, at: TEST_NOW + TIMEOUT + 5 },
    ]);
    expect(state.outstanding).toHaveLength(1);
  });

  test('tells the gate how many went well before, as far back as it looks', () => {
    const history = [reserve(1), answer(1, 200), reserve(2), answer(2, 200), reserve(3)];
    expect(given(lane(), history).when(answer(3, 503)).effects).toContainEqual(
      tellsGate('attemptFailed', 0, 2),
    );
    const later = (TEST_NOW + DEFAULT_PARTNER_POLICY.breaker.windowMs + 1) as Instant;
    expect(given(lane(), history).when(answer(3, 503), later).effects).toContainEqual(
      tellsGate('attemptFailed', 0, 0),
    );
  });

  test('holds its key back until it is settled; other keys go on', () => {
    const history = [reserve(1), reserve(2), answer(1, 503)];
    expect(given(lane(), history).when(reserve(3, 23)).effects).toContainEqual(transmits(3));
    const { effects, state } = given(lane(), history).when(settled(1));
    expect(effects).toEqual([
      { tell: 'messageReleased', type: OUTBOUND_MESSAGE, key: 1, a: 0, b: 0 },
      { timer: 0, at: TEST_NOW + TIMEOUT },
      transmits(2),
    ]);
    expect(state).toMatchObject({ troubled: {}, troubledCount: 0 });
  });

  test('an answer to a message in trouble is passed on, whichever attempt it is to', () => {
    const history = [reserve(1), answer(1, 503)];
    for (const detail of [null, { attempt: 2, retryAfterMs: null }]) {
      expect(given(lane(), history).when(answer(1, 200, detail)).effects).toEqual([
        {
          tell: 'acknowledged',
          type: OUTBOUND_MESSAGE,
          key: 1,
          a: 1,
          b: 200,
          ...(detail === null ? {} : { body: detail }),
        },
      ]);
    }
  });

  test('a dead letter that asks twice has one turn', () => {
    const turn = input('turnAsked', null, 1, TEST_KEY);
    const behind = [reserve(1), answer(1, 422), reserve(2), settled(1)];
    const waits: Effect = {
      audit: 'inputNotExpected',
      detail: 'turnAsked for message 1, which waits for it',
    };
    expect(told(given(lane(), [...behind, turn]).when(turn).effects)).toEqual([waits]);
    const { state } = given(lane(), [...behind, turn, turn]).when(answer(2, 200));
    expect(state.troubled[TEST_KEY]).toBe(1);
    expect(told(given(lane(), [...behind, turn, answer(2, 200)]).when(turn).effects)).toEqual([waits]);
  });

  test('a second dead letter of a key comes behind the first', () => {
    const turn = (counter: number) => input('turnAsked', null, counter, TEST_KEY);
    const dead = [reserve(1), answer(1, 422), settled(1), reserve(2), answer(2, 422), settled(2), reserve(3)];
    const { state } = given(lane(), [...dead, turn(1)]).when(turn(2));
    expect(staged(state)).toEqual([1, 2]);
  });

  test('a dead letter comes back in its turn', () => {
    const turn = input('turnAsked', null, 1, TEST_KEY);
    const gone = [reserve(1), answer(1, 422), settled(1)];
    const turnGiven = { tell: 'turnGiven', type: OUTBOUND_MESSAGE, key: 1, a: 0, b: 0 };
    expect(given(lane(), gone).when(turn).effects).toEqual([turnGiven]);
    expect(given(lane(), [...gone, reserve(2)]).when(turn).effects).toEqual([]);
    const { effects, state } = given(lane(), [...gone, reserve(2), turn, reserve(3)]).when(answer(2, 200));
    expect(effects).toEqual([turnGiven, { cancel: 0 }]);
    expect(staged(state)).toEqual([3]);
  });
});

describe('behind a shut gate', () => {
  test('messages are staged, and the gate is asked once', () => {
    expect(given(lane(), [shut]).when(reserve(1)).effects).toEqual([asksFor(1)]);
    expect(given(lane(), [shut, reserve(1)]).when(reserve(2, 23)).effects).toEqual([]);
  });

  test('a probe lets one through and asks for the rest; its answer goes to the gate', () => {
    const waiting = [shut, reserve(1), reserve(2, 23)];
    expect(given(lane(), waiting).when(granted(1, 1)).effects).toEqual([
      { timer: 0, at: TEST_NOW + TIMEOUT },
      transmits(1),
      asksFor(1),
    ]);
    const probing = [...waiting, granted(1, 1)];
    expect(given(lane(), probing).when(answer(1, 200)).effects).toEqual([
      tellsGate('probePassed'),
      { cancel: 0 },
    ]);
    expect(given(lane(), probing).when(answer(1, 503)).effects).toContainEqual(
      tellsGate('attemptFailed', 1, 0),
    );
    expect(given(lane(), probing).when(answer(1, 422)).effects).toContainEqual(tellsGate('probePassed'));
  });

  test('a probe with nothing left to send is given back', () => {
    const asked: LaneState = { ...emptyLane(TEST_KEY), flow: 'shut', asked: true };
    expect(givenState(lane(), asked).when(granted(1, 1)).effects).toEqual([tellsGate('probeReturned')]);
  });

  test('what cannot go by itself is not asked for: it waits behind one of its key', () => {
    expect(given(lane(), [reserve(1), shut]).when(reserve(2)).effects).toEqual([]);
    expect(given(lane(), [reserve(1), shut, reserve(2)]).when(answer(1, 200)).effects).toEqual([
      asksFor(1, 1),
      { cancel: 0 },
    ]);
  });

  test('what waits longest goes first, also where its key has only now become free', () => {
    const waiting = [reserve(1), shut, reserve(2), reserve(3, 23), reserve(4, 39), answer(1, 200)];
    const { effects } = given(lane(), waiting).when(opened);
    expect(effects.filter((effect) => 'transmit' in effect)).toEqual([
      transmits(2),
      transmits(3),
      transmits(4),
    ]);
  });

  test('when it opens everything goes, one of each key', () => {
    const { effects, state } = given(lane(), [shut, reserve(1), reserve(2), reserve(3, 23)]).when(opened);
    expect(effects.filter((effect) => 'transmit' in effect)).toEqual([transmits(1), transmits(3)]);
    expect(staged(state)).toEqual([2]);
    // The grant of the ask made meanwhile still comes.
    expect(given(lane(), [shut, reserve(1), opened]).when(granted(1)).effects).toEqual([]);
  });
});

describe('with a rate', () => {
  const limited = lane({ rate: { perSecond: 10, burst: 64 } });

  test('transmits on leases, and asks only when one is used up', () => {
    expect(given(limited).when(reserve(1)).effects).toEqual([asksFor(1)]);
    const leased = given(limited, [reserve(1)]).when(granted(3));
    expect(leased.effects).toEqual([{ timer: 0, at: TEST_NOW + TIMEOUT }, transmits(1)]);
    expect(leased.state.tokens).toBe(2);
    const spent = [reserve(1), granted(2), reserve(2, 23)];
    expect(given(limited, spent.slice(0, 2)).when(reserve(2, 23)).effects).toEqual([transmits(2)]);
    expect(given(limited, spent).when(reserve(3, 39)).effects).toEqual([asksFor(1)]);
  });

  test('a gate that shuts takes back what was leased', () => {
    const { state } = given(limited, [reserve(1), granted(3)]).when(shut);
    expect(state.tokens).toBe(0);
    expect(given(limited, [reserve(1), granted(3), shut]).when(opened).state.tokens).toBe(0);
  });
});

describe('for a partner in batches', () => {
  const EVERY = 900_000;
  const batched = lane({ batchEveryMs: EVERY });
  const next = (Math.floor(TEST_NOW / EVERY) + 1) * EVERY;

  test('messages wait for the next poll; of one key one goes a poll', () => {
    expect(given(batched).when(reserve(1)).effects).toEqual([{ timer: 1, at: next }]);
    const under = givenState(batched, emptyLane(TEST_KEY));
    for (const each of [reserve(1), reserve(2), reserve(3, 23)]) under.when(each);
    const { effects } = under.when(timer(1), next as Instant);
    expect(effects.filter((effect) => 'transmit' in effect)).toEqual([transmits(1), transmits(3)]);
    const acknowledged = under.when(answer(1, 200), (next + 10) as Instant);
    expect(acknowledged.effects).toEqual([{ timer: 1, at: next + EVERY }]);
    expect(under.when(timer(1), (next + EVERY) as Instant).effects).toContainEqual(transmits(2));
  });

  test('what comes at the instant of a poll, before its timer, goes with the next one', () => {
    const under = givenState(batched, emptyLane(TEST_KEY));
    under.when(reserve(1));
    under.when(reserve(2, 23), next as Instant);
    const { effects } = under.when(timer(1), next as Instant);
    expect(effects.filter((effect) => 'transmit' in effect)).toEqual([transmits(1)]);
    expect(effects).toContainEqual({ timer: 1, at: next + EVERY });
    expect(under.when(timer(1), (next + EVERY) as Instant).effects).toContainEqual(transmits(2));
  });

  test('a poll behind a shut gate asks, and is made up for when it opens', () => {
    const under = givenState(batched, emptyLane(TEST_KEY));
    for (const each of [shut, reserve(1)]) under.when(each);
    expect(under.when(timer(1), next as Instant).effects).toEqual([asksFor(1)]);
    expect(under.when(opened, (next + 1) as Instant).effects).toContainEqual(transmits(1));
  });
});

describe('what makes no sense or comes late is noted and changes nothing', () => {
  test.each<[string, readonly LaneInput[], LaneInput, string]>([
    ['an answer to nothing', [reserve(1)], answer(99, 200), 'lateAcknowledgement'],
    ['a second answer', [reserve(1), answer(1, 200)], answer(1, 200), 'lateAcknowledgement'],
    ['a lease nobody asked for', [reserve(1)], granted(5), 'inputNotExpected'],
    ['an opening of an open gate', [reserve(1)], opened, 'inputNotExpected'],
    ['a shutting of a shut gate', [shut, reserve(1)], shut, 'inputNotExpected'],
    ['a settlement of nothing', [reserve(1)], settled(1), 'inputNotExpected'],
    [
      'a turn for what is in trouble',
      [reserve(1), answer(1, 503)],
      input('turnAsked', null, 1, TEST_KEY),
      'inputNotExpected',
    ],
  ])('%s', (_words, history, late, subject) => {
    const before = structuredClone(given(lane(), history).when(reserve(1)).state);
    const { state, effects } = given(lane(), [...history, reserve(1)]).when(late);
    expect(effects).toEqual([{ audit: subject, detail: expect.any(String) }]);
    expect(state).toEqual(before);
  });

  test('but that the partner wants less is heard, whatever it answers', () => {
    const detail = { attempt: 2, retryAfterMs: 9_000 };
    expect(given(lane(), [reserve(1), answer(1, 200)]).when(answer(1, 429, detail)).effects).toEqual([
      { audit: 'lateAcknowledgement', detail: 'message 1, status 429' },
      tellsGate('attemptThrottled', TEST_NOW + 9_000, 0),
    ]);
  });

  test('a time-out that is come to late judges by when it rang: later answers may be in line behind it', () => {
    const busy = given(lane(), [reserve(1)]);
    busy.when(reserve(2, 23), (TEST_NOW + 1) as Instant);
    const late = (TEST_NOW + 10 * TIMEOUT) as Instant;
    const { effects, state } = busy.when(timer(0), late);
    expect(state.outstanding.map(({ message }) => message.counter)).toEqual([2]);
    expect(effects).toContainEqual({ timer: 0, at: late });
    // Its answer came before that time-out rang.
    const answered = busy.when({ ...answer(2, 200), key: 23 }, late);
    expect(answered.state).toMatchObject({ outstanding: [], troubledCount: 1 });
  });

  test('a time-out that rings with nothing overdue', () => {
    const { state, effects } = given(lane(), [reserve(1)]).when(timer(0));
    expect(effects).toEqual([{ timer: 0, at: TEST_NOW + TIMEOUT }]);
    expect(state.outstanding).toHaveLength(1);
  });
});

test('lanes of a partner share its business keys, and lie together', () => {
  const keys = Array.from({ length: 64 }, (_, key) => laneKey(5, key));
  expect(new Set(keys).size).toBe(LANES_PER_PARTNER);
  expect(keys.every((key) => emptyLane(key).partner === 5)).toBe(true);
  expect(laneKey(5, 2 ** 31 - 1)).toBe(5 * LANES_PER_PARTNER + 15);
});

test('a lane of version 1 goes on with what it had in hand, in its order', () => {
  const old = {
    ...emptyLane(TEST_KEY),
    outstanding: [{ message: reserve(1), sentAt: TEST_NOW, probe: false }],
    troubled: [{ key: 39, counter: 2 }],
    staged: [
      { key: 39, counter: 3, message: reserve(3, 39), dueAt: 0 },
      { key: TEST_KEY, counter: 4, message: reserve(4), dueAt: 0 },
      { key: 23, counter: 5, message: reserve(5, 23), dueAt: 0 },
    ],
  };
  const under = givenState(lane(), lane().migrate(old, 1));
  expect(under.when(opened).state).toMatchObject({ ready: [23], stagedCount: 3, troubledCount: 1 });
  expect(under.when(answer(1, 200)).effects).toContainEqual(transmits(4));
  expect(() => lane().migrate(old, 7)).toThrow('partner-lane state of version 7');
});

test('a lane of version 2 goes on with what it had on its way', () => {
  const { sent: _, ...before } = given(lane()).when(reserve(1)).state;
  const under = givenState(lane(), lane().migrate({ ...before, sendings: { [TEST_KEY]: 1 } }, 2));
  expect(under.when(reserve(2)).effects).toEqual([]);
  expect(under.when(answer(1, 200)).effects).toContainEqual(transmits(2));
});

test('has no outcome and never finishes', () => {
  const actor = lane();
  const state: LaneState = actor.initial(TEST_KEY);
  actor.outcome(state, { number: () => expect.unreachable(), name: () => expect.unreachable() });
  expect(actor.finished(state)).toBe(false);
});
