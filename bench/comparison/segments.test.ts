/**
 * Segments of a kind add up to the run, hold the same orders in both runs of a pair, and tell where a planted candidate helps and where it hurts.
 * Shown on the twin, and by results of a known answer.
 */
import { describe, expect, test } from 'vitest';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { Random } from '#sim/random/random';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { type DesignResult, runDesign } from './design-result.ts';
import { resultOf } from './lanes.fixture.ts';
import { segmentDifferences } from './segment-differences.ts';
import type { SegmentResult } from './segments.ts';

describe('of a run', async () => {
  const run = (sourcing: string, ...more: string[]): Promise<DesignResult> => {
    const set = ['demand.maxOrders=90', 'demand.days=2', ...more];
    const world = buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, { set })), 1);
    const policies = outboundPolicies({ sourcing }, world.decidedBy);
    return runDesign({ world, policies, seed: 1, classes: ['shop', 'workshop'] });
  };
  const cheap = await run('cheapest-feasible');
  const fast = await run('fastest-feasible');
  const warm = await run('cheapest-feasible', 'warmUp=12 h');

  test.each([
    ['the whole of it', () => cheap],
    ['what a warm-up leaves of it', () => warm],
  ])('each kind adds up to %s', (_, of) => {
    const { segments, kpis } = of();
    const kinds = [...new Set(segments!.map(({ by }) => by))];
    expect(kinds).toEqual(['class', 'node', 'size']);
    for (const kind of kinds) {
      const own = segments!.filter(({ by }) => by === kind);
      const sum = (field: 'orders' | 'costMinor'): number =>
        own.reduce((total, each) => total + each[field], 0);
      expect(sum('orders')).toBe(kpis.ordersShipped);
      expect(sum('costMinor')).toBeCloseTo(kpis.landedCostPerOrder! * kpis.ordersShipped!, 4);
    }
  });

  test('a warm-up leaves orders out', () => {
    const shipped = ({ segments }: DesignResult): number =>
      segments!.reduce((sum, { orders }) => sum + orders, 0);
    expect(shipped(warm)).toBeLessThan(shipped(cheap));
  });

  test('another policy sends other orders from other nodes, and the segments are of the same size', () => {
    const namesOf = ({ segments }: DesignResult): unknown => segments!.map(({ by, name }) => [by, name]);
    expect(fast.digest).not.toBe(cheap.digest);
    expect(namesOf(fast)).toEqual(namesOf(cheap));
    // But for one order, which its customer has withdrawn in time in one of the two.
    for (const [i, { due }] of fast.segments!.entries())
      expect(Math.abs(due - cheap.segments![i]!.due)).toBeLessThanOrEqual(1);
  });
});

const stream = new Random('segments').stream('noise');

/** Ten orders a segment; the candidate saves 8 an order in shops and costs 5 more in depots, and elsewhere nothing. */
function planted(design: number, replications = 30): DesignResult[] {
  const segment = (by: SegmentResult['by'], name: string, costEach: number, orders = 10): SegmentResult => ({
    ...{ by, name, orders, costMinor: Math.round(orders * costEach), due: orders, late: design },
  });
  return Array.from({ length: replications }, (_, replication) => {
    const noise = (of: number): number => 4 * stream.unit(replication, 10 * design + of);
    return resultOf(
      { design, replication },
      {
        segments: [
          segment('class', 'depot', 100 + noise(0) + 5 * design),
          segment('class', 'shop', 100 + noise(1) - 8 * design, 20),
          segment('class', 'kiosk', 100 + noise(2)),
          segment('size', 'largest third', 100 + noise(3)),
          segment('size', 'smallest third', 100 + noise(4)),
          ...(replication < 3 ? [segment('country', 'Atlantis', 5)] : []),
        ],
      },
    );
  });
}

describe('of pairs', () => {
  const { segments: report } = segmentDifferences(planted(0), planted(1));
  const of = (name: string) => report!.segments.find((each) => each.name === name)!;

  test('where it helps, where it hurts, and where nothing is to be told', () => {
    expect([of('shop').effect, of('depot').effect, of('kiosk').effect]).toEqual(['helps', 'hurts', 'open']);
    expect(of('shop').difference.mean).toBeCloseTo(-8, -0.5);
    expect(of('shop').difference.high).toBeLessThan(-6);
    expect(of('depot').difference.low).toBeGreaterThan(3);
    expect(of('kiosk').difference.low).toBeLessThan(0);
    expect(of('kiosk').difference.high).toBeGreaterThan(0);
    expect([of('shop').lateBaseline, of('shop').lateCandidate]).toEqual([0, 1 / 20]);
  });

  test('classes with most orders first, sizes by size; what is too rare is left out and counted', () => {
    expect(report!.segments.map(({ name }) => name)).toEqual([
      'shop',
      'depot',
      'kiosk',
      'smallest third',
      'largest third',
    ]);
    expect(report!.leftOut).toBe(1);
  });

  test('what was looked at in many places counts for less', () => {
    for (const { p, adjustedP } of report!.segments) expect(adjustedP).toBeGreaterThanOrEqual(p);
    expect(of('kiosk').adjustedP).toBeGreaterThan(of('kiosk').p);
  });

  test('the same design twice differs nowhere', () => {
    const { segments: same } = segmentDifferences(planted(0), planted(0));
    for (const { difference, effect, p } of same!.segments)
      expect([difference.low, difference.high, effect, p]).toEqual([0, 0, 'open', 1]);
  });

  test('results without segments have none', () => {
    const plain = [resultOf({ design: 0, replication: 0 }), resultOf({ design: 0, replication: 1 })];
    expect(segmentDifferences(plain, plain)).toEqual({});
  });
});
