/** Changes of a line are answered in turn: none is lost, whatever is asked before an answer has come. By hand, and against a list of what was agreed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONDITION, type SalesOrder } from '#orchestrator/contracts/erp';
import { runs } from '#testing/properties/properties';
import { askChange, copyLineBook, countLines, noteAnswer, noteDelivery, openLineBook } from './line-book.ts';

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

test('a change that is asked for before another is answered takes nothing from that', () => {
  const book = openLineBook(ORDER);
  askChange(book, 0, 6);
  askChange(book, 0, 20);
  noteAnswer(book, 0, true);
  expect(book.wanted).toEqual([6, 3]);
  // Too late for the second: the first stands.
  noteAnswer(book, 0, false);
  expect(book.wanted).toEqual([6, 3]);
  noteDelivery(book, PROMISED, CONDITION.good, { lines: [0], units: [6] });
  expect(countLines(book)).toEqual({ lines: 2, whole: 1 });
});

test('the other way round the second stands; an answer that nobody waits for changes nothing', () => {
  const book = openLineBook(ORDER);
  askChange(book, 0, 6);
  askChange(book, 0, 20);
  noteAnswer(book, 1, true);
  noteAnswer(book, 0, false);
  expect(book.wanted).toEqual([10, 3]);
  noteAnswer(book, 0, true);
  noteAnswer(book, 0, true);
  expect(book.wanted).toEqual([20, 3]);
});

test('a copy goes on by itself', () => {
  const book = openLineBook(ORDER);
  askChange(book, 0, 6);
  const copy = copyLineBook(book);
  noteAnswer(book, 0, true);
  askChange(book, 0, 7);
  expect([book.wanted, copy.wanted]).toEqual([
    [6, 3],
    [10, 3],
  ]);
  // Asked of the copy is what was asked before, not what the other has been asked since.
  noteAnswer(copy, 0, true);
  expect(copy.wanted).toEqual([6, 3]);
});

test('what is wanted of a line is the last change of it that was made', () => {
  const said = fc.record({ line: fc.nat({ max: 1 }), units: fc.nat({ max: 9 }), made: fc.boolean() });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 12 }), fc.infiniteStream(fc.nat({ max: 2 })), (changes, gaps) => {
      const book = openLineBook(ORDER);
      const unanswered = [...changes];
      const answer = (): void => {
        const next = unanswered.shift()!;
        noteAnswer(book, next.line, next.made);
      };
      changes.forEach(({ line, units }, i) => {
        askChange(book, line, units);
        const asked = i + 1 - (changes.length - unanswered.length);
        for (let left = Math.min(asked, gaps.next().value!); left > 0; left--) answer();
      });
      while (unanswered.length > 0) answer();
      const wanted = ORDER.lines.map(
        ({ units }, no) => changes.findLast(({ line, made }) => made && line === no)?.units ?? units,
      );
      expect(book.wanted).toEqual(wanted);
    }),
    { numRuns: runs(200) },
  );
});
