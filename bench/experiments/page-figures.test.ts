/**
 * What the pages of scenarios show is what the scenarios give: each table is made of the file of figures beside its page, and that of
 * runs. Seed 1 of every run that is not long is run again here, in `npm run test:long` every seed of all of them; a figure must be the
 * same number. Where behaviour was meant to change, `node tools/page-figures.ts NAME` makes file and tables anew.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { long } from '#testing/properties/properties';
import { figuresSpec } from './figures-spec.ts';
import { figureTables } from './figures-table.ts';
import { DATA, figureLines, figuresInFile, fileOfFigures, joined, lookUp } from './page-figures.ts';

const PAGES = fileURLToPath(new URL('../../docs/scenarios/', import.meta.url));
const text = (file: string): string => readFileSync(join(PAGES, file), 'utf8');
/** Of whole scenarios, on a machine that has other things to do. */
const TIMEOUT_MS = long ? 3_600_000 : 300_000;
const names = readdirSync(join(PAGES, 'figures'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''));

describe.each(names)('the page of %s', (name) => {
  const spec = figuresSpec(text(`figures/${name}.yaml`));
  const file = existsSync(join(PAGES, `figures/${name}.csv`)) ? text(`figures/${name}.csv`) : '';
  const lines = figuresInFile(file);

  test('has every table as the file of figures makes it', () => {
    expect(lines.length, `no figures: node tools/page-figures.ts ${name} makes them`).toBeGreaterThan(0);
    expect(
      fileOfFigures(lines)
        .split('\n')
        .map((line) => line.replace(/,+$/, '')),
    ).toEqual(file.split('\n').map((line) => line.replace(/,+$/, '')));
    for (const table of figureTables(spec, lookUp(lines)))
      expect(text(`${name}.md`)).toContain(`\n${table}\n`);
  });

  test('shows no fault or note that has happened in none of its runs: it may be misspelt', () => {
    const counted = lines.filter(({ of }) => /^(faults|notes)\./.test(of));
    const happened = new Set(
      counted.filter(({ figures }) => figures.some((each) => each !== 0)).map(({ of }) => of),
    );
    expect(counted.map(({ of }) => of).filter((of) => !happened.has(of))).toEqual([]);
  });

  for (const [run, { seeds = spec.seeds, long: isLong, data }] of Object.entries(spec.runs)) {
    const numbers = Array.from({ length: long ? seeds : 1 }, (_, i) => i + 1);
    const leftOut = (isLong === true && !long) || (data !== undefined && !existsSync(join(DATA, data)));
    test.skipIf(leftOut)(
      `shows what ${run} gives, seeds 1 to ${numbers.length}`,
      { timeout: TIMEOUT_MS },
      async () => {
        const again = [];
        for (const seed of numbers) again.push(...(await figureLines(spec, run, seed)));
        const there = lines
          .filter((line) => line.run === run)
          .map((line) => ({ ...line, figures: line.figures.slice(0, numbers.length) }));
        expect(joined(again)).toEqual(there);
      },
    );
  }
});

test('a figure of a page that is off by a digit is found', () => {
  const spec = figuresSpec(text('figures/quickstart.yaml'));
  const lines = figuresInFile(text('figures/quickstart.csv'));
  const wrong = lines.map((line, i) =>
    i === 0 ? { ...line, figures: line.figures.map((each) => each! + 1000) } : line,
  );
  const [table] = figureTables(spec, lookUp(wrong));
  expect(text('quickstart.md')).not.toContain(table);
});
