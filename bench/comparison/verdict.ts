/**
 * From the replications of two designs to a verdict.
 *
 * 1. Differences are of pairs: replication n of both designs shares demand, world and luck.
 * 2. The intervals of primary metric and guardrails hold together: each is asked for an equal part of what may go wrong (Bonferroni).
 * 3. A guardrail that is hurt is harm, whatever the primary metric earns; one that is not known to hold leaves the verdict open, and so does one
 *    that only one of the two has a value of.
 */
import type { ComparedMetric, DifferenceInterval, Verdict } from '#reports/comparison/comparison-report';
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { assert } from '#sim/assert';
import { studentProbability } from '#sim/stats/student';
import { maxTIntervals, pBeyond } from '../statistics/many-tests.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { moments } from '../statistics/moments.ts';
import { pseudoRatios, type Quotient } from '../statistics/ratio-interval.ts';
import { GUARDRAILS, type Metric, PRIMARY, thresholdOf, thresholdWords } from './metrics.ts';

/** What one design made of one replication. */
export type KpiValues = Readonly<Partial<Record<OutboundKpi, number | null>>>;

export interface PairedKpis {
  readonly baseline: KpiValues;
  readonly candidate: KpiValues;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly primary: ComparedMetric;
  readonly guardrails: readonly ComparedMetric[];
  readonly unmeasured: readonly OutboundKpi[];
}

export interface JudgeOptions {
  /** Of all intervals together. */
  readonly confidence: number;
  /** How narrow the primary metric's interval must be, as a part of the baseline; absent = half of its threshold. */
  readonly halfWidth?: number;
}

/** @param pairs at least two */
export function judge(pairs: readonly PairedKpis[], options: JudgeOptions): Judged {
  const told = toldBy(pairs);
  const each = 1 - (1 - options.confidence) / told.length;
  const intervals = told.map(({ differences }) => meanInterval(differences, each));
  return judged(pairs, told, intervals, options);
}

/**
 * Several candidates against one baseline: the intervals of all metrics of all candidates hold together, by max-t.
 * @param candidates pairs of each, two at least, replication by replication on the same seeds
 */
export function judgeSeveral(
  candidates: readonly (readonly PairedKpis[])[],
  options: JudgeOptions,
): readonly Judged[] {
  const told = candidates.map(toldBy);
  const columns = told.flat().map(({ differences }) => differences);
  const intervals = maxTIntervals(columns, options.confidence);
  let next = 0;
  return candidates.map((pairs, i) => {
    const own = told[i]!.map(({ differences }) => ({
      ...intervals[next++]!,
      method: 'max-t' as const,
      skew: moments(differences).skew,
    }));
    return judged(pairs, told[i]!, own, options);
  });
}

/** @param intervals of `told`, which begins with the primary metric */
function judged(
  pairs: readonly PairedKpis[],
  told: readonly Told[],
  intervals: readonly DifferenceInterval[],
  { halfWidth }: JudgeOptions,
): Judged {
  const unmeasured = GUARDRAILS.map(({ kpi }) => kpi).filter((kpi) => !isMeasured(pairs, kpi));
  const [primary, ...others] = told.map((each, i) =>
    compared(each, pairs, intervals[i]!, i === 0 ? halfWidth : undefined),
  ) as [ComparedMetric, ...ComparedMetric[]];
  const guardrails = others.map(asGuardrail);
  const said = verdictOf(primary, guardrails);
  const mayHurt = unmeasured.some((kpi) => isOneSided(pairs, kpi));
  const verdict = mayHurt && said !== 'harm' ? 'inconclusive' : said;
  return { verdict, primary, guardrails, unmeasured };
}

function has(values: KpiValues, kpi: OutboundKpi): boolean {
  return typeof values[kpi] === 'number';
}

function isMeasured(pairs: readonly PairedKpis[], kpi: OutboundKpi): boolean {
  return pairs.every(({ baseline, candidate }) => has(baseline, kpi) && has(candidate, kpi));
}

/** In some pair one design has a value and the other has none: who delivers nothing has no cycle time, and is not the faster for it. */
function isOneSided(pairs: readonly PairedKpis[], kpi: OutboundKpi): boolean {
  return pairs.some(({ baseline, candidate }) => has(baseline, kpi) !== has(candidate, kpi));
}

/** A metric that has a value in every replication, as it is told. */
interface Told {
  readonly metric: Metric;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly differences: readonly number[];
}

/** Of the primary metric first, then of the guardrails that can be. */
function toldBy(pairs: readonly PairedKpis[]): readonly Told[] {
  assert(
    isMeasured(pairs, PRIMARY.kpi),
    `a replication has no value of ${PRIMARY.kpi}: nothing was shipped in it. Make the runs longer`,
  );
  return [PRIMARY, ...GUARDRAILS.filter(({ kpi }) => isMeasured(pairs, kpi))].map((metric) => {
    const [before, after] = ratiosOf(metric, pairs) ?? valuesOf(metric, pairs);
    return { metric, before, after, differences: apart(before, after) };
  });
}

function valuesOf(
  { kpi }: Metric,
  pairs: readonly PairedKpis[],
): readonly [readonly number[], readonly number[]] {
  return [pairs.map(({ baseline }) => baseline[kpi]!), pairs.map(({ candidate }) => candidate[kpi]!)];
}

function compared(
  { metric, before: told, after: toldAfter, differences }: Told,
  pairs: readonly PairedKpis[],
  interval: DifferenceInterval,
  halfWidth?: number,
): ComparedMetric {
  const { kpi, threshold: stated } = metric;
  const [before, after] = valuesOf(metric, pairs);
  const baseline = moments(told).mean;
  const threshold = thresholdOf(stated, baseline);
  const { title, unit, better } = OUTBOUND_KPIS[kpi];
  assert(better !== 'neither', `${kpi} is neither better nor worse where it is more: nothing to compare by`);
  const width = halfWidth === undefined ? threshold / 2 : halfWidth * Math.abs(baseline);
  const { mean, low, high, method, skew } = interval;
  const difference = { mean, low, high, halfWidth: interval.halfWidth, method, skew };
  return {
    kpi,
    title,
    unit,
    better,
    baseline,
    candidate: moments(toldAfter).mean,
    difference,
    threshold,
    thresholdWords: thresholdWords(stated),
    narrow: interval.halfWidth <= width,
    ...shares(apart(before, after), better),
    pairs: before.map((value, i) => [value, after[i]!] as const),
    varianceReduction: varianceReduction(before, after),
    pBeyond: pBeyond(better === 'more' ? differences : differences.map((each) => -each), threshold),
    judged: judgedBy(benefit(difference, better), threshold),
  };
}

/** Pseudo-values of a ratio of totals, of both designs; null where it is none, or a replication has nothing below. */
function ratiosOf(
  { kpi, per }: Metric,
  pairs: readonly PairedKpis[],
): readonly [readonly number[], readonly number[]] | null {
  if (per === undefined) return null;
  const of = (values: KpiValues): Quotient => ({ over: values[kpi]! * values[per]!, under: values[per]! });
  if (!pairs.every(({ baseline, candidate }) => baseline[per] && candidate[per])) return null;
  return [
    pseudoRatios(pairs.map(({ baseline }) => of(baseline))),
    pseudoRatios(pairs.map(({ candidate }) => of(candidate))),
  ];
}

function apart(before: readonly number[], after: readonly number[]): number[] {
  return after.map((value, i) => value - before[i]!);
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** What is gained, whichever way is better. */
function benefit({ low, high }: DifferenceInterval, better: 'more' | 'less'): Range {
  return better === 'more' ? { low, high } : { low: -high, high: -low };
}

function judgedBy({ low, high }: Range, threshold: number): Verdict {
  if (low >= -threshold && high <= threshold) return 'equivalent';
  if (low > threshold) return 'uplift';
  return high < -threshold ? 'harm' : 'inconclusive';
}

/** Not worse by more than the threshold: non-inferiority. */
function asGuardrail(metric: ComparedMetric): ComparedMetric {
  const { low, high } = benefit(metric.difference, metric.better);
  const judged = low >= -metric.threshold ? 'passed' : high < -metric.threshold ? 'failed' : 'undecided';
  return { ...metric, judged };
}

function verdictOf(primary: ComparedMetric, guardrails: readonly ComparedMetric[]): Verdict {
  if (guardrails.some(({ judged }) => judged === 'failed')) return 'harm';
  if (primary.judged === 'harm') return 'harm';
  if (guardrails.some(({ judged }) => judged === 'undecided')) return 'inconclusive';
  return primary.judged as Verdict;
}

function shares(
  differences: readonly number[],
  better: 'more' | 'less',
): Pick<ComparedMetric, 'probabilityBetter' | 'shareBetter'> {
  const gains = differences.map((each) => (better === 'more' ? each : -each));
  const { mean, variance } = moments(gains);
  const wins = gains.filter((gain) => gain > 0).length;
  const sure = mean === 0 ? 0.5 : mean > 0 ? 1 : 0;
  const error = Math.sqrt(variance / gains.length);
  return {
    probabilityBetter: error === 0 ? sure : studentProbability(mean / error, gains.length - 1),
    shareBetter: wins / gains.length,
  };
}

/** What common random numbers earn: the sum of both variances to the variance of the difference. */
function varianceReduction(before: readonly number[], after: readonly number[]): number | null {
  const [one, other] = [moments(before).variance, moments(after).variance];
  const together = moments(apart(before, after)).variance;
  if (together === 0) return null;
  return (one + other) / together;
}

/**
 * Pairs that would make every interval narrow enough: widths shrink with the root of their number; null where all are. Where the baseline is 0
 * any difference matters, and no number of pairs makes an interval narrow enough: such a metric is left out.
 */
export function pairsEnough(judged: Judged, pairs: number, halfWidth?: number): number | null {
  return widestOf(judged, pairs, halfWidth)?.pairs ?? null;
}

/** The metric that takes most pairs, and how many: see `pairsEnough`. */
export function widestOf(
  { primary, guardrails }: Judged,
  pairs: number,
  halfWidth?: number,
): { readonly metric: ComparedMetric; readonly pairs: number } | null {
  const asked = (metric: ComparedMetric): number =>
    metric === primary && halfWidth !== undefined
      ? halfWidth * Math.abs(metric.baseline)
      : metric.threshold / 2;
  const [widest] = [primary, ...guardrails]
    .filter(({ narrow }) => !narrow)
    .map((metric) => ({
      metric,
      pairs: Math.ceil(pairs * (metric.difference.halfWidth / asked(metric)) ** 2),
    }))
    .filter((each) => Number.isFinite(each.pairs))
    .sort((one, other) => other.pairs - one.pairs);
  return widest ?? null;
}
