/**
 * What must hold of any text that is given as a CSV file: reading comes to an end and throws nothing; rows have the cells of the header
 * and lines that rise; what is refused has its line. Of the files of a data set: every row read is an order or a reject, and its figures
 * are finite. Shown by texts like the order list, the rates and tables of one's own.
 */
import { expect } from 'vitest';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { BRUNEL_FILES } from '#testing/worlds/brunel-set';
import { type Problem, showProblem } from '../schema/source-files.ts';
import { readBrunel } from './brunel/brunel.ts';
import { FILES } from './brunel/tables.ts';
import { numberIn, parseCsv } from './csv.ts';

const textOf = (input: Uint8Array): string => Buffer.from(input).toString();
const WORDS = [
  '"',
  '""',
  ',',
  '\r\n',
  '$ 1.00',
  '1,000',
  '"1,000"',
  '5/26/13',
  '13/13/13',
  'PLANT-1',
  'DTD',
  ',,,,',
];

function expectPlaced(problems: readonly Problem[]): void {
  expect(problems).not.toEqual([]);
  // There may be a hundred thousand, too many for an assertion each.
  const unplaced = problems.find(
    (each) => each.file === '' || !(each.line >= 0) || showProblem(each).length > 2_000,
  );
  expect(unplaced).toBeUndefined();
}

fuzz({
  name: 'csv',
  samples: ['name,weight\nbolt,12\nnut,"1,000"\n', '\ufeffname,weight,"a ""b""\nc"\r\nbolt,$ 12.50,x\r\n'],
  words: WORDS,
  take: (input) => {
    const table = parseCsv('mine.csv', textOf(input), ['name', 'weight']);
    if (!('rows' in table)) {
      expectPlaced(table);
      return table;
    }
    const { rows } = table;
    expect(rows.find(({ line }, i) => line <= (rows[i - 1]?.line ?? 1))).toBeUndefined();
    expect(rows.find(({ cells }) => !isRow(cells))).toBeUndefined();
    return table;
  },
});

function isRow({ name, weight }: Readonly<Record<string, string>>): boolean {
  if (typeof name !== 'string' || typeof weight !== 'string') return false;
  return Number.isNaN(numberIn(weight)) || /\d/.test(weight);
}

const RUN = { startAt: Date.UTC(2013, 4, 26), endAt: Date.UTC(2013, 5, 26), releaseMs: 0 };

for (const name of [FILES.orders, FILES.rates, FILES.capacities])
  fuzz({
    name: `brunel-${name.slice('brunel_'.length, -'.csv'.length)}`,
    samples: [BRUNEL_FILES[name]!],
    words: WORDS,
    inputs: 120,
    take: (input) => {
      const files: Readonly<Record<string, string>> = { ...BRUNEL_FILES, [name]: textOf(input) };
      const read = (path: string): string | null => files[path.slice('data:'.length)] ?? null;
      const data = readBrunel({ maxOrders: 100 }, RUN, { read });
      if (!('orders' in data)) {
        expectPlaced(data);
        return data;
      }
      expect(data.orders.length + data.rejects.length).toBeLessThanOrEqual(data.rowsRead);
      return data;
    },
  });
