/** A fault plan is a function of what a message says, its attempt and the time: nothing else moves a fate. */
import { describe, expect, test } from 'vitest';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { Random } from '#sim/random/random';
import {
  type CallFault,
  type EventFault,
  type MessageFault,
  NO_FAULTS,
  type OutageFault,
} from '../../world/fault-settings.ts';
import { type LinkFaults, linkFaultsOf } from './fault-plan.ts';

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
      messages,
      outages: outages.map((kind) => ({ kind, partner: WMS, fromAt: 1000, untilAt: 2000 })),
      crashes: [],
      steps: [],
      clocks: [],
      upgrades: [],
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
