/**
 * A message in trouble: every way from its first failure to the partner having it, or to a person. Rows of its table are
 * walked one by one; what is not in the table is noted and changes nothing.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { ReportMilestone } from '../contracts/tms.ts';
import type { ReserveStock } from '../contracts/wms.ts';
import type { Instant } from '../model/instant.ts';
import {
  type CarryMessage,
  laneKey,
  type OutboundMessageInput,
  PARTNER_GATE,
  PARTNER_LANE,
} from './inputs.ts';
import { backOffMs, messageId } from './jitter.ts';
import {
  DEAD_LETTER_ANSWERS,
  OUTBOUND_MESSAGE_TABLE,
  outboundMessageActor,
  RESENDS_MAX,
} from './outbound-message.ts';
import type { OutboundMessageStatus } from './outbound-message-state.ts';
import { DEFAULT_PARTNER_POLICY } from './policy.ts';

const PARTNER_NO = 5;
const ORDER_NO = 17;
const POLICY = { ...DEFAULT_PARTNER_POLICY, retriesMax: 2, jitterSalt: 42 };
const actor = outboundMessageActor(() => POLICY);

/** The key of the actor is the counter of its message. */
const message: ReserveStock = envelope(
  'reserveStock',
  8,
  1,
  PARTNER,
  PARTNER_NO,
  0,
  TEST_KEY,
  ORDER_NO,
  1,
  3,
  {
    lines: [{ product: 0, units: 3 }],
  },
);
const LANE = laneKey(PARTNER_NO, ORDER_NO);

function carry(status: number, retryAfterMs: number | null = null, probe = false, ago = 0): CarryMessage {
  return input('carryMessage', { message, sentAt: TEST_NOW - ago, retryAfterMs, probe }, status);
}

/** Of this one nobody waits for what becomes of it. */
const notice: ReportMilestone = {
  ...message,
  kind: 'reportMilestone',
  body: { occurredAt: 0, estimatedAt: 0 },
};
const carriedNotice: CarryMessage = input(
  'carryMessage',
  { message: notice, sentAt: TEST_NOW, retryAfterMs: null, probe: false },
  422,
);

const rang = input('timer', null, 0);
const granted = (tokens = 1, probe = 0) => input('leaseGranted', null, tokens, probe);
const released = input('messageReleased', null);
const turn = input('turnGiven', null);
const answer = (status: number, attempt: number, retryAfterMs: number | null = null) =>
  input('acknowledged', { attempt, retryAfterMs }, TEST_KEY, status);
const later = (ms: number): Instant => (TEST_NOW + ms) as Instant;
const person = (choice: number, no = 1) => input('taskAnswered', null, choice, no);
const { drop, resend } = DEAD_LETTER_ANSWERS;

const waits = (attempt: number): number =>
  backOffMs(POLICY.backOff, POLICY.jitterSalt, messageId(message), attempt);
const toGate = (kind: string, a = 0, b = 0): Effect => ({
  tell: kind,
  type: PARTNER_GATE,
  key: PARTNER_NO,
  a,
  b,
});
const settles: Effect = {
  tell: 'messageSettled',
  type: PARTNER_LANE,
  key: LANE,
  a: TEST_KEY,
  b: ORDER_NO,
};

/** Inputs that lead there. */
const WAYS: Readonly<Record<OutboundMessageStatus, readonly OutboundMessageInput[]>> = {
  new: [],
  waiting: [carry(503)],
  asking: [carry(503), rang],
  'in-flight': [carry(503), rang, granted()],
  returning: [carry(503), rang, answer(200, 1)],
  settling: [carry(503), answer(200, 1)],
  dying: [carry(422)],
  dead: [carriedNotice, released],
  queued: [carry(422), released, person(resend)],
  delivered: [carry(503), answer(200, 1), released],
  dropped: [carriedNotice, released, person(drop)],
};

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

/** A state as it was when each death was one task. */
function versionTwo(way: readonly OutboundMessageInput[]) {
  const { state } = given(actor, way.slice(0, -1)).when(way.at(-1)!);
  const { tasks: _tasks, openTask: _openTask, escalated: _escalated, ...old } = state;
  return old;
}

describe('a state of version 2', () => {
  test('that is dead has its task open, under the number of its death', () => {
    const dead = actor.migrate(versionTwo(WAYS.dead), 2);
    expect(dead).toEqual(given(actor, WAYS.dead.slice(0, -1)).when(WAYS.dead.at(-1)!).state);
    expect(givenState(actor, dead).when(person(drop)).finished).toBe(true);
  });

  test('that is not dead has none open', () => {
    expect(actor.migrate(versionTwo(WAYS.queued), 2)).toMatchObject({ tasks: 1, openTask: 0 });
    expect(actor.migrate(versionTwo(WAYS.waiting), 2)).toMatchObject({ tasks: 0, openTask: 0 });
  });
});

describe('a state of version 1', () => {
  const versionOne = (way: readonly OutboundMessageInput[]): unknown => {
    const { attemptsBefore: _unknown, ...old } = versionTwo(way);
    return old;
  };

  test('that waits for its turn may be sent, however late', () => {
    const state = actor.migrate(versionOne(WAYS.queued), 1);
    const queued = givenState(actor, state);
    queued.when(turn, later(10 * POLICY.repeatsKnownMs));
    expect(queued.when(granted(), later(10 * POLICY.repeatsKnownMs)).state.status).toBe('in-flight');
  });

  test('that asks for leave is taken for sent', () => {
    for (const way of [WAYS.asking, [...WAYS.queued, turn]]) {
      const asking = givenState(actor, actor.migrate(versionOne(way), 1));
      expect(asking.when(granted(), later(POLICY.repeatsKnownMs + 1)).state.status).toBe('dying');
    }
  });
});
