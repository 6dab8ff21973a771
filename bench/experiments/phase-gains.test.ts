/**
 * The table in `docs/scenarios/as-is-to-be.md` is made of the file beside it, and that of runs: a seed of it is run again here. Where
 * behaviour was meant to change, `node tools/phase-table.ts` makes both anew.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/library-scenario';
import { fileOf, gainsTable, MEASURES, phaseRows, rowsOf } from './phase-gains.ts';

const page = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../docs/scenarios/${name}`, import.meta.url)), 'utf8');
const file = page('as-is-to-be.csv');
const rows = rowsOf(file);
const ARMS = ['as-is', 'visibility', 'workflow', 'recommendations', 'optimised'];

test('the file has 30 pairs of each phase and the one before it', () => {
  expect(fileOf(rows)).toBe(file);
  const seeds = [...new Set(rows.map(({ seed }) => seed))];
  expect(seeds).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  for (const seed of seeds)
    expect(rows.filter((row) => row.seed === seed).map(({ arm }) => arm)).toEqual(ARMS);
});

test('the table of the page is that of the file', () => {
  expect(page('as-is-to-be.md')).toContain(gainsTable(rows));
});

test('two seeds of it, run again, come to the same figures', { timeout: 60_000 }, async () => {
  const again = await phaseRows(outboundScenario(loadFrom('as-is-to-be')), [1, 23]);
  expect(fileOf(again)).toBe(fileOf(rows.filter(({ seed }) => seed === 1 || seed === 23)));
});

test('a gain is of pairs, with its interval by Student', () => {
  const values = (landedCost: number, more: object = {}): Record<string, number> => ({
    ...Object.fromEntries(MEASURES.map(({ name }) => [name, 0])),
    landedCost,
    ...more,
  });
  const few = [
    { seed: 1, arm: 'a', values: values(10, { sameOrdersCost: NaN }) },
    { seed: 1, arm: 'b', values: values(11, { sameOrdersCost: 2 }) },
    { seed: 2, arm: 'a', values: values(20, { sameOrdersCost: NaN }) },
    { seed: 2, arm: 'b', values: values(23, { sameOrdersCost: 4 }) },
  ];
  const [heading, , cost, same] = gainsTable(few).split('\n');
  expect(heading).toBe('|  | a | b over a | b over a |');
  // t(0.975; 1) = 12.706; the halves of 10 and 2 are the standard errors.
  expect(cost).toBe('| landed cost an order shipped, USD | 15.00 ± 63.53 | 2.00 ± 12.71 | 2.00 ± 12.71 |');
  expect(same).toBe('| the same orders in both phases: cost each, USD |  | 3.00 ± 12.71 |  |');
});
