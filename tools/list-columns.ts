/**
 * The data dictionary that `npm run diagrams` writes to `docs/data-dictionary.md`: every column of every table that `dray export` writes. The
 * test beside it fails when the page is not what this makes.
 *
 * 1. What a column means stands where it is made (`scenarios/recording/schema.ts`, `reports/decision-log/`, the points' descriptions) and
 *    nowhere else.
 */
import { fileURLToPath } from 'node:url';
import { LOGGED_POINTS } from '#bench/export/logged-points';
import { logColumns } from '#reports/decision-log/log-columns';
import type { LoggedPoint } from '#reports/decision-log/logged-point';
import { outcomeOf } from '#reports/decision-log/outcomes/outcomes';
import type { ExportColumn, ExportType } from '#reports/export/export-table';
import { RUN_COLUMNS, recordedColumns } from '#reports/export/recorded-table';
import { TABLE_NAMES, type TableName } from '#scenarios/recording/schema';

export const DICTIONARY_PAGE = fileURLToPath(new URL('../docs/data-dictionary.md', import.meta.url));

/** In each format. */
const TYPES: readonly (readonly [ExportType, arrow: string, parquet: string, csv: string])[] = [
  ['instant', 'timestamp[ms, UTC]', 'INT64, TIMESTAMP(MILLIS, UTC)', '`2026-03-02T06:00:00.000Z`'],
  ['int32', 'int32', 'INT32', 'digits'],
  ['uint32', 'uint32', 'INT32, INT(32, unsigned)', 'digits'],
  ['float64', 'float64', 'DOUBLE', 'the shortest decimal that is the same number'],
  ['bool', 'bool', 'BOOLEAN', '`true`, `false`'],
  ['text', 'utf8', 'BYTE_ARRAY, STRING', 'the text, in quotes where it must be'],
  ['json', 'utf8', 'BYTE_ARRAY, STRING', 'the JSON, in quotes'],
  ['numbers', 'list of float64', 'LIST of DOUBLE', 'JSON, in quotes'],
  ['floats', 'list of float32', 'LIST of FLOAT', 'JSON, in quotes'],
  ['texts', 'list of utf8', 'LIST of STRING', 'JSON, in quotes'],
];

/** The whole page. */
export function dictionaryPage(): string {
  const logs = LOGGED_POINTS.map((point) => ({ point, columns: logColumns(point) }));
  const shared = logs[0]!.columns.filter(({ name }) => isShared(name));
  return `# Data dictionary

Made by \`npm run diagrams\` from the schemas. What \`dray export\` writes is in [data](data.md); how the recording itself is laid out, in
[recording](recording.md). A column that may be null says so.

## Types

| here | Arrow | Parquet | CSV |
|---|---|---|---|
${TYPES.map(([type, ...others]) => `| \`${type}\` | ${others.join(' | ')} |`).join('\n')}

## In front of every row

${tableOf(RUN_COLUMNS)}
## Decision log

One row a decision, a file a point: \`decision-log-POINT\`. These columns are the same for all points; those of one point follow below.

${tableOf(shared)}
${logs.map(({ point, columns }) => logSection(point, columns)).join('\n')}
## Tables of the recording

${TABLE_NAMES.map(tableSection).join('\n')}`;
}

/** Of every point. */
function isShared(name: string): boolean {
  return !/^(?:context|feature|outcome)\./.test(name) && name !== 'reward';
}

function logSection(point: LoggedPoint, columns: readonly ExportColumn[]): string {
  const own = columns.filter(({ name }) => !isShared(name));
  const candidates = Object.entries(point.option).map(
    ([field, [unit, doc]]) => `| \`${field}\` | ${unit} | ${cell(doc)} |`,
  );
  return `### decision-log-${point.name}

${capital(point.decides)}. Outcome: ${outcomeOf(point.name).summary}.

${tableOf(own)}
| in \`candidates\` | unit | |
|---|---|---|
${candidates.join('\n')}
`;
}

function tableSection(table: TableName): string {
  const columns = recordedColumns(table).slice(RUN_COLUMNS.length);
  return `### ${table}\n\n${tableOf(columns)}`;
}

function tableOf(columns: readonly ExportColumn[]): string {
  const rows = columns.map(
    ({ name, type, nullable, unit, doc }) =>
      `| \`${name}\` | ${type}${nullable ? ', null' : ''} | ${cell(unit)} | ${cell(doc)} |`,
  );
  return `| column | type | unit | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
