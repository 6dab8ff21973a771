/**
 * Whole runs in which trucks come by appointment, with every invariant watched: they come to their end, are the same again, also from a
 * copy, whoever tenders, however few the doors and whatever becomes of TMS's answers.
 */
import { describe, expect, test } from 'vitest';
import { dividedDistributor, type Said } from '#testing/worlds/divided-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundTwin } from '../outbound-twin.ts';

const SMALL = { days: 3, ordersPerDay: 80 };
const HOUR_MS = 3_600_000;

/** What is said of the appointments, as an option of the command line. */
const appointments = (said: string): string =>
  `systems.tms.appointments={ ${said}, answer: { lognormal: { median: 2 min, sigma: 0.8 } }, source: assumption }`;
const USUAL = appointments('slot: 1 h, doors: 2');

interface Truck {
  readonly at: number;
  readonly calledFor: number;
}

/** By load: its slots in order, when its truck came, when it left. */
class Yard {
  readonly name = 'yard';
  readonly slots = new Map<number, number[]>();
  readonly nodes = new Map<number, number>();
  readonly trucks = new Map<number, Truck>();
  readonly left = new Map<number, number>();
  readonly counts = new Map<string, number>();

  business(
    at: number,
    event: string,
    _owner: string,
    _type: string,
    key: number,
    _n: number,
    a: number,
    b: number,
  ): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1);
    if (event === 'pickupSlotConfirmed') {
      this.slots.set(key, [...(this.slots.get(key) ?? []), a]);
      this.nodes.set(key, b);
    } else if (event === 'truckArrived') this.trucks.set(key, { at, calledFor: b });
    else if (event === 'loadDeparted') this.left.set(key, at);
  }

  of(event: string): number {
    return this.counts.get(event) ?? 0;
  }

  save(): null {
    return null;
  }

  load(): void {}
}

function ran(
  said: Said,
  more: readonly string[],
  of = SMALL,
): { readonly twin: OutboundTwin; readonly yard: Yard } {
  const yard = new Yard();
  const twin = distributorTwin(dividedDistributor(said, of, more), { watchers: [yard] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, yard };
}

describe('trucks that come by appointment', () => {
  const { twin, yard } = ran({}, [USUAL, 'systems.tms.appointments.slot=30min']);

  test('are called for their slots, stand when they are early, and get another slot when they are late', () => {
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(yard.slots.size).toBeGreaterThan(30);
    // Parcels come without.
    expect(yard.left.size).toBeGreaterThan(2 * yard.slots.size);
    let early = 0;
    let late = 0;
    for (const [load, leftAt] of yard.left) {
      const slots = yard.slots.get(load);
      if (slots === undefined) continue;
      const { at, calledFor } = yard.trucks.get(load)!;
      expect(slots).toContain(calledFor);
      expect(leftAt).toBeGreaterThanOrEqual(slots.at(-1)!);
      if (at < calledFor) early += 1;
      if (at >= calledFor + HOUR_MS / 2) late += 1;
    }
    expect(early).toBeGreaterThan(10);
    expect(late).toBeGreaterThan(0);
    // What is heard of it takes a moment: one that comes in the last of its slot is still in time.
    expect(yard.of('pickupSlotMissed')).toBe(late);
  });

  test('no more of them in a slot than there are doors, by the book of TMS', () => {
    expect(twin.systems.tms.sideEffects.appointments).toBe(yard.of('pickupSlotConfirmed'));
    const standing = new Map<string, number>();
    for (const [load, slots] of yard.slots) {
      const slot = `${yard.nodes.get(load)} ${slots.at(-1)}`;
      standing.set(slot, (standing.get(slot) ?? 0) + 1);
    }
    expect(Math.max(...standing.values())).toBe(2);
  });

  test('leave the same again, and from a copy in the midst of it', () => {
    const world = dividedDistributor({}, SMALL, [USUAL, 'systems.tms.appointments.slot=30min']);
    const again = distributorTwin(world);
    again.start();
    again.run({ until: world.startAt + 1.7 * 24 * HOUR_MS });
    const copy = distributorTwin(world);
    copy.restore(again.snapshot());
    again.run();
    copy.run();
    expect(again.digests()).toEqual(twin.digests());
    expect(copy.digests()).toEqual(twin.digests());
  });
});

describe('where the orchestrator dies', () => {
  const world = dividedDistributor({}, { days: 1, ordersPerDay: 40 }, [
    appointments('slot: 30 min, doors: 1'),
  ]);
  const started = (): OutboundTwin => {
    const twin = distributorTwin(world);
    twin.start();
    return twin;
  };
  const quiet = started();
  quiet.run();

  test('and is back at once, before each event of the run: all is as if it had not', () => {
    const twin = started();
    do {
      twin.host.crash();
      twin.host.restart();
    } while (twin.run({ events: 1 }) === 'events');
    const { businessDigest, outcomeDigest } = quiet.digests();
    expect(twin.digests()).toMatchObject({ businessDigest, outcomeDigest });
    expect(twin.systems.tms.sideEffects).toEqual(quiet.systems.tms.sideEffects);
    expect(quiet.systems.tms.sideEffects.appointments).toBeGreaterThan(8);
  });

  test('for an hour, again and again: trucks come meanwhile, and everything comes to its end', () => {
    const twin = started();
    for (let hour = 2; hour < 120; hour += 3) {
      twin.run({ until: world.startAt + hour * HOUR_MS });
      twin.host.crash();
      twin.run({ until: world.startAt + (hour + 1) * HOUR_MS });
      twin.host.restart();
    }
    expect(twin.run()).toBe('empty');
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(twin.host.keptMessages).toBe(0);
  });
});

describe.each<[string, Said]>([
  ['TMS tenders', { tender: 'tms' }],
  ['TMS tenders and books', { tender: 'tms', book: 'tms' }],
  ['TMS plans loads', { consolidate: 'tms' }],
])('where %s', (_name, said) => {
  test('trucks come by appointment as elsewhere', () => {
    const { twin, yard } = ran(said, [USUAL], { days: 2, ordersPerDay: 60 });
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(yard.of('pickupSlotConfirmed')).toBeGreaterThan(15);
    for (const [load, slots] of yard.slots)
      if (yard.left.has(load)) expect(slots).toContain(yard.trucks.get(load)!.calledFor);
  });
});

describe('where doors are few', () => {
  test('loads wait for a free slot; nothing is lost', () => {
    const { twin, yard } = ran({}, [appointments('slot: 4 h, doors: 1')]);
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    const waits = [...yard.slots.values()].map(([slotAt]) => slotAt!);
    expect(new Set(waits).size).toBeGreaterThan(8);
  });

  test('and the book is not open far, TMS refuses, and is asked until something is free', () => {
    const { twin, yard } = ran({}, [
      appointments('slot: 4 h, doors: 1, ahead: 2 d'),
      'limits.answerGrace=12h',
    ]);
    expect(yard.of('pickupSlotRefused')).toBeGreaterThan(10);
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  });
});

describe('whatever becomes of what TMS says', () => {
  test.each([
    ['late', 'kind: event-delayed, partner: TMS, from: 0 s, lasts: 3 d, share: 0.5, by: { constant: 9 h }'],
    [
      'twice',
      'kind: event-duplicated, partner: TMS, from: 0 s, lasts: 3 d, share: 0.5, by: { constant: 9 h }',
    ],
    ['never', 'kind: event-lost, partner: TMS, from: 0 s, lasts: 3 d, share: 0.3'],
    [
      'out of order',
      'kind: event-reordered, partner: TMS, from: 0 s, lasts: 3 d, share: 0.5, by: { constant: 2 h }',
    ],
  ])('told %s: everything comes to its end, and nobody breaks a rule', (_how, fault) => {
    const faults = [`faults.written=[{ ${fault} }]`, 'faults.source=assumption'];
    const { twin, yard } = ran({}, [USUAL, ...faults], { days: 2, ordersPerDay: 60 });
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    expect(yard.of('pickupSlotConfirmed')).toBeGreaterThan(15);
  });
});
