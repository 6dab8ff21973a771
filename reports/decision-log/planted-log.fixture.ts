/** A recording of decisions whose outcomes are known beforehand, for tests. */
import type { ViewSeen } from '#scenarios/recording/recorder';
import { RecordingWriter } from '../recording/writer.ts';

export const HOUR_MS = 3_600_000;
export const START_MS = 1_772_431_200_000;

/** Hours from the start. */
export const at = (hours: number): number => START_MS + hours * HOUR_MS;

export interface PlantedDecision {
  readonly hour: number;
  readonly point: string;
  readonly entityType: string;
  readonly key: number;
  readonly attempt?: number;
  readonly context: unknown;
  readonly options: readonly unknown[];
  readonly chosen?: number;
  readonly recommended?: number;
  readonly mode?: string;
  readonly model?: { readonly scores: readonly number[]; readonly propensity: number | null };
  readonly fallback?: string | null;
  readonly override?: string | null;
  readonly ruledOut?: readonly (string | null)[];
  readonly views?: readonly ViewSeen[];
}

export type Happening = readonly [
  hour: number,
  event: string,
  entityType: string,
  key: number,
  n: number,
  a: number,
  b?: number,
];

export function plant(
  dir: string,
  decisions: readonly PlantedDecision[],
  happenings: readonly Happening[],
): void {
  const writer = new RecordingWriter(dir, { rowsPerBatch: 4 });
  for (const decision of decisions) put(writer, decision);
  for (const [hour, event, entityType, key, n, a, b = 0] of happenings)
    writer.business(at(hour), event, 'x', entityType, key, n, a, b);
  writer.close();
}

function put(writer: RecordingWriter, decision: PlantedDecision): void {
  const {
    point,
    entityType,
    key,
    attempt = 1,
    context,
    options,
    chosen = 0,
    recommended = chosen,
    model,
  } = decision;
  const { mode = 'active', fallback = null, override = null, ruledOut = null, views = [] } = decision;
  const answer = model === undefined ? null : JSON.stringify({ kind: 'answered', ...model });
  const digest = model === undefined ? null : 'digest';
  const removed = ruledOut?.filter((rule) => rule !== null).length ?? 0;
  // biome-ignore format: a row
  writer.decision(at(decision.hour), point, entityType, key, attempt, 'policy', digest, mode, options.length, removed, chosen, null, null, model?.propensity ?? null, fallback, 5, context, options, views, recommended, override, 'input', answer, 'hash', ruledOut);
}
