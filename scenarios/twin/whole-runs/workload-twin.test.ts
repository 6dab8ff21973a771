/**
 * Whole runs of a distributor whose western centre has waves for a third of what it is asked for, with every invariant watched: what it
 * can't pick by the cut-off goes to the others, and ships sooner; where nobody is asked, the run is that of before.
 */
import { describe, expect, test } from 'vitest';
import { dividedDistributor } from '#testing/worlds/divided-world';
import { expectCaught, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const SMALL = { days: 4, ordersPerDay: 120 };
const DAY_MS = 86_400_000;

/** Reserved to picked, and moves, by shipment. */
class Notes {
  readonly name = 'notes';
  reservedAt = new Map<number, number>();
  waitsMs: number[] = [];
  moved: number[] = [];

  business(at: number, event: string, _owner: string, _type: string, key: number): void {
    if (event === 'stockReserved') this.reservedAt.set(key, at);
    else if (event === 'shipmentPicked') this.waitsMs.push(at - this.reservedAt.get(key)!);
    else if (event === 'shipmentReassigned') this.moved.push(key);
  }

  /** Share that was picked more than a day after it was reserved. */
  get lateShare(): number {
    return this.waitsMs.filter((ms) => ms > DAY_MS).length / this.waitsMs.length;
  }

  save(): readonly unknown[] {
    return [new Map(this.reservedAt), this.waitsMs.slice(), this.moved.slice()];
  }

  load(): void {}
}

function squeezed(policy: string | null): OutboundWorld {
  const world = dividedDistributor({}, SMALL, policy === null ? [] : [`workloadPolicy=${policy}`]);
  const nodes = world.network.nodes.map((node) => ({ ...node, linesPerWave: node.no === 0 ? 8 : 200 }));
  return { ...world, network: { ...world.network, nodes } };
}

function ran(world: OutboundWorld): { readonly twin: OutboundTwin; readonly notes: Notes } {
  const notes = new Notes();
  const twin = distributorTwin(world, { watchers: [notes] });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  return { twin, notes };
}

const levelled = ran(squeezed('level-load'));
const stays = ran(squeezed('stay'));

describe('levelling the load', () => {
  test('moves what one centre can not pick in time, once a shipment, and leaves less to wait for days', () => {
    const { moved } = levelled.notes;
    expect(moved.length).toBeGreaterThan(20);
    expect(new Set(moved).size).toBe(moved.length);
    expect(stays.notes.moved).toEqual([]);
    expect(stays.notes.lateShare).toBeGreaterThan(0.1);
    expect(levelled.notes.lateShare).toBeLessThan(0.6 * stays.notes.lateShare);
  });

  test('is the same again, and from a copy in the midst of it', () => {
    const world = squeezed('level-load');
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.8 * DAY_MS });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    twin.run();
    copy.run();
    expect(twin.digests()).toEqual(levelled.twin.digests());
    expect(copy.digests()).toEqual(levelled.twin.digests());
  });

  test('answered with stay, or not asked about, leaves what waits where it is', () => {
    const silent = ran(squeezed(null)).notes;
    expect(silent.moved).toEqual([]);
    expect(silent.waitsMs.length).toBe(stays.notes.waitsMs.length);
    expect(Math.abs(silent.lateShare - stays.notes.lateShare)).toBeLessThan(0.02);
  });
});

describe('a move that nobody has decided', () => {
  test('without a plant nothing stops it', () => {
    expect(violationOf(() => {}, squeezed('level-load'))).toBe(null);
  });

  test('stops the run', () => {
    expectCaught(
      'decision-audited',
      /shipment \d+: goes from DC Reno to DC \w+, and no decision on record says so/,
      (twin, saboteur) => {
        saboteur.act = () => {};
        replaced(twin.host.books, 'business', (right, at, event, owner, type, key, n, to, from) =>
          right(at, event, owner, type, key, n, event === 'shipmentReassigned' ? 3 - to : to, from),
        );
      },
      squeezed('level-load'),
    );
  });
});
