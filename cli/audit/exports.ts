/**
 * The chains that lie in the tables of an export: `decisions`, with `modes` and `views` beside it in the same format.
 *
 * 1. Which run a row is of is said by `seed` and `arm`, which are no part of a chain.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ViewStates } from '#reports/decision-log/view-states';
import { ExportedTable, READABLE_FORMATS, type ReadableFormat } from '#reports/export/exported-rows';
import { CellError } from '#reports/export/plain-rows';
import type { TableName } from '#scenarios/recording/schema';
import { UserError } from '../exit-codes.ts';
import { type ChainTables, linksOf, viewRows } from './links.ts';
import { type Judged, type Verified, verifyChain } from './verify-chain.ts';

/** A state is there because a decision saw it. */
const GONE =
  'views has states that its decisions saw, and no decision is there: they were taken out, or not exported with them';

/** null = there is no export at that path. */
export async function verifiedExports(path: string): Promise<readonly Judged[] | null> {
  if (!existsSync(path)) return null;
  if (!statSync(path).isDirectory()) return verifiedTable(dirname(path), formatOf(path));
  const formats = READABLE_FORMATS.filter((format) => existsSync(join(path, `decisions.${format}`)));
  if (formats.length === 0 && holdsExport(path))
    throw new UserError(
      `${path}: an export without the tables that a chain of decisions can be verified in. Verify the run, or export it with --table decisions --table views --table modes`,
    );
  if (formats.length === 0) return null;
  const judged = await Promise.all(formats.map((format) => verifiedTable(path, format)));
  return judged.flat();
}

/** Of other tables. A run may hold a CSV, too: its rejected rows. */
function holdsExport(path: string): boolean {
  if (existsSync(join(path, 'run.json'))) return false;
  return readdirSync(path).some((name) => READABLE_FORMATS.some((format) => name.endsWith(`.${format}`)));
}

function formatOf(path: string): ReadableFormat {
  const name = basename(path);
  const format = READABLE_FORMATS.find((each) => name === `decisions.${each}`);
  if (format !== undefined) return format;
  throw new UserError(
    `${path}: no table that a chain of decisions can be verified in. There are the folder of a run, and decisions.parquet, .arrow or .csv of an export that is not split: a decision log has the hashes and not all that they were made of`,
  );
}

async function verifiedTable(dir: string, format: ReadableFormat): Promise<readonly Judged[]> {
  const read = (table: TableName): Promise<ExportedTable> => {
    const path = join(dir, `${table}.${format}`);
    if (existsSync(path)) return ExportedTable.read(path, table, format);
    throw new UserError(
      `${path} is missing: without it the decisions can't be verified. Export it beside them: --table decisions --table views --table modes`,
    );
  };
  const file = `decisions.${format}`;
  try {
    const [decisions, views, modes] = [await read('decisions'), await read('views'), await read('modes')];
    const runs = new Set([...decisions.runs, ...modes.runs, ...views.runs]);
    if (runs.size === 0)
      throw new UserError(
        `${join(dir, file)} has no row, nor have views and modes: there is nothing to verify`,
      );
    return [...runs].map((run) => judged(`${file}, ${run}`, chainOf(run, decisions, modes, views)));
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    return [{ name: file, wrong: error.message, right: '' }];
  }
}

function chainOf(
  run: string,
  decisions: ExportedTable,
  modes: ExportedTable,
  views: ExportedTable,
): ChainTables {
  return {
    decisions: () => decisions.rowsOf(run),
    modes: () => modes.rowsOf(run),
    states: () => new ViewStates(viewRows(views.rowsOf(run))),
  };
}

function judged(name: string, tables: ChainTables): Judged {
  const verified = verifyChain(linksOf(tables), null);
  const gone = verified.decisions + verified.notes === 0 ? GONE : null;
  return { name, wrong: verified.wrong ?? gone, right: rightWords(verified) };
}

function rightWords({ decisions, notes, head }: Verified): string {
  return `${decisions} decisions and ${notes} notes on modes, every one as it was written. Nothing here tells where the chain ended: hold its last hash, ${head}, against "audit" in run.json`;
}
