/**
 * Liveness after healing: whatever the seed lets go wrong, in the end every order is done or behind an open task, and every
 * invariant held on the way. Beside it: faults are part of a run as a value (copies, repeats), and each kind really occurs.
 */
import { describe, expect, test } from 'vitest';
import { carrierPartner, ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { Random } from '#sim/random/random';
import { runs } from '#testing/properties/properties';
import { hitsOfKind } from '#testing/worlds/hard-days';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import type { FaultsBySeed } from '../../schema/outbound/faults.ts';
import { FAULT_KINDS, type FaultSettings, type MessageFault, NO_FAULTS } from '../../world/fault-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { faultsOf } from '../../world/outbound/faults.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;
/** Carriers' own lines have faults of their own: one test is about both. */
const wired = smallDistributor({ days: 1, ordersPerDay: 40 });
const world = { ...wired, partners: [] };

/** Counts faults by kind. */
function counter(): { readonly recorder: Recorder; readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const fault: Recorder['fault'] = (_time, kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return { recorder: { ...nullRecorder, fault }, counts };
}

function twinWith(faults: FaultSettings, seed = 1, recorder: Recorder = nullRecorder): OutboundTwin {
  return distributorTwin({ ...world, faults }, { seed, recorder });
}

function ran(faults: FaultSettings, seed = 1): { twin: OutboundTwin; counts: ReadonlyMap<string, number> } {
  const { recorder, counts } = counter();
  const twin = twinWith(faults, seed, recorder);
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, counts };
}

function bySeed(seed: number, settings: Partial<FaultsBySeed> = {}): FaultSettings {
  const given = { bySeed: { intensity: 0.2, heal: '3 d', ...settings }, source: 'assumption' };
  return faultsOf(given, world.names.carriers, world.startAt, new Random(seed));
}

function during(
  kind: MessageFault['kind'],
  partner: number | null,
  share: number,
  rest: Partial<MessageFault> = {},
): FaultSettings {
  const window = { fromAt: world.startAt, untilAt: world.startAt + 72 * HOUR_MS };
  return { ...NO_FAULTS, messages: [{ kind, partner, share, byMs: null, ...window, ...rest }] };
}

test('what comes again a day later, on days with more messages than any number kept, is known again', () => {
  const busy = { ...smallDistributor({ days: 2, ordersPerDay: 650 }), partners: [] };
  const late = during('event-duplicated', null, 0.02, { byMs: { kind: 'constant', value: 24 * HOUR_MS } });
  const twin = distributorTwin({ ...busy, faults: late });
  twin.start();
  expect(twin.run()).toBe('empty');
});

test('whatever the seed lets go wrong, everything ends; each kind occurs', () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= runs(10); seed++) {
    const { counts } = ran(bySeed(seed), seed);
    for (const [kind, count] of counts) seen.set(kind, (seen.get(kind) ?? 0) + count);
  }
  expect([...seen.keys()].sort()).toEqual([...FAULT_KINDS].sort());
});

test.each(FAULT_KINDS)('%s alone, ever so often: everything ends', (kind) => {
  const { twin, counts } = ran(bySeed(3, { kinds: [kind], intensity: 0.4 }), 3);
  expect([...counts.keys()]).toEqual([kind]);
  expect(twin.openWork().orders).toBe(0);
});

describe('a run with faults', () => {
  const faults = bySeed(4, { intensity: 0.3 });

  test('is the same again, and another one with another seed', () => {
    expect(ran(faults, 4).twin.digests()).toEqual(ran(faults, 4).twin.digests());
    expect(ran(faults, 5).twin.digests().digest).not.toBe(ran(faults, 4).twin.digests().digest);
  });

  test('goes on from a copy at twelve instants, outages and delays included, as if never copied', () => {
    const dense: FaultSettings = {
      ...NO_FAULTS,
      messages: [
        ...during('event-delayed', null, 0.2, { byMs: { kind: 'constant', value: HOUR_MS } }).messages,
        ...during('event-lost', TMS, 0.4).messages,
        ...during('call-lost', null, 0.2).messages,
      ],
      outages: [
        {
          kind: 'outage',
          partner: WMS,
          fromAt: world.startAt + 12 * HOUR_MS,
          untilAt: world.startAt + 17 * HOUR_MS,
        },
      ],
      crashes: [{ kind: 'crash-outage', at: world.startAt + 16 * HOUR_MS, outageMs: 3 * HOUR_MS }],
    };
    const straight = ran(dense).twin.digests();
    for (let i = 0; i < 12; i++) {
      const source = twinWith(dense);
      source.start();
      source.run({ until: world.startAt + (11 + i) * HOUR_MS });
      const copy = twinWith(dense);
      copy.restore(structuredClone(source.snapshot()));
      copy.run();
      expect(copy.digests()).toEqual(straight);
    }
  });
});

test('crashes without an outage change no business event', () => {
  const crashes = Array.from({ length: 40 }, (_, i) => ({
    kind: 'crash' as const,
    at: world.startAt + 9 * HOUR_MS + i * 1_234_567,
    outageMs: 0,
  }));
  const { twin, counts } = ran({ ...NO_FAULTS, crashes });
  expect(counts.get('crash')).toBe(40);
  expect(twin.digests().businessDigest).toBe(ran(NO_FAULTS).twin.digests().businessDigest);
});

test('a crash within the outage of another one does not happen', () => {
  const at = world.startAt + 20 * HOUR_MS;
  const crashes = [0, 1, 2].map((hours) => ({
    kind: 'crash-outage' as const,
    at: at + hours * HOUR_MS,
    outageMs: HOUR_MS,
  }));
  expect(ran({ ...NO_FAULTS, crashes }).counts.get('crash-outage')).toBe(2);
});

test('an order left out moves no fault of the others', () => {
  const hits = [[], [5]].map((exclude) => {
    const lines = new Set<string>();
    const fault: Recorder['fault'] = (_time, kind, place, key, detail) => {
      const { kind: message, attempt } = detail as { kind: string; attempt: number };
      if (message === 'salesOrderReleased' || message === 'reportGoodsIssue')
        lines.add(`${kind} ${place} ${key} ${attempt}`);
    };
    const small = { ...smallDistributor({ days: 1, ordersPerDay: 40, exclude }), partners: [] };
    const faults = during('event-duplicated', ERP, 0.3, { byMs: { kind: 'constant', value: HOUR_MS } });
    const twin = distributorTwin({ ...small, faults }, { recorder: { ...nullRecorder, fault } });
    twin.start();
    twin.run();
    return lines;
  });
  expect(hits[0]!.size).toBeGreaterThan(5);
  const others = [...hits[0]!].filter((line) => !line.includes(' 5 '));
  expect([...hits[1]!].sort()).toEqual(others.sort());
});

test('what ERP says overtakes the order itself: it is kept until the order comes', () => {
  const late = { kind: 'constant', value: 24 * HOUR_MS } as const;
  const { counts, twin } = ran(during('event-reordered', ERP, 0.5, { byMs: late }));
  expect(counts.get('event-reordered')).toBeGreaterThan(20);
  expect(twin.openWork().orders).toBe(0);
});

test('shipmentPacked overtakes shipmentPicked, truckLoaded goodsIssued: everything ends', () => {
  const late = { kind: 'exponential', mean: 3 * HOUR_MS } as const;
  const { counts } = ran(during('event-reordered', WMS, 0.5, { byMs: late }));
  expect(counts.get('event-reordered')).toBeGreaterThan(50);
});

test.each([
  [
    'goods issues heard of after the goods were delivered',
    'event-reordered, partner: WMS, from: 0 s, lasts: 5 d, share: 0.3, by: { constant: 2 d }',
  ],
  [
    'pauses that are over before their end is taken in',
    'throttled, partner: TMS, from: 0 s, lasts: 3 d, share: 0.3, by: { constant: 5 ms }',
  ],
])('the week of quickstart, with %s: everything ends', (_words, fault) => {
  const text = `{ dray: 1, extends: quickstart, name: x, faults: { written: [{ kind: ${fault} }], source: assumption } }`;
  const scenario = outboundScenario(loadFrom('x.yaml', { 'x.yaml': text }));
  const { recorder, counts } = counter();
  const twin = distributorTwin(buildOutboundWorld(scenario, scenario.seed), { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect([...counts.values()][0]).toBeGreaterThan(200);
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0 });
});

test('bookings answered two days late, after the pickup they were for: everything ends', () => {
  const { counts } = ran(
    during('event-reordered', TMS, 0.3, { byMs: { kind: 'constant', value: 48 * HOUR_MS } }),
  );
  expect(counts.get('event-reordered')).toBeGreaterThan(20);
});

test('outages of carriers on lines of their own, with the faults of these lines: everything ends', () => {
  const { recorder, counts } = counter();
  const outages = wired.partners.map(({ carrier }) => ({
    kind: 'outage' as const,
    partner: carrierPartner(carrier),
    fromAt: world.startAt + 20 * HOUR_MS,
    untilAt: world.startAt + 40 * HOUR_MS,
  }));
  const twin = distributorTwin({ ...wired, faults: { ...NO_FAULTS, outages } }, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(outages.length).toBeGreaterThan(0);
  expect(counts.get('outage')).toBeGreaterThan(5);
});

test('the end of orders overtakes the goods issues of goods that arrive damaged: each is posted all the same', () => {
  const carriers = world.carriers.map((carrier) => ({
    ...carrier,
    delivery: { ...carrier.delivery, damagedShare: 1, refusedShare: 0, lostShare: 0 },
    claims: { ...carrier.claims, answerMs: { kind: 'constant', value: HOUR_MS } as const },
  }));
  const hits = hitsOfKind([ERP], {
    kind: 'call-lost',
    message: 'reportGoodsIssue',
    transmissions: 110,
    byMs: null,
  });
  const seen = { done: new Set<number>(), late: 0 };
  const business: Recorder['business'] = (_time, event, _owner, _type, key) => {
    if (event === 'orderDone') seen.done.add(key);
    if (event === 'goodsIssuePosted' && seen.done.has(orderOf(key))) seen.late += 1;
  };
  const faults = { ...NO_FAULTS, hits };
  const twin = distributorTwin({ ...world, carriers, faults }, { recorder: { ...nullRecorder, business } });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(seen.late).toBeGreaterThan(10);
});
