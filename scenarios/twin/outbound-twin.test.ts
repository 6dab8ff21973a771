/** The whole house, one small day of the distributor: it ends, it repeats, it can be copied at any instant. */
import { describe, expect, test } from 'vitest';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import type { BusinessWatcher } from '../host/signals.ts';

const NOTHING = {
  orders: 0,
  shipments: 0,
  consolidations: 0,
  loads: 0,
  freightInvoices: 0,
  claims: 0,
  exceptionCases: 0,
};

/** Every business event of orders, by name and order, with its figures and its time since the release. */
class Diary implements BusinessWatcher {
  readonly name = 'diary';
  readonly lines = new Map<number, string[]>();
  readonly counts = new Map<string, number>();

  business(...[, event, , entityType, key, n, a, b]: Parameters<BusinessWatcher['business']>): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1);
    if (entityType !== 'order') return;
    const lines = this.lines.get(key) ?? [];
    lines.push(`${event} ${n} ${a} ${b}`);
    this.lines.set(key, lines);
  }

  save(): null {
    return null;
  }

  load(): void {}
}

describe('a day of the distributor', () => {
  const world = smallDistributor();

  test('ends: every order is done or rejected, every load paid, nothing is left', () => {
    const diary = new Diary();
    const twin = distributorTwin(world, { watchers: [diary] });
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.openWork()).toEqual(NOTHING);
    const count = (event: string): number => diary.counts.get(event) ?? 0;
    expect(count('orderReleased')).toBeGreaterThan(80);
    expect(count('orderDone')).toBe(count('orderReleased'));
    expect(count('freightPaid')).toBe(count('freightMatched'));
    expect(count('goodsIssuePosted')).toBe(count('goodsIssued'));
    expect(twin.host.tickets).toEqual([]);
  });

  test('repeats to the last digit, and differs with another seed', () => {
    const digests = [1, 1, 2].map((seed) => {
      const twin = distributorTwin(world, { seed });
      twin.start();
      twin.run();
      return twin.digests();
    });
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]!.businessDigest).not.toBe(digests[0]!.businessDigest);
  });

  test('goes on from a copy at twenty instants as if it had never been copied', () => {
    const twin = distributorTwin(world);
    twin.start();
    const snapshots = [];
    for (let i = 0; i < 20; i++) {
      twin.run({ events: 400 });
      snapshots.push(structuredClone(twin.snapshot()));
    }
    twin.run();
    for (const snapshot of snapshots) {
      const copy = distributorTwin(world);
      copy.restore(snapshot);
      copy.run();
      expect(copy.digests()).toEqual(twin.digests());
    }
  });

  test('lends its state: neither the stem nor any branch writes into a snapshot', () => {
    const twin = distributorTwin(world);
    twin.start();
    for (let i = 0; i < 8; i++) {
      twin.run({ events: 1000 });
      const snapshot = twin.snapshot();
      const asItWas = structuredClone(snapshot);
      const branches = ['cheapest-feasible', 'fastest-feasible'].map((sourcing) => {
        const branch = distributorTwin(world, { sourcing });
        branch.restore(snapshot);
        branch.run({ events: 3000 });
        const again = branch.snapshot();
        branch.run({ events: 1000 });
        return again;
      });
      twin.run({ events: 100 });
      expect(snapshot).toEqual(asItWas);
      const [first] = branches;
      const copy = distributorTwin(world, { sourcing: 'cheapest-feasible' });
      copy.restore(first!);
      expect(copy.snapshot()).toEqual(first);
    }
  });

  test('a copy of another seed or world is refused', () => {
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ events: 500 });
    const copy = twin.snapshot();
    expect(() => distributorTwin(world, { seed: 2 }).restore(copy)).toThrow(
      /the snapshot is of b2b-distributor from \d+, seed 1; this is .*seed 2/,
    );
    const later = { ...world, startAt: world.startAt + 1 };
    expect(() => distributorTwin(later).restore(copy)).toThrow(/the snapshot is of/);
  });

  test('a copy goes on by another policy: a branch, which differs from its stem from there on', () => {
    const twin = distributorTwin(world);
    twin.start();
    while (twin.openWork().orders < 10) twin.run({ events: 100 });
    const copy = twin.snapshot();
    const branch = distributorTwin(world, { sourcing: 'fastest-feasible' });
    branch.restore(copy);
    expect(branch.digests()).toEqual(twin.digests());
    expect(branch.run()).toBe('empty');
    expect(branch.openWork()).toEqual(NOTHING);
    twin.run();
    expect(branch.digests().outcomeDigest).not.toBe(twin.digests().outcomeDigest);
    const alone = distributorTwin(world, { sourcing: 'fastest-feasible' });
    alone.start();
    alone.run();
    expect(branch.digests().outcomeDigest).not.toBe(alone.digests().outcomeDigest);
  });

  test('an order left out changes what no other order is and wants', () => {
    const with_ = new Diary();
    const without = new Diary();
    for (const [diary, exclude] of [
      [with_, []],
      [without, [5]],
    ] as const) {
      const twin = distributorTwin(smallDistributor({ exclude }), { watchers: [diary] });
      twin.start();
      twin.run();
    }
    expect(without.lines.has(5)).toBe(false);
    const wants = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => /^(orderReleased|orderPromised|orderHeld|orderCancelled)/.test(line));
    for (const [order, lines] of with_.lines)
      if (order !== 5) expect(wants(without.lines.get(order)!)).toEqual(wants(lines));
  });

  test('a policy decides otherwise, and draws the same orders', () => {
    const diaries = ['cheapest-in-stock', 'fastest-feasible'].map((sourcing) => {
      const diary = new Diary();
      const twin = distributorTwin(world, { watchers: [diary], sourcing });
      twin.start();
      twin.run();
      return diary;
    });
    const released = (diary: Diary): unknown =>
      [...diary.lines].map(([order, lines]) => [
        order,
        lines.filter((line) => line.startsWith('orderReleased')),
      ]);
    const sourced = (diary: Diary): unknown =>
      [...diary.lines].map(([order, lines]) => [
        order,
        lines.filter((line) => line.startsWith('orderSourced')),
      ]);
    expect(released(diaries[1]!)).toEqual(released(diaries[0]!));
    expect(sourced(diaries[1]!)).not.toEqual(sourced(diaries[0]!));
  });
});
