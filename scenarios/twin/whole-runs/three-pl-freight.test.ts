/**
 * A third party that books its own carriers, in whole runs with every invariant on: they come to their end, are the same by reference and as
 * text, and from a copy; what it arranges the core does not; and what its page says of it holds.
 */
import { describe, expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { CONDITION } from '#orchestrator/contracts/erp';
import { CARRIER_FIRST } from '#orchestrator/contracts/partners';
import { SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';
import { DAY_MS } from '#sim/shifts/civil';
import { hoursToShip } from '#testing/runs/hours-to-ship';
import { freightWorld, smallFreight } from '#testing/worlds/freight-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwinOptions } from '../outbound-twin.ts';

const ROUGH =
  'systems.threePl.faults={lost: 0.05, halfWritten: 0.05, overtaken: 0.15, doubled: 0.05, late: 0.2, recordSpoilt: 0.02, delayBy: { uniform: { min: 10 min, max: 8 h } }}';

class Owners {
  readonly name = 'owners';
  counts = new Map<string, number>();

  business(_at: number, event: string, owner: string): void {
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

function ran(world: OutboundWorld, options: Partial<OutboundTwinOptions> = {}) {
  const owners = new Owners();
  const twin = distributorTwin(world, { watchers: [owners], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(Object.values(twin.openWork()).every((count) => count === 0)).toBe(true);
  return { twin, owners, digests: twin.digests() };
}

test.each([1, 2, 3])(
  'over a rough line all comes to its end, the same by reference and as text: seed %i',
  (seed) => {
    const world = smallFreight([ROUGH], seed);
    const objects = ran(world, { seed });
    const wire = ran(world, { seed, fidelity: { kind: 'wire', carriers: carrierCodecs } });
    expect(wire.digests).toEqual(objects.digests);
    expect(wire.owners.counts).toEqual(objects.owners.counts);
  },
);

/** So many files are put, and so late again, that what is known of them must be more than the last few. */
const SLOW_TO_NOTICE = [
  ['three of ten files are lost', '5 min', 'lost: 0.3, recordSpoilt: 0'],
  [
    'files overtake, and three of ten have a record that cannot be read',
    '1 min',
    'lost: 0, overtaken: 0.5, late: 0.05, recordSpoilt: 0.3',
  ],
] as const;

test.each(SLOW_TO_NOTICE)(
  'nothing waits for ever where nobody notices for two days: %s',
  (_what, every, faults) => {
    const set = [
      'network.parcelBelow=0 kg',
      'systems.threePl.receiptTimeout=2 d',
      `systems.threePl.cutoffEvery=${every}`,
      `systems.threePl.pollEvery=${every}`,
      `systems.threePl.faults={ ${faults}, delayBy: { uniform: { min: 1 h, max: 12 h } } }`,
    ];
    for (const seed of [1, 2]) ran(smallFreight(set, seed), { seed });
  },
);

test('beside short deliveries, faults of everything else and waves of its own it leaves nothing behind', () => {
  const overlays = ['three-pl', 'three-pl-freight', 'short-deliveries', 'swarm'];
  const set = ['demand.days=2', 'demand.ordersPerDay=60', 'responsibilities.wave=wms', ROUGH];
  ran(freightWorld(set, { overlays, seed: 4 }), { seed: 4 });
});

test.each([
  ['cancelled while its reservation is on its way, and leaves all the same', 59],
  ['on its way before the core hears how much of it was packed', 221],
])('under hard faults what is %s comes to its end: seed %i', (_what, seed) => {
  const faults = 'faults={bySeed: {intensity: 0.6, heal: 6 d}, source: assumption}';
  const set = ['demand.days=2', 'demand.ordersPerDay=30', 'responsibilities.wave=wms', ROUGH, faults];
  ran(freightWorld(set, { seed }), { seed });
});

describe('on a good line', () => {
  const world = smallFreight();
  const { owners, twin } = ran(world);

  test('the third party makes loads, offers and books them, its carriers answer and drive, and the core is advised of each', () => {
    const loads = owners.of('loadFormed', 'THREEPL');
    expect(loads).toBeGreaterThan(20);
    expect(owners.of('tenderOffered', 'THREEPL')).toBeGreaterThanOrEqual(loads);
    for (const event of ['loadFormed', 'tenderOffered', 'loadBooked', 'documentsPrepared'])
      expect([event, owners.of(event, 'core') + owners.of(event, 'TMS')]).toEqual([event, 0]);
    const departed = owners.of('loadDeparted', 'carrier');
    expect(departed + owners.of('loadCancelled', 'THREEPL')).toBe(loads);
    expect(owners.of('loadAdvised', 'core')).toBe(departed);
    expect(owners.of('freightPaid', 'ERP') + owners.of('loadLost', 'carrier')).toBe(departed);
    expect(twin.systems.freight!.ledger.departures).toBe(departed);
  });

  test('the core has no word with those who drive', () => {
    const spoken = twin.systems.carriers.map(({ said, partner }) => [partner >= CARRIER_FIRST, said]);
    expect(spoken).toEqual(spoken.map(() => [true, 0]));
    expect(twin.systems.freight!.said).toBeGreaterThan(100);
  });

  test('a copy made at any time goes on to the same end', () => {
    for (const days of [0.7, 1.3, 4]) {
      const first = distributorTwin(world, { watchers: [new Owners()] });
      first.start();
      first.kernel.run({ until: world.startAt + days * DAY_MS });
      const copy = distributorTwin(world, { watchers: [new Owners()] });
      copy.restore(structuredClone(first.snapshot()));
      expect(copy.run()).toBe('empty');
      expect(copy.digests(), `after ${days} days`).toEqual(twin.digests());
    }
  });
});

/** Roads and money, from what is written down. */
class Roads {
  readonly name = 'roads';
  private readonly departedAt = new Map<number, number>();
  private readonly promisedAt = new Map<number, number>();
  private transitMs = 0;
  private sums = { loads: 0, shipments: 0, late: 0, spoilt: 0, boughtMinor: 0, soldMinor: 0 };

  business(
    at: number,
    event: string,
    _owner: string,
    _entity: string,
    key: number,
    _n: number,
    a: number,
    b: number,
  ): void {
    const { sums } = this;
    if (event === 'orderPromised') this.promisedAt.set(key, a);
    else if (event === 'loadDeparted') this.departedAt.set(key, at);
    else if (event === 'loadBooked') sums.soldMinor += b;
    else if (event === 'freightArranged') sums.boughtMinor += b;
    else if (event === 'loadDelivered') {
      sums.loads += 1;
      this.transitMs += at - this.departedAt.get(key)!;
    } else if (event === 'shipmentDelivered') {
      sums.shipments += 1;
      if (b !== CONDITION.good) sums.spoilt += 1;
      if (a > this.promisedAt.get(Math.floor(key / SHIPMENTS_MAX))!) sums.late += 1;
    }
  }

  get figures() {
    const { loads, shipments, late, spoilt, boughtMinor, soldMinor } = this.sums;
    return {
      transitDays: this.transitMs / loads / DAY_MS,
      late: late / shipments,
      spoilt: spoilt / shipments,
      margin: 1 - boughtMinor / soldMinor,
    };
  }

  save(): null {
    return null;
  }

  load(): void {}
}

function roads(set: readonly string[], overlays?: readonly string[]) {
  const watchers = [new Roads(), hoursToShip()] as const;
  const world = freightWorld(
    ['demand.days=6', ...set],
    overlays === undefined ? {} : { overlays: [...overlays] },
  );
  ran(world, { watchers });
  return { ...watchers[0].figures, toShip: watchers[1].mean() };
}

test('who stands at the ramp makes the cut-off; who books by price alone keeps the difference, and loses on the road what that had won', () => {
  const core = roads([], ['three-pl']);
  const guide = roads(['systems.threePl.freight.choose=guide']);
  const cheapest = roads([]);
  expect(core.toShip - guide.toShip).toBeGreaterThan(1);
  expect(guide.late).toBeLessThan(core.late);
  expect(Math.abs(guide.transitDays - core.transitDays)).toBeLessThan(0.15);
  expect(cheapest.margin - guide.margin).toBeGreaterThan(0.03);
  expect(cheapest.late - guide.late).toBeGreaterThan(0.01);
  expect(cheapest.spoilt).toBeGreaterThan(1.3 * guide.spoilt);
});
