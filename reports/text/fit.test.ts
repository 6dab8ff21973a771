/**
 * Whatever table is fitted to whatever terminal: no line of it is wider than that, every word of every cell is still there, and what
 * fits stays as it was. Tables are made up; two are read by eye.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textTable } from '../outbound/text-table.ts';
import { fitText } from './fit.ts';
import { widthOf } from './width.ts';

const narrow = (text: string, columns: number): string => fitText(text, { columns, sentences: 'whole' });

const KPIS = textTable([
  ['', 'cheapest-feasible', 'fastest-feasible', 'difference'],
  ['Orders released', '406', '406', '0.0 %'],
  ['Order fulfilment cycle time, 95th percentile', '4.9 d', '4.4 d', '-9.0 %'],
]);

const GROUPS = textTable(
  [
    ['', 'policy', 'orders shipped', 'loads', 'landed cost/order', 'on time', 'freight', 'order to ship'],
    ['Sparrow Parcel', 'cheapest-feasible', '259', '428', '30.80', '94.6 %', '3,463.25', '2.9 h'],
    ['', 'fastest-feasible', '199', '227', '26.36', '97.4 %', '1,928.01', '3.6 h'],
  ],
  2,
);

const word = fc.string({
  unit: fc.constantFrom('a', 'b', '7', '.', '%', '漢', 'é', 'ش'),
  minLength: 1,
  maxLength: 12,
});
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const tables = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([columns, rows]) =>
    fc.array(fc.tuple(words, fc.array(words, { minLength: columns, maxLength: columns })), {
      minLength: rows + 1,
      maxLength: rows + 1,
    }),
  )
  .map((rows) => rows.map(([first, others]) => [first, ...others]));

const columnsOfTerminals = fc.integer({ min: 20, max: 110 });

const signsOf = (text: string): string[] => [...text.replace(/[\s-]/g, '')].sort();

describe('a table', () => {
  test('that fits stays as it is', () => {
    expect(narrow(KPIS, 120)).toBe(KPIS);
    expect(narrow(KPIS, widthOf(KPIS.split('\n')[1]!))).toBe(KPIS);
  });

  test('that is a little too wide has its heads and names broken', () => {
    expect(narrow(GROUPS, 80)).toMatchInlineSnapshot(`
      "           policy             orders  loads      landed      on   freight  order
                                   shipped         cost/order    time               to
                                                                                  ship
        -------  ----------------  -------  -----  ----------  ------  --------  -----
        Sparrow  cheapest-             259    428       30.80  94.6 %  3,463.25  2.9 h
        Parcel   feasible
                 fastest-feasible      199    227       26.36  97.4 %  1,928.01  3.6 h"
    `);
  });

  test('that is much too wide becomes a paragraph a row', () => {
    expect(narrow(KPIS, 40)).toMatchInlineSnapshot(`
      "  Orders released
          cheapest-feasible  406
          fastest-feasible   406
          difference         0.0 %
        Order fulfilment cycle time, 95th
        percentile
          cheapest-feasible  4.9 d
          fastest-feasible   4.4 d
          difference         -9.0 %"
    `);
    expect(narrow(GROUPS, 40)).toContain('  Sparrow Parcel, fastest-feasible\n    orders shipped     199\n');
  });

  test('is never wider than the terminal, and loses no sign', () => {
    fc.assert(
      fc.property(tables, columnsOfTerminals, (rows, columns) => {
        const table = textTable(rows);
        const fitted = narrow(table, columns);
        for (const line of fitted.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
        const there = signsOf(fitted).join('');
        // In paragraphs heads are said for each row; nothing that was there is gone.
        for (const sign of new Set(signsOf(table)))
          expect(there.split(sign).length).toBeGreaterThanOrEqual(signsOf(table).join('').split(sign).length);
      }),
    );
  });

  test('that is fitted stays as it is', () => {
    fc.assert(
      fc.property(tables, columnsOfTerminals, (rows, columns) => {
        const once = narrow(textTable(rows), columns);
        expect(narrow(once, columns)).toBe(once);
      }),
    );
  });
});

test('sentences are broken for a reader, with what goes on further in, and left whole for a program', () => {
  const sentence = '  cheapest-feasible: before the road, the longest stage is "packed to gone"';
  expect(narrow(sentence, 40)).toBe(sentence);
  expect(fitText(sentence, { columns: 40, sentences: 'broken' })).toBe(
    '  cheapest-feasible: before the road,\n    the longest stage is "packed to\n    gone"',
  );
});
