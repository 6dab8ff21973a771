/** A message that dies, and the person who decides on it: dropped where nobody waits for it, sent again so many times, escalated once. */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Instant } from '../model/instant.ts';
import { type OutboundMessageInput, PARTNER_LANE } from './inputs.ts';
import {
  actor,
  answer,
  carry,
  drop,
  granted,
  LANE,
  later,
  ORDER_NO,
  PARTNER_NO,
  POLICY,
  person,
  rang,
  released,
  resend,
  settles,
  toGate,
  turn,
  WAYS,
} from './outbound-message.fixture.ts';
import { RESENDS_MAX } from './outbound-message.ts';

describe('a dead letter', () => {
  const dueAt = TEST_NOW + POLICY.taskEscalationMs;
  const ticket = (death: number, status: number, no = death): Effect[] => [
    { event: 'messageDeadLettered', n: death, a: PARTNER_NO, b: status },
    { timer: 1, at: dueAt },
    { task: 'deadLetter', role: 'integration-desk', no, dueAt },
  ];
  const late: OutboundMessageInput = input('timer', null, 1);
  const supervisors = (no: number): Effect => ({ task: 'deadLetter', role: 'supervisor', no, dueAt: null });

  test('at once where the partner refuses it', () => {
    expect(givenState(actor, actor.initial(TEST_KEY)).when(carry(422)).effects).toEqual([settles]);
    expect(given(actor, WAYS.dying).when(released).effects).toEqual(ticket(1, 422));
  });

  test('after its retries', () => {
    const way = [carry(503), rang, granted(), answer(503, 2), rang, granted()];
    const { effects, state } = given(actor, way).when(answer(503, 3));
    expect(effects).toEqual([toGate('attemptFailed'), { cancel: 0 }, settles]);
    expect(state).toMatchObject({ status: 'dying', attempts: 3, failures: 3 });
  });

  test('when it has been in trouble for too long, also where nothing counts', () => {
    const old = POLICY.giveUpAfterMs;
    const begin = givenState(actor, actor.initial(TEST_KEY));
    expect(begin.when(carry(429, 5, false, old)).state.status).toBe('dying');
    const fresh = givenState(actor, actor.initial(TEST_KEY));
    expect(fresh.when(carry(429, 5, false, old - 1)).state.status).toBe('waiting');
    const probes = given(actor, [carry(503, null, true), rang, granted(1, 1)]);
    expect(probes.when(answer(503, 2), (TEST_NOW + old) as Instant).state.status).toBe('dying');
  });

  test('is dropped by a person', () => {
    const { effects, finished } = given(actor, WAYS.dead).when(person(drop));
    expect(effects).toEqual([
      { cancel: 1 },
      { event: 'deadLetterDropped', n: 1, a: PARTNER_NO, b: ORDER_NO },
    ]);
    expect(finished).toBe(true);
  });

  test('is not dropped where somebody waits for what becomes of it: its task stays open', () => {
    const { effects, state } = given(actor, [carry(422), released]).when(person(drop));
    expect(effects).toEqual([
      { audit: 'dropRefused', detail: `reserveStock of ${ORDER_NO}: somebody waits for what becomes of it` },
    ]);
    expect(state.status).toBe('dead');
  });

  test('is sent again by a person, in its turn, with all its retries', () => {
    expect(given(actor, WAYS.dead).when(person(resend)).effects).toEqual([
      { cancel: 1 },
      { event: 'deadLetterResent', n: 1, a: PARTNER_NO, b: ORDER_NO },
      { tell: 'turnAsked', type: PARTNER_LANE, key: LANE, a: TEST_KEY, b: ORDER_NO },
    ]);
    expect(given(actor, WAYS.queued).when(turn).effects).toEqual([toGate('retryAsked')]);
    expect(given(actor, [...WAYS.queued, turn]).when(granted()).effects).toContainEqual({
      transmit: 'reserveStock',
      counter: TEST_KEY,
      attempt: 2,
    });
  });

  test('is sent again however long ago it was first sent, and counts its time from then on', () => {
    const { repeatsKnownMs, giveUpAfterMs } = POLICY;
    const queued = given(actor, WAYS.queued);
    const sentAt = 10 * repeatsKnownMs;
    queued.when(turn, later(sentAt));
    const { effects, state } = queued.when(granted(), later(sentAt));
    expect(effects).toContainEqual({ transmit: 'reserveStock', counter: TEST_KEY, attempt: 2 });
    expect(state.firstSentAt).toBe(TEST_NOW + sentAt);
    // Its waiting for its turn is no trouble with the partner.
    queued.when(answer(503, 2), later(sentAt + giveUpAfterMs - 1));
    expect(state.status).toBe('waiting');
    queued.when(rang, later(sentAt + repeatsKnownMs));
    expect(queued.when(granted(), later(sentAt + repeatsKnownMs)).state.status).toBe('in-flight');
    expect(queued.when(answer(200, 3), later(sentAt + repeatsKnownMs + 5)).effects).toContainEqual({
      kpi: 'troubledDelivery',
      value: repeatsKnownMs + 5,
      unit: 'ms',
    });
  });

  test('once sent again, is not repeated too late either', () => {
    const again = given(actor, [...WAYS.queued, turn, granted(), answer(503, 2), rang]);
    const { effects, state } = again.when(granted(), later(POLICY.repeatsKnownMs + 1));
    expect(effects).toContainEqual(settles);
    expect(state).toMatchObject({ status: 'dying', attempts: 2 });
  });

  test('that dies again has a second ticket; the answer to the first one is late', () => {
    const again = [...WAYS.queued, turn, granted(), answer(422, 2)];
    expect(given(actor, again).when(released).effects).toEqual(ticket(2, 422));
    expect(given(actor, [...again, released]).when(person(drop, 1)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'taskAnswered 0 in status dead' },
    ]);
  });

  test('is sent again so many times; then its ticket stays open, unless it is dropped', () => {
    const way: OutboundMessageInput[] = [...WAYS.dead];
    for (let no = 1; no <= RESENDS_MAX; no++)
      way.push(person(resend, no), turn, granted(), answer(422, no + 1), released);
    const last = RESENDS_MAX + 1;
    expect(given(actor, way.slice(0, -1)).when(released).effects).toEqual(ticket(last, 422));
    expect(given(actor, way).when(person(resend, last))).toMatchObject({
      state: { status: 'dead', deaths: last },
      effects: [{ audit: 'resentOftenEnough' }],
      finished: false,
    });
    expect(given(actor, [...way, person(resend, last)]).when(person(drop, last)).finished).toBe(true);
  });

  test('that nobody answers is the supervisor’s as well, once; then its tasks stay open, and either is answered', () => {
    expect(given(actor, WAYS.dead).when(late)).toMatchObject({
      state: { status: 'dead', openTask: 1, escalated: true },
      effects: [supervisors(2)],
      finished: false,
    });
    const escalated = [...WAYS.dead, late];
    expect(given(actor, escalated).when(late).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'escalation in status dead' },
    ]);
    for (const no of [1, 2])
      expect(given(actor, escalated).when(person(drop, no))).toMatchObject({
        effects: [{ event: 'deadLetterDropped', n: 1 }],
        finished: true,
      });
    expect(given(actor, escalated).when(person(drop, 3)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('whose answer brings it no further is the supervisor’s as well', () => {
    const refused = [carry(422), released, person(drop)];
    expect(given(actor, [...refused]).when(late).effects).toEqual([supervisors(2)]);
    expect(given(actor, [...refused, late]).when(person(resend, 2)).state.status).toBe('queued');
  });

  test('that was escalated and dies again has the next number, and can be escalated again', () => {
    const again = [...WAYS.dead, late, person(resend, 2), turn, granted(), answer(422, 2)];
    expect(given(actor, again).when(released).effects).toEqual(ticket(2, 422, 3));
    expect(given(actor, [...again, released]).when(late).effects).toEqual([supervisors(4)]);
    expect(given(actor, [...again, released]).when(person(drop, 2)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('rings for nobody once it is answered', () => {
    expect(given(actor, WAYS.queued).when(late).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'escalation in status queued' },
    ]);
  });

  test('an answer that is none is noted', () => {
    expect(given(actor, WAYS.dead).when(person(7)).effects).toEqual([
      { audit: 'inputNotExpected', detail: 'taskAnswered 7 in status dead' },
    ]);
  });

  test('is an outcome of the run; a delivery is none', () => {
    const names: string[] = [];
    const sink = { number: () => {}, name: (value: string) => names.push(value) };
    actor.outcome(given(actor, WAYS.dying).when(released).state, sink);
    actor.outcome(given(actor, WAYS.settling).when(released).state, sink);
    expect(names).toEqual(['dead']);
  });
});
