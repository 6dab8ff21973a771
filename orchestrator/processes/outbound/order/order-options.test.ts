/** What an order may be sourced from: by which node, at what cost, whether it follows what was instructed, and what a policy sees of it. */
import { describe, expect, test } from 'vitest';
import { questionIn } from '#testing/core/collecting-out';
import { given, input } from '#testing/core/given';
import type { Instructed, SalesOrder } from '../../../contracts/erp.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { SourcingContext, SourcingOption } from '../../../decisions/sourcing.ts';
import type { Network, NodeMaster } from '../../../model/network.ts';
import { type OrderInput, STOCK_VIEW } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';

const small = smallNetwork();
const released = (changes: Partial<SalesOrder> = {}): OrderInput =>
  input('salesOrderReleased', { ...SALES, ...changes }, 0);
const rated = (attempt: number, ...ratings: Rating[]): OrderInput =>
  input('orderRated', { ratings }, attempt);
const withNodes = (...changes: readonly Partial<NodeMaster>[]): Network => ({
  ...small,
  nodes: changes.map((each, no) => ({ ...small.nodes[0]!, no, place: 10 + no, ...each })),
});

interface Question {
  readonly context: SourcingContext;
  readonly options: readonly SourcingOption[];
  readonly views: readonly (readonly [number, number])[];
}
function asked(network: Network, history: readonly OrderInput[]): Question {
  const { effects } = given(orderActor(network), history.slice(0, -1)).when(history.at(-1)!);
  const { context, options, views } = questionIn(effects);
  return { context: context as SourcingContext, options: options as readonly SourcingOption[], views };
}
const requested = (network: Network, history: readonly OrderInput[]): unknown => {
  const { effects } = given(orderActor(network), history.slice(0, -1)).when(history.at(-1)!);
  return effects.find((each) => 'send' in each && each.send === 'requestRating');
};
/** The first shipment, from a node, got so many units of each line. */
const reservedAt = (node: number, ...units: number[]): readonly OrderInput[] => {
  const option = { node, carrier: 0, service: 0, transitDays: 2, instructed: false };
  return [
    rated(1, rating(10 + node)),
    input('decided', { point: 'sourcing', policy: 'p', fallback: null, option }, 0, 1),
    input('shipmentReserved', { units }, 0) as OrderInput,
  ];
};

describe('a node costs', () => {
  test('what handling the units takes that it keeps of what is open, rounded once', () => {
    const network = withNodes(
      { unitCostMinor: 2.25 },
      { unitCostMinor: 2.25, products: new Set([1]) },
      { unitCostMinor: 10, products: new Set([0, 1]) },
    );
    const { options } = asked(network, [released(), rated(1, rating(10), rating(11), rating(12))]);
    expect(options.map(({ node, handlingMinor }) => [node, handlingMinor])).toEqual([
      [0, 32],
      [1, 9],
      [2, 140],
    ]);
  });

  test('one freight for each rating from its place, each seen once by its stock', () => {
    const ratings = [rating(10, 0, 900), rating(11, 1, 700), rating(10, 1, 800)];
    const { options, views } = asked(small, [released(), rated(1, ...ratings)]);
    expect(options.map(({ node, carrier, freightMinor }) => [node, carrier, freightMinor])).toEqual([
      [0, 0, 900],
      [0, 1, 800],
      [1, 1, 700],
    ]);
    expect(views).toEqual([
      [STOCK_VIEW, 0],
      [STOCK_VIEW, 1],
    ]);
  });
});

describe('a node is asked', () => {
  test('where it may serve the customer and keeps a line that is open, and has not been tried', () => {
    const network = withNodes(
      {},
      { customers: new Set([9]) },
      { products: new Set([1]) },
      { products: new Set([0]) },
      { products: new Set([7]) },
      { customers: new Set([0]) },
    );
    expect(requested(network, [released()])).toMatchObject({ body: { origins: [10, 12, 13, 15] } });
    // Of the first line four are missing, and the second is all there.
    const rest = [released(), ...reservedAt(0, 6, 4)];
    expect(requested(network, rest)).toMatchObject({ a: 2, body: { origins: [13, 15], weightGrams: 400 } });
  });

  test('for all of it where the customer takes no partial shipment', () => {
    const network = withNodes({ products: new Set([0]) }, { products: new Set([1, 0]) });
    const complete = released({ shipComplete: true });
    expect(requested(network, [complete])).toMatchObject({ body: { origins: [11] } });
  });
});

describe('what is left of it', () => {
  const lines = [
    { product: 2, units: 3, unitWeightGrams: 100, unitPriceMinor: 1 },
    { product: 0, units: 5, unitWeightGrams: 10, unitPriceMinor: 1 },
  ];

  test('is dangerous as long as a dangerous line is open', () => {
    for (const [units, dangerous] of [
      [[2, 5], true],
      [[3, 4], false],
    ] as const)
      expect(requested(small, [released({ lines }), ...reservedAt(0, ...units)])).toMatchObject({
        body: { dangerous },
      });
  });

  test('is what the policy sees: its goods, its weight, and the words of the customer', () => {
    const rest = [released({ lines, note: 'ring twice' }), ...reservedAt(0, 3, 4), rated(2, rating(11))];
    expect(asked(small, rest).context).toMatchObject({
      totalUnits: 1,
      weightGrams: 10,
      dangerous: false,
      products: [0],
      units: [1],
      note: 'ring twice',
    });
    expect(asked(small, [released(), rated(1, rating(10))]).context).not.toHaveProperty('note');
  });
});

describe('what was instructed', () => {
  const instructed: Instructed = {
    plant: 0,
    origin: 10,
    carrier: 0,
    service: 0,
    mode: 'GROUND',
    transitDays: 2,
    customerArranged: false,
  };
  const options = (said: Partial<Instructed>, ...ratings: Rating[]) =>
    asked(small, [released({ instructed: { ...instructed, ...said } }), rated(1, ...ratings)]).options;

  test.for([
    ['carrier', { carrier: 1 }],
    ['service', { service: 1 }],
    ['transit', { transitDays: 3 }],
    ['place of loading', { origin: 9 }],
    ['plant', { plant: 1 }],
  ] as const)('of another %s than any rating is offered as it was said, without a price', ([, said]) => {
    const [asRated, asSaid, ...more] = options(said, rating(10));
    expect(more).toEqual([]);
    expect(asRated).toMatchObject({ instructed: false, freightMinor: 900 });
    expect(asSaid).toMatchObject({ instructed: true, freightMinor: null, mode: 'GROUND' });
    expect(asSaid!.node).toBe('plant' in said ? 1 : 0);
    // Its own units, at its own cost.
    expect(asSaid!.handlingMinor).toBe('plant' in said ? 574 : 560);
  });

  test('is followed by one rating, the first that says the same', () => {
    const twice = options({}, rating(10, 0, 900), rating(10, 0, 700), rating(11));
    expect(twice.map((each) => [each.node, each.freightMinor, each.instructed])).toEqual([
      [0, 900, true],
      [0, 700, false],
      [1, 900, false],
    ]);
  });

  test('is not offered again at a plant that was tried', () => {
    const said = released({ instructed: { ...instructed, carrier: 2 } });
    const { options: rest } = asked(small, [said, ...reservedAt(0, 6, 4), rated(2, rating(10), rating(11))]);
    expect(rest).toMatchObject([{ node: 1, instructed: false }]);
  });
});
