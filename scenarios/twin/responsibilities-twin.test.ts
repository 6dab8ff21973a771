/**
 * Whole runs in which other systems own what the orchestrator usually does, with every invariant watched: they come to their end, are
 * the same again, also from a copy, and what somebody else owns the core does not do.
 */
import { describe, expect, test } from 'vitest';
import { dividedDistributor, type Said } from '#testing/divided-world';
import { distributorTwin } from '#testing/outbound-world';
import { allOf } from './landscape.ts';
import type { OutboundTwin } from './outbound-twin.ts';

const SMALL = { days: 3, ordersPerDay: 80 };

class Owners {
  readonly name = 'owners';
  /** `event owner` and how often. */
  counts = new Map<string, number>();

  /** Packed to issued, of each shipment. */
  readonly dockMs: number[] = [];
  private readonly packedAt = new Map<number, number>();

  business(at: number, event: string, owner: string, _type: string, key: number): void {
    if (event === 'shipmentPacked') this.packedAt.set(key, at);
    else if (event === 'goodsIssued') this.dockMs.push(at - this.packedAt.get(key)!);
    const who = `${event} ${owner}`;
    this.counts.set(who, (this.counts.get(who) ?? 0) + 1);
  }

  of(event: string, owner: string): number {
    return this.counts.get(`${event} ${owner}`) ?? 0;
  }

  save(): ReadonlyMap<string, number> {
    return new Map(this.counts);
  }

  load(saved: unknown): void {
    this.counts = new Map(saved as ReadonlyMap<string, number>);
  }
}

function ran(said: Said): { readonly twin: OutboundTwin; readonly owners: Owners } {
  const owners = new Owners();
  const twin = distributorTwin(dividedDistributor(said, SMALL), { watchers: [owners] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, owners };
}

const usual = ran({});

describe.each<[string, Said]>([
  ['TMS tenders', { tender: 'tms' }],
  ['TMS tenders and books, ERP allocates', { tender: 'tms', book: 'tms', allocate: 'erp' }],
  ['TMS tenders and books, WMS waves', { tender: 'tms', book: 'tms', wave: 'wms' }],
])('%s', (_what, said) => {
  const divided = ran(said);

  test('tenders are its own to write; every load that is formed finds a carrier, and leaves', () => {
    const { owners } = divided;
    expect(owners.of('tenderOffered', 'core')).toBe(0);
    expect(owners.of('tenderOffered', 'TMS')).toBeGreaterThan(100);
    expect(owners.of('tenderExpired', 'TMS')).toBeGreaterThan(0);
    expect(owners.of('loadDeparted', 'carrier')).toBeGreaterThan(100);
    expect(divided.twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  });

  test('orders, customers and carriers are the same: only what follows differs', () => {
    const released = (each: Owners): number => each.of('orderReleased', 'ERP');
    expect(released(divided.owners)).toBe(released(usual.owners));
    expect(divided.twin.digests().digest).not.toBe(usual.twin.digests().digest);
  });

  test('a run is the same again, and from a copy in the midst of it', () => {
    const world = dividedDistributor(said, SMALL);
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.7 * 86_400_000 });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    twin.run();
    copy.run();
    expect(twin.digests()).toEqual(divided.twin.digests());
    expect(copy.digests()).toEqual(divided.twin.digests());
  });
});

test('where WMS waves, the core releases none, and follows what is picked', () => {
  const twin = distributorTwin(dividedDistributor({ wave: 'wms' }, SMALL));
  const kinds = new Map<string, number>();
  const { wms } = twin.systems;
  wms.output.subscribe(({ kind }) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1));
  const take = wms.take.bind(wms);
  wms.take = (message) => {
    kinds.set(message.kind, (kinds.get(message.kind) ?? 0) + 1);
    return take(message);
  };
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(kinds.get('reserveStock')).toBeGreaterThan(100);
  expect(kinds.get('releaseWave')).toBeUndefined();
  expect(kinds.get('waveReleased')).toBeGreaterThan(10);
  expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
});

test('where WMS waves, and what it says overtakes itself by hours, nothing waits for a wave for ever', () => {
  const faults = [
    'faults.written=[{ kind: event-reordered, partner: WMS, from: 0 s, lasts: 3 d, share: 0.4, by: { constant: 2 h } }]',
    'faults.source=assumption',
  ];
  const twin = distributorTwin(dividedDistributor({ wave: 'wms' }, { days: 2, ordersPerDay: 60 }, faults));
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
});

test('what is said as it is anyway changes nothing', () => {
  const said = ran({ tender: 'orchestrator', book: 'orchestrator', wave: 'orchestrator', rate: 'tms' });
  expect(said.twin.digests()).toEqual(usual.twin.digests());
});

test('comes to its end also where whatever can go wrong does, and nobody breaks a rule', () => {
  const said: Said = { tender: 'tms', book: 'tms', wave: 'wms', allocate: 'erp' };
  for (const seed of [1, 2]) {
    const faults = [
      'faults.bySeed={ intensity: 0.15, heal: 5 d }',
      'faults.source=assumption',
      `seed=${seed}`,
    ];
    const twin = distributorTwin(dividedDistributor(said, { days: 2, ordersPerDay: 60 }, faults), { seed });
    twin.start();
    expect(twin.run()).toBe('empty');
  }
});

/** The moral of docs/responsibilities.md. */
test('TMS in runs leaves staged goods at the dock for longer, and the core with fewer messages', () => {
  const inRuns = ran({ tender: 'tms', book: 'tms' });
  const dockHours = (each: { readonly owners: Owners }): number => median(each.owners.dockMs) / 3_600_000;
  expect(dockHours(inRuns) - dockHours(usual)).toBeGreaterThan(0.25);
  expect(messagesOf(inRuns.twin)).toBeLessThan(0.97 * messagesOf(usual.twin));
});

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!;
}

/** Between core and partners, either way. */
function messagesOf({ systems }: OutboundTwin): number {
  return allOf(systems).reduce((sum, { said, applied }) => sum + said + applied.count, 0);
}
