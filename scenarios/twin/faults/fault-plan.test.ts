/** A fault plan is a function of what a message says, its attempt and the time: nothing else moves a fate. */
import { describe, expect, test } from 'vitest';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { Random } from '#sim/random/random';
import {
  type CallFault,
  type EventFault,
  type MessageFault,
  type MessageHit,
  NO_FAULTS,
  type OutageFault,
  type StepHit,
} from '../../world/fault-settings.ts';
import { type LinkFaults, linkFaultsOf, zombiePlanOf } from './fault-plan.ts';

const MINUTE_MS = 60_000;

function call(order: number, partner = WMS, counter = order): Envelope {
  return envelope('reserveStock', 9, order, PARTNER, partner, 0, counter, order, 0, 0, null);
}

function event(order: number, partner = WMS): Envelope {
  return envelope('stockReserved', PARTNER, partner, 0, 0, partner, order, order, 0, 0, null);
}

function fault(kind: CallFault | EventFault, rest: Partial<MessageFault> = {}): MessageFault {
  return { kind, partner: null, fromAt: 1000, untilAt: 2000, share: 1, byMs: null, ...rest };
}

function planned(messages: readonly MessageFault[], outages: readonly OutageFault[] = []): LinkFaults {
  return linkFaultsOf(
    {
      ...NO_FAULTS,
      messages,
      outages: outages.map((kind) => ({ kind, partner: WMS, fromAt: 1000, untilAt: 2000 })),
    },
    new Random(1),
  );
}

test.each<[CallFault, object]>([
  ['call-lost', { kind: 'lost' }],
  ['answer-lost', { kind: 'answerLost' }],
  ['call-duplicated', { kind: 'duplicated', afterMs: MINUTE_MS }],
  ['call-delayed', { kind: 'delayed', byMs: MINUTE_MS }],
  ['throttled', { kind: 'rejected', status: 429, retryAfterMs: MINUTE_MS }],
  ['throttled-blindly', { kind: 'rejected', status: 429, retryAfterMs: null }],
  ['brown-out', { kind: 'rejected', status: 503, retryAfterMs: null }],
])('%s is the fate %j, in its window and nowhere else', (kind, fate) => {
  const { calls } = planned([fault(kind, { byMs: { kind: 'constant', value: MINUTE_MS } })]);
  expect(calls!(call(1), 1, 1000)).toEqual({ ...fate, fault: kind });
  expect([999, 2000].map((now) => calls!(call(1), 1, now))).toEqual([null, null]);
});

test.each<[EventFault, object]>([
  ['event-lost', { kind: 'lost' }],
  ['event-duplicated', { kind: 'duplicated', afterMs: MINUTE_MS }],
  ['event-delayed', { kind: 'delayed', byMs: MINUTE_MS }],
  ['event-reordered', { kind: 'reordered', byMs: MINUTE_MS }],
])('%s is the fate %j of a message of a partner, and of no call', (kind, fate) => {
  const { calls, events } = planned([
    fault(kind, { byMs: { kind: 'constant', value: MINUTE_MS }, partner: WMS }),
  ]);
  expect(calls).toBe(null);
  expect(events!.fateOf(event(1), 1, 1500)).toEqual({ ...fate, fault: kind });
  expect(events!.fateOf(event(1, ERP), 1, 1500)).toBe(null);
});

test.each<[OutageFault, string, boolean, boolean]>([
  ['outage', 'lost', true, true],
  ['outage-to', 'lost', false, true],
  ['outage-from', 'answerLost', true, false],
])('%s: a transmission is %s; it is silent: %j, deaf: %j', (kind, fate, silent, deaf) => {
  const { calls, events } = planned([fault('brown-out')], [kind]);
  expect(calls!(call(1), 1, 1500)).toEqual({ kind: fate, fault: kind });
  expect(calls!(call(1, TMS), 1, 1500)).toMatchObject({ fault: 'brown-out' });
  expect(events!.outageFrom(WMS, 1500)).toBe(silent ? kind : null);
  expect(events!.outageTo(WMS, 1500)).toBe(deaf ? kind : null);
  expect(events!.outageFrom(WMS, 2000)).toBe(null);
});

test('without faults there is no plan', () => {
  expect(linkFaultsOf(NO_FAULTS, new Random(1))).toEqual({ calls: null, events: null });
});

describe('who is hit', () => {
  const hits = (messages: readonly MessageFault[], attempt = 1): number[] => {
    const { calls } = planned(messages);
    return Array.from({ length: 2000 }, (_, i) => i).filter(
      (i) => calls!(call(i), attempt, 1500)?.fault === 'call-lost',
    );
  };
  const lost = fault('call-lost', { share: 0.3 });

  test('is a share of all, others at the next attempt', () => {
    // 2,000 draws at 0.3: five standard deviations are 102.
    expect(Math.abs(hits([lost]).length - 600)).toBeLessThan(102);
    expect(hits([lost], 2)).not.toEqual(hits([lost]));
  });

  test('does not depend on numbers of messages, nor on what other kinds there are', () => {
    const { calls } = planned([lost]);
    for (let i = 0; i < 200; i++)
      expect(calls!(call(i, WMS, 5 * i + 7), 1, 1500)).toEqual(calls!(call(i), 1, 1500));
    const after = hits([fault('brown-out', { share: 0.5, partner: TMS }), lost]);
    expect(after).toEqual(hits([lost]));
  });

  test('two faults of one kind hit each their own', () => {
    expect(hits([lost, lost]).length).toBeGreaterThan(1.5 * hits([lost]).length);
  });
});

describe('what is written down for one transmission', () => {
  const hit = (rest: Partial<MessageHit>): MessageHit => ({
    kind: 'call-lost',
    partner: WMS,
    message: 'reserveStock',
    key: 7,
    a: null,
    b: null,
    attempt: 1,
    fromAt: -Infinity,
    untilAt: Infinity,
    byMs: null,
    ...rest,
  });
  const hitBy = (hits: readonly MessageHit[], messages: readonly MessageFault[] = []): LinkFaults =>
    linkFaultsOf({ ...NO_FAULTS, hits, messages }, new Random(1));

  test('befalls that one and no other: by key, attempt, numbers and window', () => {
    const { calls, events } = hitBy([hit({})]);
    expect(events).toBeNull();
    expect(calls!(call(7), 1, 1500)).toEqual({ kind: 'lost', fault: 'call-lost' });
    expect([calls!(call(8), 1, 1500), calls!(call(7), 2, 1500)]).toEqual([null, null]);
    const { a, b } = call(7);
    for (const [same, other] of [
      [{ a }, { a: a + 1 }],
      [{ b }, { b: b + 1 }],
      [{ fromAt: 1500, untilAt: 1501 }, { fromAt: 1501 }],
      [{ attempt: 1 }, { attempt: 3 }],
      [{ key: null }, { partner: WMS + 1 }],
    ] as const) {
      expect(hitBy([hit(same)]).calls!(call(7), 1, 1500)).not.toBeNull();
      expect(hitBy([hit(other)]).calls!(call(7), 1, 1500)).toBeNull();
    }
  });

  test('comes before what is drawn, and events are hit as calls are', () => {
    const drawn = [fault('call-delayed', { byMs: { kind: 'constant', value: MINUTE_MS } })];
    const { calls } = hitBy([hit({ kind: 'throttled', byMs: 5000 })], drawn);
    expect(calls!(call(7), 1, 1500)).toEqual({
      kind: 'rejected',
      status: 429,
      retryAfterMs: 5000,
      fault: 'throttled',
    });
    expect(calls!(call(8), 1, 1500)).toMatchObject({ kind: 'delayed', byMs: MINUTE_MS });
    const { events } = hitBy([hit({ kind: 'event-duplicated', message: 'stockReserved', byMs: 60 })]);
    expect(events!.fateOf(event(7), 1, 1500)).toEqual({
      kind: 'duplicated',
      afterMs: 60,
      fault: 'event-duplicated',
    });
  });

  test('a step leaves a zombie by what it takes, or by what its actor carries', () => {
    const carried = call(7);
    const names = {
      nameOf: (type: number) => (type === 26 ? 'outbound-message' : 'shipment'),
      carriedBy: (type: number) => (type === 26 ? carried : null),
    };
    const step: StepHit = {
      actor: 'shipment',
      message: 'stockReserved',
      key: 7,
      carries: null,
      a: null,
      actorKey: null,
      n: null,
      fromAt: -Infinity,
      untilAt: Infinity,
      byMs: 900,
    };
    const plan = (stepHit: StepHit) =>
      zombiePlanOf({ steps: [], stepHits: [stepHit] }, new Random(1), names)!;
    expect(plan(step)(event(7), 9, 56, 2, 1500)).toBe(900);
    expect(plan(step)(event(8), 9, 64, 2, 1500)).toBe(-1);
    expect(plan({ ...step, n: 3 })(event(7), 9, 56, 2, 1500)).toBe(-1);
    expect(plan({ ...step, actorKey: 57 })(event(7), 9, 56, 2, 1500)).toBe(-1);
    const carrying = { ...step, actor: 'outbound-message', carries: carried.kind };
    expect(plan(carrying)({ ...event(4711), kind: 'stockReserved' }, 26, 4711, 0, 1500)).toBe(900);
    expect(plan({ ...carrying, key: 8 })(event(4711), 26, 4711, 0, 1500)).toBe(-1);
    expect(zombiePlanOf(NO_FAULTS, new Random(1), names)).toBeNull();
  });
});
