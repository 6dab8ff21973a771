/** Where ERP allocates: the nearest that shows all of it, else the one that shows most, and only nodes that may. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { Allocation } from './allocation.ts';

/** From place 5 node 2 is the nearest, then 0, then 1. */
const allocation = new Allocation(new Random(1), {
  answerMs: { kind: 'exponential', mean: 1000 },
  nearest: [[], [], [], [], [], [2, 0, 1]],
});
const stock =
  (...rows: readonly (readonly number[])[]) =>
  (node: number, product: number): number =>
    rows[node]?.[product] ?? 0;
const request = (nodes: readonly number[], units: readonly number[]) => ({
  destination: 5,
  nodes,
  products: units.map((_each, product) => product),
  units,
});

describe('an order is allocated to', () => {
  test('the nearest node that shows all lines', () => {
    expect(allocation.nodeFor(request([0, 1, 2], [3, 1]), stock([9, 9], [9, 9], [9, 9]))).toBe(2);
    expect(allocation.nodeFor(request([0, 1, 2], [3, 1]), stock([9, 9], [9, 9], [9, 0]))).toBe(0);
  });

  test('the node that shows most where none shows all; a picture below zero shows nothing', () => {
    expect(allocation.nodeFor(request([0, 1, 2], [5, 5]), stock([5, 1], [5, 3], [-4, 5]))).toBe(1);
    expect(allocation.nodeFor(request([0, 1, 2], [5]), stock([-1], [-1], [-1]))).toBe(2);
  });

  test('no node but those that may, however near', () => {
    expect(allocation.nodeFor(request([1], [3]), stock([9], [0], [9]))).toBe(1);
    expect(allocation.nodeFor(request([], [3]), stock([9], [9], [9]))).toBe(-1);
  });
});

test('whatever the picture, one of the nodes named is taken, and one that shows all before one that does not', () => {
  const node = fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(
      fc.tuple(node, node, node),
      fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 2 }),
      (rows, nodes, units) => {
        const taken = allocation.nodeFor(request(nodes, units), stock(...rows));
        expect(nodes).toContain(taken);
        const full = (at: number): boolean => units.every((each, product) => rows[at]![product]! >= each);
        if (nodes.some(full)) expect(full(taken)).toBe(true);
      },
    ),
  );
});

test('an answer is drawn by order and attempt', () => {
  expect(allocation.answerMs(7, 1)).toBe(allocation.answerMs(7, 1));
  expect(allocation.answerMs(7, 1)).not.toBe(allocation.answerMs(7, 2));
});
