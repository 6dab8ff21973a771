/**
 * What is metered of partners on a rough day, against what both ends of the wire say themselves; and that metering changes
 * nothing and is part of a copy.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CARRIER_FIRST, TMS, WMS } from '#orchestrator/contracts/partners';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { emptyGate } from '#orchestrator/middleware/gate-state';
import { PARTNER_GATE } from '#orchestrator/middleware/inputs';
import { nullRecorder } from '#scenarios/recording/recorder';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { PartnerMeter } from './partner-meter.ts';

const HOUR_MS = 3_600_000;
const world = roughWorld();

/** Transmissions that the wire saw. */
function ran(events: number | null) {
  const seen = {
    first: new Map<number, number>(),
    again: new Map<number, number>(),
    from: new Map<number, number>(),
  };
  const more = (counts: Map<number, number>, partner: number) =>
    counts.set(partner, (counts.get(partner) ?? 0) + 1);
  const known = new Set<number>();
  const message = (...args: Parameters<typeof nullRecorder.message>): void => {
    const [, , , , fromKey, , toKey, sender, counter] = args;
    if (sender > 0) more(seen.from, fromKey);
    else if (known.has(counter)) more(seen.again, toKey);
    else more(seen.first, toKey);
    if (sender === 0) known.add(counter);
  };
  const meter = new PartnerMeter(world.startAt);
  const twin = roughTwin(world, { ...nullRecorder, message }, meter);
  twin.start();
  const end = twin.run(events === null ? {} : { events });
  return { twin, meter, seen, end };
}

describe('a rough day', () => {
  const { twin, meter, seen, end } = ran(null);
  const partners = meter.partners(twin.kernel.now);
  const of = (no: number) => partners.find(({ figures }) => figures.partner === no)!;

  test('runs as it does without a meter', () => {
    const plain = roughTwin(world);
    plain.start();
    expect(end).toBe('empty');
    plain.run();
    expect(twin.digests()).toEqual(plain.digests());
  });

  test('sent is what was transmitted a first time, and retries what was transmitted again', () => {
    for (const { figures } of partners) {
      const { partner, sent, retries, received } = figures;
      expect([partner, sent, retries, received]).toEqual([
        partner,
        seen.first.get(partner) ?? 0,
        seen.again.get(partner) ?? 0,
        seen.from.get(partner) ?? 0,
      ]);
    }
    expect(of(WMS).figures.retries).toBeGreaterThan(0);
  });

  test('each message is taken at once or later, or given up, and nothing waits at the end', () => {
    for (const { figures, acknowledged } of partners) {
      const { sent, takenAtOnce, takenLater, deadLetters, resent, depth, depthMax } = figures;
      expect(takenAtOnce + takenLater + deadLetters).toBe(sent + resent);
      expect(acknowledged.size).toBe(takenAtOnce + takenLater);
      expect(depth).toBe(0);
      expect(depthMax).toBeLessThanOrEqual(sent);
    }
  });

  test('an outage opens the breaker and makes messages wait: of whom it struck, for about as long', () => {
    const { figures } = of(WMS);
    expect(figures.openings).toBeGreaterThan(0);
    expect(figures.openMs).toBeGreaterThan(0.5 * HOUR_MS);
    expect(figures.openMs).toBeLessThan(2 * HOUR_MS);
    expect(figures.gate).toBe('closed');
    expect(figures.depthMax).toBeGreaterThan(1);
    expect(of(WMS).acknowledged.quantile(1)).toBeGreaterThan(of(WMS).acknowledged.quantile(0.5)! * 10);
    expect(of(TMS).figures.openMs).toBeLessThan(figures.openMs);
  });

  test('carriers say when it occurred, the others do not', () => {
    const carriers = partners.filter(({ figures }) => figures.partner >= CARRIER_FIRST);
    expect(carriers.some(({ lag }) => lag.size > 0)).toBe(true);
    for (const { figures, lag } of partners) {
      if (figures.partner < CARRIER_FIRST) expect(lag.size).toBe(0);
      expect(figures.timely).toBeLessThanOrEqual(lag.size);
    }
  });

  test('a copy in the midst of it goes on to the same figures', () => {
    const half = ran(Math.floor(twin.kernel.events / 2));
    const other = new PartnerMeter(world.startAt);
    const copy = roughTwin(world, nullRecorder, other);
    copy.restore(structuredClone(half.twin.snapshot()));
    copy.run();
    expect(other.save()).toEqual(meter.save());
    expect(copy.digests()).toEqual(twin.digests());
  });
});

describe('what a partner sends', () => {
  const said = (counter: number, milestone: number, occurredAt: number): Envelope =>
    envelope(
      'milestoneReported',
      PARTNER,
      CARRIER_FIRST,
      PARTNER,
      0,
      CARRIER_FIRST,
      counter,
      8,
      milestone,
      0,
      {
        rawCode: 'X',
        occurredAt,
        estimatedAt: null,
      },
    );

  test('counts once; a repeat and a refusal are no event', () => {
    const meter = new PartnerMeter(0);
    meter.received(said(1, MILESTONE.departed, 0), 'taken', HOUR_MS);
    meter.received(said(1, MILESTONE.departed, 0), 'repeat', 5 * HOUR_MS);
    meter.received(said(2, MILESTONE.unknown, 0), 'refused', 6 * HOUR_MS);
    meter.received(said(2, MILESTONE.unknown, 0), 'taken', 7 * HOUR_MS);
    const [{ figures, lag }] = meter.partners(8 * HOUR_MS) as [ReturnType<PartnerMeter['partners']>[0]];
    expect(figures).toMatchObject({ received: 2, duplicates: 1, unknownCodes: 1, timely: 1 });
    expect([lag.size, lag.quantile(1)]).toEqual([2, 7 * HOUR_MS]);
  });
});

test('a breaker that is open at the end counts up to it; a pause is no opening', () => {
  const meter = new PartnerMeter(0);
  const step = (partner: number, kind: string, status: 'open' | 'paused' | 'closed', now: number) =>
    meter.stepped(
      PARTNER_GATE as ActorTypeNo as number,
      partner,
      { ...emptyGate(partner), status, openings: status === 'open' ? 1 : 0 },
      envelope(kind, 0, 0, PARTNER_GATE as ActorTypeNo as number, partner, 0, 1, 0, 0, 0, null),
      now,
    );
  step(1, 'attemptFailed', 'open', 10);
  step(2, 'attemptThrottled', 'paused', 20);
  step(2, 'timer', 'closed', 50);
  expect(meter.partners(100).map(({ figures }) => figures)).toMatchObject([
    { partner: 1, failed: 1, openings: 1, openMs: 90, pausedMs: 0 },
    { partner: 2, throttled: 1, openings: 0, openMs: 0, pausedMs: 30 },
  ]);
});
