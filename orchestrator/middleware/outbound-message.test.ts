/**
 * A message in trouble: every way from its first failure to the partner having it. Rows of its table are walked one by one; what is not in
 * the table is noted and changes nothing.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { OutboundMessageInput } from './inputs.ts';
import {
  actor,
  answer,
  carry,
  drop,
  granted,
  POLICY,
  person,
  rang,
  released,
  resend,
  settles,
  toGate,
  turn,
  WAYS,
  waits,
} from './outbound-message.fixture.ts';
import { OUTBOUND_MESSAGE_TABLE } from './outbound-message.ts';
import type { OutboundMessageStatus } from './outbound-message-state.ts';

describe('the table', () => {
  test.each(Object.entries(WAYS))('status %s is reached', (status, way) => {
    if (way.length === 0) expect(actor.initial(TEST_KEY).status).toBe(status);
    else expect(given(actor, way.slice(0, -1)).when(way.at(-1)!).state.status).toBe(status);
  });

  const inputs: readonly [events: readonly string[], OutboundMessageInput][] = [
    [['timer', 'failed', 'givenUp'], rang],
    [['leaseGranted'], granted()],
    [['messageReleased'], released],
    [['turnGiven'], turn],
    [['done'], answer(200, 2)],
    [['failed', 'givenUp'], answer(503, 2)],
    [['refused'], answer(422, 2)],
    [['resend'], person(resend)],
    [['drop'], person(drop)],
  ];
  const living = Object.keys(WAYS).filter(
    (status) => !OUTBOUND_MESSAGE_TABLE.terminal.has(status as never) && status !== 'new',
  ) as OutboundMessageStatus[];

  test.each(
    living.flatMap((status) => inputs.map(([events, each]) => [status, each.kind, events, each] as const)),
  )('in %s, %s moves it along the table or is noted and changes nothing', (status, _kind, events, each) => {
    const before = given(actor, WAYS[status].slice(0, -1)).when(WAYS[status].at(-1)!).state;
    const state = structuredClone(before);
    const { effects } = givenState(actor, state).when(each);
    const tabled = events
      .map((event) => OUTBOUND_MESSAGE_TABLE.next(status, event))
      .filter((to) => to !== null);
    if (tabled.length > 0) {
      expect(tabled).toContain(state.status);
      return;
    }
    expect(state).toEqual(before);
    expect(effects).toEqual([
      {
        audit: expect.stringMatching(/^(inputNotExpected|lateAcknowledgement)$/),
        detail: expect.any(String),
      },
    ]);
  });

  test('a second carryMessage is noted', () => {
    expect(given(actor, WAYS.waiting).when(carry(503)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'carryMessage in status waiting' },
    ]);
  });

  test('whatever comes before the message is noted', () => {
    expect(givenState(actor, actor.initial(TEST_KEY)).when(rang).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'timer in status new' },
    ]);
  });
});

describe('a retry', () => {
  test('waits its back-off, asks the gate, and is transmitted on its leave', () => {
    expect(givenState(actor, actor.initial(TEST_KEY)).when(carry(503)).effects).toEqual([
      { timer: 0, at: TEST_NOW + waits(1) },
    ]);
    expect(given(actor, WAYS.waiting).when(rang).effects).toEqual([toGate('retryAsked')]);
    expect(given(actor, WAYS.asking).when(granted()).effects).toEqual([
      { timer: 0, at: TEST_NOW + POLICY.timeoutMs },
      { transmit: 'reserveStock', counter: TEST_KEY, attempt: 2 },
    ]);
  });

  test('waits as long as the partner says, and never less than its back-off', () => {
    const told = (ms: number) => givenState(actor, actor.initial(TEST_KEY)).when(carry(429, ms)).effects;
    expect(told(3_600_000)).toEqual([{ timer: 0, at: TEST_NOW + 3_600_000 }]);
    expect(told(1)).toEqual([{ timer: 0, at: TEST_NOW + waits(1) }]);
  });

  test('that fails is told to the gate, and waits longer', () => {
    const failed = [toGate('attemptFailed'), { timer: 0, at: TEST_NOW + waits(2) }];
    expect(given(actor, WAYS['in-flight']).when(answer(503, 2)).effects).toEqual(failed);
    expect(given(actor, WAYS['in-flight']).when(rang).effects).toEqual(failed);
    expect(given(actor, WAYS['in-flight']).when(answer(429, 2, 50_000)).effects).toEqual([
      toGate('attemptThrottled', TEST_NOW + 50_000),
      { timer: 0, at: TEST_NOW + 50_000 },
    ]);
  });

  test('that succeeds settles it; it ends when its lane has let go', () => {
    const { effects } = given(actor, WAYS['in-flight']).when(answer(200, 2));
    expect(effects).toEqual([{ cancel: 0 }, { kpi: 'troubledDelivery', value: 0, unit: 'ms' }, settles]);
    const last = given(actor, [...WAYS['in-flight'], answer(200, 2)]).when(released);
    expect(last).toMatchObject({ effects: [], finished: true });
  });

  test('is not failed by the late answer to an earlier one', () => {
    const { effects, state } = given(actor, WAYS['in-flight']).when(answer(503, 1));
    expect(effects).toEqual([
      { audit: 'lateAcknowledgement', detail: 'failed, attempt 1, in status in-flight' },
    ]);
    expect(state.status).toBe('in-flight');
  });

  test('as a probe tells the gate how it went, and does not count', () => {
    const probing = [carry(503), rang, granted(1, 1)];
    expect(given(actor, probing).when(answer(200, 2)).effects).toContainEqual(toGate('probePassed'));
    expect(given(actor, probing).when(answer(422, 2)).effects).toContainEqual(toGate('probePassed'));
    const { effects, state } = given(actor, probing).when(answer(503, 2));
    expect(effects).toContainEqual(toGate('attemptFailed', 1));
    expect(state).toMatchObject({ status: 'waiting', failures: 1 });
    // The gate lets others try first.
    expect(given(actor, [...probing, answer(503, 2)]).when(rang).effects).toEqual([toGate('retryAsked', 1)]);
  });
});

describe('a throttle is heard', () => {
  test('whichever attempt it answers, and whatever has become of the message', () => {
    for (const way of [WAYS.waiting, WAYS['in-flight'], WAYS.settling]) {
      const { effects } = given(actor, way).when(answer(429, 1, 70_000));
      expect(effects).toContainEqual(toGate('attemptThrottled', TEST_NOW + 70_000));
    }
  });
});

describe('the partner has it after all', () => {
  test('while it waits', () => {
    expect(given(actor, WAYS.waiting).when(answer(409, 1)).effects).toEqual([
      { cancel: 0 },
      { kpi: 'troubledDelivery', value: 0, unit: 'ms' },
      settles,
    ]);
  });

  test('while it asks: the lease is withdrawn, or given back', () => {
    expect(given(actor, WAYS.asking).when(answer(200, 1)).effects).toEqual([toGate('retryWithdrawn')]);
    expect(given(actor, WAYS.returning).when(granted(0)).effects).toContainEqual(settles);
    expect(given(actor, WAYS.returning).when(granted(1, 1)).effects[0]).toEqual(toGate('probeReturned'));
  });

  test('while its lane lets go of it as given up: no ticket', () => {
    const way = [...WAYS.dying, answer(200, 1)];
    expect(given(actor, way).when(released)).toMatchObject({ effects: [], finished: true });
  });
});
