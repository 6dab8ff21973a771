/** A retry that comes late: sent as long as the partner surely knows the message again, and for a person to decide after that. */
import { describe, expect, test } from 'vitest';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import {
  actor,
  answer,
  granted,
  later,
  ORDER_NO,
  PARTNER_NO,
  POLICY,
  rang,
  released,
  settles,
  toGate,
  WAYS,
} from './outbound-message.fixture.ts';

describe('a retry that comes late', () => {
  const known = POLICY.repeatsKnownMs;

  test('is sent as long as the partner surely knows the message again', () => {
    const { effects, state } = given(actor, WAYS.asking).when(granted(), later(known));
    expect(effects).toEqual([
      { timer: 0, at: TEST_NOW + known + POLICY.timeoutMs },
      { transmit: 'reserveStock', counter: TEST_KEY, attempt: 2 },
    ]);
    expect(state).toMatchObject({ status: 'in-flight', firstSentAt: TEST_NOW });
  });

  test('is not sent after that: a person decides, once its lane has let go of it', () => {
    const asking = given(actor, WAYS.asking);
    const { effects, state } = asking.when(granted(), later(known + 1));
    expect(effects).toEqual([
      { audit: 'tooLateToRepeat', detail: `reserveStock of ${ORDER_NO}, first sent ${known + 1} ms ago` },
      settles,
    ]);
    expect(state).toMatchObject({ status: 'dying', attempts: 1, lastStatus: 503 });
    expect(asking.when(released, later(known + 2)).effects).toEqual([
      { event: 'messageDeadLettered', n: 1, a: PARTNER_NO, b: 503 },
      { timer: 1, at: TEST_NOW + known + 2 + POLICY.taskEscalationMs },
      {
        task: 'deadLetter',
        role: 'integration-desk',
        no: 1,
        dueAt: TEST_NOW + known + 2 + POLICY.taskEscalationMs,
      },
    ]);
  });

  test('gives back the probe that it was to be', () => {
    const { effects, state } = given(actor, WAYS.asking).when(granted(1, 1), later(known + 1));
    expect(effects).toEqual([
      { audit: 'tooLateToRepeat', detail: expect.any(String) },
      toGate('probeReturned'),
      settles,
    ]);
    expect(state).toMatchObject({ status: 'dying', probe: false });
  });

  test('goes by the first attempt, not by the last one', () => {
    const way = given(actor, WAYS['in-flight']);
    way.when(answer(503, 2), later(POLICY.giveUpAfterMs - 1));
    way.when(rang, later(POLICY.giveUpAfterMs));
    expect(way.when(granted(), later(known + 1)).state).toMatchObject({ status: 'dying', attempts: 2 });
  });

  test('needs no ticket where the answer to an earlier attempt was behind it in line', () => {
    const asking = given(actor, WAYS.asking);
    asking.when(granted(), later(known + 1));
    expect(asking.when(answer(200, 1), later(known + 1)).state.status).toBe('settling');
    expect(asking.when(released, later(known + 2))).toMatchObject({ effects: [], finished: true });
  });
});
