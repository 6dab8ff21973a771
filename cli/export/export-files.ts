/** Writes the files of an export, each whole or not at all. */
import { join } from 'node:path';
import { logRows } from '#reports/decision-log/log-rows';
import { logTable } from '#reports/decision-log/log-table';
import type { LoggedPoint } from '#reports/decision-log/logged-point';
import { DsjsonLines } from '#reports/decision-log/projections/dsjson';
import { writeObp } from '#reports/decision-log/projections/obp';
import type { Target } from '#reports/decision-log/projections/ope-lines';
import {
  drawnRows,
  type LeftOutCounts,
  type LogSource,
  leftOutWords,
  type SourcedRow,
} from '#reports/decision-log/projections/projection';
import { writeArrow } from '#reports/export/arrow-file';
import { type AsideFile, writeAside } from '#reports/export/aside-file';
import { writeCsv } from '#reports/export/csv-file';
import type { ExportTable } from '#reports/export/export-table';
import { writeParquet } from '#reports/export/parquet-file';
import { recordedTable } from '#reports/export/recorded-table';
import { joined, sliced } from '#reports/export/time-slice';
import type { TableName } from '#scenarios/recording/schema';
import type { Part } from './export-split.ts';
import { OpeLines } from './ope-file.ts';

export type TableFormat = 'parquet' | 'arrow' | 'csv';
export type LogFormat = 'obp' | 'dsjson' | 'ope';

/** What was written. */
export interface Written {
  readonly path: string;
  readonly rows: number;
  /** What is worth saying of it; '' = nothing. */
  readonly note: string;
}

export interface LogWanted {
  readonly point: LoggedPoint;
  readonly reward: string;
  /** What else would have been done: of `ope`, else null. */
  readonly target: Target | null;
  /** Told of every table that was cut off. */
  readonly onCut: (words: string) => void;
}

const WRITERS: Readonly<
  Record<TableFormat, (table: ExportTable, file: AsideFile) => number | Promise<number>>
> = {
  parquet: writeParquet,
  arrow: writeArrow,
  csv: writeCsv,
};

const encoder = new TextEncoder();

/** null = it has no instant, and is written with the other part. */
export async function writeRecorded(
  table: TableName,
  { members, suffix, timeless }: Part,
  out: string,
  format: TableFormat,
  onCut: (words: string) => void,
): Promise<Written | null> {
  const all = joined(members.map(({ arm, slice }) => sliced(recordedTable(table, [arm], onCut), slice)));
  const end = all.timeColumn === null ? timeless : suffix;
  return end === null ? null : writeTable(all, join(out, `${table}${end}.${format}`), format);
}

export async function writeLog(
  { point, reward, onCut }: LogWanted,
  { members, suffix }: Part,
  out: string,
  format: TableFormat,
): Promise<Written> {
  const all = joined(
    members.map(({ arm, slice }) =>
      sliced(logTable(point, [arm], { reward, onCut, knownBefore: slice.until }), slice),
    ),
  );
  return writeTable(all, join(out, `${all.name}${suffix}.${format}`), format);
}

async function writeTable(table: ExportTable, path: string, format: TableFormat): Promise<Written> {
  let rows = 0;
  await writeAside(path, async (file) => {
    rows = await WRITERS[format](table, file);
  });
  return { path, rows, note: '' };
}

export async function writeProjection(
  wanted: LogWanted,
  part: Part,
  out: string,
  format: LogFormat,
): Promise<Written> {
  const path = join(out, `${format}-${wanted.point.name}${part.suffix}`);
  const source = sourceOf(wanted, part);
  switch (format) {
    case 'obp':
      return writeFeedback(source, path);
    case 'dsjson': {
      const lines = new DsjsonLines(wanted.point);
      return writeLines(source, `${path}.json`, (row) => lines.line(row));
    }
    case 'ope': {
      const lines = new OpeLines(source, wanted.target!);
      const written = await writeLines(source, `${path}.jsonl`, (row) => lines.line(row));
      return lines.untold === 0 ? written : { ...written, note: withoutPredictions(written, lines.untold) };
    }
  }
}

function sourceOf({ point, reward, onCut }: LogWanted, { members }: Part): LogSource {
  function* rows(): Generator<SourcedRow> {
    for (const { arm, slice } of members)
      for (const row of logRows(arm.dir, point, {
        onCut: (words) => onCut(`${arm.arm}/${words}`),
        knownBefore: slice.until,
      }))
        if (row.time >= slice.from && row.time < slice.until) yield { row, seed: arm.seed, arm: arm.arm };
  }
  return { point, reward, rows };
}

async function writeLines(
  source: LogSource,
  path: string,
  lineOf: (row: Parameters<DsjsonLines['line']>[0]) => string | null,
): Promise<Written> {
  const counts: LeftOutCounts = {};
  let rows = 0;
  let unfit = 0;
  await writeAside(path, (file) => {
    for (const row of drawnRows(source, counts)) {
      const line = lineOf(row);
      if (line === null) unfit += 1;
      else {
        file.write(encoder.encode(`${line}\n`));
        rows += 1;
      }
    }
  });
  const notes = [leftOutWords(counts), unfit === 0 ? '' : `${unfit} in which nothing else could be done`];
  return { path, rows, note: noteOf(notes) };
}

function withoutPredictions({ note }: Written, count: number): string {
  const words = `${count} without predicted rewards: there is too little to learn from`;
  return note === '' ? words : `${note}; ${words}`;
}

async function writeFeedback(source: LogSource, path: string): Promise<Written> {
  let written: Written = { path: `${path}.csv`, rows: 0, note: '' };
  await writeAside(`${path}.csv`, async (csv) => {
    const feedback = writeObp(source, (text) => csv.write(encoder.encode(text)));
    await writeAside(`${path}.json`, (json) =>
      json.write(encoder.encode(`${JSON.stringify(feedback, null, 2)}\n`)),
    );
    written = { ...written, rows: feedback.n_rounds, note: noteOf([leftOutWords(feedback.left_out)]) };
  });
  return written;
}

function noteOf(leftOut: readonly string[]): string {
  const words = leftOut.filter((each) => each !== '').join(', ');
  return words === '' ? '' : `left out: ${words}`;
}
