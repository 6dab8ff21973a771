/**
 * Makes the tables of `docs/experiments/spare-parts-decisions.md`: runs one `dray compare` a row (`decision-rows.ts`), writes the figures beside the page and
 * the tables into it.
 *
 *   node tools/spare-parts-decisions.ts [folder]     results are kept in the folder (default: runs/spare-parts-decisions), and not run twice
 *   node tools/spare-parts-decisions.ts --tables     the tables only, of the figures that are there
 *
 * 1. What is printed is what is written into the page; what the page says about it is for people to keep true.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionTables, figuresOf, type RowFigures } from './decision-figures.ts';
import { comparedRow, FIGURES, PAGE, tablesInPage } from './decision-page.ts';
import { DECISION_ROWS } from './decision-rows.ts';

const [word = join('runs', 'spare-parts-decisions')] = process.argv.slice(2);
if (word !== '--tables') {
  const rows = DECISION_ROWS.map((row, no) => {
    process.stderr.write(`${no + 1} of ${DECISION_ROWS.length}: ${row.point}, ${row.candidate}\n`);
    return figuresOf(row, comparedRow(row, word));
  });
  writeFileSync(FIGURES, `${rows.map((each) => JSON.stringify(each)).join('\n')}\n`);
}
const figures = readFileSync(FIGURES, 'utf8').trimEnd().split('\n');
const tables = decisionTables(
  DECISION_ROWS,
  figures.map((line): RowFigures => JSON.parse(line)),
);
writeFileSync(PAGE, tablesInPage(readFileSync(PAGE, 'utf8'), tables));
process.stdout.write(`${[...tables.values()].join('\n\n')}\n`);
