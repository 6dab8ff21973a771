/**
 * What each phase of `as-is-to-be` earns over the one before: runs its arms with seeds 1 to N, writes the figures of every run into the
 * file beside its page and the table into the page, and prints the table. What the page says about it is for people to keep true.
 *
 *   node tools/phase-table.ts [N]      N default 30; any other number prints only
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileOf, gainsTable, phaseRows } from '#bench/experiments/phase-gains';
import { loadScenario } from '#scenarios/schema/load';
import { isRecorded } from '#scenarios/schema/outbound/scenario';

const LIBRARY = fileURLToPath(new URL('../scenarios/library/', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/scenarios/as-is-to-be.md', import.meta.url));
/** Of the page. */
const SEEDS = 30;
const TABLE = /^\| {2}\| as-is \|.*\n(?:\|.*\n)+/m;

const count = Number(process.argv[2] ?? SEEDS);
const loaded = loadScenario(
  'as-is-to-be',
  { read: (path) => readFileSync(path.replace('library:', LIBRARY), 'utf8') },
  { kpis: {} },
);
if (!loaded.ok || isRecorded(loaded.scenario)) throw new Error('as-is-to-be can not be read');
const seeds = Array.from({ length: count }, (_, i) => i + 1);
const rows = await phaseRows(loaded.scenario, seeds, (seed) =>
  process.stderr.write(`seed ${seed} of ${count}\n`),
);
const table = `${gainsTable(rows)}\n`;
process.stdout.write(table);
if (count === SEEDS) {
  writeFileSync(PAGE.replace(/md$/, 'csv'), fileOf(rows));
  const page = readFileSync(PAGE, 'utf8');
  if (!TABLE.test(page)) throw new Error(`${PAGE} has no table that begins with "|  | as-is |"`);
  writeFileSync(
    PAGE,
    page.replace(TABLE, () => table),
  );
}
