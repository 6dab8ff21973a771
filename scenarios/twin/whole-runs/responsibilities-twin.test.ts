/**
 * Whole runs in which other systems own what the orchestrator usually does, with every invariant watched: they come to their end, are
 * the same again, also from a copy, and what somebody else owns the core does not do.
 */
import { describe, expect, test } from 'vitest';
import { dividedDistributor, type Said } from '#testing/worlds/divided-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { allOf } from '../landscape.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const SMALL = { days: 3, ordersPerDay: 80 };

class Owners {
  readonly name = 'owners';
  /** `event owner` and how often. */
  counts = new Map<string, number>();

  /** Packed to issued, of each shipment. */
  readonly dockMs: number[] = [];
  private readonly packedAt = new Map<number, number>();
  private readonly releasedAt = new Map<number, number>();
  private readonly planMs: number[] = [];

  private readonly reservedAt = new Map<number, number>();
  private readonly pickMs: number[] = [];

  /** Reserved to picked, mean. */
  pickHours(): number {
    return mean(this.pickMs) / 3_600_000;
  }

  /** Released to sourced for the first time, mean. */
  planHours(): number {
    return mean(this.planMs) / 3_600_000;
  }

  business(at: number, event: string, owner: string, _type: string, key: number): void {
    if (event === 'orderReleased') this.releasedAt.set(key, at);
    else if (event === 'orderSourced' && this.releasedAt.has(key)) {
      this.planMs.push(at - this.releasedAt.get(key)!);
      this.releasedAt.delete(key);
    } else if (event === 'stockReserved') this.reservedAt.set(key, at);
    else if (event === 'shipmentPicked') this.pickMs.push(at - this.reservedAt.get(key)!);
    else if (event === 'shipmentPacked') this.packedAt.set(key, at);
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

function ran(
  said: Said,
  more: readonly string[] = [],
): { readonly twin: OutboundTwin; readonly owners: Owners } {
  const owners = new Owners();
  const twin = distributorTwin(dividedDistributor(said, SMALL, more), { watchers: [owners] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, owners };
}

const usual = ran({});

describe.each<[string, Said]>([
  ['TMS tenders', { tender: 'tms' }],
  ['TMS tenders and books, ERP allocates', { tender: 'tms', book: 'tms', allocate: 'erp' }],
  ['TMS tenders and books, WMS waves', { tender: 'tms', book: 'tms', wave: 'wms' }],
  ['TMS plans loads, tenders and books', { consolidate: 'tms', tender: 'tms', book: 'tms' }],
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

describe('where TMS plans loads', () => {
  const planned = ran({ consolidate: 'tms' });

  test('it is TMS that says which shipments leave together; each is planned once, parcels never', () => {
    const { owners, twin } = planned;
    expect(owners.of('loadPlanned', 'TMS')).toBeGreaterThan(30);
    expect(owners.of('shipmentPlanned', 'TMS')).toBeGreaterThan(owners.of('loadPlanned', 'TMS'));
    expect(owners.of('loadFormed', 'core')).toBeGreaterThan(owners.of('loadPlanned', 'TMS'));
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  });

  test('a run is the same again, and from a copy in the midst of it', () => {
    const world = dividedDistributor({ consolidate: 'tms' }, SMALL);
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.7 * 86_400_000 });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    copy.run();
    expect(copy.digests()).toEqual(planned.twin.digests());
  });

  test.each([
    ['late', 'kind: event-delayed, partner: TMS, from: 0 s, lasts: 3 d, share: 0.5, by: { constant: 9 h }'],
    [
      'twice',
      'kind: event-duplicated, partner: TMS, from: 0 s, lasts: 3 d, share: 0.5, by: { constant: 9 h }',
    ],
    ['never', 'kind: event-lost, partner: TMS, from: 0 s, lasts: 3 d, share: 0.3'],
  ])('a plan that is told %s: everything comes to its end, and nobody breaks a rule', (_how, fault) => {
    const faults = [`faults.written=[{ ${fault} }]`, 'faults.source=assumption'];
    const world = dividedDistributor({ consolidate: 'tms' }, { days: 2, ordersPerDay: 60 }, faults);
    const twin = distributorTwin(world);
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  });
});

describe('where the orchestrator rates by its own copy', () => {
  const FUEL = 'network.fuel=[{ from: 2026-01-01, share: 0.18 }, { from: 2026-03-04, share: 0.24 }]';
  const daily = ran({ rate: 'orchestrator' }, [FUEL, 'systems.tms.rateCopy.every=1 d']);
  const monthly = ran({ rate: 'orchestrator' }, [FUEL, 'systems.tms.rateCopy.every=28 d']);

  test('nobody asks TMS for a rate; everything comes to its end', () => {
    expect(daily.twin.systems.tms.sideEffects.ratings).toBe(0);
    expect(usual.twin.systems.tms.sideEffects.ratings).toBeGreaterThan(100);
    expect(daily.twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  });

  test('a run is the same again, and from a copy in the midst of it', () => {
    const world = dividedDistributor({ rate: 'orchestrator' }, SMALL, [
      FUEL,
      'systems.tms.rateCopy.every=28 d',
    ]);
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.7 * 86_400_000 });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    copy.run();
    expect(copy.digests()).toEqual(monthly.twin.digests());
  });

  /** The moral of a copy, in docs/responsibilities.md. */
  test('the older the copy, the more freight bills come for more than was agreed; messages are fewer either way', () => {
    const disputed = (each: { readonly owners: Owners }): number =>
      each.owners.of('freightDisputed', 'core') / each.owners.of('freightMatched', 'core');
    expect(disputed(monthly)).toBeGreaterThan(disputed(daily) + 0.2);
    expect(messagesOf(daily.twin)).toBeLessThan(0.95 * messagesOf(usual.twin));
  });
});

describe('where a desk releases waves by hand', () => {
  const byDesk = ran({ wave: 'people' });

  test('each list waits for the desk; everything comes to its end', () => {
    expect(byDesk.twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(byDesk.owners.of('shipmentPicked', 'WMS')).toBeGreaterThan(100);
    expect(byDesk.owners.pickHours()).toBeGreaterThan(usual.owners.pickHours() + 0.25);
  });

  test('lists that get lost in a tray, and pages of them, are made up for with the next wave', () => {
    const lost = [
      'people=[{ role: warehouse-desk, answer: { constant: 1 h }, unanswered: 0.3, kinds: { releaseWave: { mistake: 0.5 } }, source: assumption }]',
    ];
    const { twin } = ran({ wave: 'people' }, lost);
    expect(twin.openWork().orders).toBeLessThan(20);
  });

  test('a run is the same again, and from a copy in the midst of it', () => {
    const world = dividedDistributor({ wave: 'people' }, SMALL);
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.7 * 86_400_000 });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    copy.run();
    expect(copy.digests()).toEqual(byDesk.twin.digests());
  });
});

describe('where people own what is a decision', () => {
  const byPeople = ran({ allocate: 'people', tender: 'people' });

  test('a desk decides each order and each load, by its rule of thumb; everything comes to its end', () => {
    expect(byPeople.twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(byPeople.owners.of('tenderOffered', 'core')).toBeGreaterThan(100);
  });

  /** The moral of desks, in docs/responsibilities.md. */
  test('orders wait for the desk: they are planned later than where a policy decides', () => {
    expect(byPeople.owners.planHours()).toBeGreaterThan(usual.owners.planHours() + 0.5);
  });

  test('it is the mechanism of phases: a phase that says the same makes the same run', () => {
    const set = [
      'phase=desks',
      'phases.desks={ like: optimised, decisions: { carrier: { by: person, role: planner, mistakes: 0.02 } }, thumbs: { carrier: guide-order }, foundAfter: 1 d }',
    ];
    const asPhase = ran({}, set);
    const asOwner = ran({ tender: 'people' });
    expect(asOwner.twin.digests()).toEqual(asPhase.twin.digests());
    // What waits for a planner waits at the dock.
    expect(mean(asOwner.owners.dockMs) - mean(usual.owners.dockMs)).toBeGreaterThan(0.5 * 3_600_000);
  });
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
  const said: Said = { consolidate: 'tms', tender: 'tms', book: 'tms', wave: 'wms', allocate: 'erp' };
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

test('comes to its end where all of that is people, plans and copies, too', () => {
  const said: Said = {
    consolidate: 'tms',
    rate: 'orchestrator',
    wave: 'people',
    allocate: 'people',
    tender: 'people',
  };
  const faults = ['faults.bySeed={ intensity: 0.15, heal: 5 d }', 'faults.source=assumption', 'seed=3'];
  const twin = distributorTwin(dividedDistributor(said, { days: 2, ordersPerDay: 60 }, faults), { seed: 3 });
  twin.start();
  expect(twin.run()).toBe('empty');
});

/** The moral of planning in runs, in docs/responsibilities.md. */
test('the more seldom TMS plans loads, the longer goods stand packed: who comes after the run misses the cut-off', () => {
  const often = ran({ consolidate: 'tms' });
  const seldom = ran({ consolidate: 'tms' }, ['systems.tms.consolidation.every=12 h']);
  const hours = (each: { readonly owners: Owners }): number => mean(each.owners.dockMs) / 3_600_000;
  expect(hours(seldom) - hours(often)).toBeGreaterThan(1);
});

/** The moral of docs/responsibilities.md. */
test('TMS in runs leaves staged goods at the dock for longer, and the core with fewer messages', () => {
  const inRuns = ran({ tender: 'tms', book: 'tms' });
  const dockHours = (each: { readonly owners: Owners }): number => median(each.owners.dockMs) / 3_600_000;
  expect(dockHours(inRuns) - dockHours(usual)).toBeGreaterThan(0.25);
  expect(messagesOf(inRuns.twin)).toBeLessThan(0.97 * messagesOf(usual.twin));
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!;
}

/** Between core and partners, either way. */
function messagesOf({ systems }: OutboundTwin): number {
  return allOf(systems).reduce((sum, { said, applied }) => sum + said + applied.count, 0);
}
