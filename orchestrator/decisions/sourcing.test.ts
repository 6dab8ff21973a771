/** The rules of thumb of sourcing: what each picks, how ties are broken, what they do without a price or a view; the hard rules. */
import { describe, expect, test } from 'vitest';
import type { Network } from '../model/network.ts';
import { passGate } from './gate.ts';
import { SOURCING } from './points/sourcing.ts';
import {
  asRecordedNode,
  cheapestFeasibleNode,
  cheapestInStock,
  cheapestInTime,
  fastestFeasibleNode,
  homeNode,
  SOURCING_POLICIES,
  type SourcingContext,
  type SourcingOption,
} from './sourcing.ts';
import type { View } from './view.ts';

const context: SourcingContext = {
  customer: 3,
  destination: 20,
  totalUnits: 12,
  weightGrams: 1,
  dangerous: false,
  shipComplete: false,
  priority: 0,
  releasedAt: 0,
  promisedAt: 0,
  products: [0, 2],
  units: [10, 2],
  instructed: null,
};
const DAY_MS = 86_400_000;

const option = (node: number, freightMinor: number | null, transitDays = 1): SourcingOption => ({
  node,
  origin: node,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays,
  arrivesAt: transitDays * DAY_MS,
  freightMinor,
  handlingMinor: 5,
  instructed: false,
});
const view = (key: number, ...available: number[]): View => ({
  type: 'stock-view',
  key,
  ageMs: 0,
  state: { available },
});

describe('home-node', () => {
  const homes = Array.from({ length: 30 }, (_, place) => (place === 20 ? [2, 0, 1] : [0, 1, 2]));
  const here = homeNode.inNetwork!({ homes });
  const options = [option(0, 1), option(1, 20), option(2, 40), option(2, 30), option(2, null)];
  test('takes the node that the place is assigned to, whatever its stock and price, by its cheapest rating', () => {
    expect(here.recommend(context, options, [view(0, 99, 99, 99), view(2, 0, 0, 0)])).toBe(3);
    expect(here.recommend({ ...context, destination: 7 }, options, [])).toBe(0);
  });
  test('where that is not on offer any more, or at no price, the next nearest', () => {
    expect(here.recommend(context, options.slice(0, 2), [])).toBe(0);
    expect(here.recommend(context, [option(2, null), option(1, 5)], [])).toBe(1);
  });
  test('without a network, the first node that has a price; with nothing priced, none', () => {
    expect(homeNode.recommend(context, [option(4, null), option(5, 9), option(1, 1)], [])).toBe(1);
    expect(here.recommend(context, [option(0, null)], [])).toBe(-1);
  });
});

describe('cheapest-in-stock', () => {
  const options = [option(0, 1), option(1, 20, 3), option(1, 20, 2), option(2, 30)];
  test('takes the cheapest node that shows every line; earlier arrival breaks a tie', () => {
    const views = [view(0, 10, 99, 1), view(1, 10, 0, 2), view(2, 50, 0, 50)];
    expect(cheapestInStock.recommend(context, options, views)).toBe(2);
  });
  test('where no node shows all of it, the one that shows most units', () => {
    expect(cheapestInStock.recommend(context, options, [view(0, 4), view(1, 5), view(2, 9, 0, 2)])).toBe(3);
  });
  test('what is not known counts as nothing: without views it is the cheapest', () => {
    const nothing = [{ ...view(0), state: null }, { ...view(1), state: undefined }, view(2, -1, -1, -1)];
    expect(cheapestInStock.recommend(context, options, nothing)).toBe(0);
    expect(cheapestInStock.recommend(context, options, [])).toBe(0);
  });
  test('stock without a price is passed over', () => {
    const views = [view(0, 10, 0, 2), view(1, 3)];
    expect(cheapestInStock.recommend(context, [option(0, null), option(1, 9)], views)).toBe(1);
    expect(cheapestInStock.recommend(context, [option(0, null)], views)).toBe(-1);
  });
});

describe('cheapest-in-time', () => {
  const options = [option(0, 1, 4), option(1, 20, 3), option(1, 30, 2), option(2, 90, 1)];
  const all = [view(0, 10, 0, 2), view(1, 10, 0, 2), view(2, 10, 0, 2)];
  const promised = (days: number) => ({ ...context, promisedAt: days * DAY_MS });
  test('takes the cheapest that keeps the promise; what is early by a day more is worth nothing', () => {
    expect(cheapestInTime.recommend(promised(4), options, all)).toBe(0);
    expect(cheapestInTime.recommend(promised(3), options, all)).toBe(1);
    expect(cheapestInTime.recommend(promised(2), options, all)).toBe(2);
  });
  test('where nothing keeps it, the earliest', () => {
    expect(cheapestInTime.recommend(promised(0), options, all)).toBe(3);
  });
  test('stock comes first: a node that shows less is not asked, however fast', () => {
    const views = [view(0, 10, 0, 2), view(1, 10, 0, 2), view(2, 9, 0, 2)];
    expect(cheapestInTime.recommend(promised(0), options, views)).toBe(2);
  });
});

test('cheapest-feasible counts freight and handling; arrival breaks a tie, the first of equals wins', () => {
  const options = [option(0, 9, 1), option(1, 8, 4), option(2, 8, 2), option(3, 8, 2), option(4, null, 0)];
  expect(cheapestFeasibleNode.recommend(context, options, [])).toBe(2);
  expect(cheapestFeasibleNode.recommend(context, [option(0, null)], [])).toBe(-1);
});

describe('fastest-feasible', () => {
  const options = [option(0, 1, 3), option(1, 9, 1), option(2, 8, 1)];
  /** As the docks of each node have its truck come so much later. */
  const chosen = (...waitMs: readonly number[]): number => {
    const waiting = options.map((each, i) => ({ ...each, arrivesAt: each.arrivesAt + waitMs[i]! }));
    return fastestFeasibleNode.recommend(context, waiting, []);
  };
  test('takes the earliest day of delivery, not the shortest transit; lower cost breaks a tie', () => {
    expect(chosen(0, 0, 0)).toBe(2);
    expect(chosen(0, 0, 1)).toBe(1);
    expect(chosen(0, 2 * DAY_MS, 2 * DAY_MS)).toBe(0);
  });
  test('days end at the hour of the promise: hours within one make no difference', () => {
    expect(chosen(0, 1 - DAY_MS, 0)).toBe(2);
    expect(chosen(0, -DAY_MS, 0)).toBe(1);
  });
});

test('as-recorded follows the order list, priced or not, and declines where it says nothing', () => {
  const said = { ...option(1, null), instructed: true };
  expect(asRecordedNode.recommend(context, [option(0, 1), said], [])).toBe(1);
  expect(asRecordedNode.recommend(context, [option(0, 1)], [])).toBe(-1);
});

describe('the hard rules of a network', () => {
  const network = {
    nodes: [
      { customers: new Set([4]), products: null },
      { customers: null, products: new Set([0]) },
      { customers: null, products: null },
    ],
    carriers: [{ dangerousGoods: true }, { dangerousGoods: false }],
  } as unknown as Network;
  const allowed = (asked: Partial<SourcingContext>, offered: SourcingOption): boolean =>
    SOURCING.rules.every((rule) => rule.in(network).allows({ ...context, ...asked }, offered));

  test('a node serves its customers only', () => {
    expect(allowed({}, option(0, 1))).toBe(false);
    expect(allowed({ customer: 4 }, option(0, 1))).toBe(true);
  });
  test('a node must keep something of it, and all of a complete order', () => {
    expect(allowed({}, option(1, 1))).toBe(true);
    expect(allowed({ shipComplete: true }, option(1, 1))).toBe(false);
    expect(allowed({ products: [2], units: [1] }, option(1, 1))).toBe(false);
  });
  test('dangerous goods are planned with a carrier that takes them', () => {
    expect(allowed({ dangerous: true }, option(2, 1))).toBe(true);
    expect(allowed({ dangerous: true }, { ...option(2, 1), carrier: 1 })).toBe(false);
    expect(allowed({ dangerous: true }, { ...option(2, 1), carrier: 9 })).toBe(false);
  });
});

test('the gate hands a policy the views of its question', () => {
  const views = [view(0), view(1, 10, 0, 2)];
  const question = { context, options: [option(0, 1), option(1, 9)], rules: [], views };
  expect(passGate(question, cheapestInStock).chosen).toBe(1);
  expect(new Set(SOURCING_POLICIES.map((policy) => policy.name)).size).toBe(SOURCING_POLICIES.length);
});
