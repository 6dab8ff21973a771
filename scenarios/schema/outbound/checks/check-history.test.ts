/** A history of orders stands alone, and its files lie beside the scenario that names them: what is not so is told with its place. */
import { expect, test } from 'vitest';
import {
  libraryText,
  outboundScenario,
  problemsIn,
  quickstartWith,
  warningsIn,
} from '#testing/worlds/library-scenario';
import { loadScenario } from '../../load.ts';
import type { SourceFiles } from '../../source-files.ts';

const DAYS = 'demand:\n  days: 5';
const history = (text: string, more = '') => quickstartWith([DAYS, `${DAYS}\n  history: ${text}${more}`]);

test.each<[string, string, RegExp]>([
  ['{ file: orders.xlsx, source: x }', '', /a CSV file is needed/],
  ['{ file: orders.csv }', '', /demand\.history\.source: is missing/],
  ['{ file: orders.csv, columns: { qty: Q }, source: x }', '', /unknown key "qty"/],
  ['{ file: orders.csv, zone: America/Chigago, source: x }', '', /Did you mean "America\/Chicago"/],
  [
    '{ file: orders.csv, source: x }',
    '\n  orders: [{ no: 1, release: 1 h, customer: C0001, promised: 4218 min, lines: [{ product: P0001, units: 1 }] }]',
    /orders are written down as well/,
  ],
])('%s%s', (text, more, message) => {
  expect(problemsIn(history(text, more))).toContainEqual(expect.stringMatching(message));
});

test.each<[string, string, string]>([
  ['{ order: released }', 'order', 'column "released" is that of order and of released.'],
  ['{ product: order, units: order }', 'product', 'column "order" is that of order and of product, units.'],
  ['{ released: Created, order: Created }', 'order', 'column "Created" is that of order and of released.'],
  ['{ order: class }', 'order', 'column "class" is that of order and of class.'],
])('the column of order is no other one: %s', (columns, said, message) => {
  const line = `  history: { file: orders.csv, columns: ${columns}, source: x }`;
  const text = history(`{ file: orders.csv, columns: ${columns}, source: x }`);
  // The place is that of the name which is given to it.
  const column = line.indexOf(`${said}: `, line.indexOf('columns')) + said.length + 3;
  expect(problemsIn(text)).toEqual([
    expect.stringMatching(new RegExp(`^\\S+:\\d+:${column}: .*${message.replaceAll('.', '\\.')}`)),
  ]);
  expect(problemsIn(text)[0]).toMatch(/Name the one that holds the order's name, which no other may share$/);
});

test.each([
  '{ promised: Due, requested: Due }',
  '{ order: released, released: Created }',
  '{ order: Order No }',
])('other columns may be one, and one may have the usual name of another: %s', (columns) => {
  expect(outboundScenario(history(`{ file: orders.csv, columns: ${columns}, source: x }`))).toBeDefined();
});

test('what only says how orders are made is told to do nothing', () => {
  expect(warningsIn(history('{ file: orders.csv, source: x }', '\n  volume: 2'))).toContainEqual(
    expect.stringMatching(/orders come as their history has them/),
  );
});

function load(file: string, outside: string | null) {
  const text = `extends: quickstart\nname: mine\nthresholds: []\ndemand: { history: { file: ${file}, source: x } }\n`;
  const asked: string[] = [];
  const sources: SourceFiles = {
    read: (path) =>
      path.startsWith('library:') ? libraryText(path.slice(8)) : path === 'my/s.yaml' ? text : null,
    outsideOf: (folder, path) => {
      asked.push(`${folder} ${path}`);
      return outside;
    },
  };
  return { loaded: loadScenario('my/s.yaml', sources, { kpis: {} }), asked };
}

test('a path is as the file that says it means it, and must not lead out of its folder', () => {
  const { loaded, asked } = load('data/orders.csv', null);
  expect(outboundScenario(loaded).demand.history?.file).toBe('my/data/orders.csv');
  expect(asked).toEqual(['my/. my/data/orders.csv']);
  expect(problemsIn(load('../orders.csv', '/elsewhere/orders.csv').loaded)).toEqual([
    expect.stringMatching(
      /^my\/s\.yaml:4:\d+: my\/\.\.\/orders\.csv is not in the scenario's folder: it leads to \/elsewhere\/orders\.csv/,
    ),
  ]);
});
