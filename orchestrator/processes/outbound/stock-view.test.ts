/** The stock view: what feeds say, what moves in between, and what comes late. */
import { expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { DEPLOYMENT } from '../replenishment/inputs.ts';
import type { StockViewInput } from './inputs.ts';
import { stockViewActor } from './stock-view.ts';

const counted = (
  feed: number,
  ...entries: (readonly [product: number, available: number])[]
): StockViewInput =>
  input(
    'stockCounted',
    { entries: entries.map(([product, available]) => ({ product, available })) },
    1000 * feed,
    feed,
  );
const moved = (way: number, products: number[], units: number[]): StockViewInput =>
  input('stockMoved', { products, units }, 0, way);

test('a feed tells the products it names; the others are not known', () => {
  const { state, effects } = given(stockViewActor).when(counted(1, [2, 30], [0, 5]));
  expect(state).toMatchObject({ available: [5, -1, 30], feed: 1, countedAt: 1000 });
  expect(effects).toEqual([]);
});

test('what is reserved or given back moves what is known, never below nothing', () => {
  const history = [counted(1, [0, 5], [1, 5])];
  expect(given(stockViewActor, history).when(moved(1, [0, 1, 7], [3, 9, 1])).state.available).toEqual([2, 0]);
  expect(given(stockViewActor, history).when(moved(-1, [0], [3])).state.available).toEqual([8, 5]);
});

test('before the first feed nothing is known, whatever is reserved', () => {
  expect(given(stockViewActor).when(moved(-1, [0], [3])).state.available).toEqual([]);
});

test('less than nothing is nothing; a product at the very end is known, too', () => {
  const { state } = given(stockViewActor).when(counted(1, [1, -4], [3, 2]));
  expect(state).toMatchObject({ available: [-1, 0, -1, 2], toldBy: [0, 1, 0, 1] });
  expect(given(stockViewActor, [counted(1, [0, 0])]).when(moved(-1, [0], [3])).state.available).toEqual([3]);
});

test('a late feed tells only what no later one has told, and is noted', () => {
  const { state, effects } = given(stockViewActor, [counted(1, [0, 5], [1, 5]), counted(3, [0, 9])]).when(
    counted(2, [0, 7], [1, 7]),
  );
  expect(state).toMatchObject({ available: [9, 7], feed: 3, countedAt: 3000 });
  expect(effects).toEqual([{ audit: 'feedLate', detail: 'feed 2 after feed 3' }]);
});

test('the same feed again changes nothing that has moved since', () => {
  const history = [counted(1, [0, 5]), moved(1, [0], [2])];
  expect(given(stockViewActor, history).when(counted(1, [0, 5]))).toMatchObject({
    state: { available: [3], feed: 1 },
    effects: [{ audit: 'feedLate' }],
  });
});

test('asked what is free, it answers what it knows, and as of when', () => {
  const asked: StockViewInput = input('stockAsked', { products: [2, 1, 9] });
  expect(given(stockViewActor, [counted(1, [2, 30], [0, 5])]).when(asked).effects).toEqual([
    { tell: 'stockStands', type: DEPLOYMENT, key: TEST_KEY, a: 1000, b: 0, body: { units: [30, -1, -1] } },
  ]);
});

test('what it does not know is noted; its outcome is what is free; it never ends', () => {
  // No type allows it: as from a core of another version.
  const stranger = input('stockBurnt', null) as unknown as StockViewInput;
  const history = [counted(1, [2, 30], [0, 5])];
  const { state, effects, finished } = given(stockViewActor, history).when(stranger);
  expect(effects).toEqual([{ audit: 'inputNotExpected', detail: 'stockBurnt' }]);
  expect(finished).toBe(false);
  const numbers: number[] = [];
  stockViewActor.outcome(state, { number: (n) => numbers.push(n), name: () => expect.unreachable() });
  expect(numbers).toEqual([5, -1, 30]);
  expect(() => stockViewActor.migrate(state, 7)).toThrow('stock-view state of version 7 is unknown');
});
