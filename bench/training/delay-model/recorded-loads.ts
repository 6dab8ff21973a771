/**
 * Loads of a recording as the point `delay-prediction` showed them to whoever answered, with what came: from the tables alone.
 *
 * 1. Columns are those of the question as it was put: the views that came with it, at the instant it was put.
 * 2. A load that had not arrived when the run ended has no label, and is left out.
 */
import type { DelayPredictionContext, DelayPredictionOption } from '#orchestrator/decisions/delay-prediction';
import { type FeatureQuestion, featureRows } from '#orchestrator/decisions/features';
import { DELAY_PREDICTION } from '#orchestrator/decisions/points/delay-prediction';
import { readTable } from '#reports/recording/reader';
import type { LabelledLoad } from './delay-model.ts';

type Question = FeatureQuestion<DelayPredictionContext, DelayPredictionOption>;

/** @param dir folder of one arm of a run. Throws where it is none, or one in which nobody asked */
export function recordedLoads(dir: string): readonly LabelledLoad[] {
  const deliveredAt = new Map<number, number>();
  for (const { event, entityKey, time } of readTable(dir, 'business').rows) {
    if (event === 'loadDelivered') deliveredAt.set(Number(entityKey), Number(time));
    else if (event === 'loadLost') deliveredAt.set(Number(entityKey), Number.POSITIVE_INFINITY);
  }
  const loads: LabelledLoad[] = [];
  for (const row of readTable(dir, 'decisions').rows) {
    const at = deliveredAt.get(Number(row.entityKey));
    if (row.point !== DELAY_PREDICTION.name || at === undefined) continue;
    const context = JSON.parse(String(row.context)) as Question['context'];
    const options = JSON.parse(String(row.options)) as Question['options'];
    const question: Question = {
      now: Number(row.now),
      context,
      options: options.filter(({ says }) => says === 'late'),
      views: JSON.parse(String(row.views)) as Question['views'],
    };
    loads.push({
      columns: [...featureRows(DELAY_PREDICTION.features, DELAY_PREDICTION.views, question)],
      late: at > context.promisedAt,
    });
  }
  if (loads.length === 0)
    throw new Error(`${dir}: nobody asked whether loads would be late. Run it with --with delay-prediction`);
  return loads;
}
