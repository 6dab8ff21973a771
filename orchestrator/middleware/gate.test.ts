/** The gate: opens on failures that are many and a large share, lets no more than its probes through, keeps to the rate. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { type Outcome, TEST_NOW } from '#testing/core/given';
import { envelope } from '../contracts/envelope.ts';
import type { Instant } from '../model/instant.ts';
import { gateActor } from './gate.ts';
import { emptyGate, GATE_TABLE, type GateState } from './gate-state.ts';
import { type GateInput, LANES_PER_PARTNER, OUTBOUND_MESSAGE, PARTNER_GATE, PARTNER_LANE } from './inputs.ts';
import { DEFAULT_PARTNER_POLICY, type PartnerPolicy } from './policy.ts';

const PARTNER_NO = 5;
const LANE = 83;
const OTHER_LANE = 84;
const MESSAGE = 4711;
const POLICY: PartnerPolicy = {
  ...DEFAULT_PARTNER_POLICY,
  breaker: { failuresMin: 3, failurePercentMin: 50, windowMs: 60_000, openMs: 30_000, probes: 2 },
};
const RATE: PartnerPolicy = { ...POLICY, rate: { perSecond: 2, burst: 5 } };

function said<Kind extends GateInput['kind']>(kind: Kind, from: readonly [number, number], a = 0, b = 0) {
  return envelope(
    kind,
    from[0],
    from[1],
    PARTNER_GATE,
    PARTNER_NO,
    0,
    1,
    PARTNER_NO,
    a,
    b,
    null,
  ) as GateInput;
}
const lane = (key: number) => [PARTNER_LANE as number, key] as const;
const asks = (wanted: number, key = LANE, answers = 0) => said('leaseAsked', lane(key), wanted, answers);
const retries = (key = MESSAGE, suspect = 0) =>
  said('retryAsked', [OUTBOUND_MESSAGE as number, key], suspect);
const withdraws = (key = MESSAGE) => said('retryWithdrawn', [OUTBOUND_MESSAGE as number, key]);
const fails = (probe = 0, answers = 0) => said('attemptFailed', lane(LANE), probe, answers);
const throttles = (until: number, probe = 0) => said('attemptThrottled', lane(LANE), until, probe);
const passes = said('probePassed', lane(LANE));
const returns = said('probeReturned', lane(LANE));
const timer = (id: number) => said('timer', [PARTNER_GATE as number, PARTNER_NO], id);
const REFILL = timer(0);
const RESUME = timer(1);

const grants = (tokens: number, key: number = LANE, probe = 0, type: number = PARTNER_LANE): Effect => ({
  tell: 'leaseGranted',
  type,
  key,
  a: tokens,
  b: probe,
});
const grantsRetry = (key = MESSAGE, probe = 0) => grants(1, key, probe, OUTBOUND_MESSAGE);

class Gate {
  readonly state: GateState = emptyGate(PARTNER_NO);
  private readonly actor: ReturnType<typeof gateActor>;
  now = TEST_NOW as number;

  constructor(policy: PartnerPolicy = POLICY) {
    this.actor = gateActor(() => policy);
  }

  after(...inputs: readonly GateInput[]): this {
    for (const each of inputs) this.when(each);
    return this;
  }

  at(ms: number): this {
    this.now = TEST_NOW + ms;
    return this;
  }

  when(input: GateInput): Pick<Outcome<GateState>, 'state' | 'effects'> {
    const out = new CollectingOut(this.now);
    this.actor.step(this.state, input, this.now as Instant, out);
    return { state: this.state, effects: out.effects.filter((effect) => !('kpi' in effect)) };
  }
}

const opened = (): Gate => new Gate().after(fails(), fails(), fails());
const halfOpen = (): Gate => opened().at(30_000).after(RESUME);

describe('the breaker', () => {
  test('opens on the last of too many failures, and tells every lane', () => {
    const gate = new Gate().after(fails(), fails());
    expect(gate.state.status).toBe('closed');
    const { state, effects } = gate.when(fails());
    expect(state.status).toBe('open');
    expect(effects).toEqual([
      { audit: 'gateMoved', detail: 'tripped: open, 0 asks' },
      ...Array.from({ length: LANES_PER_PARTNER }, (_, i) => ({
        tell: 'gateMoved',
        type: PARTNER_LANE,
        key: PARTNER_NO * LANES_PER_PARTNER + i,
        a: 1,
        b: 0,
      })),
      { cancel: 0 },
      { timer: 1, at: TEST_NOW + 30_000 },
    ]);
  });

  test('does not mind failures that are a small share, or long ago', () => {
    expect(new Gate().after(fails(), fails(0, 4), fails()).state.status).toBe('closed');
    expect(new Gate().after(fails(), fails(0, 3), fails()).state.status).toBe('open');
    expect(new Gate().after(fails(), fails()).at(70_000).after(fails()).state.status).toBe('closed');
    expect(new Gate().after(fails(), fails(), asks(1, LANE, 9), fails()).state.status).toBe('closed');
  });

  test('open, grants nothing and minds no more failures', () => {
    expect(opened().when(fails()).effects).toEqual([]);
    expect(opened().when(asks(5)).effects).toEqual([]);
    expect(opened().when(retries()).effects).toEqual([]);
  });

  test('half open, lets its probes through, oldest ask first, and no more', () => {
    const gate = opened().after(asks(5), retries(), asks(1, OTHER_LANE)).at(30_000);
    expect(gate.when(RESUME).effects).toEqual([
      { audit: 'gateMoved', detail: 'waited: half-open, 3 asks' },
      grants(1, LANE, 1),
      grantsRetry(MESSAGE, 1),
    ]);
    expect(gate.when(asks(1)).effects).toEqual([]);
    // One has passed: with the one on its way that makes as many as it lets through.
    expect(gate.when(passes).effects).toEqual([]);
    expect(gate.state).toMatchObject({ status: 'half-open', probesOut: 1, probesPassed: 1 });
  });

  test('closes when they have passed, and serves who waits', () => {
    const gate = halfOpen().after(asks(1), asks(1, OTHER_LANE), retries(), passes);
    const { state, effects } = gate.when(passes);
    expect(state.status).toBe('closed');
    expect(effects).toContainEqual({ tell: 'gateMoved', type: PARTNER_LANE, key: 80, a: 0, b: 0 });
    expect(effects.at(-1)).toEqual(grantsRetry());
  });

  test('opens again at the first probe that fails; the other one may still pass and changes nothing', () => {
    const gate = halfOpen().after(asks(1), asks(1, OTHER_LANE), fails(1));
    expect(gate.state).toMatchObject({ status: 'open', probesOut: 1 });
    expect(gate.when(passes).effects).toEqual([]);
    expect(gate.state).toMatchObject({ status: 'open', probesOut: 0 });
  });

  test('a probe that is still on its way from before is one of those that may be', () => {
    const gate = halfOpen().after(asks(1), asks(1, OTHER_LANE), fails(1)).at(60_000).after(RESUME);
    expect(gate.after(asks(3), asks(3, OTHER_LANE)).state.probesOut).toBe(2);
  });

  test('what was sent before it opened does not open it again', () => {
    expect(halfOpen().after(fails()).state.status).toBe('half-open');
  });

  test('a probe that was not needed is let to somebody else', () => {
    const gate = halfOpen().after(asks(1), asks(1, OTHER_LANE), retries());
    expect(gate.when(returns).effects).toEqual([grantsRetry(MESSAGE, 1)]);
  });

  test('who failed as a probe is one again only when nobody else asks', () => {
    const asked = opened().after(retries(1, 1), asks(1), retries(2, 1)).at(30_000);
    expect(asked.when(RESUME).effects.slice(1)).toEqual([grants(1, LANE, 1), grantsRetry(1, 1)]);
  });

  test('never lets more probes through than it may, whatever happens', () => {
    const input = fc.constantFrom(
      asks(2),
      asks(1, OTHER_LANE),
      retries(),
      retries(9, 1),
      fails(),
      fails(1),
      passes,
      returns,
      RESUME,
      REFILL,
      withdraws(),
      throttles(TEST_NOW + 5, 0),
      throttles(TEST_NOW + 500_000, 1),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 200 }), fc.boolean(), (inputs, limited) => {
        const gate = new Gate(limited ? RATE : POLICY);
        let out = 0;
        let asked = 0;
        let answered = 0;
        for (const [i, each] of inputs.entries()) {
          const { status } = gate.state;
          const { effects } = gate.at(i * 3_000).when(each);
          const known = effects.every(
            (effect) => !('audit' in effect) || effect.audit !== 'inputNotExpected',
          );
          const back =
            (each.kind === 'attemptFailed' && each.a === 1) ||
            (each.kind === 'attemptThrottled' && each.b === 1);
          if ((back || each.kind === 'probePassed' || each.kind === 'probeReturned') && known) out -= 1;
          if (each.kind === 'leaseAsked' || each.kind === 'retryAsked') asked += 1;
          for (const effect of effects) {
            if (!('tell' in effect) || effect.tell !== 'leaseGranted') continue;
            answered += 1;
            if (effect.b === 1) out += 1;
            // Open or paused, nothing but the answer to a withdrawal leaves it.
            if (gate.state.status === 'open' || gate.state.status === 'paused') expect(effect.a).toBe(0);
          }
          expect(out).toBe(gate.state.probesOut);
          expect(out).toBeLessThanOrEqual(POLICY.breaker.probes);
          expect(asked).toBe(answered + gate.state.asks.length);
          const moved = gate.state.status;
          if (moved !== status)
            expect(GATE_TABLE.rows.some(([from, , to]) => from === status && to === moved)).toBe(true);
        }
      }),
    );
  });
});

describe('probes of a partner with a rate', () => {
  const narrow: PartnerPolicy = { ...POLICY, rate: { perSecond: 2, burst: 1 } };
  const asked = () =>
    new Gate(narrow).after(fails(), fails(), fails()).after(asks(1), asks(1, OTHER_LANE)).at(30_000);

  test('take from its bucket, and wait for it to fill', () => {
    const gate = asked();
    expect(gate.when(RESUME).effects).toEqual([
      { audit: 'gateMoved', detail: 'waited: half-open, 2 asks' },
      grants(1, LANE, 1),
      { timer: 0, at: TEST_NOW + 30_500 },
    ]);
    expect(gate.at(30_499).when(REFILL).effects).toEqual([{ timer: 0, at: TEST_NOW + 30_500 }]);
    expect(gate.at(30_500).when(REFILL).effects).toEqual([grants(1, OTHER_LANE, 1)]);
  });

  test('that have passed count: no more go out than may, however full the bucket', () => {
    const gate = asked().after(RESUME, asks(1)).at(32_000).after(REFILL);
    expect(gate.when(asks(1)).effects).toEqual([]);
    expect(gate.state.probesOut).toBe(2);
  });
});

describe('Retry-After', () => {
  test('pauses all lanes until then; longer wins, shorter changes nothing', () => {
    const gate = new Gate().after(throttles(TEST_NOW + 10_000));
    expect(gate.state).toMatchObject({ status: 'paused', resumeAt: TEST_NOW + 10_000 });
    expect(gate.when(asks(3)).effects).toEqual([]);
    expect(gate.when(throttles(TEST_NOW + 4_000)).effects).toEqual([{ timer: 1, at: TEST_NOW + 10_000 }]);
    expect(gate.when(throttles(TEST_NOW + 20_000)).effects).toEqual([{ timer: 1, at: TEST_NOW + 20_000 }]);
    const { state, effects } = gate.at(20_000).when(RESUME);
    expect(state.status).toBe('closed');
    expect(effects.at(-1)).toEqual(grants(3));
  });

  test('that comes when a pause is over and its end not yet taken in: it ends at once', () => {
    const gate = new Gate().after(throttles(TEST_NOW + 5)).at(10);
    expect(gate.when(throttles(TEST_NOW + 8)).effects).toEqual([{ timer: 1, at: TEST_NOW + 10 }]);
    expect(gate.when(RESUME).state.status).toBe('closed');
    const open = opened().at(30_001);
    expect(open.when(throttles(TEST_NOW + 5)).effects).toEqual([{ timer: 1, at: TEST_NOW + 30_001 }]);
  });

  test('that is over when it comes is a pause of no length', () => {
    expect(new Gate().after(throttles(TEST_NOW - 5)).state).toMatchObject({
      status: 'paused',
      resumeAt: TEST_NOW,
    });
  });

  test('keeps an open breaker open for longer, and opens a half-open one', () => {
    expect(opened().after(throttles(TEST_NOW + 99_000)).state.resumeAt).toBe(TEST_NOW + 99_000);
    expect(opened().after(throttles(TEST_NOW + 5_000)).state.resumeAt).toBe(TEST_NOW + 30_000);
    const gate = halfOpen().after(asks(1), throttles(TEST_NOW + 500_000, 1));
    expect(gate.state).toMatchObject({ status: 'open', probesOut: 0, resumeAt: TEST_NOW + 500_000 });
  });

  test('of a paused partner that then fails: open, and not before the pause is over', () => {
    const gate = new Gate().after(throttles(TEST_NOW + 99_000), fails(), fails(), fails());
    expect(gate.state).toMatchObject({ status: 'open', resumeAt: TEST_NOW + 99_000 });
  });
});

describe('the throttle', () => {
  test('hands out what the bucket has, oldest ask first, and the rest as it fills', () => {
    const gate = new Gate(RATE);
    expect(gate.when(asks(4)).effects).toEqual([grants(4)]);
    expect(gate.when(asks(3, OTHER_LANE)).effects).toEqual([grants(1, OTHER_LANE)]);
    expect(gate.when(retries()).effects).toEqual([{ timer: 0, at: TEST_NOW + 500 }]);
    expect(gate.at(500).when(REFILL).effects).toEqual([grantsRetry()]);
  });

  test('lends lanes more than they need where the burst allows, as part of it', () => {
    const gate = new Gate({ ...POLICY, rate: { perSecond: 2, burst: 64 } });
    // Two to spare for each of sixteen lanes: the bucket holds the other thirty-two.
    expect(gate.when(asks(1)).effects).toEqual([grants(3)]);
    expect(gate.when(asks(99, OTHER_LANE)).effects).toEqual([grants(29, OTHER_LANE)]);
  });

  test('never grants more than rate and burst, over any stretch of time', () => {
    const arrivals = fc.array(fc.record({ afterMs: fc.nat(2_000), wanted: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 60,
    });
    const rate = fc.record({
      perSecond: fc.integer({ min: 1, max: 50 }),
      burst: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(arrivals, rate, (list, limit) => {
        const gate = new Gate({ ...POLICY, rate: limit });
        const granted: [at: number, tokens: number][] = [];
        let refillAt = Infinity;
        let ms = 0;
        const take = (input: GateInput): void => {
          refillAt = input === REFILL ? Infinity : refillAt;
          for (const effect of gate.at(ms).when(input).effects) {
            if ('timer' in effect) refillAt = effect.at - TEST_NOW;
            if ('tell' in effect && effect.tell === 'leaseGranted') granted.push([ms, effect.a]);
          }
        };
        for (const { afterMs, wanted } of list) {
          const until = ms + afterMs;
          for (; refillAt <= until; take(REFILL)) ms = refillAt;
          ms = until;
          take(asks(wanted));
        }
        for (const [i, [from]] of granted.entries()) {
          let sum = 0;
          for (const [at, tokens] of granted.slice(i)) {
            sum += tokens;
            expect(sum).toBeLessThanOrEqual(limit.burst + ((at - from) * limit.perSecond) / 1000);
          }
        }
      }),
    );
  });
});

describe('an ask that is withdrawn', () => {
  test('is answered with nothing', () => {
    expect(opened().after(retries()).when(withdraws()).effects).toEqual([
      grants(0, MESSAGE, 0, OUTBOUND_MESSAGE),
    ]);
  });

  test('after it was granted has had its answer', () => {
    expect(new Gate().after(retries()).when(withdraws()).effects).toEqual([]);
  });
});

test.each([
  ['a probe that passed', passes],
  ['a probe that failed', fails(1)],
  ['a probe that was throttled', throttles(TEST_NOW + 5, 1)],
  ['a probe given back', returns],
  ['the end of a pause', RESUME],
])('%s, out of nowhere, is noted and changes nothing', (_words, input) => {
  const gate = new Gate().after(fails());
  const before = structuredClone(gate.state);
  expect(gate.when(input).effects).toEqual([{ audit: 'inputNotExpected', detail: expect.any(String) }]);
  expect(gate.state).toEqual(before);
});

test('a refill with nobody waiting does nothing', () => {
  expect(new Gate(RATE).when(REFILL).effects).toEqual([]);
});
