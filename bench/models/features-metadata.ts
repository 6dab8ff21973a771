/**
 * What a model's file says of the features it was made for: entries of its metadata, and whether they are those that a run
 * would show it. The shape itself stands in the graph.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { columnsOf } from '#orchestrator/decisions/features';
import { POINTS } from '#orchestrator/decisions/points';

const POINT = 'dray.point';
const VERSION = 'dray.features.version';
const COLUMNS = 'dray.features';

/** Key and value of each entry, in the order in which a file is written. */
export type Metadata = readonly (readonly [key: string, value: string])[];

/** Of a model of a point, with the features of this version: the columns, one a line, with their units. */
export function featuresMetadata(point: DecisionPoint): Metadata {
  const { features } = POINTS[point];
  return [
    [POINT, point],
    [VERSION, String(features.version)],
    [COLUMNS, columnsOf(features).join('\n')],
  ];
}

/** In words, what does not fit; null = all of it does. */
export function featuresDiffer(found: ReadonlyMap<string, string>, point: DecisionPoint): string | null {
  const metadata = featuresMetadata(point);
  const columns = found.get(COLUMNS);
  if (columns === undefined)
    return (
      `does not say which features it was made for. Write them into its metadata, as docs/models.md shows: ` +
      metadata.map(([key]) => key).join(', ')
    );
  const wanted = wordsOf(new Map(metadata));
  const named = wordsOf(found);
  if (named !== wanted)
    return `made for other features: expected ${wanted}, found ${named}${wayOut(found.get(POINT), point)}`;
  const place = firstDifference(columns.split('\n'), columnsOf(POINTS[point].features));
  return place === null ? null : `made for other features: ${place}. Train it on those of version ${wanted}`;
}

/** A model of another point is no bad model. */
function wayOut(made: string | undefined, point: DecisionPoint): string {
  if (made === undefined || made === point || !Object.hasOwn(POINTS, made)) return '';
  return `. It answers ${made}: name it with \`point: ${made}\`, on the command line with --decision ${made} or --policy ${made}=onnx:FILE`;
}

function wordsOf(metadata: ReadonlyMap<string, string>): string {
  return `${metadata.get(POINT) ?? '?'} ${metadata.get(VERSION) ?? '?'}`;
}

function firstDifference(columns: readonly string[], right: readonly string[]): string | null {
  for (let i = 0; i < Math.max(columns.length, right.length); i++) {
    const [wanted = 'none', found = 'none'] = [right[i], columns[i]];
    if (wanted !== found) return `column ${i + 1} is ${wanted}, found ${found}`;
  }
  return null;
}
