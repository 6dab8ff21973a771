/**
 * order-independent: events that commute give one outcome in whatever order they come. No single run can show it, so that runs
 * are compared.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash } from '#orchestrator/middleware/jitter';
import type { LoadInput } from '#orchestrator/processes/outbound/inputs';
import { loadActor } from '#orchestrator/processes/outbound/load/load';
import { milestone, onTheRoad } from '#orchestrator/processes/outbound/load/load.fixture';
import { smallNetwork } from '#orchestrator/processes/outbound/network.fixture';
import { stockViewActor } from '#orchestrator/processes/outbound/stock-view';
import { given, input, TEST_NOW } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { type Inside, replaced, SMALL_DAY } from '#testing/worlds/outbound-plants';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundTwin } from '../../twin/outbound-twin.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

/** ms. Shorter than any wait of the process: what comes of a message still comes after it. */
const DELAY_MAX = 40;

describe('a day in which messages about different orders and loads overtake each other', () => {
  /** Whoever comes first for the last unit gets it: there is enough for all, and nothing is missed. */
  const plenty: OutboundWorld = {
    ...SMALL_DAY,
    wms: {
      ...SMALL_DAY.wms,
      nodes: SMALL_DAY.wms.nodes.map((node) => ({ ...node, stock: null, shortPickShare: null })),
    },
    erp: { ...SMALL_DAY.erp, stock: [] },
  };
  /** All that is said of one of them is held up by the same time, so that it comes in its order. */
  function outcome(salt: number, plant: (twin: OutboundTwin) => void = () => {}): string {
    const byMs = (key: number): number => 1 + ((keyedHash(salt, key, 0) >>> 0) % DELAY_MAX);
    const twin = distributorTwin(plenty, {
      faults: ({ key }) => (salt === 0 ? null : { kind: 'delayed', byMs: byMs(key) }),
    });
    plant(twin);
    twin.start();
    expect(twin.run()).toBe('empty');
    const { businessDigest, outcomeDigest } = twin.digests();
    seen.add(businessDigest);
    return outcomeDigest;
  }
  const seen = new Set<string>();

  test('comes to the same, in whatever order', () => {
    const expected = outcome(0);
    seen.clear();
    let tried = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0xffff }), (salt) => {
        tried += 1;
        expect(outcome(salt)).toBe(expected);
      }),
      { numRuns: runs(6) },
    );
    // They were orders of their own.
    expect(seen.size).toBeGreaterThan(tried / 2);
  });

  test('which it does not where something depends on who came first', () => {
    /** Every third tender is a better one. */
    const counting = (twin: OutboundTwin): void => {
      let asked = 0;
      replaced((twin.host as Inside).desk, 'decider', (right, ask) => {
        if (ask.point !== 'carrier' || ask.options.length < 2) return right(ask);
        asked += 1;
        return { ...right(ask), chosen: asked % 3 === 0 ? 1 : 0 };
      });
    };
    const outcomes = new Set([1, 2, 3, 4].map((salt) => outcome(salt, counting)));
    expect(outcomes.size).toBeGreaterThan(1);
  });
});

describe('news of one load, and counts of one node', () => {
  const load = loadActor(smallNetwork());
  /** Whatever the order, it comes to the same. */
  function expectCommuting<State, Input>(
    step: (inputs: readonly Input[]) => State,
    inputs: readonly Input[],
  ): void {
    const expected = step(inputs);
    fc.assert(
      fc.property(fc.shuffledSubarray([...inputs], { minLength: inputs.length }), (order) => {
        expect(step(order)).toEqual(expected);
      }),
    );
  }

  test('milestones come to the last of them, with its estimate', () => {
    const news = [3, 4, 5, 7, 8, 9].map((code) => milestone(code, TEST_NOW - 1000 + code));
    expectCommuting((inputs: readonly LoadInput[]) => {
      const last = inputs.at(-1)!;
      const { state } = given(load, [...onTheRoad, ...inputs.slice(0, -1)]).when(last);
      return { status: state.status, milestone: state.milestone, estimatedAt: state.estimatedAt };
    }, news);
  });

  test('feeds come to what the last has said of each product', () => {
    const feed = (no: number, ...products: number[]) =>
      input(
        'stockCounted' as const,
        { entries: products.map((product) => ({ product, available: 10 * no + product })) },
        1000 * no,
        no,
      );
    const feeds: readonly ReturnType<typeof feed>[] = [feed(1, 0, 1), feed(2, 0, 2), feed(3, 0, 3)];
    expectCommuting((inputs: typeof feeds) => {
      const { state } = given(stockViewActor, inputs.slice(0, -1)).when(inputs.at(-1)!);
      return { available: state.available, feed: state.feed, countedAt: state.countedAt };
    }, feeds);
  });
});
