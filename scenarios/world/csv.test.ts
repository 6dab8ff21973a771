/** A CSV file is read with its places, and what is no table is said so: empty, cut off, another separator, another column. */
import { describe, expect, test } from 'vitest';
import { showProblem } from '../schema/source-files.ts';
import { numberIn, parseCsv, rowFault } from './csv.ts';

function read(text: string, columns: readonly string[] = ['A', 'B']): ReturnType<typeof parseCsv> {
  return parseCsv('f.csv', text, columns);
}

function rowsOf(text: string): unknown[] {
  const table = read(text);
  if (!('rows' in table)) throw new Error(table.map(showProblem).join('\n'));
  return table.rows.map(({ line, cells, width }) => [line, cells.A, cells.B, width]);
}

describe('rows', () => {
  test('know their line, whatever ends lines and whatever is quoted', () => {
    expect(rowsOf('\ufeffA , B\r\n1,2\r\n\r\n"x\ny", z \r\n3\r\n')).toEqual([
      [2, '1', '2', 2],
      [4, 'x\ny', 'z', 2],
      [6, '3', '', 1],
    ]);
  });

  test('that do not fit say how', () => {
    const table = read('A,B\n1\n1,2,3\n1,\n1,2\n');
    if (!('rows' in table)) throw new Error('no table');
    expect(table.rows.map((row) => rowFault(row, table.width, ['A', 'B']))).toEqual([
      '1 of 2 cells: the row is cut off',
      '3 cells instead of 2: quote a cell that holds a comma',
      'B is empty',
      null,
    ]);
  });
});

test.each([
  ['', 'f.csv:1:1: the file is empty'],
  [' \n', 'f.csv:1:1: the file is empty'],
  ['A,B\n', 'f.csv:1:1: there is a header and no row'],
  ['A,C\n1,2\n', 'f.csv:1:1: column "B" is missing. Did you mean "C"?'],
  ['A;B\n1;2\n', 'f.csv:1:1: the header is one cell, "A;B": columns must be separated by commas'],
  ['A,B\n1,2\n3,caf\ufffd\n', 'f.csv:3:6: this is no text in UTF-8. Name another file, or save it as UTF-8'],
  ['A\0,B\n', 'f.csv:1:2: this is no text in UTF-8. Name another file, or save it as UTF-8'],
  ['A,B\n1,"2\n3,4\n', 'f.csv:2:1: a quote is opened and never closed: the file seems to be cut off'],
])('%j is no table', (text, says) => {
  const table = read(text);
  expect('rows' in table ? [] : table.map(showProblem)).toContain(says);
});

test.each([
  ['1', 1],
  ['-1.5', -1.5],
  ['$ 0.04', 0.04],
  ['1,013', 1013],
  ['1,234,567.8', 1_234_567.8],
  ['10,13', Number.NaN],
  ['14,3', Number.NaN],
  ['1e5', Number.NaN],
  ['', Number.NaN],
  ['NaN', Number.NaN],
  ['12 kg', Number.NaN],
])('%j as a number is %d', (cell, value) => {
  expect(numberIn(cell)).toBe(value);
});
