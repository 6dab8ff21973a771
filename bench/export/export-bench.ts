/** What an export costs, in a process of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logTable } from '#reports/decision-log/log-table';
import { writeArrow } from '#reports/export/arrow-file';
import { type AsideFile, writeAside } from '#reports/export/aside-file';
import { writeCsv } from '#reports/export/csv-file';
import type { ExportTable } from '#reports/export/export-table';
import { writeParquet } from '#reports/export/parquet-file';
import { recordedTable } from '#reports/export/recorded-table';
import { cpuMs } from '../harness/measure.ts';
import { LOGGED_POINTS } from './logged-points.ts';
import { recordDecisions } from './many-decisions.ts';

export interface ExportWork {
  /** Folder of the tables. */
  readonly dir: string;
  readonly table: 'decisions' | 'decision-log';
  readonly format: 'parquet' | 'arrow' | 'csv';
}

export interface ExportCost {
  readonly ms: number;
  readonly rows: number;
  readonly peakMb: number;
}

const WRITERS: Readonly<
  Record<ExportWork['format'], (table: ExportTable, file: AsideFile) => number | Promise<number>>
> = {
  parquet: writeParquet,
  arrow: writeArrow,
  csv: writeCsv,
};

export function recordMany({ dir, decisions }: { readonly dir: string; readonly decisions: number }): null {
  mkdirSync(dir);
  recordDecisions(dir, decisions);
  return null;
}

export async function costOfExport({ dir, table, format }: ExportWork): Promise<ExportCost> {
  const out = mkdtempSync(join(tmpdir(), 'dray-bench-export-'));
  try {
    // WebAssembly is loaded once, whatever is exported.
    if (format === 'parquet') await import('parquet-wasm');
    const before = cpuMs();
    let rows = 0;
    for (const [i, each] of tablesOf(dir, table).entries())
      await writeAside(join(out, `${i}`), async (file) => {
        rows += await WRITERS[format](each, file);
      });
    const ms = cpuMs() - before;
    return { ms, rows, peakMb: process.resourceUsage().maxRSS / 1024 };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function tablesOf(dir: string, table: ExportWork['table']): readonly ExportTable[] {
  const arms = [{ dir, seed: '1', arm: 'arm' }];
  if (table === 'decisions') return [recordedTable(table, arms, () => {})];
  const points = LOGGED_POINTS.filter(({ name }) => name === 'sourcing' || name === 'carrier');
  return points.map((point) => logTable(point, arms, {}));
}
