/** Whatever becomes of consumers, every message of the log reaches the core, about each key in its order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import type { BrokerSettings } from '../../world/broker-settings.ts';
import { type BrokerRig, brokerRig, CALM, PARTNER_NO, SECOND_MS, SETTINGS } from './broker.fixture.ts';

const constant = (value: number) => ({ kind: 'constant', value }) as const;
const counters = ({ handed }: BrokerRig): number[] => handed.map(({ counter }) => counter);
const once = (rig: BrokerRig): number[] =>
  rig.handed.filter(({ again }) => !again).map(({ counter }) => counter);
const kinds = ({ faults }: BrokerRig): string[] => faults.map(({ kind }) => kind);

function ran(rig: BrokerRig): BrokerRig {
  rig.broker.start();
  expect(rig.kernel.run()).toBe('empty');
  return rig;
}

describe('a message', () => {
  test('is handed over at the next poll, and who does not come by the broker at once', () => {
    const rig = brokerRig({ partners: [PARTNER_NO] });
    rig.publish(700, 7, 1);
    rig.publish(800, 7, 2, 2);
    expect(ran(rig).handed.map(({ at, counter }) => [at, counter])).toEqual([
      [800, 2],
      [1000, 1],
    ]);
    expect(rig.waits).toEqual([300]);
  });

  test('waits while its consumer handles what it has read before', () => {
    const rig = brokerRig({ partitions: 1, consumers: 1, batch: 2 });
    for (let n = 1; n <= 5; n++) rig.publish(0, n, n);
    expect(ran(rig).handed.map(({ at }) => at)).toEqual([0, 0, 500, 500, 1000]);
    expect(rig.broker.tally).toMatchObject({ published: 5, polls: 3, lagMax: 5 });
  });

  test('that the core refuses, being down, is offered until it is taken, and what is behind it waits', () => {
    const rig = brokerRig({ partitions: 1, consumers: 1 }, { coreIsDown: (now) => now < 15_000 });
    for (let n = 1; n <= 3; n++) rig.publish(n, 9, n);
    expect(counters(ran(rig))).toEqual([1, 2, 3]);
    expect(rig.handed[0]!.at).toBe(20_500);
  });
});

describe('a consumer that dies', () => {
  const deaths = { everyMs: constant(12_300), lastsMs: constant(60_000) };
  const faults = { ...CALM, untilAt: 20_000, deaths };

  test('is missed after the session timeout, and what it had read since its last commit comes again', () => {
    const rig = brokerRig({ partitions: 1, consumers: 1, faults });
    for (let n = 1; n <= 12; n++) rig.publish(n * SECOND_MS, 5, n);
    rig.publish(13_000, 5, 13);
    ran(rig);
    expect(once(rig)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    // It died at 12.3 s; its last commit was at 10 s.
    expect(rig.handed.filter(({ again }) => again).map(({ counter }) => counter)).toEqual([11, 12]);
    expect(rig.faults.map(({ kind, at }) => [kind, at])).toEqual([
      ['consumer-died', 12_300],
      ['rebalance-planned', 72_300],
    ]);
    expect(rig.broker.tally).toMatchObject({ deaths: 1, rewound: 2 });
  });

  test('with all the others at once leaves what is published to whoever is back first', () => {
    const rig = brokerRig({ partitions: 8, consumers: 4, faults: { ...faults, untilAt: 12_301, deaths } });
    for (let n = 1; n <= 40; n++) rig.publish(13_000, n, n);
    ran(rig);
    expect(once(rig).toSorted((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(rig.handed.every(({ at }) => at >= 72_300)).toBe(true);
  });
});

describe('a consumer that stands still', () => {
  const stalledFor = (lastsMs: number): Partial<BrokerSettings> => ({
    partitions: 1,
    consumers: 1,
    faults: {
      ...CALM,
      untilAt: 13_000,
      stalls: { everyMs: constant(12_300), lastsMs: constant(lastsMs) },
    },
  });

  test('for less than the session timeout loses nothing', () => {
    const rig = brokerRig(stalledFor(8000));
    for (let n = 1; n <= 13; n++) rig.publish(n * SECOND_MS, 5, n);
    expect(counters(ran(rig))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(kinds(rig)).toEqual(['consumer-stalled']);
  });

  test('for longer is put out of the group', () => {
    const rig = brokerRig(stalledFor(30_000));
    for (let n = 1; n <= 13; n++) rig.publish(n * SECOND_MS, 5, n);
    expect(counters(ran(rig))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 11, 12, 13]);
  });
});

describe('a planned rebalance', () => {
  const scaling = [{ at: 6200, consumers: 3 }];
  const handedIn = (settings: Partial<BrokerSettings>): BrokerRig => {
    const rig = brokerRig({ scaling, ...settings });
    for (let n = 1; n <= 80; n++) rig.publish(n * 100, n, n);
    return ran(rig);
  };
  const gap = ({ handed }: BrokerRig): number =>
    Math.max(...handed.map(({ at }, i) => at - (handed[i - 1]?.at ?? at)));

  test('stops all partitions, or only those that change hands', () => {
    expect(gap(handedIn({}))).toBeGreaterThanOrEqual(3000);
    expect(gap(handedIn({ cooperative: true }))).toBeLessThan(3000);
  });

  test('brings nothing again where consumers commit what is taken from them, and else what they had not', () => {
    expect(handedIn({}).broker.tally.rewound).toBe(0);
    const rig = handedIn({ commitsOnRevoke: false });
    expect(rig.broker.tally.rewound).toBeGreaterThan(0);
    expect(rig.handed.filter(({ again }) => again)).toHaveLength(rig.broker.tally.rewound);
  });
});

describe('a poison message', () => {
  const poison = { share: 1, tries: 3, retryMs: 2000, redriveMs: constant(60_000) };

  test('that its partner sends again while it lies in the dead-letter topic has no second ticket, and comes back once', () => {
    const rig = brokerRig({ partitions: 1, consumers: 1, faults: { ...CALM, untilAt: 1000, poison } });
    rig.publish(0, 7, 1);
    rig.publish(100, 7, 1);
    ran(rig);
    expect(rig.broker.tally).toMatchObject({ published: 3, poisonTries: 6, deadLettered: 1, repaired: 1 });
    expect(rig.handed).toHaveLength(1);
  });

  test('blocks its partition until it is put aside, and comes back repaired behind the others', () => {
    const rig = brokerRig({ partitions: 1, consumers: 1, faults: { ...CALM, untilAt: 1000, poison } });
    rig.publish(0, 5, 1);
    rig.publish(1500, 5, 2);
    ran(rig);
    expect(rig.handed.map(({ at, counter }) => [at, counter])).toEqual([
      [4000, 2],
      [64_000, 1],
    ]);
    expect(kinds(rig)).toEqual(['poison']);
    expect(rig.broker.tally).toMatchObject({ poisonTries: 3, deadLettered: 1, repaired: 1 });
  });
});

const ROUGH: Partial<BrokerSettings> = {
  partitions: 5,
  consumers: 3,
  scaling: [
    { at: 30_000, consumers: 5 },
    { at: 90_000, consumers: 2 },
  ],
  faults: {
    untilAt: 200_000,
    deaths: {
      everyMs: { kind: 'exponential', mean: 40_000 },
      lastsMs: { kind: 'uniform', min: 1, max: 30_000 },
    },
    stalls: {
      everyMs: { kind: 'exponential', mean: 40_000 },
      lastsMs: { kind: 'uniform', min: 1, max: 30_000 },
    },
    poison: null,
  },
};
const PUBLISHED = fc.array(fc.tuple(fc.nat(250_000), fc.nat(6)), { minLength: 1, maxLength: 120 });

function rough(seed: number, published: readonly (readonly [number, number])[], cooperative: boolean) {
  const rig = brokerRig({ ...ROUGH, cooperative, commitsOnRevoke: seed % 2 === 0 }, { seed });
  for (const [i, [at, key]] of published.toSorted(([x], [y]) => x - y).entries()) rig.publish(at, key, i + 1);
  return rig;
}

describe('in a rough group', () => {
  test('every message is handed over, about each key in its order', () => {
    fc.assert(
      fc.property(fc.nat(1000), PUBLISHED, fc.boolean(), (seed, published, cooperative) => {
        const rig = ran(rough(seed, published, cooperative));
        expect(once(rig)).toHaveLength(published.length);
        const highest = new Map<number, number>();
        for (const { key, counter, again } of rig.handed) {
          if (again) continue;
          expect(counter).toBeGreaterThan(highest.get(key) ?? 0);
          highest.set(key, counter);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('a copy made at any time goes on to the same end', () => {
    fc.assert(
      fc.property(fc.nat(1000), PUBLISHED, fc.nat(300_000), (seed, published, until) => {
        const straight = ran(rough(seed, published, true));
        const rig = rough(seed, published, true);
        rig.broker.start();
        rig.kernel.run({ until });
        const copy = rough(seed, [], true);
        copy.kernel.restore(structuredClone(rig.kernel.snapshot()));
        copy.kernel.run();
        expect(copy.kernel.digest.hex()).toBe(straight.kernel.digest.hex());
        expect(copy.handed).toEqual(straight.handed);
        expect(copy.broker.tally).toEqual(straight.broker.tally);
      }),
      { numRuns: runs(40) },
    );
  });

  test('the log is empty at the end, but for what the last poll has read', () => {
    const rig = ran(
      rough(
        1,
        Array.from({ length: 500 }, (_, i) => [i * 400, i] as const),
        false,
      ),
    );
    const { logs } = rig.broker.save();
    const left = logs.reduce((sum, { records }) => sum + records.length, 0);
    expect(logs.every(({ records, read }) => records.length === read)).toBe(true);
    expect(left).toBeLessThan((SETTINGS.commitEveryMs / 400) * SETTINGS.partitions + SETTINGS.batch);
  });
});
