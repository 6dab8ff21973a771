/** Rows of features with the scores that a model gave where it was trained: a CSV file, one column a feature and `score`. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { showProblem } from '#scenarios/schema/source-files';
import { parseCsv } from '#scenarios/world/csv';
import { UserError } from '../exit-codes.ts';
import type { DiskFiles } from '../source-files.ts';

const SCORE = 'score';

export interface GoldenRows {
  readonly rows: number;
  /** Row by row, in the order of the point's columns. */
  readonly features: Float32Array;
  readonly scores: readonly number[];
  /** In the file, of each row. */
  readonly lines: readonly number[];
}

/** Throws `UserError`, with the line. */
export function goldenRows(path: string, point: DecisionPoint, files: DiskFiles): GoldenRows {
  const text = files.read(path);
  if (text === null) throw new UserError(`--golden ${path}: there is no such file`);
  if (typeof text !== 'string') throw new UserError(`--golden ${path}: ${text.why}`);
  const names = POINTS[point].features.columns.map(({ name }) => name);
  const csv = parseCsv(path, text, [...names, SCORE]);
  if (!('rows' in csv)) throw new UserError(csv.map(showProblem).join('\n'));
  const value = (line: number, name: string, cell: string): number => {
    const number = cell === '' ? Number.NaN : Number(cell);
    if (Number.isFinite(number)) return number;
    throw new UserError(`${path}:${line}: ${name} is "${cell}": a number is needed, such as -12.5`);
  };
  const { rows } = csv;
  return {
    rows: rows.length,
    features: Float32Array.from(
      rows.flatMap(({ line, cells }) => names.map((name) => value(line, name, cells[name]!))),
    ),
    scores: rows.map(({ line, cells }) => value(line, SCORE, cells[SCORE]!)),
    lines: rows.map(({ line }) => line),
  };
}
