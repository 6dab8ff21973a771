/**
 * Whole runs whose customers change their orders several times, with every invariant watched: each change is answered once, made where it is
 * not too late and refused with a reason where it is, under every kind of fault, and a copy of a run goes on as the run.
 */
import { describe, expect, test } from 'vitest';
import { CHANGE_REFUSAL } from '#orchestrator/contracts/erp';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const ASKED = ['orderChanged', 'deliveryDateChanged', 'shipToChanged'];

function worldOf(name: string, seed: number, overlays: readonly string[], ...set: string[]): OutboundWorld {
  const loaded = loadFrom(name, {}, { with: ['order-changes', ...overlays], set });
  return buildOutboundWorld(outboundScenario(loaded), seed);
}

interface Answer {
  readonly asked: string;
  readonly refusal: number;
  readonly units: number;
}

class Answers {
  readonly name = 'answers';
  asked = new Map<string, string>();
  answers = new Map<string, Answer>();
  counts = new Map<string, number>();
  /** Shipments that went back to the shelf for an order that nobody cancelled and whose customer has changed it, by how far they had come. */
  calledBack = { picked: 0, packed: 0 };
  private furthest = new Map<number, 'picked' | 'packed'>();

  business(
    ...[, event, , , key, n, a, b]: readonly [number, string, string, string, number, number, number, number]
  ): void {
    const id = `${key} ${n}`;
    if (event === 'shipmentPicked') this.furthest.set(key, 'picked');
    if (event === 'shipmentPacked') this.furthest.set(key, 'packed');
    if (event === 'reservationReleased') this.cameBack(key);
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1);
    if (ASKED.includes(event)) this.asked.set(id, event);
    if (event === 'changeAnswered')
      this.answers.set(id, { asked: this.asked.get(id)!, refusal: a, units: b });
  }

  /** Changes of a kind that were answered so. */
  of(asked: string, refusal: number, units: -1 | 0 | 1 = 0): number {
    return [...this.answers.values()].filter(
      (each) => each.asked === asked && each.refusal === refusal && Math.sign(each.units) === units,
    ).length;
  }

  private cameBack(shipment: number): void {
    const furthest = this.furthest.get(shipment);
    const order = orderOf(shipment);
    const waits = [...this.asked.keys()].some((id) => id.startsWith(`${order} `) && !this.answers.has(id));
    if (furthest !== undefined && waits) this.calledBack[furthest] += 1;
  }

  count(event: string): number {
    return this.counts.get(event) ?? 0;
  }

  save(): unknown {
    return structuredClone([this.asked, this.answers, this.counts, this.calledBack, this.furthest]);
  }

  load(saved: unknown): void {
    [this.asked, this.answers, this.counts, this.calledBack, this.furthest] = structuredClone(saved) as [
      Answers['asked'],
      Answers['answers'],
      Answers['counts'],
      Answers['calledBack'],
      Answers['furthest'],
    ];
  }
}

function twinOf(world: OutboundWorld, seed: number): { readonly twin: OutboundTwin; readonly seen: Answers } {
  const seen = new Answers();
  return { twin: distributorTwin(world, { seed, watchers: [seen] }), seen };
}

function ran(world: OutboundWorld, seed: number): Answers {
  const { twin, seen } = twinOf(world, seed);
  twin.start();
  expect(twin.run()).toBe('empty');
  return seen;
}

describe('without faults', () => {
  const days = ['demand.days=2', 'demand.ordersPerDay=250'];
  const wishes = ['systems.erp.changes.date=0.15', 'systems.erp.changes.less=0.25'];
  const seen = ran(worldOf('peak-season', 1, [], ...days, ...wishes), 1);

  test('every change is answered, once', () => {
    expect(seen.asked.size).toBeGreaterThan(150);
    expect([...seen.answers.keys()].sort()).toEqual([...seen.asked.keys()].sort());
    expect(seen.count('changeAnswered')).toBe(seen.asked.size);
  });

  test('each kind is made, less than is reserved too, and refused where it is too late', () => {
    const { none, gone, withLoad } = CHANGE_REFUSAL;
    expect(seen.of('orderChanged', none, 1)).toBeGreaterThan(20);
    expect(seen.of('orderChanged', none, -1)).toBeGreaterThan(10);
    expect(seen.count('reservationReduced')).toBeGreaterThan(5);
    expect(seen.of('deliveryDateChanged', none)).toBeGreaterThan(5);
    expect(seen.count('orderRepromised')).toBe(seen.of('deliveryDateChanged', none));
    expect(seen.of('shipToChanged', none)).toBeGreaterThan(5);
    expect(seen.of('orderChanged', gone)).toBeGreaterThan(0);
    // Nothing is called back to come sooner.
    expect(seen.of('deliveryDateChanged', withLoad)).toBeGreaterThan(0);
    expect(seen.of('shipToChanged', withLoad)).toBe(0);
  });

  test('what is too far for a change is called back for it: from the pick, and once it is packed', () => {
    expect(seen.calledBack.picked).toBeGreaterThan(0);
    expect(seen.calledBack.packed).toBeGreaterThan(50);
  });
});

test.each([
  ['quickstart', 1],
  ['quickstart', 2],
  ['peak-season', 3],
  ['three-pl', 1],
])('%s under every kind of fault, seed %i: no change is answered twice', (name, seed) => {
  const small = ['demand.days=1', ...(name === 'peak-season' ? ['demand.ordersPerDay=120'] : [])];
  const seen = ran(worldOf(name, seed, ['swarm'], ...small), seed);
  expect(seen.asked.size).toBeGreaterThan(10);
  // What crossed the end of its order is with the exception desk.
  expect(seen.count('changeAnswered')).toBeLessThanOrEqual(seen.asked.size);
  expect(seen.count('changeAnswered')).toBeGreaterThan(0.9 * seen.asked.size);
});

test('a copy in the middle goes on as the run', () => {
  const world = worldOf('peak-season', 2, ['swarm'], 'demand.days=1', 'demand.ordersPerDay=100');
  const first = twinOf(world, 2);
  first.twin.start();
  // A change waits for shipments: twenty orders have had theirs.
  const waits = (): boolean =>
    first.seen.answers.size > 20 && first.seen.asked.size > first.seen.answers.size;
  for (let at = world.wms.startAt; !waits(); at += 60_000) first.twin.run({ until: at });
  const copy = twinOf(world, 2);
  copy.twin.restore(first.twin.snapshot());
  first.twin.run();
  copy.twin.run();
  expect(copy.twin.digests()).toEqual(first.twin.digests());
  expect(copy.seen.answers).toEqual(first.seen.answers);
});
