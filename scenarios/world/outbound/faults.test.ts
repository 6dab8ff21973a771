/** Faults as a world has them: written ones as they stand, seeded ones half of the kinds, healed in time, keyed. */
import { expect, test } from 'vitest';
import { CARRIER_FIRST, WMS } from '#orchestrator/contracts/partners';
import { Random } from '#sim/random/random';
import { CALL_LATE_MS_MAX } from '../../schema/outbound/checks/check-faults.ts';
import { FAULT_KINDS, type FaultKind, type FaultSettings } from '../fault-settings.ts';
import { upperQuantile } from '../upper-quantile.ts';
import { faultsOf, swarm } from './faults.ts';

const START = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
const CARRIERS = ['Heron', 'Swift'];

function bySeed(seed: number, kinds?: FaultKind[], intensity = 0.2): FaultSettings {
  const section = { intensity, heal: '4 d', ...(kinds === undefined ? {} : { kinds }) };
  return faultsOf({ bySeed: section, source: 'assumption' }, CARRIERS, START, new Random(seed));
}

function kindsOf(faults: FaultSettings): FaultKind[] {
  return [
    ...new Set(Object.values(faults).flatMap((each) => each.map(({ kind }: { kind: FaultKind }) => kind))),
  ];
}

test('written faults keep place, window and figures', () => {
  const faults = faultsOf(
    {
      written: [
        {
          kind: 'call-delayed',
          partner: 'WMS',
          from: '1 d',
          lasts: '2 h',
          share: 0.5,
          by: { constant: '3 min' },
        },
        { kind: 'outage', partner: 'Swift', from: '1 h', lasts: '1 h' },
        { kind: 'event-lost', from: '0 s', lasts: '1 h', share: 1 },
        { kind: 'crash', from: '2 d' },
        { kind: 'crash-outage', from: '3 d', lasts: '5 min' },
        { kind: 'zombie', from: '0 s', lasts: '1 d', share: 0.01, by: { constant: '20 s' } },
        { kind: 'clock-slow', from: '1 d', lasts: '1 h', by: '90 s' },
        { kind: 'upgrade', from: '2 d' },
      ],
      source: 'assumption',
    },
    CARRIERS,
    START,
    new Random(1),
  );
  expect(faults).toEqual({
    messages: [
      {
        kind: 'call-delayed',
        partner: WMS,
        fromAt: START + DAY_MS,
        untilAt: START + DAY_MS + 7_200_000,
        share: 0.5,
        byMs: { kind: 'constant', value: 180_000 },
      },
      {
        kind: 'event-lost',
        partner: null,
        fromAt: START,
        untilAt: START + 3_600_000,
        share: 1,
        byMs: null,
      },
    ],
    hits: [],
    stepHits: [],
    outages: [
      {
        kind: 'outage',
        partner: CARRIER_FIRST + 1,
        fromAt: START + 3_600_000,
        untilAt: START + 7_200_000,
      },
    ],
    crashes: [
      { kind: 'crash', at: START + 2 * DAY_MS, outageMs: 0 },
      { kind: 'crash-outage', at: START + 3 * DAY_MS, outageMs: 300_000 },
    ],
    steps: [
      {
        kind: 'zombie',
        fromAt: START,
        untilAt: START + DAY_MS,
        share: 0.01,
        byMs: { kind: 'constant', value: 20_000 },
      },
    ],
    clocks: [
      { kind: 'clock-slow', fromAt: START + DAY_MS, untilAt: START + DAY_MS + 3_600_000, byMs: 90_000 },
    ],
    upgrades: [{ kind: 'upgrade', at: START + 2 * DAY_MS }],
  });
});

test('hits keep what they say; what they do not say is any', () => {
  const { hits, stepHits } = faultsOf(
    {
      hits: [
        { kind: 'throttled', partner: 'Swift', message: 'offerTender', key: 7, attempt: 2, by: '3 min' },
        { kind: 'event-lost', partner: 'WMS', message: 'stockReserved', a: 1, from: '1 h', until: '2 h' },
        { kind: 'zombie', actor: 'order', message: 'timer', key: 7, step: 3, by: '20 s' },
      ],
      source: 'assumption',
    },
    CARRIERS,
    START,
    new Random(1),
  );
  const always = { fromAt: -Infinity, untilAt: Infinity };
  expect(hits).toEqual([
    {
      ...{
        kind: 'throttled',
        partner: CARRIER_FIRST + CARRIERS.indexOf('Swift'),
        message: 'offerTender',
        key: 7,
      },
      ...{ a: null, b: null, attempt: 2, ...always, byMs: 180_000 },
    },
    {
      ...{ kind: 'event-lost', partner: WMS, message: 'stockReserved', key: null, a: 1, b: null, attempt: 1 },
      ...{ fromAt: START + 3_600_000, untilAt: START + 7_200_000, byMs: null },
    },
  ]);
  expect(stepHits).toEqual([
    {
      ...{ actor: 'order', message: 'timer', key: 7, carries: null, a: null, actorKey: null },
      ...{ n: 2, ...always, byMs: 20_000 },
    },
  ]);
});

test('a seed leaves half of the kinds out, each kind about as often, and never all', () => {
  const counts = new Map<FaultKind, number>();
  for (let seed = 0; seed < 400; seed++) {
    const kinds = kindsOf(bySeed(seed));
    expect(kinds.length).toBe(FAULT_KINDS.length - Math.floor(FAULT_KINDS.length / 2));
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  // 400 draws at a half: six standard deviations are 60.
  for (const kind of FAULT_KINDS) expect(Math.abs(counts.get(kind)! - 200)).toBeLessThan(60);
  expect(kindsOf(bySeed(1, ['crash']))).toEqual(['crash']);
});

test('everything by seed lies between the start and the healing', () => {
  for (let seed = 0; seed < 100; seed++) {
    for (const intensity of [0.01, 0.3, 1]) {
      const { messages, outages, crashes, steps, clocks, upgrades } = bySeed(seed, undefined, intensity);
      const spans = [
        ...upgrades.map(({ at }) => [at, at] as const),
        ...[...messages, ...outages, ...steps, ...clocks].map(
          ({ fromAt, untilAt }) => [fromAt, untilAt] as const,
        ),
        ...crashes.map(({ at, outageMs }) => [at, at + outageMs] as const),
      ];
      for (const [from, until] of spans) {
        expect(from).toBeGreaterThanOrEqual(START);
        expect(until).toBeGreaterThanOrEqual(from);
        expect(until).toBeLessThanOrEqual(START + 4 * DAY_MS);
      }
      for (const { share } of messages) expect(share > 0 && share <= 1).toBe(true);
    }
  }
});

test('another list of kinds moves no window of those that stay', () => {
  let compared = 0;
  for (let seed = 0; seed < 20; seed++) {
    const all = bySeed(seed);
    const some = bySeed(seed, ['call-lost', 'outage', 'crash-outage', 'event-delayed']);
    const known = [...all.messages, ...all.outages, ...all.crashes];
    for (const each of [...some.messages, ...some.outages, ...some.crashes]) {
      if (!known.some(({ kind }) => kind === each.kind)) continue;
      expect(known).toContainEqual(each);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(10);
});

test('which kinds stay is drawn by kind: one that is not on the list displaces nobody', () => {
  const stream = new Random(3).stream('test');
  const ranked = [...swarm(FAULT_KINDS, stream)];
  expect(ranked[0]).toBe(
    [
      ...swarm(
        FAULT_KINDS.filter((kind) => kind !== ranked[1]),
        stream,
      ),
    ][0],
  );
});

test('by seed no call comes later than its partner knows that it had it, whatever is drawn', () => {
  // No draw lies above this (`RandomStream.unit`).
  const tail = 1 / 0x20000000000000;
  let calls = 0;
  for (const kind of ['call-duplicated', 'call-delayed'] as const)
    for (const { byMs } of bySeed(1, [kind], 1).messages) {
      calls += 1;
      expect(upperQuantile(byMs!, tail)).toBeLessThanOrEqual(CALL_LATE_MS_MAX);
    }
  expect(calls).toBe(2);
});

test('where a third party arranges freight no outage by seed is of a carrier that the core has no word with', () => {
  const section = { intensity: 0.2, heal: '4 d', kinds: ['outage' as const] };
  const partners = new Set<number | null>();
  for (let seed = 0; seed < 50; seed++) {
    const faults = { bySeed: section, source: 'assumption' };
    const { outages } = faultsOf(faults, CARRIERS, START, new Random(seed), { thirdParty: 'Swift' });
    for (const { partner } of outages) partners.add(partner);
  }
  expect(partners).toContain(CARRIER_FIRST + 1);
  expect(partners).not.toContain(CARRIER_FIRST);
});
