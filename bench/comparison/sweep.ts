/** KPIs of designs over replications, and where a curve of them bends. */
import type { SweepPoint, SweepReport, SweptKpi, SweptThreshold } from '#reports/comparison/sweep-report';
import type { OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { confidenceInterval } from '#sim/stats/confidence';
import { boundsOf, type Threshold } from '../experiments/thresholds.ts';
import { kneeOf } from '../statistics/knee.ts';
import type { DesignResult } from './design-result.ts';
import type { Replicator } from './replicator.ts';
import { standInsOf } from './stand-ins.ts';

export interface SweepPlan {
  /** Of each design, in the order of what is varied. */
  readonly values: readonly (readonly string[])[];
  readonly replications: number;
  /** Of each design: it is told where others answered in their stead. Absent = it is not. */
  readonly policies?: readonly string[];
  readonly kpis: readonly OutboundKpi[];
  /** Absent = none is judged. */
  readonly judged?: {
    /** Of each design, for its policy. */
    readonly thresholds: readonly (readonly Threshold[])[];
    readonly currency: string;
  };
}

/** Stopped before all replications were run. */
export class SweepStopped extends Error {
  override readonly name = 'SweepStopped';
}

/** Runs replication by replication, so that what is interrupted is even. Common random numbers: replication n has one seed everywhere. */
export async function sweepDesigns(
  { values, replications, kpis, judged, policies }: SweepPlan,
  replicator: Replicator,
): Promise<Pick<SweepReport, 'points' | 'knees'>> {
  const tasks = Array.from({ length: replications }, (_, replication) =>
    values.map((_values, design) => ({ design, replication })),
  ).flat();
  const results = await replicator.run(tasks);
  const points = values.map((varied, design): SweepPoint => {
    const own = tasks.flatMap((task, i) => (task.design === design ? [results[i]] : []));
    const whole = own.filter((result) => result !== undefined);
    if (whole.length < replications)
      throw new SweepStopped(
        `interrupted: ${results.filter((each) => each !== undefined).length} of ${tasks.length} runs`,
      );
    const thresholds = judged?.thresholds[design]?.map((each) =>
      sweptThreshold(each, whole, judged.currency),
    );
    return {
      values: varied,
      kpis: kpis.flatMap((kpi) => sweptKpi(kpi, whole)),
      ...(policies === undefined ? {} : standInsOf(policies[design]!, whole)),
      ...(thresholds === undefined ? {} : { thresholds }),
    };
  });
  return { points, knees: kneesOf(points, kpis) };
}

function sweptKpi(kpi: OutboundKpi, results: readonly DesignResult[]): SweptKpi[] {
  const values = results.map((result) => result.kpis[kpi]);
  if (!values.every((value) => value !== null)) return [];
  if (values.length === 1) return [{ kpi, mean: values[0]!, halfWidth: null }];
  const { mean, halfWidth } = confidenceInterval(values);
  return [{ kpi, mean, halfWidth }];
}

/** Kept or missed where the whole interval is; of one replication its figure, as a run is judged. */
function sweptThreshold(
  threshold: Threshold,
  results: readonly DesignResult[],
  currency: string,
): SweptThreshold {
  const kpi = threshold.kpi as OutboundKpi;
  const { words: bound, keeps, missesAll } = boundsOf(threshold, currency);
  const [found] = sweptKpi(kpi, results);
  if (found === undefined) return { kpi, bound, mean: null, halfWidth: null, judged: 'open' };
  const { mean, halfWidth } = found;
  const [low, high] = [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)];
  const judged = keeps(low) && keeps(high) ? 'kept' : missesAll(low, high) ? 'missed' : 'open';
  return { kpi, bound, mean, halfWidth, judged };
}

/** Where one thing is varied, and by numbers that rise. */
function kneesOf(points: readonly SweepPoint[], kpis: readonly OutboundKpi[]): SweepReport['knees'] {
  if (points.some(({ values }) => values.length !== 1)) return [];
  const xs = numbersOf(points.map(({ values }) => values[0]!));
  if (xs.some((x, i) => !(i === 0 ? Number.isFinite(x) : x > xs[i - 1]!))) return [];
  return kpis.flatMap((kpi) => {
    const ys = points.map((point) => point.kpis.find((each) => each.kpi === kpi)?.mean ?? Number.NaN);
    if (ys.some(Number.isNaN)) return [];
    const knee = kneeOf(xs, ys);
    return knee < 0 ? [] : [{ kpi, value: points[knee]!.values[0]! }];
  });
}

/** NaN where they are no numbers of one unit: 90 min and 2 h are not 90 and 2. */
function numbersOf(texts: readonly string[]): readonly number[] {
  const units = new Set(texts.map((text) => text.replace(/^[-+]?[\d.]+\s*/, '')));
  return texts.map((text) => (units.size === 1 ? Number.parseFloat(text) : Number.NaN));
}
