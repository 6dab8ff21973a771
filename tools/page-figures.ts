/**
 * Makes the figures of a scenario's page: runs what `docs/scenarios/figures/NAME.yaml` says, with every seed, writes the figures into
 * the file beside it and the tables into the page, and prints the tables. What the page says about them is for people to keep true.
 *
 *   node tools/page-figures.ts NAME [run ...]     only these runs anew
 *   node tools/page-figures.ts NAME --tables      the tables only, of the figures that are there
 *
 * 1. What it does not know of these words is refused with the names that there are, and nothing is made.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figuresSpec } from '#bench/experiments/figures-spec';
import { figureTables, headingOf } from '#bench/experiments/figures-table';
import {
  type FigureLine,
  figureLines,
  figuresInFile,
  fileOfFigures,
  joined,
  lookUp,
} from '#bench/experiments/page-figures';

const [name = '', ...words] = process.argv.slice(2);
const page = fileURLToPath(new URL(`../docs/scenarios/${name}.md`, import.meta.url));
const file = fileURLToPath(new URL(`../docs/scenarios/figures/${name}`, import.meta.url));
if (!existsSync(`${file}.yaml`)) refuse(`no page has figures by the name "${name}"`, pagesWithFigures());
const spec = figuresSpec(readFileSync(`${file}.yaml`, 'utf8'));
const tablesOnly = words.length === 1 && words[0] === '--tables';
const unknown = words.find((word) => !Object.hasOwn(spec.runs, word));
if (unknown !== undefined && !tablesOnly) refuse(`${name} has no run "${unknown}"`, Object.keys(spec.runs));
const kept = existsSync(`${file}.csv`) ? figuresInFile(readFileSync(`${file}.csv`, 'utf8')) : [];
const lines = tablesOnly ? kept : await made(words);
if (!tablesOnly) writeFileSync(`${file}.csv`, fileOfFigures(lines));
const tables = figureTables(spec, lookUp(lines));
process.stdout.write(`${tables.join('\n\n')}\n`);
for (const [i, table] of spec.tables.entries()) intoPage(headingOf(table), tables[i]!);

function pagesWithFigures(): string[] {
  const files = readdirSync(fileURLToPath(new URL('../docs/scenarios/figures/', import.meta.url)));
  return files.filter((each) => each.endsWith('.yaml')).map((each) => each.replace('.yaml', ''));
}

function refuse(what: string, names: readonly string[]): never {
  process.stderr.write(`${what}. There are: ${names.join(', ')}\n`);
  process.exit(2);
}

async function made(only: readonly string[]): Promise<FigureLine[]> {
  const all: FigureLine[] = [];
  for (const [run, { seeds = spec.seeds }] of Object.entries(spec.runs)) {
    if (only.length > 0 && !only.includes(run)) {
      all.push(...kept.filter((line) => line.run === run));
      continue;
    }
    const fresh: FigureLine[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      fresh.push(...(await figureLines(spec, run, seed)));
      process.stderr.write(`${run}: seed ${seed} of ${seeds}\n`);
    }
    all.push(...joined(fresh));
  }
  return all;
}

/** In the place of the table with this heading. */
function intoPage(heading: string, table: string): void {
  const text = existsSync(page) ? readFileSync(page, 'utf8').split('\n') : [];
  const from = text.indexOf(heading);
  if (from < 0) {
    process.stderr.write(`${page} has no table that begins with "${heading}": put it there\n`);
    return;
  }
  let to = from;
  while (text[to]?.startsWith('|')) to++;
  writeFileSync(page, [...text.slice(0, from), ...table.split('\n'), ...text.slice(to)].join('\n'));
}
