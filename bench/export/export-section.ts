/** What an export costs, against a plain write of the same rows as Arrow. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChild } from '../harness/child.ts';
import { median } from '../harness/measure.ts';
import { contestRow, figureRow, repeated, type Section, sizeWords } from '../harness/section.ts';
import type { Row } from '../harness/table.ts';
import type { ExportCost, ExportWork } from './export-bench.ts';

const MODULE = new URL('./export-bench.ts', import.meta.url).href;

const DECISIONS = 200_000;
/** For memory: it must not grow with the rows. */
const FEW = DECISIONS / 4;
const SECONDS_MAX = 3;
/** Source: assumption; the garbage collector's pleasure. */
const GROWTH_MAX = 1.5;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

export const exporting: Section = {
  name: 'export',
  title: 'Export: decisions as files',
  run: ({ repetitions }) => {
    const folder = mkdtempSync(join(tmpdir(), 'dray-bench-decisions-'));
    try {
      const many = join(folder, 'many');
      const few = join(folder, 'few');
      for (const [dir, decisions] of [
        [many, DECISIONS],
        [few, FEW],
      ] as const)
        inChild(MODULE, 'recordMany', { dir, decisions });
      return rowsOf(repetitions, many, few);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function rowsOf(repetitions: number, many: string, few: string): Row[] {
  const cost = (work: ExportWork): ExportCost => inChild<ExportCost>(MODULE, 'costOfExport', work);
  const costs = (work: Omit<ExportWork, 'dir'>): ExportCost[] =>
    repeated(repetitions, () => cost({ dir: many, ...work }));
  const contest = (table: ExportWork['table'], format: ExportWork['format']): Row =>
    contestRow(repetitions, {
      work: `${sizeWords(DECISIONS)} rows of ${table} as ${format}; peer: as an Arrow file`,
      words: seconds,
      ours: () => sample(cost({ dir: many, table, format })),
      peer: () => sample(cost({ dir: many, table, format: 'arrow' })),
      target: null,
    });
  const parquet = costs({ table: 'decisions', format: 'parquet' });
  const log = costs({ table: 'decision-log', format: 'parquet' });
  const ms = median(parquet.map((each) => each.ms));
  const peak = median(parquet.map((each) => each.peakMb));
  const growth = peak / cost({ dir: few, table: 'decisions', format: 'parquet' }).peakMb;
  return [
    figureRow(`${sizeWords(DECISIONS)} rows of decisions, bodies as JSON, as Parquet`, seconds(ms), {
      target: `<= ${SECONDS_MAX} s`,
      met: ms <= SECONDS_MAX * 1000,
    }),
    contest('decisions', 'parquet'),
    contest('decisions', 'csv'),
    figureRow(
      `${sizeWords(DECISIONS)} rows of the decision log, with features and outcomes, as Parquet`,
      seconds(median(log.map((each) => each.ms))),
      null,
    ),
    contest('decision-log', 'parquet'),
    figureRow(
      `peak memory of four times the rows, decisions as Parquet (${peak.toFixed(0)} MB)`,
      `${growth.toFixed(2)} x`,
      {
        target: `<= ${GROWTH_MAX} x`,
        met: growth <= GROWTH_MAX,
      },
    ),
  ];
}

function sample({ ms, rows }: ExportCost): { readonly value: number; readonly check: number } {
  return { value: ms, check: rows };
}
