/** From the arms of a run to what the run says about itself: see `RunReport`. */
import { createHash } from 'node:crypto';
import { computeKpis, KPI_CATALOGUE, type KpiName, kpisBy, pricedByAll } from '#reports/kpis/kpis';
import type { ArmReport, RunEndReason, RunReport, ThresholdReport } from '#reports/run-report';
import { RUN_REPORT_VERSION } from '#reports/run-report';
import { figure } from '#reports/text/format';
import { boundValue } from '#scenarios/schema/bounds';
import type { World } from '#scenarios/world/world';
import type { PolicyRun } from './run-policies.ts';

/** A bound that a KPI must keep; without `policy` it holds for the baseline. */
interface Threshold {
  readonly kpi: string;
  readonly policy?: string | undefined;
  readonly atLeast?: number | string | undefined;
  readonly atMost?: number | string | undefined;
}

export interface ReportInput {
  readonly world: World;
  readonly runs: readonly PolicyRun[];
  readonly scenario: RunReport['scenario'];
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: RunReport['versions'];
  readonly thresholds: readonly Threshold[];
  readonly input: RunReport['input'];
  readonly assumptions: readonly string[];
}

export function reportOfRun(input: ReportInput): RunReport {
  const { world, runs } = input;
  const common = runs.length > 1 ? pricedByAll(runs.map((run) => run.outcomes)) : null;
  const arms = runs.map((run) => armReport(world, run, common));
  return {
    format: RUN_REPORT_VERSION,
    end: worstEnd(runs),
    scenario: input.scenario,
    seed: input.seed,
    reproduce: input.reproduce,
    versions: input.versions,
    digest: combined(arms, 'digest'),
    businessDigest: combined(arms, 'businessDigest'),
    outcomeDigest: combined(arms, 'outcomeDigest'),
    events: runs.reduce((sum, run) => sum + run.events, 0),
    orders: world.orders.length,
    currency: world.currency,
    startAt: world.startAt,
    endAt: runs.reduce((latest, run) => Math.max(latest, run.endedAt), world.startAt),
    kpis: Object.fromEntries(arms.map((arm) => [arm.policy, arm.kpis])),
    arms,
    comparedOrders: common?.size ?? null,
    thresholds: input.thresholds.map((threshold) => judge(threshold, arms, world.currency)),
    input: input.input,
    assumptions: input.assumptions,
  };
}

function armReport(world: World, run: PolicyRun, common: ReadonlySet<number> | null): ArmReport {
  const { outcomes, endedAt } = run;
  const plants = world.plants.map((plant) => plant.name);
  return {
    policy: run.policy.name,
    summary: run.policy.summary,
    ...run.digests,
    events: run.events,
    steps: run.steps,
    endedAt,
    end: run.end,
    violation: run.violation,
    kpis: computeKpis(outcomes, endedAt),
    compared:
      common === null ? null : computeKpis(outcomes, endedAt, (row) => common.has(outcomes.order[row]!)),
    byCarrier: kpisBy(outcomes, endedAt, 'carrier', world.carriers),
    byPlant: kpisBy(outcomes, endedAt, 'plant', plants),
    open: run.open,
    platform: { waitedMsMean: run.steps === 0 ? 0 : run.waitedMs / run.steps, waitedMsMax: run.waitedMsMax },
  };
}

/** One digest over several arms: SHA-256 over theirs, by policy, cut to 16 digits. A single arm keeps its own. */
function combined(arms: readonly ArmReport[], which: 'digest' | 'businessDigest' | 'outcomeDigest'): string {
  const [only, ...others] = arms;
  if (only !== undefined && others.length === 0) return only[which];
  const text = arms.map((arm) => `${arm.policy}=${arm[which]}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const END_ORDER: readonly RunEndReason[] = [
  'empty',
  'horizon',
  'until',
  'running',
  'interrupted',
  'violated',
];

function worstEnd(runs: readonly PolicyRun[]): RunEndReason {
  const worst = Math.max(-1, ...runs.map((run) => END_ORDER.indexOf(run.end)));
  return END_ORDER[worst] ?? 'running';
}

function judge(threshold: Threshold, arms: readonly ArmReport[], currency: string): ThresholdReport {
  const policy = threshold.policy ?? arms[0]?.policy ?? '';
  const kpi = threshold.kpi as KpiName;
  const value = arms.find((arm) => arm.policy === policy)?.kpis[kpi] ?? null;
  const { unit } = KPI_CATALOGUE[kpi];
  const words: string[] = [];
  let passed = value !== null;
  for (const [side, word, sign] of [
    ['atLeast', 'at least', 1],
    ['atMost', 'at most', -1],
  ] as const) {
    const given = threshold[side];
    if (given === undefined) continue;
    const bound = boundValue(given, unit, currency);
    if (typeof bound === 'string') throw new Error(`${kpi}: ${given} ${bound}`);
    words.push(`${word} ${figure(bound, unit)}${unit === 'money' ? ` ${currency}` : ''}`);
    passed &&= value !== null && sign * (value - bound) >= 0;
  }
  return { kpi, policy, bound: words.join(' and '), value, passed };
}
