/** What is said of products and could not be: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

const ALL = `commodities:
      - { hsCode: "731815", source: assumption }
      - { hsCode: "320890", of: dangerous, source: assumption }
      - { hsCode: "848180", of: controlled, source: assumption }
`;

function loaded(commodities: string) {
  const text = libraryText('b2b-distributor.yaml');
  const edited = text.replace(
    '    exportControlled: 0.01\n',
    `    exportControlled: 0.01\n    ${commodities}`,
  );
  expect(edited).not.toBe(text);
  return loadFrom('mine.yaml', { 'mine.yaml': edited });
}

function problemsOf(commodities: string): string[] {
  const result = loaded(commodities);
  return result.ok ? [] : result.problems.map(showProblem);
}

test('what fits has no problem', () => {
  expect(problemsOf(ALL)).toEqual([]);
});

test.each<[string, string | RegExp, string, RegExp]>([
  [
    'ordinary products that nobody names',
    'hsCode: "731815", ',
    'hsCode: "731815", of: dangerous, ',
    /none is `of: ordinary`/,
  ],
  [
    'dangerous products that nobody names',
    'of: dangerous, ',
    '',
    /none is `of: dangerous`, and some products are/,
  ],
  ['controlled products that nobody names', 'of: controlled, ', '', /none is `of: controlled`/],
  [
    'ordinary goods that are dangerous',
    'hsCode: "731815"',
    'hsCode: "731815", dangerousGoods: { unNumber: 1263, class: "3" }',
    /mine\.yaml:\d+:\d+.*only what is `of: dangerous` is dangerous goods/s,
  ],
  ['a tariff number of three digits', '731815', '731', /six to ten digits are needed/],
  [
    'a class that there is not',
    'of: dangerous',
    'of: dangerous, dangerousGoods: { unNumber: 1263, class: "12" }',
    /a class or division is needed/,
  ],
])('%s', (_what, from, to, message) => {
  const edited = ALL.replace(from, to);
  expect(edited).not.toBe(ALL);
  expect(problemsOf(edited)).toEqual([expect.stringMatching(message)]);
});

test('what expires sooner than stock is turned over is warned of', () => {
  const result = loaded(ALL.replace('hsCode: "731815"', 'hsCode: "731815", shelfLife: 10 d'));
  expect(result.ok ? result.warnings.map(showProblem) : []).toContainEqual(
    expect.stringMatching(/keeps 10 days, and a node is filled up to \d+ days of demand/),
  );
});
