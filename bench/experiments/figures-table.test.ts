/** Tables of a page: means with Student's intervals, differences seed by seed, units, empty cells; and what a file of them may not say. */
import { expect, test } from 'vitest';
import { figuresSpec } from './figures-spec.ts';
import { type Figures, figureTables } from './figures-table.ts';

const SPEC = `
seeds: 2
runs:
  calm: { scenario: quickstart, policies: [p] }
  crowded: { scenario: quickstart, policies: [p] }
tables:
  - columns:
      - { title: calm, run: calm, policy: p }
      - { title: difference, run: crowded, policy: p, minus: { run: calm, policy: p } }
    rows:
      - { title: on time, of: onTimeDelivery, as: "%" }
      - { title: cost, of: landedCostPerOrder, as: USD }
      - { title: freight, of: freightCost, as: thousand USD, decimals: 1 }
      - { title: orders, of: orders, as: count }
      - { title: fees, of: customsFees, as: USD }
`;
const FIGURES: Readonly<Record<string, readonly [calm: Figures, crowded: Figures]>> = {
  // t(0.975; 1) = 12.706: half of the distance is the standard error.
  onTimeDelivery: [
    [0.9, 0.92],
    [0.8, 0.82],
  ],
  landedCostPerOrder: [
    [1000, 1200],
    [1300, 1400],
  ],
  freightCost: [
    [123_456_789, 123_456_789],
    [123_450_789, 123_456_788],
  ],
  orders: [
    [1200, 1200],
    [1200, 1200],
  ],
  customsFees: [
    [null, null],
    [1, 2],
  ],
};

test('a table has means, differences, units, and nothing where there is nothing', () => {
  const [table] = figureTables(figuresSpec(SPEC), (run, _policy, of) => FIGURES[of]![run === 'calm' ? 0 : 1]);
  expect(table!.split('\n')).toEqual([
    '| | calm | difference |',
    '|---|---|---|',
    '| on time, % | 91.0 ± 12.7 | -10.0 ± 0.0 points |',
    '| cost, USD | 11.00 ± 12.71 | 2.50 ± 6.35 |',
    '| freight, thousand USD | 1,234.6 | 0.0 ± 0.4 |',
    '| orders | 1,200 | 0 |',
    '| fees, USD | | |',
  ]);
});

test.each<[string, string, RegExp]>([
  ['a run that there is not', 'run: crowded', /unknown run: "crowdy". Known: calm, crowded/],
  ['a policy that the run has not', 'minus: { run: calm, policy: p }', /run "calm" has no policy "q"/],
])('%s is refused', (_name, text, message) => {
  const wrong = text.startsWith('minus') ? 'minus: { run: calm, policy: q }' : 'run: crowdy';
  expect(() => figuresSpec(SPEC.replace(text, wrong))).toThrow(message);
});

test('a figure that some seeds have and others have not is refused', () => {
  expect(() => figureTables(figuresSpec(SPEC), () => [1, null])).toThrow(/"on time": 1 seeds have no figure/);
});
