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
export function judge(pairs: readonly PairedKpis[], { confidence, halfWidth }: JudgeOptions): Judged {
  const measured = GUARDRAILS.filter(({ kpi }) => isMeasured(pairs, kpi));
  const unmeasured = GUARDRAILS.filter((each) => !measured.includes(each)).map(({ kpi }) => kpi);
  assert(
    isMeasured(pairs, PRIMARY.kpi),
    `a replication has no value of ${PRIMARY.kpi}: nothing was shipped in it. Make the runs longer`,
  );
  const each = 1 - (1 - confidence) / (1 + measured.length);
  const primary = compared(PRIMARY, pairs, each, halfWidth);
  const guardrails = measured.map((metric) => asGuardrail(compared(metric, pairs, each)));
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

function compared(
  metric: Metric,
  pairs: readonly PairedKpis[],
  confidence: number,
  halfWidth?: number,
): ComparedMetric {
  const { kpi, threshold: stated } = metric;
  const [before, after] = [
    pairs.map((pair) => pair.baseline[kpi]!),
    pairs.map((pair) => pair.candidate[kpi]!),
  ];
  const [told, toldAfter] = toldBy(metric, pairs) ?? [before, after];
  const interval = meanInterval(apart(told, toldAfter), confidence);
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
    varianceReduction: varianceReduction(before, after),
    judged: judgedBy(benefit(difference, better), threshold),
  };
}

/** Pseudo-values of a ratio of totals, of both designs; null where it is none, or a replication has nothing below. */
function toldBy(
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
export function pairsEnough(
  { primary, guardrails }: Judged,
  pairs: number,
  halfWidth?: number,
): number | null {
  const missing = [primary, ...guardrails].filter(({ narrow }) => !narrow);
  const factor = (metric: ComparedMetric): number => {
    const asked =
      metric === primary && halfWidth !== undefined
        ? halfWidth * Math.abs(metric.baseline)
        : metric.threshold / 2;
    return (metric.difference.halfWidth / asked) ** 2;
  };
  const factors = missing.map(factor).filter(Number.isFinite);
  return factors.length === 0 ? null : Math.ceil(pairs * Math.max(...factors));
}
