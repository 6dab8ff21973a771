/**
 * Where the warm-up of a scenario ends, by MSER-5 on pilot runs: order by order in the order of release, each order the mean over runs.
 *
 * 1. What a comparison rests on must have settled: landed cost and cycle time, the later of the two counts.
 * 2. An order is left out by when it was released, in every run: the n-th order comes at other times in other runs, and the latest of them counts.
 *
 * Source: experiment protocol, 2; see `mser5` for the procedure.
 */
import type { MserPoint, PilotSeries, PilotStretch, WarmUpReport } from '#reports/comparison/warm-up-report';
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { mser5 } from '#sim/stats/mser';
import type { Replicator } from '../comparison/replicator.ts';
import { type Observations, observationsIn, type PilotFacts } from './pilot-facts.ts';

/** MSER-5 needs as many. */
const OBSERVATIONS_MIN = 50;
const STRETCHES = 10;
const HOUR_MS = 3_600_000;
const POINTS_MAX = 300;

const WATCHED: readonly { readonly kpi: OutboundKpi; readonly of: keyof PilotFacts }[] = [
  { kpi: 'landedCostPerOrder', of: 'cost' },
  { kpi: 'cycleTimeMean', of: 'cycleTime' },
];

/** Too few orders to tell, or all at once, or stopped before all pilots were run: a matter of what was asked for. */
export class NoWarmUp extends Error {
  override readonly name = 'NoWarmUp';
  readonly interrupted: boolean;

  constructor(message: string, { interrupted = false } = {}) {
    super(message);
    this.interrupted = interrupted;
  }
}

/** Runs the pilots. Rejects with `NoWarmUp`. */
export async function runPilots(
  replications: number,
  replicator: Replicator,
): Promise<Pick<WarmUpReport, 'warmUpMs' | 'series'>> {
  const tasks = Array.from({ length: replications }, (_, replication) => ({ design: 0, replication }));
  const results = await replicator.run(tasks);
  const runs = results.flatMap((result) => result?.pilot ?? []);
  if (runs.length < replications)
    throw new NoWarmUp(`interrupted: ${runs.length} of ${replications} runs`, { interrupted: true });
  return warmUpOf(runs);
}

/** @param runs at least one */
export function warmUpOf(runs: readonly PilotFacts[]): Pick<WarmUpReport, 'warmUpMs' | 'series'> {
  const series = WATCHED.map(({ kpi, of }) =>
    seriesOf(
      kpi,
      runs.map((run) => observationsIn(run[of])),
    ),
  );
  const latest = Math.max(...series.map(({ untilMs }) => untilMs));
  const trusted = series.every((each) => each.trusted);
  return { warmUpMs: trusted ? Math.ceil(latest / HOUR_MS) * HOUR_MS : null, series };
}

function seriesOf(kpi: OutboundKpi, runs: readonly Observations[]): PilotSeries {
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const observations = Math.min(...runs.map(({ value }) => value.length));
  if (observations < OBSERVATIONS_MIN)
    throw new NoWarmUp(
      `a run has ${observations} orders with a value of "${title}", and ${OBSERVATIONS_MIN} are the least that a warm-up can be told from. Let the runs be longer`,
    );
  if (runs.every(({ releasedMs }) => releasedMs[0] === releasedMs[releasedMs.length - 1]))
    throw new NoWarmUp(
      'all orders are released at the same time: a warm-up leaves out those that are released before others',
    );
  const means = Float64Array.from({ length: observations }, (_, i) => meanOver(runs, i));
  const curve: MserPoint[] = [];
  const { truncate, trusted } = mser5(means, (truncated, squared) =>
    curve.push({ truncated, standardError: Math.sqrt(squared) }),
  );
  return {
    kpi,
    title,
    unit,
    observations,
    truncated: truncate,
    untilMs: truncate === 0 ? 0 : Math.max(...runs.map(({ releasedMs }) => releasedMs[truncate]!)),
    trusted,
    meanBefore: truncate === 0 ? null : meanOf(means.subarray(0, truncate)),
    meanAfter: meanOf(means.subarray(truncate)),
    stretches: stretchesOf(runs),
    curve: thinned(curve.reverse(), truncate),
  };
}

/** No more points than can be seen; the one that was chosen is among them. */
function thinned(curve: readonly MserPoint[], chosen: number): readonly MserPoint[] {
  const every = Math.ceil(curve.length / POINTS_MAX);
  return curve.filter(({ truncated }, i) => i % every === 0 || truncated === chosen);
}

function meanOver(runs: readonly Observations[], i: number): number {
  return runs.reduce((sum, { value }) => sum + value[i]!, 0) / runs.length;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of equal length, from the start of the run to its last order. */
function stretchesOf(runs: readonly Observations[]): PilotStretch[] {
  const last = Math.max(...runs.map(({ releasedMs }) => releasedMs[releasedMs.length - 1]!));
  const lengthMs = Math.max(1, Math.ceil((last + 1) / STRETCHES));
  const sums = Array.from({ length: STRETCHES }, () => ({ orders: 0, sum: 0 }));
  for (const { releasedMs, value } of runs)
    for (let i = 0; i < value.length; i++) {
      const stretch = sums[Math.min(STRETCHES - 1, Math.floor(Math.max(0, releasedMs[i]!) / lengthMs))]!;
      stretch.orders += 1;
      stretch.sum += value[i]!;
    }
  return sums.map(({ orders, sum }, i) => ({
    fromMs: i * lengthMs,
    orders: orders / runs.length,
    mean: orders === 0 ? null : sum / orders,
  }));
}
