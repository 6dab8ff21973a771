/**
 * Whole runs of a distributor whose western centre has waves for half of what it is asked for, with every invariant watched: who goes
 * first with a wave, and how urgent an order is, decides how much of what is late is worth much; where nobody is asked, the run is that
 * of before.
 */
import { describe, expect, test } from 'vitest';
import { dividedDistributor } from '#testing/worlds/divided-world';
import { expectCaught, type Plant, replaced } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const SMALL = { days: 4, ordersPerDay: 120 };
const DAY_MS = 86_400_000;

/** What orders were worth that missed their promise, and in which order shipments were picked. */
class Notes {
  readonly name = 'notes';
  valueMinor = new Map<number, number>();
  missed = 0;
  missedMinor = 0;
  picked: number[] = [];

  business(_at: number, event: string, _owner: string, _type: string, key: number, _n: number, a: number) {
    if (event === 'orderValued') this.valueMinor.set(key, a);
    else if (event === 'shipmentPicked') this.picked.push(key);
    else if (event === 'promiseMissed') {
      this.missed += 1;
      this.missedMinor += this.valueMinor.get(key)!;
    }
  }

  save(): readonly unknown[] {
    return [new Map(this.valueMinor), this.missed, this.missedMinor, this.picked.slice()];
  }

  load(): void {}
}

function squeezed(set: readonly string[]): OutboundWorld {
  const world = dividedDistributor({}, SMALL, set);
  const nodes = world.network.nodes.map((node) => ({ ...node, linesPerWave: node.no === 0 ? 12 : 200 }));
  return { ...world, network: { ...world.network, nodes } };
}

interface Ran {
  readonly twin: OutboundTwin;
  readonly notes: Notes;
}

function ran(...set: string[]): Ran {
  const notes = new Notes();
  const twin = distributorTwin(squeezed(set), { watchers: [notes] });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  return { twin, notes };
}

const BY_LINE = ['orderPriorityPolicy=value-per-line', 'waveSequencePolicy=priority-first'];
const silent = ran();
const asBefore = ran('orderPriorityPolicy=as-erp-says', 'waveSequencePolicy=earliest-cutoff');
const byLine = ran(...BY_LINE);

describe('who goes first', () => {
  test('by value at risk, less is late of what is worth much', () => {
    const { notes } = ran('waveSequencePolicy=value-at-risk');
    expect(silent.notes.missed).toBeGreaterThan(20);
    expect(notes.missedMinor).toBeLessThan(0.9 * silent.notes.missedMinor);
  });

  test('so it is where the rank of an order says what a line of it is worth, and waves go by rank', () => {
    expect(byLine.notes.missedMinor).toBeLessThan(0.9 * silent.notes.missedMinor);
  });

  test('with the largest, more promises are missed than by cut-off', () => {
    const { notes } = ran('waveSequencePolicy=largest-first');
    expect(notes.missed).toBeGreaterThan(silent.notes.missed);
  });

  test('answered as it always was, nearly all is picked in the order of before', () => {
    const { picked } = silent.notes;
    expect(new Set(asBefore.notes.picked)).toEqual(new Set(picked));
    const same = picked.filter((shipment, i) => asBefore.notes.picked[i] === shipment).length;
    expect(same).toBeGreaterThan(0.9 * picked.length);
    expect(asBefore.notes.missed).toBe(silent.notes.missed);
  });

  test('what ranks call a typical order is what orders are worth on average', () => {
    const values = [...byLine.notes.valueMinor.values()];
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const { typicalMinor } = squeezed(BY_LINE).network.ranksOrders!;
    expect(Math.abs(typicalMinor / mean - 1)).toBeLessThan(0.15);
  });

  test('is the same again from a copy in the midst of it', () => {
    const world = squeezed(BY_LINE);
    const twin = distributorTwin(world);
    twin.start();
    twin.run({ until: world.startAt + 1.8 * DAY_MS });
    const copy = distributorTwin(world);
    copy.restore(twin.snapshot());
    copy.run();
    expect(copy.digests()).toEqual(byLine.twin.digests());
  });
});

describe('what nobody has decided', () => {
  const changed = (event: string, to: (a: number, b: number) => readonly [number, number]): Plant => {
    return (twin, saboteur) => {
      saboteur.act = () => {};
      replaced(twin.host.books, 'business', (right, at, name, owner, type, key, n, a, b) =>
        right(at, name, owner, type, key, n, ...(name === event ? to(a, b) : [a, b])),
      );
    };
  };

  test('a rank, a wave that takes more, or another wave: stops the run', () => {
    const world = squeezed(BY_LINE);
    expectCaught(
      'decision-audited',
      /order \d+: ranked \d; on record is \d/,
      changed('orderRanked', (rank, erp) => [rank + 1, erp]),
      world,
    );
    expectCaught(
      'decision-audited',
      /wave \d+ of DC Reno: \d+ shipments by sequence 1; on record is 1, of wave \d+, with \d+/,
      changed('waveSequenced', (wave, shipments) => [wave, shipments + 1]),
      world,
    );
    expectCaught(
      'decision-audited',
      /wave \d+ of DC Reno: \d+ shipments by sequence 1; on record is 1, of wave \d+/,
      changed('waveSequenced', (wave, shipments) => [wave + 1, shipments]),
      world,
    );
  });
});
