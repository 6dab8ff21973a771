/**
 * The partner middleware in a host, under any pattern of failures: what must hold is read off the wire and off the
 * partners' own ledgers.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { PARTNER_GATE, PARTNER_LANE } from '#orchestrator/middleware/inputs';
import { keyedHash } from '#orchestrator/middleware/jitter';
import { type LaneState, PLACE_TABLE, type Place, type Staged } from '#orchestrator/middleware/lane-state';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from '#orchestrator/middleware/policy';
import { PARTNER_A, PARTNER_B } from '#testing/core/host-contract-actors';
import { living, type MiddlewareRig, middlewareRig, START } from '#testing/core/middleware-rig';
import { runs } from '#testing/properties/properties';
import type { Fate, FaultPlan } from '../twin/faults/fate.ts';

const INSTANTANEOUS = { workers: 0, stepLatencyMs: 0, storeLatencyMs: 0 };
const SLOW = { workers: 2, stepLatencyMs: 7, storeLatencyMs: 3 };
const HEALED_AFTER_MS = 600_000;
/** Of a message until its partner heals. */
const TRIES_MAX = 5_000;
/** Far more than any story has. */
const EVENTS_MAX = 300_000;

const fate: fc.Arbitrary<Fate | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constant({ kind: 'lost' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'answerLost' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('duplicated' as const), afterMs: fc.nat(20_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delayed' as const), byMs: fc.nat(20_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('rejected' as const),
      status: fc.constantFrom(429, 500, 503),
      retryAfterMs: fc.option(fc.nat(30_000)),
    }),
  },
);

const policies: fc.Arbitrary<PartnerPolicy> = fc.record({
  timeoutMs: fc.constantFrom(1_000, 5_000),
  retriesMax: fc.nat(4),
  giveUpAfterMs: fc.constantFrom(60_000, 3_600_000),
  // Beyond that.
  repeatsKnownMs: fc.constantFrom(1, 5_000, 86_400_000),
  taskEscalationMs: fc.constantFrom(60_000, 86_400_000),
  backOff: fc.record({
    baseMs: fc.integer({ min: 1, max: 2_000 }),
    factor: fc.constantFrom(1, 1.5, 2),
    maxMs: fc.constantFrom(2_000, 30_000),
    jitterPercent: fc.nat(100),
  }),
  rate: fc.option(
    fc.record({ perSecond: fc.integer({ min: 1, max: 20 }), burst: fc.integer({ min: 1, max: 80 }) }),
  ),
  breaker: fc.record({
    // Some that open at once, some that never do.
    failuresMin: fc.constantFrom(1, 3, 1_000),
    failurePercentMin: fc.constantFrom(0, 30, 80),
    windowMs: fc.constantFrom(5_000, 60_000),
    openMs: fc.integer({ min: 1, max: 20_000 }),
    probes: fc.integer({ min: 1, max: 3 }),
  }),
  batchEveryMs: fc.option(fc.constantFrom(2_000, 15_000), { freq: 4 }),
  jitterSalt: fc.nat(99),
});
const policy = policies.map((each) => ({
  ...each,
  repeatsKnownMs: each.giveUpAfterMs + each.repeatsKnownMs,
}));

const story = fc.record({
  policy,
  fates: fc.array(fate, { minLength: 1, maxLength: 12 }),
  sends: fc.array(
    fc.record({
      kind: fc.constantFrom('sendTwice', 'sendB'),
      // Few keys: messages of one key meet.
      key: fc.integer({ min: 1, max: 6 }),
      afterMs: fc.nat(60_000),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  poison: fc.integer({ min: 0, max: 9 }),
  crashes: fc.array(fc.record({ afterMs: fc.nat(90_000), forMs: fc.nat(20_000) }), { maxLength: 2 }),
});
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

/** Any pattern, the same for the same transmission, that ends after a while; a tenth may never be accepted. */
function plan({ fates, poison, policy: { backOff, breaker } }: Story): FaultPlan {
  // Who asks every ms is healed sooner: some thousand times show all that half a million would.
  const healedAfterMs = Math.min(HEALED_AFTER_MS, TRIES_MAX * Math.min(backOff.baseMs, breaker.openMs));
  return ({ counter, a }, attempt, now) => {
    if (poison > 0 && a % 10 === poison) return { kind: 'rejected', status: 422, retryAfterMs: null };
    if (now - START > healedAfterMs) return null;
    return fates[keyedHash(0, counter, attempt) % fates.length]!;
  };
}

function begin(told: Story, platform = INSTANTANEOUS): MiddlewareRig {
  const rig = middlewareRig({ policy: told.policy, platform, faults: plan(told) });
  for (let key = 1; key <= 20; key++) rig.say('open', key, 0, 0);
  for (const [i, { kind, key, afterMs }] of told.sends.entries()) rig.say(kind, key, 2 * i, 100 + afterMs);
  return rig;
}

/** To its end, which must come: nothing is tried for ever. */
function finish({ kernel }: MiddlewareRig): void {
  expect(kernel.run({ events: EVENTS_MAX })).toBe('empty');
}

/** Every message sent, by counter. */
function messages(rig: MiddlewareRig): Map<number, Envelope> {
  return new Map(rig.sent.map(({ message }) => [message.counter, message]));
}

describe('under any pattern of failures, with the core crashing', () => {
  const crashing = fc.tuple(story, fc.constantFrom(INSTANTANEOUS, SLOW)).map(([told, platform]) => {
    const rig = begin(told, platform);
    let from = 0;
    // One after the other: it can't crash while it is down.
    for (const { afterMs, forMs } of told.crashes) {
      rig.crash(from + afterMs, forMs);
      from += afterMs + forMs;
    }
    return { told, rig };
  });

  test('each message is done exactly once, or is a dead letter with exactly one ticket; nothing is left over', () => {
    fc.assert(
      fc.property(crashing, ({ told, rig }) => {
        finish(rig);
        const commands = told.sends.reduce((sum, { kind }) => sum + (kind === 'sendTwice' ? 2 : 1), 0);
        const sent = messages(rig);
        expect(sent.size).toBe(commands);
        const done = rig.done().flat();
        expect(new Set(done.map(({ counter }) => counter)).size).toBe(done.length);
        expect(new Set(rig.tickets).size).toBe(rig.tickets.length);
        const ticketed = new Set(rig.tickets);
        const undone = new Set(sent.keys());
        for (const { counter } of done) undone.delete(counter);
        for (const counter of undone) expect(ticketed.has(counter)).toBe(true);
        const waiting = [...ticketed].sort((a, b) => a - b);
        expect(living(rig)).toEqual(waiting);
        // Nobody answers: the next role has each as well, once.
        expect([...rig.escalated].sort((a, b) => a - b)).toEqual(waiting);
        expect(rig.host.keptMessages).toBe(0);
        for (const partner of [PARTNER_A, PARTNER_B]) {
          const gate = rig.host.state<GateState>(PARTNER_GATE as ActorTypeNo, partner);
          expect(gate?.asks ?? []).toEqual([]);
          expect(gate?.probesOut ?? 0).toBe(0);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('what is not given up is done in the order of its key', () => {
    fc.assert(
      fc.property(crashing, ({ rig }) => {
        finish(rig);
        const ticketed = new Set(rig.tickets);
        for (const done of rig.done()) {
          const last = new Map<number, number>();
          for (const { key, counter } of done) {
            if (ticketed.has(counter)) continue;
            expect(counter).toBeGreaterThan(last.get(key) ?? 0);
            last.set(key, counter);
          }
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('at most one message of a key is on its way to a partner, and each moves along its table', () => {
    fc.assert(
      fc.property(crashing, ({ rig }) => {
        const places = new Map<number, Place>();
        while (rig.kernel.step() && rig.kernel.events < EVENTS_MAX) {
          const now = placesOf(rig);
          for (const [counter, place] of places)
            if (!now.has(counter) && place !== 'gone') now.set(counter, 'gone');
          for (const [counter, place] of now) {
            const before = places.get(counter) ?? 'new';
            if (before === place) continue;
            expect(PLACE_TABLE.rows.some(([from, , to]) => from === before && to === place)).toBe(true);
            places.set(counter, place);
          }
        }
      }),
      { numRuns: runs(15) },
    );
  });
});

/** Where lanes have each message; throws where two of one key are on their way, or an index is not what it stands for. */
function placesOf({ host }: MiddlewareRig): Map<number, Place> {
  const type = PARTNER_LANE as ActorTypeNo;
  const places = new Map<number, Place>();
  for (const lane of host.living(type)) {
    const state = host.state<LaneState>(type, lane)!;
    const { outstanding, sent: keys } = state;
    const staged = Object.entries(state.staged) as [string, Staged[]][];
    const troubled = Object.entries(state.troubled) as [string, number][];
    const sent = outstanding.map(({ message, sending }) => [`${message.key}`, sending] as const);
    const busy = [...sent, ...troubled].map(([key]) => key);
    expect(new Set(busy).size).toBe(busy.length);
    expect(keys.keys.map((key, i) => [`${key}`, keys.sendings[i]])).toEqual(
      sent.toSorted(([one], [other]) => Number(one) - Number(other)),
    );
    const free = staged
      .filter(([key]) => !busy.includes(key))
      .map(([key, [first]]) => [first!.arrival, Number(key)] as const);
    expect(state.ready).toEqual(free.sort(([one], [other]) => one - other).map(([, key]) => key));
    expect(state.troubledCount).toBe(troubled.length);
    expect(state.stagedCount).toBe(staged.reduce((sum, [, ofKey]) => sum + ofKey.length, 0));
    for (const [, ofKey] of staged) for (const { counter } of ofKey) places.set(counter, 'staged');
    for (const { message } of outstanding) places.set(message.counter, 'outstanding');
    for (const [, counter] of troubled) places.set(counter, 'in-trouble');
  }
  return places;
}

describe('on the wire', () => {
  function ran(told: Story): MiddlewareRig {
    const rig = begin(told);
    finish(rig);
    return rig;
  }

  test('Retry-After is honoured: nothing at all goes to the partner before it is over', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { sent, answers } = ran(told);
        for (const { at, message, status, retryAfterMs } of answers) {
          if (status !== 429 || retryAfterMs === null) continue;
          for (const each of sent) {
            if (each.message.toKey !== message.toKey) continue;
            // What was due at the very instant may have gone before.
            if (each.at > at) expect(each.at).toBeGreaterThanOrEqual(at + retryAfterMs);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('nothing is sent again later than the partner surely knows it again', () => {
    let latest = 0;
    fc.assert(
      fc.property(story, (told) => {
        const first = new Map<number, number>();
        for (const { at, message } of ran(told).sent) {
          const sentAt = first.get(message.counter);
          if (sentAt === undefined) first.set(message.counter, at);
          else expect(at - sentAt).toBeLessThanOrEqual(told.policy.repeatsKnownMs);
          latest = Math.max(latest, (at - (sentAt ?? at)) / told.policy.repeatsKnownMs);
        }
      }),
      { numRuns: runs(100) },
    );
    // Retries that all come early would show nothing.
    expect(latest).toBeGreaterThan(0.5);
  });

  test('an open breaker lets nothing through; half open, no more than its probes', () => {
    fc.assert(
      fc.property(story, (told) => {
        const probes = new Map<string, number>();
        for (const { message, gate, gateMovedAt, at } of ran(told).sent) {
          // The lanes hear of it at the same instant, after what they were about to do.
          if (gate?.status === 'open' || gate?.status === 'paused') expect(at).toBe(gateMovedAt);
          if (gate?.status !== 'half-open') continue;
          expect(gate.probesOut).toBeLessThanOrEqual(told.policy.breaker.probes);
          const period = `${message.toKey}/${gate.openings}`;
          probes.set(period, (probes.get(period) ?? 0) + 1);
        }
        for (const count of probes.values()) expect(count).toBeLessThanOrEqual(told.policy.breaker.probes);
      }),
      { numRuns: runs(100) },
    );
  });

  test('rate and burst are kept to, retries included', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { rate } = told.policy;
        if (rate === null) return;
        const { sent } = ran(told);
        for (const partner of [PARTNER_A, PARTNER_B]) {
          const times = sent.filter(({ message }) => message.toKey === partner).map(({ at }) => at);
          for (const [i, from] of times.entries()) {
            const most = (at: number): number => rate.burst + ((at - from) * rate.perSecond) / 1000;
            expect(times.slice(i).every((at, n) => n + 1 <= most(at))).toBe(true);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('a batch leaves at its polls, retries aside', () => {
    fc.assert(
      fc.property(story, (told) => {
        const every = told.policy.batchEveryMs;
        if (every === null || told.policy.rate !== null) return;
        for (const { at, attempt, gate } of ran({ ...told, fates: [null] }).sent) {
          if (attempt === 1 && gate === null) expect(at % every).toBe(0);
        }
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('a partner that is down for hours', () => {
  const HOUR = 3_600_000;

  test.each([
    ['much is sent, the breaker opens', 3_000],
    ['little is sent, each message waits for itself', 1_800_000],
  ])('gets everything in order and without a ticket once it is back: %s', (_words, everyMs) => {
    const rig = middlewareRig({
      policy: DEFAULT_PARTNER_POLICY,
      platform: SLOW,
      faults: (_message, _attempt, now) => (now - START < 5 * HOUR ? { kind: 'lost' } : null),
    });
    for (let key = 1; key <= 20; key++) rig.say('open', key, 0, 0);
    const count = Math.min(600, Math.floor((4 * HOUR) / everyMs));
    for (let i = 0; i < count; i++) rig.say('sendB', 1 + (i % 20), i, 1_000 + i * everyMs);
    finish(rig);
    expect(rig.tickets).toEqual([]);
    const [, done] = rig.done();
    expect(done).toHaveLength(count);
    for (let key = 1; key <= 20; key++) {
      const counters = done!.filter((message) => message.key === key).map(({ counter }) => counter);
      expect(counters).toEqual([...counters].sort((a, b) => a - b));
    }
    // A few probes, not a storm.
    const during = rig.sent.filter(({ at }) => at - START < 5 * HOUR).length;
    expect(during).toBeLessThan(count + 400);
  });

  test('a copy made with the breaker open and retries waiting goes on to the same digests', () => {
    const make = (): MiddlewareRig =>
      middlewareRig({
        policy: DEFAULT_PARTNER_POLICY,
        platform: SLOW,
        faults: (_message, _attempt, now) =>
          now - START < HOUR ? { kind: 'rejected', status: 503, retryAfterMs: null } : null,
      });
    const straight = make();
    for (let key = 1; key <= 20; key++) straight.say('open', key, 0, 0);
    for (let i = 0; i < 60; i++) straight.say('sendTwice', 1 + (i % 20), 2 * i, 1_000 + i * 500);
    const statuses: string[] = [];
    const copies = [1_500, 3_000, 30_000, 62_500, 1_000_000, 3_590_000].map((afterMs) => {
      straight.kernel.run({ until: START + afterMs });
      const gate = straight.host.state<GateState>(PARTNER_GATE as ActorTypeNo, PARTNER_A);
      statuses.push(gate?.status ?? 'none');
      const copy = make();
      copy.kernel.restore(structuredClone(straight.kernel.snapshot()));
      finish(copy);
      return digestsOf(copy);
    });
    finish(straight);
    for (const copy of copies) expect(copy).toEqual(digestsOf(straight));
    expect(statuses).toContain('open');
    expect(straight.tickets).toEqual([]);
  });

  function digestsOf({ kernel, host }: MiddlewareRig): string[] {
    return [kernel.digest.hex(), host.books.businessDigest.hex(), host.outcomeDigest()];
  }
});

test('an answer that finds the core down is lost: the message is sent again, and done once', () => {
  const rig = middlewareRig({ policy: DEFAULT_PARTNER_POLICY, platform: SLOW });
  rig.say('open', 1, 0, 0);
  rig.say('sendB', 1, 7, 100);
  // On its way to the partner by then, and answered while it is down.
  rig.crash(150, 1_000);
  finish(rig);
  expect(rig.answers.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 200],
    [2, 409],
  ]);
  expect(rig.done().flat()).toHaveLength(1);
  expect(rig.host.keptMessages).toBe(0);
});

test('leaving one message out moves no retry of another', () => {
  const retriesOf = (without: number): Map<number, number[]> => {
    const rig = middlewareRig({
      policy: {
        ...DEFAULT_PARTNER_POLICY,
        jitterSalt: 5,
        // What opens a breaker concerns all.
        breaker: { ...DEFAULT_PARTNER_POLICY.breaker, failuresMin: 1_000 },
      },
      platform: INSTANTANEOUS,
      faults: (_message, attempt) =>
        attempt < 4 ? { kind: 'rejected', status: 503, retryAfterMs: null } : null,
    });
    for (let key = 1; key <= 3; key++) rig.say('open', key, 0, 0);
    for (const key of [1, 2, 3]) if (key !== without) rig.say('sendB', key, key, 1_000);
    finish(rig);
    const times = new Map<number, number[]>();
    for (const { at, message } of rig.sent)
      times.set(message.key, [...(times.get(message.key) ?? []), at - START]);
    return times;
  };
  const all = retriesOf(0);
  expect(new Set([...all.values()].map((times) => times.join())).size).toBe(3);
  const without = retriesOf(1);
  for (const key of [2, 3]) expect(without.get(key)).toEqual(all.get(key));
});
