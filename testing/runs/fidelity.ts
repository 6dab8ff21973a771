/** Runs that must be the same whether messages travel by reference or as text and bytes, in both forms, and what they come to. */
import { expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { Channel } from '#scenarios/twin/channels/channel';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { KernelSnapshot } from '#sim/kernel';
import { distributorTwin } from '../worlds/outbound-world.ts';
import { eventCounts, onItsWay } from '../worlds/partner-world.ts';

/** By reference, by channels that are ready for codecs all the same. */
export const OBJECTS: Fidelity = { kind: 'objects', carriers: carrierCodecs };
export const WIRE: Fidelity = { kind: 'wire', carriers: carrierCodecs };

/** Over the wire, with one codec of carriers changed. */
export function wireWith<Kind extends keyof typeof carrierCodecs>(
  kind: Kind,
  change: Partial<(typeof carrierCodecs)[Kind]>,
): Fidelity {
  const changed = { ...carrierCodecs[kind], ...change };
  return { kind: 'wire', carriers: { ...carrierCodecs, [kind]: changed } };
}

/** Which way a copy is made and goes on. */
export const COPIES = [
  ['objects', OBJECTS, OBJECTS],
  ['wire', WIRE, WIRE],
  ['objects goes on as wire', OBJECTS, WIRE],
  ['wire goes on as objects', WIRE, OBJECTS],
] as const;

/** Of a bill that is a cent dearer: the carrier's own event says what was billed, the core's what it read, the invariants compare them. */
export const DEARER_CAUGHT =
  /invoice-settled-once violated: load \d+: a bill of \d+ is matched, \d+ was billed/;

/** Of an offer that is a cent dearer on one side: the carrier's own event says what it has accepted, the core's what it has booked. */
export const OTHER_PRICE_CAUGHT = /one-active-booking violated: load \d+: booked for \d+ \(tender \d+\), .* has said \d+/;

/** A channel that counts what happens on it. */
interface Counting<Tally> extends Channel {
  readonly tally: Tally;
}

/** A run to its end, of a world with one line. */
export function ranOn<Tally>(world: OutboundWorld, fidelity: Fidelity, seed: number) {
  const counts = eventCounts();
  const twin = distributorTwin(world, { fidelity, seed, watchers: [counts] });
  twin.start();
  expect(twin.run()).toBe('empty');
  const { tally } = twin.channels[0] as Counting<Tally>;
  return { digests: twin.digests(), counts: counts.sorted(), tally, open: twin.openWork(), twin };
}

/** Each seed both ways: everything is the same. @returns what has happened on the line, over all seeds */
export function sameEitherWay<Tally extends { readonly [Kind in keyof Tally]: number }>(
  world: OutboundWorld,
  seeds: readonly number[],
): Map<keyof Tally, number> {
  const sum = new Map<keyof Tally, number>();
  for (const seed of seeds) {
    const objects = ranOn<Tally>(world, OBJECTS, seed);
    const wire = ranOn<Tally>(world, WIRE, seed);
    expect(wire.digests).toEqual(objects.digests);
    expect(wire.counts).toEqual(objects.counts);
    expect(wire.tally).toEqual(objects.tally);
    expect(wire.open).toEqual(objects.open);
    for (const kind in wire.tally) sum.set(kind, (sum.get(kind) ?? 0) + wire.tally[kind]);
  }
  return sum;
}

/** Copies in mid-run, each with something on its way. */
function snapshotsOf(world: OutboundWorld, fidelity: Fidelity, seed: number): KernelSnapshot[] {
  const twin = distributorTwin(world, { fidelity, seed });
  twin.start();
  const list: KernelSnapshot[] = [];
  while (list.length < 6) {
    expect(twin.run({ events: 120 })).toBe('events');
    const snapshot = twin.snapshot();
    if (onItsWay(snapshot)) list.push(structuredClone(snapshot));
  }
  return list;
}

/** Tests that copies of a run end as it does, in either form. */
export function copiesEndAlike(world: OutboundWorld, seed: number): void {
  const straight = ranOn<unknown>(world, OBJECTS, seed);

  test.each(COPIES)('in mid-run, %s: ends as the run never stopped', (_name, from, to) => {
    for (const snapshot of snapshotsOf(world, from, seed)) {
      const copy = distributorTwin(world, { fidelity: to, seed });
      copy.restore(snapshot);
      copy.run();
      expect(copy.digests()).toEqual(straight.digests);
      expect((copy.channels[0] as Counting<unknown>).tally).toEqual(straight.tally);
    }
  });
}

/** The digests over the wire with all modules loaded anew: for a core that is changed by a mock of its codec. */
export async function digestsAnew(world: OutboundWorld) {
  const { distributorTwin: twinOf } = await import('../worlds/outbound-world.ts');
  const twin = twinOf(world, { fidelity: WIRE, seed: 1 });
  twin.start();
  twin.run();
  return twin.digests();
}
