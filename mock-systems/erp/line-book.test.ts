/** A book of lines: what is wanted of each, and what was there in time. */
import { expect, test } from 'vitest';
import { CONDITION, type SalesOrder } from '#orchestrator/contracts/erp';
import { copyLineBook, countLines, noteDelivery, openLineBook } from './line-book.ts';

const PROMISED = 1000;
const ORDER: SalesOrder = {
  customer: 0,
  destination: 0,
  lines: [10, 3].map((units, product) => ({ product, units, unitWeightGrams: 1, unitPriceMinor: 1 })),
  shipComplete: false,
  priority: 0,
  promisedAt: PROMISED,
  instructed: null,
};

test('a line of which less is wanted is whole with less, and one of which nothing is wanted does not count', () => {
  const book = openLineBook(ORDER);
  noteDelivery(book, PROMISED, CONDITION.good, { lines: [0], units: [6] });
  expect(countLines(book)).toEqual({ lines: 2, whole: 0 });
  book.wanted[0] = 6;
  expect(countLines(book)).toEqual({ lines: 2, whole: 1 });
  book.wanted[1] = 0;
  expect(countLines(book)).toEqual({ lines: 1, whole: 1 });
});

test('a promise that is moved counts for what comes after that', () => {
  const book = openLineBook(ORDER);
  book.promisedAt = PROMISED + 5;
  noteDelivery(book, PROMISED + 5, CONDITION.good, { lines: [1], units: [3] });
  expect(countLines(book)).toEqual({ lines: 2, whole: 1 });
});

test('a copy goes on by itself', () => {
  const book = openLineBook(ORDER);
  const copy = copyLineBook(book);
  book.wanted[0] = 6;
  book.inTime[1] = 3;
  expect([copy.wanted, copy.inTime]).toEqual([
    [10, 3],
    [0, 0],
  ]);
});
