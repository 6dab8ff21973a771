/**
 * Pilot runs as JUnit's cases: whether each KPI has settled, and whether the scenario leaves out as much as they say. What has not
 * settled is not known, and skipped.
 */
import type { PilotSeries, WarmUpReport } from '../comparison/warm-up-report.ts';
import { figure } from '../outbound/figures.ts';
import { count, duration } from '../text/format.ts';
import { type JunitCase, renderJunit } from './junit.ts';

export function renderWarmUpJunit(report: WarmUpReport): string {
  const { scenario, policy, series, seed, replications, reproduce } = report;
  return renderJunit(`dray warmup ${scenario}`, [
    {
      name: policy,
      classname: `dray.warmup.${scenario}.${policy}`,
      properties: { scenario, seed: String(seed), replications: String(replications), reproduce },
      cases: [leavesOutEnough(report), ...series.map(settled)],
    },
  ]);
}

function leavesOutEnough({ warmUpMs, writtenMs, setting, scenario, reproduce }: WarmUpReport): JunitCase {
  const name = 'leaves out enough';
  if (warmUpMs === null)
    return { name, outcome: { kind: 'skipped', message: 'no warm-up can be told: the runs are too short' } };
  const found = warmUpMs === 0 ? 'nothing is to be left out' : `warmUp: ${setting ?? duration(warmUpMs)}`;
  if (writtenMs === undefined)
    return {
      name,
      outcome: { kind: 'skipped', message: `${found}; what the scenario says is not on record` },
    };
  const written = writtenMs === 0 ? 'nothing' : duration(writtenMs);
  const says = `${found}; scenario ${scenario} leaves out ${written}`;
  if (writtenMs >= warmUpMs) return { name, outcome: { kind: 'passed' }, says };
  return { name, outcome: { kind: 'failed', message: says, detail: `${says}\nreproduce: ${reproduce}` } };
}

function settled({ kpi, title, trusted, untilMs, truncated, unit, meanAfter }: PilotSeries): JunitCase {
  const name = `settles ${kpi}`;
  if (!trusted)
    return {
      name,
      outcome: { kind: 'skipped', message: `${title} had not settled in the first half of the orders` },
    };
  const says = `${title}: ${count(truncated)} orders left out, until ${duration(untilMs)}; ${figure(meanAfter, unit)} after that`;
  return { name, outcome: { kind: 'passed' }, says };
}
