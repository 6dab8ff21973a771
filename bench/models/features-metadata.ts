/**
 * What a model's file says of the features it was made for: entries of its metadata, and whether they are those that a run
 * would show it. The shape itself stands in the graph.
 */
import { SOURCING_COLUMNS, SOURCING_FEATURES } from '#orchestrator/decisions/sourcing-features';

const POINT = 'dray.point';
const VERSION = 'dray.features.version';
const COLUMNS = 'dray.features';

/** Key and value of each entry, in the order in which a file is written. */
export type Metadata = readonly (readonly [key: string, value: string])[];

/** Of a model of `sourcing`, with the features of this version: the columns, one a line, with their units. */
export const FEATURES_METADATA: Metadata = [
  [POINT, SOURCING_FEATURES.point],
  [VERSION, String(SOURCING_FEATURES.version)],
  [COLUMNS, SOURCING_COLUMNS.join('\n')],
];

/** In words, what does not fit; null = all of it does. */
export function featuresDiffer(found: ReadonlyMap<string, string>): string | null {
  const columns = found.get(COLUMNS);
  if (columns === undefined)
    return (
      `does not say which features it was made for. Write them into its metadata, as docs/models.md shows: ` +
      FEATURES_METADATA.map(([key]) => key).join(', ')
    );
  const wanted = wordsOf(new Map(FEATURES_METADATA));
  const named = wordsOf(found);
  if (named !== wanted) return `made for other features: expected ${wanted}, found ${named}`;
  const place = firstDifference(columns.split('\n'));
  return place === null ? null : `made for other features: ${place}. Train it on those of version ${wanted}`;
}

function wordsOf(metadata: ReadonlyMap<string, string>): string {
  return `${metadata.get(POINT) ?? '?'} ${metadata.get(VERSION) ?? '?'}`;
}

function firstDifference(columns: readonly string[]): string | null {
  for (let i = 0; i < Math.max(columns.length, SOURCING_COLUMNS.length); i++) {
    const [wanted = 'none', found = 'none'] = [SOURCING_COLUMNS[i], columns[i]];
    if (wanted !== found) return `column ${i + 1} is ${wanted}, found ${found}`;
  }
  return null;
}
